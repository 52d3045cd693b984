"""From the parts of a wording and a reference day to first day, last day and EDTF.

What belongs here: the choice of the year, week or day that newspapers mean, for every shape. What does not: words,
neighbouring mentions, and deadlines ("by", "from").
"""

from typing import Final

import polars as pl

from orchestration.extract import dates_calendar as cal

PAST_WEIGHT: Final = 0.6  # newspapers look back: a day of the past counts as 0.6 days of the future
AGAINST_CUE: Final = 8.0  # against the tense of the sentence only when eight times nearer
WEEKDAY_PENALTY_DAYS: Final = 60.0  # a written weekday that does not fit a candidate year
SAME_YEAR_BONUS_DAYS: Final = 150.0  # quarters and halves without a year belong to the year of publication
IMPOSSIBLE: Final = 1e6  # score of a candidate that the words rule out
LATEST_SHORT_YEAR: Final = 30  # two digits mean 20xx up to this many years after publication
SEASON_MONTH: Final = 3
GRAIN_OF_UNIT: Final = {
    "Y": "year", "M": "month", "W": "week", "Q": "quarter", "H": "half", "E": "weekend", "B": "workweek",
    "10Y": "decade", "100Y": "century", "D": "day",
}  # fmt: skip
GRAIN_OF_FORM: Final = {
    "day": "day", "day_numeric": "day", "fy_month": "month", "month": "month", "session": "month", "season": "season",
    "quarter": "quarter", "half": "half", "term": "months", "term_end": "fiscal", "year": "year", "year_word": "year",
    "year_spelled": "year", "week": "week", "week_of": "week", "weekday": "day", "weekday_week": "day",
    "day_range": "span", "numeric_range": "span", "decade": "decade", "century": "century", "day_word": "day",
}  # fmt: skip
TYPE_OF_FORM: Final = {
    "fiscal": "fiscal", "fiscal_relative": "fiscal", "season": "season", "quarter": "period", "half": "period",
    "term": "period", "term_end": "fiscal", "year_range": "period", "day_range": "period", "numeric_range": "period", "decade": "period",
    "century": "period", "weekday": "weekday", "weekday_week": "weekday", "unit_relative": "relative",
    "day_word": "relative", "ago": "relative", "later": "relative", "span": "duration", "duration": "duration",
    "adjective": "duration", "whole": "duration", "set": "set", "vague": "vague", "within": "deadline",
}  # fmt: skip
_REF: Final = pl.col("ref")
_MONTHLY: Final = ("day", "month", "fy_month", "day_range", "nth", "week_of")


def months_and_years() -> list[pl.Expr]:
    """Month and year as far as they are certain."""
    lone_nth = (pl.col("form") == "nth") & pl.all_horizontal(pl.col("month", "year", "year_offset").is_null())
    moved = cal.add_months(_REF.dt.month_start(), pl.when(lone_nth).then(pl.col("month_offset").fill_null(0)).otherwise(pl.col("month_offset")))
    month = pl.coalesce(pl.col("month"), moved.dt.month().cast(pl.Int32))
    short = pl.when(2000 + pl.col("year") <= pl.coalesce(_REF.dt.year(), 2020) + LATEST_SHORT_YEAR)
    full = pl.when(pl.col("is_short_year")).then(short.then(2000 + pl.col("year")).otherwise(1900 + pl.col("year")))
    year = pl.coalesce(
        full.otherwise(pl.col("year")),
        _REF.dt.year() + pl.col("year_offset"),
        pl.when(pl.col("month_offset").is_not_null() | lone_nth).then(moved.dt.year()),
        pl.when(pl.col("form").is_in(["day", "month"])).then(pl.col("label_year")),
    )
    return [month.cast(pl.Int32).alias("month"), year.cast(pl.Int32).alias("year")]


def numeric_days() -> list[pl.Expr]:
    """Day and month of 04/07/2025: month first in English, unless that cannot be."""
    first, second = pl.col("first"), pl.col("second")
    month_first = (pl.col("language").is_in(["en", "ja"]) | (second > 12) | (pl.col("fourth") > 12).fill_null(False)) & (first <= 12)
    is_numeric = pl.col("form").is_in(["day_numeric", "numeric_range"])
    third, fourth = pl.col("third"), pl.col("fourth")
    return [
        pl.when(month_first).then(third).otherwise(fourth).alias("month_to"),
        pl.when(month_first).then(fourth).otherwise(third).alias("day_to"),
        pl.when(is_numeric)
        .then(pl.when(month_first).then(first).otherwise(second))
        .otherwise(pl.col("month"))
        .alias("month"),
        pl.when(is_numeric)
        .then(pl.when(month_first).then(second).otherwise(first))
        .otherwise(pl.col("day"))
        .alias("day"),
    ]


