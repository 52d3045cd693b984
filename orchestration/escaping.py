"""Text of strangers inside the markup of our own.

What belongs here: making any value harmless in Markdown. What does not: the terminal (``display``) and HTML (``html``).
"""

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


def markdown_cell(value: object) -> str:
    """Write a value as the cell of a Markdown table.

    Args:
        value: Anything; None is empty.

    Returns:
        One line without markup: no tag, link, emphasis, code, cell or line break.

    Examples:
        ``<b>|x`` gives ``&lt;b&gt;&#124;x``.
    """
    return " ".join(str("" if value is None else value).split()).translate(_ENTITIES)
