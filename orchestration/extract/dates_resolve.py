"""From the parts of a wording and a reference day to first day, last day and EDTF.

What belongs here: the choice of the year, week or day that newspapers mean, for every shape. What does not: words,
neighbouring mentions, and deadlines ("by", "from").
"""

from collections.abc import Callable
from typing import Final

import polars as pl

from orchestration.extract import dates_calendar as cal
from orchestration.extract.subsets import choose

PAST_WEIGHT: Final = 0.6  # newspapers look back: a day of the past counts as 0.6 days of the future
AGAINST_CUE: Final = 8.0  # against the tense of the sentence only when eight times nearer
WEEKDAY_PENALTY_DAYS: Final = 60.0  # a written weekday that does not fit a candidate year
SAME_YEAR_BONUS_DAYS: Final = 150.0  # quarters and halves without a year belong to the year of publication
IMPOSSIBLE: Final = 1e6  # score of a candidate that the words rule out
LATEST_SHORT_YEAR: Final = 30  # two digits mean 20xx up to this many years after publication
SEASON_MONTH: Final = 3
GRAIN_OF_FORM: Final = {
    "day": "day", "day_numeric": "day", "fy_month": "month", "month": "month", "session": "month", "season": "season",
    "quarter": "quarter", "half": "half", "term": "months", "term_end": "fiscal", "year": "year", "year_word": "year",
    "year_spelled": "year", "week": "week", "week_of": "week", "weekday": "day", "weekday_week": "day",
    "day_range": "span", "numeric_range": "span", "decade": "decade", "century": "century", "day_word": "day",
    "edge": "year", "half_month": "month", "rest": "year", "run_to": "month", "easter": "day",
}  # fmt: skip
TYPE_OF_FORM: Final = {
    "fiscal": "fiscal", "fiscal_relative": "fiscal", "season": "season", "quarter": "period", "half": "period",
    "term": "period", "term_end": "fiscal", "year_range": "period", "day_range": "period", "numeric_range": "period",
    "decade": "period",
    "century": "period", "weekday": "weekday", "weekday_week": "weekday", "unit_relative": "relative",
    "edge": "period", "half_month": "period", "rest": "period", "run_to": "period", "to_date": "period",
    "day_word": "relative", "ago": "relative", "later": "relative", "span": "duration", "duration": "duration",
    "adjective": "duration", "whole": "duration", "set": "set", "vague": "vague", "within": "deadline",
}  # fmt: skip
_TRIED_YEARS: Final = pl.DataFrame(
    {"years_on": [0, -1, 1]}, schema={"years_on": pl.Int32}
)  # of equals the first counts
_TRIED_BY: Final = (  # what a year is tried by
    "ref", "form", "grain", "cue", "shift", "first_month", "first_day", "month", "day", "day_from", "week", "weekday",
    "season", "quarter", "easter_days", "nth", "nth_unit",
)  # fmt: skip
YEARLY: Final = (  # shapes that name a part of a year
    "day", "day_numeric", "numeric_range", "month", "fy_month", "day_range", "nth", "week_of", "season", "session",
    "quarter", "half", "term", "term_end", "week", "edge", "half_month", "rest", "run_to", "easter",
)  # fmt: skip


def months_and_years() -> list[pl.Expr]:
    """Month and year as far as they are certain."""
    lone_nth = (pl.col("form") == "nth") & pl.all_horizontal(pl.col("month", "year", "year_offset").is_null())
    moved = cal.add_months(
        cal.REF.dt.month_start(),
        pl.when(lone_nth).then(pl.col("month_offset").fill_null(0)).otherwise(pl.col("month_offset")),
    )
    month = pl.coalesce(pl.col("month"), moved.dt.month().cast(pl.Int32))
    short = pl.when(2000 + pl.col("year") <= pl.coalesce(cal.REF.dt.year(), 2020) + LATEST_SHORT_YEAR)
    full = pl.when(pl.col("is_short_year")).then(short.then(2000 + pl.col("year")).otherwise(1900 + pl.col("year")))
    year = pl.coalesce(
        full.otherwise(pl.col("year")),
        cal.REF.dt.year() + pl.col("year_offset"),
        pl.when(pl.col("month_offset").is_not_null() | lone_nth).then(moved.dt.year()),
        pl.when(pl.col("form").is_in(["day", "month"])).then(pl.col("label_year")),
    )
    last_year = pl.when(pl.col("year_to") < 100).then(pl.col("year_to") + 2000).otherwise("year_to")
    return [month.cast(pl.Int32).alias("month"), year.cast(pl.Int32).alias("year"), last_year.alias("year_to")]


