"""Parts cut out of a period: its beginning, middle and end, its halves, its first days, its rest, and runs up to a day.

What belongs here: from the first and last day of the period named to those of the part of it. What does not: the period
itself (``dates_bounds``).
"""

from typing import Final

import polars as pl

from orchestration.extract import dates_calendar as cal
from orchestration.extract.dates_patterns import UNSPACED
from orchestration.extract.subsets import change

CUT: Final = ("edge", "half_month", "rest", "run_to", "to_date")  # shapes that name a part by how it is cut out
_THIRDS: Final = {"start": 0, "mid": 1, "end": 2}
_WEEK_PARTS: Final = {
    "start": (0, 2),
    "mid": (1, 3),
    "end": (3, 6),
    "h1": (0, 2),
    "h2": (3, 6),
}  # first and last day, counted from Monday
_DECADE_PARTS: Final = {"start": (0, 3), "mid": (4, 6), "end": (7, 9), "h1": (0, 4), "h2": (5, 9)}  # years
_CENTURY_PARTS: Final = {"start": (0, 32), "mid": (33, 66), "end": (67, 99), "h1": (0, 49), "h2": (50, 99)}  # years
_MONTH_HALVES: Final = {"h1": 1, "h2": 2}
_MIDDLE: Final = 15  # days in the first half of any month
_START, _END, _PART = (pl.col(name) for name in ("start", "end", "part"))
_ONE_DAY: Final = pl.duration(days=1)


def _bound(parts: dict[str, tuple[int, int]], side: int) -> pl.Expr:
    return _PART.replace_strict({name: both[side] for name, both in parts.items()}, default=None, return_dtype=pl.Int64)


def _thirds(frame: pl.DataFrame) -> pl.DataFrame:
    """Thirds of months and years, and the last month of a fiscal year, for "début", "mi-", "fin" and their like."""
    start, end, grain = _START, _END, pl.col("grain")
    third = _PART.replace_strict(_THIRDS, default=None, return_dtype=pl.Int64)
    is_narrow_year = pl.col("language").is_in(UNSPACED) | pl.col("is_fiscal")
    months = pl.when(is_narrow_year).then(pl.lit([0, 5, 11]).list.get(third)).otherwise(4 * third)
    length = pl.when(is_narrow_year).then(pl.when(third == 1).then(2).otherwise(1)).otherwise(4)
    is_month, is_year = (grain == "month") & third.is_not_null(), grain.is_in(["year", "fiscal"]) & third.is_not_null()
    from_year = cal.add_months(start, months)
    return frame.with_columns(
        pl.when(is_month).then(cal.add_days(start, 10 * third)).when(is_year).then(from_year).otherwise(start)
        .alias("start"),
        pl.when(is_month & (third < 2)).then(cal.add_days(start, 10 * third + 9))
        .when(is_year).then(cal.add_months(from_year, length) - _ONE_DAY).otherwise(end).alias("end"),
        pl.when(is_month).then(pl.lit("span")).when(is_year & (length == 1)).then(pl.lit("month"))
        .when(is_year).then(pl.lit("months")).otherwise(grain).alias("grain"),
    )  # fmt: skip


def _halves(frame: pl.DataFrame) -> pl.DataFrame:
    """Halves of months ("la seconde quinzaine de mars"), parts of weeks, quarters, decades and centuries."""
    grain, span = pl.col("grain"), pl.lit("span").alias("grain")
    third = _PART.replace_strict(_THIRDS, default=None, return_dtype=pl.Int64)
    half = pl.coalesce(pl.col("half"), _PART.replace_strict(_MONTH_HALVES, default=None, return_dtype=pl.Int32))
    middle = cal.add_days(_START, pl.lit(_MIDDLE))
    frame = change(
        frame,
        (grain == "month") & half.is_not_null(),
        pl.when(half == 1).then(_START).otherwise(middle).alias("start"),
        pl.when(half == 1).then(middle - _ONE_DAY).otherwise(_END).alias("end"),
        span,
    )
    frame = change(
        frame,
        (grain == "week") & _PART.is_in(list(_WEEK_PARTS)),
        cal.add_days(_START, _bound(_WEEK_PARTS, 0)).alias("start"),
        cal.add_days(_START, _bound(_WEEK_PARTS, 1)).alias("end"),
        span,
    )
    for long, parts in (("decade", _DECADE_PARTS), ("century", _CENTURY_PARTS)):
        frame = change(
            frame,
            (grain == long) & _PART.is_in(list(parts)),
            cal.add_months(_START, 12 * _bound(parts, 0)).alias("start"),
            (cal.add_months(_START, 12 * _bound(parts, 1) + 12) - _ONE_DAY).alias("end"),
            pl.lit("years").alias("grain"),
        )
    return change(
        frame,
        (grain == "quarter") & (pl.col("form") == "unit_relative") & _PART.is_in(list(_THIRDS)),
        cal.add_months(_START, third).alias("start"),
        (cal.add_months(_START, third + 1) - _ONE_DAY).alias("end"),
        pl.lit("month").alias("grain"),
    )


def _cut(frame: pl.DataFrame) -> pl.DataFrame:
    """The first or last days of a period, what is left of it, the part that is over, and runs that end on a day."""
    form, count, unit = pl.col("form"), pl.col("count"), pl.col("unit")
    is_first, after = pl.col("nth") > 0, cal.add_days(_END, pl.lit(1))
    begins = cal.moved(after, -pl.when(form == "edge").then(count).otherwise(1), unit)
    has_begun = (cal.REF > _START) & (cal.REF <= _END)
    return change(
        frame,
        form.is_in(CUT) & (form != "half_month"),
        pl.when((form == "run_to") | ((form == "edge") & ~is_first)).then(begins)
        .when((form == "rest") & has_begun).then(cal.REF).otherwise(_START).alias("start"),
        pl.when((form == "edge") & is_first).then(cal.moved(_START, count, unit) - _ONE_DAY)
        .when(form == "to_date").then(cal.REF).otherwise(_END).alias("end"),
        pl.when((form == "edge") & unit.is_in(["M", "Q"])).then(pl.lit("months"))
        .otherwise(pl.lit("span")).alias("grain"),
    )  # fmt: skip


def narrowed(frame: pl.DataFrame) -> pl.DataFrame:
    """Narrow periods to the part that is named.

    Args:
        frame: Mentions with start, end and grain of the period, ref, and the parts of their wording.

    Returns:
        The rows in the same order, with start, end and grain changed.
    """
    return _cut(_halves(_thirds(frame)))
