"""Every family of wordings of dates in the forms that it takes, one line each in ``cases/dates.csv``.

What belongs here: reading that table and comparing. What does not: spans, EDTF and cues (``test_dates``).
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.extraction import Case, ParsedCases, full_parser

PUBLISHED = date(2026, 3, 18)
CASES = pl.read_csv(Path(__file__).parent / "cases" / "dates.csv").fill_null("").rows()


@cache
def parsed() -> ParsedCases:
    """Give the dates of all cases, which are read together."""
    cases = [Case(text, language, PUBLISHED) for language, text, _ in CASES]
    return ParsedCases(cases, lambda articles: full_parser().parse(articles)["date_mentions"])


def days(mention: dict[str, Any]) -> str:
    """Write what a mention denotes as the table does: a day, a first and a last day, or a length."""
    if mention["date_kind"] == "duration":
        return mention["duration_iso"] or "vague"
    first, last = (day or "" for day in (mention["start_on"], mention["end_on"]))
    return str(first) if first == last else f"{first}..{last}"


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_wording_denotes_the_days_that_newspapers_mean(language: str, text: str, expected: str) -> None:
    mentions = parsed()[Case(text, language, PUBLISHED)].to_dicts()
    assert " ".join(days(mention) for mention in mentions) == expected