def numeric_days() -> list[pl.Expr]:
    """Day and month of 04/07/2025: month first in English, unless that cannot be."""
    first, second = pl.col("first"), pl.col("second")
    month_first = (
        pl.col("language").is_in(["en", "ja"]) | (second > 12) | (pl.col("fourth") > 12).fill_null(False)
    ) & (first <= 12)
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


def _nth_starts(rows: pl.DataFrame, year: pl.Expr) -> pl.DataFrame:
    """First days of "the last Friday of March", "the second week of 2027", "the last day of October", by row."""
    nth, weekday, unit = pl.col("nth"), pl.col("weekday"), pl.col("nth_unit")
    wanted = (
        pl.when(unit == "W").then(4).when(unit == "E").then(6).otherwise(weekday)
    )  # a week belongs where its Thursday is
    length = pl.when(pl.col("month").is_null()).then(12).otherwise(1)
    staged = (
        rows.with_columns(cal.day_of(year, pl.col("month").fill_null(1), pl.lit(1)).alias("first"))
        .with_columns((cal.add_months(pl.col("first"), length) - pl.duration(days=1)).alias("last"))
        .with_columns(
            ((wanted - pl.col("first").dt.weekday()) % 7 + 7 * (nth - 1)).alias("ahead"),
            ((pl.col("last").dt.weekday() - wanted) % 7 - 7 * (nth + 1)).alias("back"),
        )
    )
    counted = pl.when(nth > 0).then(cal.add_days(pl.col("first"), pl.col("ahead")))
    by_day = (
        pl.when(nth > 0).then(cal.add_days(pl.col("first"), nth - 1)).otherwise(cal.add_days(pl.col("last"), nth + 1))
    )
    by_unit = pl.when(unit == "D").then(by_day)
    found = by_unit.otherwise(counted.otherwise(cal.add_days(pl.col("last"), -pl.col("back"))))
    in_week = cal.add_days(cal.monday_of(pl.col("found")), weekday.fill_null(1) - 1)
    placed = staged.with_columns(found.alias("found"))
    return placed.select("row", pl.when(unit == "W").then(in_week).otherwise(pl.col("found")).alias("placed"))


def _month_and_day() -> list[pl.Expr]:
    """Month and day on which the named part of a year begins, whatever the year."""
    form, month = pl.col("form"), pl.col("month")
    half_month = pl.when(pl.col("half") == 2).then(7).when(pl.col("part") == "h2").then(7).otherwise(1)
    first_month = (
        pl.when(form.is_in(["season", "session"])).then(SEASON_MONTH * (pl.col("season") - 20))
        .when(form == "quarter").then(3 * pl.col("quarter") - 2)
        .when(form == "half").then(half_month)
        .when(form == "term").then(pl.col("month_from"))
        .when(form == "easter").then(1)
        .when(form.is_in(["week", "year", "year_word", "year_spelled", "year_range"])).then(1)
        .when(form.is_in(["edge", "rest"])).then(month.fill_null(1))
        .otherwise(month)
    )  # fmt: skip
    by_day = form.is_in(["day", "day_numeric", "numeric_range", "week_of", "month", "run_to"])
    first_day = (
        pl.when(form == "day_range").then(pl.col("day_from"))
        .when(form == "week").then(4)  # the first week of a year holds its fourth day (ISO 8601)
        .when(by_day & (~form.is_in(["month", "run_to"]) | pl.col("day").is_not_null())).then(pl.col("day"))
        .otherwise(1)
    )  # fmt: skip
    return [first_month.cast(pl.Int32).alias("first_month"), first_day.cast(pl.Int32).alias("first_day")]


