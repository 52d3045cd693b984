"""Passages and sentences of an article. Frames in, frames out.

What belongs here: cutting the text. What does not: naming the kind of a passage (``passage_kinds``), which passage a
span stands in (``ground``) and what it says.
"""

from typing import Final

import polars as pl

from orchestration.contracts import PASSAGES, SENTENCES, conform
from orchestration.extract.kept import Keeper
from orchestration.extract.language import detect_language
from orchestration.extract.passage_kinds import (
    NO_CUES,
    PassagePatterns,
    compile_passages,
    mark_copies,
    measure,
    name_kinds,
)
from orchestration.extract.places import in_place_order, latest, place

__all__ = ["compile_passages", "in_article_order", "segment", "split_sentences"]

MAX_ABBREVIATION_CHARS: Final = 40
SENTENCE_END: Final = r"(?:[.!?…]+[\"»”’)\]]*[\s\u00a0\u202f]+|[。！？]+[」』）)】”]*|\n)"
KEPT: Final = Keeper()
CONTINUES: Final = r"^[\s«»“”\"'’(\[]*[\p{Ll},;:%)]"


def segment(articles: pl.DataFrame, patterns: PassagePatterns = NO_CUES) -> pl.DataFrame:
    """Cut articles into passages and name the kind and the language of each.

    Args:
        articles: ``ARTICLES`` contract.
        patterns: Cues of the seeds; without them only what the layout tells is known.

    Returns:
        ``PASSAGES`` contract, in article then reading order. Blank lines belong to no passage.

    Raises:
        ContractError: An input column is missing or has another type.
    """
    body = _pieces(articles, r"\n").with_columns(origin=pl.lit("body"))
    pieces = pl.concat([_head(articles), body], how="diagonal").filter(pl.col("char_end") > pl.col("char_start"))
    numbered = in_article_order(pieces, articles).with_columns(_numbers_within("article_id").alias("passage_index"))
    kinds = name_kinds(mark_copies(measure(numbered, patterns)))
    spoken = detect_language(kinds, articles, patterns.languages)
    passage_id = pl.format("{}-p{}", "article_id", "passage_index")
    duplicate_of = pl.format("{}-p{}", "article_id", "copied_index")
    return conform(
        spoken.with_columns(
            passage_id.alias("passage_id"),
            pl.when(pl.col("passage_kind") == "duplicate").then(duplicate_of).alias("duplicate_of_passage_id"),
        ),
        PASSAGES,
        name="passages",
    )


def split_sentences(
    articles: pl.DataFrame,
    passages: pl.DataFrame,
    patterns: PassagePatterns = NO_CUES,
) -> pl.DataFrame:
    """Cut passages into sentences.

    A full stop ends a sentence unless an abbreviation stands before it or a lower-case letter follows.

    Args:
        articles: ``ARTICLES`` contract.
        passages: ``PASSAGES`` contract, of the same articles.
        patterns: Abbreviations of the seeds.

    Returns:
        ``SENTENCES`` contract, in article then reading order; metadata passages are left out.
    """
    pieces = _pieces(articles, SENTENCE_END).with_columns(
        pl.col("piece").shift(1).str.tail(MAX_ABBREVIATION_CHARS).alias("before"),
        (pl.col("article_id") != pl.col("article_id").shift(1)).fill_null(value=True).alias("is_new_article"),
    )
    is_continued = pl.col("before").str.contains(patterns.abbreviation) | pl.col("piece").str.contains(CONTINUES)
    is_new_line = pl.col("before").str.contains(r"\n\s*$")
    first = pl.col("is_new_article") | is_new_line | ~is_continued
    marked = KEPT.call(pieces.with_columns_seq, first.fill_null(value=True).alias("is_first")).with_columns(
        pl.col("is_first").shift(-1).fill_null(value=True).alias("is_last")
    )
    starts = marked.filter("is_first").select("article_id", "char_start")
    ends = marked.filter("is_last").select("char_end")
    body = pl.concat([starts, ends], how="horizontal").filter(pl.col("char_end") > pl.col("char_start"))
    titles = articles.filter(pl.col("title_start").is_not_null()).select(
        "article_id", char_start="title_start", char_end="title_end"
    )
    order = articles.get_column("article_id")
    ordered = in_article_order(pl.concat([body, titles]) if titles.height else body, articles)
    passage = latest(place(passages, order), place(ordered, order))
    told = passages.select("passage_index", "passage_kind", pl.col("article_id").alias("passage_article"))
    within = pl.concat([ordered, told.select(pl.all().gather(passage))], how="horizontal").filter(
        (pl.col("passage_article") == pl.col("article_id")) & (pl.col("passage_kind") != "metadata")
    )
    numbered = within.with_columns(_numbers_within("article_id").alias("sentence_index"))
    return conform(numbered, SENTENCES, name="sentences")


