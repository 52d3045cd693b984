"""What is read in languages of which only the words are listed, one sentence a line in ``cases/languages.csv``.

What belongs here: reading that table and comparing everything that is found in a sentence, in its order. What does not:
French, English and Japanese (``test_date_families``, ``test_money_currencies``, ``test_number_families``).
"""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import polars as pl
import pytest

from tests.extraction import Case, ParsedCases, full_parser
from tests.unit.test_date_families import days

PUBLISHED: Final = date(2026, 3, 18)  # a Wednesday
CASES: Final = pl.read_csv(Path(__file__).parent / "cases" / "languages.csv").rows()
BOUNDS: Final = {"at_least": ">=", "at_most": "<=", "approx": "~", "exact": "", "between": ""}
FOUND: Final = {"char_start": pl.Int64, "article_id": pl.String, "written": pl.String}


def amount(mention: dict[str, Any]) -> str:
    """Write a sum or a count as the table does: bound, lowest and highest value, currency or unit."""
    low, high = (
        "" if bound is None else format(Decimal(bound).normalize(), "f")
        for bound in (mention["value_min"], mention["value_max"])
    )
    value = low if low == high else f"{low}..{high}"
    unit = mention.get("currency") or mention.get("unit")
    named = {"percent": "%", None: ""}.get(unit, f" {unit}")
    return f"{BOUNDS[mention['modality']]}{value}{named}"


def found(articles: pl.DataFrame) -> pl.DataFrame:
    """Give everything found in articles as the table writes it, in reading order."""
    tables = full_parser().parse(articles)
    writers = {"money_mentions": amount, "quantity_mentions": amount, "date_mentions": days}
    rows = [
        (mention["char_start"], mention["article_id"], write(mention))
        for name, write in writers.items()
        for mention in tables[name].to_dicts()
    ]
    return pl.DataFrame(rows, schema=FOUND, orient="row").sort("char_start")


@cache
def parsed() -> ParsedCases:
    """Give what is found in all sentences, which are read together."""
    return ParsedCases((Case(text, language, PUBLISHED) for language, text, _ in CASES), found)


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_sentence_is_read_in_its_own_words(language: str, text: str, expected: str) -> None:
    read = parsed()[Case(text, language, PUBLISHED)].get_column("written")
    assert " ; ".join(read) == expected
