"""First and last day of every shape, each worked out on its own mentions only.

What belongs here: which rule gives the first day and which the last. What does not: parts of a year without their year
(``dates_resolve``), weekdays and relative periods (``dates_relative``), calendar arithmetic.
"""

from collections.abc import Callable
from typing import Final

import polars as pl

from orchestration.extract import dates_calendar as cal
from orchestration.extract import dates_relative as relative
from orchestration.extract.subsets import choose

_ONE: Final = pl.lit(1)
_DAY: Final = pl.duration(days=1)
_NO_DATE: Final = ("duration", "adjective", "whole", "set", "vague")


def _fiscal_start() -> pl.Expr:
    label = cal.fiscal_start(pl.col("year"), is_span=pl.col("year_to").is_not_null())
    moved = cal.add_months(cal.fiscal_start_around(cal.REF), 12 * pl.col("fiscal_offset").fill_null(0))
    start = pl.when(pl.col("year").is_not_null()).then(label).otherwise(moved)
    half = pl.coalesce(pl.col("half"), pl.when(pl.col("part") == "h2").then(2).when(pl.col("part") == "h1").then(1))
    months = pl.coalesce(6 * (half - 1), 3 * (pl.col("quarter") - 1), pl.lit(0))
    return cal.add_months(start, months)


def _moved(direction: pl.Expr) -> pl.Expr:
    """The reference day moved by ``count`` units of ``unit``."""
    return cal.moved(cal.REF, direction * pl.col("count"), pl.col("unit"))


