"""Names told by their capitals, their quotation marks or their script alone. Frames in, frame out.

What belongs here: runs of capitalised words, titles in quotation marks, names in a foreign script. What does not: names
around a telling word (``entity_shapes``) and known names (``entity_names``).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.entity_shapes import LETTER, UPPER
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.surfaces import with_surface

CAPITALISED: Final = rf"[{UPPER}][{LETTER}&-]*"
RUN: Final = rf"{CAPITALISED}(?:[ \x{{a0}}]{CAPITALISED})*"
QUOTED: Final = rf"«[ \x{{a0}}\x{{202f}}]?[{UPPER}][^«».!?\n]*»"
MAX_QUOTED_CHARS: Final = 90
FOREIGN: Final = r"[ァ-ヺー・一-鿿가-힣][ぁ-ヺー・一-鿿가-힣]+"  # in a text of another script: a name
UNCAPITALISED: Final = ("ja", "zh", "ko", "de", "th", "ar", "hi", "he", "ru")  # or all nouns are
CONTEXT_CHARS: Final = 4
MAX_RUN_CHARS: Final = 80
SENTENCE_START: Final = r"(?:^|[\n.!?:;•|»”\"“«(\[–—…]\s*|[\n]\s*[-*]?\s*)$"
VERB: Final = r"^[ \x{a0}](?:ne |n['’]|a |est |sera |va |avait |veut |s['’]|se |has |is |will |was |had |said )"
TELLING: Final = (
    rf"[a-zà-ÿ][{UPPER}]|^[{UPPER}]{{2,}}|-[{UPPER}]|[0-9]|[ \x{{a0}}]"  # camel case, acronym, several words
)
DEMONYM: Final = r"^(?:gouvernement )?(\p{L}[\p{L}-]+)(?: government)?$"


@dataclass(frozen=True)
class ProperPatterns:
    """Compiled word lists.

    Attributes:
        openers: Regular expression of words before a name that are no part of it.
        common: Words and acronyms in capitals that name nobody.
    """

    openers: str
    common: tuple[str, ...]


def compile_proper(lexicon: Lexicon) -> ProperPatterns:
    """Read the words that are no names.

    Args:
        lexicon: Holds ``ref_entity_shapes``, ``ref_stopwords`` and ``ref_entity_aliases``, whose governments give the
            demonyms.

    Returns:
        The patterns.

    Raises:
        KeyError: A seed is missing.
    """
    table = lexicon.table("ref_entity_shapes")
    opener, common = (
        table.filter(pl.col("part") == part).get_column("forms").str.split("|").explode()
        for part in ("opener", "common")
    )
    stopwords = lexicon.table("ref_stopwords").get_column("words").str.split(" ").explode()
    governments = (
        lexicon.table("ref_entity_aliases").filter(pl.col("entity_id").str.starts_with("gov-")).get_column("alias")
    )
    named = governments.filter(governments.str.contains(r"gouvernement|government"))
    demonyms = _title(named.str.extract(DEMONYM, 1).drop_nulls().unique(maintain_order=True))
    words = pl.concat([common, opener, _title(stopwords), demonyms, demonyms + "s", demonyms + "es"])
    longest = sorted(opener.to_list(), key=len, reverse=True)
    return ProperPatterns(rf"^(?:(?:{'|'.join(longest)})(?:[ \x{{a0}}]|$))+", tuple(words.unique(maintain_order=True)))


def find_proper(articles: pl.DataFrame, passages: pl.DataFrame, patterns: ProperPatterns) -> pl.DataFrame:
    """Find names in texts that write names, and only names, with capitals.

    Args:
        articles: ``ARTICLES`` contract.
        passages: ``PASSAGES`` contract.
        patterns: From ``compile_proper``.

    Returns:
        ``article_id``, ``char_start``, ``char_end``, ``surface``.
    """
    others = passages.filter(pl.col("language").is_in(UNCAPITALISED)).select("article_id").unique()
    latin = articles.join(others, on="article_id", how="anti")
    runs = find_matches(latin, RUN).filter(pl.col("surface").str.len_chars() <= MAX_RUN_CHARS)
    quoted = find_matches(latin, QUOTED).filter(
        pl.col("surface").str.len_chars().is_between(10, MAX_QUOTED_CHARS) & pl.col("surface").str.contains(" .* ")
    )
    foreign = find_matches(latin, FOREIGN).filter(pl.col("surface").str.len_chars() <= 14)
    return pl.concat([_names(without_openers(runs, patterns), articles, patterns), quoted, foreign])


def find_matches(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Find every match of a pattern without groups, and its place, from what stands between the matches.

    Args:
        texts: Columns ``article_id`` (unique) and ``text``.
        pattern: Rust regular expression that matches no empty string.

    Returns:
        ``article_id``, ``char_start``, ``char_end``, ``surface``, in the order of the texts, then of reading.
    """
    pieces = (
        texts.select(
            "article_id",
            pl.col("text").str.split(pattern, literal=False).alias("gap"),
            pl.concat_list(pl.col("text").str.extract_all(pattern), pl.lit("")).alias("surface"),
        )
        .explode("gap", "surface")
        .with_columns(
            pl.col("gap").str.len_chars().cast(pl.Int64).alias("before"),
            pl.col("surface").str.len_chars().cast(pl.Int64).alias("length"),
        )
        .with_columns((pl.col("before") + pl.col("length")).cum_sum().alias("running"))
    )
    is_first = pl.col("article_id") != pl.col("article_id").shift(1)
    base = pl.when(is_first.fill_null(value=True)).then(pl.col("running") - pl.col("before") - pl.col("length"))
    end = pl.col("running") - base.forward_fill()
    return (
        pieces.with_columns(end.alias("char_end"))
        .filter(pl.col("length") > 0)
        .select("article_id", (pl.col("char_end") - pl.col("length")).alias("char_start"), "char_end", "surface")
    )


