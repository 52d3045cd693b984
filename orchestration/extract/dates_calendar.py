"""Calendar arithmetic on expressions: days that may not exist, periods, fiscal years, EDTF.

What belongs here: pure functions from columns of numbers and dates to dates and EDTF text. What does not: words.
"""

from typing import Final

import polars as pl

REF: Final = pl.col("ref")  # the day that what is relative counts from
MONTHS_OF_GRAIN: Final = {
    "month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "fiscal": 12, "decade": 120, "century": 1200,
}  # fmt: skip
MONTHS_OF_UNIT: Final = {"Y": 12, "M": 1, "Q": 3, "H": 6, "10Y": 120, "100Y": 1200}
FRIDAY: Final = 5  # and the number of working days in a week
DAYS_OF_UNIT: Final = {"D": 1, "W": 7, "2W": 14}
ISO_UNITS: Final = {
    "Y": (1, "Y"), "M": (1, "M"), "W": (1, "W"), "D": (1, "D"), "Q": (3, "M"), "H": (6, "M"), "2W": (2, "W"),
    "10Y": (10, "Y"), "100Y": (100, "Y"), "BD": (1, "D"),
}  # fmt: skip
DAYS_OF_GRAIN: Final = {"day": 1, "weekend": 2, "workweek": 5, "week": 7, "fortnight": 14}


