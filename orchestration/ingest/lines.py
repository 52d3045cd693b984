"""Lines of a stream, none longer than a bound.

What belongs here: cutting at line ends without holding more than a line. What does not: what a line means.
"""

from collections.abc import Iterator
from typing import Protocol


class ByteSource(Protocol):
    """Anything that reads lines: a file, a decompressor, standard input."""

    def readline(self, size: int, /) -> bytes:
        """Read to the end of the line, at most ``size`` bytes."""
        ...


def bounded_lines(source: ByteSource, *, max_bytes: int) -> Iterator[bytes]:
    """Read lines.

    Args:
        source: Where from.
        max_bytes: Longest line.

    Yields:
        Each line with its end; of one that is too long its first ``max_bytes + 1`` bytes, the rest is skipped.
    """
    while line := source.readline(max_bytes + 1):
        yield line
        while len(line) > max_bytes and not line.endswith(b"\n"):
            line = source.readline(max_bytes + 1)
            if not line:
                return
