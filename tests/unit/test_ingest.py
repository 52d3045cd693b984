"""From the bytes of one file to an article or a rejection."""

import json
from datetime import date
from pathlib import Path

import pytest

from orchestration.ingest.article import article_of_record, read_article
from orchestration.ingest.decode import decode
from orchestration.ingest.front_matter import read_front_matter
from orchestration.ingest.limits import InputLimits
from orchestration.ingest.publication_date import crawl_prefix, file_name_date, stated_date
from orchestration.ingest.rejection import InputRejectedError

LIMITS = InputLimits()
CORPUS = Path(__file__).parents[1] / "golden" / "dev_corpus"
GOLD = sorted(path for path in (CORPUS / "gold").glob("??[0-9][0-9].json"))


@pytest.mark.parametrize("gold_path", GOLD, ids=lambda path: path.stem)
def test_every_article_of_the_development_corpus_has_its_title_date_and_body(gold_path):
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    content = (CORPUS / gold["file"]).read_bytes()
    article = read_article(content, file_name=f"{gold_path.stem}.txt", limits=LIMITS)
    metadata = [part for part in gold["segments"] if part["kind"] == "metadata"]
    titles = [part for part in gold["segments"] if part["kind"] == "title" and metadata]
    inside = [(part["start"], part["end"]) for part in titles if part["start"] < metadata[0]["end"]]
    assert article.text == content.decode("utf-8")
    assert (article.title, article.published_edtf) == (gold["title"], gold["published_edtf"])
    assert article.body_start == (metadata[0]["end"] if metadata else 0)
    assert [(article.title_start, article.title_end)] == (inside or [(None, None)])


def test_the_development_corpus_is_all_there():
    assert len(GOLD) == 36


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("é\r\n".encode(), ("é\r\n", "utf-8"), id="utf-8 keeps its line ends"),
        pytest.param(b"\xef\xbb\xbf" + "é".encode(), ("é", "utf-8-bom"), id="the mark is no text"),
        pytest.param(b"\xff\xfe" + "é".encode("utf-16-le"), ("é", "utf-16-le-bom"), id="utf-16 little"),
        pytest.param(b"\xfe\xff" + "日".encode("utf-16-be"), ("日", "utf-16-be-bom"), id="utf-16 big"),
        pytest.param(b"\xff\xfe\0\0" + "日".encode("utf-32-le"), ("日", "utf-32-le-bom"), id="utf-32"),
    ],
)
def test_certain_encodings_are_decoded(content, expected):
    assert decode(content) == expected


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "empty", id="no byte"),
        pytest.param(b" \r\n\t", "empty", id="white space"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="only a mark"),
        pytest.param(b"a\x00b", "binary", id="NUL in text"),
        pytest.param(b"\x00\xe9\xff", "binary", id="NUL in bytes"),
        pytest.param(b"%PDF-1.7 text", "binary", id="PDF"),
        pytest.param(b"PK\x03\x04", "binary", id="ZIP"),
        pytest.param("déjà vu".encode("latin-1"), "undecodable", id="Latin-1"),
        pytest.param("日本".encode("shift-jis"), "undecodable", id="Shift-JIS"),
        pytest.param(b"\xff\xfea", "undecodable", id="half a UTF-16 unit"),
        pytest.param(b"---\ntitle: [a\n---\nb", "front_matter_invalid", id="open bracket"),
        pytest.param(b'---\ntitle: "a\n---\nb', "front_matter_invalid", id="open quote"),
        pytest.param(b"---\ntitle: a\nb", "front_matter_invalid", id="never closed"),
        pytest.param(b"---\na: &x [1]\nb: *x\n---\nb", "front_matter_invalid", id="alias"),
        pytest.param(
            b"---\na: " + b"[" * (LIMITS.front_matter_depth + 1) + b"\n---\nb", "front_matter_invalid", id="too deep"
        ),
        pytest.param(
            b"---\na: " + b"x" * LIMITS.front_matter_characters + b"\n---\nb", "front_matter_invalid", id="too long"
        ),
        pytest.param(b"---\na: !!python/object/apply:os.system [x]\nb: *c\n---\n", "front_matter_invalid", id="code"),
    ],
)
def test_what_is_no_article_is_rejected_with_its_code(content, code):
    with pytest.raises(InputRejectedError) as caught:
        read_article(content, file_name="a.txt", limits=LIMITS)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "title", "span"),
    [
        pytest.param('---\ntitle: "A: b"\n---\nBody', "A: b", (12, 16), id="double quotes"),
        pytest.param("---\ntitle: 'A b'\n---\nBody", "A b", (12, 15), id="single quotes"),
        pytest.param("---\ntitle: A b\n---\nBody", "A b", (11, 14), id="plain"),
        pytest.param("---\r\nTitle:  A b\r\n---\r\nBody", "A b", (13, 16), id="CRLF and capital"),
        pytest.param("---\ntitle: Japon : 🔋 b\n---\nBody", "Japon : 🔋 b", (11, 22), id="unquoted colon"),
        pytest.param("---\ntags: [a, {b: c}]\ntitle: A\n---\nBody", "A", (29, 30), id="after nested values"),
    ],
)
def test_the_title_has_the_span_of_its_value(text, title, span):
    article = read_article(text.encode(), file_name="a.txt", limits=LIMITS)
    assert (article.title, (article.title_start, article.title_end)) == (title, span)
    assert article.text[slice(*span)] == title
    assert article.text[article.body_start :] == "Body"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("---\n\nA paragraph between two rules.\n\n---\nMore.", id="rules of a text"),
        pytest.param("Text\n---\ntitle: a\n---\n", id="not at the beginning"),
        pytest.param("----\ntitle: a\n----\n", id="four dashes"),
    ],
)
def test_dashes_alone_are_no_front_matter(text):
    assert read_front_matter(text, limits=LIMITS) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2025-12-22", ("2025-12-22", date(2025, 12, 22), date(2025, 12, 22)), id="day"),
        pytest.param("2025-12-22T23:30:00-05:00", ("2025-12-22", date(2025, 12, 22), date(2025, 12, 22)), id="time"),
        pytest.param("2024-02", ("2024-02", date(2024, 2, 1), date(2024, 2, 29)), id="month of a leap year"),
        pytest.param("2025", ("2025", date(2025, 1, 1), date(2025, 12, 31)), id="year"),
    ],
)
def test_a_stated_date_spans_its_days(value, expected):
    found = stated_date(value)
    assert (found.edtf, found.first_on, found.last_on) == expected


