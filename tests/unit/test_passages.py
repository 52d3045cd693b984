"""Passages: their borders, kinds and repeated copies; sentences; the place of a span."""

import polars as pl
import pytest

from orchestration.contracts import ARTICLES
from orchestration.extract.passages import compile_passages, segment, split_sentences
from tests.extraction import articles, cut, lexicon

LONG = (
    "La Région soutient la filière depuis dix ans et compte le faire encore, malgré un budget plus serré que prévu. "
    * 2
)
OTHER = (
    "Le chantier doit ouvrir au printemps, si les recours déposés par les riverains ne l'arrêtent pas d'ici là. " * 2
)


def kinds(text: str) -> list[str]:
    return segment(articles(text), compile_passages(lexicon())).get_column("passage_kind").to_list()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"Un titre sans point\n{LONG}", ["title", "body"], id="first short line"),
        pytest.param(f"{LONG}\n{OTHER}", ["body", "body"], id="a long first line is no title"),
        pytest.param(
            f"Technologie\nUn titre sans point\n{LONG}", ["title", "title", "body"], id="rubric above a title"
        ),
        pytest.param(f"Titre\nPar Jeanne Morel\n{LONG}", ["title", "byline", "body"], id="french byline"),
        pytest.param(f"Title\nBy Noor Abernethy in Tokyo\n{LONG}", ["title", "byline", "body"], id="english byline"),
        pytest.param(
            f"{LONG}\nPartager : Courriel\n{OTHER}", ["body", "boilerplate", "body"], id="sharing is no byline"
        ),
        pytest.param(f"{LONG}\nUn intertitre\n{OTHER}", ["body", "heading", "body"], id="heading"),
        pytest.param(f"{LONG}\n- premier point du plan\n{OTHER}", ["body", "list_item", "body"], id="list item"),
        pytest.param(
            f"{LONG}\n岸壁　21億円\n設計監理　3億円\n{OTHER}",
            ["body", "list_item", "list_item", "body"],
            id="rows of a table",
        ),
        pytest.param(f"{LONG}\nLe budget de 2027\n{OTHER}", ["body", "heading", "body"], id="a heading with a year"),
        pytest.param(
            f"{LONG}\n「総額は10億円。うちが5億円を出す。期間は5年間」\n{OTHER}",
            ["body", "body", "body"],
            id="a long quotation",
        ),
        pytest.param(
            f"{LONG}\n――使い道は\n「新作に5億円」\n{OTHER}", ["body", "heading", "body", "body"], id="an answer"
        ),
        pytest.param(f"{LONG}\n「新作に5億円」\n{OTHER}", ["body", "heading", "body"], id="a quoted heading"),
        pytest.param(f"{LONG}\n📌 À retenir : tout.", ["body", "summary"], id="summary behind an emoji"),
        pytest.param(
            f"{LONG}\n32 vues\nSources\nLe Matin", ["body", "boilerplate", "boilerplate", "boilerplate"], id="page tail"
        ),
        pytest.param(f"Sources\n{LONG}\n{OTHER}", ["title", "body", "body"], id="a tail word above the text is none"),
        pytest.param(f"首相「防衛費を増やします」\n{LONG}", ["title", "body"], id="a quotation in a title"),
        pytest.param(f"防衛費5兆円へ。政府が方針\n{LONG}", ["title", "body"], id="two sentences in a title"),
        pytest.param(
            f"題名\n{LONG}\n知事「必ず守ります」\n{LONG}B",
            ["title", "body", "body", "body"],
            id="a quotation below a title",
        ),
        pytest.param(f"{LONG}\n© 2026 La Dépêche", ["body", "boilerplate"], id="copyright"),
        pytest.param(f"{LONG}\n（読者室 電話03-0000-1234）", ["body", "boilerplate"], id="japanese telephone"),
        pytest.param(f"{LONG}\n{OTHER}\n{LONG}", ["body", "body", "duplicate"], id="long repeated paragraph"),
        pytest.param(f"{LONG}\nOui.\n{OTHER}\nOui.", ["body", "body", "body", "body"], id="a short repeat is none"),
        pytest.param("", [], id="empty text"),
        pytest.param(" \n\n ", [], id="blank text"),
    ],
)
def test_passages_are_named_by_layout_and_cues(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_a_whole_second_copy_points_to_the_first() -> None:
    copy = f"Titre\n{LONG}\nUn intertitre\n{OTHER}\n"

    passages = segment(articles(copy + copy), compile_passages(lexicon()))

    assert passages.get_column("duplicate_of_passage_id").to_list() == [None] * 4 + [f"a0-p{n}" for n in range(4)]


def test_front_matter_is_metadata_around_the_title() -> None:
    text = f'---\ntitle: "Un titre"\nlang: fr\n---\n{LONG}'
    front = pl.DataFrame([("a0", text, "fr", None, None, 36, 12, 20)], schema=ARTICLES, orient="row")

    passages = segment(front, compile_passages(lexicon()))

    assert passages.get_column("passage_kind").to_list() == ["metadata", "title", "metadata", "body"]
    assert cut(text, passages)[1] == "Un titre"


def test_a_passage_ends_before_its_line_break_also_with_carriage_returns() -> None:
    text = f"Titre\r\n\r\n{LONG.strip()}\r\n"

    assert cut(text, segment(articles(text))) == ["Titre", LONG.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Un. Deux ! Trois ?", ["Un.", "Deux !", "Trois ?"], id="french"),
        pytest.param("M. Dupont paie. Il rit.", ["M. Dupont paie.", "Il rit."], id="abbreviation"),
        pytest.param("It cost $3.2bn. The plan fails.", ["It cost $3.2bn.", "The plan fails."], id="decimal point"),
        pytest.param("The U.S. plan fails.", ["The U.S. plan fails."], id="initials"),
        pytest.param("約１兆円を投じる。来春に始まる。", ["約１兆円を投じる。", "来春に始まる。"], id="japanese"),
        pytest.param("Il dit « non ! » et part.", ["Il dit « non ! » et part."], id="lower case goes on"),
        pytest.param("Un\nDeux", ["Un", "Deux"], id="line break"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    patterns = compile_passages(lexicon())
    frame = articles(text)

    sentences = split_sentences(frame, segment(frame, patterns), patterns)

    assert cut(text, sentences) == expected


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "a. A" * 100_000, "(" * 1_000_000, "é " * 300_000], ids=lambda t: t[:4]
)
def test_adversarial_text_is_cut_without_loss(text: str) -> None:
    passages = segment(articles(text))

    assert passages.select("char_start", "char_end").rows() == [(0, len(text.rstrip()))]
