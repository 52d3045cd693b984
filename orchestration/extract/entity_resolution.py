"""Whom a name means. Frames in, frame out.

What belongs here: choosing between the entities that share a name, from the country that the article is about, the
language and the words around. What does not: finding names.
"""

from typing import Final

import polars as pl

from orchestration.extract.entity_names import NOMINAL, NamePatterns
from orchestration.extract.surfaces import with_surface

CONTEXT_CHARS: Final = 14
PLACE_BEFORE: Final = (
    r"(?i)(?:(?:^|[^\p{L}])(?:à|au|aux|in|at|near|from|vers|depuis|outside|entre|between|around|sur|dans|près de|"
    r"ville de|city of|region of|région de|aéroport de|université de|port de|bourse de)[\s\u00a0]+|[(（【〔])$"
)
PLACE_AFTER: Final = r"^(?:で|に(?:ある|あ)|へ|から|市|支局|発|駅|[)）＝]|\s?[—–]\s|,? \(?(?:AFP|AP|Reuters|Xinhua))"
ORIGIN_BEFORE: Final = r"(?i)(?:^|[^\p{L}])(?:de |d['’])$"  # "un confrère de Taipei" is a place,
PAYER_BEFORE: Final = (  # "500 M$ de Québec" and "l'aide de Québec" are not
    r"(?i)(?:[€$£¥₩]|euros?|dollars?|yens?|francs?|livres|wons?|roupies|celles?|celui|ceux|part|aides?|soutien|accord|vert)"
    r"[\s\u00a0](?:de |d['’])$"
)
ACTOR_BEFORE: Final = r"(?i)(?:^|[^\p{L}])(?:pour|selon|d['’]après|according to|by|par|avec|with) $"
HOME_COUNTRIES: Final = {"ja": ("JP", 1.5), "fr": ("FR", 0.5), "ko": ("KR", 1.5), "vi": ("VN", 1.5)}
ALWAYS_KNOWN: Final = ("company", "fund", "programme")  # a shared name of these is still most often theirs
MENTION_TYPES: Final = {"official": "name", "former": "name"}


def resolve(
    named: pl.DataFrame,
    *,
    articles: pl.DataFrame,
    money: pl.DataFrame,
    cues: pl.DataFrame,
    names: NamePatterns,
) -> pl.DataFrame:
    """Give each name its entity.

    Args:
        named: From ``find_named``, placed by ``locate``.
        articles: ``ARTICLES`` contract.
        money: ``MONEY_MENTIONS`` contract.
        cues: ``STATUS_CUES`` contract.
        names: From ``compile_names``.

    Returns:
        The names with ``entity_id`` (null when the context does not tell), ``entity_type`` and ``mention_type``.
    """
    numbered = _with_context(named, articles, money, cues).with_row_index("mention_order")
    readings = numbered.join(names.spellings, on="form", how="inner").join(
        names.aliases.rename({"language": "alias_language"}), on="alias_id", how="left", validate="m:1"
    )
    countries = _countries(readings)
    main = countries.group_by("article_id", maintain_order=True).agg(pl.first("country").alias("main_country"))
    known = countries.select("article_id", "country", is_country_named=pl.lit(value=True))
    people = readings.filter(~pl.col("requires_context")).select(
        "article_id", "entity_id", is_introduced=pl.lit(value=True)
    )
    judged = (
        readings.join(main, on="article_id", how="left", validate="m:1")
        .join(known.unique(), on=["article_id", "country"], how="left", validate="m:1")
        .join(people.unique(), on=["article_id", "entity_id"], how="left", validate="m:1")
        .with_columns(_is_possible().alias("is_possible"), _score().alias("score"))
    )
    best = (
        judged.sort("mention_order", "is_possible", "score", "alias_id", descending=[False, True, True, False])
        .unique("mention_order", keep="first", maintain_order=True)
        .with_columns(
            pl.when("is_possible").then("entity_id").alias("entity_id"),
            pl.when(pl.col("requires_context") & pl.col("alias_kind").is_in(["official", "acronym", "former"]))
            .then(pl.lit("ambiguous_name"))
            .otherwise(pl.col("alias_kind").replace(MENTION_TYPES))
            .alias("mention_type"),
        )
    )
    return _nominals(best, names)