@pytest.mark.parametrize("value", ["2025-02-30", "2025-13", "yesterday", "", "25-12-22", "2025-12-221"])
def test_what_is_no_calendar_date_is_unknown(value):
    assert stated_date(value) is None


@pytest.mark.parametrize(
    ("name", "edtf"),
    [
        ("2025-12-22_japon.txt", "2025-12-22"),
        ("2023-07_ue.txt", "2023-07"),
        ("2023-07-ue.txt", "2023-07"),
        ("2023-077.txt", None),
        ("000_614ec6bd6650c6be.txt", None),
        ("note-2025-12-22.txt", None),
    ],
)
def test_a_file_name_may_begin_with_the_date(name, edtf):
    found = file_name_date(name)
    assert (found.edtf if found else None) == edtf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(" date 2025-10-04 Réunis", ("2025-10-04", 17), id="day"),
        pytest.param(" date 2026-03 How", ("2026-03", 14), id="month"),
        pytest.param(" date 2026-03-45 How", None, id="no such day"),
        pytest.param("The date 2026-03-05 is set", None, id="within a sentence"),
    ],
)
def test_the_crawl_prefix_ends_where_the_text_begins(text, expected):
    found = crawl_prefix(text, 0)
    assert (found and (found[0].edtf, found[1])) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param(
            "---\ndate: 2025-01-02\n---\n date 2025-01-03 a", "2025-01-04.txt", ("2025-01-02", "stated"), id="all"
        ),
        pytest.param(" date 2025-01-03 a", "2025-01-04.txt", ("2025-01-03", "metadata_prefix"), id="prefix and name"),
        pytest.param("---\ndate: soon\n---\na", "2025-01-04.txt", ("2025-01-04", "file_name"), id="stated is no date"),
        pytest.param("a", "a.txt", (None, "none"), id="nothing"),
    ],
)
def test_the_best_known_date_wins_and_says_why(text, name, expected):
    article = read_article(text.encode(), file_name=name, limits=LIMITS)
    assert (article.published_edtf, article.published_basis) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(
            "Rubrique\nUn titre plus long que la rubrique\n\nUn paragraphe.",
            "Un titre plus long que la rubrique",
            id="section",
        ),
        pytest.param("- Un point de la liste\n- Un autre", None, id="bullets"),
        pytest.param("Une phrase entière. Une autre.\n\nSuite.", None, id="paragraph"),
        pytest.param("Un seul bout de texte", None, id="nothing follows"),
    ],
)
def test_a_first_line_that_reads_like_a_headline_is_the_title(text, title):
    article = read_article(text.encode(), file_name="a.txt", limits=LIMITS)
    assert (article.title, article.title_start) == (title, None)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://exemple.fr/été", "https://exemple.fr/été"),
        ("javascript:alert(3)", None),
        (" javascript://example.org/%0Aalert(3)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://a@b.org", None),
        ('https://a.org/" onclick="x', None),
        ("example.org", None),
    ],
)
def test_only_an_address_on_the_web_is_kept_as_one(stated, kept):
    text = f"---\nurl: '{stated}'\n---\nUn texte."
    assert read_article(text.encode(), file_name="a.txt", limits=InputLimits()).url == kept
    assert article_of_record({"text": "Un texte.", "url": stated}, limits=InputLimits()).url == kept
