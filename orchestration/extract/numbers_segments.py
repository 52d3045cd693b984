"""The sum of number words: "mille cinq cents milliards" is (1000 + 500) times a milliard.

What belongs here: from the values of the words to the value of the numeral. What does not: the words themselves
(``numbers_words``).
"""

import polars as pl

from orchestration.contracts import QUANTITY
from orchestration.extract.windows import times


def sum_segments(frame: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Turn tokens into segments that end with a scale word, then add the scaled segments.

    Args:
        frame: Column ``row``, one for each numeral.
        tokens: Columns ``row``, ``token``, ``value`` and ``kind``, in reading order.

    Returns:
        Columns ``row``, ``value``, ``top_value``, ``decimals``, ``last_power`` and ``last_word``.
    """
    is_scale = (pl.col("kind").is_in(["scale", "collective"]) & (pl.col("value") >= 1000)) | (
        pl.col("kind") == "collective"
    )
    hundred = (pl.col("value") == 100) & (pl.col("kind") != "collective")
    marked = tokens.with_columns(is_scale.alias("is_scale"), (hundred & ~is_scale).alias("is_hundred")).with_columns(
        (pl.col("is_scale").cast(pl.Int64).cum_sum().over("row") - pl.col("is_scale").cast(pl.Int64)).alias("segment")
    )
    plain = ~pl.col("is_scale") & ~pl.col("is_hundred") & (pl.col("kind") != "vague")
    after_hundred = pl.col("is_hundred").cast(pl.Int64).cum_sum().over("row", "segment") > 0
    value = pl.col("value")
    segments = (
        marked.with_columns(after_hundred.alias("after"))
        .group_by("row", "segment", maintain_order=True)
        .agg(
            value.filter(plain & ~pl.col("after")).sum().alias("head"),
            value.filter(plain & pl.col("after")).sum().alias("rest"),
            (plain & ~pl.col("after")).sum().alias("head_count"),
            plain.sum().alias("plain_count"),
            pl.col("is_hundred").any().alias("has_hundred"),
            value.filter(pl.col("is_scale")).first().alias("scale"),
            pl.col("kind").filter(pl.col("is_scale")).first().alias("scale_kind"),
            pl.col("token").filter(pl.col("is_scale")).first().alias("scale_word"),
            (pl.col("kind") == "vague").any().alias("has_vague"),
        )
    )
    one, hundred_value = pl.lit(1).cast(QUANTITY), pl.lit(100).cast(QUANTITY)
    head = pl.when(pl.col("head_count") > 0).then("head").otherwise(one)
    base = (
        pl.when("has_hundred")
        .then(head * hundred_value + pl.col("rest"))
        .when(pl.col("plain_count") > 0)
        .then("head")
        .when((pl.col("segment") == 0) | pl.col("scale").is_not_null())
        .then(one)
    )
    sized = segments.with_columns(base.cast(QUANTITY).alias("base"), pl.col("scale").fill_null(one).alias("scale"))
    vague = pl.col("has_vague") | (
        (pl.col("scale_kind") == "collective")
        & pl.col("scale_word").str.ends_with("s")
        & (pl.col("plain_count") == 0)
        & (pl.col("segment") == 0)
    )
    return _combine(frame, sized.with_columns(vague.alias("is_vague")))


def _combine(frame: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """Multiply each segment by every later scale that is larger than all between, and add up."""
    bare = (pl.col("plain_count") == 0) & ~pl.col("has_hundred")
    later = segments.select(
        "row", pl.col("segment").alias("later"), pl.col("scale").alias("later_scale"), bare.alias("bare")
    )
    pairs = (
        segments.select("row", "segment", "base", "scale", "is_vague", "plain_count", "has_hundred")
        .join(later, on="row", how="inner")
        .filter(pl.col("later") >= pl.col("segment"))
        .sort("row", "segment", "later")
    )
    largest = pl.col("later_scale").cum_max().shift(1).over("row", "segment")
    counts = (pl.col("later") == pl.col("segment")) | (pl.col("later_scale") > largest)
    factors = (
        pairs.with_columns(
            pl.when(counts)
            .then("later_scale")
            .otherwise(pl.lit(1).cast(QUANTITY))
            .cast(pl.Float64)
            .log10()
            .round(9)
            .alias("log"),
            counts.alias("counts"),
        )
        .group_by("row", "segment", maintain_order=True)
        .agg(
            pl.col("base").first(),
            pl.col("plain_count").first(),
            pl.col("has_hundred").first(),
            pl.col("is_vague").first(),
            pl.col("scale").first(),
            pl.col("later_scale").filter("counts").alias("scales"),
        )
        .with_columns(
            pl.col("scales").list.get(0, null_on_oob=True).alias("f0"),
            pl.col("scales").list.get(1, null_on_oob=True).alias("f1"),
            pl.col("scales").list.get(2, null_on_oob=True).alias("f2"),
        )
    )
    one = pl.lit(1).cast(QUANTITY)
    product = pl.col("base").cast(QUANTITY)
    for name in ("f0", "f1", "f2"):
        product = times(product, pl.col(name).fill_null(one))
    absorbed = (pl.col("plain_count") == 0) & ~pl.col("has_hundred") & (pl.col("segment") > 0)
    rows = factors.with_columns(pl.when(absorbed).then(pl.lit(0).cast(QUANTITY)).otherwise(product).alias("product"))
    totals = rows.group_by("row").agg(
        pl.col("product").sum().alias("total"),
        pl.col("product").is_null().any().alias("is_too_large"),
        pl.col("is_vague").any().alias("is_vague"),
        ((pl.len() == 1) & (pl.col("scale").max() <= 1000)).alias("is_collective"),
        pl.col("base").is_null().any().alias("broken"),
        pl.col("scale").min().alias("smallest"),
    )
    two, nine, top = (pl.lit(number).cast(QUANTITY) for number in (2, 9, 10))
    words = segments.group_by("row", maintain_order=True).agg(
        pl.col("scale_word").drop_nulls().last().alias("last_word")
    )
    joined = frame.select("row").join(totals, on="row", how="left").join(words, on="row", how="left")
    return joined.select(
        "row",
        pl.when(~pl.col("broken") & ~pl.col("is_too_large"))
        .then(pl.when("is_vague").then(pl.col("total") * two).otherwise("total"))
        .cast(QUANTITY)
        .alias("value"),
        pl.when(pl.col("is_vague") & ~pl.col("broken"))
        .then(pl.when("is_collective").then(pl.col("total") * top - one).otherwise(pl.col("total") * nine))
        .cast(QUANTITY)
        .alias("top_value"),
        pl.lit(0, pl.Int64).alias("decimals"),
        pl.col("smallest").fill_null(1).cast(pl.Float64).log10().round(0).cast(pl.Int64).alias("last_power"),
        "last_word",
    )
