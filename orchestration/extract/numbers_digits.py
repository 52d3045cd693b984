"""Digits with separators, restated as exact values.

What belongs here: which separators part thousands and which the decimals. What does not: words, kanji, scale words.
"""

from typing import Final

import polars as pl

from orchestration.contracts import QUANTITY

BLANK: Final = r"[ \u00a0\u202f\u2009]"
GROUPED: Final = rf"[0-9][0-9]?[0-9]?(?:(?:{BLANK}[0-9]{{3}})+|(?:['’][0-9]{{3}})+)(?:[.,][0-9]+)?"
PROPER: Final = "(?:1/[2-9]|2/[3-9]|3/[4-9]|4/[5-9]|5/[6-9]|6/[7-9]|7/[89]|8/9)"  # "odds of 5 2/1" has none
MIXED: Final = rf"(?:{BLANK}{PROPER}(?-u:\b))"  # "7 3/4 percent"
PLAIN: Final = rf"[0-9]+(?:[½¼¾⅓⅔]|{MIXED}|(?:[.,][0-9]+|、[0-9]{{3}})*)"
WIDE: Final = "[0-9]*[０-９][0-9０-９]*(?:[.,．，、][0-9０-９]+)*"  # with full-width digits
ASCII_DIGITS: Final = f"(?:{GROUPED}|{PLAIN})"
DIGITS: Final = f"(?:{WIDE}|{GROUPED}|{PLAIN})"
LOST_COMMA: Final = rf"[0-9][0-9]?[0-9]?{BLANK}[0-9]"  # "68 8 %": a decimal comma got lost
POINT_GROUPS: Final = frozenset({"fr", "de", "es", "it", "pt", "vi", "nl", "id", "tr"})  # "1.105" is a thousand there
FULL_WIDTH: Final = dict(zip("０１２３４５６７８９．，、＇’", "0123456789.,,''", strict=True))
FRACTIONS: Final = {"½": ".5", "¼": ".25", "¾": ".75", "⅓": ".333333333", "⅔": ".666666667"} | {
    f"{blank}{part}/{whole}": f"{part / whole:.9f}".lstrip("0").rstrip("0")
    for whole in range(2, 10)
    for part in range(1, whole)
    for blank in " \u00a0\u202f\u2009"
}


def digit_values(frame: pl.DataFrame) -> pl.DataFrame:
    """Read digits with separators; the language settles a single point or comma before three digits."""
    plain = frame.select(
        "row",
        "clean",
        pl.col("language").is_in(list(POINT_GROUPS)).alias("point_groups"),
        pl.col("clean").str.contains("[^0-9]").alias("has_separator"),
    )
    bare = plain.filter(~pl.col("has_separator")).select(
        "row",
        *_values(pl.col("clean"), pl.lit(None, pl.String), "grouping", "decimal"),
        decimals=pl.lit(0, pl.Int64),
        last_power=pl.lit(0, pl.Int64),
    )
    return pl.concat([bare, _separated(plain.filter("has_separator"))])


def _separated(frame: pl.DataFrame) -> pl.DataFrame:
    """Read digits with blanks, points, commas or apostrophes between them."""
    clean, text = pl.col("clean"), pl.col("text")
    signs = (
        frame.with_columns(clean.str.replace_all(rf"{BLANK}|'|、", "").alias("text"))
        .with_columns(
            clean.str.extract(r"^[1-9][0-9]{0,2}([.,、])[0-9]{3}$").alias("single"),
            clean.str.contains(rf"^[0-9]{{1,3}}{BLANK}[0-9]$").alias("is_lost"),
            text.str.extract(r"([.,])[0-9]*$").alias("last"),
            text.str.count_matches(".", literal=True).alias("points"),
            text.str.count_matches(",", literal=True).alias("commas"),
            text.str.replace_all("[.,]", "").alias("as_integer"),
            text.str.extract(r"[.,]([0-9]*)$").alias("fraction"),
        )
        .with_columns(
            pl.when(pl.col("fraction").is_not_null())
            .then(
                pl.concat_str(
                    pl.col("as_integer").str.slice(
                        0, pl.col("as_integer").str.len_chars() - pl.col("fraction").str.len_chars()
                    ),
                    pl.lit("."),
                    "fraction",
                )
            )
            .otherwise("as_integer")
            .alias("as_decimal")
        )
    )
    count = pl.col("points") + pl.col("commas")
    same = pl.when(pl.col("last") == ".").then("points").otherwise("commas")
    grouping = pl.when("point_groups").then(pl.lit(".")).otherwise(pl.lit(","))
    decimal = (
        pl.when(pl.col("single").is_not_null())
        .then(pl.col("single") != grouping)
        .otherwise((count == 1) | ((count > same) & (same == 1)))
    )
    rounded = clean.str.ends_with("000")  # nobody prints three zeros after a decimal sign before a scale word
    doubtful = ~rounded & pl.col("single").is_not_null() & ~((pl.col("single") == ",") & ~pl.col("point_groups"))
    judged = signs.with_columns(decimal.alias("is_decimal"), (pl.col("is_lost") | doubtful).alias("is_ambiguous"))
    return pl.concat(
        [
            _as_read(
                judged.filter("is_lost"), clean.str.replace(BLANK, "."), "as_integer", "lost_comma", "joined_digits"
            ),
            _as_read(
                judged.filter("is_decimal", ~pl.col("is_lost")), "as_decimal", "as_integer", "decimal", "grouping"
            ),
            _as_read(
                judged.filter(~pl.col("is_decimal"), ~pl.col("is_lost")),
                "as_integer",
                "as_decimal",
                "grouping",
                "decimal",
            ),
        ]
    )


def _as_read(frame: pl.DataFrame, main: str | pl.Expr, other: str, reading: str, other_reading: str) -> pl.DataFrame:
    """Cast the two readings; the other one only where it is possible."""
    read = frame.with_columns(main.alias("main") if isinstance(main, pl.Expr) else pl.col(main).alias("main"))
    return read.select(
        "row",
        *_values(pl.col("main"), pl.when("is_ambiguous").then(other), reading, other_reading),
        pl.col("main").str.extract(r"\.([0-9]+)$").str.len_chars().fill_null(0).cast(pl.Int64).alias("decimals"),
        pl.lit(0, pl.Int64).alias("last_power"),
    )


def _values(main: pl.Expr, other: pl.Expr, reading: str, other_reading: str) -> list[pl.Expr]:
    return [
        main.cast(QUANTITY, strict=False).alias("value"),
        other.cast(QUANTITY, strict=False).alias("other_value"),
        pl.lit(reading).alias("reading"),
        pl.lit(other_reading).alias("other_reading"),
        pl.lit(0.2).alias("other_prior"),
    ]
