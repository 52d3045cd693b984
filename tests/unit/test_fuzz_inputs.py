"""Anything may lie in the raw folder or come in on standard input: each input is read or refused with a code.

`make test` tries a few hundred inputs, `make soak` ten thousand of each kind; the same seed gives the same inputs.
"""

import gzip
import io
import json
import os
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from random import Random

import polars as pl
import pytest

from orchestration.ingest.batches import read_batches
from orchestration.ingest.files import list_files
from orchestration.ingest.limits import InputLimits
from orchestration.ingest.rejection import RejectionCode
from orchestration.jsonl_stream import extract_stream
from orchestration.reference import load_lexicon
from orchestration.settings import SEEDS_DIR, Settings
from orchestration.warehouse.articles import changed_files, store_batch
from orchestration.warehouse.connect import build_database
from tests.soak import amount

SEED = 20261124
NOW = datetime(2026, 11, 24)
FILES = amount(quick=600, soak=10_000)
LINES = amount(quick=400, soak=10_000)
SECONDS_PER_INPUT = 0.5  # processor time; what takes longer is an attack by length
LIMITS = InputLimits(file_bytes=200_000, table_bytes=400_000, row_bytes=100_000)
ARTICLES = [  # of the sets that stay as they are: the same seed gives the same inputs
    path.read_bytes()
    for corpus in ("dev_corpus", "sample_articles")
    for path in sorted((Path(__file__).parents[1] / "golden" / corpus / "articles").glob("*.txt"))
]
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "euc-jp", "iso2022_jp", "utf-7", "cp037")
FRAGMENTS = (
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\x1b$B",
        b"\x1b[2J",
        b"\r",
        b"\x85",
        b"\n" * 50,
    ),
    *(b"<script>alert(1)</script>", b"<img src=x onerror=alert(1)>", b"'; drop table raw.articles; --", b'" or 1=1 --'),
    *(
        b"{{ source('raw', 'articles') }}",
        b"{% do run_query('x') %}",
        b"${PATH}",
        b"$(id)",
        b"`id`",
        b"%s%n",
        b"../../x",
    ),
    *(
        "\u202e\u2066\u200f".encode(),
        "👩‍👩‍👧\u0300".encode(),
        b"1" * 400,
        b"1,5 " * 100,
        b"( " * 300,
        b"\xe3\x80\x80" * 99,
    ),
    *(b"---\n", b"---\na: b\n---\n", b"---\na: &x [*x]\n---\n", b"---\na: " + b"[" * 99, b"---\na" + b" " * 9_000),
    *(b"---\na: !!python/object/apply:os.system [id]\n---\n", b"---\n? [a]: b\n---\n", b'---\na: "\\U99999999"\n---\n'),
)
NAMES = ("'", '"', "\n", ";", "\\", "$(id)", "<b>", "{{x}}", "é", "\u202e", " ", "%", "#", "..", "🔋", "x" * 100)
ENDINGS = (*[".txt"] * 12, ".md", ".TXT", ".jsonl", ".ndjson", ".jsonl.gz", ".parquet", ".html", "")


def damage(random, content):
    """Change some bytes in one of the ways in which bytes get changed."""
    place, length = random.randint(0, len(content)), random.randint(0, 200)
    how = random.randrange(9)
    if how == 0:
        return random.randbytes(random.randint(0, 5_000))
    if how == 1:
        return content[:place]
    if how == 2:
        return content[:place] + random.randbytes(1) + content[place + 1 :]
    if how == 3:
        return content[:place] + content[place + length :]
    if how == 4:
        return content.decode("utf-8", "replace").encode(random.choice(ENCODINGS), "replace")
    if how == 5:
        return random.choice(FRAGMENTS) + content
    if how == 6:
        return content * random.choice([1, 1, 200])  # past the limit, whatever the article
    if how == 7:
        return b"".join(random.choices(FRAGMENTS, k=random.randint(1, 30)))
    return content[:place] + random.choice(FRAGMENTS) + content[place:]


def rows_of(random, count):
    """Lines of JSONL, most of them broken in some way."""
    for number in range(count):
        text = damage(random, random.choice(ARTICLES)[:2_000]).decode("utf-8", random.choice(["replace", "ignore"]))
        record = {"id": random.choice([number, str(number), 10**30, None, True]), "text": text, "lang": "fr"}
        record |= random.choice(
            [{}, {"published": "2025-13-45"}, {"published": "9999"}, {"lang": 5}, {"title": []}, {"text": 1}]
        )
        line = json.dumps(record, ensure_ascii=random.random() < 0.5).encode("utf-8", "replace")
        yield damage(random, line).replace(b"\n", b" ") if random.random() < 0.4 else line


def content_of(random, ending):
    """The content of one file."""
    if ending in (".jsonl", ".ndjson", ".jsonl.gz"):
        content = b"\n".join(rows_of(random, random.randint(0, 5)))
        packed = gzip.compress(content, 1) if ending.endswith(".gz") else content
        return damage(random, packed) if random.random() < 0.3 else packed
    if ending == ".parquet":
        target = io.BytesIO()
        pl.DataFrame({"text": ["Un texte.", None, "a\x00b", " "], "id": [1, 2, 3, 4]}).write_parquet(target)
        return damage(random, target.getvalue()) if random.random() < 0.7 else target.getvalue()
    content = random.choice(ARTICLES)
    for _ in range(random.randint(0, 3)):
        content = damage(random, content)
    return content


