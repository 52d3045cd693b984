"""Numerals in words: "trois cent trente et un", "three crore twelve lakh", "a few hundred".

What belongs here: the value of a sequence of number words. What does not: finding the sequence, digits, kanji.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.lexicon import Lexicon
from orchestration.extract.numbers_digits import DIGITS, digit_values
from orchestration.extract.windows import times

VALUE: Final = pl.Decimal(38, 9)
POWER_OF_TEN: Final = {power: str(10**power) for power in range(19)}
ENGLISH_DIGITS: Final = {
    word: str(digit)
    for digit, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
}
INDEFINITE: Final = ["a", "an"]
TOKEN: Final = rf"{DIGITS}|[\p{{L}}.]+"
_CONNECTORS: Final = r"(?:^|[ \u00a0\u202f\u2009-]+)(?:et|and|y|und|de|d['’]|of)(?:[ \u00a0\u202f\u2009]+|$)"


@dataclass(frozen=True)
class WordNumerals:
    """Number words and their values.

    Attributes:
        words: Words that are a number alone, small letters.
        multipliers: Words that other numbers are counted in.
        openers: Words that are a number only before a multiplier.
        values: Columns ``token``, ``language``, ``numeral_kind`` (cardinal, collective, half, vague, scale) and
            ``value`` (Decimal(38, 9)).
    """

    words: tuple[str, ...]
    multipliers: tuple[str, ...]
    openers: tuple[str, ...]
    values: pl.DataFrame


def compile_word_numerals(lexicon: Lexicon) -> WordNumerals:
    """Join the seeds of numerals and of scale words that are written out."""
    numerals = lexicon.table("ref_numerals").select(
        pl.col("word").alias("token"), "language", "numeral_kind", pl.col("value").cast(VALUE)
    )
    scales = (
        lexicon.table("ref_scale_words")
        .filter((pl.col("is_abbreviation") == "false") & (pl.col("is_default") == "true"))
        .filter(pl.col("word").str.len_chars() > 3)
        .select(
            pl.col("word").alias("token"),
            "language",
            pl.lit("scale").alias("numeral_kind"),
            pl.col("power")
            .cast(pl.Int64)
            .replace_strict(POWER_OF_TEN, return_dtype=pl.String)
            .cast(VALUE)
            .alias("value"),
        )
    )
    short = (
        lexicon.table("ref_scale_words")
        .filter(pl.col("word").is_in(["mil", "lac", "cr"]))
        .select(
            pl.col("word").alias("token"),
            "language",
            pl.lit("scale").alias("numeral_kind"),
            pl.col("power")
            .cast(pl.Int64)
            .replace_strict(POWER_OF_TEN, return_dtype=pl.String)
            .cast(VALUE)
            .alias("value"),
        )
    )
    values = pl.concat([numerals, scales, short])
    opens = (pl.col("numeral_kind") == "vague") | pl.col("token").is_in(INDEFINITE)
    multiplies = pl.col("numeral_kind").is_in(["scale", "collective", "half"]) | pl.col("token").is_in(
        ["hundred", "hundreds"]
    )
    words, multipliers, openers = (
        tuple(values.filter(condition)["token"].unique().sort()) for condition in (~opens, multiplies, opens)
    )
    return WordNumerals(words=words, multipliers=multipliers, openers=openers, values=values)


def word_values(frame: pl.DataFrame, numerals: WordNumerals) -> pl.DataFrame:
    """Read numerals in words.

    A scale word multiplies what was said since the last larger one, so "mille cinq cents milliards" is 1.5e12 and
    "three lakh crore" 3e12. A collective ("dizaine") after a vague word or in the plural is a range.

    Args:
        frame: Columns ``row``, ``clean`` (small letters) and ``language``.
        numerals: From ``compile_word_numerals``.

    Returns:
        Columns ``row``, ``value``, ``top_value`` (upper end of a vague numeral),
        ``decimals``, ``last_power``, ``last_word``.
    """
    tokens = (
        frame.select("row", "language", _plain_words(pl.col("clean")).str.extract_all(TOKEN).alias("token"))
        .explode("token")
        .filter(pl.col("token").is_not_null())
        .with_row_index("place")
    )
    known = _token_values(tokens, numerals.values)
    summed = _sum_segments(frame, known)
    fraction = frame.select("row", _fraction(pl.col("clean")).alias("fraction"))
    return summed.join(fraction, on="row", how="left", validate="1:1").select(
        pl.exclude("value", "fraction"), (pl.col("value") + pl.col("fraction").cast(VALUE)).cast(VALUE).alias("value")
    )


def _fraction(clean: pl.Expr) -> pl.Expr:
    """Read the digits named one by one after "point", as in "two hundred point zero three"."""
    digits = clean.str.extract(r" point (.+)$").str.replace_many(ENGLISH_DIGITS).str.replace_all("[^0-9]", "")
    return pl.concat_str(pl.lit("0."), digits).fill_null("0")


def _plain_words(clean: pl.Expr) -> pl.Expr:
    """Bring idioms to plain order: "quatre-vingts", "six millions et demi", "half a dozen"."""
    return (
        clean.str.replace(r" point .+$", "")
        .str.replace_all(r"quatre[ \u00a0-]vingts?", "huitante")
        .str.replace(r"hundred and ((?:[a-z]+ )?dozens?)$", "centum $1")  # 300 and 24, not 302 dozens
        .str.replace(r"^(?:une?|an?|one)[ \u00a0-](?:quart|quarter) (?:de |of (?:an? )?)?", "onequarter ")
        .str.replace(r"^(?:trois|three)[ \u00a0-](?:quarts|quarters) (?:de |of (?:an? )?)?", "threequarters ")
        .str.replace(r"^(?:une?|an?|one)[ \u00a0-](?:tiers|third) (?:de |of (?:an? )?)?", "onethird ")
        .str.replace(r"^(?:deux|two)[ \u00a0-](?:tiers|thirds) (?:de |of (?:an? )?)?", "twothirds ")
        .str.replace_all(r"(?:half +an?|(?:une?|one|an?) (?:demie?|half))(?-u:\b)", "half")
        .str.replace(r"([a-z]+) (?:et demie?|and half)$", "half $1")
        .str.replace_all(_CONNECTORS, " ")
        .str.replace_all("a few", "several", literal=True)
    )


def _token_values(tokens: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """Look every word up in the language of the text, else in any other language."""
    own = values.unique(["token", "language"], keep="first")
    other = values.unique("token", keep="first").drop("language")
    digits = _digit_tokens(tokens)
    joined = (
        tokens.join(own, on=["token", "language"], how="left")
        .join(other, on="token", how="left", suffix="_other")
        .join(digits, on="place", how="left")
    )
    return joined.select(
        "row",
        "place",
        "token",
        pl.coalesce("value", "value_other", "digits").alias("value"),
        pl.coalesce("numeral_kind", "numeral_kind_other", pl.lit("cardinal")).alias("kind"),
    ).sort("place")


def _digit_tokens(tokens: pl.DataFrame) -> pl.DataFrame:
    """Read the digits between number words: "5 thousand", "3 millions et demi"."""
    written = tokens.filter(pl.col("token").str.contains("^[0-9]")).select(
        pl.col("place").alias("row"), pl.col("token").alias("clean"), "language"
    )
    return digit_values(written).select(pl.col("row").alias("place"), pl.col("value").alias("digits"))


def _sum_segments(frame: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Turn tokens into segments that end with a scale word, then add the scaled segments."""
    is_scale = (pl.col("kind").is_in(["scale", "collective"]) & (pl.col("value") >= 1000)) | (
        pl.col("kind") == "collective"
    )
    hundred = (pl.col("value") == 100) & (pl.col("kind") != "collective")
    marked = tokens.with_columns(is_scale.alias("is_scale"), (hundred & ~is_scale).alias("is_hundred")).with_columns(
        (pl.col("is_scale").cast(pl.Int64).cum_sum().over("row") - pl.col("is_scale").cast(pl.Int64)).alias("segment")
    )
    plain = ~pl.col("is_scale") & ~pl.col("is_hundred") & (pl.col("kind") != "vague")
    after_hundred = pl.col("is_hundred").cast(pl.Int64).cum_sum().over("row", "segment") > 0
    value = pl.col("value")
    segments = (
        marked.with_columns(after_hundred.alias("after"))
        .group_by("row", "segment", maintain_order=True)
        .agg(
            value.filter(plain & ~pl.col("after")).sum().alias("head"),
            value.filter(plain & pl.col("after")).sum().alias("rest"),
            (plain & ~pl.col("after")).sum().alias("head_count"),
            plain.sum().alias("plain_count"),
            pl.col("is_hundred").any().alias("has_hundred"),
            value.filter(pl.col("is_scale")).first().alias("scale"),
            pl.col("kind").filter(pl.col("is_scale")).first().alias("scale_kind"),
            pl.col("token").filter(pl.col("is_scale")).first().alias("scale_word"),
            (pl.col("kind") == "vague").any().alias("has_vague"),
        )
    )
    one, hundred_value = pl.lit(1).cast(VALUE), pl.lit(100).cast(VALUE)
    head = pl.when(pl.col("head_count") > 0).then("head").otherwise(one)
    base = (
        pl.when("has_hundred")
        .then(head * hundred_value + pl.col("rest"))
        .when(pl.col("plain_count") > 0)
        .then("head")
        .when((pl.col("segment") == 0) | pl.col("scale").is_not_null())
        .then(one)
    )
    sized = segments.with_columns(base.cast(VALUE).alias("base"), pl.col("scale").fill_null(one).alias("scale"))
    vague = pl.col("has_vague") | (
        (pl.col("scale_kind") == "collective") & pl.col("scale_word").str.ends_with("s") & (pl.col("plain_count") == 0)
    )
    return _combine(frame, sized.with_columns(vague.alias("is_vague")))


