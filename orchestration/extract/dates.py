"""Dates, periods and durations of article text. Frames in, frame out: no files, no clock.

What belongs here: the order of the steps and the columns of ``DATE_MENTIONS``. What does not: shapes (``date_forms``),
words (seeds), what a wording denotes (``dates_periods``).
"""

from typing import Final

import polars as pl

from orchestration.contracts import DATE_MENTIONS, conform
from orchestration.extract.dates_context import with_mod, with_tense
from orchestration.extract.dates_deadlines import UNDATED, bound_deadlines
from orchestration.extract.dates_filter import GROWN_LEAD, RECORD_LEAD, dates_only
from orchestration.extract.dates_listed import with_listed
from orchestration.extract.dates_memory import read_wordings
from orchestration.extract.dates_patterns import DatePatterns, compile_dates
from orchestration.extract.dates_periods import resolve
from orchestration.extract.dates_ranges import join_pairs, link
from orchestration.extract.dates_resolve import YEARLY
from orchestration.extract.dates_scan import find_wordings
from orchestration.extract.dates_years import era_years, label_years, short_years
from orchestration.extract.fiscal import DEFAULT_COUNTRY, by_paragraph, fiscal_countries
from orchestration.extract.ground import Ground
from orchestration.extract.kept import Keeper
from orchestration.extract.subsets import change

__all__ = ["compile_dates", "extract_dates"]

_ANAPHORA: Final = (  # wordings that point to a date of the text rather than to the publication
    r"(?i)suivant|précédent|qui suit|lendemain|veille|^(?:(?:the )?same|previous)[^\p{L}]|following|^(?:the )?next day|"
    r"^[同翌]|^前[年月週]"
)
_FULL: Final = ("day", "day_numeric")
_DATED: Final = (*_FULL, "fy_month", "month", "year")
_RESOLVED: Final = ("start", "end", "grain", "edtf", "date_type", "duration_iso", "is_fiscal", "year", "month", "form")
_BUDGET: Final = r"(?i)\bbudgets?(?:\s\p{Ll}+)?\s(?:de\s)?$"
_PAIR: Final = "([0-9]{2}([0-9]{2})[-–/](?:[0-9]{2})?([0-9]{2}))"
_TO_PAIR: Final = " (?:à|et|to|and|through) (?:l['’]exercice )?"
_FISCAL_WORD: Final = r"^ (?:fiscal|financial|budget) year(?-u:\b)"
_COUNTED: Final = (
    r"(?i)^(?:[.,]?[0-9]|\s(?:[0-9]|\p{Ll}+s(?:[^\p{L}]|$)|mill|bill|people|men|women|children|pour cent|per cent|%"
    r"|h(?:[^\p{L}]|$)))"
)
_TAIL: Final = r"(\p{L})\.?\s[0-9]{1,2}$"
_MONTH_FIRST: Final = r"^\p{L}+\.?\s[0-9]{1,2}$"
_CLOSES: Final = (
    r"(?i)^(?:\s*(?:$|\n)|\s?[.,;:!?)»”\"](?:[^0-9]|$)|\s?[-–]\s?(?:[0-9]|\p{L})|"
    r"\s(?:au|à|a|et|jusqu['’]\p{L}+|to|until|through|and)\s)"
)
_RANGE_BEHIND: Final = (  # "in five years, from 2026 to 2030"
    r"(?i)^,?\s(?:from|between)\s(?:\p{L}+\s)?(?:19|20)[0-9]{2}(?:\s(?:to|and|until)\s|$)"
)
_AUXILIARY: Final = r"(?i)(?:^|[^a-z])(?:to|will|would|should|could|must|may|might|can|cannot|not|only)\s$"
_TOLD: Final = (  # what is still read of a mention once its days are known
    "row", "article_id", "passage_index", "sentence_index", "is_duplicate", "char_start", "char_end", "surface",
    "between", "after", "form", "day", "weekday", "unit", "count", "part", "within", "is_fiscal", "mod", "is_first",
    "is_second", "is_lone_day", "offset", "fiscal_country", "stated_year", "start", "end", "grain", "edtf",
    "date_type", "duration_iso", "anchor_used", "other_day_offset", "published_on",
)  # fmt: skip
KEPT: Final = Keeper()
_MODS: Final = {"start": "start", "mid": "mid", "end": "end"}


