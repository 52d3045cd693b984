"""What the text around a wording says: past or future, a deadline or a start.

What belongs here: tense and deadline cues in the text before and after a wording. What does not: the days that it
denotes, and whether it is a date at all (``dates_filter``).
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper, groups
from orchestration.extract.subsets import change, exchange

_APOSTROPHE: Final = "['’]"
_ARTICLE: Final = rf"(?:(?:le|la|les|l{_APOSTROPHE}|the|à la|à l{_APOSTROPHE})\s?)?"

_BY_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:d{_APOSTROPHE}ici(?:\s(?:à l{_APOSTROPHE}horizon|à|au|en))?|(?:au plus tard|avant)(?:\s(?:en|à|le|au))?\s(?:la\s)?(?:fin\s(?:de\s)?)?|by(?:\sthe)?(?:\send\sof)?|(?:between|from)\snow\s(?:and|until|till|to)|no later than|not later than|at the latest(?:\s(?:in|by|on))?)\s?{_ARTICLE}$"  # noqa: E501
_BEFORE_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:avant|before|prior to|earlier than)\s{_ARTICLE}(?:(?:year|année)\s)?$"
_SOME_BEFORE: Final = (
    rf"(?i)(?:days?|nights?|weeks?|months?|years?|jours?|semaines?|mois|ans?) (?:before|avant)\s{_ARTICLE}$"
)
_UNTIL_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:jusqu{_APOSTROPHE}(?:en|au|à)|until|till|through|up to|(?:spread|run|runs|running|last|lasts|lasting|extends?|extended|evenly|out|on)\sto)\s{_ARTICLE}$"  # noqa: E501
_SINCE_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:depuis|since)\s{_ARTICLE}$"
_AFTER_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:après|after|later than)\s{_ARTICLE}(?:(?:year|année)\s)?$"
_FROM_BEFORE: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:à (?:partir|compter|dater) d(?:e|u|{_APOSTROPHE})|starting(?:\s(?:in|from|on))?|beginning(?:\s(?:in|on))?|as (?:of|from)|with effect from|effective(?:\s(?:from|on))?|commencing(?:\s(?:in|on))?)\s?{_ARTICLE}$"  # noqa: E501
_NOT_BEFORE: Final = (  # "not expected to decide before December", "ne tranchera pas avant décembre": then, or later
    rf"(?i)(?:^|[^a-zà-ÿ])(?:(?:not|never|no|n{_APOSTROPHE}t|pas|jamais|aucune?|rien)\s(?:[\p{{L}}’'-]+\s){{0,4}}(?:before|until|avant)|"
    rf"(?:ne\s|n{_APOSTROPHE})(?:[\p{{L}}’'-]+\s){{1,4}}avant)\s(?:(?:le|en|à|la|in)\s)?{_ARTICLE}$"
)
_EARLIEST: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:no earlier than|at the earliest(?:\s(?:in|on))?|au plus tôt)\s(?:(?:le|en|à|la|in)\s)?{_ARTICLE}$"  # noqa: E501
_ON_OR: Final = rf"(?i)(?:^|[^a-z])on or (?:before|after)\s{_ARTICLE}$"
_INCLUDED: Final = {"before": "by", "after": "from"}  # "on or before" counts the day itself
_TO_NOW: Final = (
    r"(?i)^(?:\s?(?:(?:to|till|until|through|up to|up until)\s(?:date|now|the present(?:\sday)?|present)|"
    rf"[-–—]\s?(?:present|now)|(?:à|jusqu{_APOSTROPHE}à) (?:nos jours|ce jour|présent|maintenant))"
    r"(?:[^\p{L}]|$)|(?:から|より)(?:今|現在|これ)まで)"
)
_TERM: Final = (
    "^から[0-9０-９一二三四五六七八九十]+(?:年|か月|カ月|ヶ月|カ年)"  # "2027年1月から7年間": a start and a length
)
_NAMES_EVENT: Final = (  # "after the November cyclone": when it was, and no bound
    rf"^(?:{_APOSTROPHE}s)?\s(?:storm|cyclone|typhoon|hurricane|earthquake|quake|floods?|flooding|fires?|attacks?|coup|war|"
    r"elections?|votes?|polls?|referendum|summit|conference|uprising|crash|strike)(?:[^a-z]|$)"
)
_NO_BOUND: Final = ""
_CUES: Final = (  # mod, pattern before, pattern after; the first that fits
    ("now", None, _TO_NOW),
    (_NO_BOUND, _NOT_BEFORE, r"(?i)^\s(?:and not before|et pas avant)"),
    ("from", _EARLIEST, r"(?i)^\s(?:au plus tôt|at the earliest)"),
    ("before", _BEFORE_BEFORE, r"^(?:より前|以前|前(?:[^年月週日期半]|$)|またはその前|の前(?:[^年月週日期半々場]|$))"),
    (
        "by",
        _BY_BEFORE,
        r"(?i)^(?:(?:頃|ごろ|中|末)?までに|(?:または|か)それ(?:以前|より前)|\s(?:au plus tard|at the latest))",
    ),
    ("until", _UNTIL_BEFORE, r"^(?:頃|ごろ|中|いっぱい)?まで"),
    ("after", _AFTER_BEFORE, r"^(?:より後|後(?:[^半期方]|$)|の後(?:[^半期方ろ場]|$))"),
    ("since", _SINCE_BEFORE, r"^以来"),
    (
        "from",
        _FROM_BEFORE,
        r"(?i)^(?:以降|以後|またはその後|(?:または|か)それ(?:以降|以後|より後)|[～〜]$|より(?:$|、|(?:開始|実施|施行|適用|発売|販売|受付|開催))|\s?-?\s?onwards?|\son(?:$|[,.;:)])|(?:から(?:の)?(?:[^0-9０-９一二三四五六七八九十今の]|$|[0-9０-９]+[^0-9０-９年月日時分号.．/～〜~%％倍割ポ-])))",
    ),
)

_FRENCH_PARTICIPLE: Final = (
    r"(?:(?:annonc|dévoil|adopt|vot|lanc|sign|publi|vers|dépos|présent|approuv|décid|cré|fond|achet|rachet|inaugur|nomm|réalis|"
    r"engag|débloqu|accord|allou|révis|relev|tomb|arriv|entr|achev|termin|suspend|annul|résili|évalu|pass|fix|donn)ée?s?|"
    r"(?:concl|vend|reç|obten|surven|interven|reven|romp)ue?s?|(?:remi|pri|promi|mi)se?s?|"
    r"(?:ouvert|construit|atteint|franchi|sorti)e?s?)"
)
_ENGLISH_PAST: Final = (
    r"(?:made|sent|spent|paid|bought|built|kept|left|lent|lost|won|held|led|seen|struck|sought|written|set aside|"
    r"put up|brought|chosen|taught|thrown|withdrawn|taken|given|drawn|sold|told|[a-z]{3,}ed)"
)
_PASSIVE_AHEAD: Final = (  # "sera voté", "will be voted": the participle tells no past
    rf"(?i)(?:(?:ser(?:a|ont|ait|aient)|être)\s(?:[\w-]+\s)?{_FRENCH_PARTICIPLE}|"
    rf"(?:will|shall|would|to|must|should|may|could|can)\s(?:be|have been|get)\s(?:[a-z]+ly\s)?{_ENGLISH_PAST})"
)
_FUTURE_WORDS: Final = (
    r"(?:\w{2,}(?:era|eront|erait|eraient|ira|iront|irait|dra|dront|drait|vra|vront|vrait)|sera|seront|serait|seraient|"
    r"aura|auront|aurait|ira|iront|devra|doit|doivent|va|vont|prévue?s?|attendue?s?|espérée?s?|"
    r"promise?s?\s(?:pour|dès|d['’]ici)|s['’]ouvre|débute|tombe|oppose|vise|"
    r"will|shall|would|is to|are to|to be|due|expects?|expected|plans?|planned|scheduled|"
    r"aims?|set to|upcoming|target|"
    r"should\s(?:be\s(?:ready|finished|completed?|open|done|paid|in place|delivered|built|operational)|begin|start|"
    r"open|close|end|finish|go|come|take|reach|get)|go(?:es)?\s(?:out\s)?to tender|"
    r"(?:close|start|begin|end|expire|resume|convene)\s(?:[a-z]+\s){0,2}on|votes?|opens?|starts?|closes|expires|reports|meets|"
    r"begins|resumes|returns|convenes|takes (?:effect|place|office)|comes into)"
)
_PAST_WORDS: Final = (
    rf"(?:a|ont|avait|avaient|était|étaient|fut|eu|lieu|dit|{_FRENCH_PARTICIPLE}|"
    r"said|told|was|were|had|has|have|did|announced|sold|"
    r"made|went|came|met|began|sent|spent|paid|bought|built|gave|got|took|kept|left|lent|lost|won|drew|fell|rose|grew|"
    r"held|led|saw|stood|struck|sought|wrote|set aside|put up|became|brought|chose|taught|threw|withdrew|[a-z]{3,}ed)"
)
_SHOULD_HAVE: Final = r"(?i)(?:^|[^\p{L}])devai(?:t|ent)\s(?:\p{L}+\s)?être\s"  # "devaient être franchies": over by now
_ENGLISH_ARTICLE: Final = r"(?i)(?-u:\b)a(?-u:\b)(?:[^\wà-ÿ]|$)"  # in French, "a" tells the past
_ATTRIBUTE: Final = (  # "pulled out of a planned loan in March": no verb of the day
    r"(?i)(?:^|[^\w])(?:an?|the|its|their|his|her|our)\s(?:long-)?planned\s"
)
_LAST_CUE: Final = rf"(?is)^.*(?:^|[^\wà-ÿ])(?:(?P<future>{_FUTURE_WORDS})|(?P<past>{_PAST_WORDS}))(?:[^\wà-ÿ].*)?$"
_FUTURE: Final = rf"(?i)(?:^|[^\wà-ÿ]){_FUTURE_WORDS}(?:[^\wà-ÿ]|$)"
_PAST: Final = rf"(?i)(?:^|[^\wà-ÿ]){_PAST_WORDS}(?:[^\wà-ÿ]|$)"
_FUTURE_AFTER: Final = (
    rf"(?i)^(?:[^.。!?\n]{{0,50}}?[^\wà-ÿ])?{_FUTURE_WORDS}(?:[^\wà-ÿ]|$)|"
    r"^(?:[^。、\n]{0,24}[うくすつぬむるぐぶ](?:計画|方針|予定|考え)?(?:だ)?と(?:発表|明らか|述べ|語|表明|説明|公表|話|し[てた])|"
    r"[^。\n]{0,24}(?:予定|見込|方針|計画|目指|めざ|開く|始める|行う|する考え)|に?も)"
)
PAST_AFTER: Final = r"^[^。\n]{0,40}?(?:した|された|れた|かった|だった|いた)(?:[。、]|$|と)"
_GOVERNED: Final = (  # "4月に公表した中期計画": the verb of the day, whatever the sentence ends in
    r"^(?:上旬|中旬|下旬|末|ごろ|頃)?に[\p{Han}\p{Katakana}ー]{1,8}(?:した|された|していた)[\p{Han}\p{Katakana}「『]"
)
_ALREADY: Final = (  # "évoqués dès le mois de mars": told of then; "attendus dès mars" is ahead
    r"(?i)(?:^|[^\p{L}])(?:évoqu|annonc|lanc|engag|dépos|vot|adopt|sign|débloqu|vers|publi|présent|demand|réclam|dévoil"
    r"|accord|approuv|ouvert|promis|alert|mentionn|signal|entam|amorc|décid)(?:ée?s?|e?s?)\sdès\s(?:le\s|la\s)?(?:mois\sde\s)?$"
)
_FROM_ON: Final = (  # "dès mars", "30 months from October", "announced for mid-March"
    r"(?i)(?:^|[^a-zà-ÿ])(?:(?:annonc|fix|programm|planifi|convoqu|espér|envisag)ée?s?\spour|"
    r"(?:prév|attend)ue?s?\spour|promise?s?\spour|"
    r"(?:fix|report|repouss|ajourn|avanc|renvoy)ée?s?\s(?:au|à)|(?:moved|postponed|put off|pushed back|brought forward|"
    r"adjourned|rescheduled)\s(?:to|until|for)|"
    r"(?:scheduled|planned|set|due|slated|announced|expected|promised|pencilled(?:\sin)?|called)\sfor|dès|"
    r"(?:months?|years?|mois|ans|années?)\s(?:from|à (?:partir|compter) "
    rf"d(?:e|u|{_APOSTROPHE})))\s?{_ARTICLE}$"
)
_OPENING: Final = r"^\s*(?:\p{L}+(?:\s\p{L}+)?\s)?$"  # "In June, the agency approved": what follows tells when
_FIRST_CUE: Final = rf"^[^.!?\n]{{0,80}}?[^\wà-ÿ](?:(?P<future>{_FUTURE_WORDS})|(?P<past>{_PAST_WORDS}))(?:[^\wà-ÿ]|$)"
_RESULTS: Final = (
    r"(?:results?|earnings|profits?|sales|revenues?|figures|accounts|report|gdp|résultats?|bénéfices?|ventes|comptes|"
    r"chiffres?\sd['’]affaires)"
)
_PUBLISHED: Final = r"(?:publish|releas|report|announc|present|unveil|publi|présent|dévoil|annonc)\p{L}*"
_RESULTS_BEFORE: Final = (  # results that will be published are those of the quarter that is over
    rf"(?i)(?:^|[^\p{{L}}]){_PUBLISHED}\s(?:\p{{L}}+\s){{0,4}}?{_RESULTS}\s(?:for\sthe|of\sthe|du|pour\sle)\s$"
)
_RESULTS_AFTER: Final = rf"(?i)^[-\s]{_RESULTS}\s(?:\p{{L}}+\s){{0,4}}?{_PUBLISHED}(?:[^\p{{L}}]|$)"
KEPT: Final = Keeper()
SPOKEN: Final = Keeper()


def _is_told(left: str | None, right: str) -> pl.Expr:
    behind = pl.col("after").str.contains(right)
    return pl.col("before").str.contains(left) | behind if left else behind


def with_mod(mentions: pl.DataFrame) -> pl.DataFrame:
    """Add the deadline cue of each mention.

    Args:
        mentions: Columns before, after, form, language and listed_mod.

    Returns:
        The rows with mod (before, by, until, after, since, from, now; null).
    """
    left, right = ("|".join(f"(?:{cue[side]})" for cue in _CUES if cue[side]) for side in (1, 2))
    is_near = pl.col("before").str.contains(left) | pl.col("after").str.contains(right)
    mod = pl.coalesce(pl.when(_is_told(left, right)).then(pl.lit(name)) for name, left, right in _CUES)
    bound = pl.when(mod != _NO_BOUND).then(mod)
    marked = change(mentions.with_columns(mod=pl.lit(None, pl.String)), is_near, bound.alias("mod"), kept=KEPT)
    is_on = pl.col("before").str.contains(_ON_OR)
    is_term = pl.col("mod").is_null() & pl.col("form").is_in(["month", "day"]) & pl.col("after").str.contains(_TERM)
    marked = change(marked, is_term, pl.lit("from").alias("mod"), kept=KEPT)
    is_event = pl.col("mod").is_in(["after", "since"]) & pl.col("after").str.contains(_NAMES_EVENT)
    marked = change(marked, is_event & is_near, pl.lit(None, pl.String).alias("mod"), kept=KEPT)
    is_listed = pl.col("listed_cue").is_not_null()
    marked = marked.with_columns(pl.when(is_listed).then("listed_mod").otherwise("mod").alias("mod"))
    sides = pl.col("mod").is_in(list(_INCLUDED)) & (pl.col("language") == "en")
    return change(
        marked, sides, pl.when(is_on).then(pl.col("mod").replace(_INCLUDED)).otherwise("mod").alias("mod"), kept=KEPT
    )


def with_tense(mentions: pl.DataFrame, needs_tense: pl.Expr) -> pl.DataFrame:
    """Add the tense of the sentence, where it helps to choose a year or a week.

    Args:
        mentions: Columns before, after, language, form, mod and listed_cue.
        needs_tense: Which rows.

    Returns:
        The rows with cue (Int32: -1 past, 0, 1 future); 0 for rows that do not need it. What only the words after a
        mention say counts for the future, but not for a weekday.
    """
    told = mentions.with_columns(needs_tense.fill_null(False).alias("needs_tense"), cue=pl.lit(0, pl.Int32))
    part = SPOKEN.call(
        told.filter("needs_tense").with_columns_seq,
        pl.col("before")
        .str.extract(r"([^.!?。\n]*)$")
        .str.replace_all(_SHOULD_HAVE, " était ")
        .str.replace_all(_PASSIVE_AHEAD, "will")
        .alias("clause"),
        (
            pl.col("after").str.extract(r"^([^.!?。\n]*)").str.contains(_FUTURE_AFTER)
            & ~pl.col("after").str.contains(_GOVERNED)
        ).alias("after_future"),
        (pl.col("after").str.contains(PAST_AFTER) | pl.col("after").str.contains(_GOVERNED)).alias("after_past"),
    )
    is_english = pl.col("language") == "en"
    without_article = pl.col("clause").str.replace_all(_ENGLISH_ARTICLE, "")
    part = change(part, is_english, without_article.alias("clause"), kept=SPOKEN)
    part = SPOKEN.call(
        part.with_columns_seq,
        pl.col("clause").str.contains(_FUTURE).alias("is_future"),
        pl.col("clause").str.contains(_PAST).alias("is_past"),
    )
    last = groups("verbs", _LAST_CUE).struct
    part = change(
        part.with_columns(pl.col("clause").str.replace_all(_ATTRIBUTE, " ").alias("verbs")),
        pl.col("is_future") & pl.col("is_past"),
        last.field("past").is_null().alias("is_future"),
        last.field("past").is_not_null().alias("is_past"),
        kept=SPOKEN,
    ).drop("verbs")
    first = groups("behind", _FIRST_CUE).struct
    behind = pl.when(is_english).then(pl.col("after").str.replace_all(_ENGLISH_ARTICLE, "")).otherwise("after")
    part = change(
        part.with_columns(behind.alias("behind")),
        pl.col("language").is_in(["fr", "en"]) & pl.col("clause").str.contains(_OPENING),
        first.field("future").is_not_null().alias("is_future"),
        first.field("past").is_not_null().alias("is_past"),
        kept=SPOKEN,
    ).drop("behind")
    listed = pl.col("listed_cue")
    part = part.with_columns(
        pl.when(listed.is_null()).then("is_future").otherwise(listed == 1).alias("is_future"),
        pl.when(listed.is_null()).then("is_past").otherwise(listed == -1).alias("is_past"),
    )
    part = SPOKEN.call(part.with_columns_seq, _cue().alias("cue"))
    is_over = pl.col("before").str.contains(_RESULTS_BEFORE) | pl.col("after").str.contains(_RESULTS_AFTER)
    settled = pl.when(is_over).then(-1).otherwise("cue").cast(pl.Int32)
    cue = change(part, pl.col("form").is_in(["quarter", "half"]), settled.alias("cue"), kept=SPOKEN).get_column("cue")
    return told.with_columns(exchange(told["cue"], told["needs_tense"], cue)).drop("needs_tense")


def _cue() -> pl.Expr:
    opens = (pl.col("mod") == "from") & (pl.col("language") != "ja")
    limits = (pl.col("mod") == "before") & ~pl.col("before").str.contains(_SOME_BEFORE)
    ahead = pl.col("mod").is_in(["by", "until"]) | limits | opens | pl.col("before").str.contains(_FROM_ON)
    ahead &= ~pl.col("before").str.contains(_ALREADY)
    looks_back = pl.col("is_past") | (pl.col("after_past") & ~pl.col("after_future"))
    cue = (
        pl.when(pl.col("mod").is_in(["since", "now"])).then(-1)
        .when(ahead.fill_null(False) | pl.col("is_future")).then(1)
        .when(looks_back).then(-1).when(pl.col("after_future") & (pl.col("form") != "weekday")).then(1).otherwise(0)
    )  # fmt: skip
    return cue.cast(pl.Int32)
