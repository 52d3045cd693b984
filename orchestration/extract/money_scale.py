"""The magnitude of amounts whose scale word or separators allow two.

What belongs here: all readings of an amount with their priors, and the default among them. The default follows figures
of the same article (an equivalent in another currency, the same sum written without doubt) before the prior. What does
not: the final decision, which weighs the evidence of all articles.
"""

from typing import Final

import polars as pl

from orchestration.contracts import MONEY, MONEY_READINGS, QUANTITY, WHOLE
from orchestration.extract.money_patterns import MoneyPatterns
from orchestration.extract.subsets import change
from orchestration.extract.windows import times

MAX_POWER: Final = 20
EQUIVALENT_TOLERANCE: Final = 0.5  # log10: half a factor of ten tells a factor of a thousand from a wrong rate


def settle_scales(rows: pl.DataFrame, patterns: MoneyPatterns) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Scale every amount and list the readings of the ambiguous ones.

    Args:
        rows: From ``settle_currencies``.
        patterns: From ``compile_money``.

    Returns:
        The mentions with all columns of ``MONEY_MENTIONS``, and the ``MONEY_READINGS`` of the ambiguous ones.
    """
    readings = _readings(rows, patterns)
    if readings.is_empty():
        plain = rows.with_columns(
            value_read=pl.lit(None, QUANTITY),
            power_shift=pl.lit(None, pl.Int64),
            reading_read=pl.lit(None, pl.String),
            system=pl.lit(None, pl.String),
        )
        return _finish(plain, patterns), pl.DataFrame(schema=MONEY_READINGS)
    chosen = _choose(rows, readings, patterns)
    default = chosen.filter("is_default").select("money_mention_id", "value", "power_shift", "reading", "system")
    applied = rows.join(
        default, on="money_mention_id", how="left", suffix="_read", validate="1:1", maintain_order="left"
    )
    return _finish(applied, patterns), _as_contract(chosen, rows)


def _readings(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Give all readings of the amounts that have more than one: of the scale word times of the separators."""
    words = patterns.scales.filter((pl.col("language") == "fr") & (pl.col("prior") < 1)).select(
        pl.col("word").alias("scale_word_key"),
        "power",
        pl.col("prior").alias("scale_prior"),
        pl.col("system"),
        pl.col("is_default").alias("is_usual"),
    )
    usual = words.filter("is_usual").select("scale_word_key", pl.col("power").alias("usual_power"))
    key = pl.coalesce(pl.col("scale_key").str.extract(r"(\S+)$"), "last_word")
    is_french = (pl.col("language") == "fr") & ~pl.col("surface").str.contains(r"(?i)of |dollars? us|^[$£€¥]")
    words_of_two = words["scale_word_key"].unique().implode()
    doubtful = pl.col("other_value").is_not_null() | key.is_in(words_of_two)
    base = (
        rows.filter(doubtful)
        .with_columns(pl.when(is_french).then(key).alias("scale_word_key"))
        .select(
            "money_mention_id",
            "article_id",
            "value",
            "other_value",
            pl.col("reading").alias("separator"),
            "other_reading",
            "other_prior",
            "scale_word_key",
            "currency",
            "equivalent_of_id",
            "power",
        )
    )
    scaled = (
        base.rename({"power": "used_power"})
        .join(words, on="scale_word_key", how="left", maintain_order="left")
        .join(usual, on="scale_word_key", how="left", maintain_order="left")
        .with_columns(
            (pl.col("power") - pl.col("usual_power")).fill_null(0).alias("power_shift"),
            pl.col("scale_prior").fill_null(1.0),
        )
    )
    main = scaled.with_columns(
        (
            pl.col("scale_prior")
            * (1 - pl.when(pl.col("other_value").is_not_null()).then("other_prior").otherwise(0.0))
        ).alias("prior")
    )
    other = scaled.filter(pl.col("other_value").is_not_null()).with_columns(
        pl.col("other_value").alias("value"),
        pl.col("other_reading").alias("separator"),
        (pl.col("scale_prior") * pl.col("other_prior")).alias("prior"),
    )
    name = (
        pl.when(pl.col("system").is_null())
        .then("separator")
        .when(pl.col("other_value").is_null())
        .then("system")
        .otherwise(pl.concat_str("system", "separator", separator="_"))
    )
    both = pl.concat([main, other]).with_columns(name.alias("reading"))
    return both.filter(pl.len().over("money_mention_id") > 1).with_columns(
        (pl.col("value").cast(pl.Float64).log10() + pl.col("used_power") + pl.col("power_shift")).alias("log_size")
    )


