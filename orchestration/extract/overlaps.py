"""Which spans of one frame touch spans of another. Frames in, frame out.

What belongs here: settling overlaps. What does not: which kind of find has priority (``parse``).
"""

from collections.abc import Sequence

import polars as pl


def outside(spans: pl.DataFrame, stronger: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Keep the spans that share no character with a stronger one.

    Args:
        spans: At least ``article_id``, ``char_start``, ``char_end``.
        stronger: Frames with the same three columns.

    Returns:
        The rows of ``spans`` that touch none, in their order.
    """
    columns = ["article_id", "char_start", "char_end"]
    taken = pl.concat([frame.select(columns) for frame in stronger]).sort("article_id", "char_start")
    reach = taken.select(
        "article_id",
        taken_start="char_start",
        taken_until=pl.col("char_end").cum_max().over("article_id"),
    )
    placed = (
        spans.with_row_index("span_order")
        .with_columns((pl.col("char_end") - 1).alias("last_char"))
        .sort("last_char")
        .join_asof(
            reach.sort("taken_start"),
            left_on="last_char",
            right_on="taken_start",
            by="article_id",
            strategy="backward",
            check_sortedness=False,
        )
    )
    is_free = pl.col("taken_until").is_null() | (pl.col("taken_until") <= pl.col("char_start"))
    return placed.filter(is_free).sort("span_order").select(spans.columns)
