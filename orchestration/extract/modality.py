"""Hedges and bounds around a number: "environ", "more than", 超.

What belongs here: from the text on both sides of a number to its modality and the place of the cue. What does not:
finding numbers; ranges; the period that a sum is for (``money_periods``).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper, groups
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.subsets import attach
from orchestration.extract.windows import trie

RATE: Final = "(?:[をは]?(?:月額?|年額?|週|日額|1人|一人))?"  # "上限は月50万円"
ARTICLES: Final = r"(?:[ \u00a0\u202f](?:les|the|a|an|le|à|de|la somme de))?"
# "12 per cent more than $2.8bn" compares with the sum and says nothing about it
# "5 000 dollars par mois, au mieux": behind a rate or a comma, where nothing goes on that the cue could belong to
CLOSING: Final = r"(?:[ \u00a0](?:par|per|an?|l['’]) ?\p{Ll}+)?,?[ \u00a0]"
COMPARISON: Final = (
    r"(?i)(?:%|％|per ?cent|pour cent|points?|times|twice|double|fois|tiers|quarts?|moitié|half|quarter|third|倍|割)"
    r"[ \u00a0]+"
    r"(?:(?:more|less|higher|lower|greater|larger|smaller|bigger|plus|moins|supérieure?s?|inférieure?s?)"
    r" (?:than|que|de|d['’]|à|aux?)|above|below|over|under|(?:au[- ]dessus|(?:au|en)[- ]dessous) (?:de|d['’]|du|des))"
    r"(?: (?:the|les?|la|its|his|their))?[ \u00a0]*$"
)
# "handed over NZ$12 million": the word belongs to the verb
PHRASAL: Final = r"(?i)(?:^|[^\p{L}])(?:(?:hand|turn|roll)(?:s|ed|ing)?|carr(?:y|ies|ied|ying)) over[ \u00a0]$"
# "Under a $900 million contract": what somebody does under it
UNDER_DEAL: Final = r"(?i)(?:^|[^\p{L}])under (?:an?|the)[ \u00a0]$"
# "The House passed $40 million for magnets": a body that opens the sentence votes money; what it costs may pass a sum
VOTED: Final = (
    r"(?:^|[.!?\n][\"”’]?\s+)(?:(?:The )?(?:House|Senate|Congress|Bundestag|Diet|National Assembly)|Parliament"
    r"|Lawmakers|Senators|MPs)(?: (?:also|then|\p{L}+ly))? passed[ \u00a0]$"
)
VOTED_FOR: Final = (
    r"^[ \u00a0](?:for|in (?:aid|funding|support|relief|grants|spending)|to (?:help|fund|build|pay))(?-u:\b)"
)
RECENT: Final = r"近年[^\p{Han}]*$"  # "近年70億円": no cue
ADDED: Final = r"(?i)^[ \u00a0]plus[ \u00a0]\p{L}"  # "$312m plus interest" is no bound
KEPT: Final = Keeper()


@dataclass(frozen=True)
class Hedges:
    """Modality cues.

    Attributes:
        before: Pattern at the end of the text before a number: ``latin`` or ``other``, then ``gap``.
        after: Pattern at the beginning of the text after it: ``gap_after``, then ``latin_after`` or ``other_after``, or
            ``gap_closing``, then ``latin_closing``.
        meanings: Columns cue, position, modality.
    """

    before: str
    after: str
    meanings: pl.DataFrame


def compile_hedges(lexicon: Lexicon) -> Hedges:
    """Build the cue patterns from ``ref_modality_cues``."""
    cues = lexicon.table("ref_modality_cues")
    sides: dict[str, tuple[str, str]] = {}
    for side in ("before", "after"):
        words = cues.filter(pl.col("position") == side)["cue"].to_list()
        latin = [word for word in words if "a" <= word[0].lower() <= "ÿ"]
        sides[side] = f"(?i:{trie(latin)})", trie(word for word in words if word not in latin)
    (latin_before, other_before), (latin_after, other_after) = sides["before"], sides["after"]
    return Hedges(
        before=rf"(?:(?:^|[^\p{{Latin}}])(?P<latin>{latin_before})|(?P<other>{other_before}))(?P<gap>{RATE}{ARTICLES}[\s\u00a0\u202f]*)$",
        after=rf"^(?:(?P<gap_after>[\s\u00a0\u202f]?)(?:(?P<latin_after>{latin_after})(?:[^\p{{L}}]|$)|(?P<other_after>{other_after}))"
        rf"|(?P<gap_closing>{CLOSING})(?P<latin_closing>{latin_after})(?:[.,;:!?)»]|$))",
        meanings=cues.select(cue_key(pl.col("cue")), "position", "modality").unique(
            ["cue", "position"], keep="first", maintain_order=True
        ),
    )


def cue_key(cue: pl.Expr) -> pl.Expr:
    """Bring a written cue to the form of the lookup."""
    plain = cue.str.to_lowercase().str.replace_all(r"[\s\u00a0\u202f]+", " ")
    return plain.str.replace_all("’", "'", literal=True).alias("cue")


def find_modality(rows: pl.DataFrame, hedges: Hedges) -> pl.DataFrame:
    """Give each number its modality and the span of the cue.

    Args:
        rows: Columns ``before``, ``after``, ``char_start``, ``char_end`` and ``is_range`` (Boolean).
        hedges: From ``compile_hedges``.

    Returns:
        The rows with ``modality``, ``modality_cue``, ``cue_start`` and ``cue_end``. A cue before the number wins.
    """
    before = hedges.meanings.filter(pl.col("position") == "before").select(
        "cue", pl.col("modality").alias("mode_before")
    )
    after = hedges.meanings.filter(pl.col("position") == "after").select("cue", pl.col("modality").alias("mode_after"))
    numbered = rows.with_row_index("cue_row")
    found = (
        KEPT.call(
            numbered.select_seq,
            "cue_row",
            "before",
            "after",
            "char_start",
            "char_end",
            "is_range",
            groups("before", hedges.before).alias("b"),
            groups("after", hedges.after).alias("a"),
        )
        .unnest("b", "a")
        .filter(
            pl.any_horizontal(
                pl.col("latin", "other", "latin_after", "other_after", "latin_closing").is_not_null(), "is_range"
            )
        )
        .with_columns(
            pl.coalesce("latin", "other").alias("cue_before"),
            pl.coalesce("latin_after", "other_after", "latin_closing").alias("cue_after"),
            pl.coalesce("gap_after", "gap_closing").alias("gap_after"),
        )
        .with_columns(
            cue_key(pl.col("cue_before")).alias("key_before"), cue_key(pl.col("cue_after")).alias("key_after")
        )
        .join(before, left_on="key_before", right_on="cue", how="left", validate="m:1", maintain_order="left")
        .join(after, left_on="key_after", right_on="cue", how="left", validate="m:1", maintain_order="left")
    )
    adds = pl.col("after").str.contains(ADDED)
    is_voted = pl.col("before").str.contains(VOTED) & pl.col("after").str.contains(VOTED_FOR)
    is_phrase = pl.col("before").str.contains(f"{PHRASAL}|{UNDER_DEAL}")
    is_no_bound = pl.col("before").str.contains(COMPARISON) | is_phrase | is_voted
    compares = is_no_bound & pl.col("mode_before").is_in(["at_least", "at_most"])
    is_recent = pl.col("other").eq("近").fill_null(value=False) & pl.col("before").str.contains(RECENT)
    has_before = pl.col("mode_before").is_not_null() & ~compares & ~is_recent
    after_mode = pl.when(~adds).then("mode_after")
    between = pl.col("before").str.extract(
        r"(?i)(?:^|[^\p{L}])(entre|between|zwischen|tra|fra|tussen)[\s\u00a0\u202f]*$"
    )
    cue = (
        pl.when("is_range")
        .then(between)
        .when(has_before)
        .then("cue_before")
        .when(after_mode.is_not_null())
        .then("cue_after")
    )
    gap_before = pl.when("is_range").then(1).otherwise(pl.col("gap").str.len_chars()).cast(pl.Int64)
    end = (
        pl.when(pl.col("is_range") | has_before)
        .then(pl.col("char_start") - gap_before)
        .otherwise(
            pl.col("char_end")
            + pl.col("gap_after").str.len_chars().cast(pl.Int64)
            + pl.col("cue_after").str.len_chars().cast(pl.Int64)
        )
    )
    hedged = (
        found.with_columns(cue.alias("modality_cue"), end.alias("cue_end"))
        .with_columns(
            pl.when("is_range")
            .then(pl.lit("between"))
            .otherwise(pl.coalesce(pl.when(has_before).then("mode_before"), after_mode, pl.lit("exact")))
            .alias("modality"),
            pl.when(pl.col("modality_cue").is_not_null()).then("cue_end").alias("cue_end"),
            pl.when(pl.col("modality_cue").is_not_null())
            .then(pl.col("cue_end") - pl.col("modality_cue").str.len_chars().cast(pl.Int64))
            .alias("cue_start"),
        )
        .select("cue_row", "modality", "modality_cue", "cue_start", "cue_end")
    )
    return attach(numbered, hedged, key="cue_row").drop("cue_row").with_columns(pl.col("modality").fill_null("exact"))
