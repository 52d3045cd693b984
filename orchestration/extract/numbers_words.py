"""Numerals in words: "trois cent trente et un", "three crore twelve lakh", "a few hundred".

What belongs here: the value of a sequence of number words. What does not: finding the sequence, digits, kanji.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.contracts import QUANTITY
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.numbers_digits import BLANK, DIGITS, digit_values
from orchestration.extract.numbers_segments import sum_segments
from orchestration.extract.numbers_spoken import POINT, SPOKEN_DIGITS
from orchestration.extract.windows import times

LONGEST: Final = 400  # characters: nobody writes a longer numeral, and its parts are weighed in pairs
POWER_OF_TEN: Final = {power: str(10**power) for power in range(19)}
SCALED_POINT: Final = rf"{POINT} [a-z]"  # "two point five million": what follows multiplies the decimals, too
INDEFINITE: Final = ["a", "an", "um", "uma", "una", "een", "één", "einem", "einen"]  # "um" is no number in German
TOKEN: Final = rf"{DIGITS}|[\p{{L}}.]+"
_CONNECTORS: Final = r"(?:^|[ -]+)(?:et|and|y|und|de|d['’]|of)(?:[ -]+|$)"


@dataclass(frozen=True)
class WordNumerals:
    """Number words and their values.

    Attributes:
        words: Words that are a number alone, small letters.
        multipliers: Words that other numbers are counted in.
        joinable: Words of a hundred and more, which "and" may follow inside a numeral.
        openers: Words that are a number only before a multiplier.
        values: Columns ``token``, ``language``, ``numeral_kind`` (cardinal, collective, half, vague, scale) and
            ``value`` (Decimal(38, 9)).
    """

    words: tuple[str, ...]
    multipliers: tuple[str, ...]
    joinable: tuple[str, ...]
    openers: tuple[str, ...]
    values: pl.DataFrame


def compile_word_numerals(lexicon: Lexicon) -> WordNumerals:
    """Join the seeds of numerals and of scale words that are written out."""
    numerals = lexicon.table("ref_numerals").select(
        pl.col("word").alias("token"), "language", "numeral_kind", pl.col("value").cast(QUANTITY)
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
            .cast(QUANTITY)
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
            .cast(QUANTITY)
            .alias("value"),
        )
    )
    values = pl.concat([numerals, scales, short])
    opens = (pl.col("numeral_kind") == "vague") | pl.col("token").is_in(INDEFINITE)
    multiplies = pl.col("numeral_kind").is_in(["scale", "collective", "half"]) | pl.col("token").is_in(
        ["hundred", "hundreds"]
    )
    joins = (pl.col("value") >= 100) & ~opens
    words, multipliers, joinable, openers = (
        tuple(values.filter(condition)["token"].unique().sort()) for condition in (~opens, multiplies, joins, opens)
    )
    return WordNumerals(words=words, multipliers=multipliers, joinable=joinable, openers=openers, values=values)


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
    frame = frame.with_columns(pl.col("clean").str.replace_all(f"{BLANK}+", " "))
    tokens = (
        frame.select("row", "language", _plain_words(pl.col("clean")).str.extract_all(TOKEN).alias("token"))
        .explode("token")
        .filter(pl.col("token").is_not_null())
        .with_row_index("place")
    )
    known = _token_values(tokens, numerals.values)
    summed = sum_segments(frame, known)
    clean = pl.col("clean")
    spoken = frame.select(
        "row", _fraction(clean).alias("fraction"), clean.str.contains(SCALED_POINT).alias("is_scaled")
    )
    scale = pl.when("is_scaled").then(pl.col("last_power").replace_strict(POWER_OF_TEN, return_dtype=pl.String))
    late = times(pl.col("fraction").cast(QUANTITY), scale.fill_null("1").cast(QUANTITY))
    return summed.join(spoken, on="row", how="left", validate="1:1").select(
        pl.exclude("value", "fraction", "is_scaled"), (pl.col("value") + late).cast(QUANTITY).alias("value")
    )


def _fraction(clean: pl.Expr) -> pl.Expr:
    """Read what is said after "point", as in "two hundred point zero three" and "trois virgule quatorze"."""
    digits = clean.str.extract(POINT).str.replace_many(SPOKEN_DIGITS, leftmost=True).str.replace_all("[^0-9]", "")
    return pl.concat_str(pl.lit("0."), digits).fill_null("0")


def _plain_words(clean: pl.Expr) -> pl.Expr:
    """Bring idioms to plain order: "quatre-vingts", "six millions et demi", "half a dozen"."""
    return (
        clean.str.replace(POINT, "")
        .str.replace("^(?:a )?couple of ", "two ")
        .str.replace(r"^((?:m|b|tr)illions)(?-u:\b)", "several $1")  # "billions of dollars" is no billion
        .str.replace_all(r"quatre[ \u00a0-]vingts?", "huitante")
        .str.replace(r"hundred and ((?:[a-z]+ )?dozens?)$", "centum $1")  # 300 and 24, not 302 dozens
        .str.replace_all(r"(?-u:\b)(an?|one)-half(?-u:\b)", "$1 half")
        .str.replace(r"(?-u:\b)(?:une?|an?|one)[ \u00a0-]quart(?:er)?[ -](?:de |of (?:an? )?)?", "onequarter ")
        .str.replace(r"(?-u:\b)(?:trois|three)[ \u00a0-]quart(?:er)?s?[ -](?:de |of (?:an? )?)?", "threequarters ")
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
