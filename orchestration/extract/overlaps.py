"""Which spans of one frame touch spans of another. Frames in, frame out.

What belongs here: settling overlaps. What does not: which kind of find has priority (``parse``).
"""

from collections.abc import Sequence

import polars as pl

from orchestration.extract.places import latest, place


def outside(spans: pl.DataFrame, stronger: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Keep the spans that share no character with a stronger one.

    Args:
        spans: At least ``article_id``, ``char_start``, ``char_end``.
        stronger: Frames with the same three columns.

    Returns:
        The rows of ``spans`` that touch none, in their order.
    """
    taken = pl.concat([frame.select("article_id", "char_start", "char_end") for frame in stronger])
    order = taken.get_column("article_id").unique(maintain_order=True)
    reach = pl.DataFrame({"start": place(taken, order), "until": place(taken, order, "char_end")}).sort("start")
    starts = place(spans, order)
    ends = starts + (spans.get_column("char_end") - spans.get_column("char_start"))
    until = reach.get_column("until").cum_max().gather(latest(reach.get_column("start"), ends - 1))
    return spans.filter((until <= starts).fill_null(value=True))
