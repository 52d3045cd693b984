"""Numerals of Chinese characters, mixed with digits or not, and their Korean sound.

What belongs here: 1兆2000億, 五百五十億, 5千万, 数百億, 二百・七一. What does not: plain digits, currencies, counters.
"""

from typing import Final

import polars as pl

from orchestration.contracts import QUANTITY, WHOLE
from orchestration.extract.kept import groups
from orchestration.extract.windows import times

CJK_DIGITS: Final = "〇零一二三四五六七八九両两兩壱弐参"
HANGUL: Final = "일이삼사오육륙칠팔구영십백천만억조"
SMALL: Final = "十百千拾"
LARGE: Final = "万億兆京萬亿億"
CJK_CHARS: Final = f"{CJK_DIGITS}{SMALL}{LARGE}{HANGUL}数几幾"
_MARK: Final = f"[{SMALL}{LARGE}{HANGUL}]"
# "1조 2000억": Korean parts its myriads
_PARTED: Final = r"[兆億亿萬万만억조][ \u00a0][0-9０-９,]{1,5}[億亿万萬만억천千]"
_BODY: Final = rf"(?:{_PARTED}|[,，.．・]?[0-9０-９{CJK_CHARS}])*"
CJK_NUMERAL: Final = (
    rf"(?:[0-9０-９]+(?:[ \u00a0\u202f.,．，][0-9０-９]+){{0,5}}[ \u00a0\u202f]?(?:{_PARTED}|{_MARK}){_BODY}"
    rf"|[{CJK_CHARS}]{_BODY})"
)
NORMAL: Final = {
    **dict(zip("〇零一二三四五六七八九両两兩壱弐参", "001234567892221 23".replace(" ", ""), strict=True)),
    **dict(zip("일이삼사오육륙칠팔구영", "12345667890", strict=True)),
    **dict(zip("십백천만억조", "十百千万億兆", strict=True)),
    "萬": "万", "亿": "億", "拾": "十", "几": "数", "幾": "数", "・": ".", "．": ".", "，": "", "、": "", ",": "",
    " ": "", "\u00a0": "", "\u202f": "",
}  # fmt: skip
_SPLIT: Final = (
    r"^(?:(?P<p16>[0-9十百千数.]*)京)?(?:(?P<p12>[0-9十百千数.]*)兆)?(?:(?P<p8>[0-9十百千数.]*)億)?"
    r"(?:(?P<p4>[0-9十百千数.]*)万)?(?P<p0>[0-9十百千数.]*)$"
)
_SMALL_SPLIT: Final = r"^(?:(?P<s3>[0-9.数]*)千)?(?:(?P<s2>[0-9.数]*)百)?(?:(?P<s1>[0-9.数]*)十)?(?P<s0>[0-9.数]*)$"


def cjk_values(frame: pl.DataFrame) -> pl.DataFrame:
    """Read numerals of Chinese characters.

    Args:
        frame: Columns ``row`` and ``clean`` (full-width digits already made plain).

    Returns:
        Columns ``row``, ``value``, ``top_value`` (upper end where 数 stands for some), ``decimals``, ``last_power``,
        one row for each row. ``value`` is null where the characters do not form a number.
    """
    decimal_comma = pl.col("clean").str.replace(r"([0-9])[,，]([0-9]{1,2})([^0-9]|$)", "$1.$2$3")
    text = decimal_comma.str.replace_many(NORMAL).str.replace("万億", "兆", literal=True)
    whole = pl.when(~text.str.contains(r"\.(?:[^0-9]|$)")).then(text).alias("whole")
    parts = (
        frame.select("row", whole)
        .select("row", groups("whole", _SPLIT).alias("split"))
        .unnest("split")
        .unpivot(index="row", on=["p16", "p12", "p8", "p4", "p0"], variable_name="place", value_name="segment")
        .filter(pl.col("segment").is_not_null() & ~((pl.col("place") == "p0") & (pl.col("segment") == "")))
        .with_columns(groups("segment", _SMALL_SPLIT).alias("small"))
        .unnest("small")
    )
    power = pl.col("place").str.slice(1).cast(pl.Int64)
    factor = power.replace_strict({p: 10**p for p in (16, 12, 8, 4, 0)}, return_dtype=pl.Int64).cast(WHOLE)
    fraction = pl.col("segment").str.extract(r"\.([0-9]+)$").str.len_chars().fill_null(0).cast(pl.Int64)
    lowest = power + pl.when(pl.col("segment").str.ends_with("千")).then(3).when(
        pl.col("segment").str.ends_with("百")
    ).then(2).when(pl.col("segment").str.ends_with("十")).then(1).otherwise(0)
    sums = (
        parts.with_columns(_coefficients())
        .with_columns(_segment("2").alias("low"), _segment("9").alias("high"))
        .with_columns(
            times(pl.col("low"), factor).alias("low"),
            times(pl.col("high"), factor).alias("high"),
            fraction.alias("decimals"),
            lowest.alias("power"),
        )
        .group_by("row")
        .agg(
            pl.col("low").sum(),
            pl.col("high").sum(),
            pl.col("low").is_null().any().alias("broken"),
            pl.col("decimals").sum(),
            pl.col("power").min().alias("last_power"),
            pl.col("segment").str.contains("数", literal=True).any().alias("is_vague"),
        )
    )
    return (
        frame.select("row")
        .join(sums, on="row", how="left", validate="1:1")
        .select(
            "row",
            pl.when(~pl.col("broken")).then(pl.col("low").cast(QUANTITY)).alias("value"),
            pl.when(pl.col("is_vague") & ~pl.col("broken")).then(pl.col("high").cast(QUANTITY)).alias("top_value"),
            pl.col("decimals").fill_null(0),
            pl.col("last_power").fill_null(0),
        )
    )


def _coefficients() -> list[pl.Expr]:
    """Write out what stands before thousands, hundreds and tens: nothing means one, a missing part zero."""
    written = [pl.col(name).replace({"": "1", "0": "1"}) for name in ("s3", "s2", "s1")]
    return [part.fill_null("0").replace("", "0").str.replace(r"^\.", "0.") for part in (*written, pl.col("s0"))]


def _segment(some: str) -> pl.Expr:
    """Sum thousands, hundreds, tens and ones of one segment; 数 stands for ``some``."""
    parts = [
        pl.col(name).str.replace_all("数", some, literal=True).cast(QUANTITY, strict=False) * pl.lit(scale).cast(WHOLE)
        for name, scale in (("s3", 1000), ("s2", 100), ("s1", 10), ("s0", 1))
    ]
    bare = (pl.col("segment") == "").cast(pl.Int64).cast(QUANTITY)  # "万" alone: one myriad
    return parts[0] + parts[1] + parts[2] + parts[3] + bare