def in_article_order(spans: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Sort spans by the order of their articles, then by place.

    Args:
        spans: At least ``article_id``, ``char_start``.
        articles: At least ``article_id``, each once.

    Returns:
        The same rows and columns.
    """
    return in_place_order(spans, place(spans, articles.get_column("article_id")))


def _pieces(articles: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Cut what follows the front matter after every match; columns article_id, char_start, char_end, piece.

    Blanks around a piece are not part of its span; pieces of blanks are left out.
    """
    body = pl.col("text").str.slice(pl.col("body_start"))
    pieces = (
        articles.select(
            "article_id", "body_start", body.str.split(pattern, literal=False, inclusive=True).alias("piece")
        )
        .explode("piece")
        .filter(pl.col("piece").is_not_null())
        .with_columns(
            pl.col("piece").str.len_chars().cast(pl.Int64).alias("length"),
            pl.col("piece").str.strip_chars_start().str.len_chars().cast(pl.Int64).alias("width"),
            pl.col("piece").str.strip_chars_end().str.len_chars().cast(pl.Int64).alias("reach"),
        )
        .with_columns((pl.col("length").cum_sum() - pl.col("length")).alias("running_start"))
    )
    is_first = (pl.col("article_id") != pl.col("article_id").shift(1)).fill_null(value=True)
    base = pl.when(is_first).then(pl.col("running_start") - pl.col("body_start")).forward_fill()
    start = pl.col("running_start") - base
    return (
        pieces.select(
            "article_id",
            (start + pl.col("length") - pl.col("width")).alias("char_start"),
            (start + pl.col("reach")).alias("char_end"),
            "piece",
            "width",
        )
        .filter(pl.col("width") > 0)
        .drop("width")
    )


def _numbers_within(group: str) -> pl.Expr:
    """Count rows from 0 within each run of a column."""
    row = pl.int_range(pl.len(), dtype=pl.Int64)
    is_first = (pl.col(group) != pl.col(group).shift(1)).fill_null(value=True)
    return row - pl.when(is_first).then(row).forward_fill()


def _head(articles: pl.DataFrame) -> pl.DataFrame:
    """Give the passages before the body: metadata, and the title inside it."""
    has_title = pl.col("title_start").is_not_null()
    first_end = pl.when(has_title).then("title_start").otherwise("body_start")
    spans = [
        articles.select("article_id", char_start=pl.lit(0, pl.Int64), char_end=first_end, origin=pl.lit("metadata")),
        articles.filter(has_title).select(
            "article_id", char_start="title_start", char_end="title_end", origin=pl.lit("title")
        ),
        articles.filter(has_title).select(
            "article_id", char_start="title_end", char_end="body_start", origin=pl.lit("metadata")
        ),
    ]
    titles = articles.select(
        "article_id",
        pl.col("text").str.slice(pl.col("title_start"), pl.col("title_end") - pl.col("title_start")).alias("piece"),
        origin=pl.lit("title"),
    )
    return pl.concat(spans).join(titles, on=["article_id", "origin"], how="left", validate="m:1")
