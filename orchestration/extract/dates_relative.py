"""Days that are told by their distance from the publication: weekdays, "last month", "this week".

What belongs here: first days of relative shapes. What does not: dates that name a month or a part of a year.
"""

from typing import Final

import polars as pl

from orchestration.extract import dates_calendar as cal

GRAIN_OF_UNIT: Final = {
    "Y": "year", "M": "month", "W": "week", "Q": "quarter", "H": "half", "E": "weekend", "B": "workweek",
    "2W": "fortnight", "10Y": "decade", "100Y": "century", "D": "day", "BD": "day",
}  # fmt: skip


def weekday_start() -> pl.Expr:
    """Day of a weekday: the last one, the coming one, or that of a named week."""
    weekday, shift, cue = pl.col("weekday"), pl.col("shift"), pl.col("cue")
    back = (cal.REF.dt.weekday() - weekday) % 7
    ahead = (weekday - cal.REF.dt.weekday()) % 7
    before = cal.add_days(cal.REF, -pl.when(back == 0).then(7).otherwise(back))
    after = cal.add_days(cal.REF, pl.when(ahead == 0).then(7).otherwise(ahead))
    next_week = cal.add_days(cal.monday_of(cal.REF), weekday + 6)
    in_week = cal.add_days(cal.monday_of(cal.REF), 7 * pl.col("week_offset") + weekday - 1)
    return (
        pl.when(pl.col("form") == "weekday_week")
        .then(in_week)
        .when(shift.abs() == 2)
        .then(pl.when(shift > 0).then(cal.add_days(after, pl.lit(7))).otherwise(cal.add_days(before, pl.lit(-7))))
        .when(shift == -1)
        .then(before)
        .when(
            (shift == 1)
            & (~pl.col("language").is_in(["en", "ja"]) | pl.col("surface").str.contains("(?i)coming|^今度の"))
        )
        .then(after)
        .when(shift == 1)
        .then(next_week)
        .when((shift == 0) | (cue == 1))
        .then(cal.add_days(cal.REF, ahead))
        .otherwise(cal.add_days(cal.REF, -back))
    )


def unit_start() -> pl.Expr:
    """First day of "last month", "this week", "la décennie prochaine"."""
    shift, unit = pl.col("shift").fill_null(0), pl.col("unit")
    year = cal.REF.dt.year()
    quarter = cal.day_of(year, (cal.REF.dt.month() - 1) // 3 * 3 + 1, pl.lit(1))
    half = cal.day_of(year, (cal.REF.dt.month() - 1) // 6 * 6 + 1, pl.lit(1))
    one = pl.lit(1)
    return (
        pl.when(unit == "Y")
        .then(cal.day_of(year + shift, one, one))
        .when(unit == "M")
        .then(cal.add_months(cal.REF.dt.month_start(), shift))
        .when(unit.is_in(["W", "B"]))
        .then(cal.add_days(cal.monday_of(cal.REF), 7 * shift))
        .when(unit == "2W")
        .then(cal.add_days(cal.monday_of(cal.REF), 14 * shift))
        .when(unit == "E")
        .then(cal.add_days(cal.monday_of(cal.REF), 7 * shift + 5))
        .when(unit == "Q")
        .then(cal.add_months(quarter, 3 * shift))
        .when(unit == "H")
        .then(cal.add_months(half, 6 * shift))
        .when(unit == "10Y")
        .then(cal.day_of(year // 10 * 10 + 10 * shift, one, one))
        .when(unit == "100Y")
        .then(cal.day_of(year // 100 * 100 + 100 * shift, one, one))
        .when(unit == "D")
        .then(cal.add_days(cal.REF, shift))
    )
