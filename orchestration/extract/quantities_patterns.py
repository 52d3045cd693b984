"""The patterns that quantities are found with, compiled once from the seeds.

What belongs here: from lexicon to regular expressions and lookup frames. What does not: running them; money.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.lexicon import Lexicon
from orchestration.extract.modality import Hedges, compile_hedges
from orchestration.extract.numbers import OF_SCALE, NumberPatterns, compile_numbers
from orchestration.extract.numbers_cjk import CJK_NUMERAL
from orchestration.extract.numbers_digits import ASCII_DIGITS, BLANK, DIGITS, GROUPED, LOST_COMMA, PLAIN, WIDE
from orchestration.extract.numbers_pairs import AND, JOINT
from orchestration.extract.windows import BOUNDARY, WORD_END, trie

ADJECTIVE: Final = (
    r"(?:(?:grande?s?|nouve(?:aux|lles)|princip(?:aux|ales)|jeunes|petite?s?|big|new|main|large|key|more)[ \u00a0])?"
)
UNIT_GAP: Final = r"^(?P<unit_gap>[ \u00a0\u202f\u2009\n]?(?:d['’]|de )?-?)"
GLUED: Final = rf"(?:[kKM]|{BLANK}?(?:bn|bln|tn|tln|mln|Mds?|Mrds?))"


@dataclass(frozen=True)
class QuantityPatterns:
    """Everything that the extraction of quantities needs.

    Attributes:
        scan: Any numeral.
        shape: Takes digits apart: ``numeral``, ``glued`` (a scale letter), ``lost`` (a percent sign).
        unit: The unit at the beginning of the text after it: ``unit_gap``, ``adjective``, ``unit_word``.
        units: Columns word, unit.
        glued_unit: A unit of letters that may follow a number without a blank ("73km").
        glued: Columns glued, power.
        labels: Words before a number that make it a name.
        numbers: Patterns of numerals.
        hedges: Modality cues.
    """

    scan: str
    shape: str
    unit: str
    units: pl.DataFrame
    glued_unit: str
    glued: pl.DataFrame
    labels: str
    numbers: NumberPatterns
    hedges: Hedges


def compile_quantities(lexicon: Lexicon) -> QuantityPatterns:
    """Build the patterns of quantities from the seeds.

    Args:
        lexicon: Holds ref_numerals, ref_scale_words, ref_units, ref_modality_cues and ref_money_words.
    """
    numbers = compile_numbers(lexicon)
    point = (
        rf"(?:{BLANK}(?i:point|virgule){BLANK}(?:{numbers.word}|{DIGITS})(?:(?:{BLANK}|-)(?:{numbers.word}|{DIGITS}))*)"
    )
    counted = rf"(?:{numbers.word}|{DIGITS}{BLANK}{numbers.multiplier})"
    scaled = rf"{DIGITS}{BLANK}?-?{numbers.multiplier}(?:(?:{AND}|{JOINT}){counted})*"
    words = rf"(?:{numbers.run}{OF_SCALE}?|(?i:plusieurs){BOUNDARY})"
    every_unit = lexicon.table("ref_units")
    units = every_unit.select("word", "unit")
    symbols = every_unit.filter(pl.col("language") == "und", pl.col("word").str.contains("^[A-Za-z]"))["word"]
    in_letters = symbols.str.contains("[A-Za-z0-9]$")
    latin = [w for w in units["word"] if w[-1].isascii() and w[-1].isalpha()]
    other = [w for w in units["word"] if w not in latin]
    scale_power = (
        lexicon.table("ref_scale_words")
        .select(pl.col("word").alias("glued"), pl.col("power").cast(pl.Int64))
        .unique("glued", keep="first", maintain_order=True)
    )
    label_words = lexicon.table("ref_money_words").filter(pl.col("role") == "label")["word"]
    return QuantityPatterns(
        scan=rf"(?:{CJK_NUMERAL}|{WIDE}|{BOUNDARY}(?:{scaled}|{words}|{ASCII_DIGITS}{point}|{ASCII_DIGITS}{GLUED}{BOUNDARY}|{LOST_COMMA}{BLANK}?[%％]|{GROUPED}{BOUNDARY}|{PLAIN}))",
        shape=rf"^(?P<numeral>{LOST_COMMA}|{DIGITS})(?P<glued>(?:{GLUED})?)(?P<lost>{BLANK}?[%％])?$",
        unit=rf"{UNIT_GAP}(?P<adjective>{ADJECTIVE})(?P<unit_word>{trie(latin)}{WORD_END}|{trie(other)})",
        units=units,
        glued_unit=rf"^(?:(?i:pct){BOUNDARY}|{trie(symbols.filter(in_letters))}{BOUNDARY}|{trie(symbols.filter(~in_letters))})",
        glued=scale_power,
        labels=rf"(?:^|[^\p{{L}}])(?:{trie(sorted(set(label_words)))})[ \u00a0:：]?$",
        numbers=numbers,
        hedges=compile_hedges(lexicon),
    )
