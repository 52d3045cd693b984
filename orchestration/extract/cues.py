"""Cue words of status, role, instrument and so on, in the language of their passage. Frames in, frame out.

What belongs here: finding the cues of the seed and whether they are denied. What does not: the words themselves (seeds
``ref_cues`` and ``ref_negations``) and what follows from them (dbt).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.contracts import STATUS_CUES, conform
from orchestration.extract.ground import Ground, in_articles, stand
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.names import Forms, compile_forms, find_all, folded

UNSPACED: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]"
ANY_LANGUAGE: Final = "und"
OTHER_LANGUAGE: Final = "other"  # of passages: any that the seeds do not name
MONTH: Final = "May"  # with a capital it is no verb of what may be
MAX_FORM_CHARS: Final = 1_024
PLACED: Final = ("at", "until", "article", "base", "passage_index", "sentence_index", "is_duplicate", "sentence")


@dataclass(frozen=True)
class CuePatterns:
    """Cues and negations by form.

    Attributes:
        forms: What is searched.
        blanks: Per form, whether it is searched with a blank on either side (1 or 0).
        languages: Languages that the seeds name, as an enumeration.
        cues: What a form says in a passage of a language: ``key`` (form and language), ``cue_type``, ``cue_code``,
            ``level``, ``weight``; the strongest of each type.
        negations: ``key``, ``position`` (before, after, none), ``reach`` in characters.
    """

    forms: Forms
    blanks: pl.Series
    languages: pl.Enum
    cues: pl.DataFrame
    negations: pl.DataFrame


def compile_cues(lexicon: Lexicon) -> CuePatterns:
    """Read the cues from the seeds.

    Args:
        lexicon: Holds ``ref_cues`` and ``ref_negations``; ``forms`` are literal, separated by ``|``, in any case.

    Returns:
        The patterns.

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
    named = pl.concat([cues.get_column("language"), negations.get_column("language")]).unique().sort()
    languages = pl.Enum([*named.filter(named != ANY_LANGUAGE), ANY_LANGUAGE, OTHER_LANGUAGE])
    forms = pl.concat([cues.get_column("form"), negations.get_column("form")]).unique(maintain_order=True)
    codes = pl.col("cue_type").cast(pl.Enum(cues.get_column("cue_type").unique().sort()))
    said = _said(cues.with_columns(codes), forms, languages, ["level", "weight"])
    denied = _said(negations, forms, languages, ["reach"])
    return CuePatterns(
        forms=compile_forms(forms),
        blanks=forms.str.starts_with(" ").cast(pl.Int64),
        languages=languages,
        cues=said.unique(["key", "cue_type"], keep="first", maintain_order=True),
        negations=denied.unique("key", keep="first", maintain_order=True),
    )


def extract_cues(ground: Ground, patterns: CuePatterns) -> pl.DataFrame:
    """Find the cues; within one type the longest wins.

    Args:
        ground: The articles on their line.
        patterns: From ``compile_cues``.

    Returns:
        ``STATUS_CUES`` contract, in article then reading order. A cue counts only in a passage of its language, or in
        one of unknown language.
    """
    hits = find_all(ground.lowered(), patterns.forms)
    blank = patterns.blanks.gather(hits.get_column("form"))
    start, end = pl.col("at") + blank, pl.col("until") - blank
    longest_first = (start * MAX_FORM_CHARS - (end - start)).alias("order")
    words = hits.select(start.alias("at"), end.alias("until"), "form", longest_first).sort("order").drop("order")
    said = stand(words, ground).select(*PLACED, _key(pl.col("form"), pl.col("language"), patterns.languages))
    del hits, words
    cues = _longest(said.join(patterns.cues, on="key", how="inner", maintain_order="left"), by="cue_type")
    negations = _longest(said.join(patterns.negations, on="key", how="inner", maintain_order="left"), by=None)
    found = in_articles(cues.with_columns(_is_negated(cues, negations).alias("is_negated")), ground).filter(
        pl.col("surface") != MONTH
    )
    cue_id = pl.format("{}-c{}-{}", "article_id", "char_start", "cue_type")
    text = pl.col("cue_type", "cue_code").cast(pl.String)
    return conform(found.with_columns(text).with_columns(cue_id.alias("cue_id")), STATUS_CUES, name="status_cues")


