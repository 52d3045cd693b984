"""Currencies as the press of their countries writes them, one line each in ``cases/money.csv``.

What belongs here: reading that table and comparing value and currency. What does not: spans, hedges and ranges
(``test_money``).
"""

from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from tests.extraction import Case, ParsedCases, full_parser, lexicon

CASES = pl.read_csv(Path(__file__).parent / "cases" / "money.csv", schema_overrides={"amount": pl.String}).rows()


@cache
def parsed() -> ParsedCases:
    """Give the sums of all cases, which are read together."""
    cases = [Case(text, language) for language, text, *_ in CASES]
    return ParsedCases(cases, lambda articles: full_parser().parse(articles)["money_mentions"])


@pytest.mark.parametrize(("language", "text", "amount", "currency"), CASES)
def test_sum_is_read_with_its_currency(language: str, text: str, amount: str, currency: str) -> None:
    found = parsed()[Case(text, language)].select("value_min", "value_max", "currency").rows()
    assert found == [(Decimal(amount), Decimal(amount), currency)]


def test_priors_of_a_shared_name_sum_to_one() -> None:
    names = lexicon().table("ref_currency_names").with_columns(pl.col("prior").cast(pl.Float64))
    sums = names.group_by("name", "language", "name_kind").agg(pl.col("prior").sum().round(6), pl.len())
    assert sums.filter((pl.col("prior") != 1) & (pl.col("len") > 1)).rows() == []
