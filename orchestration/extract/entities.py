"""Names of actors and places: those of the table, then those that only look like one. Frames in, frame out.

What belongs here: putting the searches together and choosing between finds on the same text. What does not: whom a name
means (``entity_resolution``), what a name looks like (``entity_shapes``), the names themselves (seeds).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.contracts import ENTITY_MENTIONS, conform
from orchestration.extract.entity_names import NOMINAL, PLACES, NamePatterns, compile_names, find_named
from orchestration.extract.entity_resolution import Readings, compile_readings, resolve
from orchestration.extract.entity_shapes import ShapePatterns, compile_shapes, find_shapes
from orchestration.extract.ground import Ground, in_articles, on_line, overlaps, sentence_key, stand
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.places import latest
from orchestration.extract.proper_names import ProperPatterns, compile_proper, find_proper, without_openers

MAX_NAME_CHARS: Final = 4_096


@dataclass(frozen=True)
class EntityPatterns:
    """Everything that the search for entities needs.

    Attributes:
        names: Names of the table and nominals.
        readings: What these names may mean.
        shapes: What institutions outside the table look like.
        proper: Capitalised words that are no names.
    """

    names: NamePatterns
    readings: Readings
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
    names = compile_names(lexicon, shapes.words.get_column("form"))
    return EntityPatterns(names, compile_readings(names), shapes, compile_proper(lexicon))


def extract_entities(
    ground: Ground,
    passages: pl.DataFrame,
    patterns: EntityPatterns,
    *,
    money: pl.DataFrame,
    dates: pl.DataFrame,
    cues: pl.DataFrame,
) -> pl.DataFrame:
    """Find entities.

    Args:
        ground: The articles on their line.
        passages: ``PASSAGES`` contract.
        patterns: From ``compile_entities``.
        money: ``MONEY_MENTIONS`` contract; no name touches money.
        dates: ``DATE_MENTIONS`` contract; a name may hold a year but not begin with a date.
        cues: ``STATUS_CUES`` contract.

    Returns:
        ``ENTITY_MENTIONS`` contract, in article then reading order. A place inside a longer name is a mention of its
        own unless both begin together; where a known actor and a shape begin together the actor stays.
    """
    paid, dated = (on_line(frame, ground.articles).sort("at") for frame in (money, dates))
    hits = _undated(stand(find_named(ground, patterns.names), ground), paid, dated)
    named = hits.filter(patterns.names.is_name.gather(hits.get_column("form")))
    shapes = find_shapes(hits.filter(~pl.col("is_nested")), ground, patterns.shapes, patterns.names.forms)
    proper = find_proper(ground, passages, patterns.proper, known=named.filter(~pl.col("is_nested")))
    unnamed = pl.concat([without_openers(shapes, patterns.proper), proper], how="diagonal").sort(
        "at", maintain_order=True
    )
    shaped = _undated(stand(unnamed, ground), paid, dated)
    acting = on_line(cues.filter(pl.col("cue_type") == "status"), ground.articles)
    acts = pl.concat([frame.select(sentence_key()) for frame in (paid, acting)]).to_series().unique()
    resolved = resolve(named, ground=ground, acts=acts, names=patterns.names, readings=patterns.readings)
    mentions = pl.concat([resolved, _unknown(shaped, named)], how="diagonal")
    is_weak = pl.col("entity_type").is_in(PLACES) | (pl.col("mention_type") == NOMINAL)
    rank = pl.when(pl.col("mention_type") == "candidate").then(1).when(is_weak).then(2).otherwise(0)
    order = (pl.col("at") * 3 + rank) * MAX_NAME_CHARS - (pl.col("until") - pl.col("at"))
    ordered = mentions.with_columns(order.alias("order")).sort("order", maintain_order=True)
    distinct = ordered.filter((pl.col("at") != pl.col("at").shift(1)).fill_null(value=True)).drop("surface")
    placed = in_articles(distinct, ground)
    identified = placed.with_columns(pl.format("{}-e{}", "article_id", "char_start").alias("entity_mention_id"))
    return conform(identified, ENTITY_MENTIONS, name="entity_mentions")


def _undated(spans: pl.DataFrame, money: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """Drop spans that touch money or begin inside a date."""
    heads = spans.select("at", (pl.col("at") + 1).alias("until"))
    return spans.filter(~overlaps(spans, money) & ~overlaps(heads, dates))


def _unknown(shaped: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Keep the shapes that say more than the names of the table inside them, as unresolved candidates.

    A shape that lies inside a name, or that reaches over one's edge, is dropped; so is a mere run of capitals that
    holds a name.
    """
    outer = named.filter(~pl.col("is_nested"))
    starts = outer.get_column("at")
    ends = [
        outer.get_column("until").gather(latest(starts, shaped.get_column(edge) - 1)).alias(name)
        for edge, name in (("at", "earlier_end"), ("until", "name_end"))
    ]
    name_start = starts.gather(latest(starts, shaped.get_column("until") - 1)).alias("name_start")
    reaches_over = (pl.col("earlier_end") > pl.col("at")) | (pl.col("name_end") > pl.col("until"))
    is_same = (pl.col("name_start") == pl.col("at")) & (pl.col("name_end") == pl.col("until"))
    holds_name = pl.col("entity_type").is_null() & (pl.col("name_end") > pl.col("at"))
    is_known = reaches_over.fill_null(value=False) | (is_same | holds_name).fill_null(value=False)
    return (
        shaped.with_columns(*ends, name_start)
        .filter(~is_known)
        .with_columns(pl.lit(None, pl.String).alias("entity_id"), pl.lit("candidate").alias("mention_type"))
    )
