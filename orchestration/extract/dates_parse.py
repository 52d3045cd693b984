"""From the wording of a date to its parts, apart from any context.

What belongs here: telling the shape of each distinct wording and turning its words into numbers. What does not: the
publication date, the sentence around it, and the days that it denotes.
"""

from typing import Final

import polars as pl

from orchestration.extract.dates_patterns import DatePatterns
from orchestration.extract.dates_shapes import shaped_as
from orchestration.extract.numbers_digits import PROPER

PARTS: Final = {  # what a wording says, as values
    "form": pl.String, "year": pl.Int32, "year_to": pl.Int32, "is_short_year": pl.Boolean, "year_offset": pl.Int32,
    "month": pl.Int32, "month_from": pl.Int32, "month_offset": pl.Int32, "day": pl.Int32, "day_from": pl.Int32,
    "weekday": pl.Int32, "week_offset": pl.Int32, "fiscal_offset": pl.Int32, "quarter_offset": pl.Int32,
    "shift": pl.Int32, "unit": pl.String, "part": pl.String, "season": pl.Int32, "quarter": pl.Int32, "half": pl.Int32,
    "decade": pl.Int32, "century": pl.Int32, "week": pl.Int32, "nth": pl.Int32, "nth_unit": pl.String,
    "count": pl.Float64, "count_2": pl.Float64, "unit_2": pl.String, "span": pl.Int32, "day_offset": pl.Int32,
    "other_day_offset": pl.Int32, "first": pl.Int32, "second": pl.Int32, "third": pl.Int32, "fourth": pl.Int32,
    "is_fiscal": pl.Boolean, "within": pl.String, "easter_days": pl.Int32,
}  # fmt: skip
_NUMERALS: Final = (  # groups that may hold a number
    "day", "day_from", "mon", "mon_from", "y", "y2", "y_to", "ey", "q", "h", "dec", "dcen", "cen", "wk", "nth", "n",
    "n2", "d1", "d2", "d3", "d4",
)  # fmt: skip
RUNS: Final = ("first_months", "month_quarter")  # several months of one year, read on as a term
QUARTER_ENDS: Final = {  # the month that names a quarter in business news
    "march": "3", "mar": "3", "june": "6", "jun": "6", "september": "9", "sept": "9", "sep": "9",
    "december": "12", "dec": "12",
}  # fmt: skip
_PARTS_OF_ONE: Final = {"demi": 0.5, "demie": 0.5, "half": 0.5, "半": 0.5, "quarter": 0.25, "quart": 0.25, "四半": 0.25}
_AND_PART: Final = "[ -]and[ -]a[ -](half|quarter)$"
_FRACTION: Final = rf" ?(½|{PROPER})$"
_FRACTIONS: Final = {"½": 0.5} | {
    f"{part}/{whole}": round(part / whole, 2) for whole in range(2, 10) for part in range(1, whole)
}
_THOUSANDS: Final = "^([0-9]{1,3})[, ]([0-9]{3})$"
_CHRISTIAN: Final = r"(?:^| )a\.?d(?:\.| |$)"  # AD 14 is no 2014
_WIDE: Final = "０１２３４５６７８９"


def normalise(text: pl.Expr) -> pl.Expr:
    """Write a wording plainly: lower case, narrow digits, plain blanks and apostrophes.

    Args:
        text: String expression.

    Returns:
        String expression; the number of characters may change, offsets are not kept.
    """
    others = ["\u00a0", "\u202f", "\u2009", "\u3000", "’", "／", "．"]
    return text.str.replace_many(
        [*_WIDE, *others], [*"0123456789", " ", " ", " ", " ", "'", "/", "."]
    ).str.to_lowercase()


def _value(column: str, lookup: dict[str, str], *, as_text: bool = False) -> pl.Expr:
    text = pl.col(column).str.strip_chars(" .")
    value = text.replace_strict(lookup, default=None, return_dtype=pl.String)
    return value if as_text else value.cast(pl.Int32)


def _wording(column: str) -> pl.Expr:
    text = pl.col(column).str.replace(_AND_PART, "")
    return text.str.replace_many(["-", " et ", " and "], [" ", " ", " "]).str.strip_chars(" .")


