"""Text of strangers inside the markup of our own.

What belongs here: making any value harmless in Markdown. What does not: the terminal (``display``) and HTML (``html``).
"""

from collections.abc import Iterable, Sequence
from typing import Final

_ENTITIES: Final = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "|": "&#124;",
        "`": "&#96;",
        "[": "&#91;",
        "]": "&#93;",
        "*": "&#42;",
        "_": "&#95;",
        "\\": "&#92;",
    }
)


def markdown_cell(value: object, *, longest: int | None = None) -> str:
    """Write a value as the cell of a Markdown table.

    Args:
        value: Anything; None is empty.
        longest: Characters that are shown at most; all when None.

    Returns:
        One line without markup: no tag, link, emphasis, code, cell or line break.

    Examples:
        ``<b>|x`` gives ``&lt;b&gt;&#124;x``.
    """
    text = " ".join(str("" if value is None else value).split())
    short = text if longest is None or len(text) <= longest else text[: longest - 1] + "…"
    return short.translate(_ENTITIES)


def markdown_table(columns: Sequence[str], rows: Iterable[Iterable[object]], *, longest: int | None = None) -> str:
    """Write a Markdown table.

    Args:
        columns: Headings, ours.
        rows: Cells, as many as columns in each row.
        longest: Characters that a cell shows at most; all when None.

    Returns:
        The table; the word "none" when there is no row.
    """
    body = ["| " + " | ".join(markdown_cell(cell, longest=longest) for cell in row) + " |" for row in rows]
    return "\n".join(["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns), *body]) if body else "none"
