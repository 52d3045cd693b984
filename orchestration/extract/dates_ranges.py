"""Two neighbouring dates that make one period: "de 2027 à 2032", "between July and December 2027", 3月から5月.

What belongs here: what two wordings that belong together lend each other, and joining them. What does not: telling that
they do (``dates_pairs``), and periods written as one wording ("13 au 15 juillet").
"""

import polars as pl

from orchestration.extract import dates_calendar as cal
from orchestration.extract.dates_pairs import ONWARD, RUN, related


def link(mentions: pl.DataFrame) -> pl.DataFrame:
    """Mark the first of two wordings that make one period, and let each end lend the other what it leaves out.

    Args:
        mentions: Columns of ``dates_parse.PARTS`` and article_id, passage_index, char_start, char_end, before, in the
            order of article_id and char_start.

    Returns:
        The same rows with is_first and is_second (Boolean), and year, is_short_year, month, year_offset and
        month_offset completed.
    """
    beside = pl.col("other_day_offset").is_not_null() & pl.col("offset").is_not_null()  # "the day after Christmas"
    marked = (
        related(mentions)
        .with_columns(
            pl.when(beside).then(pl.col("other_day_offset").abs().cast(pl.Float64)).otherwise("count").alias("count"),
            pl.when(beside).then(pl.lit("D")).otherwise("unit").alias("unit"),
            (pl.col("is_pair") | pl.col("offset").is_not_null()).alias("is_first"),
        )
        .drop("is_pair")
    )
    marked = marked.with_columns(
        (pl.col("is_first") & ~pl.col("is_first").shift(1, fill_value=False)).alias("is_first")
    )
    marked = marked.with_columns(pl.col("is_first").shift(1, fill_value=False).alias("is_second"))
    first, second = pl.col("is_first"), pl.col("is_second")
    place = pl.coalesce("month", 3 * pl.col("quarter"), 6 * pl.col("half"), 3 * (pl.col("season") - 20))
    is_part = pl.col("month").is_not_null() | pl.col("form").is_in(["quarter", "half", "season", "week"])
    is_open = pl.all_horizontal(pl.col("year", "year_offset", "quarter_offset", "shift").is_null())
    no_year = pl.col("year").is_null() & pl.col("year_offset").is_null() & pl.col("month").is_not_null()
    no_year |= is_part & is_open
    lone = pl.col("month").is_null() & pl.col("month_offset").is_null() & (pl.col("form") == "day")
    month_before = pl.col("month").shift(1)
    month = pl.when(second & lone).then(month_before).otherwise(pl.col("month"))
    crosses = (place > place.shift(-1)).cast(pl.Int32).fill_null(0)
    crossed = (place < place.shift(1)).cast(pl.Int32).fill_null(0)
    inherits = second & (no_year | lone)
    open_end = no_year | (lone & pl.col("year").is_null())  # 9月3日から12日まで: both in one year
    both_open = (first & no_year & open_end.shift(-1)) | (second & open_end & no_year.shift(1))
    counts_on = second & (pl.col("form") == "weekday") & (pl.col("offset").shift(1) == 1)  # a week on Friday
    return marked.with_columns(
        pl.when(counts_on).then(1).when(both_open).then(0).otherwise(pl.col("cue")).cast(pl.Int32).alias("cue"),
        lone.alias("is_lone_day"),
        month.alias("month"),
        pl.when(first & no_year).then(pl.col("year").shift(-1) - crosses)
        .when(inherits).then(pl.col("year").shift(1) + crossed).otherwise(pl.col("year")).alias("year"),
        pl.when(inherits).then(pl.col("year_offset").shift(1))
        .when(first & no_year).then(pl.col("year_offset").shift(-1) - crosses)
        .otherwise(pl.col("year_offset")).alias("year_offset"),
        pl.when(first & no_year).then(pl.col("is_short_year").shift(-1))
        .when(inherits).then(pl.col("is_short_year").shift(1)).otherwise(pl.col("is_short_year"))
        .alias("is_short_year"),
        pl.when(second & lone).then(pl.col("month_offset").shift(1)).otherwise(pl.col("month_offset"))
        .alias("month_offset"),
    )  # fmt: skip


