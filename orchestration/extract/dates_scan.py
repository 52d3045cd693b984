"""Finding the wordings of dates in articles, with the text on either side.

What belongs here: one scan per language of the passages, places, and the text between neighbours. What does not: what a
wording means.
"""

from typing import Final

import polars as pl

from orchestration.extract.dates_patterns import LANGUAGES, UNSPACED, DatePatterns
from orchestration.extract.ground import Ground, in_articles, stand
from orchestration.extract.scan import cut

BEFORE_CHARS: Final = 160
AFTER_CHARS: Final = 80


def _scan(articles: pl.DataFrame, pattern: str, *, boundary_chars: int) -> pl.DataFrame:
    """Every match of a pattern that begins with some boundary characters."""
    text = pl.lit("\n") + pl.col("text")  # so that the first word has a boundary, too
    pieces = cut(articles.select(text.alias("text"), pl.col("base") - 1), pattern)
    is_first = (pl.col("text_index") != pl.col("text_index").shift(1)).fill_null(value=True)
    measured = pieces.select(
        pl.col("at") + boundary_chars,
        "until",
        pl.col("surface").str.slice(boundary_chars).alias("surface"),
        (pl.col("gap").str.tail(BEFORE_CHARS) + pl.col("surface").str.head(boundary_chars)).alias("between"),
        pl.when(~is_first).then(pl.col("surface").shift(1)).fill_null("").alias("previous"),
        pl.col("gap").shift(-1).str.head(AFTER_CHARS).alias("gap_after"),
        pl.col("surface").shift(-1).alias("following"),
        (pl.col("surface") != "").alias("is_match"),
    )
    return measured.filter("is_match").select(
        "at",
        "until",
        "surface",
        pl.col("between").str.tail(BEFORE_CHARS),
        (pl.col("previous") + pl.col("between")).str.tail(BEFORE_CHARS).alias("before"),
        "gap_after",
        (pl.col("gap_after") + pl.col("following")).str.head(AFTER_CHARS).alias("after"),
    )


def find_wordings(ground: Ground, patterns: DatePatterns) -> pl.DataFrame:
    """Find what may be a date, in the language of its passage.

    Args:
        ground: The articles on their line.
        patterns: From ``compile_dates``.

    Returns:
        Columns article_id, char_start, char_end, surface, between and gap_after (text up to the neighbouring wordings),
        before and after (text on either side, the neighbouring wording included), language (one of ``LANGUAGES``, or
        empty for any other) and those of ``Ground.steps``, in the order of the articles and of reading.
    """
    spoken = pl.col("language").is_in(LANGUAGES)
    declared = pl.col("declared").is_in(LANGUAGES) & (pl.col("language") == "und")
    language = pl.when(spoken).then("language").when(declared).then("declared").otherwise(pl.lit("")).alias("language")
    asked = ground.articles.select("article", pl.col("language").alias("declared"))
    pairs = ground.steps.filter("is_text").select("article", "language").unique()
    wanted = pairs.join(asked, on="article", how="left", validate="m:1").with_columns(language)
    found = []
    for scanned, pattern in patterns.scans.items():
        rows = wanted.filter(pl.col("language") == scanned).get_column("article").unique().sort()
        if rows.is_empty():
            continue
        chosen = ground.articles.select("text", "base").select(pl.all().gather(rows))
        placed = stand(_scan(chosen, pattern, boundary_chars=0 if scanned in UNSPACED else 1), ground)
        own = placed.with_columns(asked.get_column("declared").gather(placed.get_column("article"))).with_columns(
            language
        )
        found.append(own.filter(pl.col("language") == scanned).drop("declared"))
    if not found:
        return in_articles(stand(_scan(ground.articles.head(0), patterns.scans[""], boundary_chars=1), ground), ground)
    return in_articles(pl.concat(found).sort("at", maintain_order=True), ground)
