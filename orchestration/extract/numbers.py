"""Numerals as written, restated as exact values: digits with any separators, words and kanji.

What belongs here: from a numeral and its language to a value, and the second reading where separators allow one. What
does not: finding numerals in a text, scale words written after digits, units.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.lexicon import Lexicon
from orchestration.extract.numbers_cjk import CJK_NUMERAL, cjk_values
from orchestration.extract.numbers_digits import BLANK, DIGITS, FULL_WIDTH, digit_values
from orchestration.extract.numbers_words import WordNumerals, compile_word_numerals, word_values
from orchestration.extract.windows import trie


@dataclass(frozen=True)
class NumberPatterns:
    """Patterns of numerals.

    Attributes:
        numeral: Any numeral: digits, words or kanji.
        words: Numerals in words, as one pattern.
        word: One number word.
        tokens: Values of the words.
    """

    numeral: str
    words: str
    word: str
    tokens: WordNumerals

    def words_before(self, scale: str) -> str:
        """Give the pattern of number words of which one is a scale word, as in "trois cent mille milliards".

        Args:
            scale: Pattern of the scale words.
        """
        return rf"(?:{self.word}{JOINT})+?{scale}(?:{JOINT}{self.word})*"


JOINT: Final = rf"(?:{BLANK}{{1,2}}|-)(?:(?:et|and|y|und){BLANK}{{1,2}})?"


def compile_numbers(lexicon: Lexicon) -> NumberPatterns:
    """Build the numeral patterns from ``ref_numerals`` and ``ref_scale_words``."""
    tokens = compile_word_numerals(lexicon)
    word = f"(?:(?i:{trie(tokens.words)})(?-u:\\b))"
    words = rf"(?:(?:{DIGITS}{BLANK}?-?)?{word}(?:{JOINT}(?:{DIGITS}{BLANK}?)?{word})*)"
    return NumberPatterns(numeral=f"(?:{CJK_NUMERAL}|{words}|{DIGITS})", words=words, word=word, tokens=tokens)


def read_numerals(frame: pl.DataFrame, patterns: NumberPatterns) -> pl.DataFrame:
    """Give every numeral its value.

    Args:
        frame: Columns ``numeral`` (String, as written, null allowed) and ``language`` (String).
        patterns: From ``compile_numbers``.

    Returns:
        The frame, rows in the same order, with ``value`` and ``other_value`` (Decimal(38, 9); the second one null unless
        separators allow another reading), ``reading`` and ``other_reading`` (names of the two), ``other_prior`` (Float64),
        ``decimals`` (Int64, printed digits after the comma), ``last_power`` (Int64, power of ten of the smallest scale
        word inside the numeral) and ``top_value`` (upper end of a vague numeral such as 数百億, else null).
    """
    clean = pl.col("numeral").str.replace_many(FULL_WIDTH).str.to_lowercase()
    indexed = frame.with_row_index("row").with_columns(clean.alias("clean"))
    kind = (
        pl.when(pl.col("clean").str.contains(r"^[0-9][0-9.,' \u00a0\u202f\u2009]*$"))
        .then(pl.lit("digits"))
        .when(pl.col("clean").str.contains(r"\p{Latin}"))
        .then(pl.lit("words"))
        .when(pl.col("clean").is_not_null())
        .then(pl.lit("cjk"))
    )
    parts = indexed.with_columns(kind.alias("form"))
    digits = digit_values(parts.filter(pl.col("form") == "digits"))
    words = word_values(parts.filter(pl.col("form") == "words").select("row", "clean", "language"), patterns.tokens)
    cjk = cjk_values(parts.filter(pl.col("form") == "cjk").select("row", "clean"))
    values = pl.concat([digits, words, cjk], how="diagonal_relaxed")
    return indexed.join(values, on="row", how="left", validate="1:1", maintain_order="left").drop("row", "clean")
