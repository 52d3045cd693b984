"""When an article was published, as far as it or its file name says.

What belongs here: the notations of a publication date outside the running text. What does not: dates in the text.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_DATE: Final = r"(?P<year>(?:19|20)[0-9]{2})(?:[-/.](?P<month>[0-9]{1,2})(?:[-/.](?P<day>[0-9]{1,2}))?)?"
_STATED: Final = re.compile(_DATE + r"(?:[T ].*)?\Z")
_FILE_NAME: Final = re.compile(r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?(?![0-9])")
_CRAWL_PREFIX: Final = re.compile(
    r"\s*date:?[ \t]+(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?(?:[ \t]|(?=[\r\n])|\Z)"
)


@dataclass(frozen=True)
class PublicationDate:
    """A day, month or year of publication.

    Attributes:
        edtf: As far as it is known: ``2025-12-22``, ``2025-12`` or ``2025``.
        first_on: First possible day.
        last_on: Last possible day.
    """

    edtf: str
    first_on: date
    last_on: date


def stated_date(value: str) -> PublicationDate | None:
    """Read the date of a metadata field; a time of day is ignored, None when it is no calendar date."""
    return _from_match(_STATED.match(value.strip()))


def file_name_date(name: str) -> PublicationDate | None:
    """Read ``YYYY-MM-DD`` or ``YYYY-MM`` at the start of a file name."""
    return _from_match(_FILE_NAME.match(name))


def crawl_prefix(text: str, start: int) -> tuple[PublicationDate, int] | None:
    """Read the prefix `` date YYYY-MM-DD `` that a crawler puts before the text.

    Args:
        text: A whole decoded article.
        start: Where its body begins.

    Returns:
        The date and the offset after the prefix, or None.
    """
    found = _CRAWL_PREFIX.match(text, start)
    published = _from_match(found)
    return None if found is None or published is None else (published, found.end())


def _from_match(found: re.Match[str] | None) -> PublicationDate | None:
    """Turn year, month and day groups into the span of days; None outside the calendar."""
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    if year is None or not 1 <= (month or 1) <= 12:
        return None
    first_month, last_month = (month, month) if month else (1, 12)
    last_day = calendar.monthrange(year, last_month)[1]
    if not 1 <= (day or 1) <= last_day:
        return None
    edtf = "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])
    return PublicationDate(edtf, date(year, first_month, day or 1), date(year, last_month, day or last_day))
