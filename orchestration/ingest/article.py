"""One input's bytes to one article.

What belongs here: putting text, front matter, crawl prefix and file name together. What does not: reading files and
writing tables.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from orchestration.ingest.decode import decode
from orchestration.ingest.front_matter import FieldValue, read_front_matter
from orchestration.ingest.limits import InputLimits
from orchestration.ingest.publication_date import PublicationDate, crawl_prefix, file_name_date, stated_date
from orchestration.ingest.rejection import InputRejectedError, RejectionCode
from orchestration.ingest.web_address import web_host

_KEYS: Final = {  # what we keep: the names under which sources give it
    "title": ("title", "headline"),
    "url": ("url", "source_url", "link", "canonical"),
    "publisher": ("publisher", "source", "site", "outlet"),
    "published": ("published", "date", "published_on", "published_at", "publication_date"),
    "lang": ("lang", "language"),
}
_MAX_HEADLINE: Final = 200  # characters; the longest headline of the development corpus has 148
_HEADLINE_LINES: Final = 3  # section name, headline, byline: the headline is the longest of them
_NOT_A_HEADLINE: Final = re.compile(r"[-*•・–—]\s|.*[.。!?！？…,、;:：][\"»”’)\]]*\s*\Z")


@dataclass(frozen=True)
class Article:
    """One distinct text; the attributes are the columns of ``raw.articles`` (see ``contracts.ARTICLES``)."""

    article_id: str
    text: str
    language: str | None
    published_on: date | None
    published_until_on: date | None
    body_start: int
    title_start: int | None
    title_end: int | None
    content_sha256: str
    encoding: str
    byte_size: int
    codepoint_count: int
    title: str | None
    url: str | None
    publisher: str | None
    published_edtf: str | None
    published_basis: str


def read_article(content: bytes, *, file_name: str, limits: InputLimits) -> Article:
    """Turn the bytes of one file into an article.

    Args:
        content: The whole file.
        file_name: Its name without folders; may begin with the publication date.
        limits: How long and how deep the front matter may be.

    Returns:
        The article; all offsets are code points into its text.

    Raises:
        InputRejectedError: The bytes are not an article.
    """
    text, encoding = decode(content)
    fields, body_start = _fields(text, limits=limits)
    return _assemble(text, fields, body_start, encoding=encoding, byte_size=len(content), file_name=file_name)


def article_of_record(record: Mapping[str, str], *, limits: InputLimits) -> Article:
    """Turn one row of a JSONL or Parquet file into an article.

    Args:
        record: ``text``, and what is known of title, url, publisher, published, lang. It wins over front matter.
        limits: How long and how deep front matter in the text may be.

    Returns:
        The article; all offsets are code points into its text.

    Raises:
        InputRejectedError: The text is not an article.
    """
    text = record["text"]
    if "\x00" in text:
        raise InputRejectedError(RejectionCode.BINARY, f"expected text, found NUL at character {text.index(chr(0))}")
    if not text.strip():
        raise InputRejectedError(RejectionCode.EMPTY, f"expected an article, found {len(text)} blank characters")
    fields, body_start = _fields(text, limits=limits)
    stated = {kept: record[kept].strip() for kept in _KEYS if record.get(kept, "").strip()}
    fields |= {kept: FieldValue(value, -1, -1) for kept, value in stated.items()}
    size = len(text.encode("utf-8"))
    return _assemble(text, fields, body_start, encoding="utf-8", byte_size=size, file_name="")


def _assemble(
    text: str, fields: Mapping[str, FieldValue], body_start: int, *, encoding: str, byte_size: int, file_name: str
) -> Article:
    """Put an article together; a title from outside the text has no place in it."""
    prefix = crawl_prefix(text, body_start)
    if prefix is not None:
        body_start = prefix[1]
    stated = stated_date(fields["published"].value) if "published" in fields else None
    published, basis = _first_known(
        (stated, "stated"), (prefix[0] if prefix else None, "metadata_prefix"), (file_name_date(file_name), "file_name")
    )
    title = fields.get("title")
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Article(
        article_id=digest[:16],
        text=text,
        language=_language(fields.get("lang")),
        published_on=published.first_on if published else None,
        published_until_on=published.last_on if published else None,
        body_start=body_start,
        title_start=title.start if title and title.start >= 0 else None,
        title_end=title.end if title and title.start >= 0 else None,
        content_sha256=digest,
        encoding=encoding,
        byte_size=byte_size,
        codepoint_count=len(text),
        title=title.value if title else _headline(text[body_start : body_start + 4 * _MAX_HEADLINE]),
        url=_link(fields.get("url")),
        publisher=fields["publisher"].value if "publisher" in fields else None,
        published_edtf=published.edtf if published else None,
        published_basis=basis,
    )


def _fields(text: str, *, limits: InputLimits) -> tuple[dict[str, FieldValue], int]:
    """Pick the fields that we keep; also the offset of the body."""
    front_matter = read_front_matter(text, limits=limits)
    if front_matter is None:
        return {}, 0
    found = front_matter.fields
    picked = {kept: next((found[n] for n in names if n in found), None) for kept, names in _KEYS.items()}
    return {kept: value for kept, value in picked.items() if value is not None}, front_matter.body_start


def _first_known(*candidates: tuple[PublicationDate | None, str]) -> tuple[PublicationDate | None, str]:
    """Take the first date that is known, with the basis it rests on."""
    return next(((day, basis) for day, basis in candidates if day is not None), (None, "none"))


def _link(stated: FieldValue | None) -> str | None:
    """Keep what may be opened from a report: an address on the web, never ``javascript:`` or a file."""
    return stated.value if stated is not None and web_host(stated.value) is not None else None


def _language(declared: FieldValue | None) -> str | None:
    """Reduce ``fr-FR`` or ``fr_FR`` to the primary subtag."""
    return re.split(r"[-_]", declared.value, maxsplit=1)[0].lower() if declared else None


def _headline(opening: str) -> str | None:
    """Guess the headline of a text without front matter: the longest of the short opening lines that are no sentence.

    Examples:
        A section name, the headline and a blank line give the headline; a paragraph or a bullet gives None.
    """
    candidates: list[str] = []
    lines = opening.lstrip("\r\n").splitlines()
    for line in lines[:_HEADLINE_LINES]:
        if not line.strip() or len(line) > _MAX_HEADLINE or _NOT_A_HEADLINE.match(line):
            break
        candidates.append(line.strip())
    is_everything = len(candidates) == len(lines)
    return max(candidates, key=len) if candidates and not is_everything else None
