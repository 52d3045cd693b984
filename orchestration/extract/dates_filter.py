"""Whether a wording that has the shape of a date is one in its context.

What belongs here: names ("Agenda 2030"), numbers ("2000 logements"), verbs ("may") and parts of words that only look
like dates. What does not: what a date denotes.
"""

from collections.abc import Callable
from typing import Final

import polars as pl

from orchestration.extract.dates_context import PAST_AFTER
from orchestration.extract.subsets import change, choose

_APOSTROPHE: Final = "['’]"
_PREPOSITION: Final = (
    rf"(?i)(?:^|[^a-zà-ÿ])(?:en|in|of|since|from|to|until|till|by|during|through|between|and|after|before|depuis|dès|"
    rf"late|early|mid|around|for|at|au|du|d{_APOSTROPHE}|de|le|ou|entre|avant|après|vers|pour|jusqu{_APOSTROPHE}en|"
    rf"fin|début|until|on|dans|each|every|chaque|courant)[\s-]*(?:the\s)?$"
)
_YEAR_LEAD: Final = (
    rf"(?i)(?:^|[^a-zà-ÿ])(?:en|in|depuis|since|by|d{_APOSTROPHE}ici|année|years?|an|budgets?|fin|début|dès|until|"
    rf"jusqu{_APOSTROPHE}en|before|after|avant|après|during|circa|vers|et|and|to|à|from|de|entre|between|pour|for|of|"
    r"the|le|la|du|durant|pendant|sur|over|late|early|mid|horizon|through|around|courant)[\s-](?:à\s|the\s)?$"
)
_STRONG_YEAR_LEAD: Final = (
    rf"(?i)(?:^|[^a-zà-ÿ])(?:en|in|depuis|since|by|d{_APOSTROPHE}ici|année|year|l{_APOSTROPHE}an|budget|of|de)"
    r"\s(?:à\s)?$"
)
_NAME_BEFORE: Final = r"\p{Lu}[\p{L}'’-]*\s?[«\"]?$"
_NUMBER_BEFORE: Final = (
    r"(?:[0-9][.,:/-]|[$€£¥₩₹#№+@_©]\s?|n[°o]\.?\s?|(?i:iso|iec|page|p\.|art\.|article|rfc|no\.|numéro)\s|"
    r"[0-9]\s?[-–]\s?)$"
)
_NUMBER_AFTER: Final = r"^(?:[.,:/][0-9]|[-–][0-9]|\s?[%€$£°º]|\s?[-–]\s?[0-9]|[a-zA-Z_@])"
_ABOUT_BEFORE: Final = (
    r"(?i)(?:environ|quelque|près de|plus de|moins de|about|some|over|nearly|than|au moins|à peine|約)\s?$"
)
_NO_PLURAL: Final = (  # words in -s that are no things to count
    r"^\s(?:as|is|was|has|its|this|plus|less|versus|onwards|perhaps|dans|des|les|ses|ces|mais|puis|sans|sous|vers|"
    r"alors|dès|depuis|après|plus|moins|hors)(?:[^a-zà-ÿ]|$)"
)
_SEASON_LEAD: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:au|cet|dès|l{_APOSTROPHE}|the|by|this|until|since|le)\s?$"
_QUARTER_LEAD: Final = r"(?i)(?:au|du|le|ce)\s$"
_WEEKDAY_LEAD: Final = r"(?i)(?:^|[^a-z])(?:on|this|next|last|until|till|by|from|since|to)\s$"
_DAY_LEAD: Final = r"(?i)(?:^|[^a-zà-ÿ])(?:on|by|since|until|before|after|this|due|dated|le|du|au)\s$"
_SEASON_AFTER: Final = "^(?:まで|以降|から|ごろ|頃|に[はも、])"
_HOLIDAY_LEAD: Final = (  # "before Christmas" is a day, "Christmas lights" are none
    r"(?i)(?:^|[^\p{L}])(?:before|by|at|on|after|until|till|since|around|for|over|from|to|avant|après|à|pour|dès|depuis|vers|"
    rf"d{_APOSTROPHE}ici|jusqu{_APOSTROPHE}à|autour de|lors de)\s(?:la\s|l{_APOSTROPHE})?$"
)
_RECORD_LEAD: Final = (  # "the worst drought in four decades" looks back
    r"(?i)(?:^|[^\p{L}])(?:first|only|worst|best|least|most\s\p{L}+|(?:high|low|larg|bigg|small|fast|slow|strong|weak|steep|"
    r"sharp|long|short|tight|warm|cold|dri|wett|deep|broad|wid|heavi|dear|cheap|bold)est)\s(?:[\p{L}’'-]+\s){0,3}$"
)
_SHORT_WEEKDAYS: Final = (
    "mon",
    "tue",
    "tues",
    "wed",
    "weds",
    "thu",
    "thur",
    "thurs",
    "fri",
    "lun",
    "mar",
    "ven",
    "dim",
)
_BEFORE, _AFTER, _FORM, _SURFACE = pl.col("before"), pl.col("after"), pl.col("form"), pl.col("surface")
_PLAIN: Final = pl.col("surface").str.to_lowercase()
_CAPITAL: Final = pl.col("surface").str.contains(r"^\p{Lu}")
_JAPANESE: Final = pl.col("language") == "ja"


