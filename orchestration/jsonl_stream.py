"""``pledgebook extract``: JSONL articles in, JSONL mentions out, a batch at a time.

What belongs here: reading lines, refusing broken ones by number, writing records. What does not: the shape of records
(``extract.jsonl``) and extraction.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import polars as pl

from orchestration.extract.jsonl import RECORDS, articles_of, mention_records
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.parse import Parser

BATCH_LINES: Final = 5_000  # patterns cost some milliseconds a call: fewer lines a batch are slower
BATCH_BYTES: Final = 32 * 1024 * 1024
_OPTIONAL: Final = ("lang", "published")


@dataclass
class _Batch:
    """Lines that were read together."""

    records: list[dict[str, Any]]
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

    for records in _batches(source, max_line_bytes=max_line_bytes, reject=reject):
        frame = pl.DataFrame([{**record, "id": str(record["id"])} for record in records], schema=RECORDS)
        mentions = mention_records(frame, parser.parse(articles_of(frame)))
        if all(type(record["id"]) is int for record in records):
            mentions = mentions.with_columns(pl.col("id").cast(pl.Int64))
        mentions.write_ndjson(target)
        target.flush()
    return rejected


def _batches(source: BinaryIO, *, max_line_bytes: int, reject: Callable[[str], None]) -> Iterator[list[dict[str, Any]]]:
    """Read lines until there are enough of them; blank lines are nothing."""
    batch = _Batch([])
    for number, line in enumerate(_lines(source, max_line_bytes), start=1):
        if not line.strip():
            continue
        try:
            batch.records.append(_record(line, max_line_bytes=max_line_bytes))
        except LineRejectedError as error:
            reject(f"line {number}: {error}")
            continue
        batch.byte_count += len(line)
        if batch.is_full:
            yield batch.records
            batch = _Batch([])
    if batch.records:
        yield batch.records


def _lines(source: BinaryIO, max_line_bytes: int) -> Iterator[bytes]:
    """Yield lines; of one that is too long, its beginning, so that memory stays bounded."""
    while line := source.readline(max_line_bytes + 1):
        yield line
        while len(line) > max_line_bytes and not line.endswith(b"\n"):
            line = source.readline(max_line_bytes + 1)
            if not line:
                return


def _record(line: bytes, *, max_line_bytes: int) -> dict[str, Any]:
    """Read one line and check its fields."""
    if len(line) > max_line_bytes:
        raise LineRejectedError(f"expected at most {max_line_bytes} bytes, found more")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineRejectedError(f"expected a JSON object, found: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise LineRejectedError("expected a JSON object with a string `text`")
    if isinstance(found.get("id"), bool) or not isinstance(found.get("id"), str | int):
        raise LineRejectedError("expected an `id` that is a string or a whole number")
    for name in _OPTIONAL:
        if not isinstance(found.get(name), str | None):
            raise LineRejectedError(f"expected `{name}` to be a string or null")
    record = {"id": found["id"], "text": found["text"], **{name: found.get(name) for name in _OPTIONAL}}
    try:
        "".join(str(value) for value in record.values()).encode()
    except UnicodeEncodeError as error:
        raise LineRejectedError(f"expected Unicode text, found half a surrogate pair: {error.reason}") from error
    return record
