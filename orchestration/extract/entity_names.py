"""Names of the entity table in text. Frames in, frame out.

What belongs here: the spellings under which a name is searched, and the finds. What does not: whom a find means
(``entity_resolution``).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.lexicon import Lexicon
from orchestration.extract.names import find_forms, is_whole_word, plain

NOMINAL: Final = "nominal"
IN_ANY_CASE: Final = ("government", "ministry", "agency", "igo", "parliament", "fund", "programme", "other")
PLACES: Final = ("country", "region", "city", "igo")
MAX_ACRONYM: Final = 4  # a longer name of a place may stand in capitals, as in a dateline
LEGAL_TAIL: Final = r" (?:Inc|Corp|Ltd|Co|N V)$"


@dataclass(frozen=True)
class NamePatterns:
    """The table, ready for the search.

    Attributes:
        aliases: One row per alias: ``alias_id``, ``entity_id`` (null for a nominal), ``entity_type``, ``country``,
            ``language``, ``alias_kind``, ``requires_context``.
        spellings: ``form`` (as searched) to ``alias_id``, one row per pair.
        forms: Distinct forms, longest first, with the telling words of shapes among them.
        nested: Places inside longer forms: ``outer``, ``form``, ``offset``.
        governments: ``country`` to the ``entity_id`` of its government.
        parliaments: ``country`` to the ``entity_id`` of its parliament.
    """

    aliases: pl.DataFrame
    spellings: pl.DataFrame
    forms: list[str]
    nested: pl.DataFrame
    governments: pl.DataFrame
    parliaments: pl.DataFrame


def compile_names(lexicon: Lexicon, words: pl.Series) -> NamePatterns:
    """Read the names from the seeds.

    Args:
        lexicon: Holds ``ref_entities``, ``ref_entity_aliases``, ``ref_entity_nominals``.
        words: Telling words of shapes, to be found in the same search.

    Returns:
        The patterns.

    Raises:
        KeyError: A seed is missing.
    """
    entities = lexicon.table("ref_entities").select("entity_id", "entity_type", "country")
    named = lexicon.table("ref_entity_aliases").join(entities, on="entity_id", how="inner", validate="m:1")
    nominal = (
        lexicon.table("ref_entity_nominals")
        .with_columns(pl.col("forms").str.split("|").alias("alias"))
        .explode("alias")
        .with_columns(alias_kind=pl.lit(NOMINAL), requires_context=pl.lit("true"))
    )
    aliases = (
        pl.concat([named, nominal], how="diagonal")
        .select("alias", "entity_id", "entity_type", "country", "language", "alias_kind", "requires_context")
        .with_columns(pl.col("requires_context") == "true")
        .with_row_index("alias_id")
    )
    spellings = _spellings(aliases)
    forms = _longest_first(pl.concat([spellings.get_column("form"), words]))
    is_state = pl.col("entity_id").str.contains("^gov-[a-z]{2}$")
    in_country = entities.select("country", "entity_id")
    return NamePatterns(
        aliases=aliases.drop("alias"),
        spellings=spellings,
        forms=forms,
        nested=_nested(aliases, spellings, forms),
        governments=in_country.filter(is_state),
        parliaments=in_country.filter(pl.col("entity_id").str.contains("^parliament-[a-z]{2}$")),
    )


def find_named(articles: pl.DataFrame, patterns: NamePatterns) -> pl.DataFrame:
    """Find the names of the table: the longest at each place, and the places inside it.

    Args:
        articles: ``ARTICLES`` contract.
        patterns: From ``compile_names``.

    Returns:
        ``article_id``, ``char_start``, ``char_end``, ``form``, ``is_nested``, in article then reading order.
    """
    texts = articles.select("article_id", plain(pl.col("text")).alias("text"))
    hits = find_forms(texts, patterns.forms, overlapping=False).filter(is_whole_word())
    outer = hits.select("article_id", "char_start", "char_end", "form", is_nested=pl.lit(value=False))
    inner = hits.rename({"form": "outer"}).join(patterns.nested, on="outer", how="inner")
    start = pl.col("char_start") + pl.col("offset")
    placed = inner.select(
        "article_id",
        start.alias("char_start"),
        (start + pl.col("form").str.len_chars()).alias("char_end"),
        "form",
        is_nested=pl.lit(value=True),
    )
    return pl.concat([outer, placed])


def _spellings(aliases: pl.DataFrame) -> pl.DataFrame:
    """Give the forms under which each alias is searched.

    Institutions are written with and without capitals; every name may lack the accent of its first capital.
    """
    name = plain(pl.col("alias")).str.strip_chars()
    base = aliases.select("alias_id", "entity_type", "alias_kind", name.alias("form")).filter(pl.col("form") != "")
    rest = pl.col("form").str.slice(1)
    several = base.filter(
        (pl.col("entity_type").is_in(IN_ANY_CASE) & pl.col("form").str.contains(" "))
        | (pl.col("alias_kind") == NOMINAL)
    )
    headlines = base.filter(pl.col("entity_type").is_in(PLACES) & (pl.col("form").str.len_chars() > MAX_ACRONYM))
    companies = base.filter(pl.col("form").str.contains(LEGAL_TAIL))
    forms = pl.concat(
        [
            base,
            several.with_columns(pl.col("form").str.to_lowercase()),
            several.with_columns(pl.col("form").str.head(1).str.to_lowercase() + rest),
            several.with_columns(pl.col("form").str.head(1).str.to_uppercase() + rest),
            several.with_columns(pl.col("form").str.head(1).str.to_uppercase() + rest.str.to_lowercase()),
            base.with_columns(pl.col("form").str.replace("^[ÉÈ]", "E")),
            companies.with_columns(pl.col("form").str.replace(LEGAL_TAIL, "")),
            headlines.with_columns(pl.col("form").str.to_uppercase()),
        ]
    )
    return forms.select("form", "alias_id").unique(maintain_order=True)


def _nested(aliases: pl.DataFrame, spellings: pl.DataFrame, forms: list[str]) -> pl.DataFrame:
    """Find the places named inside longer forms, once for all texts."""
    kinds = aliases.select("alias_id", "entity_type", "alias_kind", "requires_context")
    is_place = pl.col("entity_type").is_in(PLACES) & ~pl.col("requires_context")
    places = spellings.join(kinds.filter(is_place), on="alias_id", how="semi").get_column("form").unique()
    texts = pl.DataFrame({"outer": forms}).with_columns(pl.col("outer").alias("text"))
    hits = find_forms(texts, _longest_first(places), overlapping=False, key="outer")
    is_inside = (pl.col("char_start") > 0) & is_whole_word()
    return hits.filter(is_inside).select("outer", "form", pl.col("char_start").alias("offset"))


def _longest_first(forms: pl.Series) -> list[str]:
    """Order distinct forms so that the longest wins, then by alphabet."""
    distinct = forms.alias("form").unique().to_frame()
    return distinct.sort(pl.col("form").str.len_bytes(), "form", descending=[True, False]).get_column("form").to_list()
