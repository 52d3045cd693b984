"""Bytes to text.

What belongs here: UTF-8, byte order marks, and what is no text at all. What does not: older encodings
(``legacy_encodings``), and what the text says.
"""

import codecs
from typing import Final

from orchestration.ingest.legacy_encodings import decode_legacy
from orchestration.ingest.rejection import InputRejectedError, RejectionCode

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_JIS_ESCAPE: Final = "\x1b$"  # how ISO-2022-JP, which is valid ASCII, switches to kanji
_BINARY_SIGNATURES: Final = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
)


def decode(content: bytes) -> tuple[str, str]:
    r"""Decode one file; nothing is guessed.

    A byte order mark is a signature, not text, and is left out; everything else is kept, line ends included.

    Args:
        content: The whole file.

    Returns:
        The text and the encoding's name (a mark shows as a suffix ``-bom``).

    Raises:
        InputRejectedError: Empty, binary or in no encoding that is certain.

    Examples:
        ``decode(b"\xef\xbb\xbfa\r\n")`` gives ``("a\r\n", "utf-8-bom")``.
    """
    if any(content.startswith(signature) for signature in _BINARY_SIGNATURES):
        raise InputRejectedError(RejectionCode.BINARY, f"expected text, found the signature {content[:4]!r}")
    text, encoding = _decode_certain(content)
    if not text.strip():
        raise InputRejectedError(RejectionCode.EMPTY, f"expected an article, found {len(content)} bytes of white space")
    return text, encoding


def _decode_certain(content: bytes) -> tuple[str, str]:
    """Use the byte order mark when there is one, UTF-8 otherwise, an older encoding when no other is possible."""
    mark, encoding = next(
        ((mark, encoding) for mark, encoding in _BYTE_ORDER_MARKS if content.startswith(mark)), (b"", "utf-8")
    )
    has_nul = not mark and b"\x00" in content
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"{error.reason} at byte {error.start}"
    else:
        if "\x00" not in text:
            legacy = decode_legacy(content) if _JIS_ESCAPE in text and not mark else None
            return legacy or (text, f"{encoding}-bom" if mark else encoding)
        problem, has_nul = f"NUL at character {text.index(chr(0))}", True
    legacy = None if mark else decode_legacy(content)
    if legacy is None:
        code = RejectionCode.BINARY if has_nul else RejectionCode.UNDECODABLE
        raise InputRejectedError(code, f"expected {encoding} or an older encoding that is certain, found {problem}")
    return legacy
