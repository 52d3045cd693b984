"""The one scan of the text that the extractors of numbers are built on. Frames in, frame out.

What belongs here: finding where a pattern matches and restating the place in code points. What does not: what a
match means.
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper

MARK: Final = "\ufdd0"  # Unicode guarantees that this is no character, so that a text has no use for it
REPLACEMENT: Final = "\ufffd"
SLICE_BYTES: Final = 5_000_000  # of texts marked at once; each slice pays anew for the tables of the search
KEPT: Final = Keeper()


def cut(texts: pl.DataFrame, pattern: str, *, kept: Keeper = KEPT) -> pl.DataFrame:
    """Cut texts after each match of a pattern.

    The matches are marked in a single pass; the marks then part each match from the text around it, and a running sum
    of lengths gives its place without a window function.

    Args:
        texts: Columns ``text`` and ``base``, the place of its first character.
        pattern: Rust regular expression without look-around that matches no empty text.
        kept: Where the pattern stays compiled.

    Returns:
        One row for each match, and one for the rest of each text, where ``surface`` is empty: ``text_index`` (row of
        ``texts``), ``gap`` (text before the match), ``surface``, ``at`` and ``until`` of the match (Int64, code points,
        end exclusive), in the order of the texts, then of reading.

    Raises:
        pl.exceptions.ComputeError: The pattern is not a valid regular expression.
    """
    text = pl.col("text")
    if texts.select(text.str.contains(MARK, literal=True).any()).item():
        texts = texts.with_columns(text.str.replace_all(MARK, REPLACEMENT, literal=True))
    width = text.str.len_chars().cast(pl.Int64)
    numbered = texts.select(text, (pl.col("base") - width.cum_sum() + width).alias("shift")).with_row_index(
        "text_index"
    )
    count = 1 + int(texts.get_column("text").str.len_bytes().sum()) // SLICE_BYTES
    size = 1 + texts.height // count
    parts = pl.concat(
        [_parts(numbered.slice(first, size), pattern, kept) for first in range(0, texts.height + 1, size)]
    )
    reached = parts.select(pl.col("part").str.len_chars().cast(pl.Int64).cum_sum() + pl.col("shift")).to_series()
    return parts.gather_every(2).select(
        "text_index",
        pl.col("part").alias("gap"),
        parts.get_column("part").gather_every(2, offset=1).alias("surface"),
        reached.gather_every(2).alias("at"),
        reached.gather_every(2, offset=1).alias("until"),
    )


def _parts(texts: pl.DataFrame, pattern: str, kept: Keeper) -> pl.DataFrame:
    """Give gaps and matches by turns; the rest of a text is followed by an empty match."""
    marked = kept.call(texts.select_seq, pl.col("text").str.replace_all(pattern, f"{MARK}${{0}}{MARK}"))
    part = marked.select(pl.concat_str("text", pl.lit(MARK)).str.split(MARK).alias("part")).to_series()
    return texts.select("text_index", part, "shift").explode("part")
