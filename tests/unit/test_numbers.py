"""Numerals: digits with any separators, words and kanji give exact values."""

from decimal import Decimal
from functools import cache

import polars as pl
import pytest

from orchestration.extract.numbers import compile_numbers, read_numerals
from tests.extraction import lexicon

NUMERALS = [
    ("fr", "1 000", 1000),
    ("fr", "1 234 567,89", "1234567.89"),
    ("fr", "6.700,54", "6700.54"),
    ("fr", "12,345", "12.345"),
    ("en", "12,345", 12345),
    ("en", "1.111,11", "1111.11"),
    ("en", "1,00,000", 100000),
    ("en", "12.345", "12.345"),
    ("fr", "68 8", "68.8"),
    ("ja", "１，２３４．５", "1234.5"),
    ("ja", "6、544", 6544),
    ("fr", "quatre-vingt-dix-neuf", 99),
    ("fr", "soixante et onze", 71),
    ("fr", "trois cent trente et un", 331),
    ("fr", "mille neuf cent quatre-vingts", 1980),
    ("fr", "deux cent mille", 200000),
    ("fr", "mille milliards", 10**12),
    ("fr", "mille cinq cents milliards", 15 * 10**11),
    ("fr", "six millions et demi", 6500000),
    ("fr", "3 millions et demi", 3500000),
    ("en", "one hundred and sixty-one", 161),
    ("en", "two thousand and two hundred", 2200),
    ("en", "three crore twelve lakh fifty-six thousand seven hundred twenty-one", 31256721),
    ("en", "three lakh crore", 3 * 10**12),
    ("en", "two hundred point zero three", "200.03"),
    ("en", "half a dozen", 6),
    ("en", "two dozen", 24),
    ("en", "one billion and a half million", 1_000_500_000),
    ("ja", "九百九", 909),
    ("ja", "四千零五万", 40050000),
    ("ja", "五十五兆一十二億四万五千二", 55001200045002),
    ("ja", "二百・七一", "200.71"),
    ("ja", "一九九九", 1999),
    ("ja", "2.3万", 23000),
    ("ja", "12億5千万", 1250000000),
    ("ja", "百", 100),
    ("fr", "196,6 万", 1966000),
]
VAGUE = [
    ("ja", "数百億", 2 * 10**10, 9 * 10**10),
    ("fr", "des dizaines", 20, 99),
    ("fr", "plusieurs centaines", 200, 999),
    ("en", "several billion", 2 * 10**9, 9 * 10**9),
]
DOUBTFUL = [
    ("fr", "1.105", "grouping", "1.105"),
    ("en", "1.105", "decimal", 1105),
    ("fr", "68 8", "lost_comma", 688),
    ("fr", "20.000", "grouping", None),
    ("en", "3,200", "grouping", None),
]


@cache
def read() -> dict[tuple[str, str], dict[str, object]]:
    """All numerals read in one go."""
    cases = list(dict.fromkeys((case[0], case[1]) for case in [*NUMERALS, *VAGUE, *DOUBTFUL]))
    frame = pl.DataFrame(cases, schema=["language", "numeral"], orient="row")
    return dict(zip(cases, read_numerals(frame, compile_numbers(lexicon())).to_dicts(), strict=True))


@pytest.mark.parametrize(("language", "numeral", "value"), NUMERALS, ids=[f"{c[0]} {c[1]}" for c in NUMERALS])
def test_a_numeral_has_its_exact_value(language, numeral, value):
    assert read()[language, numeral]["value"] == Decimal(value)


@pytest.mark.parametrize(("language", "numeral", "low", "high"), VAGUE, ids=[c[1] for c in VAGUE])
def test_a_vague_numeral_is_an_interval(language, numeral, low, high):
    found = read()[language, numeral]

    assert (found["value"], found["top_value"]) == (low, high)


@pytest.mark.parametrize(
    ("language", "numeral", "reading", "other"), DOUBTFUL, ids=[f"{c[0]} {c[1]}" for c in DOUBTFUL]
)
def test_separators_that_allow_two_values_give_both(language, numeral, reading, other):
    found = read()[language, numeral]

    assert found["reading"] == reading
    assert found["other_value"] == (None if other is None else Decimal(other))


@pytest.mark.parametrize("numeral", ["万万", "京・千"], ids=["two myriads", "two units alone"])
def test_characters_that_form_no_number_have_no_value(numeral):
    frame = pl.DataFrame({"language": ["ja"], "numeral": [numeral]})

    assert read_numerals(frame, compile_numbers(lexicon()))["value"].to_list() == [None]