def _choose(rows: pl.DataFrame, readings: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Mark the default reading: by equivalents, by the same sum or word elsewhere, else by prior."""
    evidence = _by_equivalents(rows, readings, patterns).join(
        _by_twins(rows, readings), on=["money_mention_id", "reading"], how="full", coalesce=True
    )
    scored = readings.join(
        evidence, on=["money_mention_id", "reading"], how="left", maintain_order="left"
    ).with_columns((pl.col("equivalent_score").fill_null(0.0) + pl.col("twin_score").fill_null(0.0)).alias("direct"))
    word = ["article_id", "scale_word_key", "currency", "power_shift"]
    spread = (
        scored.filter(pl.col("scale_word_key").is_not_null() & (pl.col("direct") != 0))
        .group_by(word)
        .agg(pl.col("direct").sum().alias("shared"))
    )
    score = pl.col("direct") * 100 + pl.col("shared").fill_null(0.0) * 10 + pl.col("prior")
    ranked = scored.join(spread, on=word, how="left", maintain_order="left").with_columns(score.alias("score"))
    return ranked.with_columns(
        (pl.col("score").rank("ordinal", descending=True).over("money_mention_id") == 1).alias("is_default")
    )


def _by_equivalents(rows: pl.DataFrame, readings: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Score +1 the readings that fit the rate of the other side of a conversion, -1 those far from it."""
    rates = patterns.currencies.select("currency", pl.col("units_per_usd").log10().alias("log_rate"))
    links = rows.filter(pl.col("equivalent_of_id").is_not_null()).select("money_mention_id", "equivalent_of_id")
    sides = pl.concat(
        [
            links.select(pl.col("money_mention_id"), pl.col("equivalent_of_id").alias("other_id")),
            links.select(
                pl.col("equivalent_of_id").alias("money_mention_id"), pl.col("money_mention_id").alias("other_id")
            ),
        ]
    )
    sizes = (
        rows.select(
            pl.col("money_mention_id").alias("other_id"),
            pl.col("currency"),
            (pl.col("value").cast(pl.Float64).log10() + pl.col("power")).alias("other_size"),
        )
        .join(rates, on="currency", how="left")
        .select("other_id", (pl.col("other_size") - pl.col("log_rate")).alias("other_usd"))
    )
    sure = sizes.join(readings.select(pl.col("money_mention_id").alias("other_id")).unique(), on="other_id", how="anti")
    error = (pl.col("log_size") - pl.col("log_rate") - pl.col("other_usd")).abs()
    return (
        readings.select("money_mention_id", "reading", "log_size", "currency")
        .join(rates, on="currency", how="left")
        .join(sides, on="money_mention_id", how="inner")
        .join(sure, on="other_id", how="inner")
        .group_by("money_mention_id", "reading")
        .agg(pl.when(error < EQUIVALENT_TOLERANCE).then(1.0).otherwise(-1.0).sum().alias("equivalent_score"))
    )


def _by_twins(rows: pl.DataFrame, readings: pl.DataFrame) -> pl.DataFrame:
    """Score +1 the readings whose sum stands elsewhere in the article without doubt, in the same currency."""
    sure = (
        rows.join(readings.select("money_mention_id").unique(), on="money_mention_id", how="anti")
        .select(
            "article_id",
            "currency",
            (pl.col("value").cast(pl.Float64).log10() + pl.col("power")).round(6).alias("log_size"),
        )
        .unique()
        .with_columns(pl.lit(1.0).alias("twin_score"))
    )
    return (
        readings.with_columns(pl.col("log_size").round(6))
        .join(sure, on=["article_id", "currency", "log_size"], how="inner")
        .select("money_mention_id", "reading", "twin_score")
        .unique(["money_mention_id", "reading"])
    )


def _scaled(value: str, power: pl.Expr) -> pl.Expr:
    """Multiply by a power of ten, exactly; larger powers than a world product needs give null."""
    factors = {p: str(10**p) for p in range(MAX_POWER + 1)}
    factor = power.replace_strict(factors, default=None, return_dtype=pl.String).cast(WHOLE)
    small = {-p: "0." + "0" * (p - 1) + "1" for p in (3, 6)}
    fraction = power.replace_strict(small, default=None, return_dtype=pl.String).cast(QUANTITY)
    return pl.coalesce(times(pl.col(value), factor), (pl.col(value) * fraction).cast(QUANTITY))


def _finish(rows: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Put amounts, precision and the description of the scale into the columns of the contract."""
    value = pl.coalesce("value_read", "value")
    power = pl.col("power") + pl.col("power_shift").fill_null(0)
    words = (
        patterns.scales.filter("is_default")
        .unique("word", keep="first")
        .select(pl.col("word").alias("system_key"), pl.col("system").alias("word_system"))
    )
    sized = rows.with_columns(value.alias("value"), power.alias("power")).with_columns(
        pl.coalesce("low_power", pl.col("power") + pl.col("last_power").fill_null(0)).alias("bound_power")
    )
    eastern = pl.col("surface").str.extract(r"([十百千万億兆京萬亿만억조])[^十百千万億兆京萬亿만억조]*$")
    described = (
        sized.with_columns(
            pl.coalesce(pl.col("scale_key").str.extract(r"(\S+)$"), "last_word").alias("system_key"),
            eastern.alias("eastern"),
            _scaled("value", pl.col("power")).alias("value_min"),
        )
        .join(words, on="system_key", how="left", validate="m:1", maintain_order="left")
        .with_columns(
            pl.col("value_min").alias("value_max"),
            pl.coalesce("scale_surface", "last_word", "eastern").alias("scale_word"),
            pl.coalesce(
                "system", pl.when(pl.col("eastern").is_not_null()).then(pl.lit("myriad")), "word_system", pl.lit("none")
            ).alias("scale_system"),
            (pl.col("power") + pl.col("last_power").fill_null(0) - pl.col("decimals").fill_null(0)).alias(
                "printed_precision"
            ),
            pl.col("numeral").alias("number_text"),
            pl.col("top_value").is_not_null().alias("is_vague"),
            pl.col("reading_read").is_not_null().alias("is_ambiguous"),
        )
    )
    shared, own = _scaled("low_value", pl.col("bound_power")), _scaled("low_value", pl.col("power"))
    lower = pl.when(shared > pl.col("value_max")).then(own).otherwise(shared).alias("value_min")  # 8000〜1万ドン
    upper = _scaled("top_value", pl.col("power")).alias("value_max")
    ranged = change(described, pl.col("low_value").is_not_null(), lower)
    return (
        change(ranged, pl.col("is_vague"), upper, pl.lit("between").alias("modality"))
        .filter(pl.col("value_min").is_not_null() & pl.col("value_max").is_not_null())
        .with_columns(
            pl.col("value_min").cast(MONEY).alias("amount_min"), pl.col("value_max").cast(MONEY).alias("amount_max")
        )
    )


def _as_contract(chosen: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Give the readings the columns of ``MONEY_READINGS``, priors summing to one."""
    return (
        chosen.with_columns((pl.col("used_power") + pl.col("power_shift")).alias("full_power"))
        .with_columns(_scaled("value", pl.col("full_power")).cast(MONEY).alias("amount"))
        .filter(pl.col("amount").is_not_null())
        .with_columns((pl.col("prior") / pl.col("prior").sum().over("money_mention_id")).alias("prior"))
        .select(
            pl.col("money_mention_id").alias("mention_id"), "article_id", "reading", "amount", "prior", "is_default"
        )
    )
