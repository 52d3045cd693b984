"""How much a Parquet file unpacks to, before any of it is unpacked.

What belongs here: the sizes in the headers of its pages. What does not: values.

The footer is what a stranger says about the file; the decoder obeys the headers. They are written in Thrift's compact
protocol, of which we need whole numbers, and how to step over the rest.
"""

from typing import Any, BinaryIO, Final

_STOP, _TRUE, _FALSE, _BYTE, _BINARY, _STRUCT = 0, 1, 2, 3, 8, 12
_NUMBERS: Final = (4, 5, 6)  # of 16, 32 and 64 bits
_UNPACKED_SIZE, _PACKED_SIZE = 2, 3  # fields of the header
_DEEPEST: Final = 4  # a header holds a header of its kind, and that statistics


def largest_page(stream: BinaryIO, metadata: Any, columns: list[int]) -> int:  # noqa: ANN401 - pyarrow has no types
    """Find the largest page that reading some columns unpacks.

    Args:
        stream: The file; its position afterwards is anywhere.
        metadata: ``pyarrow.parquet.FileMetaData``.
        columns: Numbers of the columns that will be read.

    Returns:
        Bytes of that page unpacked; no value of the column is longer. 0 when there is no page.

    Raises:
        ValueError: A page has no header.
    """
    largest = 0
    for group in range(metadata.num_row_groups):
        for column in columns:
            chunk = metadata.row_group(group).column(column)
            starts = [chunk.data_page_offset]
            starts += [chunk.dictionary_page_offset] if chunk.has_dictionary_page else []
            stream.seek(min(starts))
            end = min(starts) + chunk.total_compressed_size
            while stream.tell() < end:
                header = _numbers(stream)
                if header.get(_PACKED_SIZE, -1) < 0 or header.get(_UNPACKED_SIZE, -1) < 0:
                    raise ValueError("expected pages with their sizes, found one without")
                largest = max(largest, header[_UNPACKED_SIZE])
                stream.seek(header[_PACKED_SIZE], 1)
    return largest


def _numbers(stream: BinaryIO, depth: int = 0) -> dict[int, int]:
    """Read a structure: its whole numbers by field."""
    found: dict[int, int] = {}
    field = 0
    while (head := _byte(stream)) != _STOP:
        kind = head & 15
        field = field + (head >> 4) if head >> 4 else _whole_number(stream)
        if kind in _NUMBERS:
            found[field] = _whole_number(stream)
        elif kind == _BINARY:
            stream.seek(_variable(stream), 1)
        elif kind == _BYTE:
            stream.seek(1, 1)
        elif kind == _STRUCT and depth < _DEEPEST:
            _numbers(stream, depth + 1)
        elif kind not in (_TRUE, _FALSE):
            raise ValueError(f"expected the header of a page, found a field of kind {kind}")
    return found


def _whole_number(stream: BinaryIO) -> int:
    """Read a signed number: the lowest bit is the sign."""
    value = _variable(stream)
    return (value >> 1) ^ -(value & 1)


def _variable(stream: BinaryIO) -> int:
    """Read a number of seven bits a byte, the lowest first."""
    value = 0
    for shift in range(0, 64, 7):
        byte = _byte(stream)
        value |= (byte & 127) << shift
        if byte < 128:
            return value
    raise ValueError("expected the header of a page, found a number without end")


def _byte(stream: BinaryIO) -> int:
    """Read one byte."""
    found = stream.read(1)
    if not found:
        raise ValueError("expected the header of a page, found the end of the file")
    return found[0]
