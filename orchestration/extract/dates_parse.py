"""From the wording of a date to its parts, apart from any context.

What belongs here: telling the shape of each distinct wording and turning its words into numbers. What does not: the
publication date, the sentence around it, and the days that it denotes.
"""

import re
from typing import Final

import polars as pl

from orchestration.extract.date_forms import Form
from orchestration.extract.dates_patterns import DatePatterns, column_of

WORDING: Final = (  # every group that a shape may fill, as text
    "wd", "wdp", "wdw", "wd_from", "day", "day_from", "mon", "monw", "mon_from", "y", "y2", "y_to", "era", "ey",
    "yrel", "ythis", "yword", "mrel", "mthis", "wrel", "wthis", "frel", "fy", "qrel", "rel", "rel_before", "unit",
    "part", "fpart", "sea", "q", "h", "dec", "cen", "wk", "nth", "nth_last", "nthu", "n", "n2", "unit2", "half",
    "span", "vague", "set", "adj", "whole", "dayw", "oday", "d1", "d2", "d3", "d4", "within",
)  # fmt: skip
PARTS: Final = {  # what a wording says, as values
    "form": pl.String, "year": pl.Int32, "year_to": pl.Int32, "is_short_year": pl.Boolean, "year_offset": pl.Int32,
    "month": pl.Int32, "month_from": pl.Int32, "month_offset": pl.Int32, "day": pl.Int32, "day_from": pl.Int32,
    "weekday": pl.Int32, "week_offset": pl.Int32, "fiscal_offset": pl.Int32, "quarter_offset": pl.Int32,
    "shift": pl.Int32, "unit": pl.String, "part": pl.String, "season": pl.Int32, "quarter": pl.Int32, "half": pl.Int32,
    "decade": pl.Int32, "century": pl.Int32, "week": pl.Int32, "nth": pl.Int32, "nth_unit": pl.String,
    "count": pl.Float64, "count_2": pl.Float64, "unit_2": pl.String, "span": pl.Int32, "day_offset": pl.Int32,
    "other_day_offset": pl.Int32, "first": pl.Int32, "second": pl.Int32, "third": pl.Int32, "fourth": pl.Int32,
    "is_fiscal": pl.Boolean, "within": pl.String,
}  # fmt: skip
_NUMERALS: Final = (  # groups that may hold a spelled numeral
    "day", "day_from", "mon", "mon_from", "y", "y2", "y_to", "ey", "q", "h", "dec", "cen", "wk", "nth", "n", "n2",
)  # fmt: skip
_NAMED: Final = re.compile(r"\(\?P<\w+>")
RUNS: Final = ("first_months", "month_quarter")  # several months of one year, read on as a term
QUARTER_ENDS: Final = {  # the month that names a quarter in business news
    "march": "3", "mar": "3", "june": "6", "jun": "6", "september": "9", "sept": "9", "sep": "9",
    "december": "12", "dec": "12",
}  # fmt: skip
_WIDE: Final = "０１２３４５６７８９"


def normalise(text: pl.Expr) -> pl.Expr:
    """Write a wording plainly: lower case, narrow digits, plain blanks and apostrophes.

    Args:
        text: String expression.

    Returns:
        String expression; the number of characters may change, offsets are not kept.
    """
    blanks = ["\u00a0", "\u202f", "\u2009", "\u3000", "’"]
    return text.str.replace_many([*_WIDE, *blanks], [*"0123456789", " ", " ", " ", " ", "'"]).str.to_lowercase()


def _shape(wordings: pl.DataFrame, patterns: DatePatterns, language: str) -> pl.DataFrame:
    """The first shape that fits each wording, with its groups as text."""
    forms = patterns.forms[language]
    every = [f"(?:{re.sub(_NAMED, '(?:', form.template)})" for form in forms]
    fits = [pl.when(pl.col("plain").str.contains(f"^{one}$")).then(pl.lit(i, pl.Int32)) for i, one in enumerate(every)]
    numbered = wordings.with_columns(pl.coalesce(fits).alias("number"))
    found = [
        _grouped(numbered.filter(pl.col("number") == number), forms[number])
        for number in numbered.get_column("number").unique().drop_nulls().sort()
    ]
    empty = pl.DataFrame(schema=dict.fromkeys(("language", "surface", "plain", "form", *WORDING), pl.String))
    return pl.concat([empty, *found], how="diagonal")


