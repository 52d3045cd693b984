"""Years that a wording owes to its neighbours. Frames in, frame out.

What belongs here: two digits that are a year because of a year nearby, years of an era, the fiscal year just named.
What does not: the two ends of one period (``dates_ranges``), the years that newspapers mean (``dates_resolve``).
"""

from typing import Final

import polars as pl

from orchestration.extract.dates_parse import normalise
from orchestration.extract.subsets import change

PASSAGES: Final = 2**24  # more passages than an article can have
NEAR_YEARS: Final = 12  # two digits before 年 are a year when a year this near was just named
_TIMED: Final = "^(?:に[^わ]|は|の|から|まで|末|初|春|夏|秋|冬|[0-9０-９]{1,2}月)"
_TIMED_AHEAD: Final = (  # 35年に1兆ドル is a year, 35年に1度 a length
    "^(?:に(?:[^わ及渡亘一1１なも]|[一1１][0-9０-９千百万億兆])|から|まで(?:に|の)|末|初|春|夏|秋|冬|中に|度|予算|以[降後来]|[0-9０-９]{1,2}月)"
)
_TIMED_PAST: Final = "^(?:に[^わ及一1１なも延短達上満相]|、|予算)"
_TIMED_FAR: Final = (  # 40年に1700億ドル is a year
    "^(?:に(?:は[^及満届達至]|[^はわ及渡亘一1１なも延短達上満相制限定近迫見変改]|[一1１][0-9０-９千百万億兆])|時点)"
)
_TIMED_THEN: Final = "^(?:には[^及満届達至]|時点)"  # a length is not followed by these
_THEN_YEARS: Final = 30
_EVENT: Final = (  # "29年の量産開始" is a day to come, "10年の実績" a length
    "^の[^、。]{0,8}?(?:開始|開業|開設|開催|開幕|稼働|完成|完工|着工|竣工|発売|実用化|商用化|量産|供用|打ち上げ|施行|発効|"
    "上場|参入|総選挙|大統領選|五輪|万博|震災|地震|豪雨|台風|調査)"
)
_COUNTED: Final = (
    "(?:(?:期間|寿命|年数|年限)[をはがも]?(?:原則|最長)?|"
    "約|計|満|丸|築|ここ|過去|今後|この先|向こう|およそ|最長|最短|最大|期間)$"
)
_TERM: Final = "期間[をはがも]?$"
_TO_YEAR: Final = "^から[0-9０-９]{2}年$"  # "期間は27年から31年まで" are the ends of a term
_OF_ERA: Final = r"^\p{Han}{2}.*年$"
_LISTED: Final = "^(?:から|～|〜|~|、|・|と|及び|および|より|-|－)$"
_FIRST_SHORT: Final = "(?:^|[^0-9０-９.,．，年月])([0-9０-９]{2})[〜～~]$"  # "27～28年": the first of two years
_FORMER: Final = "^の(?:前|旧)(?:計画|制度|事業|枠組|基金|戦略|プログラム|中期|対策)"  # "18〜22年の前計画" is over
_DECIDING: Final = (
    r"(?:vot(?:er|ée?s?)|adopt(?:er|ée?s?)|approuv(?:er|ée?s?)|examin(?:er|ée?s?)|débatt(?:re|ue?s?)"
    r"|présent(?:er|ée?s?)|dépos(?:er|ée?s?)|soum(?:ettre|is|ise|ises)"
    r"|(?:vote|debate|approve|examine|adopt|pass|present|table|submit|unveil)(?:d|t?ed)?)"
)
_DECIDED: Final = (  # a budget is voted before its year begins: by those who decide, or as is told right behind it
    r"(?i)(?:(?:^|[^\p{L}])(?:parlement|gouvernement|assemblée|sénat|députés|sénateurs|conseil|chambre|cabinet|ministre"
    r"|parliament|government|assembly|senate|house|congress|council|deputies|lawmakers|mps|minister)(?:\s\p{L}+){0,2}\s"
    r"|[0-9]{4},?\s(?:(?:a été|est|sera|qui sera|was|is|will be|to be)\s)?)"
    rf"{_DECIDING}(?:\s(?:it|on|la|le|les))?(?:\s(?:en|in|on|by|before|le|au|avant|d['’]ici|fin|début|mi))?\s$"
)
FAR_YEARS: Final = 50  # a term that is counted in decades ("45年までに返済")
CLOSE_YEARS: Final = 5  # ... or this near in an earlier paragraph, before a particle of time