def _nth_start(year: pl.Expr) -> pl.Expr:
    """First day of "the last Friday of March", "the second week of 2027", "the last day of October"."""
    nth, weekday = pl.col("nth"), pl.col("weekday")
    first = cal.day_of(year, pl.col("month").fill_null(1), pl.lit(1))
    last = cal.add_months(first, pl.when(pl.col("month").is_null()).then(12).otherwise(1)) - pl.duration(days=1)
    wanted = pl.when(pl.col("nth_unit") == "W").then(4).otherwise(weekday)  # a week belongs where its Thursday is
    from_first = cal.add_days(first, (wanted - first.dt.weekday()) % 7 + 7 * (nth - 1))
    from_last = cal.add_days(last, -((last.dt.weekday() - wanted) % 7) + 7 * (nth + 1))
    found = pl.when(nth > 0).then(from_first).otherwise(from_last)
    by_day = pl.when(nth > 0).then(cal.add_days(first, nth - 1)).otherwise(cal.add_days(last, nth + 1))
    week_day = pl.when(weekday.is_not_null()).then(weekday).otherwise(1)
    in_week = cal.add_days(cal.monday_of(found), week_day - 1)
    return (
        pl.when(pl.col("nth_unit") == "W").then(in_week).when(pl.col("nth_unit") == "D").then(by_day).otherwise(found)
    )


def _start_in(year: pl.Expr) -> pl.Expr:
    """First day in a given year, for the shapes that name a part of a year."""
    form, month, day = pl.col("form"), pl.col("month"), pl.col("day")
    one = pl.lit(1)
    third_week = cal.monday_of(cal.day_of(year, one, pl.lit(4)))
    return (
        pl.when(form.is_in(["day", "day_numeric", "numeric_range"]) | ((form == "month") & day.is_not_null()))
        .then(cal.day_of(year, month, day))
        .when(form == "day_range")
        .then(cal.day_of(year, month, pl.col("day_from")))
        .when(form.is_in(["month", "fy_month"]))
        .then(cal.day_of(year, month, one))
        .when(form.is_in(["season", "session"]))
        .then(cal.day_of(year, SEASON_MONTH * (pl.col("season") - 20), one))
        .when(form == "quarter")
        .then(cal.day_of(year, 3 * pl.col("quarter") - 2, one))
        .when((form == "half") & pl.col("half").is_not_null())
        .then(cal.day_of(year, 6 * pl.col("half") - 5, one))
        .when(form == "half")
        .then(cal.day_of(year, pl.when(pl.col("part") == "h2").then(7).otherwise(1), one))
        .when(form == "term")
        .then(cal.day_of(year, pl.col("month_from"), one))
        .when(form == "term_end")
        .then(cal.add_months(cal.day_of(year, month, one), pl.lit(-11)))
        .when(form == "week")
        .then(cal.add_days(third_week, 7 * (pl.col("week") - 1)))
        .when(form == "week_of")
        .then(cal.monday_of(cal.day_of(year, month, day)))
        .when(form == "nth")
        .then(_nth_start(year))
        .when(form.is_in(["year", "year_word", "year_spelled", "year_range"]))
        .then(cal.day_of(year, one, one))
    )


