"""Sums whose unit a heading tells: "Répartition (en millions d'euros)", then "– France : 1 050" line by line.

What belongs here: brackets with a unit at the end of a line, and the numbers that end the lines below it, up to a gap.
What does not: tables of several columns; what a text says in a sentence that it counts in (``money_context``).
"""

from typing import Final

import polars as pl

from orchestration.extract.ground import Ground
from orchestration.extract.kept import Keeper, groups
from orchestration.extract.money_parts import take_apart
from orchestration.extract.money_patterns import MoneyPatterns
from orchestration.extract.passages import in_article_order
from orchestration.extract.windows import WINDOW_CHARS, find_windows

LED: Final = (
    r"(?:(?i:montants?|chiffres?|sommes?|amounts?|figures?|all)[ \u00a0])?"
    r"(?:(?:en|in|En|In)[ \u00a0]|(?:金額の?)?単位[：:は・ ]?)"
)
SIGNED: Final = r"[^()（）\[\]0-9\n]{0,12}(?:\p{Sc}|円|ドル|ユーロ)[^()（）\[\]0-9\n]{0,12}"
UNIT: Final = rf"[(（\[](?:{LED}([^()（）\[\]0-9\n]{{2,40}})|({SIGNED}))[)）\]]"
HEADING: Final = rf"{UNIT}[*_ :：]{{0,5}}"
NUMBER: Final = r"[0-9０-９]{1,3}(?:[ \u00a0\u202f,.，][0-9０-９]{3})+|[0-9０-９]{1,7}(?:[.,．][0-9０-９]{1,2})?"
ENDED: Final = rf"(?:[:：\t=]|[.…]{{2,}}|[ \u00a0][-–—])[ \u00a0]*(?:{NUMBER})[ ;,.*_]*"
YEAR: Final = "^(?:19|20)[0-9]{2}$"
AHEAD: Final = 1500  # characters of a list
BLOCK: Final = rf"{HEADING}\n\n?((?:[^\n]+{ENDED}\n)*[^\n]*)$"
COUNTS: Final = (  # labels of what is counted: with them the sums end
    r"(?im)^[^\p{L}\n]*(?:(?:total|nombre (?:total )?(?:de |d['’])|(?:total )?number of)[ \u00a0]?)?"
    r"(?:effectifs?|sites|emplois|salariés|projets|années|personnes|jobs|employees|projects|staff|headcount|years|people)"
    r"(?:[ \u00a0](?:créés|directs|indirects|soutenus|concernés|created|supported|funded))?[^\p{L}\n]*$"
    r"|^[^\n]{0,12}(?:人数|件数|[者員社]数|従業員|社員|職員)[^\p{L}\n]*$"
)
SIGN_FIRST: Final = r"^(\p{Lu}{0,3}\p{Sc}(?:\p{Lu}{2})?)([ \u00a0]?\p{L}.*)$"
KEPT: Final = Keeper()


def with_headed(rows: pl.DataFrame, ground: Ground, patterns: MoneyPatterns) -> pl.DataFrame:
    """Add the sums below headings that tell their unit.

    Args:
        rows: From ``take_apart``.
        ground: The articles on their line.
        patterns: From ``compile_money``.

    Returns:
        The rows and those added, in article then reading order.
    """
    is_headed = pl.col("text").str.contains(rf"{HEADING}\n")
    headed = KEPT.call(ground.articles.filter, is_headed)
    if headed.is_empty():
        return rows
    return in_article_order(pl.concat([rows, _headed(ground, headed, patterns).select(rows.columns)]), ground.articles)


def _headed(ground: Ground, headed: pl.DataFrame, patterns: MoneyPatterns) -> pl.DataFrame:
    """Find the numbers at the ends of lines below a heading, as ``take_apart`` gives them with the unit behind."""
    is_asked = pl.col("article_id").is_in(headed["article_id"].implode())
    told = pl.when(is_asked).then("text").otherwise(pl.lit("")).alias("text")
    found = find_windows(ground, rf"{ENDED}(?:\n|$)", texts=told)
    start = pl.col("char_start")
    earlier = pl.col("text").str.slice((start - AHEAD).clip(0), start.clip(0, AHEAD))
    numeral = pl.col("surface").str.extract(f"({NUMBER})[ ;,.*_]*\n?$")
    lead = pl.col("surface").str.extract(f"^(.*?)(?:{NUMBER})[ ;,.*_]*\n?$")
    texts = ground.articles.select("article_id", "text")
    behind = found.join(texts, on="article_id", how="left", validate="m:1").with_columns(earlier.alias("earlier"))
    read = KEPT.call(
        behind.with_columns_seq, groups("earlier", BLOCK).alias("units"), numeral.alias("number"), lead.alias("lead")
    )
    units = pl.col("units").struct
    unit = pl.coalesce(units.field("1"), units.field("2")).str.strip_chars()
    placed = read.with_columns(unit.alias("unit")).filter(
        pl.col("unit").is_not_null(),
        ~pl.col("number").str.contains(YEAR),
        ~units.field("3").str.contains(COUNTS),
    )
    gap = pl.when(pl.col("unit").str.contains(r"^[\p{Han}\p{Katakana}]")).then(pl.lit("")).otherwise(pl.lit(" "))
    signed = groups("unit", SIGN_FIRST)
    spelled = pl.coalesce(
        pl.concat_str(signed.struct.field("1"), "number", signed.struct.field("2")),
        pl.concat_str("number", gap, "unit"),
    )
    begin = start + pl.col("lead").str.len_chars().cast(pl.Int64)
    whole = placed.with_columns(
        spelled.alias("surface"),
        begin.alias("char_start"),
        (begin + pl.col("number").str.len_chars().cast(pl.Int64)).alias("char_end"),
        pl.concat_str("before", "lead").str.tail(WINDOW_CHARS).alias("before"),
        pl.lit("").alias("after"),
    )
    sums = take_apart(whole.select("number", *found.columns), patterns)
    return (
        sums.filter(pl.col("name_key") != "")
        .with_columns(pl.col("number").alias("surface"), pl.lit(None, pl.String).alias("currency_surface"))
        .drop("number")
    )