def short_years(mentions: pl.DataFrame) -> pl.DataFrame:
    """Read 25年 as a year, not as 25 years, after a year nearby (2024年と25年) or before the particle of time.

    Args:
        mentions: Wordings with their parts, in the order of reading.

    Returns:
        The rows in the same order, with form, year, is_short_year, unit and count changed.
    """
    year, passage = pl.col("year"), pl.col("article").cast(pl.Int64) * PASSAGES + pl.col("passage_index")
    full = pl.when(year < 100).then(year + 2000).otherwise(year)
    two_digits = normalise(pl.col("surface")).str.extract(r"^([0-9]{2})年$").cast(pl.Int32)
    numbered = change(
        mentions.with_columns(
            full.forward_fill().alias("known_year"),
            (pl.when(full.is_not_null()).then(passage).forward_fill() == passage).alias("is_near"),
            (pl.when(full.is_not_null()).then("article").forward_fill() == pl.col("article")).alias("is_in_article"),
            two_digits=pl.lit(None, pl.Int32),
        ),
        (pl.col("form") == "duration") & pl.col("surface").str.ends_with("年"),
        two_digits.alias("two_digits"),
    )
    years = change(
        numbered,
        _is_known_near(),
        pl.lit("year").alias("form"),
        pl.col("two_digits").alias("year"),
        pl.lit(True).alias("is_short_year"),
        pl.lit(None, pl.String).alias("unit"),
        pl.lit(None, pl.Float64).alias("count"),
    )
    first = pl.col("before").str.extract(_FIRST_SHORT).alias("range_start")
    ranged = change(
        years.with_columns(range_start=pl.lit(None, pl.String)),
        pl.col("is_short_year") & (pl.col("form") == "year"),
        first,
    )
    earlier = normalise(pl.col("range_start")).cast(pl.Int32)
    shown = pl.col("range_start").str.len_chars().cast(pl.Int64) + 1
    return change(
        ranged,
        (earlier < pl.col("year")) & (pl.col("year") - earlier <= NEAR_YEARS),
        pl.lit("year_range").alias("form"),
        pl.col("year").alias("year_to"),
        earlier.alias("year"),
        *((pl.col(place) - shown).alias(place) for place in ("at", "char_start")),
        (pl.col("before").str.tail(shown) + pl.col("surface")).alias("surface"),
    ).drop("known_year", "is_near", "is_in_article", "two_digits", "range_start")


def era_years(mentions: pl.DataFrame, eras: dict[str, int]) -> pl.DataFrame:
    """Count 13年度 on from 令和9年度, or 12年 from 令和9年, when the two make a range or a list.

    Args:
        mentions: Wordings with their parts, in the order of reading.
        eras: Era to its first year.

    Returns:
        The rows in the same order, with year and is_short_year changed.
    """
    years = {word: year for word, year in eras.items() if not word.isascii()}
    marked = mentions.with_columns(pl.col("surface").shift(1).alias("earlier"))
    first = (
        pl.col("earlier")
        .str.extract(f"^({'|'.join(years)})")
        .replace_strict(years, default=None, return_dtype=pl.Int32)
    )
    lends = (pl.col("between").str.contains(_LISTED) & first.is_not_null()).fill_null(False)
    counted = change(
        marked,
        pl.col("is_short_year") & (pl.col("language") == "ja"),
        pl.when(lends).then(first + pl.col("year") - 1).otherwise("year").alias("year"),
        pl.when(lends).then(False).otherwise("is_short_year").alias("is_short_year"),
    )
    plain = (
        (pl.col("form") == "duration") & (pl.col("unit") == "Y") & pl.col("surface").str.contains("^[0-9０-９]{1,2}年$")
    )
    return change(
        counted,
        (plain & pl.col("between").str.contains(_LISTED) & pl.col("earlier").str.contains(_OF_ERA)).fill_null(
            value=False
        ),
        pl.when(lends).then(pl.lit("year")).otherwise("form").alias("form"),
        pl.when(lends).then(first + pl.col("count").cast(pl.Int32) - 1).otherwise("year").alias("year"),
        pl.when(lends).then(None).otherwise("unit").alias("unit"),
        pl.when(lends).then(None).otherwise("count").alias("count"),
    ).drop("earlier")


def _is_known_near() -> pl.Expr:
    """Whether two digits are a year: after one in the paragraph, or, before a particle of time, near any or today."""
    apart = (pl.col("two_digits") + 2000 - pl.col("known_year")).abs()
    timed = pl.col("after").str.contains(_TIMED) & pl.col("is_in_article")
    ahead = pl.col("two_digits") + 2000 - pl.col("published_on").dt.year()
    before, after = pl.col("before").str, pl.col("after").str
    coming = after.contains(_TIMED_AHEAD) & ahead.is_between(-1, NEAR_YEARS)
    gone = after.contains(_TIMED_PAST) & ahead.is_between(-NEAR_YEARS, -2)
    former = after.contains(_FORMER) & before.contains(_FIRST_SHORT) & ahead.is_between(-NEAR_YEARS, 0)
    event = after.contains(_EVENT) & ahead.is_between(-NEAR_YEARS, NEAR_YEARS)
    far = after.contains(_TIMED_FAR) & ahead.is_between(NEAR_YEARS + 1, 2 * NEAR_YEARS)
    term = after.contains("^までに") & ahead.is_between(0, FAR_YEARS)
    then = after.contains(_TIMED_THEN) & ahead.is_between(NEAR_YEARS + 1, _THEN_YEARS)
    is_counted = before.contains(_COUNTED) & ~(before.contains(_TERM) & after.contains(_TO_YEAR))
    now = (coming | far | then | gone | former | event | term) & ~is_counted
    return (pl.col("is_near") & (apart <= NEAR_YEARS)) | (timed & (apart <= CLOSE_YEARS)) | now


def label_years(mentions: pl.DataFrame) -> pl.DataFrame:
    """Find the fiscal year named just before in the sentence ("l'exercice 2026, qui s'ouvre le 1er avril").

    Args:
        mentions: Wordings with their parts, sentence and cue, in the order of reading.

    Returns:
        The rows in the same order, with label_year.
    """
    is_named = pl.col("is_fiscal").shift(1) & pl.col("form").shift(1).is_in(["fiscal", "year"])
    is_same = pl.col("sentence").shift(1) == pl.col("sentence")
    # "budget for 2026, presented on 15 October"
    tells_else = pl.col("weekday").is_not_null() | (pl.col("cue") == -1) | pl.col("before").str.contains(_DECIDED)
    label = pl.when(is_named & is_same & ~tells_else).then(pl.col("year").shift(1))
    return mentions.with_columns(label.alias("label_year"))
