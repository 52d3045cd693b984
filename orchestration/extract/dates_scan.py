"""Finding the wordings of dates in articles, with the text on either side.

What belongs here: one scan per language of the passages, places, and the text between neighbours. What does not: what a
wording means.
"""

from typing import Final

import polars as pl

from orchestration.extract.dates_patterns import LANGUAGES, DatePatterns
from orchestration.extract.ground import Ground, in_articles, stand

BEFORE_CHARS: Final = 160
AFTER_CHARS: Final = 80


def _scan(articles: pl.DataFrame, pattern: str, *, boundary_chars: int) -> pl.DataFrame:
    """Every match of a pattern that begins with some boundary characters.

    Matches and the text between them come from two passes of the same pattern; their lengths give the places.
    """
    text = pl.lit("\n") + pl.col("text")  # so that the first word has a boundary, too
    found = (
        articles.select(
            (pl.col("base") - 1).alias("origin"),
            text.str.extract_all(pattern).alias("match"),
            text.str.split(pattern, literal=False).alias("gap"),
        )
        .filter(pl.col("match").list.len() > 0)
        .with_columns(pl.concat_list("match", pl.lit("")))
        .explode("match", "gap")  # the text after the last match stands beside an empty one
    )
    length, gap_length = (pl.col(name).str.len_chars().cast(pl.Int64) for name in ("match", "gap"))
    is_first = (pl.col("origin") != pl.col("origin").shift(1)).fill_null(value=True)
    running = (length + gap_length).cum_sum()
    start = pl.when(is_first).then(running - length - gap_length - pl.col("origin")).forward_fill()
    between = pl.col("gap") + pl.col("match").str.head(boundary_chars)
    previous = pl.when(is_first).then(pl.lit("")).otherwise(pl.col("match").shift(1))
    gap_after, following = pl.col("gap").shift(-1), pl.col("match").shift(-1)
    return found.select(
        (running - start - length + boundary_chars).alias("at"),
        (running - start).alias("until"),
        pl.col("match").str.slice(boundary_chars).alias("surface"),
        between.str.tail(BEFORE_CHARS).alias("between"),
        (previous + between).str.tail(BEFORE_CHARS).alias("before"),
        gap_after.str.head(AFTER_CHARS).alias("gap_after"),
        (gap_after + following).str.head(AFTER_CHARS).alias("after"),
        (pl.col("match") != "").alias("is_match"),
    ).filter("is_match")


def find_wordings(ground: Ground, patterns: DatePatterns) -> pl.DataFrame:
    """Find what may be a date, in the language of its passage.

    Args:
        ground: The articles on their line.
        patterns: From ``compile_dates``.

    Returns:
        Columns article_id, char_start, char_end, surface, between and gap_after (text up to the neighbouring wordings),
        before and after (text on either side, the neighbouring wording included), language (fr, en, ja, or empty for
        any other) and those of ``Ground.steps``, in the order of the articles and of reading.
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
        placed = stand(_scan(chosen, pattern, boundary_chars=0 if scanned == "ja" else 1), ground)
        own = placed.with_columns(asked.get_column("declared").gather(placed.get_column("article"))).with_columns(
            language
        )
        found.append(own.filter(pl.col("language") == scanned).drop("declared"))
    if not found:
        return in_articles(stand(_scan(ground.articles.head(0), patterns.scans[""], boundary_chars=1), ground), ground)
    return in_articles(pl.concat(found).sort("at", maintain_order=True), ground)
