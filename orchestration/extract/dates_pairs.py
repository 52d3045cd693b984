"""Which neighbouring wordings of dates belong together, and how. Frames in, frame out.

What belongs here: telling from the words between, before and after two wordings that they are the ends of one period,
or that one says how far away the other is. What does not: what the ends lend each other, and joining them
(``dates_ranges``).
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.subsets import change

RUN: Final = -2  # offset of "the 12 months to March": not a day at a distance but all of them
ONWARD: Final = 3  # offset of 今日から3日後: the day is moved by what follows it
_WIDEST: Final = 24  # characters between two wordings that belong together
_ENDS: Final = (
    "day", "day_numeric", "month", "year", "season", "quarter", "half", "fiscal", "year_range", "weekday", "week",
    "day_word", "nth", "unit_relative", "weekday_week", "fy_month", "year_word",
)  # fmt: skip
_RUN_ENDS: Final = ("day", "day_numeric", "month")
_DAYS: Final = ("day", "day_numeric", "day_word", "weekday", "weekday_week")
_ARTICLE: Final = "(?:(?:le|la|l['’]|the|du|de)[ \u00a0]?)?"
_DASH: Final = r"^\s?(?:[-–—~〜～－]|から(?:の)?|以降)\s?$"
_TO: Final = rf"(?i)^\s(?:au|jusqu['’](?:au|à|en)|jusqu['’]à|to|till|until|through|thru)\s{_ARTICLE}$"
_TO_FRENCH: Final = rf"(?i)^\s(?:à|a|jusqu['’]?a)\s{_ARTICLE}$"
_LISTED: Final = "^[・、]$"  # 2025、2026年
_AND: Final = rf"(?i)^\s(?:et|and)\s{_ARTICLE}$"
_AFTER: Final = rf"(?i)^\s(?:from|on|after|following|après|suivant)\s{_ARTICLE}$"
_BEFORE: Final = rf"(?i)^\s(?:before|prior to|avant)\s{_ARTICLE}$"
_OF_DAY: Final = r"(?i)^\s(?:(?:of|de|du|d['’]|the|le|la|l['’])\s?)*$"
_BY_DAY: Final = "(?i)^(?:day before|day after|lendemain|veille|surlendemain|avant-veille)$"
_RUNNING_TO: Final = (
    r"(?i)^\s(?:to|ended|ending|through|clos(?:es)?|terminée?s?|achevée?s?)(?:\s(?:on|in|the|le|en|au|fin))?\s$"
)
_FROM_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:de|du|d['’]|depuis|entre|from|since)\s?{_ARTICLE}$"
_BETWEEN_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:entre|between)\s{_ARTICLE}$"
_APART: Final = (  # "the year from 1 April 2026 to 31 March 2027" tells its bounds, "postponed from ... to" two days
    r"(?i)(?:(?:years?|année|exercice)(?:,?\s\p{L}+){0,3}\s?|(?:postpon|delay|push|mov|shift|extend|defer|brought|bring|"
    r"reschedul|chang|revis|report|repouss|décal|retard|avanc|prolong|passe|modifi)\p{L}*[^.!?]*)$"
)
_PUT_OFF: Final = (  # "pushed back from 2027 to 2029" tells two years
    r"(?i)(?:^|[^\p{L}])(?:postpon|delay|push|slip|shift|reschedul|deferr|(?:brought|moved|put) (?:forward|back|off)|"
    r"repouss|décal|gliss|report(?:é|er|ée|és|ées|e)(?-u:\b)|retard)\p{L}*(?:\s\p{L}+){0,2}\s(?:from|de|d['’]|du)\s?$"
)
_PUT_OFF_AFTER: Final = (
    "^(?:に|へ)[^。、\n]{0,8}(?:ずれ|延期|延び|先送り|繰り下げ|繰り上げ|前倒し|後ろ倒し|変更|遅れ|持ち越)"
)
KEPT: Final = Keeper()


def related(mentions: pl.DataFrame) -> pl.DataFrame:
    """Tell how each wording belongs to the next one.

    Args:
        mentions: Columns of ``dates_parse.PARTS`` and article_id, passage_index, char_start, char_end, before, between,
            after, in the order of article_id and char_start.

    Returns:
        The same rows with is_pair (Boolean: the two are the ends of one period) and offset (Int32, null for none): 1
        and -1 where the wording counts from the next one ("two days after 3 May"), ``RUN`` and ``ONWARD``.
    """
    between = pl.col("between").shift(-1)
    gap = pl.col("char_start").shift(-1) - pl.col("char_end")
    is_near = (
        (pl.col("article_id").shift(-1) == pl.col("article_id"))
        & (pl.col("passage_index").shift(-1) == pl.col("passage_index"))
        & (gap == between.str.len_chars().cast(pl.Int64))
        & (gap <= _WIDEST)
    )
    is_lone = (pl.col("form") == "day") & pl.all_horizontal(pl.col("month", "month_offset").is_null())
    is_whole = pl.col("form").is_in(["day", "day_numeric"]) & pl.col("year").is_not_null()
    beside = mentions.with_columns(
        is_whole.alias("is_whole"),
        is_lone.shift(-1).alias("next_is_lone"),
        is_whole.shift(-1).alias("next_is_whole"),
        *(pl.col(c).shift(-1).alias(f"next_{c}") for c in ("between", "after", "form", "year", "unit", "joins")),
        is_pair=pl.lit(False),
        offset=pl.lit(None, pl.Int32),
    )
    told = change(
        beside, is_near, _is_pair().fill_null(value=False).alias("is_pair"), _offset().alias("offset"), kept=KEPT
    )
    return told.drop("is_whole", *(c for c in told.columns if c.startswith("next_")))


def _is_pair() -> pl.Expr:
    """Whether this wording and the next are the ends of one period."""
    form, next_form = pl.col("form"), pl.col("next_form")
    before, between, behind = pl.col("before"), pl.col("next_between"), pl.col("next_after").str
    both_whole = pl.col("is_whole") & pl.col("next_is_whole")
    is_apart = both_whole & before.str.contains(_APART)
    follows = (form == "year") & (next_form == "year") & (pl.col("next_year") > pl.col("year"))
    partial = form.is_in(["month", "day", "day_numeric", "weekday", "day_word", "week", "unit_relative"]) | follows
    is_french = between.str.contains(_TO_FRENCH) & (pl.col("language") != "en")
    joined = (
        between.str.contains(_DASH)
        | (between.str.contains(_TO) & ~is_apart)
        | (is_french & ~is_apart & (before.str.contains(_FROM_BEFORE) | partial))
        | ((between == "/") & both_whole)
        | ((between == "より") & behind.contains("^まで"))
        | ((between == "と") & behind.contains("^(?:まで)?の(?:間|あいだ)"))
        | (between.str.contains(_LISTED) & (form == "year") & (pl.col("next_year") == pl.col("year") + 1))
        | (between.str.contains(_AND) & before.str.contains(_BETWEEN_BEFORE))
        | ((pl.col("next_joins") == "to") & (pl.col("opens") | partial))
        | ((pl.col("next_joins") == "and") & pl.col("opens"))
    )
    is_put_off = before.str.contains(_PUT_OFF) | ((between == "から") & behind.contains(_PUT_OFF_AFTER))
    counts = (form == "day_word") & pl.col("next_is_lone") & ~behind.contains("^(?:まで|にかけて)")
    return joined & ~is_put_off & form.is_in(_ENDS) & next_form.is_in(_ENDS) & ~counts


def _offset() -> pl.Expr:
    """How a wording and the next make one day: by counting from it, or on to it."""
    form, next_form, between = pl.col("form"), pl.col("next_form"), pl.col("next_between")
    is_short = form.is_in(["duration", "set"]) & pl.col("unit").is_in(["D", "BD", "W", "M"])
    distance = pl.when(between.str.contains(_AFTER)).then(1).when(between.str.contains(_BEFORE)).then(-1)
    is_run = is_short & between.str.contains(_RUNNING_TO) & next_form.is_in(_RUN_ENDS)
    moves = form.is_in(_DAYS) & between.is_in(["から", "より", "の"])
    is_count = (next_form == "duration") & pl.col("next_unit").is_in(["D", "BD", "W", "M"])
    is_count |= pl.col("next_is_lone") & pl.col("next_after").str.contains(
        "^(?:で|以内|間)"
    )  # 昨日から4日で: no fourth
    is_beside = pl.col("other_day_offset").is_not_null() & next_form.is_in([*_DAYS, "easter", "nth"])
    is_beside &= between.str.contains(_OF_DAY) & pl.col("surface").str.contains(_BY_DAY)
    return (
        pl.when(is_run).then(RUN)
        .when(is_short & next_form.is_in(_DAYS)).then(distance)
        .when(moves & (next_form == "later")).then(ONWARD)
        .when(moves & (next_form == "ago")).then(-ONWARD)
        .when(form.is_in(_DAYS) & (between == "から") & is_count).then(ONWARD)
        .when(is_beside).then(pl.col("other_day_offset").sign())
        .cast(pl.Int32)
    )  # fmt: skip