def _without_counts(read: pl.DataFrame) -> pl.DataFrame:
    """Leave the number to what it counts: "vendredi 13 salariés" is a Friday, "vendredi 13" a day."""
    bare_day = (pl.col("form") == "day") & pl.col("weekday").is_not_null() & pl.col("month").is_null()
    word = pl.col("surface").str.extract(r"^(\S+)")
    cut = (pl.col("surface").str.len_chars() - word.str.len_chars()).cast(pl.Int64)
    counts = pl.col("after").str.contains(_COUNTED)
    return change(
        read,
        pl.col("language").is_in(["fr", "en"]) & bare_day & pl.col("surface").str.contains("[0-9]$"),
        pl.when(counts).then(pl.col("char_end") - cut).otherwise("char_end").alias("char_end"),
        pl.when(counts).then(word).otherwise("surface").alias("surface"),
        pl.when(counts).then(pl.lit("weekday")).otherwise("form").alias("form"),
        pl.when(counts).then(None).otherwise("day").alias("day"),
        kept=KEPT,
    )


def _without_tails(read: pl.DataFrame) -> pl.DataFrame:
    """Leave digits behind a day to what they count ("le 3 mai 15 élus", "en mai 3 usines"); at an end they are its."""
    spoken = pl.col("language").is_in(["fr", "en"]) & (pl.col("form") == "day") & pl.col("month").is_not_null()
    tailed, month_first = pl.col("surface").str.contains(_TAIL), pl.col("surface").str.contains(_MONTH_FIRST)
    cut = change(
        read.with_columns(is_cut=pl.lit(False)),
        spoken & tailed & (pl.col("is_short_year") | ((pl.col("language") == "fr") & month_first)),
        (~pl.col("after").str.contains(_CLOSES)).alias("is_cut"),
        kept=KEPT,
    )
    word = pl.col("surface").str.replace(_TAIL, "$1")
    dropped = (pl.col("surface").str.len_chars() - word.str.len_chars()).cast(pl.Int64)
    is_month = ~pl.col("is_short_year")
    return change(
        cut,
        pl.col("is_cut"),
        (pl.col("char_end") - dropped).alias("char_end"),
        word.alias("surface"),
        pl.when(is_month).then(pl.lit("month")).otherwise("form").alias("form"),
        pl.when(is_month).then(None).otherwise("day").alias("day"),
        pl.when(is_month).then("year").alias("year"),
        pl.lit(False).alias("is_short_year"),
        kept=KEPT,
    ).drop("is_cut")


def _without_verbs(read: pl.DataFrame) -> pl.DataFrame:
    """Leave "last" where it is a verb, and "in" behind growth or before its years, to the sentence: lengths."""
    spans = (pl.col("language") == "en") & (pl.col("form") == "span") & pl.col("surface").str.contains("^last ")
    is_verb = pl.col("before").str.contains(_AUXILIARY)
    ahead = (pl.col("language") == "en") & (pl.col("form") == "later") & pl.col("surface").str.contains("^(?i:in) ")
    looks_back = pl.col("before").str.contains(f"{RECORD_LEAD}|{GROWN_LEAD}") | pl.col("after").str.contains(
        _RANGE_BEHIND
    )
    read = change(
        read,
        ahead,
        pl.when(looks_back).then(pl.col("char_start") + len("in ")).otherwise("char_start").alias("char_start"),
        pl.when(looks_back).then(pl.col("surface").str.slice(len("in "))).otherwise("surface").alias("surface"),
        pl.when(looks_back).then(pl.lit("duration")).otherwise("form").alias("form"),
        kept=KEPT,
    )
    return change(
        read,
        spans,
        pl.when(is_verb).then(pl.col("char_start") + len("last ")).otherwise("char_start").alias("char_start"),
        pl.when(is_verb).then(pl.col("surface").str.slice(len("last "))).otherwise("surface").alias("surface"),
        pl.when(is_verb).then(pl.lit("duration")).otherwise("form").alias("form"),
        kept=KEPT,
    )


