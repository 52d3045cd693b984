"""Two numerals in words with "and" between them: "between one million and two million" holds two, not three million.

What belongs here: which "and" parts two numerals. What does not: the "and" inside of one ("two hundred and five"), and
whether the two are a range.
"""

from typing import Final

import polars as pl

from orchestration.extract.numbers_digits import BLANK
from orchestration.extract.numbers_words import LONGEST, WordNumerals
from orchestration.extract.windows import trie_any_case

JOINT: Final = rf"(?:{BLANK}{{1,2}}|-)"
AND: Final = rf"{JOINT}(?i:et|and|y|und){JOINT}"
BETWEEN: Final = rf"(?i)(?:^|[^\p{{L}}])(?:between|entre|zwischen){BLANK}$"


def compile_pairs(tokens: WordNumerals) -> tuple[str, ...]:
    """Build the patterns of two numerals, one for each size of the word before "and".

    A numeral names its sizes from the largest down, so what stands behind "and" is smaller than what stands before it.
    Only hundreds may be counted in something larger: "one hundred and twenty thousand".

    Args:
        tokens: The number words.

    Returns:
        Patterns whose first group is the first numeral; the last of them holds after "between" only.
    """
    sizes = tokens.values.filter(pl.col("token").is_in(tokens.joinable))
    below = tokens.values.filter((pl.col("value") < 100) & pl.col("token").is_in(tokens.words))
    patterns = []
    for size in sizes.get_column("value").unique().sort():
        own, as_large = (_any_of(sizes.filter(chosen)) for chosen in (pl.col("value") == size, pl.col("value") >= size))
        second = rf"(?:{_any_of(below)}{JOINT})*{own}" if size == 100 else rf".*{as_large}"
        patterns.append(rf"^(.*{own}){AND}{second}")
    return (*patterns, rf"^(.*{_any_of(sizes)}){AND}")


def part_pairs(pieces: pl.DataFrame, pairs: tuple[str, ...]) -> pl.DataFrame:
    """Cut matches that hold two numerals in two.

    Args:
        pieces: From ``scan.cut``.
        pairs: From ``compile_pairs``.

    Returns:
        The pieces, two for one where "and" parts two numerals; it is the ``gap`` of the second.
    """
    surface, gap = pl.col("surface"), pl.col("gap")
    numbered = pieces.with_row_index("row").with_columns(gap.shift(-1).alias("next_gap"))
    # each pass cuts one numeral off, so that they must not be many
    joined = numbered.filter((surface.str.len_chars() <= LONGEST) & surface.str.contains(AND))
    if joined.is_empty():  # the patterns take longer to compile than a sentence to read
        return pieces
    *sizes, any_size = (surface.str.extract(pair, 1) for pair in pairs)
    is_range = gap.str.contains(BETWEEN) & ~pl.col("next_gap").str.contains(f"^{AND}")
    parted = (
        joined.with_columns(pl.coalesce(*sizes, pl.when(is_range).then(any_size)).alias("first"))
        .filter(pl.col("first").is_not_null())
        .with_columns(surface.str.slice(pl.col("first").str.len_chars()).alias("tail"))
        .with_columns(pl.col("tail").str.extract(f"^({AND})").alias("and"))
        .with_columns(pl.col("tail").str.slice(pl.col("and").str.len_chars()).alias("second"))
    )
    if parted.is_empty():
        return pieces
    end = pl.col("at") + pl.col("first").str.len_chars()
    firsts = parted.with_columns(pl.col("first").alias("surface"), end.alias("until"))
    seconds = parted.with_columns(
        pl.col("and").alias("gap"), pl.col("second").alias("surface"), (end + pl.col("and").str.len_chars()).alias("at")
    )
    whole = numbered.join(parted, on="row", how="anti", maintain_order="left")
    cut = pl.concat([part.select("row", *pieces.columns) for part in (whole, firsts, seconds)])
    return part_pairs(cut.sort("row", "at").select(pieces.columns), pairs)


def _any_of(words: pl.DataFrame) -> str:
    return rf"(?-u:\b)(?:{trie_any_case(words.get_column('token').unique().sort())})(?-u:\b)"
