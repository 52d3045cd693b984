"""Cue words of status, role, instrument and so on, in the language of their passage. Frames in, frame out.

What belongs here: finding the cues of the seed and whether they are denied. What does not: the words themselves (seeds
``ref_cues`` and ``ref_negations``) and what follows from them (dbt).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.contracts import STATUS_CUES, conform
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.names import find_forms, folded
from orchestration.extract.passages import in_article_order, locate
from orchestration.extract.surfaces import with_surface

UNSPACED: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]"
ANY_LANGUAGE: Final = "und"


@dataclass(frozen=True)
class CuePatterns:
    """Cues by form.

    Attributes:
        cues: ``form`` (as searched), ``language``, ``cue_type``, ``cue_code``, ``level``, ``weight``.
        negations: ``form``, ``language``, ``position`` (before, after, none), ``reach`` in characters.
    """

    cues: pl.DataFrame
    negations: pl.DataFrame


def compile_cues(lexicon: Lexicon) -> CuePatterns:
    """Read the cues from the seeds.

    Args:
        lexicon: Holds ``ref_cues`` and ``ref_negations``; ``forms`` are literal, separated by ``|``, in any case.

    Returns:
        One row per form.

    Raises:
        KeyError: A seed is missing.
    """
    cues = _spread(lexicon.table("ref_cues")).select(
        "form",
        "language",
        "cue_type",
        "cue_code",
        pl.col("level").cast(pl.Int64),
        pl.col("weight").cast(pl.Float64),
    )
    negations = _spread(lexicon.table("ref_negations")).select(
        "form", "language", "position", pl.col("reach").cast(pl.Int64)
    )
    return CuePatterns(cues, negations)


def extract_cues(
    articles: pl.DataFrame, passages: pl.DataFrame, sentences: pl.DataFrame, patterns: CuePatterns
) -> pl.DataFrame:
    """Find the cues; within one type the longest wins.

    Args:
        articles: ``ARTICLES`` contract.
        passages: ``PASSAGES`` contract.
        sentences: ``SENTENCES`` contract.
        patterns: From ``compile_cues``.

    Returns:
        ``STATUS_CUES`` contract, in article then reading order. A cue counts only in a passage of its language, or in
        one of unknown language.
    """
    forms = pl.concat([patterns.cues.select("form"), patterns.negations.select("form")]).unique(maintain_order=True)
    padded = articles.select(
        "article_id", pl.concat_str(pl.lit(" "), folded(pl.col("text")), pl.lit(" ")).alias("text")
    )
    hits = find_forms(padded, forms.get_column("form").to_list(), overlapping=True)
    starts_blank = pl.col("form").str.starts_with(" ").cast(pl.Int64)
    ends_blank = pl.col("form").str.ends_with(" ").cast(pl.Int64)
    unpadded = hits.select(
        "article_id",
        "form",
        (pl.col("char_start") - 1 + starts_blank).alias("char_start"),
        (pl.col("char_end") - 1 - ends_blank).alias("char_end"),
    )
    placed = locate(unpadded, passages, sentences).rename({"language": "passage_language"})
    cues = _longest(_spoken(placed, patterns.cues, ["level", "weight"]), by=["article_id", "cue_type"])
    negations = _longest(_spoken(placed, patterns.negations, ["reach"]), by=["article_id"])
    found = in_article_order(_negate(cues, negations), articles)
    wording = with_surface(found, articles)
    return conform(
        wording.with_columns(pl.format("{}-c{}-{}", "article_id", "char_start", "cue_type").alias("cue_id")),
        STATUS_CUES,
        name="status_cues",
    )


def _spread(table: pl.DataFrame) -> pl.DataFrame:
    """Give each form of a seed its row; forms of languages with blanks between words are searched with them."""
    spread = table.with_columns(pl.col("forms").str.split("|").alias("form")).explode("form")
    plain_form = folded(pl.col("form")).str.strip_chars()
    form = pl.when(plain_form.str.contains(UNSPACED)).then(plain_form).otherwise(pl.format(" {} ", plain_form))
    return spread.with_columns(form.alias("form")).filter(pl.col("form").str.strip_chars() != "")


def _spoken(hits: pl.DataFrame, seed: pl.DataFrame, order: list[str]) -> pl.DataFrame:
    """Join hits to their rows of the seed, in passages of the same language; the first of ``order`` wins a tie."""
    is_spoken = (
        (pl.col("language") == pl.col("passage_language"))
        | (pl.col("passage_language") == ANY_LANGUAGE)
        | (pl.col("language") == ANY_LANGUAGE)
    )
    joined = hits.join(seed, on="form", how="inner").filter(is_spoken)
    return joined.sort(order, descending=True, nulls_last=True, maintain_order=True)


def _longest(hits: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Drop hits inside another hit of the same group, and second hits on the same span."""
    length = pl.col("char_end") - pl.col("char_start")
    ordered = hits.sort(*by, "char_start", length, descending=[False] * (len(by) + 1) + [True], maintain_order=True)
    reached = pl.col("char_end").cum_max().shift(1).over(by)
    return ordered.filter((pl.col("char_end") > reached).fill_null(value=True))


def _negate(cues: pl.DataFrame, negations: pl.DataFrame) -> pl.DataFrame:
    """Add ``is_negated``: a negation of the same sentence stands close before or after the cue."""
    keys = ["article_id", "sentence_index"]
    before = negations.filter(pl.col("position") == "before").select(
        *keys, pl.col("char_end").alias("denied_from"), pl.col("reach").alias("reach_before")
    )
    after = negations.filter(pl.col("position") == "after").select(
        *keys, pl.col("char_start").alias("denied_at"), pl.col("reach").alias("reach_after")
    )
    joined = (
        cues.sort("char_start")
        .join_asof(
            before.sort("denied_from"),
            left_on="char_start",
            right_on="denied_from",
            by=keys,
            strategy="backward",
            check_sortedness=False,
        )
        .sort("char_end")
        .join_asof(
            after.sort("denied_at"),
            left_on="char_end",
            right_on="denied_at",
            by=keys,
            strategy="forward",
            check_sortedness=False,
        )
    )
    is_before = pl.col("char_start") - pl.col("denied_from") <= pl.col("reach_before")
    is_after = pl.col("denied_at") - pl.col("char_end") <= pl.col("reach_after")
    return joined.with_columns((is_before.fill_null(value=False) | is_after.fill_null(value=False)).alias("is_negated"))