def join_pairs(mentions: pl.DataFrame) -> pl.DataFrame:
    """Replace each pair by one mention from the first day of the one to the last day of the other.

    Args:
        mentions: Rows of ``link`` after resolution, with start, end, grain, edtf, date_type, after and mod.

    Returns:
        One row fewer for each pair that makes sense (the end is not before the start), in the order of ``row``.
    """
    seconds = mentions.filter(pl.col("is_second")).select((pl.col("row") - 1).alias("row"), *_lent())
    pairs = mentions.filter("is_first").join(seconds, on="row", how="inner", validate="1:1", maintain_order="left")
    if pairs.is_empty():
        return mentions.with_columns(pl.lit(False).alias("is_joined"))
    joined = _joined(pairs).select(*mentions.columns, "is_joined")
    taken = pl.concat([joined.select("row"), joined.select(pl.col("row") + 1)])
    rest = mentions.join(taken, on="row", how="anti", maintain_order="left").with_columns(
        pl.lit(False).alias("is_joined")
    )
    return pl.concat([rest, joined]).sort("row")


def _lent() -> list[pl.Expr]:
    columns = (
        "char_end",
        "surface",
        "between",
        "after",
        "start",
        "end",
        "edtf",
        "form",
        "day",
        "weekday",
        "date_type",
        "count",
        "unit",
    )
    return [pl.col(c).alias(f"second_{c}") for c in (*columns, "is_lone_day")]


def _joined(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs as one row each; those whose end would come before their start are left out."""
    start, end = pl.col("start"), pl.col("second_end")
    is_run = (pl.col("offset") == RUN).fill_null(value=False)
    is_offset = pl.col("offset").is_not_null() & ~is_run
    is_onward = pl.col("offset").abs() == ONWARD
    steps = pl.coalesce("second_count", pl.col("second_day").cast(pl.Float64)) * pl.col("offset").sign()
    onward = cal.moved(pl.col("start"), steps, pl.col("second_unit").fill_null("D"))
    both_lone = pl.col("is_lone_day") & pl.col("second_is_lone_day")
    same_month = cal.day_of(start.dt.year(), start.dt.month(), pl.col("second_day"))
    lone_end = pl.when(same_month >= start).then(same_month).otherwise(cal.add_months(same_month, pl.lit(1)))
    weekday_end = cal.add_days(start, (pl.col("second_weekday") - start.dt.weekday()) % 7)
    later = pl.when(pl.col("second_form") == "weekday").then(weekday_end).otherwise(cal.add_months(end, pl.lit(12)))
    moved = cal.moved(pl.col("second_start"), pl.col("offset") * pl.col("count"), pl.col("unit"))
    run_start = cal.moved(cal.add_days(end, pl.lit(1)), -pl.col("count"), pl.col("unit"))
    staged = pairs.with_columns(
        pl.when(is_run).then(run_start).when(is_onward).then(onward).when(is_offset).then(moved).otherwise(start)
        .alias("start"),
        pl.when(is_onward).then(onward).when(is_offset).then(moved).when(both_lone).then(lone_end)
        .when(end < start).then(later).otherwise(end).alias("end"),
    )  # fmt: skip
    same_end = pl.col("end") == pl.col("second_end")
    last = pl.when(same_end).then(_simple(pl.col("second_edtf"), end)).otherwise(pl.col("end").dt.strftime("%Y-%m-%d"))
    both_fiscal = (pl.col("date_type") == "fiscal") & (pl.col("second_date_type") == "fiscal")
    kind = (
        pl.when(is_offset).then(pl.lit("relative")).when(both_fiscal).then(pl.lit("fiscal")).otherwise(pl.lit("period"))
    )
    edtf = pl.when(is_offset).then(start.dt.strftime("%Y-%m-%d"))
    is_sensible = (pl.col("start") <= pl.col("end")) & ~pl.col("mod").is_in(["before", "after"]).fill_null(False)
    return staged.filter(is_sensible | is_offset).with_columns(
        pl.col("second_char_end").alias("char_end"),
        (pl.col("surface") + pl.col("second_between") + pl.col("second_surface")).alias("surface"),
        pl.col("second_after").alias("after"),
        edtf.otherwise(
            pl.format(
                "{}/{}",
                pl.when(is_run).then(start.dt.strftime("%Y-%m-%d")).otherwise(_simple(pl.col("edtf"), start)),
                last,
            )
        ).alias("edtf"),
        pl.when(is_offset).then(pl.lit("day")).otherwise(pl.lit("span")).alias("grain"),
        kind.alias("date_type"),
        pl.lit(None, dtype=pl.String).alias("mod"),
        pl.lit(None, dtype=pl.String).alias("duration_iso"),
        pl.lit(None, dtype=pl.Int32).alias("weekday"),
        pl.lit(True).alias("is_joined"),
    )


def _simple(side: pl.Expr, day: pl.Expr) -> pl.Expr:
    return pl.when(side.str.contains("[/\\[X]")).then(day.dt.strftime("%Y-%m-%d")).otherwise(side)
