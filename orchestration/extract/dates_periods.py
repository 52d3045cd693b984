"""Resolution of whole mentions: calendar shapes, fiscal years, anchored spans and plain durations together.

What belongs here: running the rules of ``dates_resolve`` in order and stating first day, last day, EDTF and ISO
duration. What does not: words, neighbouring mentions, and deadlines.
"""

from typing import Final

import polars as pl

from orchestration.extract import dates_calendar as cal
from orchestration.extract import dates_relative as relative
from orchestration.extract import dates_resolve as rules
from orchestration.extract.dates_bounds import with_end, with_start
from orchestration.extract.dates_parts import narrowed

_COUNTED: Final = ("duration", "adjective", "whole", "set", "span")


def _lone_days(frame: pl.DataFrame) -> pl.DataFrame:
    """Month and year of a day that stands alone ("21日", "Thursday the 21st"), as near as newspapers mean it."""
    is_lone = pl.col("form").is_in(["day", "week_of"]) & pl.col("month").is_null() & pl.col("day").is_not_null()
    lone = frame.filter(is_lone & cal.REF.is_not_null())
    if lone.is_empty():
        return frame
    steps = (0, -1, 1, -2)  # two months back where the month before has no such day
    firsts = lone.with_columns(
        cal.add_months(cal.REF.dt.month_start(), pl.lit(step)).alias(f"m{step}") for step in steps
    )
    days = firsts.with_columns(
        cal.day_of(pl.col(f"m{step}").dt.year(), pl.col(f"m{step}").dt.month(), pl.col("day")).alias(f"d{step}")
        for step in steps
    ).with_columns(pl.when(pl.col("d-1").is_null()).then(pl.col("d-2")).alias("d-2"))
    scored = days.with_columns(
        rules.score(pl.col(f"d{step}"), pl.col(f"d{step}")).fill_null(rules.IMPOSSIBLE).alias(f"s{step}")
        for step in steps
    )
    best = pl.min_horizontal(f"s{step}" for step in steps)
    month = pl.coalesce(pl.when(pl.col(f"s{step}") == best).then(pl.col(f"m{step}")) for step in steps)
    chosen = scored.select(
        "row", month.dt.month().cast(pl.Int32).alias("month"), month.dt.year().cast(pl.Int32).alias("year")
    )
    return frame.update(chosen, on="row", how="left")


def _grain() -> pl.Expr:
    form, unit = pl.col("form"), pl.col("unit")
    by_nth = (
        pl.when((pl.col("nth_unit") == "W") & pl.col("weekday").is_null())
        .then(pl.lit("week"))
        .when(pl.col("nth_unit") == "E")
        .then(pl.lit("weekend"))
        .otherwise(pl.lit("day"))
    )
    is_half = pl.col("half").is_not_null() | pl.col("part").is_in(["h1", "h2"])
    fiscal = (
        pl.when(is_half)
        .then(pl.lit("half"))
        .when(pl.col("quarter").is_not_null())
        .then(pl.lit("quarter"))
        .otherwise(pl.lit("fiscal"))
    )
    return (
        pl.when(form == "nth")
        .then(by_nth)
        .when(pl.col("is_fiscal"))
        .then(fiscal)
        .when(form.is_in(["edge", "rest"]) & pl.col("month").is_not_null())
        .then(pl.lit("month"))
        .when((form == "run_to") & pl.col("day").is_not_null())
        .then(pl.lit("day"))
        .when((form == "unit_relative") | (form.is_in(["rest", "to_date"]) & unit.is_not_null()))
        .then(unit.replace_strict(relative.GRAIN_OF_UNIT, default=None, return_dtype=pl.String))
        .when(form.is_in(["ago", "later"]))
        .then(
            pl.when(unit.is_in(["W", "2W"]))
            .then(pl.lit("day"))
            .when(pl.col("count") % 1 != 0)
            .then(pl.lit("month"))
            .when(unit.is_in(["10Y", "100Y"]))
            .then(pl.lit("year"))
            .otherwise(unit.replace_strict(relative.GRAIN_OF_UNIT, default=None, return_dtype=pl.String))
        )
        .when((form == "term_end") & pl.col("quarter").is_not_null())
        .then(pl.lit("quarter"))
        .when((form == "month") & pl.col("day").is_not_null())
        .then(pl.lit("day"))
        .when((form == "year") & pl.col("is_fiscal_span"))
        .then(pl.lit("fiscal"))
        .otherwise(form.replace_strict(rules.GRAIN_OF_FORM, default="span", return_dtype=pl.String))
        .alias("grain")
    )


def _whole_grain() -> pl.Expr:
    """Grain of several months or years together."""
    aligned = (pl.col("month") - pl.col("month_from") == 2) & (pl.col("start").dt.month() % 3 == 1)
    return (
        pl.when((pl.col("form") == "term") & aligned)
        .then(pl.lit("quarter"))
        .when((pl.col("form") == "fiscal") & (pl.col("end") > pl.col("start").dt.offset_by("1y")))
        .then(pl.when(pl.col("start_month").fill_null(1) == 1).then(pl.lit("years")).otherwise(pl.lit("span")))
        .when(pl.col("form") == "year_range")
        .then(pl.when(pl.col("is_fiscal")).then(pl.lit("fiscal")).otherwise(pl.lit("years")))
        .otherwise(pl.col("grain"))
    ).alias("grain")


def resolve(mentions: pl.DataFrame) -> pl.DataFrame:
    """State what every mention denotes.

    Args:
        mentions: The columns of ``dates_parse.PARTS`` and language, ref (day of publication or null), cue (-1 past,
            0, 1 future), label_year (year of a fiscal year just named), other_day (last full date before), and
            start_month, start_day, label of the payer's fiscal calendar.

    Returns:
        The same rows in the same order, with start and end (Date, inclusive, null when unknown), grain, edtf,
        duration_iso and date_type.
    """
    short_span = (pl.col("form") == "year_range") & (pl.col("year_to") == pl.col("year") + 1) & pl.col("is_short_range")
    is_fiscal_span = (short_span & (pl.col("start_month").fill_null(1) > 1)).fill_null(False)
    dated = (
        mentions.with_columns(
            is_fiscal_span.alias("is_fiscal_span"),
            (pl.col("is_fiscal") | is_fiscal_span).alias("is_fiscal"),
            pl.when(short_span & ~is_fiscal_span).then(pl.lit("year_range")).otherwise(pl.col("form")).alias("form"),
        )
        .with_columns(rules.months_and_years())
        .with_columns(rules.numeric_days())
    )
    dated = _lone_days(dated).with_columns(_grain())
    dated = narrowed(with_end(with_start(rules.nearest(dated))))
    by_form = pl.col("form").replace_strict(rules.TYPE_OF_FORM, default="explicit", return_dtype=pl.String)
    is_relative = pl.any_horizontal(pl.col("year_offset", "month_offset", "shift").is_not_null()) & (
        by_form == "explicit"
    )
    return (
        dated.with_columns(_whole_grain())
        .with_columns(
            pl.when((pl.col("end") < pl.col("start")).fill_null(False))
            .then(None)
            .otherwise(pl.col("start"))
            .alias("start"),
            cal.duration_iso(pl.col("form").is_in(_COUNTED)).alias("duration_iso"),
            pl.when(pl.col("is_fiscal"))
            .then(pl.lit("fiscal"))
            .when(is_relative)
            .then(pl.lit("relative"))
            .otherwise(by_form)
            .alias("date_type"),
        )
        .with_columns(cal.edtf_of(pl.col("start"), pl.col("end"), pl.col("grain")).alias("edtf"))
    )
