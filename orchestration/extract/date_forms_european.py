"""The shapes of dates that the European languages share whose words alone tell them apart; tokens as in ``date_forms``.

What belongs here: one regular expression per shape for all of them, in the order in which they are tried. What does
not: their words, which are rows of ``ref_date_words``, ``ref_months`` and ``ref_weekdays``; French and English, which
have shapes of their own.

A token is named by the kind of its words: ``<MONTH>``, ``<SHIFT>`` ("nächsten", "pasado"), ``<LINK>`` what may join a
day, a month and a year ("de"), ``<ART>`` what may stand before either. ``<UNIT>`` is one year, month or week,
``<UNITS>`` are several.
"""

from typing import Final

from orchestration.extract.date_forms import YEAR, YEAR_B, Form

LANGUAGES: Final = ("de", "es", "it", "pt", "nl")

_JOIN: Final = "(?:(?:<LINK><S>)|<ART>(?:<S>|))?"
_JOINS: Final = "(?:(?:<LINK>|<ART>)(?:<S>|)){0,3}"
_DAY: Final = "(?P<day><D>{1,2})[.º°ª]?"
_SHIFTED_YEAR: Final = rf"<S>{_JOINS}(?:(?P<yrel><SHIFT>)<S><YEARNOUN>|<YEARNOUN><S>(?P<yrel_b><SHIFT>))"
_OF_YEAR: Final = rf"(?:[,/]?<S>{_JOINS}(?:<YEARNOUN><S>)?{YEAR}|{_SHIFTED_YEAR})"
_COUNT: Final = "<D>{1,3}|<NUMBER>"
_ORDINAL: Final = "<D>[.ºª°]?|<ORDINAL>"
_PART: Final = rf"(?P<part><PART>)<S>{_JOINS}"

