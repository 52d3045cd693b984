"""One written amount taken apart: numeral, scale words, currency.

What belongs here: what can be told from the surface and the few words after it. What does not: neighbours and context.
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper, groups
from orchestration.extract.money_patterns import MoneyPatterns, clean_name
from orchestration.extract.money_tails import add_tail
from orchestration.extract.numbers import read_numerals

WHOLE: Final = pl.Decimal(38, 0)
VALUE: Final = pl.Decimal(38, 9)
MAX_DIGITS: Final = 18
# Inside an address; "1 . 8500 marks" is text cut into tokens.
CUT_BEFORE: Final = r"(?:https?://|www\.)\S*$|[%_=&?#]$|(?:^|[^0-9])[0-9]{1,3} [.,] $"
KEPT: Final = Keeper()


def take_apart(found: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give each match its value, scale and currency name; drop matches that are no amount.

    Args:
        found: From ``windows.find_windows``.
        patterns: From ``compile_money``.

    Returns:
        The kept rows with ``numeral``, ``low`` (first bound inside the surface), ``value``, ``top_value``,
        ``low_value`` (Decimal(38, 9), before scaling), ``power`` (Int64, of the scale words), ``other_value``,
        ``reading``, ``other_reading``, ``scale_key`` (the scale words in small letters), ``name_key`` (lookup form of
        the currency or null) and ``currency_surface``.
    """
    whole = _without_cut(found)
    known = _read_surfaces(whole.select("surface", "language").unique(maintain_order=True), patterns)
    valued = whole.join(known, on=["surface", "language"], how="inner", validate="m:1", maintain_order="left")
    return add_tail(valued.filter(pl.col("value").is_not_null()), patterns)


def _read_surfaces(surfaces: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Read each different surface once: news repeat their sums."""
    rows = surfaces.with_row_index("row")
    split = _split(rows, patterns.shape, patterns.rest)
    named = _with_names(split, patterns)
    again = named.filter(~pl.col("is_whole")).select(rows.columns)
    kept = named.filter("is_whole")
    if again.height:
        worded = _with_names(_split(again, patterns.word_shape, patterns.rest), patterns)
        kept = pl.concat([kept, worded.filter("is_whole")])
    kept = kept.sort("row").drop("row")
    return _with_values(kept, patterns)


def _without_cut(found: pl.DataFrame) -> pl.DataFrame:
    """Drop matches inside a word or address: the scan knows ASCII boundaries only and finds "cr" in "crédits"."""
    surface, before, after = pl.col("surface"), pl.col("before"), pl.col("after")
    rules = (  # what the surface shows, and what must stand beside it
        (surface.str.contains("^[A-Za-z]"), before.str.contains(r"\p{Latin}$")),
        (surface.str.contains("[A-Za-z]$"), after.str.contains(r"^\p{Latin}")),
        (surface.str.contains(r"[ \u00a0]\p{Sc}$"), after.str.contains("^[0-9]")),  # the next price
    )
    numbered = found.select("surface", "before", "after").with_row_index("row")
    cut = [numbered.filter(shows).filter(beside).get_column("row") for shows, beside in rules]
    is_free = pl.repeat(True, found.height, eager=True).scatter(pl.concat(cut), False)
    return found.filter(is_free).filter(~before.str.contains(CUT_BEFORE))


def _split(rows: pl.DataFrame, shape: str, rest: str) -> pl.DataFrame:
    split = KEPT.call(rows.with_columns_seq, groups("surface", shape).alias("parts")).unnest("parts")
    rests = groups("rest", rest).alias("rests")
    return KEPT.call(split.with_columns_seq, rests).drop("rest").unnest("rests")


def _with_names(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Look the currency up; a match is whole when all of its text is understood."""
    name = clean_name(pl.col("name"))
    written = pl.when(pl.col("prefix").fill_null("") != "").then(clean_name(pl.col("prefix"))).otherwise(name)
    return (
        rows.with_columns(written.alias("name_key"), pl.coalesce("prefix", "name").alias("currency_surface"))
        .join(patterns.keys, left_on="name_key", right_on="name", how="left", validate="m:1", maintain_order="left")
        .with_columns(
            (
                pl.col("numeral").is_not_null()
                & (pl.col("name_key").fill_null("") == "").or_(pl.col("glued_power").is_not_null())
                & ((pl.col("prefix").fill_null("") == "") | (pl.col("name").fill_null("") == ""))
            ).alias("is_whole")
        )
    )


def _with_values(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Read the numeral and its scale words; words that hold their scale inside give it up for ``scale_key``."""
    scale = pl.col("scale").str.to_lowercase().str.replace_all(r"[ \u00a0\u202f\u2009-]+", " ").str.strip_chars()
    scale = scale.str.replace(r"^(?:d['’]|de |of )", "")
    scale_surface = pl.col("scale").str.strip_chars("- \u00a0\u202f\u2009").replace("", None)
    read = read_numerals(
        rows.with_columns(scale.alias("scale_key"), scale_surface.alias("scale_surface")), patterns.numbers
    )
    low = read_numerals(
        read.filter(pl.col("low").is_not_null()).select(pl.col("low").alias("numeral"), "low", "language").unique(),
        patterns.numbers,
    )
    powers = patterns.scales.filter("is_default").select("word", "language", "power")
    lows = low.select("low", "language", pl.col("value").alias("low_value"))
    both = read.join(lows, on=["low", "language"], how="left", validate="m:1", maintain_order="left").with_columns(
        pl.col("scale_key").str.extract(r"^(\S+)").alias("word"),
        pl.col("scale_key").str.extract(r"^\S+ (\S+)$").alias("second_word"),
    )
    for word in ("word", "second_word"):
        both = _join_power(both, powers, word)
    digits = pl.col("numeral").str.count_matches("[0-9０-９]")
    return both.with_columns(
        (
            pl.col("power_word").fill_null(0)
            + pl.col("power_second_word").fill_null(0)
            + pl.col("glued_power").fill_null(0)
        ).alias("power"),
    ).filter(digits <= MAX_DIGITS)


def _join_power(rows: pl.DataFrame, powers: pl.DataFrame, word: str) -> pl.DataFrame:
    """Find the power of ten of a scale word in the passage's language, else in any."""
    own = powers.rename({"word": word, "power": "own_power"})
    und = powers.sort(pl.col("language") != "und", pl.col("language") != "en").unique(
        "word", keep="first", maintain_order=True
    )
    other = und.select(pl.col("word").alias(word), pl.col("power").alias("other_power"))
    return (
        rows.join(own, on=[word, "language"], how="left", maintain_order="left")
        .join(other, on=word, how="left", maintain_order="left")
        .with_columns(pl.coalesce("own_power", "other_power").alias(f"power_{word}"))
        .drop("own_power", "other_power")
    )
