"""Whether a sum is for a year, a month, a week, a day, an hour or a share: "a year", "its annual budget is", 1株当たり.

What belongs here: the words on both sides of a sum that make it a rate. What does not: the dates of a period, hedges.
"""

import re
from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.subsets import attach
from orchestration.extract.windows import trie, without_end

PERIODS: Final = ("year", "month", "week", "day", "hour", "share")
GAP: Final = r"[\s\u00a0\u202f]*$"
START: Final = r"(?i)(?:^|[^\p{Latin}])"
WORD: Final = r"[\p{Latin}'’-]+"
NO_RATE: Final = (
    "0-9０-９一二三四五六七八九十今昨来翌同前先毎当半数カヶか近例去周新初終"  # before 年: a date or a length
)
THIS: Final = "こそあ次翌前同"  # この年: a date
ABOUT: Final = "(?:平均|最低|最大|最高|約|およそ)?"
# "60 millions d'euros de recettes par an": what the sum is may stand between
WHAT: Final = (
    r"(?: (?:bruts?|brutes?|nets?|nettes?|gross|net))?"
    rf"(?: (?:de|d['’]|of|in|en) ?{WORD}(?: (?:de |of |à l['’])?{WORD})?)?"
)
# "1 500 euros par foyer et par an", "180 francs le mètre carré et par an": and for whom; "le mois dernier" is a date
PER_WHAT: Final = rf"(?:par|per|for each|pour chaque)(?: {WORD}){{1,2}}"
A_WHAT: Final = rf"(?:an?|l[ea])(?: {WORD}){{1,2}}"
EARLIER: Final = (
    r"(?i)^ an? (?:year|month|week|day|hour) (?:earlier|ago|before|later)"
    r"|^ (?:l['’]an(?:née)?|l[ea] (?:mois|semaine|journée)) (?:derni|prochain|passé|suivant|précédent|d['’]avant)"
)
UNITS: Final = {
    "year": "an|année|year",
    "month": "mois|month",
    "week": "semaine|week",
    "day": "jour|day",
    "hour": "heure|hour",
}
UNIT: Final = "|".join(UNITS.values())
EACH_OF: Final = (  # "$600 billion in each of the four years"
    r"(?i)^,? (?:(?:in|for|during|over|pour|pendant|dans) )?(?:each of (?:the|these|those|its)|chacune? des)"
    rf" (?:[\p{{Latin}}0-9]+ ){{1,2}}({UNIT})s?(?:[^\p{{L}}]|$)"
)
# "the annual cost of the school would come to", "le coût annuel de l'entretien s'élève à"
OF_WHAT: Final = r"(?: (?:of|for|from|in|to|du|des?|d['’]|pour|aux?)[ '’\p{Latin}-]*?)?"
COPULA: Final = (
    r"(?:,|:|,?(?: (?:will|would|could|should|may|might|has|have|had|now))? (?:is|was|are|were|be|been|at|of|worth"
    r"|reach(?:es|ed)?|exceed(?:s|ed)?|total(?:s|l?ed)?|(?:comes?|came|amounts?|amounted|equals?|rises?|rose|fell) to"
    r"|de|d['’]|à|est|était|étaient|sont|sera|seront|serait|attei(?:nt|nts|gnent|gnait|gnaient|ndra|ndront|ndrait)"
    r"|dépass\p{L}+|représent\p{L}+))"
)
DIRECT: Final = (  # at most two words between "annual" and what leads to the sum
    rf"(?:(?: {WORD}){{0,2}} (?:de|d['’]|à|of|at|to|coûte(?:ra|rait)?|coûtait|atteint|vaut"
    r"|costs?(?: (?:us|them|you))?|averages?|averaged))?(?:[\s\u00a0\u202f]*:)?"
)
SHARES: Final = r"(?:shares?|stock|le titre|l['’]action|les actions)"
MOVES: Final = (
    r"(?:clos|end|trad|quot|open|ros|rise|fell|fall|slip|gain|jump|drop|up|down"
    r"|clôtur|fini|termin|cot|gagn|perd|cèd|bond|ouv)"
)
SHARE_PRICE: Final = (  # "Shares closed at 41,350 won", "le titre a gagné 4,2 %, à 212 dirhams", 株価は4085円
    rf"{START}{SHARES}(?:[^\p{{L}}][^;:!?]*)?[^\p{{L}}]{MOVES}(?:[^;:!?]*[^\p{{L}}])?(?:at|to|à){GAP}"
    r"|(?:株価|終値)(?:は|が|、)?$"
)
WHOSE: Final = r"^ (?:(?:l[ea]s?|s[ao]n?|ses|leurs?|du|the|its|his|her|their) |l['’])"
NOW: Final = "(?:今年|来年|昨年|今春|来春|平均|一律|最低|最大|最高|約|およそ)"
KEPT: Final = Keeper()