def with_start_in(frame: pl.DataFrame, year: pl.Expr, name: str) -> pl.DataFrame:
    """Add the first day in a given year, for the shapes that name a part of a year.

    Args:
        frame: Mentions with row (unique), first_month, first_day and the parts of their wording.
        year: Integer expression.
        name: Column to add.

    Returns:
        The rows in the same order, with the column.
    """
    form, base = pl.col("form"), pl.col(name)
    day = cal.day_of(pl.col("year_tried"), pl.col("first_month"), pl.col("first_day"))
    started = frame.with_columns(year.alias("year_tried")).with_columns(day.alias(name)).drop("year_tried")
    cases: list[tuple[pl.Expr, Callable[[], pl.Expr]]] = [
        (form == "week", lambda: cal.add_days(cal.monday_of(base), 7 * (pl.col("week") - 1))),
        (form == "week_of", lambda: cal.monday_of(base)),
        (form == "easter", lambda: cal.add_days(cal.easter_sunday(base.dt.year()), pl.col("easter_days"))),
        (form == "term_end", lambda: cal.add_months(base, 3 * pl.col("quarter").fill_null(1) - 14)),
    ]
    started = choose(started, name, cases)
    nth = started.filter(form == "nth")
    if nth.is_empty():
        return started
    return started.update(_nth_starts(nth, year).rename({"placed": name}), on="row", how="left")


def score(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """How far a candidate is from the publication, in days, weighed by tense and by what the words ask for."""
    cue, shift = pl.col("cue"), pl.col("shift")
    past = (cal.REF - end).dt.total_days().clip(0)
    future = (start - cal.REF).dt.total_days().clip(0)
    past_weight = pl.when(cue == 1).then(AGAINST_CUE).otherwise(PAST_WEIGHT)
    future_weight = pl.when(cue == -1).then(AGAINST_CUE).otherwise(1.0)
    last = cal.add_days(start, (pl.col("day") - pl.col("day_from")).fill_null(0))
    off_weekday = pl.col("form").is_in(["day", "day_range"]) & (last.dt.weekday() != pl.col("weekday")).fill_null(False)
    other_year = pl.col("form").is_in(["quarter", "half"]) & (start.dt.year() != cal.REF.dt.year()) & (cue == 0)
    refused = (
        ((shift == -1) & (end >= cal.REF)) | ((shift == 1) & (start <= cal.REF))
        | ((shift == 0) & (start.dt.year() != cal.REF.dt.year()) & (pl.col("season") != 24).fill_null(True))
    ).fill_null(False)  # fmt: skip
    return (
        past * past_weight
        + future * future_weight
        + off_weekday.cast(pl.Float64) * WEEKDAY_PENALTY_DAYS
        + other_year.cast(pl.Float64) * SAME_YEAR_BONUS_DAYS
        + refused.cast(pl.Float64) * IMPOSSIBLE
    )


def nearest(frame: pl.DataFrame) -> pl.DataFrame:
    """First day of the shapes that name a part of a year: in their year, or in the year that newspapers mean.

    Args:
        frame: Mentions with row (unique), grain and the parts of their wording.

    Returns:
        The rows in the same order, with start.
    """
    stated = with_start_in(frame.with_columns(_month_and_day()), pl.col("year"), "start")
    open_year = stated.filter(pl.col("year").is_null() & pl.col("ref").is_not_null() & pl.col("form").is_in(YEARLY))
    if open_year.is_empty():
        return stated
    asked = open_year.select(pl.col("row").alias("mention"), *_TRIED_BY).join(_TRIED_YEARS, how="cross")
    tried = with_start_in(asked.with_row_index("row"), cal.REF.dt.year() + pl.col("years_on"), "tried")
    start = pl.col("tried")
    end = pl.coalesce(cal.end_of(start, pl.col("grain")), start)
    scored = tried.select(pl.col("mention").alias("row"), start.alias("start"), score(start, end).alias("score"))
    ranked = scored.sort("score", nulls_last=True, maintain_order=True)
    best = ranked.unique("row", keep="first", maintain_order=True).select("row", "start")
    return stated.update(best, on="row", how="left")
