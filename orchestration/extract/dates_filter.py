"""Whether a wording that has the shape of a date is one in its context.

What belongs here: names ("Agenda 2030"), numbers ("2000 logements"), verbs ("may") and parts of words that only look
like dates. What does not: what a date denotes.
"""

from collections.abc import Callable
from typing import Final

import polars as pl

from orchestration.extract.dates_context import PAST_AFTER
from orchestration.extract.kept import Keeper
from orchestration.extract.subsets import change, choose

_APOSTROPHE: Final = "['’]"
_PREPOSITION: Final = (
    rf"(?i)(?:^|[^a-zà-ÿ])(?:en|in|of|since|from|to|until|till|by|during|through|between|and|after|before|depuis|dès|"
    rf"late|early|mid|around|for|at|au|du|d{_APOSTROPHE}|de|le|ou|entre|avant|après|vers|pour|jusqu{_APOSTROPHE}en|"
    rf"fin|début|until|on|dans|each|every|chaque|courant)[\s-]*(?:the\s)?$"
)
_YEAR_LEAD: Final = (
    rf"(?i)(?:^|[^a-zà-ÿ])(?:(?:later|earlier|sooner) than|"
    rf"en|in|depuis|since|by|d{_APOSTROPHE}ici|année|years?|an|budgets?|fin|début|dès|until|"
    rf"jusqu{_APOSTROPHE}en|before|after|avant|après|during|circa|vers|et|and|to|à|from|de|entre|between|pour|for|of|"
    r"the|le|la|du|durant|pendant|sur|over|late|early|mid|horizon|through|around|courant)[\s-](?:à\s|the\s)?$"
)
_STRONG_YEAR_LEAD: Final = (
    rf"(?i)(?:^|[^a-zà-ÿ])(?:en|in|depuis|since|by|d{_APOSTROPHE}ici|année|year|l{_APOSTROPHE}an|budget|of|de)"
    r"\s(?:à\s)?$"
)
_NAME_BEFORE: Final = r"\p{Lu}[\p{L}'’-]*\s?[«\"]?$"
_ARTICLE_BEFORE: Final = r"(?:^|[^\p{L}])A\s$"  # "A 2019 contract" opens a sentence
_NUMBER_BEFORE: Final = (
    r"(?:[0-9][.,:/-]|[0-9０-９一二三四五六七八九十百千][万億兆]|[$€£¥₩₹#№+@_©]\s?|n[°o]\.?\s?|(?i:iso|iec|page|p\.|art\.|article|rfc|no\.|numéro)\s|"
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
_QUARTER_LEAD: Final = r"(?i)(?:au|du|de|le|ce)\s$"
_WEEKDAY_LEAD: Final = r"(?i)(?:^|[^a-z])(?:on|this|next|last|until|till|by|from|since|to)\s$"
_DAY_LEAD: Final = r"(?i)(?:^|[^a-zà-ÿ])(?:on|by|since|until|before|after|this|due|dated|le|du|au)\s$"
_ORDINAL_LEAD: Final = r"(?i)(?:^|[^\p{L}])on\sthe\s$"  # "on the 27th" is a day, "on the 27th floor" is none
_ORDINAL_AFTER: Final = (  # what goes on with "in", "with" or another ordinal may tell of holes, floors and ranks
    r"(?i)^(?:\s*$|\s?[.;:!?)]|,(?:\s+[^\s0-9]|\s*$)|\s(?:at\s(?:[0-9]|noon|midnight|dawn|dusk)|"
    r"(?:when|after|before|because|but|while)(?:[^\p{L}]|$)))"
)
_HOLE_BEFORE: Final = (  # "a putt on the 17th"
    r"(?i)(?:^|[^\p{L}])(?:putt(?:s|ed)?|bird(?:ie|ies|ied)|bogey(?:s|ed)?|eagle[sd]?|par(?:s|red)?|green|fairway|hole)"
    r"(?:\s[\p{L}’'-]+){0,2}\son\sthe\s$"
)
_LENGTH_LEAD: Final = r"(?i)(?:^|[^\p{L}])(?:for|lasts|lasted|took|takes|within)\s$"
_PADDED_DAY: Final = r"^(?:0[0-9]/|[0-9]{1,2}/0)"  # nobody pads a share or a score
_HAVING: Final = (  # "ont été passés": the verb, no summer
    r"(?i)(?:^|[^\p{L}])(?:a|ai|as|ont|avons|avez|avait|avaient|aura|auront|aurait|auraient|ait|aient|avoir|ayant)\s"
    r"(?:\p{L}+\s)?$"
)
_EXACT_DAY_LEAD: Final = r"(?i)(?:^|[^a-zà-ÿ])(?:on|due|dated|le)\s$"  # no season stands behind these
_PLANNED: Final = (
    r"(?i)(?:^|[^\p{L}])(?:back|starting|starts|begins|beginning|ends|ending|effective|deadline|scheduled|planned|"
    r"released|published|posted|updated|opening|closing|reviendrai|revient|retour|prévue?|publiée?|ouverture|"
    r"fermeture|clôture|échéance)\s$"
)
_SEASON_AFTER: Final = "^(?:まで|以降|から|ごろ|頃|に[はも、])"
_OF_EVENT: Final = r"(?i)^\s(?:du|de(?:s|\sla|\sl['’]|\sson|\ssa|\sce|\scet|\scette)?|d['’])\s?(?:\p{L}{2,}|$)"
_OF_DAY: Final = (
    r"(?i)^\s(?:d\S+\s?(?:la\s|l['’])?)(?:noël|pâques|ascension|pentecôte|toussaint|assomption|épiphanie|nouvel|saint|an\s|"
    r"armistice|fête|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|premier|réveillon|jour)"
)
_HOLIDAY_LEAD: Final = (  # "before Christmas" is a day, "Christmas lights" are none
    r"(?i)(?:^|[^\p{L}])(?:before|by|at|on|after|until|till|since|around|for|over|from|to|avant|après|à|pour|dès|depuis|vers|"
    rf"d{_APOSTROPHE}ici|jusqu{_APOSTROPHE}à|autour de|lors de|lendemain de|veille de)\s(?:la\s|l{_APOSTROPHE})?$"
)
RECORD_LEAD: Final = (  # "the worst drought in four decades" looks back
    r"(?i)(?:^|[^\p{L}])(?:first|only|worst|best|least|most\s\p{L}+|(?:high|low|larg|bigg|small|fast|slow|strong|weak|steep|"
    r"sharp|long|short|tight|warm|cold|dri|wett|deep|broad|wid|heavi|dear|cheap|bold)est)\s(?:[\p{L}’'-]+\s){0,3}$"
)
GROWN_LEAD: Final = (  # "went from 10 megawatts to 580 in three years" looks back
    r"(?i)(?:^|[^\p{L}])(?:went|rose|fell|grew|doubled|trebled|tripled|quadrupled|halved|climbed|jumped|dropped|shrank|soared)"
    r"(?:\s[^.;:]{0,60})?\s$"
)
_TO_MONTH: Final = (  # "May to July" is no verb
    r"^\s(?:to|through|thru|till|until|and)\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_FROM_SEASON: Final = rf"(?i)(?:^|[^a-zà-ÿ])(?:from|between|du|de l{_APOSTROPHE}|entre le|entre l{_APOSTROPHE})\s?$"
_TO_SEASON: Final = rf"(?i)^\s(?:to|through|until|and|au|à l{_APOSTROPHE}|jusqu{_APOSTROPHE}(?:au|à l{_APOSTROPHE})|et)"
_COMPARED_YEAR: Final = r"(?i)(?:^|[^a-z])(?:later|earlier|sooner)\sthan\s$"
_SPELLED_YEAR_LEAD: Final = (
    r"(?i)(?:^|[^\p{L}])(?:en|l['’]an|l['’]année|depuis|dès|fin|début|avant|après|vers|courant)\s$"
)
DECEMBER: Final = 12
_WHOLE_TEXT: Final = r"^\s*$"
_ANY_DAY_LEAD: Final = {  # "every Saturday worked", "a Monday sailing", "un samedi sur deux": days of no date
    "en": r"(?i)(?:^|[^\p{L}])(?:every|each|an?)\s$",
    "fr": r"(?i)(?:^|[^\p{L}])(?:chaque|un|tous les)\s$",
}
_MONTH_STARTS: Final = (  # "Jun-jul" are two months, "mid-Jun-early July" the ends of a period
    *("jan", "fév", "fev", "feb", "mar", "avr", "apr", "mai", "may", "jui", "jun", "jul", "aoû", "aug", "sep", "oct"),
    *("nov", "déc", "dec", "ear", "mid", "lat", "led", "end"),
)
_OLD_LAWS: Final = (" loi de ", " loi du ", " lois de ", " act of ", " law of ")
_ANY_LAWS: Final = (" loi ", " lois ")
_OLD_LAW: Final = 1980  # a law from before is known by its year, "la loi de 1905"
_COMPARED_LEAD: Final = (  # "44 % aujourd'hui" behind a word of comparison is a state, not a day
    r"(?i)(?:^|[^\p{L}])(?:contre|against|versus|(?:up|down)\s(?:[0-9.,]+\s?(?:%|per\s?cent)\s)?from|"
    r"compared\s(?:with|to))\s[^.;:!?()\n]{0,12}[0-9]"
    r"[^.;:!?()\n]{0,24}\s$"
)
_STATE_AFTER: Final = (  # "a quarter of today's sum"
    r"(?i)^['’]s(?:[,.;:)]|\s(?:is|are|figure|money|world|(?:sum|level|price|cost|value|total|amount|standard)s?)(?:[^\p{L}]|$))"
)
_STATE_BEFORE: Final = (  # "un quart du montant d'aujourd'hui"
    r"(?i)(?:somme|chiffre|niveau|prix|coût|valeur|total|montant|monde|norme|celui|celle)[sx]?\sd['’]$"
)
_SHORT_WEEKDAYS: Final = (
    "mon",
    "tue",
    "tues",
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
_WORD_WEEKDAYS: Final = ("sat", "sun", "wed", "mer", "jeu", "sam")  # words of the language, or first names, too
_DAY_BY: Final = (  # "the day after the vote" is told by the vote
    r"(?i)^\s(?:an?|his|her|its|their|our|my|it|he|she|they|we|you|i|that|which|\p{Ll}+ing)(?:[^\p{L}]|$)|^\sthe\s[^0-9]"
)
_FISCAL_ENDS: Final = (  # "next fiscal" is a year, "next fiscal review" none
    r"^(?:\s*$|\s?[.,;:!?)»”\n]|\s(?:to|from|for|on|in|at|as|after|before|with|under|by|against|because|if|when)"
    r"(?:[^\p{L}]|$))"
)
_CLOSED: Final = r"^(?:\s*$|\s?[.,;:!?)»”\n])"
_THING_NEXT: Final = r"^\s\p{L}{4,}"
_ROUND: Final = 50  # counts are round, most years are not: "2000 Arbeitsplätze"
_BEFORE, _AFTER, _FORM, _SURFACE = pl.col("before"), pl.col("after"), pl.col("form"), pl.col("surface")
REFUSING: Final = Keeper()
ASKING: Final = Keeper()
TESTING: Final = Keeper()
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
    closes = _AFTER.str.contains(rf"^\s*(?:$|[,.;:)])|^\s?[-–]\s?\p{{L}}|{_TO_MONTH}")
    first_name = _CAPITAL & _AFTER.str.contains(r"^\s\p{Lu}\p{Ll}") & ~has_preposition
    is_verb = (_SURFACE == "may") & _BEFORE.str.contains(r"(?i)[^\p{L}](?:and|or)\s$")  # "under discussion and may be"
    told = (has_preposition & ~is_verb) | (_CAPITAL & (~homonym | closes)) | _PLAIN.str.contains("month of")
    surname = (_PLAIN == "may") & _BEFORE.str.contains(r"\p{Lu}\p{Ll}+\s$") & ~has_preposition  # "Theresa May, who"
    return told & ~first_name & ~surname


def _is_month() -> pl.Expr:
    french, english = pl.col("language") == "fr", pl.col("language") == "en"
    return pl.when(french).then(_is_french_month()).when(english).then(_is_english_month()).otherwise(True)


def _is_year() -> pl.Expr:
    """Four digits alone: not a number, not part of a name, not a count of things."""
    lead, strong = _BEFORE.str.contains(_YEAR_LEAD), _BEFORE.str.contains(_STRONG_YEAR_LEAD)
    opens = _BEFORE.str.contains(_ARTICLE_BEFORE) & (pl.col("language") == "en") & (pl.col("year") % _ROUND != 0)
    named = _BEFORE.str.contains(_NAME_BEFORE) & ~lead & ~opens
    plural = _AFTER.str.contains(r"^\s[a-zà-ÿ]+s(?:[^a-zà-ÿ]|$)") & ~strong & ~_AFTER.str.contains(_NO_PLURAL)
    far = ~pl.col("year").is_between(1900, 2100) & ~strong
    counted = _JAPANESE & _AFTER.str.contains(r"^[^\s〜～~、。,.）)から/-]")
    about = _BEFORE.str.contains(_ABOUT_BEFORE) & ~_BEFORE.str.contains(_COMPARED_YEAR)
    number = _BEFORE.str.contains(_NUMBER_BEFORE) | _AFTER.str.contains(_NUMBER_AFTER) | about
    return ~(named | plural | far | counted | number)


def _is_listed_year() -> pl.Expr:
    """Four digits alone where only words are listed: behind a word of time, or at an end and no part of a name."""
    number = _BEFORE.str.contains(_NUMBER_BEFORE) | _AFTER.str.contains(_NUMBER_AFTER)
    counted = (pl.col("year") % _ROUND == 0) & _AFTER.str.contains(_THING_NEXT)
    closes = _AFTER.str.contains(_CLOSED) & ~_BEFORE.str.contains(_NAME_BEFORE)
    return (pl.col("is_led") | closes) & ~number & ~counted & pl.col("year").is_between(1900, 2100)


def _is_numeric_date() -> pl.Expr:
    """Digits and separators that do not go on as a longer number (telephone, reference, version)."""
    return ~(
        pl.col("between").str.contains(r"[0-9][.,:/-]$|[+]\s?[0-9 -]*$")
        | pl.col("gap_after").str.contains(r"^[-/:.]?[0-9]")
    )


def _is_slashed_day() -> pl.Expr:
    """Two numbers and a slash are a day after a preposition of time, or before a particle of it; else a share.

    One that has one reading as a day ("4/22") or is padded ("05/12") is a day where it stands alone or something is
    planned for it, too. Two that follow each other ("07/08") are a season or a fiscal year, unless "on" leads them.
    """
    led = _BEFORE.str.contains(_DAY_LEAD) & ~_AFTER.str.contains(
        r"(?i)^\s(?:of|de|des|du|d['’]|\p{Ll}+s(?:[^\p{L}]|$))"
    )
    padded = _SURFACE.str.contains(_PADDED_DAY)
    told = (padded | (pl.max_horizontal("first", "second") > DECEMBER)) & (
        (_BEFORE.str.contains(_WHOLE_TEXT) & _AFTER.str.contains(_WHOLE_TEXT)) | _BEFORE.str.contains(_PLANNED)
    )
    season = padded & (pl.col("second") == pl.col("first") + 1) & ~_BEFORE.str.contains(_EXACT_DAY_LEAD)
    particle = _AFTER.str.contains("^(?:に|まで|から|、|（)")
    telephone = _AFTER.str.contains(r"^\s[0-9]{2}[\s.][0-9]{2}")  # these are its first digits
    return pl.when(_JAPANESE).then(told | particle).otherwise((told | led) & ~telephone & ~season)


def _refusals() -> list[tuple[pl.Expr, pl.Expr]]:
    """Wordings that are never a date: the tail of a number, "this may", "the same fiscal year", comparisons, counts."""
    told_later = _AFTER.str.starts_with("に") & _AFTER.str.contains(PAST_AFTER)  # after what is told, not after today
    follows = pl.col("between").is_in(["から", "より", "の"]) | _BEFORE.str.ends_with(
        "今から"
    )  # 今日から3日後, if a day stands there
    behind, lead = _AFTER.str.slice(1, 3), _BEFORE.str.to_lowercase()
    compared = _AFTER.str.contains(r"^(?:同期|同月|比|度比|並み)")
    return [
        (_SURFACE.str.contains(r"^[0-9０-９]"), _BEFORE.str.contains(r"[0-9０-９][.,]?$")),
        (_FORM == "fiscal_relative", _SURFACE.str.starts_with("同")),
        (_FORM == "fiscal_relative", _PLAIN.str.ends_with("fiscal") & ~_AFTER.str.contains(_FISCAL_ENDS)),
        (  # "Bae Jun-ho" is a name
            (_FORM == "month") & _AFTER.str.starts_with("-") & (_SURFACE.str.len_chars() <= 4) & (_SURFACE != _PLAIN),
            (behind != behind.str.to_uppercase())
            & (behind == behind.str.to_lowercase())
            & ~behind.is_in(_MONTH_STARTS)
            & _BEFORE.str.contains(r"\p{Lu}[\p{L}'’-]*\s$")
            & ~_BEFORE.str.contains(_PREPOSITION),
        ),
        (  # "association loi 1901", "la loi de 1905"
            _FORM == "year",
            pl.any_horizontal(lead.str.ends_with(law) for law in _ANY_LAWS)
            | (pl.any_horizontal(lead.str.ends_with(law) for law in _OLD_LAWS) & (pl.col("year") < _OLD_LAW)),
        ),
        (_FORM == "month", (_PLAIN == "this may") & ~_SURFACE.str.ends_with("May")),
        ((_FORM == "year_spelled") & (pl.col("language") == "fr"), ~_BEFORE.str.contains(_SPELLED_YEAR_LEAD)),
        (
            (_FORM == "unit_relative") & _SURFACE.str.contains("d['’]a(?:vant|près)$"),
            _AFTER.str.contains(r"(?i)^\s(?:les?|la|l['’]|une?|ses|ces|cette)|^\s\p{Lu}"),
        ),
        ((_FORM == "day_word") & _SURFACE.str.ends_with("の日"), _AFTER.str.contains("^[付本程時産立銀経々]")),
        ((_FORM == "day_word") & (_PLAIN == "ce jour"), _BEFORE.str.contains(r"(?i)(?:^|\s)à\s$")),
        (
            (_FORM == "year_spelled") & (pl.col("language") == "en"),
            _PLAIN.str.contains("^(?:one|two) thousand")
            & ~_BEFORE.str.contains(_PREPOSITION)
            & ~pl.col("year").is_between(2001, 2099).fill_null(value=False),
        ),
        (
            (_FORM == "day") & (pl.col("language") == "fr") & (pl.col("month") == 9) & pl.col("year").is_null(),
            _SURFACE.str.contains(r"^\p{L}[\p{L} -]+[ -]sept$"),  # "dix sept" is a number
        ),
        (_FORM == "duration", pl.col("count").is_null()),  # "one and three quarters" tells no length
        ((_FORM == "duration") & _PLAIN.str.contains("^[0-9]+w$"), ~_BEFORE.str.contains(_LENGTH_LEAD)),
        (
            (_FORM == "duration") & (_PLAIN == "半月"),
            _BEFORE.str.contains("[上下前後]$") | _AFTER.str.contains("^[板形状型]"),
        ),
        ((_FORM == "duration") & (_PLAIN == "three quarters"), _AFTER.str.contains("^ of (?:an?|the|all|its|their) ")),
        (_FORM == "month", _SURFACE.str.contains(r"^[0-9]{4}\.[0-9]{1,2}$") & ~pl.col("year").is_between(1900, 2100)),
        (_FORM == "year_spelled", _PLAIN.str.contains("^ad |ad$") & ~_SURFACE.str.contains("AD")),
        ((_FORM == "day_word") & _PLAIN.is_in(["day after", "day before"]), _AFTER.str.contains(_DAY_BY)),
        (
            _FORM == "unit_relative",
            _SURFACE.str.contains("^次") & _BEFORE.str.contains("[0-9０-９一二三四五六七八九十年順目漸]$"),
        ),
        (_JAPANESE & (_FORM == "duration"), _BEFORE.str.contains("[数何幾]$") & _SURFACE.str.contains("^[十百千]")),
        (
            (_FORM == "duration") & _SURFACE.str.contains("^[0-9]{3}[^0-9]"),
            _BEFORE.str.contains(r"[0-9][\s\u{a0}\u{202f}]$"),
        ),
        (_JAPANESE & _FORM.is_in(["year", "month", "fiscal_relative"]), compared),
        (_JAPANESE & (_FORM == "year") & (pl.col("year") < 300), ~pl.col("is_short_year")),
        (_JAPANESE & (_FORM == "day"), _BEFORE.str.contains("毎(?:年|月|週)の?$") | _AFTER.str.starts_with("目")),
        (_JAPANESE & (_FORM == "weekday"), _BEFORE.str.contains("毎週の?$")),
        (pl.col("language") == "fr", _SURFACE.str.contains("(?i)^cet") & _AFTER.str.contains("^-là")),  # another one
        (_JAPANESE & (_FORM == "later"), (_BEFORE.str.contains("(?:から|より)$") & ~follows) | (told_later & ~follows)),
        (_FORM == "day_word", pl.col("is_noun")),  # "la mañana"
        (  # "à la veille du sommet": of a day that the text does not tell; "la veille de Noël" is told
            pl.col("other_day_offset").is_not_null() & (pl.col("language") == "fr"),
            _PLAIN.is_in(["veille", "lendemain", "surlendemain", "avant-veille"])
            & _AFTER.str.contains(_OF_EVENT)
            & ~_AFTER.str.contains(_OF_DAY),
        ),
        (_FORM == "weekday", pl.col("is_any")),
        (pl.col("language") == "ko", _SURFACE.str.contains(r"^\p{Hangul}") & _BEFORE.str.contains(r"\p{Hangul}$")),
        (_FORM == "weekday", _BEFORE.str.contains("(?:Black|Cyber|Giving) $")),
        *(
            ((_FORM == "weekday") & (pl.col("language") == language), _BEFORE.str.contains(lead))
            for language, lead in _ANY_DAY_LEAD.items()
        ),
        ((_FORM == "ago") | (pl.col("day_offset") == 0), _BEFORE.str.contains(_COMPARED_LEAD)),
        (pl.col("day_offset") == 0, _AFTER.str.contains(_STATE_AFTER) | _BEFORE.str.contains(_STATE_BEFORE)),
        (
            _SURFACE.is_in(["1日", "１日", "一日"]),
            _AFTER.str.contains(
                "^(?:約|[0-9０-９]|当たり|あたり|につき|に[0-9０-９]+(?:[本回件人台個杯便枚通食隻頭]|トン|キロ))"
            ),
        ),  # per day
    ]


def _tests() -> list[tuple[pl.Expr, Callable[[], pl.Expr]]]:
    """Which wordings are dates in some contexts only, and in which; the first that applies counts."""
    short_word = _PLAIN.str.tail(3)
    bare_year = (_FORM == "year") & _SURFACE.str.contains(r"^[0-9０-９]{4}$")
    leading_digits = _FORM.is_in(["day", "month"]) & _SURFACE.str.contains(r"^[0-9０-９]+[-/.]")
    kana = (_FORM == "day_word") & _SURFACE.str.contains(r"^[ぁ-ん]+$")
    lone_ordinal = (_FORM == "day") & pl.all_horizontal(pl.col("month", "weekday", "month_offset").is_null())
    lone_ordinal &= pl.col("language") == "en"
    marked_weekday = (_FORM == "weekday") & _SURFACE.str.contains("^[（(]")
    kanji_day = (_FORM == "day") & pl.col("month").is_null() & _SURFACE.str.contains("^[一二三四五六七八九十]")
    festival = _FORM.is_in(["day", "easter"]) & _is_bare_word()
    led = _CAPITAL & _BEFORE.str.contains(_HOLIDAY_LEAD)
    lone_season = _JAPANESE & (_FORM == "season") & _is_bare()
    between = _BEFORE.str.contains(_FROM_SEASON) & _AFTER.str.contains(_TO_SEASON)
    season = pl.when(_PLAIN == "fall").then(False).otherwise(_BEFORE.str.contains(_SEASON_LEAD) | between)
    return [
        (pl.col("is_refused"), lambda: pl.lit(False)),
        (_FORM == "year_range", lambda: _is_numeric_date() & (pl.col("year_to") > pl.col("year"))),
        (
            (_FORM == "weekday") & _PLAIN.is_in(_SHORT_WEEKDAYS),
            lambda: _AFTER.str.starts_with(".") | _BEFORE.str.contains(_WEEKDAY_LEAD),
        ),
        (
            (_FORM == "weekday") & short_word.is_in(_WORD_WEEKDAYS),
            lambda: (
                (_BEFORE.str.contains(_WHOLE_TEXT) & _AFTER.str.contains(r"^\.?\s*$"))
                | (
                    _SURFACE.str.contains(r"(?:^|\s)\p{Lu}\p{Ll}+$")
                    & (_BEFORE.str.contains(_WEEKDAY_LEAD) | pl.col("shift").is_not_null())
                )
            ),
        ),
        (
            (_FORM == "quarter") & _PLAIN.str.contains("^[tq][1-4]$") & (pl.col("language") == "fr"),
            lambda: _BEFORE.str.contains(_QUARTER_LEAD),
        ),
        (
            lone_ordinal,
            lambda: (
                _BEFORE.str.contains(_ORDINAL_LEAD)
                & _AFTER.str.contains(_ORDINAL_AFTER)
                & ~_BEFORE.str.contains(_HOLE_BEFORE)
            ),
        ),
        (
            marked_weekday,
            lambda: _BEFORE.str.contains(r"(?:^|[\s、。「])$") & _AFTER.str.contains("^(?:に|は|から|まで|、)"),
        ),
        (kanji_day, lambda: _AFTER.str.contains(r"^(?:$|[にのはがをか、。,)）「付夜朝昼夕午まで\s])")),
        ((_FORM == "month") & _is_bare() & pl.col("month").is_not_null(), _is_month),
        ((_FORM == "season") & _is_bare() & ~_JAPANESE, lambda: season),
        (
            (_FORM == "season") & _SURFACE.str.contains("^été\\s?passée?$"),
            lambda: ~_BEFORE.str.contains(_HAVING),
        ),
        (lone_season, lambda: _AFTER.str.contains(_SEASON_AFTER) & _BEFORE.str.contains("(?:^|[^一-鿿])$")),
        (bare_year & pl.col("is_led").is_not_null(), _is_listed_year),
        (bare_year, _is_year),
        (festival, lambda: pl.when(_JAPANESE).then(_AFTER.str.contains("^(?:$|[にはまかを、。前後])")).otherwise(led)),
        (
            (_FORM == "day_numeric") & _SURFACE.str.contains("^[0-9０-９]{1,2}/[0-9０-９]{1,2}$"),
            lambda: _is_numeric_date() & _is_slashed_day(),
        ),
        (
            (_FORM == "day_numeric") & _SURFACE.str.contains(r"^[0-9]{2}[-.][0-9]{2}[-.][0-9]{2}$"),
            lambda: (
                _is_numeric_date()
                & ~_BEFORE.str.contains(r"[0-9]\p{L}*\s?$|(?i)version\s$")
                & (_SURFACE.str.contains(r"^0|[-.]0.[-.]") | _BEFORE.str.contains(_DAY_LEAD))
            ),
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
        refused = (pl.col("is_refused") | is_refused.fill_null(False)).alias("is_refused")
        judged = change(judged, condition, refused, kept=REFUSING)
    return (
        choose(judged, "is_date", _tests(), told=ASKING, kept=TESTING)
        .filter(pl.col("is_date").fill_null(True))
        .drop("is_refused", "is_date")
    )