def _parsed(found: pl.DataFrame, patterns: DatePatterns) -> pl.DataFrame:
    """Wordings with their parts and cues, without those that are no dates."""
    parts = read_wordings(found.select("language", "surface").unique(maintain_order=True), patterns)
    joined = found.join(parts, on=["language", "surface"], validate="m:1", maintain_order="left")
    read = _without_verbs(_without_tails(_without_counts(joined)))
    budget = pl.col("before").str.contains(_BUDGET)
    marked = change(
        _with_split_years(read),
        pl.col("form").is_in(["year", "year_range"]),
        (pl.col("is_fiscal") | budget).alias("is_fiscal"),
        pl.when(budget & (pl.col("form") == "year_range")).then(pl.lit("fiscal")).otherwise("form").alias("form"),
        kept=KEPT,
    )
    is_lone_day = (pl.col("form") == "day") & pl.col("month").is_null()
    is_open = pl.col("form").is_in(YEARLY) & pl.col("year").is_null()
    heard = dates_only(with_listed(marked, patterns.listed))
    return with_tense(with_mod(heard), (pl.col("form") == "weekday") | is_lone_day | is_open)


def _with_split_years(read: pl.DataFrame) -> pl.DataFrame:
    """Tell whether two years are one that begins in the first: "2026-27", "2026-2027 to 2030-2031"."""
    ends_short = pl.col("surface").str.contains(r"[0-9０-９]\s?[-–/]\s?[0-9０-９]{2}$")
    other = pl.coalesce(
        pl.col("after").str.extract(f"^{_TO_PAIR}{_PAIR}"), pl.col("before").str.extract(f"{_PAIR}{_TO_PAIR}$")
    )
    is_one = _follows(pl.col("surface")) & (_follows(other) | pl.col("after").str.contains(_FISCAL_WORD))
    return change(
        read.with_columns(ends_short.alias("is_short_range")),
        pl.col("form") == "year_range",
        (pl.col("is_short_range") | is_one.fill_null(value=False)).alias("is_short_range"),
        kept=KEPT,
    )


def _follows(pair: pl.Expr) -> pl.Expr:
    """Tell whether the second of two years is the one after the first: "2014-2020" is a period of seven."""
    first, second = (pair.str.extract(_PAIR, place).cast(pl.Int32) for place in (2, 3))
    return (first + 1) % 100 == second


def _with_calendars(
    mentions: pl.DataFrame, articles: pl.DataFrame, patterns: DatePatterns, money: pl.DataFrame
) -> pl.DataFrame:
    """Fiscal calendar of the payer beside each mention."""
    candidate = pl.col("is_fiscal") | pl.col("is_short_range")
    asked = mentions.with_columns(candidate.alias("is_fiscal_candidate"))
    countries = fiscal_countries(articles, asked, patterns, money=money)
    spanning = fiscal_countries(articles, asked.filter("is_short_range"), patterns, money=money, is_spanning=True)
    whole = pl.concat(
        [
            rows.join(calendars, on="article_id", how="left", validate="m:1")
            for rows, calendars in (
                (mentions.filter(~pl.col("is_short_range")), countries),
                (mentions.filter("is_short_range"), spanning),
            )
        ]
    ).sort("row")
    # a Japanese firm's year is Japanese wherever it builds; a budget named without "fiscal" is its country's
    is_foreign = (pl.col("language") != "ja") | pl.col("surface").str.contains("会計年度")
    is_local = is_foreign & pl.col("form").is_in(["fiscal", "fiscal_relative", "year"])
    joined = by_paragraph(whole, articles, candidate & is_local, patterns)
    default = patterns.fiscal_years.select(
        pl.col("country"), pl.col("start_month").alias("m"), pl.col("start_day").alias("d"), pl.col("label").alias("l")
    )
    country = pl.coalesce(
        "fiscal_country", pl.col("language").replace_strict(DEFAULT_COUNTRY, default=None, return_dtype=pl.String)
    )
    return (
        joined.with_columns(country.alias("fiscal_country"))
        .join(default, left_on="fiscal_country", right_on="country", how="left", validate="m:1", maintain_order="left")
        .with_columns(
            pl.coalesce("start_month", "m").alias("start_month"),
            pl.coalesce("start_day", "d").alias("start_day"),
            pl.coalesce("label", "l").alias("label"),
        )
        .drop("m", "d", "l")
    )


