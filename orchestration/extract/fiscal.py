"""Whose fiscal calendar an article means.

What belongs here: the country of the payer from the words of the article. What does not: fiscal arithmetic.
"""

import polars as pl

from orchestration.extract.dates_patterns import DatePatterns

DEFAULT_COUNTRY = {"ja": "JP"}  # 年度 without a country is the Japanese one


def fiscal_countries(articles: pl.DataFrame, mentions: pl.DataFrame, patterns: DatePatterns) -> pl.DataFrame:
    """Country of the fiscal calendar, for articles that need one.

    The country named most often wins, whoever prints the article; ties go to that of ``DEFAULT_COUNTRY``, then to the
    one that the text names first.

    Args:
        articles: ``ARTICLES`` contract.
        mentions: Columns article_id and is_fiscal_candidate.
        patterns: From ``compile_dates``.

    Returns:
        Columns article_id (unique), fiscal_country, start_month, start_day, label; one row per article that holds a
        candidate and a word of the context seed.
    """
    wanted = mentions.filter("is_fiscal_candidate").select("article_id").unique()
    words = patterns.fiscal_context
    default = pl.col("language").replace_strict(DEFAULT_COUNTRY, default=None, return_dtype=pl.String)
    named = (
        articles.join(wanted, on="article_id", how="semi", maintain_order="left")
        .select(
            "article_id",
            default.alias("default"),
            pl.col("text").str.extract_many(words["word"].implode()).alias("word"),
        )
        .explode("word")
        .with_row_index("rank")
        .join(words, on="word", how="inner")
        .group_by("article_id", "country")
        .agg(
            pl.len().alias("count"),
            (pl.col("country") == pl.col("default")).any().alias("is_default"),
            pl.col("rank").min(),
        )
        .sort("article_id", "count", "is_default", "rank", descending=[False, True, True, False], nulls_last=True)
        .unique("article_id", keep="first", maintain_order=True)
    )
    return named.join(patterns.fiscal_years, on="country", how="left", validate="m:1").select(
        "article_id", pl.col("country").alias("fiscal_country"), "start_month", "start_day", "label"
    )
