"""Names of actors and places: those of the table, then those that only look like one. Frames in, frame out.

What belongs here: putting the searches together and choosing between finds on the same text. What does not: whom a name
means (``entity_resolution``), what a name looks like (``entity_shapes``), the names themselves (seeds).
"""

from dataclasses import dataclass

import polars as pl

from orchestration.contracts import ENTITY_MENTIONS, conform
from orchestration.extract.entity_names import NOMINAL, PLACES, NamePatterns, compile_names, find_named
from orchestration.extract.entity_resolution import resolve
from orchestration.extract.entity_shapes import ShapePatterns, compile_shapes, find_shapes
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.overlaps import outside
from orchestration.extract.passages import in_article_order, locate
from orchestration.extract.proper_names import ProperPatterns, compile_proper, find_proper, without_openers
from orchestration.extract.surfaces import with_surface


@dataclass(frozen=True)
class EntityPatterns:
    """Everything that the search for entities needs.

    Attributes:
        names: Names of the table and nominals.
        shapes: What institutions outside the table look like.
        proper: Capitalised words that are no names.
    """

    names: NamePatterns
    shapes: ShapePatterns
    proper: ProperPatterns


def compile_entities(lexicon: Lexicon) -> EntityPatterns:
    """Read the names and the shapes from the seeds.

    Args:
        lexicon: Holds ``ref_entities``, ``ref_entity_aliases``, ``ref_entity_nominals``, ``ref_entity_shapes``.

    Returns:
        The patterns.

    Raises:
        KeyError: A seed is missing.
    """
    shapes = compile_shapes(lexicon)
    return EntityPatterns(compile_names(lexicon, shapes.words.get_column("form")), shapes, compile_proper(lexicon))


def extract_entities(
    articles: pl.DataFrame,
    passages: pl.DataFrame,
    sentences: pl.DataFrame,
    patterns: EntityPatterns,
    *,
    money: pl.DataFrame,
    dates: pl.DataFrame,
    cues: pl.DataFrame,
) -> pl.DataFrame:
    """Find entities.

    Args:
        articles: ``ARTICLES`` contract.
        passages: ``PASSAGES`` contract.
        sentences: ``SENTENCES`` contract.
        patterns: From ``compile_entities``.
        money: ``MONEY_MENTIONS`` contract; no name touches money.
        dates: ``DATE_MENTIONS`` contract; a name may hold a year but not begin with a date.
        cues: ``STATUS_CUES`` contract.

    Returns:
        ``ENTITY_MENTIONS`` contract, in article then reading order. A place inside a longer name is a mention of its
        own unless both begin together; where a known actor and a shape begin together the actor stays.
    """
    texts = articles.filter(pl.col("text").str.len_bytes() > 0)
    hits = _undated(locate(find_named(texts, patterns.names), passages, sentences), money, dates)
    named = hits.join(patterns.names.spellings.select("form").unique(), on="form", how="semi")
    shapes = without_openers(find_shapes(hits.filter(~pl.col("is_nested")), texts, patterns.shapes), patterns.proper)
    proper = find_proper(texts, passages, patterns.proper)
    shaped = _undated(locate(pl.concat([shapes, proper], how="diagonal"), passages, sentences), money, dates)
    resolved = resolve(named, articles=articles, money=money, cues=cues, names=patterns.names)
    mentions = pl.concat([resolved, _unknown(shaped, named)], how="diagonal")
    is_candidate = pl.col("mention_type") == "candidate"
    is_weak = pl.col("entity_type").is_in(PLACES) | (pl.col("mention_type") == NOMINAL)
    rank = pl.when(is_candidate).then(1).when(is_weak).then(2).otherwise(0)
    length = pl.col("char_end") - pl.col("char_start")
    order = [pl.col("article_id"), pl.col("char_start"), rank, -length, pl.col("entity_id"), pl.col("entity_type")]
    distinct = mentions.sort(order, nulls_last=True).unique(
        ["article_id", "char_start"], keep="first", maintain_order=True
    )
    ordered = with_surface(in_article_order(distinct, articles), articles)
    identified = ordered.with_columns(pl.format("{}-e{}", "article_id", "char_start").alias("entity_mention_id"))
    return conform(identified, ENTITY_MENTIONS, name="entity_mentions")


def _undated(spans: pl.DataFrame, money: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """Drop spans that touch money or begin inside a date."""
    heads = outside(spans, [money]).with_columns(
        pl.col("char_end").alias("name_end"), (pl.col("char_start") + 1).alias("char_end")
    )
    return outside(heads, [dates]).with_columns(pl.col("name_end").alias("char_end")).drop("name_end")


def _unknown(shaped: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Keep the shapes that say more than the names of the table inside them, as unresolved candidates.

    A shape that lies inside a name, or that reaches over one's edge, is dropped; so is a mere run of capitals that
    holds a name.
    """
    names = named.filter(~pl.col("is_nested")).select(
        "article_id", pl.col("char_start").alias("name_start"), pl.col("char_end").alias("name_end")
    )
    placed = shaped.sort("char_start").join_asof(
        names.rename({"name_end": "earlier_end"}).sort("name_start"),
        left_on="char_start",
        right_on="name_start",
        by="article_id",
        strategy="backward",
        allow_exact_matches=False,
        check_sortedness=False,
    )
    last = (
        placed.drop("name_start")
        .sort("char_end")
        .join_asof(
            names.sort("name_start"),
            left_on="char_end",
            right_on="name_start",
            by="article_id",
            strategy="backward",
            allow_exact_matches=False,
            check_sortedness=False,
        )
    )
    reaches_over = (pl.col("earlier_end") > pl.col("char_start")) | (pl.col("name_end") > pl.col("char_end"))
    is_same = (pl.col("name_start") == pl.col("char_start")) & (pl.col("name_end") == pl.col("char_end"))
    holds_name = pl.col("entity_type").is_null() & (pl.col("name_end") > pl.col("char_start"))
    return last.filter(
        ~reaches_over.fill_null(value=False) & ~(is_same | holds_name).fill_null(value=False)
    ).with_columns(pl.lit(None, pl.String).alias("entity_id"), pl.lit("candidate").alias("mention_type"))