def score(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """How far a candidate is from the publication, in days, weighed by tense and by what the words ask for."""
    cue, shift = pl.col("cue"), pl.col("shift")
    past = (_REF - end).dt.total_days().clip(0)
    future = (start - _REF).dt.total_days().clip(0)
    past_weight = pl.when(cue == 1).then(AGAINST_CUE).otherwise(PAST_WEIGHT)
    future_weight = pl.when(cue == -1).then(AGAINST_CUE).otherwise(1.0)
    last = cal.add_days(start, (pl.col("day") - pl.col("day_from")).fill_null(0))
    off_weekday = pl.col("form").is_in(["day", "day_range"]) & (last.dt.weekday() != pl.col("weekday")).fill_null(False)
    other_year = pl.col("form").is_in(["quarter", "half"]) & (start.dt.year() != _REF.dt.year()) & (cue == 0)
    refused = (
        ((shift == -1) & (end >= _REF)) | ((shift == 1) & (start <= _REF))
        | ((shift == 0) & (start.dt.year() != _REF.dt.year()) & (pl.col("season") != 24).fill_null(True))
    ).fill_null(False)  # fmt: skip
    return (
        past * past_weight
        + future * future_weight
        + off_weekday.cast(pl.Float64) * WEEKDAY_PENALTY_DAYS
        + other_year.cast(pl.Float64) * SAME_YEAR_BONUS_DAYS
        + refused.cast(pl.Float64) * IMPOSSIBLE
    )


def nearest(frame: pl.DataFrame) -> pl.DataFrame:
    """Start of the shapes that name a part of a year: in their year, or in the year that newspapers mean."""
    years = [_REF.dt.year() + step for step in (-1, 0, 1)]
    names = ("year_before", "year_same", "year_after")
    frame = frame.with_columns(
        _start_in(pl.col("year")).alias("stated"), *(_start_in(y).alias(n) for y, n in zip(years, names, strict=True))
    )
    scores = frame.select(
        score(pl.col(name), pl.coalesce(cal.end_of(pl.col(name), pl.col("grain")), pl.col(name))).alias(name)
        for name in names
    ).select(pl.min_horizontal(names).alias("best"), *names)
    best = pl.coalesce(
        pl.when(scores[name] == scores["best"]).then(pl.col(name))
        for name in ("year_same", "year_before", "year_after")
    )
    missing = pl.col("year").is_null() & pl.col("ref").is_not_null()
    return frame.with_columns(pl.when(missing).then(best).otherwise(pl.col("stated")).alias("start")).drop(
        "stated", *names
    )


def weekday_start() -> pl.Expr:
    """Day of a weekday: the last one, the coming one, or that of a named week."""
    weekday, shift, cue = pl.col("weekday"), pl.col("shift"), pl.col("cue")
    back = (_REF.dt.weekday() - weekday) % 7
    ahead = (weekday - _REF.dt.weekday()) % 7
    before = cal.add_days(_REF, -pl.when(back == 0).then(7).otherwise(back))
    after = cal.add_days(_REF, pl.when(ahead == 0).then(7).otherwise(ahead))
    next_week = cal.add_days(cal.monday_of(_REF), weekday + 6)
    in_week = cal.add_days(cal.monday_of(_REF), 7 * pl.col("week_offset") + weekday - 1)
    return (
        pl.when(pl.col("form") == "weekday_week")
        .then(in_week)
        .when(shift == -1)
        .then(before)
        .when((shift == 1) & (pl.col("language") == "fr"))
        .then(after)
        .when(shift == 1)
        .then(next_week)
        .when((shift == 0) | (cue == 1))
        .then(cal.add_days(_REF, ahead))
        .otherwise(cal.add_days(_REF, -back))
    )


def unit_start() -> pl.Expr:
    """First day of "last month", "this week", "la décennie prochaine"."""
    shift, unit = pl.col("shift").fill_null(0), pl.col("unit")
    year = _REF.dt.year()
    quarter = cal.day_of(year, (_REF.dt.month() - 1) // 3 * 3 + 1, pl.lit(1))
    half = cal.day_of(year, (_REF.dt.month() - 1) // 6 * 6 + 1, pl.lit(1))
    one = pl.lit(1)
    return (
        pl.when(unit == "Y")
        .then(cal.day_of(year + shift, one, one))
        .when(unit == "M")
        .then(cal.add_months(_REF.dt.month_start(), shift))
        .when(unit.is_in(["W", "B"]))
        .then(cal.add_days(cal.monday_of(_REF), 7 * shift))
        .when(unit == "E")
        .then(cal.add_days(cal.monday_of(_REF), 7 * shift + 5))
        .when(unit == "Q")
        .then(cal.add_months(quarter, 3 * shift))
        .when(unit == "H")
        .then(cal.add_months(half, 6 * shift))
        .when(unit == "10Y")
        .then(cal.day_of(year // 10 * 10 + 10 * shift, one, one))
        .when(unit == "100Y")
        .then(cal.day_of(year // 100 * 100 + 100 * shift, one, one))
        .when(unit == "D")
        .then(cal.add_days(_REF, shift))
    )
