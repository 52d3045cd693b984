"""One written amount taken apart: numeral, scale words, currency.

What belongs here: what can be told from the surface and the few words after it. What does not: neighbours and context.
"""

from typing import Final

import polars as pl

from orchestration.extract.money_patterns import MoneyPatterns, clean_name
from orchestration.extract.numbers import read_numerals
from orchestration.extract.numbers_cjk import NORMAL
from orchestration.extract.subsets import attach, change

WHOLE: Final = pl.Decimal(38, 0)
VALUE: Final = pl.Decimal(38, 9)
MAX_DIGITS: Final = 18
MAX_TAIL_WORDS: Final = 4
SPOKEN_UNITS: Final = ("块", "塊", "蚊")  # "五块六": the tenths go without a unit
FACTORS: Final = {power: str(10**power) for power in range(25)}
# Inside an address; "1 . 8500 marks" is text cut into tokens.
CUT_BEFORE: Final = r"(?:https?://|www\.)\S*$|[%_=&?#]$|(?:^|[^0-9])[0-9]{1,3} [.,] $"
TAIL_WORDS: Final = r"^[ \u00a0\u202f]((?:[\p{Latin}.()-]+|\p{Sc})(?:[ \u00a0\u202f][\p{Latin}.()'’-]+){0,3})"


def take_apart(found: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give each match its value, scale and currency name; drop matches that are no amount.

    Args:
        found: Located windows: article_id, char_start, char_end, surface, before, after, language, passage columns.
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
    return _with_tail(valued.filter(pl.col("value").is_not_null()), patterns)


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
    return (
        rows.with_columns(pl.col("surface").str.extract_groups(shape).alias("parts"))
        .unnest("parts")
        .with_columns(pl.col("rest").str.extract_groups(rest).alias("rests"))
        .drop("rest")
        .unnest("rests")
    )


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


def _with_tail(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Extend the surface by what follows: the country of a currency, a late scale word, a half, cents."""
    named = _with_country(rows, patterns).with_columns(pl.col("scale_key").replace("", None)).with_row_index("row")
    has_name = pl.col("name_key").fill_null("") != ""
    is_spoken = pl.col("minor").str.contains(r"^零?[一二两兩三四五六七八九1-9]$").fill_null(value=False)
    late_powers = patterns.scales.filter("is_default").unique("word", keep="first")
    tails = (
        named.filter(pl.col("after").str.contains(patterns.tail_start) | (pl.col("inner_half") != ""))
        .select("row", "name_key", "scale_key", pl.col("after").str.extract_groups(patterns.tail).alias("tails"))
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
    return _extend(attach(named, tails)).drop(tails.columns, "inner_half")


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
        .filter(pl.col("tail").is_not_null())
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