def _with_numbers(shaped: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Add the number that each group means, worked out once for each distinct text: ``day_number`` beside ``day``.

    Digits, or a spelled numeral; an ordinal's ending does not count.
    """
    texts = pl.concat([shaped.get_column(column).alias("text") for column in _NUMERALS]).drop_nulls().unique()
    word = _wording("text").alias("word")
    read = (
        texts.to_frame().with_columns(word).join(numbers, on="word", how="left", validate="m:1", maintain_order="left")
    )
    digits = pl.col("word").str.extract(r"^([0-9]{1,4})(?:er|re|ère|ème|eme|e|es|nd|nde|st|rd|th)?$")
    values = read.select("text", pl.coalesce(digits.cast(pl.Int32), "value").alias("value"))
    return shaped.with_columns(
        pl.col(column)
        .replace_strict(values["text"], values["value"], default=None, return_dtype=pl.Int32)
        .alias(f"{column}_number")
        for column in _NUMERALS
    )


def _number(column: str) -> pl.Expr:
    return pl.col(f"{column}_number")


def _count(column: str) -> pl.Expr:
    """A count of units; halves and quarters included."""
    text = pl.col(column)
    base = text.str.replace(_AND_PART, "").str.replace(_FRACTION, "").str.replace(_THOUSANDS, "$1$2")
    base = pl.when((base == "") & text.str.contains(_FRACTION)).then(pl.lit("0")).otherwise(base)
    part = text.str.extract(_AND_PART)
    fractions = text.str.extract(_FRACTION).replace_strict(_FRACTIONS, default=None, return_dtype=pl.Float64)
    more = pl.when(part == "half").then(0.5).when(part == "quarter").then(0.25).otherwise(fractions)
    is_spelled = ~_wording(column).str.contains("^[0-9]")
    spelled = pl.when(is_spelled).then(_number(column)).cast(pl.Float64)
    decimal = base.str.replace(",", ".").cast(pl.Float64, strict=False)
    fraction = text.replace_strict(_PARTS_OF_ONE, default=None, return_dtype=pl.Float64)
    return pl.coalesce(decimal, spelled, fraction) + more.fill_null(0.0)


def _units(column: str, units: dict[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(units, default=None, return_dtype=pl.String)


def _years(patterns: DatePatterns) -> list[pl.Expr]:
    shift = patterns.lookups["shift"]
    era = pl.col("era").replace_strict(patterns.eras, default=None, return_dtype=pl.Int32)
    full = _number("y")
    is_era = pl.col("plain").str.contains(_CHRISTIAN)
    short = pl.coalesce(_number("y2"), pl.when((full < 100) & ~is_era).then(full))
    year = pl.coalesce(era + _number("ey") - 1, short, full)
    to = _number("y_to")
    offset = pl.coalesce(
        _value("yrel", shift),
        _value("yword", patterns.lookups["year_word"]),
        pl.when(pl.col("ythis").is_not_null() | ((pl.col("form") == "first_months") & pl.col("y").is_null())).then(0),
    )
    return [
        year.cast(pl.Int32).alias("year"),
        pl.when(to < 100).then(to + year // 100 * 100).otherwise(to).cast(pl.Int32).alias("year_to"),
        pl.when(pl.col("era").is_null()).then(short.is_not_null()).otherwise(False).alias("is_short_year"),
        offset.cast(pl.Int32).alias("year_offset"),
        pl.coalesce(
            100 * _number("dcen") + _value("dec", patterns.lookups["decade"]) % 100,
            _value("dec", patterns.lookups["decade"]),
            _number("dec"),
        ).alias("decade"),
        pl.coalesce(_value("cen", patterns.lookups["century"]), _number("cen")).alias("century"),
    ]


def _calendar(patterns: DatePatterns) -> list[pl.Expr]:
    look = patterns.lookups
    zero = pl.lit(0, dtype=pl.Int32)
    weekday = pl.coalesce(_value(c, look["weekday"]) for c in ("wd", "wdp", "wdw"))
    nth = pl.when(pl.col("nth_last").is_not_null()).then(-_number("nth")).otherwise(_number("nth"))
    nth_weekday = pl.when(pl.col("nthu") != "日").then(_value("nthu", look["weekday"]))  # 最終日 is a day, no Sunday
    is_last = (_number("q") == -1).fill_null(False)
    no_year = pl.all_horizontal(pl.col("y", "yrel", "ythis").is_null())
    return [
        pl.coalesce(
            _value("mon", look["month"]), _number("mon"), _value("monw", look["month"]), _last_month(), "holiday_month"
        ).alias("month"),
        _first_month().alias("month_from"),
        pl.coalesce(_value("mrel", look["shift"]), pl.when(pl.col("mthis").is_not_null()).then(zero)).alias(
            "month_offset"
        ),
        pl.coalesce(_number("day"), "holiday_day").alias("day"),
        _number("day_from").alias("day_from"),
        pl.coalesce(weekday, nth_weekday, "holiday_weekday").alias("weekday"),
        pl.coalesce(_value("wrel", look["shift"]), pl.when(pl.col("wthis").is_not_null()).then(zero)).alias(
            "week_offset"
        ),
        _value("frel", look["shift"]).alias("fiscal_offset"),
        pl.coalesce(_value("qrel", look["shift"]), pl.when(is_last & no_year).then(-1)).alias("quarter_offset"),
        pl.coalesce(_value("rel", look["shift"]), _value("rel_before", look["shift"])).alias("shift"),
        _value("sea", look["season"]).alias("season"),
        pl.when(is_last).then(pl.when(no_year).then(None).otherwise(4)).otherwise(_number("q")).alias("quarter"),
        pl.when(_number("h") == -1).then(2).otherwise(_number("h")).alias("half"),
        _number("wk").alias("week"),
        pl.coalesce(nth, "holiday_nth").alias("nth"),
        pl.when(nth_weekday.is_not_null() | pl.col("holiday_weekday").is_not_null())
        .then(pl.lit("weekday"))
        .otherwise(_units("nthu", look["unit"]))
        .alias("nth_unit"),
        _number("d1").alias("first"),
        _number("d2").alias("second"),
        _number("d3").alias("third"),
        _number("d4").alias("fourth"),
    ]


def _last_month() -> pl.Expr:
    """Month in which "the first nine months" and "the first three quarters" end."""
    per_unit = pl.when(pl.col("unit").str.contains("^(?:quarter|trimestr|quartal|kwarta)")).then(3).otherwise(1)
    months = _number("n") * per_unit
    return pl.when((pl.col("form") == "first_months") & (months <= 12)).then(months)


def _first_month() -> pl.Expr:
    """Month in which a run of months begins: as written, January, or two before the one that names a quarter."""
    quarter_end = _value("mon", QUARTER_ENDS)
    return (
        pl.when(pl.col("form") == "first_months").then(1)
        .when(pl.col("form") == "month_quarter").then(quarter_end - 2)
        .otherwise(_number("mon_from")).cast(pl.Int32)
    )  # fmt: skip


def _counts(patterns: DatePatterns) -> list[pl.Expr]:
    look = patterns.lookups
    adjective = _value("adj", look["period_adjective"]).cast(pl.Float64)
    whole = pl.col("whole").is_not_null() | pl.col("set").is_not_null()
    half = pl.when(pl.col("half").is_in(["quarter"])).then(0.25).when(pl.col("half").is_not_null()).then(0.5)
    count = pl.coalesce(_count("n"), adjective, pl.when(whole).then(1.0)) + half.otherwise(0.0)
    unit = pl.coalesce(
        _units("unit", look["unit"]), _units("whole", look["unit"]), pl.when(adjective.is_not_null()).then(pl.lit("Y"))
    )
    fiscal = pl.col("fy").is_not_null() | pl.col("frel").is_not_null()
    return [
        count.alias("count"),
        unit.alias("unit"),
        _count("n2").alias("count_2"),
        _units("unit2", look["unit"]).alias("unit_2"),
        _value("span", look["span"]).alias("span"),
        _value("dayw", look["day"]).alias("day_offset"),
        _value("oday", look["other_day"]).alias("other_day_offset"),
        _value("part", look["part"], as_text=True).alias("part"),
        fiscal.alias("is_fiscal"),
        pl.col("within"),
        pl.col("easter_days"),
    ]


def _form() -> pl.Expr:
    """The shape as the calendar knows it: a run of months is a term, a holiday whatever fixes its day."""
    holiday = (
        pl.when(pl.col("easter_days").is_not_null()).then(pl.lit("easter"))
        .when(pl.col("holiday_nth").is_not_null()).then(pl.lit("nth"))
        .otherwise(pl.lit("day"))
    )  # fmt: skip
    return (
        pl.when(pl.col("form").is_in(RUNS)).then(pl.lit("term"))
        .when(pl.col("form") == "holiday").then(holiday)
        .otherwise("form")
    )  # fmt: skip


def parse_wordings(wordings: pl.DataFrame, patterns: DatePatterns) -> pl.DataFrame:
    """Read each distinct wording once.

    Args:
        wordings: Columns language (of the scan) and surface, unique together.
        patterns: From ``compile_dates``.

    Returns:
        Columns language, surface and those of ``PARTS``; wordings that fit no shape are left out. Order is not kept.
    """
    plain = wordings.with_columns(normalise(pl.col("surface")).alias("plain"))
    spoken = plain.partition_by("language", as_dict=True, maintain_order=True)
    shaped = pl.concat(
        [shaped_as(spoken.get((language,), plain.clear()), patterns, language) for language in patterns.forms]
    )
    numbered = _with_numbers(shaped, patterns.numbers).join(patterns.holidays, on=["language", "hol"], how="left")
    values = (*_years(patterns), *_calendar(patterns), *_counts(patterns))
    valued = numbered.select("language", "surface", _form().alias("form"), *values)
    return valued.select("language", "surface", *(pl.col(column).cast(kind) for column, kind in PARTS.items()))
