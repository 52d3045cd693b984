"""Quantities, percents and bare numbers in article text. Frames in, frames out.

What belongs here: numbers that are not money, with their unit. What does not: money; dates and durations, which win
over a bare number when the mentions are put together.
"""

from typing import Final

import polars as pl

from orchestration import contracts
from orchestration.extract.modality import find_modality
from orchestration.extract.numbers import read_numerals
from orchestration.extract.overlaps import outside
from orchestration.extract.passages import in_article_order, locate
from orchestration.extract.quantities_patterns import QuantityPatterns, compile_quantities
from orchestration.extract.windows import find_windows, times, without_end

__all__ = ["compile_quantities", "extract_quantities"]

QUANTITY: Final = pl.Decimal(38, 9)
WHOLE: Final = pl.Decimal(38, 0)
MAX_DIGITS: Final = 20
MINUS: Final = (
    r"(?:^|[\s(（:：,、はのと]|[\p{Hiragana}])((?:[-−－]|(?i:moins|minus|negative|négatif))[ \u00a0]?)$|(マイナス)$"
)
AGE_BEFORE: Final = (
    r"(?i)(?:(?:^|[^\p{L}])(?:les|des)|jeunes|âgée?s?|aged|chez|personnes|professionnels|adultes|ages?)(?: de)? ?$"
    r"|tranche (?:des |d['’]âge )?(?:de )?$"
)
NOT_NUMBERS: Final = (
    r"^(?i:an?|une?|uno|eine?r?|eins|one|des|de|many|several|plusieurs|quelques|a few|half|demie?|scores?|lacs?|cr|koti"
    r"|mil|mila|[mb]illi(?:on|ard)s?|trillions?|crores?|lakhs?|hundreds?|thousands|milliers?)$"
)
KANJI_ONE: Final = r"^[〇零一二三四五六七八九十百千万億兆京両壱弐参拾数几幾萬亿일이삼사오육륙칠팔구영십백천만억조]$"
COUNTER_NEXT: Final = (
    r"^(?:\p{Katakana}|[つ人本個件社回割％%円年月日枚台倍名歳票はがをのとでもにへやか、。，．.,)）」』\s]|$)"
)


