"""Finding the wordings of dates in articles, with the text on either side.

What belongs here: one scan per language of the passages, offsets in code points, and the text between neighbours. What
does not: what a wording means.
"""

from typing import Final

import polars as pl

from orchestration.extract.dates_patterns import LANGUAGES, DatePatterns
from orchestration.extract.passages import locate

BEFORE_CHARS: Final = 160
AFTER_CHARS: Final = 80


def _scan(articles: pl.DataFrame, pattern: str, *, boundary_chars: int) -> pl.DataFrame:
    """Every match of a pattern that begins with some boundary characters.

    Matches and the text between them come from two passes of the same pattern; their lengths give the offsets.
    """
    text = pl.lit("\n") + pl.col("text")  # so that the first word has a boundary, too
    found = (
        articles.select(
            "article_id",
            text.str.extract_all(pattern).alias("match"),
            text.str.split(pattern, literal=False).alias("gap"),
        )
        .filter(pl.col("match").list.len() > 0)
        .with_columns(pl.col("gap").list.slice(1).alias("after"), pl.col("gap").list.head(pl.col("match").list.len()))
        .explode("match", "gap", "after")
    )
    length = pl.col("match").str.len_chars().cast(pl.Int64)
    gap_length = pl.col("gap").str.len_chars().cast(pl.Int64)
    end = (length + gap_length).cum_sum().over("article_id")
    between = pl.col("gap") + pl.col("match").str.head(boundary_chars)
    previous, following = (pl.col("match").shift(step).over("article_id").fill_null("") for step in (1, -1))
    return found.select(
        "article_id",
        (end - length + boundary_chars - 1).alias("char_start"),
        (end - 1).alias("char_end"),
        pl.col("match").str.slice(boundary_chars).alias("surface"),
        between.str.tail(BEFORE_CHARS).alias("between"),
        (previous + between).str.tail(BEFORE_CHARS).alias("before"),
        pl.col("after").str.head(AFTER_CHARS).alias("gap_after"),
        (pl.col("after") + following).str.head(AFTER_CHARS).alias("after"),
    )


def find_wordings(
    articles: pl.DataFrame, passages: pl.DataFrame, sentences: pl.DataFrame, patterns: DatePatterns
) -> pl.DataFrame:
    """Find what may be a date, in the language of its passage.

    Args:
        articles: ``ARTICLES`` contract.
        passages: ``PASSAGES`` contract.
        sentences: ``SENTENCES`` contract.
        patterns: From ``compile_dates``.

    Returns:
        Columns article_id, char_start, char_end, surface, between and gap_after (text up to the neighbouring wordings),
        before and after (text on either side, the neighbouring wording included), language (fr, en, ja, or empty for
        any other) and those that ``locate`` adds, in the order of
        article_id and char_start.
    """
    declared = articles.select("article_id", pl.col("language").alias("declared"))
    spoken = (
        passages.select("article_id", "passage_index", pl.col("language").alias("passage_language"))
        .join(declared, on="article_id", how="left", validate="m:1")
        .with_columns(
            pl.when(pl.col("passage_language").is_in(LANGUAGES)).then(pl.col("passage_language"))
            .when((pl.col("passage_language") == "und") & pl.col("declared").is_in(LANGUAGES)).then(pl.col("declared"))
            .otherwise(pl.lit("")).alias("scan_language")
        )
    )  # fmt: skip
    found = []
    for language, pattern in patterns.scans.items():
        ids = spoken.filter(pl.col("scan_language") == language).select("article_id").unique()
        chosen = articles.join(ids, on="article_id", how="semi", maintain_order="left")
        if chosen.is_empty():
            continue
        own = spoken.filter(pl.col("scan_language") == language).select("article_id", "passage_index")
        located = locate(_scan(chosen, pattern, boundary_chars=0 if language == "ja" else 1), passages, sentences)
        located = located.join(own, on=["article_id", "passage_index"], how="semi", maintain_order="left")
        found.append(located.with_columns(pl.lit(language).alias("language")))
    if not found:
        return locate(_scan(articles.head(0), patterns.scans[""], boundary_chars=1), passages, sentences)
    return pl.concat(found).sort("article_id", "char_start")