FORMS: Final[tuple[Form, ...]] = (
    Form("fiscal", "european", rf"(?P<fy><FISCAL>)<S>{_JOINS}{YEAR}(?:<O>[-–/]<O>(?P<y_to><Y4>|<D>{{2}}))?"),
    Form(
        "fiscal_relative", "european",
        "(?P<frel><SHIFT>)<S>(?P<fy><FISCAL>)|(?P<fy_b><FISCAL>)<S>(?P<frel_b><SHIFT>)",
    ),
    Form(
        "first_months", "european",
        rf"<FIRST><S>(?P<n>{_COUNT})<S>(?P<unit><MONTHS>)(?:<S>{_JOINS}{YEAR}|{_SHIFTED_YEAR})?",
    ),
    Form(
        "day_range", "european",
        rf"(?P<day_from><D>{{1,2}})[.º°]?(?:<O>[-–]<O>|<S><TO><S>{_JOIN}){_DAY}<S>{_JOIN}(?P<mon><MONTH>)\.?(?:{_OF_YEAR})?",
    ),
    Form(
        "day", "european",
        rf"(?:(?P<wd><WEEKDAY>),?<S>{_JOIN})?(?:{_DAY}|(?P<day_b><FIRST>))<S>{_JOIN}(?P<mon><MONTH>)\.?(?:{_OF_YEAR}|<S>(?P<rel><SHIFT>))?",
    ),
    Form(
        "day", "european",
        r"(?P<wd><WEEKDAY>),?<S>(?:<ART><S>)?(?P<day><D>{1,2})\.?|(?P<wd_b><WEEKDAY>)<S>\((?P<day_b><D>{1,2})\)?",
    ),
    Form(
        "month", "european",
        rf"(?:{_PART})?(?:(?P<rel_before><SHIFT>)<S>)?(?P<mon><MONTHNAME>)(?:{_OF_YEAR}|<S>(?P<rel><SHIFT>))?",
    ),
    Form("month", "european", rf"(?P<mon><MONTH>)\.?<S>{_JOIN}{YEAR}"),
    Form("quarter", "european", rf"(?P<q>{_ORDINAL})<S><QUARTER>(?:<S>{_JOINS}{YEAR}|{_SHIFTED_YEAR})?"),
    Form(
        "quarter", "european",
        rf"[qtk](?P<q>[1-4])(?:<O>[-/]?<O>|<S>{_JOIN}){YEAR}|"
        rf"(?P<q_b>[1-4])[tqº](?:<S>{_JOIN}{YEAR_B}|(?P<y2><D>{{2}}))",
    ),
    Form("half", "european", rf"(?P<h>{_ORDINAL})<S><HALF>(?:<S>{_JOINS}{YEAR}|{_SHIFTED_YEAR})"),
    Form("half", "european", "(?P<h><ORDINAL>)<S><HALFNOUN>"),
    Form(
        "season", "european",
        rf"(?:{_PART})?(?:(?P<rel_before><SHIFT>)<S>)?(?P<sea><SEASON>)(?:{_OF_YEAR}|<S>(?P<rel><SHIFT>))?",
    ),
    Form(
        "weekday_week", "european",
        rf"(?P<wrel><SHIFT>)<S><WEEKNOUN><S>{_JOIN}(?P<wd><WEEKDAY>)|"
        rf"(?P<wd_b><WEEKDAY>)<S>{_JOINS}(?:(?P<wrel_b><SHIFT>)<S><WEEKNOUN>|<WEEKNOUN><S>(?P<wrel_c><SHIFT>))",
    ),
    Form("weekday", "european", "(?:(?P<rel_before><SHIFT>)<S>)?(?P<wd><WEEKDAY>)(?:<S>(?P<rel><SHIFT>))?"),
    Form(
        "span", "european",
        rf"(?P<span><SPAN>)<S>(?P<n>{_COUNT})<S>(?P<unit><UNIT>|<UNITS>)|(?P<n_b>{_COUNT})<S>(?P<span_b><SPAN>)<S>(?P<unit_b><UNITS>)|"
        rf"(?P<n_c>{_COUNT})<S>(?P<unit_c><UNITS>)<S>(?P<span_c><SPAN>)",
    ),
    Form("vague", "european", "(?P<vague><SPAN><S><UNITS>)"),
    Form(
        "unit_relative", "european",
        rf"(?:{_PART})?(?:(?P<rel_before><SHIFT>)<S>(?P<unit><UNIT>)|(?P<unit_b><UNIT>)<S>(?P<rel><SHIFT>))",
    ),
    Form("unit_relative", "european", rf"{_PART}(?P<unit><UNIT>)"),
    Form("year_word", "european", rf"{_PART}(?:<YEARNOUN><S>)?{YEAR}"),
    Form("year", "european", "(?P<yword><YEARWORD>)"),
    Form("decade", "european", r"(?P<dec><D>{3}0)er(?:<S>|-)(?:<UNIT>|<UNITS>)|(?:<DECADE>)<S>(?P<dec_b><D>{3}0)"),
    Form(
        "ago", "european",
        rf"<AGOBEFORE><S>(?P<n>{_COUNT})<S>(?P<unit><UNIT>|<UNITS>)|(?P<n_b>{_COUNT})<S>(?P<unit_b><UNIT>|<UNITS>)<S><AGOAFTER>",
    ),
    Form(
        "later", "european",
        rf"<LATERBEFORE><S>(?P<n>{_COUNT})<S>(?P<unit><UNIT>|<UNITS>)|(?P<n_b>{_COUNT})<S>(?P<unit_b><UNIT>|<UNITS>)<S><LATERAFTER>",
    ),
    Form("duration", "european", r"(?P<n><D>{1,3}(?:,<D>)?|<NUMBER>)(?:<S>|-)(?P<unit><UNIT>|<UNITS>)"),
    Form("adjective", "european", "(?P<adj><ADJECTIVE>)(?:e[mnrs]?|i|s)?"),
    Form("set", "european", "(?P<set><SET>)(?:<S>|)(?P<unit><TERM>)"),
    Form("day_word", "european", "(?P<dayw><DAYWORD>)"),
)  # fmt: skip