def _grouped(wordings: pl.DataFrame, form: Form) -> pl.DataFrame:
    """The groups of one shape as text, a column each."""
    rows = wordings.with_columns(
        pl.col("plain").str.extract_groups(f"^(?P<everything>{form.template})$").alias("groups")
    ).unnest("groups")
    by_column: dict[str, list[str]] = {}
    for group in rows.columns:
        by_column.setdefault(column_of(group), []).append(group)
    return rows.select(
        "language", "surface", "plain", pl.lit(form.name).alias("form"),
        *(pl.coalesce(by_column[c]).alias(c) for c in WORDING if c in by_column),
    )  # fmt: skip


def _value(column: str, lookup: dict[str, str], *, as_text: bool = False) -> pl.Expr:
    text = pl.col(column).str.strip_chars(" .")
    value = text.replace_strict(lookup, default=None, return_dtype=pl.String)
    return value if as_text else value.cast(pl.Int32)


def _spelled(text: pl.Expr, numbers: pl.DataFrame) -> pl.Expr:
    return text.replace_strict(numbers["word"], numbers["value"], default=None, return_dtype=pl.Int32)


def _wording(column: str) -> pl.Expr:
    text = pl.col(column).str.replace(r" and a (?:half|quarter)$", "")
    return text.str.replace_many(["-", " et ", " and "], [" ", " ", " "]).str.strip_chars(" .")