def _with_context(named: pl.DataFrame, articles: pl.DataFrame, money: pl.DataFrame, cues: pl.DataFrame) -> pl.DataFrame:
    """Say of each name whether a place is meant, and whether its sentence speaks of money or acts."""
    keys = ["article_id", "sentence_index"]
    acts = pl.concat([money.select(keys), cues.filter(pl.col("cue_type") == "status").select(keys)]).unique()
    span = named.select("article_id", "char_start", "char_end")
    before = with_surface(
        span.with_columns(
            pl.max_horizontal(pl.col("char_start") - CONTEXT_CHARS, 0).alias("char_start"),
            pl.col("char_start").alias("char_end"),
        ),
        articles,
    ).select(pl.col("surface").fill_null("").alias("before"))
    after = with_surface(
        span.with_columns(
            pl.col("char_end").alias("char_start"), (pl.col("char_end") + CONTEXT_CHARS).alias("char_end")
        ),
        articles,
    ).select(pl.col("surface").fill_null("").alias("after"))
    preceding = pl.col("before").str
    is_origin = preceding.contains(ORIGIN_BEFORE) & ~preceding.contains(PAYER_BEFORE)
    is_place = preceding.contains(PLACE_BEFORE) | is_origin | pl.col("after").str.contains(PLACE_AFTER)
    opens_sentence = preceding.contains(r"(?:^|[\n.!?。])[\s\"«“]*$") | preceding.contains(ACTOR_BEFORE)
    return (
        pl.concat([named, before, after], how="horizontal")
        .join(acts.with_columns(has_act=pl.lit(value=True)), on=keys, how="left", validate="m:1", maintain_order="left")
        .with_columns(
            is_place.alias("is_place"), (pl.col("has_act").fill_null(value=False) | opens_sentence).alias("is_actor")
        )
        .drop("before", "after", "has_act")
    )


def _countries(readings: pl.DataFrame) -> pl.DataFrame:
    """Rank the countries of each article by what names them; the language of the text counts a little."""
    plain = readings.filter(
        ~pl.col("requires_context") & pl.col("country").is_not_null() & (pl.col("alias_kind") != NOMINAL)
    )
    kind = pl.col("entity_type")
    weight = pl.when(kind.is_in(["government", "ministry"])).then(2.0).when(kind == "city").then(0.4).otherwise(1.0)
    named = plain.select("article_id", "mention_order", "country", weight.alias("weight")).unique(
        ["mention_order", "country"], maintain_order=True
    )
    homes = pl.DataFrame(
        [(language, country, weight) for language, (country, weight) in HOME_COUNTRIES.items()],
        schema={"language": pl.String(), "country": pl.String(), "weight": pl.Float64()},
        orient="row",
    )
    home = readings.select("article_id", "language").unique().join(homes, on="language", how="inner")
    votes = pl.concat([named.select("article_id", "country", "weight"), home.select("article_id", "country", "weight")])
    return (
        votes.group_by("article_id", "country")
        .agg(pl.sum("weight"))
        .sort("article_id", "weight", "country", descending=[False, True, False])
    )


def _is_possible() -> pl.Expr:
    """Say whether the context allows a reading."""
    is_metonym = pl.col("alias_kind") == "metonym"
    is_in_country = pl.col("is_country_named").fill_null(value=False)
    return (
        pl.when(is_metonym)
        .then(pl.col("is_actor") & ~pl.col("is_place"))
        .when(~pl.col("requires_context") | (pl.col("alias_kind") == NOMINAL))
        .then(statement=True)
        .when(pl.col("entity_type") == "person")
        .then(pl.col("is_introduced").fill_null(value=False))
        .when(pl.col("entity_type").is_in(ALWAYS_KNOWN))
        .then(statement=True)
        .otherwise(is_in_country)
    )


def _score() -> pl.Expr:
    """Rank the readings that are possible."""
    language = (
        pl.when(pl.col("alias_language") == pl.col("language"))
        .then(1.0)
        .when(pl.col("alias_language") == "und")
        .then(0.5)
    ).otherwise(0.0)
    country = pl.when(pl.col("country") == pl.col("main_country")).then(0.4).otherwise(0.0)
    metonym = pl.when(pl.col("alias_kind") == "metonym").then(3.0).otherwise(0.0)
    return language + country + metonym


def _nominals(best: pl.DataFrame, names: NamePatterns) -> pl.DataFrame:
    """Resolve "the government" to that of the article's country, "the ministry" to the one named last."""
    is_nominal = pl.col("mention_type") == NOMINAL
    known = best.filter(~is_nominal & pl.col("entity_id").is_not_null()).select(
        "article_id", "char_start", "entity_type", pl.col("entity_id").alias("named_before")
    )
    home = pl.col("country").alias("main_country")
    joined = (
        best.join(names.governments.select(home, government="entity_id"), on="main_country", how="left", validate="m:1")
        .join(names.parliaments.select(home, parliament="entity_id"), on="main_country", how="left", validate="m:1")
        .sort("char_start")
        .join_asof(
            known.sort("char_start"),
            on="char_start",
            by=["article_id", "entity_type"],
            strategy="backward",
            check_sortedness=False,
        )
    )
    antecedent = (
        pl.when(pl.col("entity_type") == "government")
        .then("government")
        .when(pl.col("entity_type") == "parliament")
        .then("parliament")
        .otherwise("named_before")
    )
    return joined.with_columns(pl.when(is_nominal).then(antecedent).otherwise("entity_id").alias("entity_id"))
