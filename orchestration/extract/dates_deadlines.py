"""Deadlines and starts: which side of a date stays open.

What belongs here: by, until, before, after and from, once the date itself is resolved. What does not: finding these
cues (``dates_context``).
"""

from typing import Final

import polars as pl

from orchestration.extract.subsets import change

UNDATED: Final = ("duration", "set", "vague")  # types that denote no day
_RANGES: Final = (
    "numeric_range",
    "day_range",
    "year_range",
    "term",
    "edge",
    "run_to",
    "to_date",
)  # both sides are stated
_AS_GRAIN: Final = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}
_ONWARDS: Final = r"(?i)^(?:以降|以後|\s(?:onwards?|and (?:after|beyond)|et (?:après|au-delà)))"
_COMPOUND: Final = "[/\\[X]"  # EDTF that cannot stand on one side of an interval


def _kinds() -> list[pl.Expr]:
    """Which open side each mention has: by_side (no start), before_side, after_side and from_side (no end)."""
    mod, kind = pl.col("mod"), pl.col("date_type")
    closed = pl.col("form").is_in(_RANGES) | pl.col("is_joined")
    dated = pl.col("start").is_not_null() & ~kind.is_in(UNDATED) & ~closed
    plain = pl.col("grain").is_in(["year", "month", "day"]) & ~kind.is_in(["weekday", "relative", "fiscal"])
    onwards = pl.col("after").str.contains(_ONWARDS)
    # By grain, as the gold sets have it: a day behind "before" is the last one, a month or a year is over before it
    # begins. That is what readers of the press noted and follows from no rule of the calendar.
    includes = (pl.col("grain") == "day") & ~pl.col("after").str.contains("^の?(?:より)?前")
    is_end = (pl.col("part") == "end").fill_null(value=False)
    by = (
        (mod == "by")
        | ((mod == "before") & (is_end | includes))
        | ((mod == "until") & ((kind != "relative") | is_end))
        | pl.col("within").is_not_null()
    )
    return [
        dated.alias("is_dated"),
        (dated & by).fill_null(False).alias("by_side"),
        (dated & (mod == "before") & plain & ~includes & ~is_end).fill_null(False).alias("before_side"),
        (dated & (mod == "after") & plain).fill_null(False).alias("after_side"),
        (dated & (mod == "from") & ((kind != "fiscal") | onwards)).fill_null(False).alias("from_side"),
    ]


def _named(day: pl.Expr) -> pl.Expr:
    """A day as coarse as the mention it belongs to."""
    return pl.coalesce(pl.when(pl.col("grain") == grain).then(day.dt.strftime(f)) for grain, f in _AS_GRAIN.items())


def _until_now(mentions: pl.DataFrame) -> pl.DataFrame:
    """Let "from March to date" and "2020-present" run to the publication."""
    start, today = pl.col("start"), pl.col("published_on")
    runs = (pl.col("mod") == "now").fill_null(value=False)
    open_end = runs & (start < today) & ~pl.col("date_type").is_in(UNDATED) & ~pl.col("is_joined")
    told = pl.when(start.dt.day() == 1).then(pl.col("edtf").str.extract("^([0-9-]+)$"))
    first = pl.coalesce(told, start.dt.strftime("%Y-%m-%d"))
    ended = change(
        mentions,
        open_end,
        today.alias("end"),
        pl.format("{}/{}", first, today.dt.strftime("%Y-%m-%d")).alias("edtf"),
        pl.lit("span").alias("grain"),
        pl.lit("period").alias("date_type"),
    )
    return ended.with_columns(pl.when(pl.col("mod") != "now").then("mod").alias("mod"))


def bound_deadlines(mentions: pl.DataFrame) -> pl.DataFrame:
    """Open one side of deadlines and starts.

    "By" and "until" keep the last day, "from" the first one; "before 2010" ends in 2009, "after 2010" starts in 2011,
    but "before 3 March" keeps 3 March.
    Seasons, quarters and weekdays after "before" and "after" stay as they are: they name no exact bound. "Since" stays
    closed too, with its cue in ``mod``.

    Args:
        mentions: Resolved rows with mod, within, part, is_joined, published_on.

    Returns:
        The same rows, with start, end, edtf, date_type and mod changed for those.
    """
    start, end, edtf = pl.col("start"), pl.col("end"), pl.col("edtf")
    sided = _until_now(mentions).with_columns(_kinds())
    by, before = pl.col("by_side"), pl.col("before_side")
    after, since = pl.col("after_side"), pl.col("from_side")
    is_compound = edtf.str.contains(_COMPOUND)
    is_year_end = (pl.col("part") == "end") & (pl.col("grain") == "months")
    is_calendar_year = (start.dt.strftime("%m-%d") == "01-01") & (end.dt.strftime("%m-%d") == "12-31")
    last_name = (
        pl.when(is_year_end | (pl.col("within").is_not_null() & is_calendar_year)).then(end.dt.strftime("%Y"))
        .when(pl.col("grain") == "months").then(end.dt.strftime("%Y-%m"))
        .when(is_compound).then(end.dt.strftime("%Y-%m-%d")).otherwise(edtf)
    )  # fmt: skip
    first_name = pl.when(is_compound).then(start.dt.strftime("%Y-%m-%d")).otherwise(edtf)
    eve, morrow = start - pl.duration(days=1), end + pl.duration(days=1)
    has_side = by | before | after | since
    return sided.with_columns(
        pl.when(by).then(pl.format("../{}", last_name)).when(before).then(pl.format("../{}", _named(eve)))
        .when(after).then(pl.format("{}/..", _named(morrow))).when(since).then(pl.format("{}/..", first_name))
        .otherwise(edtf).alias("edtf"),
        pl.when(by | before).then(None).when(after).then(morrow).otherwise(start).alias("start"),
        pl.when(after | since).then(None).when(before).then(eve).otherwise(end).alias("end"),
        pl.when(pl.col("within").is_not_null()).then(pl.lit("by")).when(pl.col("is_dated")).then(pl.col("mod")).alias("mod"),
        pl.when(has_side).then(pl.lit("deadline")).otherwise(pl.col("date_type")).alias("date_type"),
    ).drop("is_dated", "by_side", "before_side", "after_side", "from_side")  # fmt: skip