def day_of(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """A date, or null where the calendar has no such day.

    Args:
        year: Integer expression, 1 to 9999.
        month: Integer expression.
        day: Integer expression.

    Returns:
        Date expression.
    """
    fits = year.is_between(1, 9990) & month.is_between(1, 12) & day.is_between(1, 31)
    first = pl.date(pl.when(fits).then(year), pl.when(fits).then(month), 1)
    found = add_days(first, day - 1)
    return pl.when(found.dt.month() == month).then(found)


def add_days(start: pl.Expr, days: pl.Expr) -> pl.Expr:
    """Move a date by whole days."""
    return start + pl.duration(days=days.cast(pl.Int64))


def add_months(start: pl.Expr, months: pl.Expr) -> pl.Expr:
    """Move a date by whole months; the 31st of a short month becomes its last day."""
    return start.dt.offset_by(pl.format("{}mo", months.cast(pl.Int64)))


def moved(day: pl.Expr, count: pl.Expr, unit: pl.Expr) -> pl.Expr:
    """Move a date by a count of units.

    Args:
        day: Date expression.
        count: Number of units, negative for the past; halves and quarters round to whole months or days.
        unit: Y, M, Q, H, W, D, 2W, 10Y, 100Y or BD, the days from Monday to Friday.

    Returns:
        Date expression; null for another unit.
    """
    months = unit.replace_strict(MONTHS_OF_UNIT, default=None, return_dtype=pl.Int64)
    days = unit.replace_strict(DAYS_OF_UNIT, default=None, return_dtype=pl.Int64)
    near = pl.coalesce(add_months(day, (count * months).round()), add_days(day, (count * days).round()))
    return pl.when(unit == "BD").then(_add_working_days(day, count.cast(pl.Int64))).otherwise(near)


def _add_working_days(day: pl.Expr, count: pl.Expr) -> pl.Expr:
    """Move a date by days from Monday to Friday: whole weeks, then what is left, a weekend being none."""
    weekday = day.dt.weekday().cast(pl.Int64)
    is_free_back = (weekday > FRIDAY) & (count < 0)  # a weekend counts on from Friday, and back from Monday
    monday = add_days(day, pl.when(is_free_back).then(8).otherwise(1) - weekday)
    steps = pl.when(is_free_back).then(0).otherwise(pl.min_horizontal(weekday, FRIDAY) - 1) + count
    return add_days(monday, 7 * (steps // FRIDAY) + steps % FRIDAY)


def monday_of(day: pl.Expr) -> pl.Expr:
    """The Monday on or before a day."""
    return add_days(day, 1 - day.dt.weekday().cast(pl.Int64))


def easter_sunday(year: pl.Expr) -> pl.Expr:
    """Easter Sunday of the Gregorian calendar.

    Args:
        year: Integer expression.

    Returns:
        Date expression.

    Source:
        The anonymous algorithm in J. Meeus, Astronomical Algorithms, 2nd edition, chapter 8.
    """
    golden, (century, in_century) = year % 19, (year // 100, year % 100)
    moved_moon = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + moved_moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    return add_days(pl.date(year, 3, 22), moon + weekday - 7 * late)


def end_of(start: pl.Expr, grain: pl.Expr) -> pl.Expr:
    """Last day of the period of a grain that begins on a day.

    Args:
        start: First day.
        grain: Key of ``MONTHS_OF_GRAIN`` or ``DAYS_OF_GRAIN``.

    Returns:
        Date expression; null for any other grain.
    """
    months = grain.replace_strict(MONTHS_OF_GRAIN, default=None, return_dtype=pl.Int64)
    days = grain.replace_strict(DAYS_OF_GRAIN, default=None, return_dtype=pl.Int64)
    return pl.coalesce(add_months(start, months), add_days(start, days)) - pl.duration(days=1)


def edtf_of(start: pl.Expr, end: pl.Expr, grain: pl.Expr) -> pl.Expr:
    """EDTF of a period: as coarse as its grain, else its first and last day.

    Args:
        start: First day.
        end: Last day, inclusive.
        grain: Name of the period's unit; ``span`` for anything else.

    Returns:
        String expression, EDTF level 2 (seasons 21-24, quarters 33-36).

    Source:
        ISO 8601-2:2019, annex A; EDTF specification of the Library of Congress.
    """
    first, last = (day.cast(pl.String) for day in (start, end))  # quicker than formatting
    year, month = first.str.head(4), start.dt.month()
    is_calendar_year = (month == 1) & (start.dt.day() == 1)
    whole_months = pl.format("{}/{}", first.str.head(7), last.str.head(7))
    return (
        pl.when(start.is_null() | end.is_null())
        .then(None)
        .when(grain == "day")
        .then(first)
        .when(grain == "month")
        .then(first.str.head(7))
        .when((grain == "year") | ((grain == "fiscal") & is_calendar_year))
        .then(year)
        .when(grain == "season")
        .then(pl.format("{}-{}", year, 20 + month // 3))
        .when((grain == "quarter") & (month % 3 == 1))
        .then(pl.format("{}-{}", year, 33 + month // 3))
        .when(grain == "decade")
        .then(pl.format("{}X", year.str.head(3)))
        .when(grain == "century")
        .then(pl.format("{}XX", year.str.head(2)))
        .when((grain == "months") | ((grain == "half") & (month % 6 == 1)))
        .then(whole_months)
        .when(grain == "years")
        .then(pl.format("{}/{}", year, last.str.head(4)))
        .otherwise(pl.format("{}/{}", first, last))
    )


def fiscal_start(label: pl.Expr, *, is_span: pl.Expr) -> pl.Expr:
    """First day of the fiscal year with a label, by the columns start_month, start_day and label of its country.

    Args:
        label: Year that the text writes.
        is_span: The text writes both years ("2025-26"), so the first one is the year of the start.

    Returns:
        Date expression; calendar year where the country is unknown.
    """
    month, day = pl.col("start_month").fill_null(1), pl.col("start_day").fill_null(1)
    is_end_label = (pl.col("label") == "end").fill_null(False) & (month > 1) & ~is_span
    return day_of(label - is_end_label.cast(pl.Int32), month, day)


def fiscal_start_around(day: pl.Expr) -> pl.Expr:
    """First day of the fiscal year that holds a day."""
    month, first = pl.col("start_month").fill_null(1), pl.col("start_day").fill_null(1)
    this_year = day_of(day.dt.year(), month, first)
    return pl.when(this_year <= day).then(this_year).otherwise(day_of(day.dt.year() - 1, month, first))


def duration_iso(is_counted: pl.Expr) -> pl.Expr:
    """ISO 8601 duration of count and unit, count_2 and unit_2; a decade is P10Y, three quarters P9M.

    Args:
        is_counted: Whether the row tells a duration at all.

    Returns:
        String expression; null where no count is known.
    """

    def one(count: str, unit: str) -> pl.Expr:
        size, letter = (
            pl.col(unit).replace_strict({u: pair[i] for u, pair in ISO_UNITS.items()}, default=None, return_dtype=kind)
            for i, kind in enumerate((pl.Int64, pl.String))
        )
        return pl.format("{}{}", (pl.col(count) * size).cast(pl.String).str.replace(r"\.0$", ""), letter)

    return pl.when(is_counted).then(pl.format("P{}{}", one("count", "unit"), one("count_2", "unit_2").fill_null("")))
