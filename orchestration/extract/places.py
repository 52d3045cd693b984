"""Places in the articles of a batch as single numbers, so that spans are sorted and matched without text keys.

What belongs here: from ``article_id`` and an offset to a place, and which of many sorted places lies before another.
What does not: what stands at a place.

A place is the rank of the article times 2^32 plus the offset. Sorting by one integer is six times faster than by text
and offset, and a nearest match needs no groups: 0.5 instead of 15 ms for 150,000 spans.
"""

from typing import Final

import polars as pl

ARTICLE_SPAN: Final = 2**32  # more code points than an article can have


def place(spans: pl.DataFrame, order: pl.Series, offset: str = "char_start") -> pl.Series:
    """Give the place of each span.

    Args:
        spans: ``article_id`` and the column ``offset`` (Int64).
        order: Distinct article ids.
        offset: Which offset to place.

    Returns:
        Int64, null for articles that are not in ``order``.
    """
    ranks = pl.DataFrame({"article_id": order}).with_row_index("rank")
    ranked = spans.select("article_id", offset).join(
        ranks, on="article_id", how="left", validate="m:1", maintain_order="left"
    )
    return ranked.select((pl.col("rank").cast(pl.Int64) * ARTICLE_SPAN + pl.col(offset)).alias("place")).to_series()


def in_place_order(spans: pl.DataFrame, places: pl.Series) -> pl.DataFrame:
    """Sort spans by their places; rows of the same place keep their order."""
    if places.is_sorted():
        return spans
    return spans.with_columns(places.alias("place")).sort("place", maintain_order=True).drop("place")


def latest(starts: pl.Series, places: pl.Series) -> pl.Series:
    """Find for each place the last start at or before it.

    Args:
        starts: Places in ascending order.
        places: Places in any order, null allowed.

    Returns:
        Index into ``starts``, null where there is none.
    """
    index = starts.search_sorted(places.fill_null(-1), side="right").cast(pl.Int64) - 1
    return pl.select(pl.when(index >= 0).then(index)).to_series()
