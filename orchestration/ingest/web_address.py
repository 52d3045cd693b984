"""What an address on the web looks like.

What belongs here: whether a text is one that may be opened or linked. What does not: opening it.
"""

import re
from typing import Final

_ADDRESS: Final = re.compile(
    r"https?://(?P<host>\[[0-9a-f:.]+\]|[^\s/?#@:\[\]\\<>\"%\x00-\x20\x7f]+)(?::(?P<port>\d{1,5}))?"
    r"(?:[/?#][^\s<>\"\x00-\x20\x7f]*)?",
    re.IGNORECASE,
)
_LARGEST_PORT: Final = 65_535


def web_host(text: str) -> str | None:
    """Name the host of an address.

    Args:
        text: Anything.

    Returns:
        The host as written; None unless the text is an http or https address without a user, blanks or markup.

    Examples:
        ``https://example.org:8080/a`` gives ``example.org``; ``javascript:alert(1)`` gives None.
    """
    found = _ADDRESS.fullmatch(text)
    if found is None or int(found["port"] or 0) > _LARGEST_PORT:
        return None
    return found["host"]
