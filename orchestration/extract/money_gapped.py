"""Sums of which only the number is told, as the first of a list or the whole has scale and currency.

"14 milliards pour ACWA Power, 9 pour OCP, 4 pour Taqa"; "310 millions en quatre ans, dont 85 en 2027".

What belongs here: numbers behind a full sum of the same sentence, led to what follows by the same small word, or by
"dont" and "including" to a year or a purpose, but no whole number that may count what was bought.
What does not: the French "en" with a verb (``money_ellipses``), units
that a heading tells (``money_headed``), the currency that such a sum takes (``money_currency``).
"""

from typing import Final

import polars as pl

from orchestration.extract.ground import Ground
from orchestration.extract.kept import Keeper, groups
from orchestration.extract.money_ellipses import as_told_before
from orchestration.extract.numbers import NumberPatterns, read_numerals
from orchestration.extract.passages import in_article_order
from orchestration.extract.windows import WINDOW_CHARS, trie

MIN_POWER: Final = 6  # of the full sum: smaller ones are written out again
MAX_RATIO: Final = 20  # beside 1.8 billion, "900" is told in millions
MAX_STEPS: Final = 8
REACH: Final = 400  # a sentence with its list
BLANK: Final = r"[ \u00a0\u202f]"
NUMBER: Final = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?"
WORDS: Final = {  # the small words that lead to who pays, who gets and when; with an article they are the same
    "pour": "pour",
    "à": "à",
    "au": "à",
    "aux": "à",
    "du": "de",
    "de la part de": "de",
    "de l'": "de",
    "de la": "de",
    "par": "par",
    "chez": "chez",
    "en": "en",
    "for": "for",
    "from": "from",
    "to": "to",
    "by": "by",
    "in": "in",
}
WORD: Final = trie(WORDS)
YEAR: Final = "(?:19|20)[0-9]{2}"
COUNT: Final = (
    "(?:[0-9]{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|two|three|four|five|six|seven|eight|nine|ten)"
)
LENGTH: Final = rf"(?:en|sur|in|over) {COUNT} (?:ans|années|exercices|mois|years|months|fiscal years)"
BETWEEN: Final = rf"(?:[^0-9.;:!?()\n]|{YEAR})"
LISTED: Final = (
    rf"^(?P<gap>{BLANK}(?P<word>{WORD})(?:{BLANK}|['’]){BETWEEN}{{1,70}}?(?:,(?: (?:et|and|puis))?| et| and){BLANK})"
    rf"(?P<numeral>{NUMBER}){BLANK}(?P<next_word>{WORD})(?:{BLANK}|['’])"
)
PART: Final = (
    rf"^(?P<gap>(?:,? ?{LENGTH})?{BETWEEN}{{0,60}}?[,(–—]? ?(?:dont|y compris|including|of which){BLANK})"
    rf"(?P<numeral>{NUMBER}){BLANK}(?:(?:pour|par|aux?|à|en|dès|for|from|to|by|in){BLANK}|d['’]ici|cette année|l['’]an"
    r"|this year|next year)"
)
SOON: Final = (  # a list or a part may begin: few sums are read on
    rf"(?:,|(?:et|and|puis|dont|compris|including|which)){BLANK}{NUMBER}{BLANK}(?:{WORD}|dès|d['’]ici|cette|l['’]an|this|next)"
)
SPLIT: Final = (  # "2,3 Md€ (1,1 pour l'État, 0,8 pour les régions et 0,4 pour Airbus)"
    rf"^(?P<gap>{BLANK}?[:(]{BLANK}?(?:\p{{L}}[\p{{L}}'’ ]{{0,30}} )?)(?P<numeral>{NUMBER}){BLANK}\p{{L}}"
)
SPLIT_ON: Final = rf"^(?P<gap>{BLANK}[^0-9.;:!?()\n]{{2,80}}{BLANK})(?P<numeral>{NUMBER}){BLANK}\p{{L}}"
THINGS: Final = r"^[ \u00a0\u202f](?:people|\p{Ll}*[^\P{Ll}éiu](?:e?s|x))(?:[^\p{L}]|$)"  # "apportés" is none
OTHER_NUMBER: Final = (  # "des lycées": the number may count them
    r"(?i)(?:^|[^\p{L}])(?:des|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|two|three|four|five|seven|eight|nine|ten) "
)
NO_PLURAL: Final = rf"{LENGTH}|(?-u:\b)(?:dans|plus|après|sous|vers|depuis|pays|fonds|cours|across|this|its)(?-u:\b)"
PLURAL: Final = r"(?:^|[^\p{L}])\p{Ll}{3,}[sx](?:[^\p{L}]|$)"  # "310 millions pour les écoles, dont 85 en Bretagne"
NO_SUM: Final = (  # "9 pour cent", "12 à 15", "3 for 2"; years are told by "in"
    r"(?i)^ (?:(?:pour|per) (?:cent|mille)|(?:pour|à|aux?|par|chez|for|from|to|by) [0-9]"
    r"|(?:en|in) (?:[03-9]|[12][0-9]?[^0-9]))"
)
PLACED: Final = r"(?i)^ (?:en|in) "  # "12 in York" may count what was bought
PLACED_PART: Final = r"(?i)^ (?:en|in|à|aux?) "
DATED: Final = rf"(?i)^ (?:en|in) {YEAR}(?:[^0-9]|$)"
NAMED: Final = r"^(.*?)(?:[ '’]\p{Lu}|$)"  # what stands before the first name
DECIMAL: Final = "[.,]"  # nothing is counted so
KEPT: Final = Keeper()