def write_some(random, folder, count):
    """Fill a folder; some entries are links out of it, loops, pipes or forbidden."""
    folder.mkdir()
    for number in range(count):
        ending = random.choice(ENDINGS)
        path = folder / f"{number}{random.choice(NAMES)}{ending}"
        kind = random.random()
        if kind < 0.02:
            path.symlink_to(random.choice(["/etc/passwd", "/", ".", "nowhere", "../raw", path.name]))
        elif kind < 0.03:
            os.mkfifo(path)
        else:
            path.write_bytes(content_of(random, ending))


@pytest.mark.slow
def test_every_file_is_loaded_or_refused_with_a_code(tmp_path):
    random = Random(SEED)
    settings = Settings(raw_dir=tmp_path / "raw", data_dir=tmp_path / "data", limits=LIMITS)
    outcomes, chunk = Counter(), 200
    for _ in range(FILES // chunk):
        write_some(random, settings.raw_dir, chunk)
        listed = list_files(settings.raw_dir)
        started = time.process_time()
        with build_database(settings.build_database) as connection:
            files = changed_files(connection, listed, reader_version="1")
            for batch in read_batches(files, limits=LIMITS, now=NOW):
                store_batch(connection, batch, reader_version="1")
            seen = {path for (path,) in connection.execute("select path from raw.article_files").fetchall()}
            refused = dict(connection.execute("select path, reason_code from raw.rejected_inputs").fetchall())
            assert {file.path for file in listed} <= seen | refused.keys()
            assert set(refused.values()) <= set(RejectionCode)
            assert changed_files(connection, listed, reader_version="1") == []
            outcomes.update(refused.get(file.path, "loaded") for file in listed)
            (sound,) = connection.execute(
                "select count(*) = count(distinct article_id) and bool_and(length(text) = codepoint_count"
                " and content_sha256 = sha256(text) and body_start <= length(text) and title_start is null"
                " or title_end <= length(text)) from raw.articles"
            ).fetchall()
            assert sound == (True,)
            for table in ("articles", "article_files", "rejected_inputs", "input_states"):
                connection.execute(f"delete from raw.{table}")
        assert time.process_time() - started < SECONDS_PER_INPUT * chunk
        settings.raw_dir.rename(tmp_path / f"done{sum(outcomes.values())}")
    assert outcomes.keys() >= {"loaded", "binary", "undecodable", "empty", "too_large", "front_matter_invalid"}
    assert outcomes.keys() >= {"row_invalid", "unreadable", "unsupported_type", "symlink_outside", "not_a_file"}


@pytest.mark.slow
def test_every_line_of_extract_is_read_or_refused_by_number():
    random = Random(SEED)
    lines = [line for line in rows_of(random, LINES) if line.strip()]
    target, messages = io.BytesIO(), []
    lexicon = load_lexicon(SEEDS_DIR)
    count = extract_stream(
        io.BytesIO(b"\n".join(lines)), target, lexicon, max_line_bytes=LIMITS.row_bytes, on_rejected=messages.append
    )
    numbers = [int(message.split(":")[0].removeprefix("line ")) for message in messages]
    assert count == len(numbers) == len(set(numbers))
    assert set(numbers) <= set(range(1, len(lines) + 1))
    assert not [message for message in messages if "error of ours" in message]
    accepted = [json.loads(line.decode("utf-8-sig")) for n, line in enumerate(lines, start=1) if n not in set(numbers)]
    assert len(accepted) > LINES / 10
    texts = {}
    for record in accepted:
        texts.setdefault(repr(record["id"]), []).append(record["text"])
    mentions = [json.loads(line) for line in target.getvalue().splitlines()]
    assert len(mentions) > LINES / 10
    for mention in mentions:
        span = slice(mention["start"], mention["end"])
        assert any(text[span] == mention["surface"] for text in texts[repr(mention["id"])])


@pytest.mark.parametrize("size", [10_000, 1_000_000])
def test_blanks_after_dashes_are_read_in_linear_time(size):
    from orchestration.ingest.front_matter import read_front_matter

    started = time.process_time()
    assert read_front_matter("---\na" + " " * size, limits=InputLimits()) is None
    assert time.process_time() - started < 1


@pytest.mark.slow
def test_a_line_that_only_the_parser_refuses_does_not_take_others_with_it(monkeypatch):
    from orchestration.extract.parse import Parser

    real = Parser.parse

    def failing(self, articles):
        if articles["text"].str.contains("poison").any():
            raise pl.exceptions.ComputeError("no")
        return real(self, articles)

    monkeypatch.setattr(Parser, "parse", failing)
    texts = ["Un don de 5 millions d’euros.", "poison", "Un don de 6 millions d’euros."]
    source = io.BytesIO("\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)).encode())
    target, messages = io.BytesIO(), []
    lexicon = load_lexicon(SEEDS_DIR)
    assert extract_stream(source, target, lexicon, max_line_bytes=1_000, on_rejected=messages.append) == 1
    assert messages[0].startswith("line 2: the parser failed")
    assert {json.loads(line)["id"] for line in target.getvalue().splitlines()} == {0, 2}


def test_ids_are_written_as_they_came():
    lines = [{"id": 1, "text": "5 euros"}, {"id": "1", "text": "6 euros"}, {"id": 2, "text": "7 euros"}]
    source, target = io.BytesIO("\n".join(map(json.dumps, lines)).encode()), io.BytesIO()
    extract_stream(source, target, load_lexicon(SEEDS_DIR), max_line_bytes=1_000, on_rejected=pytest.fail)
    money = [record for record in map(json.loads, target.getvalue().splitlines()) if record["kind"] == "money"]
    assert [(record["id"], record["surface"]) for record in money] == [(1, "5 euros"), ("1", "6 euros"), (2, "7 euros")]
