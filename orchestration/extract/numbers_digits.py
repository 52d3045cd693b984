"""Digits with separators, restated as exact values.

What belongs here: which separators part thousands and which the decimals. What does not: words, kanji, scale words.
"""

from typing import Final

import polars as pl

VALUE: Final = pl.Decimal(38, 9)
BLANK: Final = r"[ \u00a0\u202f\u2009]"
GROUPED: Final = rf"[0-9][0-9]?[0-9]?(?:(?:{BLANK}[0-9]{{3}})+|(?:['’][0-9]{{3}})+)(?:[.,][0-9]+)?"
PLAIN: Final = r"[0-9]+(?:[.,][0-9]+|、[0-9]{3})*"
WIDE: Final = "[0-9]*[０-９][0-9０-９]*(?:[.,．，、][0-9０-９]+)*"  # with full-width digits
ASCII_DIGITS: Final = f"(?:{GROUPED}|{PLAIN})"
DIGITS: Final = f"(?:{WIDE}|{GROUPED}|{PLAIN})"
LOST_COMMA: Final = rf"[0-9][0-9]?[0-9]?{BLANK}[0-9]"  # "68 8 %": a decimal comma got lost
POINT_GROUPS: Final = frozenset({"fr", "de", "es", "it", "pt", "vi", "nl", "id", "tr"})  # "1.105" is a thousand there
FULL_WIDTH: Final = dict(zip("０１２３４５６７８９．，、＇’", "0123456789.,,''", strict=True))


def digit_values(frame: pl.DataFrame) -> pl.DataFrame:
    """Read digits with separators; the language settles a single point or comma before three digits."""
    text = pl.col("clean").str.replace_all(rf"{BLANK}|'|、", "")
    single = pl.col("clean").str.extract(r"^[1-9][0-9]{0,2}([.,、])[0-9]{3}$")
    lost = pl.col("clean").str.contains(rf"^[0-9]{{1,3}}{BLANK}[0-9]$")
    point_groups = pl.col("language").is_in(list(POINT_GROUPS))
    grouping = pl.when(point_groups).then(pl.lit(".")).otherwise(pl.lit(","))
    last = text.str.extract(r"([.,])[0-9]*$")
    count = text.str.count_matches(r"[.,]")
    same = pl.when(last == ".").then(text.str.count_matches(r"\.")).otherwise(text.str.count_matches(","))
    decimal = (
        pl.when(single.is_not_null()).then(single != grouping).otherwise((count == 1) | ((count > same) & (same == 1)))
    )
    as_decimal = (
        text.str.replace(r"[.,]([0-9]*)$", "_$1").str.replace_all("[.,]", "").str.replace("_", ".", literal=True)
    )
    as_integer = text.str.replace_all("[.,]", "")
    lost_decimal = pl.col("clean").str.replace(BLANK, ".")
    rounded = pl.col("clean").str.ends_with("000")  # nobody prints three zeros after a decimal sign before a scale word
    ambiguous = lost | (~rounded & single.is_not_null() & ~((single == ",") & ~point_groups))
    main = pl.when(lost).then(lost_decimal).when(decimal).then(as_decimal).otherwise(as_integer)
    other = pl.when(lost | decimal).then(as_integer).otherwise(as_decimal)
    return frame.select(
        "row",
        main.cast(VALUE, strict=False).alias("value"),
        pl.when(ambiguous).then(other.cast(VALUE, strict=False)).alias("other_value"),
        pl.when(lost)
        .then(pl.lit("lost_comma"))
        .when(decimal)
        .then(pl.lit("decimal"))
        .otherwise(pl.lit("grouping"))
        .alias("reading"),
        pl.when(lost)
        .then(pl.lit("joined_digits"))
        .when(decimal)
        .then(pl.lit("grouping"))
        .otherwise(pl.lit("decimal"))
        .alias("other_reading"),
        pl.lit(0.2).alias("other_prior"),
        main.str.extract(r"\.([0-9]+)$").str.len_chars().fill_null(0).cast(pl.Int64).alias("decimals"),
        pl.lit(0, pl.Int64).alias("last_power"),
    )
