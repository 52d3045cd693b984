"""What the text around a wording says: is it a date at all, past or future, a deadline or a start.

What belongs here: cues in the text before and after a wording. What does not: the days that it denotes.
"""

from typing import Final

import polars as pl

_APOSTROPHE: Final = "['’]"
_ARTICLE: Final = rf"(?:(?:le|la|les|l{_APOSTROPHE}|the|à la|à l{_APOSTROPHE})\s?)?"
_SPACE_END: Final = r"\s?$"

_BY_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:d{_APOSTROPHE}ici(?:\s(?:à|au|en))?|(?:au plus tard|avant)(?:\s(?:en|à|le|au))?\s(?:la\s)?(?:fin\s(?:de\s)?)?|by(?:\sthe)?(?:\send\sof)?|no later than|at the latest(?:\s(?:in|by|on))?)\s?{_ARTICLE}$"  # noqa: E501
_BEFORE_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:avant|before|prior to)\s{_ARTICLE}(?:(?:year|année)\s)?$"
_UNTIL_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:jusqu{_APOSTROPHE}(?:en|au|à)|until|till|through|up to)\s{_ARTICLE}$"
_SINCE_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:depuis|since)\s{_ARTICLE}$"
_AFTER_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:après|after)\s{_ARTICLE}(?:(?:year|année)\s)?$"
_FROM_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:à (?:partir|compter) d(?:e|u|{_APOSTROPHE})|starting(?:\s(?:in|from|on))?|beginning(?:\s(?:in|on))?|as (?:of|from))\s?{_ARTICLE}$"  # noqa: E501
_CUES: Final = (  # mod, pattern before, pattern after; the first that fits
    ("before", _BEFORE_BEFORE, r"^(?:より前|以前|前(?:[^年月週日期]|$)|またはその前)"),
    ("by", _BY_BEFORE, r"(?i)^(?:(?:頃|ごろ|中|末)?までに|\s(?:au plus tard|at the latest))"),
    ("until", _UNTIL_BEFORE, r"^(?:頃|ごろ|中|いっぱい)?まで"),
    ("after", _AFTER_BEFORE, r"^(?:より後|後(?:[^半期方]|$))"),
    ("since", _SINCE_BEFORE, r"^以来"),
    (
        "from",
        _FROM_BEFORE,
        r"(?i)^(?:以降|以後|またはその後|[～〜]$|\s?-?\s?onwards?|(?:から(?:の)?(?:[^0-9０-９一二三四五六七八九十今の]|$)))",
    ),
)

_FUTURE_WORDS: Final = (
    r"(?:\w{2,}(?:era|eront|erait|eraient|ira|iront|irait|dra|dront|drait|vra|vront|vrait)|sera|seront|serait|seraient|"
    r"aura|auront|aurait|ira|iront|devra|doit|doivent|va|vont|prévue?s?|attendue?s?|promise?s?|espérée?s?|s['’]ouvre|"
    r"débute|tombe|oppose|vise|will|shall|would|is to|are to|to be|due|expects?|expected|plans?|planned|scheduled|"
    r"aims?|set to|upcoming|target|votes?|opens?|starts?|closes|expires)"
)
_PAST_WORDS: Final = (
    r"(?:a|ont|avait|avaient|était|étaient|fut|eu|lieu|dit|annoncé|dévoilé|adopté|voté|lancé|signé|publié|versé|"
    r"said|told|was|were|had|has|have|did|announced|sold|"
    r"made|went|came|met|began|sent|enacted|pledged|[a-z]{3,}ed)"
)
_LAST_CUE: Final = rf"(?is)^.*(?:^|[^\wà-ÿ])(?:(?P<future>{_FUTURE_WORDS})|(?P<past>{_PAST_WORDS}))(?:[^\wà-ÿ].*)?$"
_FUTURE_AFTER: Final = (
    rf"(?i)^(?:[^.。!?\n]{{0,50}}?[^\wà-ÿ])?{_FUTURE_WORDS}(?:[^\wà-ÿ]|$)|"
    r"^(?:[^。\n]{0,24}(?:予定|見込|方針|計画|目指|めざ|開く|始める|行う|する考え)|に?も)"
)
_PAST_AFTER: Final = r"^[^。\n]{0,40}?(?:した|された|れた|かった|だった|いた)(?:[。、]|$|と)"
_FROM_ON: Final = rf"(?i)(?:^|[^a-zà-ÿ])dès\s?{_ARTICLE}$"
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


def tense_and_mod() -> list[pl.Expr]:
    """Tense of the sentence and deadline cue.

    Returns:
        Expressions cue (Int32: -1 past, 0, 1 future) and mod (before, by, until, after, since, from; null), from the
        columns before and after.
    """
    mod = pl.coalesce(
        pl.when(pl.col("before").str.contains(left) | pl.col("after").str.contains(right)).then(pl.lit(name))
        for name, left, right in _CUES
    )
    sentence = pl.col("before").str.extract(r"([^.!?。\n]*)$")
    last = sentence.str.extract_groups(_LAST_CUE)
    after = pl.col("after").str.extract(r"^([^.!?。\n]*)").str.contains(_FUTURE_AFTER)
    future, past = last.struct.field("future").is_not_null(), last.struct.field("past").is_not_null()
    opens = (mod == "from") & (pl.col("language") != "ja")
    ahead = (mod.is_in(["by", "until"]) | opens | pl.col("before").str.contains(_FROM_ON)).fill_null(False)
    past_after = pl.col("after").str.contains(_PAST_AFTER)
    looks_back = past | (past_after & ~after)
    cue = (
        pl.when(mod == "since").then(-1).when(ahead | future).then(1)
        .when(looks_back).then(-1).when(after).then(2).otherwise(0)
    )  # fmt: skip
    return [cue.cast(pl.Int32).alias("cue"), mod.alias("mod")]