def _is_bare() -> pl.Expr:
    """A wording of one word, without year, part, or "last" and "next"."""
    return pl.all_horizontal(
        pl.col("year", "year_offset", "part", "shift", "day", "month_offset", "week_offset").is_null()
    )


def _is_bare_word() -> pl.Expr:
    """A wording of letters alone, without a blank: the name of a festival, where it is a day at all."""
    return _SURFACE.str.contains(r"^(?:[\p{Latin}’'-]+|[\p{Katakana}ー]+)$")


def _is_french_month() -> pl.Expr:
    """A month's name without a year: not an abbreviation, nor a capitalised homonym (Mars) inside a sentence."""
    homonym = _CAPITAL & _PLAIN.is_in(["mars", "avril", "mai", "juin", "août"]) & _BEFORE.str.contains(r"[^\n.«]\s$")
    return ~homonym & ((_PLAIN.str.len_chars() > 4) | _PLAIN.is_in(["mars", "mai", "juin", "août"]))


def _is_english_month() -> pl.Expr:
    """A month's name without a year: after a preposition, or capitalised and neither a verb nor a first name."""
    has_preposition = _BEFORE.str.contains(_PREPOSITION)
    homonym = _PLAIN.is_in(["may", "mar", "jan", "sept"]) | (_PLAIN.str.len_chars() <= 3)
    closes = _AFTER.str.contains(r"^\s*(?:$|[,.;:)])|^\s?[-–]\s?\p{L}")
    first_name = _CAPITAL & _AFTER.str.contains(r"^\s\p{Lu}\p{Ll}") & ~has_preposition
    told = has_preposition | (_CAPITAL & (~homonym | closes)) | _PLAIN.str.contains("month of")
    return told & ~first_name


def _is_month() -> pl.Expr:
    french, english = pl.col("language") == "fr", pl.col("language") == "en"
    return pl.when(french).then(_is_french_month()).when(english).then(_is_english_month()).otherwise(True)


def _is_year() -> pl.Expr:
    """Four digits alone: not a number, not part of a name, not a count of things."""
    lead, strong = _BEFORE.str.contains(_YEAR_LEAD), _BEFORE.str.contains(_STRONG_YEAR_LEAD)
    named = _BEFORE.str.contains(_NAME_BEFORE) & ~lead
    plural = _AFTER.str.contains(r"^\s[a-zà-ÿ]+s(?:[^a-zà-ÿ]|$)") & ~strong & ~_AFTER.str.contains(_NO_PLURAL)
    far = ~pl.col("year").is_between(1900, 2100) & ~strong
    counted = _JAPANESE & _AFTER.str.contains(r"^[^\s〜～~、。,.）)から/-]")
    number = (
        _BEFORE.str.contains(_NUMBER_BEFORE) | _AFTER.str.contains(_NUMBER_AFTER) | _BEFORE.str.contains(_ABOUT_BEFORE)
    )
    return ~(named | plural | far | counted | number)


def _is_numeric_date() -> pl.Expr:
    """Digits and separators that do not go on as a longer number (telephone, reference, version)."""
    return ~(
        pl.col("between").str.contains(r"[0-9][.,:/-]$|[+]\s?[0-9 -]*$")
        | pl.col("gap_after").str.contains(r"^[-/:.]?[0-9]")
    )


def _is_slashed_day() -> pl.Expr:
    """Two numbers and a slash are a day after a preposition of time, or before a particle of it; else a share."""
    led = _BEFORE.str.contains(_DAY_LEAD) & ~_AFTER.str.contains(
        r"(?i)^\s(?:of|de|des|du|d['’]|\p{Ll}+s(?:[^\p{L}]|$))"
    )
    return pl.when(_JAPANESE).then(_AFTER.str.contains("^(?:に|まで|から|、|（)")).otherwise(led)


