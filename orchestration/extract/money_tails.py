"""What belongs to an amount after its currency: a country, a late scale word, a half, cents.

What belongs here: words behind the match that the scan leaves out. What does not: the match itself (``money_parts``).
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import groups
from orchestration.extract.money_patterns import MoneyPatterns, clean_name
from orchestration.extract.numbers_cjk import NORMAL
from orchestration.extract.subsets import attach, change

WHOLE: Final = pl.Decimal(38, 0)
VALUE: Final = pl.Decimal(38, 9)
MAX_TAIL_WORDS: Final = 4
SPOKEN_UNITS: Final = ("块", "塊", "蚊")  # "五块六": the tenths go without a unit
FACTORS: Final = {power: str(10**power) for power in range(25)}
TAIL_WORDS: Final = r"^[ \u00a0\u202f]((?:[\p{Latin}.()-]+|\p{Sc})(?:[ \u00a0\u202f][\p{Latin}.()'’-]+){0,3})"
PREPOSITIONS: Final = ("au",)  # "5 $ au Québec": no code of a country


def add_tail(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Extend the surface by what follows: the country of a currency, a late scale word, a half, cents.

    Args:
        rows: Amounts with ``value``, ``power``, ``scale_key``, ``name_key``, ``inner_half``, ``surface``, ``after``.
        patterns: From ``compile_money``.

    Returns:
        The rows in the same order, without ``inner_half`` and ``prefix``.
    """
    named = _with_country(rows, patterns).with_columns(pl.col("scale_key").replace("", None)).with_row_index("row")
    has_name = pl.col("name_key").fill_null("") != ""
    is_spoken = pl.col("minor").str.contains(r"^零?[一二两兩三四五六七八九1-9]$").fill_null(value=False)
    late_powers = patterns.scales.filter("is_default").unique("word", keep="first")
    tails = (
        named.filter(pl.col("after").str.contains(patterns.tail_start) | (pl.col("inner_half") != ""))
        .select("row", "name_key", "scale_key", groups("after", patterns.tail).alias("tails"))
        .unnest("tails")
        .with_columns(
            pl.when(pl.col("scale_key").is_null() & has_name)
            .then(pl.col("late").str.to_lowercase().str.strip_chars())
            .alias("late_word"),
            pl.when(has_name & (~is_spoken | pl.col("name_key").is_in(SPOKEN_UNITS))).then("minor").alias("minor"),
        )
        .join(
            late_powers.select(pl.col("word").alias("late_word"), pl.col("power").alias("late_power")),
            on="late_word",
            how="left",
            validate="m:1",
            maintain_order="left",
        )
        .select("row", "half", "late", "minor", "late_word", "late_power", pl.lit(value=True).alias("has_tail"))
    )
    return _extend(attach(named, tails)).drop(tails.columns, "inner_half", "prefix")


def _with_country(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Complete a currency by the words after it: "dollars" + "taïwanais", "$" + "US"."""
    numbered = rows.with_row_index("row")
    takes_country = (pl.col("prefix").fill_null("") == "") & (pl.col("name_key").fill_null("") != "")
    words = (
        numbered.select("row", "prefix", "name_key", "after")
        .filter(takes_country)
        .select("row", "name_key", pl.col("after").str.extract(TAIL_WORDS).alias("words"))
    )
    pairs = words.drop_nulls("words").select("name_key", "words").unique(maintain_order=True)
    tails = words.join(_known_tails(pairs, patterns), on=["name_key", "words"], how="inner", validate="m:1")
    gap = pl.col("after").str.head(1)
    added = (pl.col("tail").str.len_chars() + 1).cast(pl.Int64)
    return change(
        attach(numbered, tails.select("row", "tail", "long_key")),
        pl.col("tail").is_not_null(),
        pl.col("long_key").alias("name_key"),
        pl.concat_str("currency_surface", gap, "tail").alias("currency_surface"),
        pl.concat_str("surface", gap, "tail").alias("surface"),
        (pl.col("char_end") + added).alias("char_end"),
        pl.col("after").str.slice(added).alias("after"),
    ).drop("row", "tail", "long_key")


def _known_tails(pairs: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give the longest run of words that makes a known name of the currency before them."""
    runs = [
        pl.col("words")
        .str.extract(rf"^((?:[^ \u00a0\u202f]+[ \u00a0\u202f]){{{count - 1}}}[^ \u00a0\u202f]+)")
        .str.strip_chars_end(".-")
        for count in range(1, MAX_TAIL_WORDS + 1)
    ]
    return (
        pairs.with_columns(pl.concat_list(runs).alias("tail"))
        .explode("tail")
        .filter(pl.col("tail").is_not_null() & ~pl.col("tail").is_in(PREPOSITIONS))
        .with_columns(pl.concat_str("name_key", clean_name(pl.col("tail")), separator=" ").alias("long_key"))
        .join(patterns.keys, left_on="long_key", right_on="name", how="semi")
        .sort(pl.col("tail").str.len_chars())
        .unique(["name_key", "words"], keep="last", maintain_order=True)
    )


def _extend(rows: pl.DataFrame) -> pl.DataFrame:
    """Apply the tail to the value and the surface."""
    late = pl.when(pl.col("late_power").is_not_null()).then("late")
    minor = pl.when(pl.col("late_power").is_null()).then("minor")
    added = pl.concat_str(pl.col("half"), late, minor, ignore_nulls=True)
    length = added.str.len_chars().cast(pl.Int64)
    half = (
        pl.when(pl.col("half").is_not_null() | (pl.col("inner_half").fill_null("") != ""))
        .then(pl.lit("0.5"))
        .otherwise(pl.lit("0"))
    )
    cents = pl.concat_str(pl.lit("0."), _hundredths(minor)).fill_null("0")
    plain = pl.col("power").fill_null(0) == 0
    unit = pl.col("last_power").fill_null(0).replace_strict(FACTORS, default="1", return_dtype=pl.String).cast(WHOLE)
    return change(
        rows,
        pl.col("has_tail"),
        (
            pl.col("value")
            + (half.cast(VALUE) * unit).cast(VALUE)
            + pl.when(plain).then(cents).otherwise(pl.lit("0")).cast(VALUE)
        ).alias("value"),
        (pl.col("power") + pl.col("late_power").fill_null(0)).alias("power"),
        pl.coalesce("scale_key", pl.when(pl.col("late_power").is_not_null()).then("late_word")).alias("scale_key"),
        pl.concat_str("surface", added).alias("surface"),
        (pl.col("char_end") + length).alias("char_end"),
        pl.col("after").str.slice(length).alias("after"),
    )


def _hundredths(minor: pl.Expr) -> pl.Expr:
    """Write small units as two digits: "20 cents" 20, "二角" 20, "七毛八" 78, "零四" 04, "이십삼센트" 23."""
    text = minor.str.replace_many(NORMAL)
    tens = text.str.extract("^([0-9])?十").fill_null("1")
    ones = text.str.extract("十([0-9])").fill_null("0")
    tenths, rest = (
        text.str.extract(r"^([0-9])(?:[角毛毫]|$)"),
        text.str.extract(r"^[0-9][角毛毫]([0-9])").fill_null("0"),
    )
    return (
        pl.when(text.str.contains("十"))
        .then(tens + ones)
        .when(tenths.is_not_null())
        .then(tenths + rest)
        .otherwise(text.str.extract("([0-9]+)").str.zfill(2))
    )