def is_bare() -> pl.Expr:
    """A wording of one word, without year, part, or "last" and "next"."""
    return pl.all_horizontal(
        pl.col("year", "year_offset", "part", "shift", "day", "month_offset", "week_offset").is_null()
    )


def is_date() -> pl.Expr:
    """Whether a wording is a date in its context.

    Returns:
        Boolean expression over form, language, surface, before and after; false for names ("Agenda 2030"), numbers
        ("2000 logements"), verbs ("may") and word parts.
    """
    before, after, form, surface = pl.col("before"), pl.col("after"), pl.col("form"), pl.col("surface")
    has_preposition = before.str.contains(_PREPOSITION)
    capital = surface.str.contains(r"^\p{Lu}")
    plain = surface.str.to_lowercase()
    bare_month = (form == "month") & is_bare() & pl.col("month").is_not_null()
    french_month = ~(
        capital & plain.is_in(["mars", "avril", "mai", "juin", "août"]) & before.str.contains(r"[^\n.«]\s$")
    )
    french_month = (
        french_month & (plain.str.len_chars() > 4) | plain.is_in(["mars", "mai", "juin", "août"]) & french_month
    )
    english_month = has_preposition | (
        capital & ~plain.is_in(["may", "mar", "march", "jan", "sept"]) & (plain.str.len_chars() > 3)
    )
    english_month = (
        english_month | (capital & (plain == "march")) | (capital & after.str.contains(r"^\s*(?:$|[,.;:)])"))
    )
    joined = after.str.contains(r"^\s?[-–]\s?\p{L}") & capital
    english_month = english_month | joined | plain.str.contains("month of")
    first_name = capital & after.str.contains(r"^\s\p{Lu}\p{Ll}") & ~has_preposition
    english_month = english_month & ~first_name
    month_ok = (
        pl.when(pl.col("language") == "fr").then(french_month).when(pl.col("language") == "en").then(english_month)
    )
    season_ok = pl.when(plain == "fall").then(False).otherwise(
        before.str.contains(rf"(?i)(?:^|[^a-zà-ÿ])(?:au|cet|dès|l{_APOSTROPHE}|the|by|this|until|since|le)\s?$")
    )  # fmt: skip
    bare_year = (form == "year") & (surface.str.len_chars() == 4) & surface.str.contains(r"^[0-9０-９]+$")
    year = pl.col("year")
    lead, strong = before.str.contains(_YEAR_LEAD), before.str.contains(_STRONG_YEAR_LEAD)
    named = before.str.contains(_NAME_BEFORE) & ~lead
    plural = after.str.contains(r"^\s[a-zà-ÿ]+s(?:[^a-zà-ÿ]|$)") & ~strong
    far = ~year.is_between(1900, 2100) & ~strong
    japanese = (pl.col("language") == "ja") & after.str.contains(r"^[^\s〜～~、。,.）)から/-]")
    number = (
        before.str.contains(_NUMBER_BEFORE) | after.str.contains(_NUMBER_AFTER) | before.str.contains(_ABOUT_BEFORE)
    )
    year_ok = ~(named | plural | far | japanese | number)
    numeric = form.is_in(["day_numeric", "year_range"]) | (
        form.is_in(["day", "month"]) & surface.str.contains(r"^[0-9０-９]+[-/.]")
    )
    numeric_ok = ~(
        pl.col("between").str.contains(r"[0-9][.,:/-]$|[+]\s?[0-9 -]*$")
        | pl.col("gap_after").str.contains(r"^[-/:.]?[0-9]")
    )
    kana = (form == "day_word") & surface.str.contains(r"^[ぁ-ん]+$")
    kana_ok = after.str.contains(r"^(?:$|[はのにもまかを、。「午朝夜])")
    compared = (
        (pl.col("language") == "ja")
        & after.str.contains(r"^(?:同期|同月|比|度比|並み)")
        & form.is_in(["year", "month", "fiscal_relative"])
    )
    is_short = plain.is_in(["mon", "tue", "tues", "thu", "thur", "thurs", "fri", "lun", "mar", "ven", "dim"])
    lone_quarter = (form == "quarter") & plain.str.contains("^t[1-4]$")
    kanji_day = (form == "day") & pl.col("month").is_null() & surface.str.contains("^[一二三四五六七八九十]")
    kanji_day_ok = after.str.contains(r"^(?:$|[にのはがをか、。,)）「付夜朝昼夕午まで\s])")
    starts_with_digit = surface.str.contains(r"^[0-9０-９]") & before.str.contains(r"[0-9０-９][.,]?$")
    return (
        pl.when(starts_with_digit).then(False)
        .when((form == "fiscal_relative") & surface.str.starts_with("同")).then(False)
        .when(form == "year_range").then(numeric_ok & (pl.col("year_to") > year))
        .when((form == "weekday") & is_short).then(after.str.starts_with("."))
        .when((form == "month") & (plain == "this may")).then(False)
        .when(lone_quarter).then(before.str.contains(r"(?i)(?:au|du|le|ce)\s$"))
        .when(kanji_day).then(kanji_day_ok)
        .when((pl.col("language") == "ja") & (form == "year") & (year < 300) & ~pl.col("is_short_year")).then(False)
        .when(bare_month).then(month_ok.fill_null(True))
        .when((form == "season") & is_bare() & (pl.col("language") != "ja")).then(season_ok)
        .when(bare_year).then(year_ok)
        .when(numeric).then(numeric_ok)
        .when(kana).then(kana_ok)
        .when(compared).then(False)
        .otherwise(True)
        .fill_null(True)
    )  # fmt: skip
