"""Numbers that are names or parts of names, addresses, codes and pronouns. Frames in, frame out.

What belongs here: telling numerals that count nothing. What does not: units and values.

What the numeral itself tells is looked at once for each different one; what stands around it only where that matters.
"""

from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.quantities_patterns import QuantityPatterns

KEPT: Final = Keeper()
MAX_DIGITS: Final = 20
LANGUAGES: Final = ("fr", "en", "de", "es", "it", "pt", "nl")  # languages whose own number words are all known
NOT_NUMBERS: Final = (
    r"^(?i:an?|un[ao]|uma?s?|eine?[mnrs]?|eins|[eé]{2}n|des|de|many|several|plusieurs|quelques|a few|half|demie?"
    r"|scores?|lacs?|cr|koti"
    r"|mil|mila|[mb]illi(?:on|ard)s?|trillions?|crores?|lakhs?|hundreds?|thousands|milliers?)$"
)
KANJI_ONE: Final = r"^[〇零一二三四五六七八九十百千万億兆京両壱弐参拾数几幾萬亿일이삼사오육륙칠팔구영십백천만억조]$"
COUNTER_NEXT: Final = (
    r"^(?:\p{Katakana}|[つ人本個件社回割％%円年月日枚台倍名歳票はがをのとでもにへやか、。，．.,)）」』\s]|$)"
)
ADDRESS: Final = r"(?:https?://|www\.|[a-z0-9]\.[a-z]{2,}/)\S*$|[@#/_=&?%]$|[A-Za-z]\.$"
CODE: Final = r"(?i:n[°º])[ \u00a0]?[0-9]+[-–]$|[A-Za-z][-–]$|\$$|[0-9][/.:]$|[0-9][-–][0-9]+[-–]$"
CODE_NEXT: Final = r"^[/:][0-9]|^[\p{Latin}_@]|^日目|^[-–][0-9]+[-–][0-9]"
PERCENT_NEXT: Final = (  # "one percent"
    r"(?i)^[ \u00a0-]?(?:pct|per ?cento?|pour[ \u00a0-]?cent|por c(?:ien(?:to)?|ento)|pro[cz]ent)(?-u:\b)"
)

Rule = tuple[str, pl.Expr]  # a flag of the numeral, and what must stand around it


def drop_labels(found: pl.DataFrame, patterns: QuantityPatterns) -> pl.DataFrame:
    """Leave out numerals that count nothing.

    Args:
        found: Columns ``surface``, ``language``, ``before`` and ``after``.
        patterns: From ``compile_quantities``.

    Returns:
        The rows that are left, in their order.
    """
    surfaces = found.select("surface", "language").unique()
    known = surfaces.with_columns(**_flags(patterns)).with_columns(is_label=_is_label_alone())
    names = [name for name, _ in _rules()]
    kept = found.join(
        known.filter(~pl.col("is_label")).select("surface", "language", "is_plural_pronoun", *names),
        on=["surface", "language"],
        how="inner",
        validate="m:1",
        maintain_order="left",
    ).with_row_index("row")
    looked_at = kept.select("row", "before", "after", "is_plural_pronoun", *names)
    dropped = [KEPT.call(looked_at.filter(name).filter, check).get_column("row") for name, check in _rules()]
    is_free = pl.repeat(True, kept.height, eager=True).scatter(pl.concat(dropped), False)
    named = rf"{ADDRESS}|{CODE}|{patterns.labels}|第$"
    return (
        kept.filter(is_free)
        .filter(
            ~pl.col("before").str.contains(named),
            ~pl.col("after").str.contains(CODE_NEXT) | pl.col("after").str.contains(patterns.glued_unit),
        )
        .drop("row", "is_plural_pronoun", *names)
    )


