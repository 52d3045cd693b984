"""Quantities, percents and bare numbers in article text. Frames in, frames out.

What belongs here: numbers that are not money, with their unit. What does not: money; dates and durations, which win
over a bare number when the mentions are put together.
"""

from functools import partial
from typing import Final

import polars as pl

from orchestration import contracts
from orchestration.extract.ground import Ground
from orchestration.extract.kept import groups
from orchestration.extract.modality import find_modality
from orchestration.extract.numbers import read_numerals
from orchestration.extract.numbers_cjk import NORMAL
from orchestration.extract.numbers_digits import FULL_WIDTH
from orchestration.extract.numbers_pairs import part_pairs
from orchestration.extract.passages import in_article_order
from orchestration.extract.quantities_labels import drop_labels
from orchestration.extract.quantities_patterns import QuantityPatterns, compile_quantities
from orchestration.extract.quantities_units import find_units
from orchestration.extract.subsets import attach, change
from orchestration.extract.windows import find_windows, times, without_end

__all__ = ["compile_quantities", "extract_quantities"]

MINUS: Final = (
    r"(?:^|[\s(（:：,、はのと]|[\p{Hiragana}])((?:[-−－]|(?i:moins|minus|negative|négatif))[ \u00a0]?)$|(マイナス)$"
)
TRIANGLE: Final = "([▲△])$"  # the minus of Japanese accounts
LEAST: Final = r"(?i)(?:^|[^\p{L}])(?:au|du|en|à|de|ou|ni|pas|bien|beaucoup|plus ou)[ \u00a0]moins[ \u00a0]?$"
COLLECTIVE: Final = r"(?i)(?:aine|aines|dozen|dizaine|dizaines|milliers?|douzaine)$"
SIZES: Final = {  # units that only size the number before them: 3割 is 30 percent, "two thirds" 0.67
    "tenth": 10.0, "dozen": 12.0, "third": 1 / 3, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7,
    "eighth": 1 / 8, "ninth": 1 / 9,
}  # fmt: skip
LESSER_TENTHS: Final = (  # a window ends with the second number after it, here before 厘
    "^[0-9０-９一二三四五六七八九]分(?:[0-9０-９一二三四五六七八九](?:厘|$))?"
)
ORDINAL_NEXT: Final = pl.col("unit").is_not_null() & pl.col("after").str.starts_with("目")  # 3度目 is the third
LARGE: Final = r"(?i)(?:illions?|illiards?)$"