def extract_quantities(
    articles: pl.DataFrame,
    passages: pl.DataFrame,
    sentences: pl.DataFrame,
    patterns: QuantityPatterns,
    *,
    money: pl.DataFrame | None = None,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Find every number that is not money, with its unit if it has one.

    Args:
        articles: ``ARTICLES`` contract. Offsets are code points.
        passages: ``PASSAGES`` contract.
        sentences: ``SENTENCES`` contract.
        patterns: From ``compile_quantities``.
        money: ``MONEY_MENTIONS``; numbers inside them are left out.

    Returns:
        ``QUANTITY_MENTIONS`` in article then reading order, and the ``MONEY_READINGS`` of ambiguous quantities.
    """
    found = locate(find_windows(articles.select("article_id", "text"), patterns.scan), passages, sentences)
    free = outside(found, [money]) if money is not None else found
    read = _read(free.filter(~_is_label(patterns)), patterns)
    ranged = _with_low(_with_sign(read), patterns)
    united = _with_unit(ranged, patterns)
    hedged = find_modality(united, patterns.hedges)
    mentions, readings = _finish(hedged)
    return (
        contracts.conform(in_article_order(mentions, articles), contracts.QUANTITY_MENTIONS, name="quantity_mentions"),
        contracts.conform(readings, contracts.MONEY_READINGS, name="quantity_readings"),
    )


def _is_label(patterns: QuantityPatterns) -> pl.Expr:
    """Tell numbers that are names or parts of names, addresses and codes."""
    before, after, surface = pl.col("before"), pl.col("after"), pl.col("surface")
    version = surface.str.contains(r"^[0-9]\.0$") & before.str.contains(r"\p{L}[ \u00a0]?$")
    in_address = before.str.contains(r"(?:https?://|www\.|[a-z0-9]\.[a-z]{2,}/)\S*$") | before.str.contains(
        r"[@#/_=&?%]$|[A-Za-z]\.$"
    )
    in_code = before.str.contains(r"[A-Za-z][-–]$|\$$|[0-9][/.:]$|[0-9][-–][0-9]+[-–]$") | after.str.contains(
        r"^[/:][0-9]|^[A-Za-z_@]|^[-–][0-9]+[-–][0-9]"
    )
    many_points = surface.str.count_matches(r"\.") + surface.str.count_matches(",") > 1
    grouped = surface.str.contains(r"^[0-9]{1,3}(?:[.,][0-9]{2,3})+(?:[.,][0-9]+)?$")
    starts = surface.str.contains("^[A-Za-z]") & before.str.contains(r"\p{Latin}$")
    ends = surface.str.contains("[A-Za-z]$") & after.str.contains(r"^\p{Latin}")
    pronoun = surface.str.contains(NOT_NUMBERS) & ~(
        after.str.contains(r"^ fois") & surface.str.contains("(?i)^plusieurs$")
    )
    pronoun = pronoun & ~before.str.contains(r"(?i)(?:minus|negative|moins) $")
    back = surface.str.contains("(?i)^(?:deux|two)$") & before.str.contains(
        r"(?i)(?:^|[^\p{L}])(?:les|the|des|ces|aux|these) $"
    )
    lone = surface.str.contains(KANJI_ONE) & (
        ~after.str.contains(COUNTER_NEXT)
        | (
            before.str.contains(r"[\p{Han}\p{Katakana}]$")
            & ~before.str.contains("マイナス$")
            & ~after.str.contains("^[つ人本個件社回割％%円枚台倍名歳票]")
        )
    )
    lone = lone | (surface.str.contains("^一$") & before.str.contains("万が$"))
    large_alone = surface.str.contains("^[十百千万億兆京数几幾]+$") & ~after.str.contains(
        r"^[\p{Katakana}つ人本個件社回割％%円枚台倍名歳票年]"
    )
    loose = surface.str.contains(
        "(?:^|[^〇零一二三四五六七八九十百千])・|・(?:$|[^〇零一二三四五六七八九])"
    ) & surface.str.contains(r"\p{Han}")
    per_cent = surface.str.contains("^(?i:cent)") & before.str.contains("(?i)(?:per|pour) $")
    named = before.str.contains(patterns.labels) | before.str.contains("第$")
    too_long = surface.str.count_matches("[0-9０-９]") > MAX_DIGITS
    first = surface.str.extract(r"^(\p{Latin}+)").str.to_lowercase()
    values = patterns.numbers.tokens.values
    foreign = pl.lit(value=False)
    for language in ("fr", "en"):
        own = values.filter(pl.col("language").is_in([language, "und"]))["token"].implode()
        foreign = foreign | ((pl.col("language") == language) & first.is_not_null() & ~first.is_in(own))
    return (
        version
        | foreign
        | in_address
        | in_code
        | (many_points & ~grouped)
        | starts
        | ends
        | pronoun
        | back
        | lone
        | large_alone
        | loose
        | named
        | per_cent
        | too_long
    )


def _read(rows: pl.DataFrame, patterns: QuantityPatterns) -> pl.DataFrame:
    """Give each number its value."""
    parts = rows.with_columns(pl.col("surface").str.extract_groups(patterns.shape).alias("parts")).unnest("parts")
    read = read_numerals(parts, patterns.numbers).with_columns(pl.col("glued").str.strip_chars().str.to_lowercase())
    power = read.join(patterns.glued, on="glued", how="left", validate="m:1", maintain_order="left")
    factor = (
        pl.col("power").fill_null(0).replace_strict({p: str(10**p) for p in (0, 3, 6, 9, 12)}, return_dtype=pl.String)
    )
    lost = pl.col("lost").fill_null("")
    return power.with_columns(
        times(pl.col("value"), factor.cast(WHOLE)).alias("value"),
        pl.concat_str(lost, "after").alias("after"),
        without_end(pl.col("surface"), lost.str.len_chars().cast(pl.Int64)).alias("surface"),
        (pl.col("char_end") - lost.str.len_chars().cast(pl.Int64)).alias("char_end"),
    ).filter(pl.col("value").is_not_null())


def _with_sign(rows: pl.DataFrame) -> pl.DataFrame:
    """Take a minus before the number into it."""
    minus = pl.coalesce(pl.col("before").str.extract(MINUS, 1), pl.col("before").str.extract(MINUS, 2))
    width = minus.str.len_chars().fill_null(0).cast(pl.Int64)
    sign = pl.when(minus.is_not_null()).then(pl.lit("-1")).otherwise(pl.lit("1")).cast(WHOLE)
    return rows.with_columns(
        (pl.col("value") * sign).cast(QUANTITY).alias("value"),
        pl.concat_str(minus.fill_null(""), "surface").alias("surface"),
        (pl.col("char_start") - width).alias("char_start"),
        without_end(pl.col("before"), width).alias("before"),
    )


def _with_low(rows: pl.DataFrame, patterns: QuantityPatterns) -> pl.DataFrame:
    """Find the number before "à" or "-": it is the lower bound when it is the mention before and the smaller one."""
    prior = {
        name: pl.col(name).shift(1).over("article_id")
        for name in ("char_start", "char_end", "value", "before", "surface")
    }
    distance = pl.col("char_start") - prior["char_end"]
    gap = pl.col("before").str.tail(pl.when(distance.is_between(1, 6)).then(distance).otherwise(0))
    between = prior["before"].str.contains(r"(?i)(?:^|[^\p{L}])(?:entre|between) ?$")
    connects = gap.str.contains(
        r"^(?:[%％]?[ \u00a0]?[-–〜～][ \u00a0]?|[ \u00a0]?[%％]?[ \u00a0](?:à|to|a)[ \u00a0]|から)$"
    ) | (gap.str.contains(r"^ (?:et|and) $") & between)
    joins = (connects & (prior["value"] < pl.col("value")) & (pl.col("value") > 0)).fill_null(value=False)
    return rows.sort("article_id", "char_start").with_columns(
        joins.alias("joins"),
        pl.when(joins).then(prior["value"]).alias("low_value"),
        pl.when(joins).then(prior["char_start"]).alias("low_start"),
        pl.when(joins).then(prior["before"]).alias("low_before"),
        pl.when(joins).then(pl.concat_str(prior["surface"], gap, "surface")).alias("low_surface"),
    )


def _with_unit(rows: pl.DataFrame, patterns: QuantityPatterns) -> pl.DataFrame:
    """Read the unit after the number; a range without unit falls back into two numbers."""
    units = (
        rows.with_columns(pl.col("after").str.extract_groups(patterns.unit).alias("u"))
        .unnest("u")
        .join(patterns.units, left_on="unit_word", right_on="word", how="left", validate="m:1", maintain_order="left")
    )
    collective = pl.col("numeral").str.contains(r"(?i)(?:aine|aines|dozen|dizaine|dizaines|milliers?|douzaine)$")
    joint = pl.col("unit_gap").str.contains("d['’]|de ")
    large = pl.col("numeral").str.contains(r"(?i)(?:illions?|illiards?)$")
    percent_before = pl.col("before").str.extract(r"(?i)(per ?cent(?:age)? of )$")
    age = (
        pl.col("after").str.contains(r"^[ \u00a0]ans(?:[^\p{L}]|$)")
        & (pl.col("joins") | pl.col("before").str.contains(r"âgée?s? de $"))
        & pl.coalesce("low_before", "before").str.contains(AGE_BEFORE)
    )
    unit = (
        pl.when(percent_before.is_not_null())
        .then(pl.lit("percent"))
        .when(age)
        .then(pl.lit("year_of_age"))
        .when(pl.col("unit").is_not_null() & (~joint | collective | large))
        .then("unit")
    )
    width = (
        pl.when(age)
        .then(4)
        .when(unit.is_not_null() & percent_before.is_null() & ~(collective & joint))
        .then(pl.concat_str("unit_gap", "adjective", "unit_word").str.len_chars())
        .otherwise(0)
        .cast(pl.Int64)
    )
    front = percent_before.fill_null("")
    ranged = pl.col("joins") & unit.is_not_null()
    out = units.with_columns(unit.alias("unit"), ranged.alias("is_range"), width.alias("width"), front.alias("front"))
    taken = pl.col("is_range").shift(-1).over("article_id").fill_null(value=False)
    return out.filter(~taken).with_columns(
        pl.concat_str(
            "front", pl.when("is_range").then("low_surface").otherwise("surface"), pl.col("after").str.head("width")
        ).alias("surface"),
        (
            pl.when("is_range").then("low_start").otherwise("char_start")
            - pl.col("front").str.len_chars().cast(pl.Int64)
        ).alias("char_start"),
        (pl.col("char_end") + pl.col("width")).alias("char_end"),
        pl.when("is_range").then("low_before").otherwise("before").alias("before"),
        pl.col("after").str.slice("width").alias("after"),
        pl.when("is_range").then("low_value").alias("low_value"),
    )


def _finish(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Put values, kinds and readings into the columns of the contracts."""
    tenth = (
        pl.when(pl.col("unit") == "tenth")
        .then(10)
        .when(pl.col("unit") == "dozen")
        .then(12)
        .otherwise(1)
        .cast(pl.Int64)
        .cast(WHOLE)
    )
    vague = pl.col("numeral").str.contains("(?i)^plusieurs$")
    collective = pl.col("numeral").str.contains(r"(?i)^une? .*aine$|^une douzaine$|^about a dozen$")
    unit = (
        pl.when(pl.col("unit") == "tenth")
        .then(pl.lit("percent"))
        .when(pl.col("unit") == "dozen")
        .then(None)
        .otherwise("unit")
    )
    kind = (
        pl.when(unit == "percent")
        .then(pl.lit("percent"))
        .when(unit.is_not_null())
        .then(pl.lit("quantity"))
        .otherwise(pl.lit("number"))
    )
    key = pl.col("article_id") + "-q" + pl.col("char_start").cast(pl.String)
    low = (pl.coalesce("low_value", "value") * tenth).cast(QUANTITY)
    high = (pl.coalesce("top_value", "value") * tenth).cast(QUANTITY)
    done = rows.with_columns(
        key.alias("quantity_mention_id"),
        kind.alias("quantity_kind"),
        pl.when(vague).then(pl.lit("2").cast(QUANTITY)).otherwise(low).alias("value_min"),
        pl.when(~vague).then(high).alias("value_max"),
        unit.alias("unit"),
        pl.when(vague)
        .then(pl.lit("at_least"))
        .when(pl.col("top_value").is_not_null())
        .then(pl.lit("between"))
        .when(collective & (pl.col("modality") == "exact"))
        .then(pl.lit("approx"))
        .otherwise("modality")
        .alias("modality"),
    )
    doubtful = done.filter(pl.col("other_value").is_not_null() & (pl.col("quantity_kind") != "number"))
    readings = [
        doubtful.select(
            pl.col("quantity_mention_id").alias("mention_id"),
            "article_id",
            pl.col(name).alias("reading"),
            pl.col(value).cast(contracts.MONEY).alias("amount"),
            prior.alias("prior"),
            pl.lit(is_default).alias("is_default"),
        )
        for name, value, prior, is_default in (
            ("reading", "value", 1 - pl.col("other_prior"), True),
            ("other_reading", "other_value", pl.col("other_prior"), False),
        )
    ]
    return done, pl.concat(readings)
