"""Which of several currencies a shared name stands for: "$" in an article about Singapore.

What belongs here: the countries and currencies that an article names. What does not: currencies left out
(``money_currency``).
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.money_patterns import MoneyPatterns
from orchestration.extract.windows import BOUNDARY, trie

HEAD_CHARS: Final = 2000  # the place of a news piece shows early; longer texts are not read for it
CONTEXT_FACTOR: Final = 4.0  # how much each mention of a country raises its currency
MAX_CONTEXT: Final = 4
LOCAL_FACTOR: Final = 10.0  # pesos, francs: no country's is meant by default, unlike the dollar
STATED_WEIGHT: Final = 2  # "A$2.4 billion" says as much as two mentions of Australia
MAX_STATED: Final = 3
KEPT: Final = Keeper()


def weigh_countries(rows: pl.DataFrame, articles: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Weigh the currencies that share a name by the countries named early in the article.

    Args:
        rows: From ``link_equivalents``.
        articles: Columns ``article_id`` and ``text``.
        patterns: From ``compile_money``.

    Returns:
        The rows with ``context_currency`` and ``context_confidence``, null where the name has one currency only.
    """
    shared = rows.select("article_id", "name_key", "candidate_count").filter(pl.col("candidate_count") > 1)
    shared = shared.select("article_id", "name_key").unique()
    if shared.is_empty():
        return rows.with_columns(context_currency=pl.lit(None, pl.String), context_confidence=pl.lit(None, pl.Float64))
    priors = patterns.names.group_by("name", "currency").agg(pl.col("prior").max())
    words = patterns.contexts.with_columns(pl.col("word").str.to_lowercase())
    latin = words.filter(pl.col("word").str.contains(r"^\p{Latin}"))["word"]
    pattern = (
        rf"(?i){BOUNDARY}{trie(latin)}{BOUNDARY}|{trie(words.filter(~pl.col('word').is_in(latin.implode()))['word'])}"
    )
    asked = articles.join(shared.select("article_id").unique(), on="article_id", how="semi")
    said = pl.col("text").str.head(HEAD_CHARS).str.extract_all(pattern).alias("word")
    counts = (
        KEPT.call(asked.select_seq, "article_id", said)
        .explode("word")
        .with_columns(pl.col("word").str.to_lowercase())
        .join(words.select("word", "currency"), on="word", how="inner")
        .group_by("article_id", "currency")
        .len("context_count")
    )
    named = rows.select(
        "article_id", "name_key", "candidate_count", "usual_currency", "money_mention_id", "equivalent_of_id"
    ).join(shared, on="article_id", how="semi")
    own = _stated_currencies(named)
    foreign = named.filter(pl.col("name_key").str.contains(r"^(?:u\.?s\.? ?\$|\$ ?us)")).select("article_id").unique()
    is_dollar = (pl.col("currency") == "USD").any().over("name")
    is_local = (pl.col("context_count") > 0) & ~is_dollar
    weight = pl.col("prior") * pl.lit(CONTEXT_FACTOR).pow(
        pl.col("context_count").fill_null(0).clip(0, MAX_CONTEXT)
        + pl.when(is_dollar).then(pl.col("stated_count").fill_null(0)).otherwise(0)
    )
    local = pl.when(is_local.fill_null(value=False)).then(LOCAL_FACTOR).otherwise(1.0)
    contrast = (
        pl.when(pl.col("says_us") & (pl.col("currency") == "USD") & pl.col("name").str.contains(r"^\$$"))
        .then(0.2)
        .otherwise(1.0)
    )
    weighed = (
        shared.join(priors, left_on="name_key", right_on="name", how="inner")
        .with_columns(pl.col("name_key").alias("name"))
        .join(counts, on=["article_id", "currency"], how="left")
        .join(own, on=["article_id", "currency"], how="left")
        .join(foreign.with_columns(pl.lit(value=True).alias("says_us")), on="article_id", how="left")
        .with_columns(pl.col("says_us").fill_null(value=False))
        .with_columns((weight * contrast * local).alias("weight"))
        .with_columns(
            (pl.col("weight") / pl.col("weight").sum().over("article_id", "name_key"))
            .round(9)  # the order of the sum shows in the last digits
            .alias("context_confidence")
        )
        .sort("context_confidence", "currency", descending=[True, False])
        .group_by("article_id", "name_key", maintain_order=True)
        .agg(pl.col("currency").first().alias("context_currency"), pl.col("context_confidence").first())
    )
    return rows.join(weighed, on=["article_id", "name_key"], how="left", validate="m:1", maintain_order="left")


def _stated_currencies(rows: pl.DataFrame) -> pl.DataFrame:
    """Count the sums that name a currency in full, "S$5b" before "$450 million": from then on "$" is short for it.

    A sum that converts another, or is converted, says nothing: "$1.5 billion (A$2.3 billion)" is told to a home reader.

    Returns:
        Columns ``article_id``, ``currency`` and ``stated_count`` (at most ``MAX_STATED``).
    """
    converted = rows.filter(pl.col("equivalent_of_id").is_not_null())
    linked = pl.concat([converted["money_mention_id"], converted["equivalent_of_id"]])
    owners = rows.filter(pl.col("money_mention_id").is_in(linked.implode()) & (pl.col("candidate_count") > 1))
    return (
        rows.filter(
            (pl.col("candidate_count") == 1)
            & (pl.col("usual_currency") != "USD")
            & ~pl.col("equivalent_of_id").is_in(owners["money_mention_id"].implode()).fill_null(value=False)
        )
        .group_by("article_id", pl.col("usual_currency").alias("currency"))
        .agg((STATED_WEIGHT * pl.len()).clip(0, MAX_STATED).alias("stated_count"))
    )
