"""Numerals as written, restated as exact values: digits with any separators, words and kanji.

What belongs here: from a numeral and its language to a value, and the second reading where separators allow one. What
does not: finding numerals in a text, scale words written after digits, units.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.contracts import QUANTITY
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.numbers_cjk import CJK_NUMERAL, cjk_values
from orchestration.extract.numbers_digits import BLANK, DIGITS, FRACTIONS, FULL_WIDTH, digit_values
from orchestration.extract.numbers_pairs import AND, JOINT, compile_pairs
from orchestration.extract.numbers_words import LONGEST, WordNumerals, compile_word_numerals, word_values
from orchestration.extract.windows import trie_any_case

TENS: Final = (  # "vingt et un", "treinta y dos": tens that "and" parts from their ones
    rf"(?i:(?:vingt|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante){AND}(?:une?|onze)|"
    rf"(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa){AND}"
    r"(?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))(?-u:\b)"
)
OF_SCALE: Final = rf"(?:{BLANK}(?i:de{BLANK}(?:milliers|millions|milliards))(?-u:\b))"

# "un quart de milliard", "three quarters of a billion"; a share of anything else is no number
SHARE: Final = (
    rf"(?i:(?:une?|an?|one|deux|two|trois|three)(?:{BLANK}|-)(?:quarts?|quarters?|tiers|thirds?)"
    rf"(?:{BLANK}(?:de|of(?:{BLANK}an?)?))?)"
)
HALF: Final = rf"(?:(?i:half{BLANK}{{1,2}}an?|(?:an?|one)(?:{BLANK}|-)half|une?{BLANK}demie?|demie?)(?-u:\b))"
QUARTERS: Final = rf"(?:(?i:(?:an?|one|three)(?:{BLANK}|-)quarters?)(?-u:\b))"
COUPLE: Final = rf"(?i:(?:a{BLANK})?couple{BLANK}of)"
NO_VALUES: Final = pl.DataFrame(
    schema={"row": pl.UInt32, "value": QUANTITY, "top_value": QUANTITY, "last_power": pl.Int64, "last_word": pl.String}
)


@dataclass(frozen=True)
class NumberPatterns:
    """Patterns of numerals.

    Attributes:
        numeral: Any numeral: digits, words or kanji.
        words: Numerals in words, digits among them allowed ("3 millions et demi").
        word: One number word that can stand alone.
        run: Numerals in words only.
        multiplier: A word that other numbers are counted in: hundred, million, douzaine.
        pairs: Two numerals in words with "and" between them.
        tokens: Values of the words.
    """

    numeral: str
    words: str
    word: str
    run: str
    multiplier: str
    pairs: tuple[str, ...]
    tokens: WordNumerals


def compile_numbers(lexicon: Lexicon) -> NumberPatterns:
    """Build the numeral patterns from ``ref_numerals`` and ``ref_scale_words``.

    "A", "des", "several" open a numeral only before a word to be multiplied: "il y a un milliard" holds one milliard.
    """
    tokens = compile_word_numerals(lexicon)
    word, multiplier, opener = (
        rf"(?:{trie_any_case(words)}(?-u:\b))" for words in (tokens.words, tokens.multipliers, tokens.openers)
    )
    word = rf"(?:{HALF}|{TENS}|{word})"
    big, half = rf"(?:{trie_any_case(tokens.joinable)}(?-u:\b))", HALF
    part = rf"(?:{HALF}|{QUARTERS})"
    point = rf"(?:{BLANK}(?i:point|virgule){BLANK}(?:{word}|{DIGITS})(?:(?:{BLANK}|-)(?:{word}|{DIGITS}))*)"
    shared = rf"(?:{SHARE}|{COUPLE})(?:{BLANK}|-){multiplier}(?:{JOINT}{multiplier})*"
    # "one hundred and five" is one numeral, "five and ten" are two
    lead = rf"(?:(?:{big}{AND}|{word}(?:{AND}{part})?{JOINT})*)"
    first = rf"(?:{opener}{BLANK}{multiplier}(?:(?:{AND}|{JOINT}){lead}{word})?|{lead}{word})"
    run = rf"(?:{shared}|{first}(?:{AND}{half})?{point}?)"
    words = rf"(?:{DIGITS}{BLANK}?-?{multiplier}(?:(?:{AND}|{JOINT})(?:{DIGITS}{BLANK})?{word})*|{run})"
    return NumberPatterns(
        numeral=f"(?:{CJK_NUMERAL}|{words}|{DIGITS})",
        words=words,
        word=word,
        run=run,
        multiplier=multiplier,
        pairs=compile_pairs(tokens),
        tokens=tokens,
    )


def read_numerals(frame: pl.DataFrame, patterns: NumberPatterns) -> pl.DataFrame:
    """Give every numeral its value.

    Args:
        frame: Columns ``numeral`` (String, as written, null allowed) and ``language`` (String).
        patterns: From ``compile_numbers``.

    Returns:
        The frame, rows in the same order, with ``value`` (Decimal(38, 9); null where there is none, as for words beyond
        ``LONGEST``) and ``other_value`` (the same; null unless separators allow another reading), ``reading`` and
        ``other_reading`` (names of the two), ``other_prior``, ``decimals`` (Int64, printed digits after the comma),
        ``last_power`` (Int64, power of ten of the smallest scale word inside the numeral) and ``top_value`` (upper end
        of a vague numeral such as 数百億, else null).
    """
    distinct = frame.select("numeral", "language").unique(maintain_order=True).drop_nulls("numeral")
    values = _read_distinct(distinct, patterns)
    return frame.join(
        values, on=["numeral", "language"], how="left", validate="m:1", maintain_order="left", nulls_equal=True
    )


def _read_distinct(frame: pl.DataFrame, patterns: NumberPatterns) -> pl.DataFrame:
    """Read each different numeral once."""
    clean = pl.col("numeral").str.replace_many(FULL_WIDTH | FRACTIONS).str.to_lowercase()
    indexed = frame.with_row_index("row").with_columns(clean.alias("clean"))
    kind = (
        pl.when(pl.col("clean").str.contains(r"^[0-9][0-9.,' \u00a0\u202f\u2009]*$"))
        .then(pl.lit("digits"))
        .when(pl.col("clean").str.contains(r"\p{Latin}"))
        .then(pl.when(pl.col("clean").str.len_chars() <= LONGEST).then(pl.lit("words")))
        .when(pl.col("clean").is_not_null())
        .then(pl.lit("cjk"))
    )
    parts = indexed.with_columns(kind.alias("form"))
    known = [digit_values(parts.filter(pl.col("form") == "digits"))]  # always: it gives the frame its columns
    forms = set(parts["form"])
    if "words" in forms:
        known.append(
            word_values(parts.filter(pl.col("form") == "words").select("row", "clean", "language"), patterns.tokens)
        )
    if "cjk" in forms:
        known.append(cjk_values(parts.filter(pl.col("form") == "cjk").select("row", "clean")))
    values = pl.concat([NO_VALUES, *known], how="diagonal_relaxed")
    return indexed.join(values, on="row", how="left", validate="1:1", maintain_order="left").drop("row", "clean")