def _flags(patterns: QuantityPatterns) -> dict[str, pl.Expr]:
    """What a numeral tells by itself."""
    surface = pl.col("surface")
    first = surface.str.extract(r"^(\p{Latin}+)").str.to_lowercase()
    last = surface.str.extract(r"(\p{Latin}+)$").str.to_lowercase()  # "fifty cents" are no five thousand
    values = patterns.numbers.tokens.values
    foreign = pl.lit(value=False)
    for language in LANGUAGES:
        own = values.filter(pl.col("language").is_in([language, "und"]))["token"].implode()
        foreign = foreign | (
            (pl.col("language") == language) & first.is_not_null() & ~(first.is_in(own) & last.is_in(own))
        )
    patterns_of = {
        "is_version": r"^[0-9]\.0$",
        "starts_in_letters": "^[A-Za-z]",
        "ends_in_letters": "[A-Za-z]$",
        "is_pronoun": NOT_NUMBERS,
        "is_one": "(?i)^(?:one|une?)$",
        "is_plural_pronoun": "(?i)^plusieurs$",
        "is_pair": "(?i)^(?:deux|two)$",
        "is_kanji": KANJI_ONE,
        "is_one_kanji": "^一$",
        "is_large_kanji": "^[万億兆京数几幾][十百千万億兆京数几幾]*$|^[十百千]+[数几幾]+$",
        "is_round_kanji": "^[十百千][十百千万億兆京]*$",
        "is_cent": "^(?i:c(?:i?en)t)",
        "is_grouped": r"^[0-9]{1,3}(?:[.,][0-9]{2,3})+(?:[.,][0-9]+)?$",
        "has_loose_dot": "(?:^|[^〇零一二三四五六七八九十百千])・|・(?:$|[^〇零一二三四五六七八九])",
        "has_kanji": r"\p{Han}",
    }
    return {**{name: surface.str.contains(pattern) for name, pattern in patterns_of.items()}, "is_foreign": foreign}


def _is_label_alone() -> pl.Expr:
    """Tell numerals that are labels wherever they stand."""
    many_points = pl.col("surface").str.count_matches(r"\.") + pl.col("surface").str.count_matches(",") > 1
    too_long = pl.col("surface").str.count_matches("[0-9０-９]") > MAX_DIGITS
    return (
        pl.col("is_foreign")
        | (many_points & ~pl.col("is_grouped"))
        | (pl.col("has_loose_dot") & pl.col("has_kanji"))
        | too_long
    )


def _rules() -> list[Rule]:
    """Say for each kind of numeral what around it makes it a label."""
    before, after = pl.col("before"), pl.col("after")
    counts = after.str.contains("^[つ人本個件社回割％%円枚台倍名歳票]")
    in_name = (
        before.str.contains(r"[\p{Han}\p{Katakana}\p{Hangul}]$")
        & ~before.str.contains("(?:マイナス|百分之)$")
        & ~counts
    )
    signed = before.str.contains(r"(?i)(?:minus|negative|moins) $")
    alone = before.str.contains(r"^\s*$") & after.str.contains(r"^\s*$")
    told = before.str.contains(r"(?:^|[\sはがをと、。：「])$") & after.str.contains(r"^(?:$|です|でし|だ|[、。，\s])")
    large = after.str.contains(r"^[\p{Katakana}つ人本個件社回割％%円枚台倍名歳票年]")
    several_times = pl.col("is_plural_pronoun") & after.str.contains("^ fois")
    return [
        ("is_version", before.str.contains(r"\p{L}[ \u00a0]?$")),
        ("starts_in_letters", before.str.contains(r"\p{Latin}$")),
        ("ends_in_letters", after.str.contains(r"^\p{Latin}")),
        ("is_pronoun", ~several_times & ~signed),
        ("is_one", ~signed & ~alone & ~after.str.contains(PERCENT_NEXT)),
        ("is_pair", before.str.contains(r"(?i)(?:^|[^\p{L}])(?:les|the|des|ces|aux|these) $")),
        ("is_kanji", ~after.str.contains(COUNTER_NEXT) | in_name),
        ("is_one_kanji", before.str.contains("万が$")),
        ("is_large_kanji", ~large),
        ("is_round_kanji", ~large & ~told),
        ("is_cent", before.str.contains("(?i)(?:per|pour|por) $")),
    ]
