"""Wordings of dates that were read before. Frames in, frame out.

What belongs here: reading each distinct wording once in the life of the patterns. What does not: how it is read
(``dates_parse``).
"""

from typing import Final

import polars as pl

from orchestration.extract.dates_parse import PARTS, parse_wordings
from orchestration.extract.dates_patterns import DatePatterns

REMEMBERED: Final = "wordings"
MOST_REMEMBERED: Final = 100_000


def read_wordings(wordings: pl.DataFrame, patterns: DatePatterns) -> pl.DataFrame:
    """Do as ``parse_wordings``, and remember: what a wording says does not depend on the article.

    Args:
        wordings: Columns language (of the scan) and surface, unique together.
        patterns: From ``compile_dates``; its memory grows.

    Returns:
        As ``parse_wordings``, for at least these wordings.
    """
    nothing = pl.DataFrame(schema={"language": pl.String, "surface": pl.String, **PARTS})
    known = patterns.memory.get(REMEMBERED, nothing)
    fresh = wordings.join(known, on=["language", "surface"], how="anti", maintain_order="left")
    if not fresh.is_empty():
        parsed = parse_wordings(fresh, patterns)
        shapeless = fresh.join(parsed, on=["language", "surface"], how="anti", maintain_order="left")
        kept = (
            known if known.height <= MOST_REMEMBERED else known.join(wordings, on=["language", "surface"], how="semi")
        )
        known = pl.concat([parsed, shapeless, kept], how="diagonal")
        patterns.memory[REMEMBERED] = known
    return known.filter(pl.col("form").is_not_null())
