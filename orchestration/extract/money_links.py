"""The two bounds of a range of money, and the first figure of a change.

What belongs here: reading the text between neighbouring amounts. What does not: conversions (``money_equivalents``).
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper, groups
from orchestration.extract.money_patterns import RANGE, MoneyPatterns
from orchestration.extract.numbers import read_numerals
from orchestration.extract.subsets import attach, change
from orchestration.extract.windows import trie, without_end

AND_WORDS: Final = r"(?i)^[\s\u00a0\u202f](?:et|and|y|und|e|en)[\s\u00a0\u202f]$"
BETWEEN: Final = r"(?i)(?:^|[^\p{L}])(?:entre|between|zwischen|tra|fra|tussen)[\s\u00a0\u202f]*$"
KEPT: Final = Keeper()


def merge_ranges(parts: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Join bounds written as "3 à 5 milliards", "$2.5bn and $3.5bn" or "500 à 520 millions".

    "De X à Y" after a verb of change is two figures: the first takes scale and currency of the second.

    Args:
        parts: From ``take_apart``.
        patterns: From ``compile_money``.

    Returns:
        The rows with ``low_value`` (null unless a range), ``low_power``, ``is_range`` and ``is_borrowed`` (scale and
        currency are those of the next amount), in article then reading order.
    """
    return _pair_bare_bounds(_pair_whole_bounds(parts, patterns), patterns)


def _changes(patterns: MoneyPatterns) -> str:
    verbs = trie(patterns.words["change_verb"])
    moves = trie(patterns.words["move_verb"])
    return (
        rf"(?i)(?:^|[^\p{{L}}])(?:{verbs}(?:[^\p{{L}}.;][^.;]*)?[^\p{{L}}](?:de|d['’]|from)|{moves})[\s\u00a0\u202f]*$"
    )


