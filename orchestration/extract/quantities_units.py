"""The unit that stands beside a number: percents, ages, the nouns of the seed.

What belongs here: what is counted. What does not: how much (``quantities``), and what is no number at all
(``quantities_labels``).
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper, groups
from orchestration.extract.quantities_patterns import QuantityPatterns

PERCENT_BEFORE: Final = (  # "percent of 5" at the start; in "12 percent of 5 billion" it belongs to 12
    r"(?i)((?:percentage of|pourcentages? de) |^\s*(?:per ?cent of|pour[ -]?cents? de) |百分之)$"
)
# looked for first: cheap
PERCENT_ENDS: Final = ("of ", "Of ", "OF ", "ent de ", "ents de ", "age de ", "ages de ", "百分之")
KEPT: Final = Keeper()
AGE_BEFORE: Final = (
    r"(?i)(?:(?:^|[^\p{L}])(?:les|des)|jeunes|âgée?s?|aged|chez|personnes|professionnels|adultes|ages?)(?: de)? ?$"
    r"|tranche (?:des |d['’]âge )?(?:de )?$"
)


def find_units(rows: pl.DataFrame, patterns: QuantityPatterns) -> pl.DataFrame:
    """Find the units of numbers.

    Args:
        rows: Columns ``row`` (unique), ``before``, ``after``, ``joins``, ``low_before``, ``is_collective`` and
            ``is_large``.
        patterns: From ``compile_quantities``.

    Returns:
        One row for each number with a unit: ``row``, ``unit``, ``unit_width`` (code points after the number) and
        ``front`` ("percent of" before it, else null).
    """
    near = rows.select("row", "before", "after", "joins", "low_before", "is_collective", "is_large")
    fronts = (
        near.filter(pl.any_horizontal(pl.col("before").str.ends_with(word) for word in PERCENT_ENDS))
        .filter(~pl.col("after").str.contains(r"^[ \u00a0]?[%％]") & ~pl.col("is_large"))
        .select(
            "row",
            unit=pl.lit("percent"),
            unit_width=pl.lit(0, pl.Int64),
            front=pl.col("before").str.extract(PERCENT_BEFORE),
        )
    )
    ages = near.filter(pl.col("after").str.contains(r"^[ \u00a0]ans(?:[^\p{L}]|$)")).filter(
        (pl.col("joins") | pl.col("before").str.contains(r"âgée?s? de $"))
        & pl.coalesce("low_before", "before").str.contains(AGE_BEFORE)
    )
    every = [
        ages.select("row", unit=pl.lit("year_of_age"), unit_width=pl.lit(4, pl.Int64), front=pl.lit(None, pl.String)),
        _named_units(near, patterns),
        fronts.filter(pl.col("front").is_not_null()),  # "a percentage of 500 households": what is counted comes first
    ]
    return pl.concat(every).unique("row", keep="first", maintain_order=True)


def _named_units(near: pl.DataFrame, patterns: QuantityPatterns) -> pl.DataFrame:
    """Read the units of the seed: "12 millions d'habitants"."""
    joint = pl.col("unit_gap").str.contains("d['’]|de ")
    width = pl.concat_str("unit_gap", "adjective", "unit_word").str.len_chars().cast(pl.Int64)
    return (
        KEPT.call(near.select_seq, "row", "is_collective", "is_large", groups("after", patterns.unit).alias("u"))
        .unnest("u")
        .filter(pl.col("unit_word").is_not_null())
        .join(patterns.units, left_on="unit_word", right_on="word", how="inner", validate="m:1", maintain_order="left")
        .filter(~joint | pl.col("is_collective") | pl.col("is_large"))
        .select(
            "row",
            "unit",
            pl.when(~(pl.col("is_collective") & joint)).then(width).otherwise(0).alias("unit_width"),
            pl.lit(None, pl.String).alias("front"),
        )
    )