def _occurring(shaped: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """The few numerals that occur, so that each lookup is small."""
    texts = pl.concat([shaped.select(_wording(column).alias("word")).unique() for column in _NUMERALS]).unique()
    return numbers.join(texts, on="word", how="semi")


def _number(column: str, numbers: pl.DataFrame) -> pl.Expr:
    """Digits, or a spelled numeral; an ordinal's ending does not count."""
    text = _wording(column)
    digits = text.str.extract(r"^([0-9]{1,4})(?:er|re|ère|ème|eme|e|es|nd|nde|st|rd|th)?$")
    return pl.coalesce(digits.cast(pl.Int32), _spelled(text, numbers))


def _count(column: str, numbers: pl.DataFrame) -> pl.Expr:
    """A count of units; halves and quarters included."""
    text = pl.col(column)
    base = text.str.replace(r" and a (?:half|quarter)$", "")
    more = pl.when(text.str.ends_with("and a half")).then(0.5).when(text.str.ends_with("and a quarter")).then(0.25)
    spelled = _spelled(_wording(column), numbers).cast(pl.Float64)
    decimal = base.str.replace(",", ".").cast(pl.Float64, strict=False)
    fraction = pl.when(text.is_in(["demi", "demie", "half", "半"])).then(0.5)
    return pl.coalesce(decimal, spelled, fraction) + more.otherwise(0.0)


def _units(column: str, units: dict[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(units, default=None, return_dtype=pl.String)


def _years(patterns: DatePatterns, numbers: pl.DataFrame) -> list[pl.Expr]:
    shift = patterns.lookups["shift"]
    era = pl.col("era").replace_strict(patterns.eras, default=None, return_dtype=pl.Int32)
    full = _number("y", numbers)
    short = pl.coalesce(_number("y2", numbers), pl.when(full < 100).then(full))
    year = pl.coalesce(era + _number("ey", numbers) - 1, short, full)
    to = _number("y_to", numbers)
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
        pl.coalesce(_value("dec", patterns.lookups["decade"]), _number("dec", numbers)).alias("decade"),
        pl.coalesce(_value("cen", patterns.lookups["century"]), _number("cen", numbers)).alias("century"),
    ]


def _calendar(patterns: DatePatterns, numbers: pl.DataFrame) -> list[pl.Expr]:
    look = patterns.lookups
    zero = pl.lit(0, dtype=pl.Int32)
    weekday = pl.coalesce(_value(c, look["weekday"]) for c in ("wd", "wdp", "wdw"))
    nth = pl.when(pl.col("nth_last").is_not_null()).then(-_number("nth", numbers)).otherwise(_number("nth", numbers))
    nth_weekday = _value("nthu", look["weekday"])
    is_last = (_number("q", numbers) == -1).fill_null(False)
    no_year = pl.all_horizontal(pl.col("y", "yrel", "ythis").is_null())
    return [
        pl.coalesce(
            _value("mon", look["month"]), _number("mon", numbers), _value("monw", look["month"]), _last_month(numbers)
        ).alias("month"),
        _first_month(numbers).alias("month_from"),
        pl.coalesce(_value("mrel", look["shift"]), pl.when(pl.col("mthis").is_not_null()).then(zero)).alias(
            "month_offset"
        ),
        _number("day", numbers).alias("day"),
        _number("day_from", numbers).alias("day_from"),
        pl.coalesce(weekday, nth_weekday).alias("weekday"),
        pl.coalesce(_value("wrel", look["shift"]), pl.when(pl.col("wthis").is_not_null()).then(zero)).alias(
            "week_offset"
        ),
        _value("frel", look["shift"]).alias("fiscal_offset"),
        pl.coalesce(_value("qrel", look["shift"]), pl.when(is_last & no_year).then(-1)).alias("quarter_offset"),
        pl.coalesce(_value("rel", look["shift"]), _value("rel_before", look["shift"])).alias("shift"),
        _value("sea", look["season"]).alias("season"),
        pl.when(is_last)
        .then(pl.when(no_year).then(None).otherwise(4))
        .otherwise(_number("q", numbers))
        .alias("quarter"),
        pl.when(_number("h", numbers) == -1).then(2).otherwise(_number("h", numbers)).alias("half"),
        _number("wk", numbers).alias("week"),
        nth.alias("nth"),
        pl.when(nth_weekday.is_not_null())
        .then(pl.lit("weekday"))
        .otherwise(_units("nthu", look["unit"]))
        .alias("nth_unit"),
        _number("d1", numbers).alias("first"),
        _number("d2", numbers).alias("second"),
        _number("d3", numbers).alias("third"),
        _number("d4", numbers).alias("fourth"),
    ]


def _last_month(numbers: pl.DataFrame) -> pl.Expr:
    """Month in which "the first nine months" and "the first three quarters" end."""
    per_unit = pl.when(pl.col("unit").str.contains("^(?:quarter|trimestre)")).then(3).otherwise(1)
    months = _number("n", numbers) * per_unit
    return pl.when((pl.col("form") == "first_months") & (months <= 12)).then(months)


def _first_month(numbers: pl.DataFrame) -> pl.Expr:
    """Month in which a run of months begins: as written, January, or two before the one that names a quarter."""
    quarter_end = _value("mon", QUARTER_ENDS)
    return (
        pl.when(pl.col("form") == "first_months").then(1)
        .when(pl.col("form") == "month_quarter").then(quarter_end - 2)
        .otherwise(_number("mon_from", numbers)).cast(pl.Int32)
    )  # fmt: skip


def _counts(patterns: DatePatterns, numbers: pl.DataFrame) -> list[pl.Expr]:
    look = patterns.lookups
    adjective = _value("adj", look["period_adjective"]).cast(pl.Float64)
    whole = pl.col("whole").is_not_null() | pl.col("set").is_not_null()
    half = pl.when(pl.col("half").is_in(["quarter"])).then(0.25).when(pl.col("half").is_not_null()).then(0.5)
    count = pl.coalesce(_count("n", numbers), adjective, pl.when(whole).then(1.0)) + half.otherwise(0.0)
    unit = pl.coalesce(
        _units("unit", look["unit"]), _units("whole", look["unit"]), pl.when(adjective.is_not_null()).then(pl.lit("Y"))
    )
    fiscal = pl.col("fy").is_not_null() | pl.col("frel").is_not_null()
    return [
        count.alias("count"),
        unit.alias("unit"),
        _count("n2", numbers).alias("count_2"),
        _units("unit2", look["unit"]).alias("unit_2"),
        _value("span", look["span"]).alias("span"),
        _value("dayw", look["day"]).alias("day_offset"),
        _value("oday", look["other_day"]).alias("other_day_offset"),
        _value("part", look["part"], as_text=True).alias("part"),
        fiscal.alias("is_fiscal"),
        pl.col("within"),
    ]


def parse_wordings(wordings: pl.DataFrame, patterns: DatePatterns) -> pl.DataFrame:
    """Read each distinct wording once.

    Args:
        wordings: Columns language (of the scan) and surface, unique together.
        patterns: From ``compile_dates``.

    Returns:
        Columns language, surface and those of ``PARTS``; wordings that fit no shape are left out. Order is not kept.
    """
    plain = wordings.with_columns(normalise(pl.col("surface")).alias("plain"))
    shaped = pl.concat(
        [_shape(plain.filter(pl.col("language") == language), patterns, language) for language in patterns.forms]
    )
    numbers = _occurring(shaped, patterns.numbers)
    values = (*_years(patterns, numbers), *_calendar(patterns, numbers), *_counts(patterns, numbers))
    term = pl.when(pl.col("form").is_in(RUNS)).then(pl.lit("term")).otherwise("form").alias("form")
    valued = shaped.select("language", "surface", term, *values)
    return valued.select("language", "surface", *(pl.col(column).cast(kind) for column, kind in PARTS.items()))