def _distant() -> pl.Expr:
    """Day, month or year at some distance: "il y a trois ans", "in two weeks"."""
    moved = _moved(pl.when(pl.col("form") == "ago").then(-1).otherwise(1))
    whole_years = pl.col("unit").is_in(["Y", "10Y", "100Y"]) & (pl.col("count") % 1 == 0)
    quarter = cal.day_of(moved.dt.year(), (moved.dt.month() - 1) // 3 * 3 + 1, _ONE)
    return (
        pl.when(whole_years).then(cal.day_of(moved.dt.year(), pl.lit(1), pl.lit(1)))
        .when(pl.col("unit") == "Q").then(quarter)
        .when(pl.col("unit").is_in(["Y", "M"])).then(moved.dt.month_start())
        .otherwise(moved)
    )  # fmt: skip


def _decade() -> pl.Expr:
    turn = pl.when(pl.col("language") == "ja").then(60).otherwise(30)  # 30年代 is to come, "the 30s" are past
    short = pl.col("decade") + pl.when(pl.col("decade") >= turn).then(1900).otherwise(2000)
    decade = pl.when(pl.col("decade") < 100).then(short).otherwise(pl.col("decade"))
    return cal.day_of(decade, _ONE, _ONE)


def _day_word() -> pl.Expr:
    base = pl.coalesce(pl.when(pl.col("other_day_offset").is_not_null()).then(pl.col("other_day")), cal.REF)
    return cal.add_days(base, pl.coalesce("day_offset", "other_day_offset"))


def _within() -> pl.Expr:
    year = cal.day_of(pl.coalesce(pl.col("year"), cal.REF.dt.year()), _ONE, _ONE)
    return pl.when(pl.col("within").str.starts_with("月")).then(cal.REF.dt.month_start()).otherwise(year)


def _quarter_now() -> pl.Expr:
    return cal.day_of(cal.REF.dt.year(), (cal.REF.dt.month() - 1) // 3 * 3 + 1, _ONE)


def _days_until_span() -> pl.Expr:
    """The next days and weeks begin tomorrow, the next months and years with the day that tells of them."""
    return pl.duration(days=pl.col("unit").is_in(["D", "BD", "W", "2W"]).cast(pl.Int64))


def _span_start() -> pl.Expr:
    return pl.when(pl.col("span") == 1).then(cal.REF + _days_until_span()).otherwise(_moved(pl.lit(-1)))


def _quarters_start() -> pl.Expr:
    return cal.add_months(_quarter_now(), 3 * pl.when(pl.col("span") == 1).then(1).otherwise(-pl.col("count")))


def with_start(frame: pl.DataFrame) -> pl.DataFrame:
    """State the first day of the shapes that name no part of a year; the others have theirs.

    Args:
        frame: Mentions with ref, the parts of their wording, the fiscal calendar and start.

    Returns:
        The rows in the same order, with start changed.
    """
    form = pl.col("form")
    has_quarter_offset = (form == "quarter") & pl.col("quarter_offset").is_not_null()
    is_placed = pl.any_horizontal(pl.col("part", "within").is_not_null())
    lone_year = form.is_in(["year", "year_word"]) & pl.col("year").is_null() & is_placed
    quarters = (form == "span") & (pl.col("unit") == "Q")
    is_told_by_unit = (form == "unit_relative") | (form.is_in(["rest", "to_date"]) & pl.col("unit").is_not_null())
    cases: list[tuple[pl.Expr, Callable[[], pl.Expr]]] = [
        (form.is_in(_NO_DATE), lambda: pl.lit(None, pl.Date)),
        (pl.col("is_fiscal"), _fiscal_start),
        (form.is_in(["weekday", "weekday_week"]), relative.weekday_start),
        (is_told_by_unit, relative.unit_start),
        (form == "day_word", _day_word),
        (form == "decade", _decade),
        (form == "century", lambda: cal.day_of((pl.col("century") - 1) * 100, _ONE, _ONE)),
        (form == "within", _within),
        (has_quarter_offset, lambda: cal.add_months(_quarter_now(), 3 * pl.col("quarter_offset"))),
        (quarters, _quarters_start),
        (form == "span", _span_start),
        (form.is_in(["ago", "later"]), _distant),
        (lone_year, lambda: cal.day_of(cal.REF.dt.year(), _ONE, _ONE)),
    ]
    return choose(frame, "start", cases)


def _span_end() -> pl.Expr:
    return pl.when(pl.col("span") == 1).then(_moved(pl.lit(1)) - _DAY + _days_until_span()).otherwise(cal.REF - _DAY)


def _within_end() -> pl.Expr:
    start = pl.col("start")
    year = cal.day_of(start.dt.year(), pl.lit(12), pl.lit(31))
    return pl.when(pl.col("within").str.starts_with("月")).then(start.dt.month_end()).otherwise(year)


def _numeric_end() -> pl.Expr:
    crosses = (pl.col("month_to") < pl.col("month")).cast(pl.Int32)
    return cal.day_of(pl.col("start").dt.year() + crosses, pl.col("month_to"), pl.col("day_to"))


def _last_fiscal() -> pl.Expr:
    return cal.end_of(cal.fiscal_start(pl.col("year_to"), is_span=pl.lit(False)), pl.lit("fiscal"))


def with_end(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the last day: that of the grain, unless the wording names another.

    Args:
        frame: Mentions with ref, start, grain, the parts of their wording and the fiscal calendar.

    Returns:
        The rows in the same order, with end.
    """
    form, start = pl.col("form"), pl.col("start")
    next_year = (pl.col("year_to") == pl.col("year") + 1) & (pl.col("start_month").fill_null(1) > 1)
    next_year &= pl.col("language") != "ja"  # 2026〜27年度 are two of them
    several_fiscal = (form == "fiscal") & pl.col("year_to").is_not_null() & ~next_year
    years = (form == "year_range") & ~pl.col("is_fiscal")
    quarters = (form == "span") & (pl.col("unit") == "Q")
    cases: list[tuple[pl.Expr, Callable[[], pl.Expr]]] = [
        (quarters, lambda: cal.add_months(start, 3 * pl.col("count")) - _DAY),
        (form == "span", _span_end),
        (form == "term", lambda: cal.add_months(start, pl.col("month") - pl.col("month_from") + 1) - _DAY),
        (form == "numeric_range", _numeric_end),
        (form == "within", _within_end),
        (form == "day_range", lambda: cal.add_days(start, pl.col("day") - pl.col("day_from"))),
        (several_fiscal, _last_fiscal),
        (years, lambda: cal.day_of(pl.col("year_to"), pl.lit(12), pl.lit(31))),
        (start.is_not_null(), lambda: cal.end_of(start, pl.col("grain"))),
    ]
    return choose(frame.with_columns(end=pl.lit(None, pl.Date)), "end", cases)
