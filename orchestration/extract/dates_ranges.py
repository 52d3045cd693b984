"""Two neighbouring dates that make one period: "de 2027 à 2032", "between July and December 2027", 3月から5月.

What belongs here: telling that two wordings are the ends of one period, what each lends the other, and joining them.
What does not: periods written as one wording ("13 au 15 juillet").
"""

from typing import Final

import polars as pl

from orchestration.extract import dates_calendar as cal

_ENDS: Final = (
    "day", "day_numeric", "month", "year", "season", "quarter", "half", "fiscal", "year_range", "weekday", "week",
    "day_word", "nth", "unit_relative", "weekday_week", "fy_month", "year_word",
)  # fmt: skip
_ARTICLE: Final = "(?:(?:le|la|l['’]|the|du|de)[ \u00a0]?)?"
_DASH: Final = r"^\s?(?:[-–—~〜～]|から(?:の)?|以降)\s?$"
_TO: Final = rf"(?i)^,?\s(?:au|jusqu['’](?:au|à|en)|jusqu['’]à|to|till|until|through|thru)\s{_ARTICLE}$"
_TO_FRENCH: Final = rf"(?i)^\s(?:à|a|jusqu['’]?a)\s{_ARTICLE}$"
_AND: Final = rf"(?i)^\s(?:et|and)\s{_ARTICLE}$"
_FROM_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:de|du|d['’]|depuis|entre|from|since)\s?{_ARTICLE}$"
_BETWEEN_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:entre|between)\s{_ARTICLE}$"


def link(mentions: pl.DataFrame) -> pl.DataFrame:
    """Mark the first of two wordings that make one period, and let each end lend the other what it leaves out.

    Args:
        mentions: Columns of ``dates_parse.PARTS`` and article_id, passage_index, char_start, char_end, before, in the
            order of article_id and char_start.

    Returns:
        The same rows with is_first and is_second (Boolean), and year, month, year_offset and month_offset completed.
    """
    after = {name: pl.col(name).shift(-1) for name in ("article_id", "passage_index", "char_start", "between", "form")}
    between = after["between"]
    adjacent = (
        (after["article_id"] == pl.col("article_id"))
        & (after["passage_index"] == pl.col("passage_index"))
        & (after["char_start"] - pl.col("char_end") == between.str.len_chars().cast(pl.Int64))
    )
    whole = pl.col("day").is_not_null() & pl.col("year").is_not_null()
    both_whole = whole & whole.shift(-1)
    partial = pl.col("form").is_in(["month", "day", "weekday", "day_word", "week", "unit_relative"])
    joined = (
        between.str.contains(_DASH)
        | (between.str.contains(_TO) & ~both_whole)
        | (between.str.contains(_TO_FRENCH) & ~both_whole & (pl.col("before").str.contains(_FROM_BEFORE) | partial))
        | (between.str.contains(_AND) & pl.col("before").str.contains(_BETWEEN_BEFORE))
    )
    lone_day = (pl.col("form") == "day") & pl.col("month").is_null() & pl.col("month_offset").is_null()
    counted = (pl.col("form") == "day_word") & lone_day.shift(-1)  # 昨日から4日: a count of days, not the fourth
    pair = adjacent & joined & pl.col("form").is_in(_ENDS) & after["form"].is_in(_ENDS) & ~counted
    marked = mentions.with_columns(pair.fill_null(False).alias("is_first"))
    marked = marked.with_columns(
        (pl.col("is_first") & ~pl.col("is_first").shift(1, fill_value=False)).alias("is_first")
    )
    marked = marked.with_columns(pl.col("is_first").shift(1, fill_value=False).alias("is_second"))
    first, second = pl.col("is_first"), pl.col("is_second")
    no_year = pl.col("year").is_null() & pl.col("year_offset").is_null() & pl.col("month").is_not_null()
    lone = pl.col("month").is_null() & pl.col("month_offset").is_null() & (pl.col("form") == "day")
    month_before = pl.col("month").shift(1)
    month = pl.when(second & lone).then(month_before).otherwise(pl.col("month"))
    crosses = (pl.col("month") > pl.col("month").shift(-1)).cast(pl.Int32).fill_null(0)
    crossed = (pl.col("month") < month_before).cast(pl.Int32).fill_null(0)
    inherits = second & (no_year | lone)
    both_open = (first & no_year & no_year.shift(-1)) | (second & no_year & no_year.shift(1))
    return marked.with_columns(
        pl.when(both_open).then(0).otherwise(pl.col("cue")).cast(pl.Int32).alias("cue"),
        lone.alias("is_lone_day"),
        month.alias("month"),
        pl.when(first & no_year).then(pl.col("year").shift(-1) - crosses)
        .when(inherits).then(pl.col("year").shift(1) + crossed).otherwise(pl.col("year")).alias("year"),
        pl.when(inherits).then(pl.col("year_offset").shift(1)).otherwise(pl.col("year_offset")).alias("year_offset"),
        pl.when(second & lone).then(pl.col("month_offset").shift(1)).otherwise(pl.col("month_offset")).alias("month_offset"),
    )  # fmt: skip