def _refusals() -> list[tuple[pl.Expr, pl.Expr]]:
    """Wordings that are never a date: the tail of a number, "this may", "the same fiscal year", comparisons, counts."""
    told_later = _AFTER.str.starts_with("に") & _AFTER.str.contains(PAST_AFTER)  # after what is told, not after today
    compared = _AFTER.str.contains(r"^(?:同期|同月|比|度比|並み)")
    return [
        (_SURFACE.str.contains(r"^[0-9０-９]"), _BEFORE.str.contains(r"[0-9０-９][.,]?$")),
        (_FORM == "fiscal_relative", _SURFACE.str.starts_with("同")),
        (_FORM == "month", _PLAIN == "this may"),
        (_JAPANESE & _FORM.is_in(["year", "month", "fiscal_relative"]), compared),
        (_JAPANESE & (_FORM == "year") & (pl.col("year") < 300), ~pl.col("is_short_year")),
        ((_FORM == "later") & _SURFACE.str.contains("^(?i:in) "), _BEFORE.str.contains(_RECORD_LEAD)),
        (_JAPANESE & (_FORM == "later"), _BEFORE.str.contains("(?:から|より)$") | told_later),
        (_FORM == "weekday", _BEFORE.str.contains("(?:Black|Cyber|Giving) $")),
        (
            _SURFACE.is_in(["1日", "１日", "一日"]),
            _AFTER.str.contains("^(?:約|[0-9０-９]|当たり|あたり|につき)"),
        ),  # per day
    ]


def _tests() -> list[tuple[pl.Expr, Callable[[], pl.Expr]]]:
    """Which wordings are dates in some contexts only, and in which; the first that applies counts."""
    bare_year = (_FORM == "year") & _SURFACE.str.contains(r"^[0-9０-９]{4}$")
    leading_digits = _FORM.is_in(["day", "month"]) & _SURFACE.str.contains(r"^[0-9０-９]+[-/.]")
    kana = (_FORM == "day_word") & _SURFACE.str.contains(r"^[ぁ-ん]+$")
    kanji_day = (_FORM == "day") & pl.col("month").is_null() & _SURFACE.str.contains("^[一二三四五六七八九十]")
    festival = _FORM.is_in(["day", "easter"]) & _is_bare_word()
    led = _CAPITAL & _BEFORE.str.contains(_HOLIDAY_LEAD)
    lone_season = _JAPANESE & (_FORM == "season") & _is_bare()
    season = pl.when(_PLAIN == "fall").then(False).otherwise(_BEFORE.str.contains(_SEASON_LEAD))
    return [
        (pl.col("is_refused"), lambda: pl.lit(False)),
        (_FORM == "year_range", lambda: _is_numeric_date() & (pl.col("year_to") > pl.col("year"))),
        (
            (_FORM == "weekday") & _PLAIN.is_in(_SHORT_WEEKDAYS),
            lambda: _AFTER.str.starts_with(".") | _BEFORE.str.contains(_WEEKDAY_LEAD),
        ),
        ((_FORM == "quarter") & _PLAIN.str.contains("^t[1-4]$"), lambda: _BEFORE.str.contains(_QUARTER_LEAD)),
        (kanji_day, lambda: _AFTER.str.contains(r"^(?:$|[にのはがをか、。,)）「付夜朝昼夕午まで\s])")),
        ((_FORM == "month") & _is_bare() & pl.col("month").is_not_null(), _is_month),
        ((_FORM == "season") & _is_bare() & ~_JAPANESE, lambda: season),
        (lone_season, lambda: _AFTER.str.contains(_SEASON_AFTER) & _BEFORE.str.contains("(?:^|[^一-鿿])$")),
        (bare_year, _is_year),
        (festival, lambda: pl.when(_JAPANESE).then(_AFTER.str.contains("^(?:$|[にはまかを、。前後])")).otherwise(led)),
        (
            (_FORM == "day_numeric") & _SURFACE.str.contains("^[0-9０-９]{1,2}/[0-9０-９]{1,2}$"),
            lambda: _is_numeric_date() & _is_slashed_day(),
        ),
        ((_FORM == "day_numeric") | leading_digits, _is_numeric_date),
        (kana, lambda: _AFTER.str.contains(r"^(?:$|[はのにもまかを、。「午朝夜])")),
    ]


def dates_only(wordings: pl.DataFrame) -> pl.DataFrame:
    """Keep the wordings that are dates in their context.

    Args:
        wordings: The columns of ``find_wordings`` and ``parse_wordings``.

    Returns:
        Some of the rows, in the same order.
    """
    judged = wordings.with_columns(is_refused=pl.lit(False), is_date=pl.lit(True))
    for condition, is_refused in _refusals():
        judged = change(judged, condition, (pl.col("is_refused") | is_refused.fill_null(False)).alias("is_refused"))
    return choose(judged, "is_date", _tests()).filter(pl.col("is_date").fill_null(True)).drop("is_refused", "is_date")
