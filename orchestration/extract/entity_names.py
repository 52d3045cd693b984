"""Names of the entity table in text. Frames in, frame out.

What belongs here: the spellings under which a name is searched, and the finds. What does not: whom a find means
(``entity_resolution``).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.ground import Ground
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.names import Forms, compile_forms, find_longest, plain

ALIASES: Final = ("ref_place_aliases", "ref_company_aliases", "ref_ministry_aliases", "ref_actor_aliases")
NOMINAL: Final = "nominal"
METONYM: Final = "metonym"
IN_ANY_CASE: Final = ("government", "ministry", "agency", "igo", "parliament", "fund", "programme", "other")
PLACES: Final = ("country", "region", "city", "igo")
MAX_ACRONYM: Final = 4  # a longer name of a place may stand in capitals, as in a dateline
MAX_PARTICLE: Final = 3  # "de", "des", "and": small in the middle of a name
OF_ANY: Final = "^([Tt]he )([a-z]+)$"  # "the group"
ADJECTIVE: Final = r"^(\p{Lu}[\p{L} -]+) government$"
CAPITALISED: Final = ("État", "Etat")  # "état" is a condition
LEGAL_TAIL: Final = r" (?:Inc|Corp|Ltd|Co|N V)$"


@dataclass(frozen=True)
class NamePatterns:
    """The table, ready for the search.

    Attributes:
        forms: Distinct forms, longest first, with the telling words of shapes among them.
        is_name: Per form, whether it is a spelling of the table.
        readings: One row per form and alias: ``form`` (row of ``forms``), ``alias_id``, ``entity_id`` (null for a
            nominal), ``entity_type``, ``country``, ``alias_language``, ``alias_kind``, ``requires_context``.
        nested: Places inside longer forms: ``outer``, ``form``, ``offset``, ``width``.
        countries: ``entity_id`` to its ``country``, where it has one.
        governments: ``country`` to the ``entity_id`` of its government.
        parliaments: ``country`` to the ``entity_id`` of its parliament.
    """

    forms: Forms
    is_name: pl.Series
    readings: pl.DataFrame
    nested: pl.DataFrame
    countries: pl.DataFrame
    governments: pl.DataFrame
    parliaments: pl.DataFrame


def read_aliases(lexicon: Lexicon) -> pl.DataFrame:
    """Put the spellings of places, companies, ministries and other actors together.

    Args:
        lexicon: Holds the tables of ``ALIASES``.

    Returns:
        The columns of these seeds, in the order of all of them.

    Raises:
        KeyError: A seed is missing.
    """
    return pl.concat([lexicon.table(name) for name in ALIASES]).sort(pl.all())


def compile_names(lexicon: Lexicon, words: pl.Series) -> NamePatterns:
    """Read the names from the seeds.

    Args:
        lexicon: Holds ``ref_entities``, the tables of ``ALIASES`` and ``ref_entity_nominals``.
        words: Telling words of shapes, to be found in the same search.

    Returns:
        The patterns.

    Raises:
        KeyError: A seed is missing.
    """
    entities = lexicon.table("ref_entities").select("entity_id", "entity_type", "country")
    named = read_aliases(lexicon).join(entities, on="entity_id", how="inner", validate="m:1")
    nominal = (
        lexicon.table("ref_entity_nominals")
        .with_columns(pl.col("forms").str.split("|").alias("alias"))
        .explode("alias")
        .with_columns(alias_kind=pl.lit(NOMINAL), requires_context=pl.lit("true"))
    )
    aliases = (
        pl.concat([named, nominal, _of_countries(named, nominal)], how="diagonal")
        .select("alias", "entity_id", "entity_type", "country", "language", "alias_kind", "requires_context")
        .with_columns(pl.col("requires_context") == "true")
        .with_row_index("alias_id")
    )
    spellings = _spellings(aliases)
    forms = compile_forms(_longest_first(pl.concat([spellings.get_column("form"), words])))
    ranks = forms.table.select("form").with_row_index("rank")
    spelled = spellings.join(ranks, on="form", how="left", validate="m:1", maintain_order="left")
    known = aliases.drop("alias").rename({"language": "alias_language"})
    is_state = pl.col("entity_id").str.contains("^gov-[a-z]{2}$")
    in_country = entities.select("country", "entity_id")
    return NamePatterns(
        forms=forms,
        is_name=forms.table.get_column("form").is_in(spellings.get_column("form").implode()),
        readings=spelled.select("alias_id", pl.col("rank").alias("form")).join(
            known, on="alias_id", how="left", validate="m:1", maintain_order="left"
        ),
        nested=_nested(aliases, spellings, ranks),
        countries=in_country.drop_nulls("country"),
        governments=in_country.filter(is_state),
        parliaments=in_country.filter(pl.col("entity_id").str.contains("^parliament-[a-z]{2}$")),
    )


def find_named(ground: Ground, patterns: NamePatterns) -> pl.DataFrame:
    """Find the names of the table: the longest at each place, and the places inside it.

    Args:
        ground: The articles on their line.
        patterns: From ``compile_names``.

    Returns:
        ``at``, ``until``, ``form`` (row of ``patterns.forms``), ``is_nested``, in the order of ``at``.
    """
    hits = find_longest(ground.plain, patterns.forms)
    outer = hits.with_columns(is_nested=pl.lit(value=False))
    start = pl.col("at") + pl.col("offset")
    inner = hits.rename({"form": "outer"}).join(patterns.nested, on="outer", how="inner")
    placed = inner.select(
        start.alias("at"), (start + pl.col("width")).alias("until"), "form", is_nested=pl.lit(value=True)
    )
    return pl.concat([outer, placed]).sort("at", maintain_order=True)


def _of_countries(named: pl.DataFrame, nominal: pl.DataFrame) -> pl.DataFrame:
    """Spell out "the French group", a company of that country, for every company that "the group" may be."""
    is_english, is_company = pl.col("language") == "en", pl.col("entity_type") == "company"
    adjective = pl.col("alias").str.extract(ADJECTIVE, 1).alias("adjective")
    states = named.filter(is_english & pl.col("entity_id").str.starts_with("gov-")).select("country", adjective)
    adjectives = states.join(named.filter(is_company), on="country", how="semi").drop_nulls().unique()
    heads = nominal.filter(is_english & is_company & pl.col("alias").str.contains(OF_ANY))
    told = pl.concat_str(pl.lit("${1}"), "adjective", pl.lit(" ${2}"))
    return heads.join(adjectives, how="cross").with_columns(pl.col("alias").str.replace(OF_ANY, told)).drop("adjective")


def _spellings(aliases: pl.DataFrame) -> pl.DataFrame:
    """Give the forms under which each alias is searched.

    Institutions are written with and without capitals, but for what only stands for them ("Défense nationale"); every
    name may lack the accent of its first capital.
    """
    name = plain(pl.col("alias")).str.strip_chars()
    base = aliases.select("alias_id", "entity_type", "alias_kind", "country", name.alias("form")).filter(
        pl.col("form") != ""
    )
    rest = pl.col("form").str.slice(1)
    is_several = pl.col("form").str.contains(" ") & (pl.col("alias_kind") != METONYM)
    several = base.filter(
        (pl.col("entity_type").is_in(IN_ANY_CASE) & is_several)
        | ((pl.col("alias_kind") == NOMINAL) & pl.col("country").is_null() & ~pl.col("form").is_in(CAPITALISED))
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
            several.filter(pl.col("alias_kind") != NOMINAL).with_columns(_capitalised(pl.col("form"))),
            base.with_columns(pl.col("form").str.replace("^[ÉÈ]", "E")),
            companies.with_columns(pl.col("form").str.replace(LEGAL_TAIL, "")),
            headlines.with_columns(pl.col("form").str.to_uppercase()),
        ]
    )
    return forms.select("form", "alias_id").unique(maintain_order=True)


def _capitalised(name: pl.Expr) -> pl.Expr:
    """Give a name its capitals in the English manner: "Agence Française de Développement"."""
    words = name.str.split(" ")
    word = pl.element()
    is_long = word.str.len_chars() > MAX_PARTICLE
    return words.list.eval(
        pl.when(is_long).then(word.str.head(1).str.to_uppercase() + word.str.slice(1)).otherwise(word)
    ).list.join(" ")


def _nested(aliases: pl.DataFrame, spellings: pl.DataFrame, ranks: pl.DataFrame) -> pl.DataFrame:
    """Find the places named inside longer forms, once for all texts."""
    kinds = aliases.select("alias_id", "entity_type", "alias_kind", "requires_context")
    is_place = pl.col("entity_type").is_in(PLACES) & ~pl.col("requires_context")
    places = spellings.join(kinds.filter(is_place), on="alias_id", how="semi").get_column("form").unique()
    searched = compile_forms(_longest_first(places))
    width = pl.col("form").str.len_chars().cast(pl.Int64)
    outer = ranks.select(pl.col("rank").alias("outer"), (width.cum_sum() - width).alias("outer_at").set_sorted())
    hits = find_longest(ranks.get_column("form"), searched)
    place = searched.table.get_column("form").gather(hits.get_column("form"))
    hits = hits.with_columns(place.alias("place"))
    named = ranks.join(spellings, on="form", how="semi").select(pl.col("rank").alias("outer"))  # 両国連携 names no 国連
    inside = (
        hits.join_asof(outer, left_on="at", right_on="outer_at", strategy="backward")
        .filter(pl.col("at") > pl.col("outer_at"))
        .join(named, on="outer", how="semi")
    )
    return inside.join(ranks, left_on="place", right_on="form", how="inner").select(
        "outer",
        pl.col("rank").alias("form"),
        (pl.col("at") - pl.col("outer_at")).alias("offset"),
        (pl.col("until") - pl.col("at")).alias("width"),
    )


def _longest_first(forms: pl.Series) -> pl.Series:
    """Order distinct forms so that the longest wins, then by alphabet."""
    distinct = forms.alias("form").unique().to_frame()
    return distinct.sort(pl.col("form").str.len_bytes(), "form", descending=[True, False]).get_column("form")