def _combine(frame: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """Multiply each segment by every later scale that is larger than all between, and add up."""
    bare = (pl.col("plain_count") == 0) & ~pl.col("has_hundred")
    later = segments.select(
        "row", pl.col("segment").alias("later"), pl.col("scale").alias("later_scale"), bare.alias("bare")
    )
    pairs = (
        segments.select("row", "segment", "base", "scale", "is_vague", "plain_count", "has_hundred")
        .join(later, on="row", how="inner")
        .filter(pl.col("later") >= pl.col("segment"))
        .sort("row", "segment", "later")
    )
    largest = pl.col("later_scale").cum_max().shift(1).over("row", "segment")
    counts = (pl.col("later") == pl.col("segment")) | (pl.col("later_scale") > largest)
    factors = (
        pairs.with_columns(
            pl.when(counts)
            .then("later_scale")
            .otherwise(pl.lit(1).cast(VALUE))
            .cast(pl.Float64)
            .log10()
            .round(9)
            .alias("log"),
            counts.alias("counts"),
        )
        .group_by("row", "segment", maintain_order=True)
        .agg(
            pl.col("base").first(),
            pl.col("plain_count").first(),
            pl.col("has_hundred").first(),
            pl.col("is_vague").first(),
            pl.col("scale").first(),
            pl.col("later_scale").filter("counts").alias("scales"),
        )
        .with_columns(
            pl.col("scales").list.get(0, null_on_oob=True).alias("f0"),
            pl.col("scales").list.get(1, null_on_oob=True).alias("f1"),
            pl.col("scales").list.get(2, null_on_oob=True).alias("f2"),
        )
    )
    one = pl.lit(1).cast(VALUE)
    product = pl.col("base").cast(VALUE)
    for name in ("f0", "f1", "f2"):
        product = times(product, pl.col(name).fill_null(one))
    absorbed = (pl.col("plain_count") == 0) & ~pl.col("has_hundred") & (pl.col("segment") > 0)
    rows = factors.with_columns(pl.when(absorbed).then(pl.lit(0).cast(VALUE)).otherwise(product).alias("product"))
    totals = rows.group_by("row").agg(
        pl.col("product").sum().alias("total"),
        pl.col("product").is_null().any().alias("is_too_large"),
        pl.col("is_vague").any().alias("is_vague"),
        ((pl.len() == 1) & (pl.col("scale").max() <= 1000)).alias("is_collective"),
        pl.col("base").is_null().any().alias("broken"),
        pl.col("scale").min().alias("smallest"),
    )
    two, nine, top = (pl.lit(number).cast(VALUE) for number in (2, 9, 10))
    words = segments.group_by("row", maintain_order=True).agg(
        pl.col("scale_word").drop_nulls().last().alias("last_word")
    )
    joined = frame.select("row").join(totals, on="row", how="left").join(words, on="row", how="left")
    return joined.select(
        "row",
        pl.when(~pl.col("broken") & ~pl.col("is_too_large"))
        .then(pl.when("is_vague").then(pl.col("total") * two).otherwise("total"))
        .cast(VALUE)
        .alias("value"),
        pl.when(pl.col("is_vague") & ~pl.col("broken"))
        .then(pl.when("is_collective").then(pl.col("total") * top - one).otherwise(pl.col("total") * nine))
        .cast(VALUE)
        .alias("top_value"),
        pl.lit(0, pl.Int64).alias("decimals"),
        pl.col("smallest").fill_null(1).cast(pl.Float64).log10().round(0).cast(pl.Int64).alias("last_power"),
        "last_word",
    )
