"""Sums told by a bare number, whose scale and currency stand before: "52 millions de francs; le canton en met 46".

A number that is written out ("180 000 euros … la fondation en couvre 120 000") has its own size and takes the currency.

What belongs here: the French "en" with a verb of giving, and a number that counts nothing. What does not: the currency
that such a sum takes (``money_currency``), bounds and lists of which the last one has the scale (``money_links``).
"""

from collections.abc import Iterable
from typing import Final

import polars as pl

from orchestration.extract.ground import Ground
from orchestration.extract.numbers import NumberPatterns, read_numerals
from orchestration.extract.passages import in_article_order
from orchestration.extract.windows import WINDOW_CHARS, find_windows, trie

NUMBER: Final = r"[0-9]{1,3}(?:(?:[ \u00a0\u202f][0-9]{3}){1,3}|,[0-9]{1,2})?"
FULL: Final = r"[ \u00a0\u202f]"  # between thousands
AUXILIARY: Final = "(?:(?:a|ont|avait|avaient|aura|auront|aurait|auraient) )"
ADVERB: Final = "(?:déjà|encore|que|jusqu['’]ici|plus de|moins de|près de|environ|quelque|au moins|au plus)"
ENDS: Final = (  # nothing is counted: a thing would stand behind the number
    r"^(?:\s*$|[.;:!?)»]|,[^0-9]| "
    r"(?:à|au|aux|pour|sous|sur|dès|depuis|en|cette|par|et|mais|qui|dont|comme|lors)(?:[^\p{L}]|$))"
)
COUNTED: Final = (  # another number, or things, may be what goes on: "52 millions pour douze projets; il en apporte 3"
    r"[0-9]|(?i:(?:^|[^\p{L}])(?:des|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante|soixante|cent|plusieurs|quelques) )"
)
MIN_POWER: Final = 6  # of the sum before: smaller ones are written out again
MIN_FULL: Final = 1000  # of the sum before a number that is written out
THINGS: Final = r"[0-9]|(?:^|[^\p{L}])(?:(?:des?|aux) |d['’])\p{Ll}"  # which that number may count
MAX_CHARS: Final = 300  # two sentences of the press


def compile_ellipses(stems: Iterable[str]) -> str:
    """Build the pattern of "en" with one of the verbs and a number.

    Args:
        stems: Beginnings of the verbs, in small letters.
    """
    verb = rf"{trie(sorted(set(stems)))}[\p{{Ll}}]*"
    return rf"(?-u:\b)[Ee]n {AUXILIARY}?(?:{ADVERB} )?{verb} (?:{ADVERB} )*{NUMBER}"


def add_ellipses(rows: pl.DataFrame, ground: Ground, pattern: str, numbers: NumberPatterns) -> pl.DataFrame:
    """Add the sums whose scale and currency are those of the sum before, in the same passage.

    Args:
        rows: From ``money_links.merge_ranges``.
        ground: The articles on their line.
        pattern: From ``compile_ellipses``.
        numbers: Patterns of numerals.

    Returns:
        The rows and those added, without a currency of their own, in article then reading order.
    """
    told = pl.when(pl.col("text").str.contains(" en ", literal=True)).then("text").otherwise(pl.lit("")).alias("text")
    led = find_windows(ground, pattern, texts=told).filter(
        pl.col("after").str.contains(ENDS) & (pl.col("language") == "fr")
    )
    if led.is_empty() or rows.is_empty():
        return rows
    numeral = pl.col("surface").str.extract(f"({NUMBER})$")
    width = numeral.str.len_chars().cast(pl.Int64)
    before = pl.col("before") + pl.col("surface").str.head(pl.col("surface").str.len_chars() - width)
    bare = read_numerals(led.with_columns(numeral.alias("numeral")), numbers).select(
        "article_id",
        "passage_index",
        (pl.col("char_end") - width).alias("char_start"),
        "char_end",
        numeral.alias("surface"),
        before.str.tail(WINDOW_CHARS).alias("before"),
        "after",
        "sentence_index",
        "numeral",
        "value",
        "decimals",
    )
    is_lending = (pl.col("power") >= MIN_POWER) | ((pl.col("value") >= MIN_FULL) & (pl.col("name_key") != ""))
    lending = rows.filter(is_lending & ~pl.col("is_borrowed")).with_columns(pl.col("char_start").alias("at"))
    found = (
        bare.with_columns(pl.col("char_start").alias("at"))
        .sort("at")
        .join_asof(
            lending.sort("at"), on="at", by=["article_id", "passage_index"], check_sortedness=False, suffix="_lent"
        )
    )
    distance = pl.col("char_start") - pl.col("char_end_lent")
    between = pl.col("text").str.slice(pl.col("char_end_lent"), distance)
    # behind "34 billion yen (190 million euros)" it could be either
    is_told = pl.col("power").is_not_null() & ~pl.col("before_lent").str.contains(r"[(（]\D{0,12}$")
    near = found.filter(is_told & (distance <= MAX_CHARS)).join(
        ground.articles.select("article_id", "text"), on="article_id", how="inner", validate="m:1"
    )
    is_full = pl.col("surface").str.contains(FULL)
    is_scaled = pl.col("power") >= MIN_POWER
    counts = pl.when(is_full).then(between.str.contains(THINGS)).otherwise(between.str.contains(COUNTED))
    is_smaller = (pl.col("power") == 0) & (pl.col("value") < pl.col("value_lent"))
    lent = near.filter(~counts, pl.when(is_full).then(is_smaller).otherwise(is_scaled)).with_columns(
        pl.when(is_full).then(0).otherwise("power").alias("power")
    )
    return in_article_order(pl.concat([rows, as_told_before(lent, rows)]), ground.articles)


def as_told_before(lent: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Give bare numbers the columns of sums, without a currency of their own.

    Args:
        lent: Numbers with ``value`` and ``power``, and what else they share with the sums that lend it.
        rows: The sums that they join.

    Returns:
        The numbers, in the same order.
    """
    return lent.with_columns(
        pl.lit("").alias("name_key"),
        pl.lit(value=False).alias("needs_scale"),
        pl.lit(value=False).alias("is_common_word"),
        pl.lit(value=False).alias("is_range"),
        *(
            pl.lit(None, rows.schema[name]).alias(name)
            for name in ("currency_surface", "top_value", "low_value", "low_power", "other_value", "scale_surface")
        ),
    ).select(rows.columns)
