"""What belongs to an amount after its currency: a country, a late scale word, a half, cents.

What belongs here: words behind the match that the scan leaves out. What does not: the match itself (``money_parts``).
"""

from typing import Final

import polars as pl

from orchestration.contracts import QUANTITY, WHOLE
from orchestration.extract.kept import groups
from orchestration.extract.money_patterns import PRICE_MINOR, SPOKEN_MINOR, MoneyPatterns, clean_name
from orchestration.extract.numbers import read_numerals
from orchestration.extract.numbers_cjk import NORMAL
from orchestration.extract.numbers_digits import BLANK
from orchestration.extract.subsets import attach, change

HUNDRED: Final = 100
PRICY: Final = 1000  # "20 € 50" is a price, "15 000 € 50" two figures
COUNTED: Final = rf"^(?:{BLANK}(?:et|and))?{BLANK}(.*){BLANK}[a-z]+$"
MAX_TAIL_WORDS: Final = 4
SPOKEN_UNITS: Final = ("块", "塊", "蚊")  # "五块六": the tenths go without a unit
FACTORS: Final = {power: str(10**power) for power in range(25)}
TAIL_WORDS: Final = r"^[ \u00a0\u202f]((?:[\p{Latin}.()-]+|\p{Sc})(?:[ \u00a0\u202f][\p{Latin}.()'’-]+){0,3})"
ADJECTIVE_FIRST: Final = ("de", "nl")  # "Millionen schwedische Kronen": the currency's name begins with its country
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
    price = pl.col("after").str.extract(f"^({PRICE_MINOR})").str.extract(rf"^({BLANK}?[0-9]{{2}})")
    # "Adulte 20 € 10" ends a row of a table, unless it is all that is written
    is_column = pl.col("after").str.contains(rf"^{BLANK}[0-9]{{2}}\s*$") & ~pl.col("before").str.contains(r"^\s*$")
    takes_price = (pl.col("prefix").fill_null("") == "") & pl.col("scale_key").is_null() & (pl.col("value") < PRICY)
    late_powers = patterns.scales.filter("is_default").unique("word", keep="first")
    tails = (
        named.filter(pl.col("after").str.contains(patterns.tail_start) | (pl.col("inner_half") != ""))
        .select(
            "row",
            "name_key",
            "scale_key",
            "prefix",
            "value",
            "before",
            "after",
            groups("after", patterns.tail).alias("tails"),
        )
        .unnest("tails")
        .with_columns(pl.coalesce(pl.when(takes_price & ~is_column).then(price), "minor").alias("minor"))
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
    counted = _with_hundredths(tails, patterns)
    return _extend(attach(named, counted)).drop(*counted.columns, "inner_half", "prefix")


def _with_hundredths(tails: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Count the small units of each tail, two digits of text; words that count none belong to no tail."""
    spoken = pl.col("minor").str.contains(f"^{SPOKEN_MINOR}$")
    written = tails.with_columns(pl.when(spoken).then(pl.col("minor").str.extract(COUNTED)).alias("numeral"))
    if written["numeral"].null_count() == written.height:
        return written.select(*tails.columns, _hundredths(pl.col("minor")).alias("hundredths"))
    words = written.select("numeral", pl.lit("und").alias("language")).drop_nulls().unique()
    whole = words.filter(pl.col("numeral").str.contains(f"^{patterns.numbers.run}$"))
    read = read_numerals(whole, patterns.numbers).filter(pl.col("value") < HUNDRED)
    counts = read.select("numeral", pl.col("value").cast(pl.Int64).cast(pl.String).str.zfill(2).alias("spoken"))
    known = written.join(counts, on="numeral", how="left", validate="m:1", maintain_order="left")
    is_minor = pl.col("numeral").is_null() | pl.col("spoken").is_not_null()
    minor = pl.when(is_minor).then("minor")
    return known.with_columns(minor.alias("minor")).select(
        *tails.columns, pl.coalesce("spoken", _hundredths(pl.col("minor"))).alias("hundredths")
    )


def _with_country(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Complete a currency by the words after it: "dollars" + "taïwanais", "$" + "US".

    Where the country stands first the scan ends with the scale word, and the whole name is behind it.
    """
    numbered = rows.with_row_index("row")
    is_named = pl.col("name_key").fill_null("") != ""
    takes_country = is_named | (pl.col("language").is_in(ADJECTIVE_FIRST) & (pl.col("power") > 0))
    takes_country &= pl.col("prefix").fill_null("") == ""
    words = (
        numbered.select("row", "prefix", "name_key", "language", "power", "after")
        .filter(takes_country)
        .select("row", pl.col("name_key").fill_null(""), pl.col("after").str.extract(TAIL_WORDS).alias("words"))
    )
    pairs = words.drop_nulls("words").select("name_key", "words").unique(maintain_order=True)
    tails = words.join(_known_tails(pairs, patterns), on=["name_key", "words"], how="inner", validate="m:1")
    gap = pl.col("after").str.head(1)
    added = (pl.col("tail").str.len_chars() + 1).cast(pl.Int64)
    doubts = ("needs_scale", "is_common_word")  # "100 livres" may be books, "100 livres libanaises" are none
    found = tails.select("row", "tail", "long_key", *(pl.col(doubt).alias(f"long_{doubt}") for doubt in doubts))
    return change(
        attach(numbered, found),
        pl.col("tail").is_not_null(),
        *(pl.col(f"long_{doubt}").alias(doubt) for doubt in doubts),
        pl.col("long_key").alias("name_key"),
        pl.when(is_named)
        .then(pl.concat_str("currency_surface", gap, "tail"))
        .otherwise("tail")
        .alias("currency_surface"),
        pl.concat_str("surface", gap, "tail").alias("surface"),
        (pl.col("char_end") + added).alias("char_end"),
        pl.col("after").str.slice(added).alias("after"),
    ).drop("row", *found.columns[1:])


def _known_tails(pairs: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give the longest run of words that makes a known name of the currency before them."""
    runs = [
        pl.col("words")
        .str.extract(rf"^((?:[^ \u00a0\u202f]+[ \u00a0\u202f]){{{count - 1}}}[^ \u00a0\u202f]+)")
        .str.replace(r"^([^(]*?)[).-]+$", "$1")  # the bracket around the sum, not one in a name
        .str.strip_chars_end(".-")
        for count in range(1, MAX_TAIL_WORDS + 1)
    ]
    return (
        pairs.with_columns(pl.concat_list(runs).alias("tail"))
        .explode("tail")
        .filter(pl.col("tail").is_not_null() & ~pl.col("tail").is_in(PREPOSITIONS))
        .filter((pl.col("name_key") != "") | pl.col("tail").str.contains(r"[ \u00a0\u202f]"))
        .filter(clean_name(pl.col("tail")) != "")  # a dash
        .with_columns(
            pl.concat_str("name_key", clean_name(pl.col("tail")), separator=" ").str.strip_chars().alias("long_key")
        )
        .join(patterns.keys.drop("glued_power"), left_on="long_key", right_on="name", how="inner")
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
    cents = pl.concat_str(pl.lit("0."), pl.when(minor.is_not_null()).then("hundredths")).fill_null("0")
    plain = pl.col("power").fill_null(0) == 0
    unit = pl.col("last_power").fill_null(0).replace_strict(FACTORS, default="1", return_dtype=pl.String).cast(WHOLE)
    return change(
        rows,
        pl.col("has_tail"),
        (
            pl.col("value")
            + (half.cast(QUANTITY) * unit).cast(QUANTITY)
            + pl.when(plain).then(cents).otherwise(pl.lit("0")).cast(QUANTITY)
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