def without_openers(found: pl.DataFrame, patterns: ProperPatterns) -> pl.DataFrame:
    """Cut articles, prepositions and titles of persons off the front of names.

    Args:
        found: ``char_start``, ``char_end``, ``surface`` and further columns.
        patterns: From ``compile_proper``.

    Returns:
        The names, shorter; those that were openers only are left out.
    """
    name = pl.col("surface").str.replace(patterns.openers, "")
    cut = (pl.col("surface").str.len_chars() - name.str.len_chars()).cast(pl.Int64)
    return found.with_columns(name.alias("surface"), (pl.col("char_start") + cut).alias("char_start")).filter(
        pl.col("char_end") > pl.col("char_start")
    )


def _names(runs: pl.DataFrame, articles: pl.DataFrame, patterns: ProperPatterns) -> pl.DataFrame:
    """Keep capitalised runs that are names.

    A single plain word at the start of a sentence must stand inside another, too, or be the subject of a verb: nouns
    that are no names have an article.
    """
    start, end = pl.col("char_start"), pl.col("char_end")
    wide = pl.max_horizontal(start - CONTEXT_CHARS, 0)
    before = with_surface(runs.select("article_id", wide.alias("char_start"), start.alias("char_end")), articles)
    after = with_surface(runs.select("article_id", end.alias("char_start"), (end + 8).alias("char_end")), articles)
    prefix = before.get_column("surface").fill_null("")
    placed = runs.with_columns(
        prefix.str.contains(SENTENCE_START).alias("opens_sentence"),
        prefix.str.contains(rf"[{LETTER}_@#/.]$").alias("is_part_of_word"),
        after.get_column("surface").fill_null("").str.contains(VERB).alias("is_subject"),
    )
    is_seen_inside = (~pl.col("opens_sentence")).any().over("article_id", "surface")
    is_name = (
        (pl.col("surface").str.contains(TELLING) | is_seen_inside | pl.col("is_subject"))
        & (pl.col("surface").str.len_chars() > 1)
        & ~pl.col("is_part_of_word")
        & ~pl.col("surface").is_in(list(patterns.common))
    )
    return placed.filter(is_name).select("article_id", "char_start", "char_end", "surface")


def _title(words: pl.Series) -> pl.Series:
    return words.str.head(1).str.to_uppercase() + words.str.slice(1)
