"""``pledgebook extract``: JSONL articles in, JSONL mentions out, a batch at a time.

What belongs here: reading lines, refusing broken ones by number, writing records. What does not: the shape of records
(``extract.jsonl``) and extraction.

A line that is refused costs a message with its number and the exit code; the lines after it are read all the same.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, BinaryIO, Final

import polars as pl

from orchestration.contracts import ContractError
from orchestration.extract.jsonl import RECORDS, articles_of, mention_records
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.parse import Parser
from orchestration.ingest.lines import bounded_lines

BATCH_LINES: Final = 5_000  # patterns cost some milliseconds a call: fewer lines a batch are slower
BATCH_BYTES: Final = 32 * 1024 * 1024
_OPTIONAL: Final = ("lang", "published")
_WHOLE_NUMBERS: Final = range(-(2**63), 2**63)  # what Int64 holds
_FAILURES: Final = (pl.exceptions.PolarsError, pl.exceptions.PanicException, ContractError, ArithmeticError)


@dataclass
class _Batch:
    """Lines that were read together."""

    records: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    byte_count: int = 0

    @property
    def is_full(self) -> bool:
        """It is time to parse."""
        return len(self.records) >= BATCH_LINES or self.byte_count >= BATCH_BYTES


class LineRejectedError(ValueError):
    """A line is not an article."""


def extract_stream(
    source: BinaryIO,
    target: BinaryIO,
    lexicon: Lexicon,
    *,
    max_line_bytes: int,
    on_rejected: Callable[[str], None],
) -> int:
    """Extract from every line.

    Args:
        source: One JSON object ``{id, text, lang, published}`` a line; the last two may be missing.
        target: Gets one JSON object per mention, in the order of the lines, then of the text.
        lexicon: The reference seeds.
        max_line_bytes: Longer lines are refused.
        on_rejected: Gets one message per line that was refused.

    Returns:
        Number of lines that were refused.
    """
    parser = Parser.from_lexicon(lexicon)
    rejected = 0

    def reject(message: str) -> None:
        nonlocal rejected
        rejected += 1
        on_rejected(message)

    for batch in _batches(source, max_line_bytes=max_line_bytes, reject=reject):
        try:
            mentions = list(_mentions(parser, batch.records))
        except _FAILURES:
            mentions = list(_one_by_one(parser, batch, reject=reject))
        for frame in mentions:
            frame.write_ndjson(target)
        target.flush()
    return rejected


def _mentions(parser: Parser, records: list[dict[str, Any]]) -> Iterator[pl.DataFrame]:
    """Extract from some records; a frame for each run of ids of one type, so that each id is written as it came."""
    frame = pl.DataFrame([{**record, "id": str(place)} for place, record in enumerate(records)], schema=RECORDS)
    mentions = mention_records(frame, parser.parse(articles_of(frame)))
    places = mentions.get_column("id").cast(pl.Int64)
    for id_type, run in groupby(range(len(records)), key=lambda place: type(records[place]["id"])):
        run_places = list(run)
        first, last = run_places[0], run_places[-1]
        ids = pl.Series("id", [records[p]["id"] for p in run_places], pl.Int64 if id_type is int else pl.String)
        is_here = places.is_between(first, last)
        yield mentions.filter(is_here).with_columns(ids.gather(places.filter(is_here) - first))


def _one_by_one(parser: Parser, batch: _Batch, *, reject: Callable[[str], None]) -> Iterator[pl.DataFrame]:
    """Find out which line the parser cannot read, and read the others."""
    for number, record in zip(batch.numbers, batch.records, strict=True):
        try:
            yield from _mentions(parser, [record])
        except _FAILURES as error:
            reject(f"line {number}: the parser failed, which is an error of ours: {error}")


def _batches(source: BinaryIO, *, max_line_bytes: int, reject: Callable[[str], None]) -> Iterator[_Batch]:
    """Read lines until there are enough of them; blank lines are nothing."""
    batch = _Batch()
    for number, line in enumerate(bounded_lines(source, max_bytes=max_line_bytes), start=1):
        if not line.strip():
            continue
        try:
            record = _record(line, max_line_bytes=max_line_bytes)
        except LineRejectedError as error:
            reject(f"line {number}: {error}")
            continue
        batch.records.append(record)
        batch.numbers.append(number)
        batch.byte_count += len(line)
        if batch.is_full:
            yield batch
            batch = _Batch()
    if batch.records:
        yield batch


def _record(line: bytes, *, max_line_bytes: int) -> dict[str, Any]:
    """Read one line and check its fields."""
    if len(line) > max_line_bytes:
        raise LineRejectedError(f"expected at most {max_line_bytes} bytes, found more")
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise LineRejectedError(f"expected a JSON object, found: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise LineRejectedError("expected a JSON object with a string `text`")
    if "\x00" in found["text"]:
        raise LineRejectedError(f"expected text, found NUL at character {found['text'].index(chr(0))}")
    if isinstance(found.get("id"), bool) or not isinstance(found.get("id"), str | int):
        raise LineRejectedError("expected an `id` that is a string or a whole number")
    if isinstance(found["id"], int) and found["id"] not in _WHOLE_NUMBERS:
        raise LineRejectedError("expected an `id` of at most 64 bits; write a longer one as a string")
    for name in _OPTIONAL:
        if not isinstance(found.get(name), str | None):
            raise LineRejectedError(f"expected `{name}` to be a string or null")
    record = {"id": found["id"], "text": found["text"], **{name: found.get(name) for name in _OPTIONAL}}
    try:
        "".join(str(value) for value in record.values()).encode()
    except UnicodeEncodeError as error:
        raise LineRejectedError(f"expected Unicode text, found half a surrogate pair: {error.reason}") from error
    return record