def _pair_whole_bounds(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Merge two complete neighbours with only a range word between them."""
    names = ("char_start", "name_key", "value", "power", "last_power", "before", "surface")
    distance = pl.col("char_start") - pl.col("char_end").shift(1)
    is_near = (pl.col("article_id") == pl.col("article_id").shift(1)) & distance.is_between(1, 6)
    numbered = rows.with_row_index("row")
    gap = pl.col("before").str.tail(pl.col("distance"))
    is_lower = (pl.col("power") == pl.col("prior_power")) & (pl.col("value") < pl.col("prior_value"))
    falls = pl.col("gap").str.contains("[-–—]") & is_lower  # "30 000 € - 25 660 €" is a difference
    between = ~pl.col("gap").str.contains(AND_WORDS) | pl.col("prior_before").str.contains(BETWEEN)
    pairs = (
        numbered.with_columns(
            distance.alias("distance"), *(pl.col(name).shift(1).alias(f"prior_{name}") for name in names)
        )
        .filter(is_near)
        .with_columns(gap.alias("gap"))
        .filter(pl.col("gap").str.contains(f"^(?:{RANGE})$") & ~pl.col("gap").str.contains(r"(?i)^\s(?:ou|or)\s$"))
        .filter(~((pl.col("gap") == "から") & pl.col("after").str.contains("^(?:に|へ)")))  # a change, not a range
        .filter(
            (pl.col("name_key") == pl.col("prior_name_key"))
            | (pl.col("prior_name_key") == "")
            | pl.col("name_key").str.starts_with("$")
        )
        .filter(between)
    )
    pairs = KEPT.call(pairs.filter, ~pl.col("prior_before").str.contains(_changes(patterns))).select(
        "row",
        *(f"prior_{name}" for name in names),
        pl.concat_str("prior_surface", "gap", "surface").alias("joined"),
        falls.alias("falls"),
    )
    if pairs.is_empty():
        return rows.with_columns(pl.lit(None, pl.Int64).alias("low_power"))
    # "€10-€20-€30" is no range
    middle = pairs.select("row").join(pairs.select(pl.col("row") - 1), on="row", how="semi")
    apart = pl.concat([middle, middle.select(pl.col("row") + 1)])
    lone = pairs.filter(~pl.col("falls")).drop("falls").join(apart, on="row", how="anti")
    linked = attach(numbered, lone)
    merged = change(
        linked.with_columns(
            pl.when(pl.col("prior_power") + pl.col("prior_last_power") > 0).then("prior_power").alias("low_power")
        ),
        pl.col("joined").is_not_null(),
        pl.col("prior_char_start").alias("char_start"),
        pl.col("joined").alias("surface"),
        pl.col("prior_before").alias("before"),
        pl.col("prior_value").alias("low_value"),
    )
    taken = lone.select(pl.col("row") - 1)
    return merged.join(taken, on="row", how="anti", maintain_order="left").drop("row", *lone.columns[1:])


def _pair_bare_bounds(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Take the bare number before "à 5 milliards" as first bound, or as a figure of its own after a verb of change."""
    same = pl.col("article_id") == pl.col("article_id").shift(1)
    numbered = rows.with_row_index("row")
    bounds = numbered.with_columns(
        pl.when(same).then(pl.col("char_end").shift(1)).fill_null(0).alias("prior_end")
    ).filter(pl.col("before").str.contains(rf"[\p{{L}}\p{{N}}]{RANGE}$"))
    plain = numbered.with_columns(
        pl.lit(value=False).alias("is_borrowed"), pl.col("low_value").is_not_null().alias("is_range")
    )
    if bounds.is_empty():  # the pattern of a bound takes longer to compile than a sentence to read
        return plain.drop("row")
    read = _read_bounds(bounds, patterns)
    width = pl.col("bound_surface").str.len_chars().cast(pl.Int64) + pl.col("bound_gap").str.len_chars().cast(pl.Int64)
    found = (
        bounds.join(read, on="row", how="inner", validate="1:1", maintain_order="left")
        .with_columns(
            (pl.col("char_start") - width).alias("bound_start"), without_end(pl.col("before"), width).alias("outer")
        )
        .filter(
            pl.col("low_value").is_null()
            & (pl.col("bound_start") >= pl.col("prior_end"))
            & (pl.col("bound_value") < pl.col("value"))
            & (~pl.col("bound_gap").str.contains(AND_WORDS) | pl.col("outer").str.contains(BETWEEN))
            & ~pl.col("outer").str.contains(r"[\p{Latin}\p{N}]$|[0-9][.,/-]$")
        )
    )
    changes = pl.col("outer").str.contains(_changes(patterns)) & pl.col("bound_gap").str.contains(r"(?i)\s(?:à|to)\s")
    judged = KEPT.call(found.with_columns_seq, changes.fill_null(value=False).alias("changes"))
    merged = _apply_bounds(plain, judged.filter(~pl.col("changes")))
    borrowing = _borrowing_rows(judged.filter("changes"), merged.columns)
    if borrowing.is_empty():
        return merged.drop("row")
    return pl.concat([merged, borrowing]).sort("row", "is_borrowed", descending=[False, True]).drop("row")


def _read_bounds(bounds: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Read the number at the end of the text before an amount."""
    bound = groups("before", patterns.low).alias("bound")
    parts = KEPT.call(bounds.select_seq, "row", "language", bound).unnest("bound")
    return (
        read_numerals(parts.filter(pl.col("numeral").is_not_null()), patterns.numbers)
        .filter(pl.col("value").is_not_null())
        .select(
            "row",
            pl.col("numeral").alias("bound_numeral"),
            pl.col("surface").alias("bound_surface"),
            pl.col("gap").alias("bound_gap"),
            pl.col("value").alias("bound_value"),
            (pl.col("last_power").fill_null(0) > 0).alias("bound_is_scaled"),
        )
    )


def _apply_bounds(rows: pl.DataFrame, bounds: pl.DataFrame) -> pl.DataFrame:
    """Widen amounts by their first bound."""
    found = bounds.select("row", "bound_surface", "bound_gap", "bound_start", "outer", "bound_value", "bound_is_scaled")
    return change(
        attach(rows, found),
        pl.col("bound_start").is_not_null(),
        pl.concat_str("bound_surface", "bound_gap", "surface").alias("surface"),
        pl.col("bound_start").alias("char_start"),
        pl.col("outer").alias("before"),
        pl.col("bound_value").alias("low_value"),
        pl.when("bound_is_scaled").then(0).otherwise("low_power").alias("low_power"),
        pl.lit(value=True).alias("is_range"),
    ).drop(found.columns[1:])


def _borrowing_rows(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Give the first figure of "porte sa mise de 500 à 520 millions" a row of its own."""
    return rows.with_columns(
        pl.col("bound_start").alias("char_start"),
        (pl.col("bound_start") + pl.col("bound_surface").str.len_chars().cast(pl.Int64)).alias("char_end"),
        pl.col("bound_surface").alias("surface"),
        pl.col("bound_numeral").alias("numeral"),
        pl.col("bound_value").alias("value"),
        (pl.col("power") + pl.col("last_power").fill_null(0)).alias("power"),
        pl.lit(0, pl.Int64).alias("last_power"),
        pl.col("outer").alias("before"),
        pl.concat_str("bound_gap", "surface").alias("after"),
        pl.lit(None, pl.String).alias("currency_surface"),
        pl.lit(value=True).alias("is_borrowed"),
        pl.lit(value=False).alias("is_range"),
    ).select(columns)
