"""The one scan of the text that every extractor is built on. Frames in, frame out.

What belongs here: finding where a pattern matches and restating the place in code points. What does not: what a
match means.
"""

from typing import Final

import polars as pl

TAIL_CHARS: Final = 160  # longest match that is looked at again; longer ones are cut on their left


def find_spans(texts: pl.DataFrame, pattern: str, *, key: str = "article_id", text: str = "text") -> pl.DataFrame:
    """Find every non-overlapping match of one pattern, with its named groups.

    Splitting after each match keeps every character, so a running sum of lengths gives the place of each match in
    code points without a window function.

    Args:
        texts: One row per text.
        key: Column of ``texts`` that names a text; unique.
        text: Column of ``texts`` that holds it.
        pattern: Rust regular expression without look-around; at least one named group. A group called ``left`` at the
            start takes a boundary character that is not part of the match.

    Returns:
        Columns ``key``, ``char_start``, ``char_end`` (Int64, code points, end exclusive), ``surface`` and one String
        column per named group (null where the group did not take part), in the order of the texts, then of reading.

    Raises:
        pl.exceptions.ComputeError: The pattern is not a valid regular expression.
    """
    pieces = (
        texts.select(key, pl.col(text).str.split(pattern, literal=False, inclusive=True).alias("piece"))
        .explode("piece")
        .with_columns(pl.col("piece").str.len_chars().cast(pl.Int64).alias("length"))
        .with_columns(pl.col("length").cum_sum().alias("running_end"))
        .with_columns((pl.col("running_end") - pl.col("length")).alias("running_start"))
    )
    bases = pieces.group_by(key, maintain_order=True).agg(pl.col("running_start").first().alias("base"))
    groups = pl.col("piece").str.tail(TAIL_CHARS).str.extract_groups(f"(?P<surface>{pattern})$")
    matches = (
        pieces.with_columns(groups.alias("groups"))
        .filter(pl.col("groups").struct.field("surface").is_not_null())
        .join(bases, on=key, how="left", validate="m:1", maintain_order="left")
        .unnest("groups")
    )
    if "left" in matches.columns:
        boundary = pl.col("left").fill_null("").str.len_chars()
        matches = matches.with_columns(pl.col("surface").str.slice(boundary)).drop("left")
    return matches.with_columns(
        (pl.col("running_end") - pl.col("base")).alias("char_end"),
        (pl.col("running_end") - pl.col("base") - pl.col("surface").str.len_chars()).alias("char_start"),
    ).select(
        key,
        "char_start",
        "char_end",
        pl.exclude(key, "char_start", "char_end", "piece", "length", "running_end", "running_start", "base"),
    )
