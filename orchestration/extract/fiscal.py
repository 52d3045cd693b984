"""Whose fiscal calendar an article means.

What belongs here: the country of the payer from the words of the article. What does not: fiscal arithmetic.
"""

from typing import Final

import polars as pl

from orchestration.extract.dates_patterns import DatePatterns
from orchestration.extract.windows import PARAGRAPH, PARAGRAPH_CHARS

SHARED: Final = (  # no country by itself; whole words, as "Wonju" would be one
    r"(?i)^ ?(?:won|yen|taka|baht|dirham|roupie|rupee|crore|lakh|rs|円|ウォン|政府|首相|\p{Sc}) ?$"
)
SPENT_ANYWHERE: Final = "^(?:USD|EUR|X)"  # other codes begin with that of their country
MAX_SUMS: Final = 2  # at most as many mentions of a country are its sums
DEFAULT_COUNTRY: Final = {"ja": "JP"}  # 年度 without a country is the Japanese one


def fiscal_countries(
    articles: pl.DataFrame,
    mentions: pl.DataFrame,
    patterns: DatePatterns,
    *,
    money: pl.DataFrame,
    is_spanning: bool = False,
) -> pl.DataFrame:
    """Country of the fiscal calendar, for articles that need one.

    The country named most often wins, whoever prints the article, and sums in a country's currency name it, too; ties
    go to that of ``DEFAULT_COUNTRY``, then to the one that the text names first.

    Args:
        articles: ``ARTICLES`` contract.
        mentions: Columns article_id and is_fiscal_candidate.
        patterns: From ``compile_dates``.
        money: ``MONEY_MENTIONS`` contract.
        is_spanning: Only countries whose fiscal year begins in one calendar year and ends in the next: "2025/26".

    Returns:
        Columns article_id (unique), fiscal_country, start_month, start_day, label; one row per article that holds a
        candidate and a word of the context seed.
    """
    wanted = mentions.filter("is_fiscal_candidate").select("article_id").unique()
    words = patterns.fiscal_context
    if is_spanning:
        words = words.join(patterns.fiscal_years.filter(pl.col("start_month") > 1), on="country", how="semi")
    default = pl.col("language").replace_strict(DEFAULT_COUNTRY, default=None, return_dtype=pl.String)
    spent = (
        money.filter(pl.col("equivalent_of_id").is_null() & ~pl.col("currency").str.contains(SPENT_ANYWHERE))
        .join(wanted, on="article_id", how="semi")
        .group_by("article_id", pl.col("currency").str.head(2).alias("country"))
        .agg(pl.len().clip(0, MAX_SUMS).alias("sums"))
        .join(words, on="country", how="semi")
    )
    named = (
        articles.join(wanted, on="article_id", how="semi", maintain_order="left")
        .select(
            "article_id",
            pl.col("text").str.extract_many(words["word"].implode()).alias("word"),
        )
        .explode("word")
        .with_row_index("rank")
        .join(words, on="word", how="inner")
        .group_by("article_id", "country")
        .agg(
            pl.len().alias("count"),
            pl.col("rank").min(),
        )
        .join(spent, on=["article_id", "country"], how="full", coalesce=True)
        .join(articles.select("article_id", default.alias("default")), on="article_id", how="left", validate="m:1")
        .with_columns(
            pl.col("count").fill_null(0) + pl.col("sums").fill_null(0),
            (pl.col("country") == pl.col("default")).fill_null(value=False).alias("is_default"),
        )
        .sort(
            "article_id",
            "count",
            "is_default",
            "rank",
            "country",
            descending=[False, True, True, False, False],
            nulls_last=True,
        )
        .unique("article_id", keep="first", maintain_order=True)
    )
    return named.join(patterns.fiscal_years, on="country", how="left", validate="m:1").select(
        "article_id", pl.col("country").alias("fiscal_country"), "start_month", "start_day", "label"
    )


def by_paragraph(
    mentions: pl.DataFrame, articles: pl.DataFrame, candidate: pl.Expr, patterns: DatePatterns
) -> pl.DataFrame:
    """Let the only country that a paragraph names up to a fiscal year decide over the article.

    Args:
        mentions: Columns row, article_id, char_start and those of ``fiscal_countries``.
        articles: ``ARTICLES`` contract.
        candidate: Which mentions need a calendar.
        patterns: From ``compile_dates``.

    Returns:
        The rows in the same order, with other calendars.
    """
    start = pl.col("char_start")
    said = pl.col("text").str.slice((start - PARAGRAPH_CHARS).clip(0), start.clip(0, PARAGRAPH_CHARS))
    countries = patterns.fiscal_context.filter(~pl.col("word").str.contains(SHARED))
    capitals = countries.filter(pl.col("word").str.len_chars() > 3).with_columns(pl.col("word").str.to_uppercase())
    words = pl.concat([countries, capitals]).unique("word", keep="first", maintain_order=True)
    named = (
        mentions.filter(candidate)
        .select("row", "article_id", "char_start")
        .join(articles.select("article_id", "text"), on="article_id", how="inner", validate="m:1")
        .select("row", said.str.extract(PARAGRAPH).str.extract_many(words["word"].implode()).alias("word"))
        .explode("word")
        .join(words, on="word", how="inner")
        .group_by("row")
        .agg(pl.col("country").unique())
        .filter(pl.col("country").list.len() == 1)
        .select("row", pl.col("country").list.first())
        .join(patterns.fiscal_years, on="country", how="inner", validate="m:1")
        .select("row", pl.col("country").alias("fiscal_country"), "start_month", "start_day", "label")
    )
    return mentions.update(named, on="row", how="left")