def _simple(side: pl.Expr, day: pl.Expr) -> pl.Expr:
    return pl.when(side.str.contains("[/\\[X]")).then(day.dt.strftime("%Y-%m-%d")).otherwise(side)


def join_pairs(mentions: pl.DataFrame) -> pl.DataFrame:
    """Replace each pair by one mention from the first day of the one to the last day of the other.

    Args:
        mentions: Rows of ``link`` after resolution, with start, end, grain, edtf, date_type, after, mod.

    Returns:
        One row fewer for each pair that makes sense (the end is not before the start); the order is kept.
    """
    in_pair = pl.col("is_first") | pl.col("is_second")
    pairs = mentions.filter(in_pair)
    if pairs.is_empty():
        return mentions
    return pl.concat([mentions.filter(~in_pair), _joined(pairs).select(mentions.columns)]).sort("row")


def _joined(mentions: pl.DataFrame) -> pl.DataFrame:
    """Pairs only, each a first and a second row, joined where that makes sense."""
    end = pl.col("end").shift(-1)
    start = pl.col("start")
    both_lone = pl.col("is_lone_day") & pl.col("is_lone_day").shift(-1)
    same_month = cal.day_of(start.dt.year(), start.dt.month(), pl.col("day").shift(-1))
    end = pl.when(both_lone).then(pl.when(same_month >= start).then(same_month).otherwise(same_month.dt.offset_by("1mo"))).otherwise(end)
    is_weekday = pl.col("form").shift(-1) == "weekday"
    days_later = (pl.col("weekday").shift(-1) - start.dt.weekday()) % 7
    next_one = pl.when(is_weekday).then(start + pl.duration(days=days_later)).otherwise(end.dt.offset_by("1y"))
    later = pl.when(end < start).then(next_one).otherwise(end)
    makes_sense = (
        pl.col("is_first") & (start <= later) & pl.col("mod").is_in(["before", "after"]).not_().fill_null(True)
    )
    kept = mentions.with_columns(makes_sense.fill_null(False).alias("is_first"))
    kept = kept.with_columns(pl.col("is_first").shift(1, fill_value=False).alias("is_second"))
    first = pl.col("is_first")
    shifted = end < start
    last = _simple(pl.col("edtf").shift(-1), end)
    last = pl.when(shifted | both_lone).then(later.dt.strftime("%Y-%m-%d")).otherwise(last)
    both_fiscal = (pl.col("date_type") == "fiscal") & (pl.col("date_type").shift(-1) == "fiscal")
    return kept.with_columns(
        pl.when(first).then(pl.col("char_end").shift(-1)).otherwise(pl.col("char_end")).alias("char_end"),
        pl.when(first).then(pl.col("surface") + pl.col("between").shift(-1) + pl.col("surface").shift(-1)).otherwise(pl.col("surface")).alias("surface"),
        pl.when(first).then(pl.col("after").shift(-1)).otherwise(pl.col("after")).alias("after"),
        pl.when(first).then(later).otherwise(pl.col("end")).alias("end"),
        pl.when(first).then(pl.format("{}/{}", _simple(pl.col("edtf"), start), last)).otherwise(pl.col("edtf")).alias("edtf"),
        pl.when(first).then(pl.lit("span")).otherwise(pl.col("grain")).alias("grain"),
        pl.when(first & both_fiscal).then(pl.lit("fiscal")).when(first).then(pl.lit("period")).otherwise(pl.col("date_type")).alias("date_type"),
        pl.when(first).then(None).otherwise(pl.col("mod")).alias("mod"),
        pl.when(first).then(None).otherwise(pl.col("weekday")).alias("weekday"),
    ).filter(~pl.col("is_second"))  # fmt: skip