def _resolved_against(mentions: pl.DataFrame, ref: pl.Expr) -> pl.DataFrame:
    return resolve(mentions.with_columns(ref.alias("ref")))


def _resolve_in_article(mentions: pl.DataFrame) -> pl.DataFrame:
    """Resolve against the publication; then against the last date of the text what depends on it.

    Without a publication date only a full date of the text (day, month and year) is an anchor.
    """
    first = _resolved_against(mentions, pl.col("published_on"))
    points_back = pl.col("surface").str.contains(_ANAPHORA)
    is_full = pl.col("form").is_in(_FULL) & pl.col("stated_year").is_not_null()
    is_dated = pl.col("form").is_in(_DATED) & pl.col("published_on").is_not_null()
    anchor = pl.when((is_full | is_dated) & ~points_back).then(pl.col("start"))
    article = pl.when(anchor.is_not_null()).then(pl.col("article")).forward_fill().shift(1)
    day = pl.when(pl.col("form").is_in(_FULL)).then(anchor)  # 同日 is the day named last, not a year
    day_article = pl.when(day.is_not_null()).then(pl.col("article")).forward_fill().shift(1)
    day_passage = pl.when(day.is_not_null()).then(pl.col("passage_index")).forward_fill().shift(1)
    is_day_near = (day_article == pl.col("article")) & (day_passage == pl.col("passage_index"))
    text_day = (
        pl.when(pl.col("other_day_offset").is_not_null())
        .then(pl.when(day_article == pl.col("article")).then(day.forward_fill().shift(1)))
        .when(pl.col("unit") == "W")  # 前週 is the week before a day of its paragraph, or before the report
        .then(pl.when(is_day_near).then(day.forward_fill().shift(1)))
        .when(article == pl.col("article"))
        .then(anchor.forward_fill().shift(1))
    )
    first = first.with_columns(text_day.alias("text_day"), pl.lit("publication").alias("anchor_used"))
    unresolved = pl.col("published_on").is_null() & pl.col("start").is_null()
    dependent = first.select(((points_back | unresolved) & pl.col("text_day").is_not_null()).alias("it"))["it"]
    interval = first["published_on"].ne_missing(first["published_until_on"]) & first["published_until_on"].is_not_null()
    anchored = _replace(first, mentions, dependent, first["text_day"], "other_mention")
    coming = pl.col("is_fiscal") & (pl.col("start") > pl.col("published_on"))
    # 前年度 in a report on a budget to come: before that
    named = coming & ~pl.col("surface").str.contains("^[前翌]年度")
    budget_day = pl.when(named).then("start").forward_fill().shift(1)
    budget_article = pl.when(named).then("article").forward_fill().shift(1)
    is_before = pl.col("surface").str.contains("^[前翌]年度") & (budget_article == pl.col("article"))
    before = first.select((is_before & budget_day.is_not_null()).fill_null(value=False).alias("it"))["it"]
    anchored = _replace(anchored, mentions, before, first.select(budget_day.alias("it"))["it"], "other_mention")
    return _widen(anchored, mentions, interval & ~dependent)


def _replace(
    resolved: pl.DataFrame, mentions: pl.DataFrame, rows: pl.Series, ref: pl.Series, anchor: str
) -> pl.DataFrame:
    """Resolve some rows again against another day."""
    if not rows.any():
        return resolved
    again = _resolved_against(mentions.with_columns(ref.alias("text_day")).filter(rows), pl.col("text_day"))
    changed = again.select("row", *_RESOLVED, pl.lit(anchor).alias("anchor_used"))
    return resolved.update(changed, on="row", how="left", include_nulls=True)