def extract_quantities(
    ground: Ground,
    patterns: QuantityPatterns,
    *,
    money: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Find every number that is not money, with its unit if it has one.

    Args:
        ground: The articles on their line.
        patterns: From ``compile_quantities``.
        money: ``MONEY_MENTIONS``; numbers inside them are left out.

    Returns:
        ``QUANTITY_MENTIONS`` in article then reading order, and the ``MONEY_READINGS`` of ambiguous quantities.
    """
    part = partial(part_pairs, pairs=patterns.numbers.pairs)
    found = drop_labels(find_windows(ground, patterns.scan, part=part, without=money), patterns)
    ranged = _with_low(_with_sign(_with_point(_read(found, patterns))))
    united = _with_unit(ranged, patterns).filter(~ORDINAL_NEXT)
    hedged = find_modality(_with_lesser_tenths(united), patterns.hedges)
    mentions, readings = _finish(hedged)
    return (
        contracts.conform(
            in_article_order(mentions, ground.articles), contracts.QUANTITY_MENTIONS, name="quantity_mentions"
        ),
        contracts.conform(readings, contracts.MONEY_READINGS, name="quantity_readings"),
    )


def _read(rows: pl.DataFrame, patterns: QuantityPatterns) -> pl.DataFrame:
    """Give each number its value; each different one is read once."""
    surfaces = rows.select("surface", "language").unique(maintain_order=True)
    parts = (
        surfaces.with_columns(groups("surface", patterns.shape).alias("parts"))
        .unnest("parts")
        .with_columns(pl.coalesce("numeral", "surface").alias("numeral"))
    )
    read = read_numerals(parts, patterns.numbers).with_columns(pl.col("glued").str.strip_chars().str.to_lowercase())
    power = read.join(patterns.glued, on="glued", how="left", validate="m:1", maintain_order="left")
    factor = (
        pl.col("power").fill_null(0).replace_strict({p: str(10**p) for p in (0, 3, 6, 9, 12)}, return_dtype=pl.String)
    )
    known = power.with_columns(
        times(pl.col("value"), factor.cast(contracts.WHOLE)).alias("value"),
        pl.col("numeral").str.contains(COLLECTIVE).alias("is_collective"),
        pl.col("numeral").str.contains(LARGE).alias("is_large"),
    ).filter(pl.col("value").is_not_null())
    valued = rows.join(known, on=["surface", "language"], how="inner", validate="m:1", maintain_order="left")
    width = pl.col("lost").str.len_chars().cast(pl.Int64)
    return change(
        valued,
        width > 0,
        pl.concat_str("lost", "after").alias("after"),
        without_end(pl.col("surface"), width).alias("surface"),
        (pl.col("char_end") - width).alias("char_end"),
    )


def _with_point(rows: pl.DataFrame) -> pl.DataFrame:
    """Take a point that opens a number into it: ".25" is a quarter."""
    opens = pl.col("before").str.contains(r"(?:^|[\s(])[.]$") & pl.col("surface").str.contains("^[0-9]{1,9}$")
    places = pl.col("surface").str.len_chars()
    return change(
        rows,
        opens,
        (pl.concat_str(pl.lit("0."), "surface").cast(contracts.QUANTITY)).alias("value"),
        pl.concat_str(pl.lit("."), "surface").alias("surface"),
        (pl.col("char_start") - 1).alias("char_start"),
        places.cast(pl.Int64).alias("decimals"),
        without_end(pl.col("before"), pl.lit(1)).alias("before"),
    )


def _with_sign(rows: pl.DataFrame) -> pl.DataFrame:
    """Take a minus before the number into it; "au moins" is none."""
    before = pl.col("before")
    minus = pl.coalesce(before.str.extract(MINUS, 1), before.str.extract(MINUS, 2), before.str.extract(TRIANGLE))
    width = minus.str.len_chars().cast(pl.Int64)
    falls = before.str.contains(TRIANGLE) & pl.col("after").str.contains("^(?:[%％]|パーセント|ポイント)")
    return change(
        rows,
        (before.str.contains(MINUS) & ~before.str.contains(LEAST)) | falls,
        (pl.col("value") * pl.lit("-1").cast(contracts.WHOLE)).cast(contracts.QUANTITY).alias("value"),
        pl.concat_str(minus, "surface").alias("surface"),
        (pl.col("char_start") - width).alias("char_start"),
        without_end(pl.col("before"), width).alias("before"),
    )


def _with_low(rows: pl.DataFrame) -> pl.DataFrame:
    """Find the number before "à" or "-": it is the lower bound when it is the mention before and the smaller one."""
    numbered = rows.with_row_index("row")
    distance = pl.col("char_start") - pl.col("char_end").shift(1)
    is_near = (pl.col("article_id") == pl.col("article_id").shift(1)) & distance.is_between(1, 6)
    pairs = numbered.with_columns(
        distance.alias("distance"),
        *(pl.col(name).shift(1).alias(f"low_{name}") for name in ("char_start", "value", "before", "surface")),
    ).filter(is_near)
    gap = pl.col("before").str.tail(pl.col("distance"))
    between = pl.col("low_before").str.contains(r"(?i)(?:^|[^\p{L}])(?:entre|between|zwischen|tra|fra|tussen) ?$")
    connects = gap.str.contains(
        r"^(?:[%％]?[ \u00a0]?[-–〜～][ \u00a0]?|[ \u00a0]?[%％]?[ \u00a0](?:à|to|a|bis|tot|al|até)[ \u00a0]|から)$"
    ) | (gap.str.contains(r"^ (?:et|and|und|y|e|en) $") & between)
    lows = pairs.filter(connects & (pl.col("low_value") < pl.col("value")) & (pl.col("value") > 0)).select(
        "row",
        "low_value",
        "low_before",
        pl.col("low_char_start").alias("low_start"),
        pl.concat_str("low_surface", gap, "surface").alias("low_surface"),
    )
    return attach(numbered, lows).with_columns(pl.col("low_start").is_not_null().alias("joins"))


def _with_unit(rows: pl.DataFrame, patterns: QuantityPatterns) -> pl.DataFrame:
    """Read the unit after the number; a range without unit falls back into two numbers."""
    units = attach(rows, find_units(rows, patterns)).with_columns(
        pl.col("unit_width").fill_null(0).alias("width"),
        pl.col("front").fill_null(""),
        (pl.col("joins") & pl.col("unit").is_not_null()).alias("is_range"),
    )
    is_taken = (
        pl.col("is_range").shift(-1).fill_null(value=False) & (pl.col("article_id").shift(-1) == pl.col("article_id"))
    ).fill_null(value=False)
    kept = units.filter(~is_taken).with_columns(pl.when("is_range").then("low_value").alias("low_value"))
    ranged = change(
        kept,
        pl.col("is_range"),
        pl.col("low_surface").alias("surface"),
        pl.col("low_start").alias("char_start"),
        pl.col("low_before").alias("before"),
    )
    return change(
        ranged,
        pl.col("unit").is_not_null(),
        pl.concat_str("front", "surface", pl.col("after").str.head("width")).alias("surface"),
        (pl.col("char_start") - pl.col("front").str.len_chars().cast(pl.Int64)).alias("char_start"),
        (pl.col("char_end") + pl.col("width")).alias("char_end"),
        pl.col("after").str.slice("width").alias("after"),
    )


def _with_lesser_tenths(rows: pl.DataFrame) -> pl.DataFrame:
    """Take the hundredths and thousandths after tenths into them: 2割5分 is 25 percent."""
    has_lesser = (pl.col("unit") == "tenth") & pl.col("after").str.contains(LESSER_TENTHS)
    if not rows.select(has_lesser.fill_null(value=False).any()).item():
        return rows
    lesser = pl.col("after").str.extract(LESSER_TENTHS, 0).str.replace("([^分厘])$", "${1}厘")
    digits = lesser.str.replace_many(NORMAL | FULL_WIDTH).str.replace_all("[分厘]", "")
    width = lesser.str.len_chars().cast(pl.Int64)
    joined = change(
        rows,
        has_lesser,
        (pl.col("value") + pl.concat_str(pl.lit("0."), digits).cast(contracts.QUANTITY))
        .cast(contracts.QUANTITY)
        .alias("value"),
        pl.concat_str("surface", lesser).alias("surface"),
        (pl.col("char_end") + width).alias("char_end"),
        pl.col("after").str.slice(width).alias("after"),
    )
    ends = pl.col("char_end").cum_max().shift(1).over("article_id")
    return joined.filter((ends <= pl.col("char_start")).fill_null(value=True))


def _finish(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Put values, kinds and readings into the columns of the contracts."""
    size = pl.col("unit").replace_strict(SIZES, default=None, return_dtype=pl.Float64)
    vague = pl.col("numeral").str.contains("(?i)^plusieurs$")
    collective = pl.col("numeral").str.contains(r"(?i)^une? .*aine$|^une douzaine$|^about a dozen$")
    unit = (
        pl.when(pl.col("unit") == "tenth").then(pl.lit("percent")).when(~pl.col("unit").is_in(list(SIZES))).then("unit")
    )
    kind = (
        pl.when(unit == "percent")
        .then(pl.lit("percent"))
        .when(unit.is_not_null())
        .then(pl.lit("quantity"))
        .otherwise(pl.lit("number"))
    )
    key = pl.col("article_id") + "-q" + pl.col("char_start").cast(pl.String)
    low, high = (
        pl.when(size.is_null()).then(value).otherwise((value.cast(pl.Float64) * size).round(9).cast(contracts.QUANTITY))
        for value in (pl.coalesce("low_value", "value"), pl.coalesce("top_value", "value"))
    )
    done = rows.with_columns(
        key.alias("quantity_mention_id"),
        kind.alias("quantity_kind"),
        pl.when(vague).then(pl.lit("2").cast(contracts.QUANTITY)).otherwise(low).alias("value_min"),
        pl.when(~vague).then(high).alias("value_max"),
        unit.alias("unit"),
        pl.when(vague)
        .then(pl.lit("at_least"))
        .when(pl.col("top_value").is_not_null())
        .then(pl.lit("between"))
        .when(collective & (pl.col("modality") == "exact"))
        .then(pl.lit("approx"))
        .otherwise("modality")
        .alias("modality"),
    )
    doubtful = done.filter(pl.col("other_value").is_not_null() & (pl.col("quantity_kind") != "number"))
    readings = [
        doubtful.select(
            pl.col("quantity_mention_id").alias("mention_id"),
            "article_id",
            pl.col(name).alias("reading"),
            pl.col(value).cast(contracts.MONEY).alias("amount"),
            prior.alias("prior"),
            pl.lit(is_default).alias("is_default"),
        )
        for name, value, prior, is_default in (
            ("reading", "value", 1 - pl.col("other_prior"), True),
            ("other_reading", "other_value", pl.col("other_prior"), False),
        )
    ]
    return done, pl.concat(readings)