def _spread(table: pl.DataFrame) -> pl.DataFrame:
    """Give each form of a seed its row; forms of languages with blanks between words are searched with them."""
    spread = table.with_columns(pl.col("forms").str.split("|").alias("form")).explode("form")
    plain_form = folded(pl.col("form")).str.strip_chars()
    form = pl.when(plain_form.str.contains(UNSPACED)).then(plain_form).otherwise(pl.format(" {} ", plain_form))
    return spread.with_columns(form.alias("form")).filter(pl.col("form").str.strip_chars() != "")


def _key(form: pl.Expr, language: pl.Expr, languages: pl.Enum) -> pl.Expr:
    """Give one integer for a form in a passage of a language; languages that the seeds do not name come last."""
    count = len(languages.categories)
    code = language.cast(languages, strict=False).to_physical().cast(pl.UInt32).fill_null(count - 1)
    return (form * count + code).cast(pl.UInt32).alias("key")


def _said(seed: pl.DataFrame, forms: pl.Series, languages: pl.Enum, order: list[str]) -> pl.DataFrame:
    """Spread the rows of a seed over the languages of passages in which they count, the strongest first.

    Args:
        seed: ``form``, ``language`` and further columns.
        forms: Every form, in the order of the search.
        languages: Languages of passages.
        order: Columns that tell the strongest row.

    Returns:
        ``key`` and the further columns.
    """
    passages = pl.DataFrame({"passage_language": languages.categories})
    language, passage = pl.col("language"), pl.col("passage_language")
    counts = (language == passage) | (passage == ANY_LANGUAGE) | (language == ANY_LANGUAGE)
    spoken = (
        seed.join(passages, how="cross")
        .filter(counts)
        .join(forms.alias("form").to_frame().with_row_index("rank"), on="form", how="left", validate="m:1")
    )
    return (
        spoken.sort(order, descending=True, nulls_last=True, maintain_order=True)
        .with_columns(_key(pl.col("rank"), passage, languages))
        .drop("form", "rank", "language", "passage_language")
    )


def _longest(hits: pl.DataFrame, *, by: str | None) -> pl.DataFrame:
    """Drop hits inside another hit, of the same group; hits come in the order of their start, the longest first."""
    reached = pl.col("until").cum_max().shift(1)
    reached = reached if by is None else reached.over(by)
    return hits.filter((pl.col("until") > reached).fill_null(value=True))


def _is_negated(cues: pl.DataFrame, negations: pl.DataFrame) -> pl.Series:
    """Tell which cues have a negation of the same sentence close before or after them."""
    earlier = negations.filter(pl.col("position") == "before").select(
        pl.col("until").alias("denied_from"),
        pl.col("sentence").alias("sentence_before"),
        pl.col("reach").alias("reach_before"),
    )
    later = negations.filter(pl.col("position") == "after").select(
        pl.col("at").alias("denied_at"),
        pl.col("sentence").alias("sentence_after"),
        pl.col("reach").alias("reach_after"),
    )
    following = later.get_column("denied_at").search_sorted(cues.get_column("until"), side="left")
    nobody = pl.DataFrame({name: [None] for name in later.columns}, schema=later.schema)
    beside = cues.select("at", "until", "sentence").join_asof(
        earlier.sort("denied_from", maintain_order=True), left_on="at", right_on="denied_from", strategy="backward"
    )
    judged = pl.concat([beside, pl.concat([later, nobody]).select(pl.all().gather(following))], how="horizontal")
    is_before = (pl.col("sentence_before") == pl.col("sentence")) & (
        pl.col("at") - pl.col("denied_from") <= pl.col("reach_before")
    )
    is_after = (pl.col("sentence_after") == pl.col("sentence")) & (
        pl.col("denied_at") - pl.col("until") <= pl.col("reach_after")
    )
    return judged.select(
        (is_before.fill_null(value=False) | is_after.fill_null(value=False)).alias("is_negated")
    ).to_series()
