"""What the text around a wording says: past or future, a deadline or a start.

What belongs here: tense and deadline cues in the text before and after a wording. What does not: the days that it
denotes, and whether it is a date at all (``dates_filter``).
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
