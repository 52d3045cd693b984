"""Telling the shape of each distinct wording of a date. Frames in, frame out.

What belongs here: which template fits, and the text of its groups. What does not: what the words in them mean
(``dates_parse``).
"""

import re
from typing import Final

import polars as pl

from orchestration.extract.date_forms import Form
from orchestration.extract.dates_patterns import DatePatterns, column_of

WORDING: Final = (  # every group that a shape may fill, as text
    "wd", "wdp", "wdw", "wd_from", "day", "day_from", "mon", "monw", "mon_from", "y", "y2", "y_to", "era", "ey",
    "yrel", "ythis", "yword", "mrel", "mthis", "wrel", "wthis", "frel", "fy", "qrel", "rel", "rel_before", "unit",
    "part", "fpart", "sea", "q", "h", "dec", "dcen", "cen", "wk", "nth", "nth_last", "nthu", "n", "n2", "unit2", "half",
    "span", "vague", "set", "adj", "whole", "dayw", "oday", "hol", "d1", "d2", "d3", "d4", "within",
)  # fmt: skip
_NAMED: Final = re.compile(r"\(\?P<\w+>")


def shaped_as(wordings: pl.DataFrame, patterns: DatePatterns, language: str) -> pl.DataFrame:
    """Find the first shape that fits each wording.

    Args:
        wordings: Columns language (all alike), surface and plain (as ``dates_parse.normalise`` writes it).
        patterns: From ``compile_dates``.
        language: Key of ``DatePatterns.forms``.

    Returns:
        Columns language, surface, plain, form and the groups of ``WORDING`` as text; wordings that fit no shape are
        left out.
    """
    empty = pl.DataFrame(schema=dict.fromkeys(("language", "surface", "plain", "form", *WORDING), pl.String))
    if wordings.is_empty():
        return empty
    forms = patterns.forms[language]
    every = [f"(?:{re.sub(_NAMED, '(?:', form.template)})" for form in forms]
    fits = [pl.when(pl.col("plain").str.contains(f"^{one}$")).then(pl.lit(i, pl.Int32)) for i, one in enumerate(every)]
    numbered = wordings.with_columns(pl.coalesce(fits).alias("number"))
    found = [
        _grouped(numbered.filter(pl.col("number") == number), forms[number])
        for number in numbered.get_column("number").unique().drop_nulls().sort()
    ]
    return pl.concat([empty, *found], how="diagonal")


def _grouped(wordings: pl.DataFrame, form: Form) -> pl.DataFrame:
    """The groups of one shape as text, a column each."""
    rows = wordings.with_columns(
        pl.col("plain").str.extract_groups(f"^(?P<everything>{form.template})$").alias("groups")
    ).unnest("groups")
    by_column: dict[str, list[str]] = {}
    for group in rows.columns:
        by_column.setdefault(column_of(group), []).append(group)
    return rows.select(
        "language", "surface", "plain", pl.lit(form.name).alias("form"),
        *(pl.coalesce(by_column[c]).alias(c) for c in WORDING if c in by_column),
    )  # fmt: skip