def find_period(rows: pl.DataFrame, words: dict[str, list[str]]) -> pl.DataFrame:
    """Tell whether a sum is said to be for a year, a month, a week, a day, an hour or a share.

    Args:
        rows: Columns ``before``, ``after``, ``power``, ``is_borrowed`` (the next row lends scale and currency),
            ``char_start``, ``modality_cue``, ``cue_start`` and ``cue_end`` (from ``find_modality``).
        words: Roles ``per_year`` ... ``per_share`` to the words behind a sum, ``per_year_before`` ... to those before
            it, and ``rate_noun`` to what may be annual.

    Returns:
        The rows with ``per``.
    """
    behind = {
        word.replace("'", sign): period
        for period in PERIODS
        for word in words.get(f"per_{period}", [])
        for sign in "'’"
    }
    ahead = {word: period for period in PERIODS for word in words.get(f"per_{period}_before", [])}
    eastern = [word for word in behind if word[0] > "ÿ" or re.search("株|当たり|あたり", word)]  # 1日 is a day
    joined = {word: period for period, forms in UNITS.items() for word in forms.split("|")}
    lead = rf"{START}(?:{trie(ahead)}|{SHARES})(?:[^\p{{Latin}}]|$)|{trie({*eastern, '株価', '終値'})}"
    tail = rf"{START}(?:{trie({*behind, *ahead})}|(?:et|and) (?:{UNIT})|(?:each|chacune?) (?:of|des))|{trie(eastern)}"
    rates = behind | ahead | joined
    is_hedged = (pl.col("cue_end") <= pl.col("char_start")) & pl.col("modality_cue").str.contains(r"^\p{Latin}")
    hedge = pl.when(is_hedged.fill_null(value=False)).then(pl.col("char_start") - pl.col("cue_start")).otherwise(0)
    numbered = rows.with_row_index("rate_row")
    followed = KEPT.call(numbered.filter, pl.col("after").str.contains(tail))
    led = KEPT.call(numbered.filter, pl.col("before").str.contains(lead)).with_columns(
        without_end(pl.col("before"), hedge).alias("before")
    )
    is_price = (pl.col("power") == 0) & pl.col("before").str.contains(SHARE_PRICE)
    price = pl.when(is_price).then(pl.lit("share"))
    word = pl.coalesce(_before(ahead, eastern, words["rate_noun"]))
    after = KEPT.call(
        followed.select_seq, "rate_row", _period(_behind(behind, ahead, words["rate_noun"]), rates).alias("per")
    )
    before = KEPT.call(led.select_seq, "rate_row", pl.coalesce(_period(word, rates), price).alias("per_before"))
    told = attach(attach(numbered, after, key="rate_row"), before, key="rate_row")
    per = pl.coalesce("per", "per_before")
    lent = pl.when("is_borrowed").then(per.shift(-1))  # "de 15 000 à 15 900 roupies par mois"
    return told.with_columns(pl.coalesce(per, lent).alias("per")).drop("rate_row", "per_before")


def _period(word: pl.Expr, rates: dict[str, str]) -> pl.Expr:
    return word.str.to_lowercase().replace_strict(rates, default=None, return_dtype=pl.String)


def _behind(words: dict[str, str], ahead: dict[str, str], nouns: list[str]) -> pl.Expr:
    """Give the word of a rate behind a sum; "a year earlier" and "l'an dernier" are dates.

    "Elle relève à 52 000 euros le salaire annuel d'un chercheur" tells it of what the sum is.
    """
    adjective, noun = trie(ahead), trie(nouns)
    after = pl.col("after").str
    rate = after.extract(
        rf"^{WHAT}(?: {PER_WHAT}(?: (?:et|and))?| {A_WHAT} (?:et|and))?"
        rf"[\s\u00a0\u202f]?(?:en |de plus |)((?i:{trie(words)}))(?:[^\p{{Latin}}]|$)"
    )
    whose = after.extract(rf"(?i){WHOSE}{noun} ({adjective})(?:[^\p{{L}}]|$)")
    whose_first = after.extract(rf"(?i){WHOSE}({adjective}) {noun}(?:[^\p{{L}}]|$)")
    joined = after.extract(rf"^{WHAT} (?:{PER_WHAT}|{A_WHAT}) (?:et|and) ({UNIT})(?:[^\p{{L}}]|$)")
    return pl.when(~after.contains(EARLIER)).then(pl.coalesce(rate, joined, after.extract(EACH_OF), whose, whose_first))


def _before(ahead: dict[str, str], eastern: list[str], nouns: list[str]) -> list[pl.Expr]:
    """Give the word of a rate before a sum, in the ways in which it may lead to it."""
    plain = [word for word in eastern if re.search("当たり|あたり|[間額均商収給]|^毎", word)]
    wages = [word for word in eastern if re.search("[給収俸]", word)]
    adjective, noun = trie(ahead), trie(nouns)
    patterns = (
        rf"(?:^|[^{NO_RATE}の]|[^{THIS}]の)({trie(eastern)})(?:約|で|は|が|に|の)?{ABOUT}(?:で|は)?$",
        rf"(?:^|[^{NO_RATE}])({trie(plain)})の?[\p{{Han}}ー]{{1,8}}(?:は|が|を|も|、){ABOUT}$",  # "年間の維持費は"
        rf"({trie(wages)})(?:を|は|が|も|、)?{NOW}{{0,2}}(?:を|は|が|、)?$",
        rf"{START}({adjective}) (?:{WORD} )?{noun}(?:{OF_WHAT}{COPULA})?{GAP}",
        rf"{START}{noun}(?: {WORD})? ({adjective})(?:{OF_WHAT}{COPULA})?{GAP}",
        rf"{START}({adjective}){DIRECT}{GAP}",
    )
    return [pl.col("before").str.extract(pattern) for pattern in patterns]