def _widen(resolved: pl.DataFrame, mentions: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Where only the month of publication is known, the set of days that a relative date may denote."""
    if not rows.any():
        return resolved
    last = _resolved_against(mentions.filter(rows), pl.col("published_until_on")).select(
        "row", pl.col("end").alias("last_end"), pl.col("edtf").alias("last_edtf")
    )
    both = resolved.join(last, on="row", how="left", validate="1:1", maintain_order="left")
    differs = (pl.col("edtf") != pl.col("last_edtf")).fill_null(False)
    wide = pl.format("[{}..{}]", pl.col("start").dt.strftime("%Y-%m-%d"), pl.col("last_end").dt.strftime("%Y-%m-%d"))
    return both.with_columns(
        pl.when(differs).then(pl.col("last_end")).otherwise(pl.col("end")).alias("end"),
        pl.when(differs).then(wide).otherwise(pl.col("edtf")).alias("edtf"),
    ).drop("last_end", "last_edtf")


def _weekday_right() -> pl.Expr:
    """Whether a named day has the weekday that is named with it; null unless both are."""
    is_day = (pl.col("start") == pl.col("end")).fill_null(value=False)
    fits = pl.col("start").dt.weekday() == pl.col("weekday")
    return pl.when(is_day & pl.col("weekday").is_not_null()).then(fits).alias("is_weekday_right")


def _columns() -> list[pl.Expr]:
    """The columns of the contract that are not there yet."""
    duration = (
        pl.col("date_type").is_in(["duration", "set", "vague"]) & pl.col("start").is_null() & pl.col("end").is_null()
    )
    day = (pl.col("start") == pl.col("end")).fill_null(False)
    kind = pl.when(duration).then(pl.lit("duration")).when(day).then(pl.lit("date")).otherwise(pl.lit("period"))
    fixed = pl.col("stated_year").is_not_null() | pl.col("form").is_in(["decade", "century"])
    unresolved = pl.col("start").is_null() & pl.col("end").is_null()
    anchor = (
        pl.when(unresolved).then(pl.lit("none")).when(fixed).then(pl.lit("absolute")).otherwise(pl.col("anchor_used"))
    )
    part = pl.col("part").replace_strict(_MODS, default=None, return_dtype=pl.String)
    return [
        pl.format("{}-d{}", "article_id", "char_start").alias("date_mention_id"),
        kind.alias("date_kind"),
        pl.col("start").alias("start_on"),
        pl.col("end").alias("end_on"),
        pl.coalesce("mod", part).alias("mod"),
        anchor.alias("anchor"),
        pl.when(pl.col("is_fiscal")).then(pl.col("fiscal_country")).alias("fiscal_country"),
        pl.col("weekday").cast(pl.Int8),
    ]


def extract_dates(ground: Ground, patterns: DatePatterns, *, money: pl.DataFrame) -> pl.DataFrame:
    """Find every date, period and duration and say which days it denotes.

    Args:
        ground: The articles on their line.
        patterns: From ``compile_dates``.
        money: ``MONEY_MENTIONS`` contract; the currencies tell whose fiscal years are meant.

    Returns:
        ``DATE_MENTIONS`` contract, in article and reading order. Spans hold neither articles nor the words of
        deadlines and ranges around them ("d'ici", "by", "entre").
    """
    found = find_wordings(ground, patterns)
    published = ground.articles.select("article", "published_on", "published_until_on")
    read = _parsed(found, patterns).join(published, on="article", how="left", validate="m:1", maintain_order="left")
    mentions = label_years(link(short_years(era_years(read, patterns.eras)).with_row_index("row")))
    mentions = _with_calendars(mentions, ground.articles, patterns, money).with_columns(
        pl.lit(None, dtype=pl.Date).alias("other_day"), pl.col("year").alias("stated_year")
    )
    resolved = _resolve_in_article(mentions)
    is_told = pl.col("start").is_not_null() | pl.col("date_type").is_in(UNDATED) | pl.col("published_on").is_null()
    dated = resolved.select(*_TOLD, is_told.alias("is_told")).filter("is_told")
    joined = join_pairs(dated).with_columns(_weekday_right())  # as the day is named, whichever side is open
    return conform(bound_deadlines(joined).with_columns(_columns()), DATE_MENTIONS, name="date_mentions")