def add_gapped(rows: pl.DataFrame, ground: Ground, numbers: NumberPatterns) -> pl.DataFrame:
    """Add the sums of lists and parts that are told by their number alone.

    Args:
        rows: From ``money_ellipses.add_ellipses``.
        ground: The articles on their line.
        numbers: Patterns of numerals.

    Returns:
        The rows and those added, without a currency of their own, in article then reading order.
    """
    is_full = (pl.col("power") >= MIN_POWER) & ~pl.col("is_borrowed") & pl.col("language").is_in(["fr", "en"])
    lending = KEPT.call(rows.filter, is_full & pl.col("after").str.contains(f"{SOON}|{SPLIT}"))
    if lending.is_empty():
        return rows
    text = pl.col("text").str.slice(pl.col("char_end"), REACH)
    texts = ground.articles.select("article_id", "text")
    told = lending.join(texts, on="article_id", how="left", validate="m:1", maintain_order="left").select(
        *rows.columns,
        text.alias("rest"),
        pl.lit(value=False).alias("is_listed"),
        pl.col("char_start").alias("whole_at"),
        pl.col("value").alias("whole"),
    )
    found = pl.concat([_chained(told, numbers), _split(told, numbers)])
    bare = found.unique(["article_id", "char_start"], keep="last", maintain_order=True)
    free = bare.join(rows, on=["article_id", "char_start"], how="anti", maintain_order="left")
    return in_article_order(pl.concat([rows, as_told_before(free, rows)]), ground.articles)


def _chained(told: pl.DataFrame, numbers: NumberPatterns) -> pl.DataFrame:
    """Follow the lists and parts behind sums, number by number."""
    found = [told.clear()]
    for _ in range(MAX_STEPS):
        told = _next(told, numbers)
        if told.is_empty():
            break
        found.append(told)
    return pl.concat(found)


def _next(told: pl.DataFrame, numbers: NumberPatterns) -> pl.DataFrame:
    """Go from each sum to the number that follows in its list, whose text is ``rest`` then."""
    read = KEPT.call(told.with_columns_seq, groups("rest", LISTED).alias("listed"), groups("rest", PART).alias("part"))
    listed, part = pl.col("listed").struct, pl.col("part").struct
    is_listed = listed.field("numeral").is_not_null() & (
        _stem(listed.field("word")) == _stem(listed.field("next_word"))
    )
    pieces = (
        pl.when(is_listed).then(listed.field(name)).otherwise(part.field(name)).alias(name)
        for name in ("gap", "numeral")
    )
    stepped = read.with_columns(*pieces, is_listed.alias("is_listed"), pl.col("value").alias("whole"))
    told_gap = pl.col("gap").str.replace_all(NO_PLURAL, "")
    gap = told_gap.str
    after = pl.col("after").str
    goods = pl.when("is_listed").then(gap.extract(NAMED, 1)).otherwise(told_gap)
    somewhere = pl.when("is_listed").then(after.contains(PLACED)).otherwise(after.contains(PLACED_PART))
    may_count = goods.str.contains(PLURAL) | (somewhere & ~after.contains(DATED))
    counts = gap.contains(OTHER_NUMBER) | (may_count & ~pl.col("surface").str.contains(DECIMAL))
    most = pl.when("is_listed").then(pl.col("whole") * MAX_RATIO).otherwise("whole")
    is_sum = ~counts & ~after.contains(NO_SUM) & (pl.col("value") < most)
    return KEPT.call(_placed(stepped, numbers).filter, is_sum).select(told.columns)


def _split(told: pl.DataFrame, numbers: NumberPatterns) -> pl.DataFrame:
    """Read the numbers behind a colon or in a bracket, where they make up the whole before it."""
    found, columns = [told.clear()], told.columns
    for step in range(MAX_STEPS):
        pieces = groups("rest", SPLIT_ON if step else SPLIT).alias("pieces")
        read = KEPT.call(told.drop("numeral").with_columns_seq, pieces).unnest("pieces")
        told = _placed(read, numbers).select(columns)
        if told.is_empty():
            break
        found.append(told)
    whole = ("article_id", "whole_at")
    summed = pl.concat(found).with_columns(pl.col("value").cum_sum().over(whole).alias("summed"))
    is_whole = (pl.col("summed") == pl.col("whole")).any().over(whole)
    counts = pl.col("after").str.contains(THINGS).any().over(whole)
    parts = summed.filter(is_whole & ~counts & (pl.col("summed") <= pl.col("whole")))
    return parts.filter(pl.len().over(whole) > 1).select(columns)


def _placed(stepped: pl.DataFrame, numbers: NumberPatterns) -> pl.DataFrame:
    """Go on to ``numeral``, which stands behind ``gap``, and read it; rows without a value are dropped."""
    width = pl.col("gap").str.len_chars().cast(pl.Int64)
    numeral = pl.col("numeral").str.len_chars().cast(pl.Int64)
    before = pl.concat_str("before", "surface", "gap").str.tail(WINDOW_CHARS)
    after = pl.col("rest").str.slice(width + numeral)
    moved = stepped.filter(pl.col("numeral").is_not_null()).with_columns(
        before.alias("before"),
        (pl.col("char_end") + width).alias("char_start"),
        (pl.col("char_end") + width + numeral).alias("char_end"),
        after.alias("rest"),
        after.str.head(WINDOW_CHARS).alias("after"),
        pl.col("numeral").alias("surface"),
    )
    read = ("value", "decimals", "reading", "other_reading", "other_value", "other_prior", "last_power", "top_value")
    return read_numerals(moved.drop(read, strict=False), numbers).filter(pl.col("value").is_not_null())


def _stem(word: pl.Expr) -> pl.Expr:
    """Give the small word without its article: "au" is "à"."""
    plain = word.str.to_lowercase().str.replace("’", "'", literal=True)
    return plain.replace_strict(WORDS, default=None, return_dtype=pl.String)
