"""Files that hold many articles: JSONL, compressed or not, and Parquet.

What belongs here: from such a file to one record per row, a few at a time. What does not: from a record to an article.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, Final

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from orchestration.ingest.files import InputFile, open_input
from orchestration.ingest.limits import InputLimits
from orchestration.ingest.lines import ByteSource, bounded_lines
from orchestration.ingest.parquet_pages import largest_page
from orchestration.ingest.rejection import InputRejectedError, RejectionCode

COLUMNS: Final = ("id", "text", "title", "url", "publisher", "published", "lang")
_PARQUET_ROWS: Final = 512  # decoded at a time: some 2 MB of articles
_PARQUET_BYTES: Final = 16 * 1024 * 1024  # or fewer rows, when as many of the longest value would be more than this
_PARQUET_PAGE_BYTES: Final = 128 * 1024 * 1024  # usual are 1 to 4; a page is unpacked as a whole
_PARQUET_TYPES: Final = ("BYTE_ARRAY", "INT32", "INT64", "INT96", "BOOLEAN", "FLOAT", "DOUBLE")
_PARQUET_BUFFER_BYTES: Final = 1024 * 1024  # read at a time of a column; without, it is held as a whole
_EMPTY_ROW: Final = b"{}\n"  # what a row costs that says nothing, as in JSONL
_BLANK: Final = b" \t\r\n"


@dataclass(frozen=True)
class Row:
    """One row of a file.

    Attributes:
        number: From 1: the line of a JSONL file, the row of a Parquet file.
        byte_size: Of the line, or of the text.
        sha256: Of the line, or of the row's values; the same row has the same digest wherever it stands.
        record: Values by name, those of ``COLUMNS`` only; the text is a string.
        problem: Why it is no article; then there is no record.
    """

    number: int
    byte_size: int
    sha256: str
    record: dict[str, Any]
    problem: InputRejectedError | None = None


def read_rows(file: InputFile, *, limits: InputLimits) -> Iterator[Row]:
    """Stream the rows of a file.

    Args:
        file: An entry of ``list_files`` with ``has_rows``.
        limits: How large file and rows may be.

    Yields:
        Rows in order, broken ones included; blank lines are nothing.

    Raises:
        InputRejectedError: The file as a whole cannot be read on; the rows before are good.
    """
    with open_input(file, max_bytes=limits.table_bytes) as stream, _readable():
        if file.path.lower().endswith(".parquet"):
            yield from _parquet_rows(stream, limits=limits)
        elif file.path.lower().endswith(".gz"):
            with gzip.open(stream) as unpacked:
                yield from _json_rows(_Counted(unpacked, limits.table_bytes), limits=limits)
        else:
            yield from _json_rows(stream, limits=limits)


@contextmanager
def _readable() -> Iterator[None]:
    """Turn a broken container into a rejection."""
    try:
        yield
    except (OSError, EOFError, zlib.error, pa.ArrowException, ValueError, OverflowError) as error:
        if isinstance(error, InputRejectedError):
            raise
        raise InputRejectedError(RejectionCode.UNREADABLE, f"expected a whole file, found: {error}") from error


class _Counted:
    """A stream that ends with a rejection after so many bytes: little that is packed can unpack to a lot."""

    def __init__(self, stream: ByteSource, max_bytes: int) -> None:
        self._stream = stream
        self._max_bytes = max_bytes
        self._count = 0

    def readline(self, size: int, /) -> bytes:
        """Read to the end of the line, at most ``size`` bytes."""
        line = self._stream.readline(size)
        self._count += len(line)
        if self._count > self._max_bytes:
            detail = f"expected at most {self._max_bytes} bytes unpacked, found more"
            raise InputRejectedError(RejectionCode.TOO_LARGE, detail)
        return line


def _json_rows(stream: ByteSource, *, limits: InputLimits) -> Iterator[Row]:
    """Read one JSON object a line."""
    for number, line in enumerate(bounded_lines(stream, max_bytes=limits.row_bytes), start=1):
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not content.strip(_BLANK):
            continue
        digest = hashlib.sha256(content.rstrip(b"\r\n")).hexdigest()
        try:
            yield Row(number, len(line), digest, _json_record(content, limits=limits))
        except InputRejectedError as problem:
            yield Row(number, len(line), digest, {}, problem)


def _json_record(line: bytes, *, limits: InputLimits) -> dict[str, Any]:
    """Read one line."""
    if len(line) > limits.row_bytes:
        raise InputRejectedError(RejectionCode.TOO_LARGE, f"expected at most {limits.row_bytes} bytes, found more")
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        detail = f"expected utf-8, found {error.reason} at byte {error.start}"
        raise InputRejectedError(RejectionCode.UNDECODABLE, detail) from error
    except (ValueError, RecursionError) as error:
        raise _invalid(f"expected a JSON object, found: {error}") from error
    if not isinstance(found, dict):
        raise _invalid(f"expected a JSON object, found {type(found).__name__}")
    return _checked({name: found.get(name) for name in COLUMNS})


def _parquet_rows(stream: BinaryIO, *, limits: InputLimits) -> Iterator[Row]:
    """Read a Parquet file, so few rows at a time that memory is bounded whatever they repeat."""
    file = pq.ParquetFile(stream, buffer_size=_PARQUET_BUFFER_BYTES)
    names, batch_rows = _parquet_plan(stream, file, limits=limits)
    number, unpacked = 0, 0
    for batch in file.iter_batches(batch_size=batch_rows, columns=names):
        for values in batch.to_pylist():
            number += 1
            content = json.dumps(values, sort_keys=True, default=str).encode()
            text_size = _size(values["text"])
            unpacked += sum(map(_size, values.values())) + len(_EMPTY_ROW)
            if unpacked > limits.table_bytes:
                detail = f"expected at most {limits.table_bytes} bytes unpacked, found more"
                raise InputRejectedError(RejectionCode.TOO_LARGE, detail)
            digest = hashlib.sha256(content).hexdigest()
            try:
                if len(content) > 6 * limits.row_bytes or text_size > limits.row_bytes:
                    detail = f"expected at most {limits.row_bytes} bytes, found more"
                    raise InputRejectedError(RejectionCode.TOO_LARGE, detail)
                yield Row(number, text_size, digest, _checked(values))
            except InputRejectedError as problem:
                yield Row(number, text_size, digest, {}, problem)


def _parquet_plan(stream: BinaryIO, file: Any, *, limits: InputLimits) -> tuple[list[str], int]:  # noqa: ANN401
    """Choose the columns, and how many rows are decoded at a time: a dictionary repeats a long value for nothing."""
    schema = file.schema
    leaves = {schema.column(index).path: index for index in range(len(schema))}
    names = [name for name in COLUMNS if name in file.schema_arrow.names]
    if "text" not in names:
        raise _invalid(f"expected a column `text`, found {file.schema_arrow.names[:20]}")
    plain = {path for path, index in leaves.items() if _is_plain(schema.column(index))}
    nested = [name for name in names if name not in plain]
    if nested:
        raise _invalid(f"expected columns of strings, found another type in {nested}")
    longest = largest_page(stream, file.metadata, [leaves[name] for name in names])
    allowed = max(_PARQUET_PAGE_BYTES, 4 * limits.row_bytes)
    if longest > allowed:
        detail = f"expected pages of at most {allowed} bytes unpacked, found one of {longest}"
        raise InputRejectedError(RejectionCode.TOO_LARGE, detail)
    return names, max(1, min(_PARQUET_ROWS, _PARQUET_BYTES // max(1, longest)))


def _is_plain(column: Any) -> bool:  # noqa: ANN401 - pyarrow has no types
    """Tell whether a row has one value, no longer than the page that it stands in."""
    return column.max_repetition_level == 0 and column.physical_type in _PARQUET_TYPES


def _size(value: object) -> int:
    """Bytes of a value as it would stand in a file."""
    return len(str(value).encode("utf-8", "backslashreplace"))


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """Check the types; days become ISO dates, whole numbers as ids become text."""
    record = {name: value for name, value in values.items() if value is not None}
    for name in ("published", "id"):
        if isinstance(record.get(name), date | datetime | int) and not isinstance(record[name], bool):
            record[name] = str(record[name])
    wrong = [name for name, value in record.items() if not isinstance(value, str)]
    if wrong or "text" not in record:
        raise _invalid(f"expected `text` and only strings, found another type in {wrong or ['text']}")
    try:
        "".join(record.values()).encode()
    except UnicodeEncodeError as error:
        raise _invalid("expected Unicode text, found half a surrogate pair") from error
    return record


def _invalid(detail: str) -> InputRejectedError:
    """Build the rejection of this module."""
    return InputRejectedError(RejectionCode.ROW_INVALID, detail)
