"""Every family of numerals and percents in the forms that it takes, one line each in ``cases/numbers.csv``.

What belongs here: reading that table and comparing values. What does not: spans, units and hedges
(``test_quantities``), and how a numeral is read apart from any text (``test_numbers``).
"""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.extraction import Case, ParsedCases, full_parser

CASES = pl.read_csv(Path(__file__).parent / "cases" / "numbers.csv", infer_schema=False).rows()


@cache
def parsed() -> ParsedCases:
    """Give the quantities of all cases, which are read together."""
    cases = [Case(text, language) for language, text, _ in CASES]
    return ParsedCases(cases, lambda articles: full_parser().parse(articles)["quantity_mentions"])


def value(mention: dict[str, Any]) -> str:
    """Write the value of a mention as the table does: a number, or a lowest and a highest one."""
    low, high = (
        "" if bound is None else format(Decimal(bound).normalize(), "f")
        for bound in (mention["value_min"], mention["value_max"])
    )
    return (low if low == high else f"{low}..{high}") + ("%" if mention["unit"] == "percent" else "")


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_numeral_has_the_value_that_a_reader_gives_it(language: str, text: str, expected: str) -> None:
    mentions = parsed()[Case(text, language)].to_dicts()
    assert " ; ".join(value(mention) for mention in mentions) == expected
