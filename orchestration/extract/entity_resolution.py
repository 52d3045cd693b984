"""Whom a name means. Frames in, frame out.

What belongs here: choosing between the entities that share a name, from the country that the article is about, the
language and the words around. What does not: finding names.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.entity_names import NOMINAL, NamePatterns
from orchestration.extract.ground import Ground, cut
from orchestration.extract.kept import Keeper

KEPT: Final = Keeper()
CONTEXT_CHARS: Final = 14
PLACE_BEFORE: Final = (
    r"(?i)(?:(?:^|[^\p{L}])(?:à|au|aux|in|at|near|from|vers|depuis|outside|entre|between|around|sur|dans|près de|"
    r"ville de|city of|region of|région de|aéroport de|université de|port de|bourse de)[\s\u00a0]+|[(（【〔])$"
)
PLACE_AFTER: Final = (
    r"^(?:で|に(?:ある|あ)|へ|から|市|支局|発|駅|空?港|湾|都市|地下鉄|近郊|郊外|周辺|中心部|[東西南北]部|大学|証券取引所|"
    r"臨海|工場|製油所|灘|神宮|アントラーズ|地区|コンビナート|製鉄所|事業所|"
    r"[)）＝]|-based(?-u:\b)|\s?[—–]\s|,? \(?(?:AFP|AP|Reuters|Xinhua))"
)
ORIGIN_BEFORE: Final = r"(?i)(?:^|[^\p{L}])(?:de |d['’])$"  # "un confrère de Taipei" is a place,
PAYER_BEFORE: Final = (  # "500 M$ de Québec" and "l'aide de Québec" are not
    r"(?i)(?:[€$£¥₩]|euros?|dollars?|yens?|francs?|livres|wons?|roupies|celles?|celui|ceux|part|aides?|soutien|accord|vert)"
    r"[\s\u00a0](?:de |d['’])$"
)
ACTOR_BEFORE: Final = r"(?i)(?:^|[^\p{L}])(?:pour|selon|d['’]après|according to|by|par|avec|with) $"
SURE_VOTES: Final = 20  # a country named twice, or its government once
SUM_VOTES: Final = 6  # tenths, for a sum in a country's own currency: who writes at home seldom names the country
SHARED_CURRENCIES: Final = ("USD", "EUR")  # counted in by all the world, and by twenty states
FEW_COUNTRIES: Final = ("de", "es", "it", "pt", "nl", "zh", "ko")  # languages in which a country may stand unknown
HOME_COUNTRIES: Final = {"ja": ("JP", 15), "fr": ("FR", 5), "ko": ("KR", 15), "vi": ("VN", 15)}  # tenths of a vote
ALWAYS_KNOWN: Final = ("company", "fund", "programme")  # a shared name of these is still most often theirs
MAIN_RATIO: Final = 3
# these are whom a sentence is about, "the carmaker" the one named last; apostrophes are blanks in forms
OF_THE_SUBJECT: Final = (
    "^(?:[Tt]he (?:[Cc]ompany|[Gg]roup|firm)|based (?:company|group|firm)|[Ll]e [Gg]roupe|[Ll]a [Ss]ociété"
    "|[Ll] entreprise|同社|自社)$"
)
LED_CHARS: Final = 24
LED_BEFORE: Final = (  # "according to Bloomberg", "with Engie": no subject
    r"(?i)(?:^|[^\p{L}])(?:according to|selon|d['’]après|citing|with|from|by|to|for|of|in|at|against|than|told|avec"
    r"|auprès|chez|à|par|pour|contre|du?|des?|que)[ \u00a0](?:the |l[ea] |l['’])?$|[dl]['’]$"
)
LED_AFTER: Final = r"^(?:['’]s(?-u:\b)| reported that|によると|によれば|と取引|の(?:子会社|ライバル|親会社|競合))"
TOPIC: Final = r"^(?:[（(][^）)]{0,20}[）)])?[はがも]"
NATIONAL: Final = "national"  # "Electricity and Water Authority", "Yara": of many, and theirs where its country is told
MENTION_TYPES: Final = {"official": "name", "former": "name"}


@dataclass(frozen=True)
class Readings:
    """What the names of the table may mean.

    Attributes:
        settled: One row per form of the search: ``entity_id``, ``entity_type`` and ``mention_type``, all null where
            only the context tells.
        open: The readings of the other forms: ``form``, ``alias_id``, ``entity_id``, ``entity_type``, ``country``,
            ``alias_language``, ``alias_kind``, ``requires_context``.
        votes: Countries that a form speaks for: ``form``, ``country``, ``votes`` in tenths.
        people: Forms that introduce a person: ``form``, ``entity_id``.
    """

    settled: pl.DataFrame
    open: pl.DataFrame
    votes: pl.DataFrame
    people: pl.DataFrame


def compile_readings(names: NamePatterns) -> Readings:
    """Settle what needs no context.

    Args:
        names: From ``compile_names``.

    Returns:
        The readings.
    """
    readings = names.readings
    needs_context = pl.col("requires_context") | pl.col("alias_kind").is_in([NOMINAL, "metonym"])
    mention_type = pl.col("alias_kind").replace(MENTION_TYPES).alias("mention_type")
    clear = readings.filter(~needs_context.any().over("form"))
    plain = clear.select("form", "entity_id", "entity_type", mention_type).unique()
    single = plain.filter(pl.len().over("form") == 1)
    forms = names.forms.table.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("form"))
    kind = pl.col("entity_type")
    weight = pl.when(kind.is_in(["government", "ministry"])).then(20).when(kind == "city").then(4).otherwise(10)
    unconditional = readings.filter(~pl.col("requires_context"))
    # "Bruxelles" is the seat of the Commission in most reports: the name of a seat votes for no country
    seats = readings.filter((pl.col("alias_kind") == "metonym") & (kind == "igo")).select("form").unique()
    is_shared = kind.is_in(["ministry", "city"]).any() & (pl.col("country").n_unique() > 1)
    shared = readings.filter(is_shared.over("form")).select("form").unique()
    return Readings(
        settled=forms.join(single, on="form", how="left", validate="1:1", maintain_order="left").drop("form"),
        open=readings.join(single, on="form", how="anti", maintain_order="left"),
        votes=unconditional.filter(pl.col("country").is_not_null() & (pl.col("alias_kind") != NOMINAL))
        .join(pl.concat([seats, shared]), on="form", how="anti")
        .select("form", "country", weight.cast(pl.Int64).alias("votes"))
        .unique(["form", "country"], keep="first", maintain_order=True),
        people=unconditional.filter(kind == "person").select("form", "entity_id").unique(),
    )


def resolve(
    named: pl.DataFrame,
    *,
    ground: Ground,
    money: pl.DataFrame,
    acts: pl.Series,
    names: NamePatterns,
    readings: Readings,
) -> pl.DataFrame:
    """Give each name its entity.

    Args:
        named: From ``find_named``, placed by ``stand``.
        ground: The articles on their line.
        money: ``MONEY_MENTIONS`` contract, and ``article``.
        acts: Sentences that speak of money or act, as in ``Ground.steps``.
        names: From ``compile_names``.
        readings: From ``compile_readings``.

    Returns:
        The names with ``entity_id`` (null when the context does not tell), ``entity_type`` and ``mention_type``.
    """
    read = pl.concat([named, readings.settled.select(pl.all().gather(named.get_column("form")))], how="horizontal")
    settled = read.filter(pl.col("mention_type").is_not_null())
    unsettled = named.filter(read.get_column("mention_type").is_null())
    best = _best(unsettled, named, ground=ground, money=money, acts=acts, readings=readings)
    return _nominals(best, settled, ground, names)


def _best(
    unsettled: pl.DataFrame,
    named: pl.DataFrame,
    *,
    ground: Ground,
    money: pl.DataFrame,
    acts: pl.Series,
    readings: Readings,
) -> pl.DataFrame:
    """Choose between the readings of names that need the context."""
    told = _with_context(unsettled.with_row_index("mention_order"), ground, acts, readings)
    countries = _countries(named, money, unsettled.get_column("article").unique(), readings)
    main = countries.group_by("article", maintain_order=True).agg(
        pl.first("country").alias("main_country"),
        pl.first("votes").alias("main_votes"),
        pl.col("votes").get(1, null_on_oob=True).fill_null(0).alias("next_votes"),
    )
    known = countries.with_columns(is_country_named=pl.lit(value=True))
    people = named.join(readings.people, on="form", how="inner").select(
        "article", "entity_id", is_introduced=pl.lit(value=True)
    )
    judged = (
        told.join(readings.open, on="form", how="inner")
        .join(main, on="article", how="left", validate="m:1")
        .join(known, on=["article", "country"], how="left", validate="m:1")
        .join(people.unique(), on=["article", "entity_id"], how="left", validate="m:1")
        .with_columns(_is_possible().alias("is_possible"), _score().alias("score"))
    )
    is_ambiguous = pl.col("requires_context") & pl.col("alias_kind").is_in(["official", "acronym", "former", NATIONAL])
    kind = pl.when(is_ambiguous).then(pl.lit("ambiguous_name")).otherwise(pl.col("alias_kind").replace(MENTION_TYPES))
    return (
        judged.sort("mention_order", "is_possible", "score", "alias_id", descending=[False, True, True, False])
        .unique("mention_order", keep="first", maintain_order=True)
        .with_columns(
            pl.when("is_possible").then("entity_id").alias("entity_id"),
            kind.alias("mention_type"),
        )
    )


def _with_context(unsettled: pl.DataFrame, ground: Ground, acts: pl.Series, readings: Readings) -> pl.DataFrame:
    """Say of each name that may be a metonym whether a place is meant, and whether it acts."""
    metonyms = readings.open.filter(pl.col("alias_kind") == "metonym").get_column("form").unique()
    place = unsettled.filter(pl.col("form").is_in(metonyms.implode()))
    before = cut(place.with_columns(pl.col("at") - CONTEXT_CHARS, pl.col("at").alias("until")), ground)
    after = cut(place.with_columns(pl.col("until").alias("at"), pl.col("until") + CONTEXT_CHARS), ground)
    preceding = pl.col("before").str
    is_origin = preceding.contains(ORIGIN_BEFORE) & ~preceding.contains(PAYER_BEFORE)
    is_place = preceding.contains(PLACE_BEFORE) | is_origin | pl.col("after").str.contains(PLACE_AFTER)
    opens_sentence = preceding.contains(r"(?:^|[\n.!?。])[\s\"«“]*$") | preceding.contains(ACTOR_BEFORE)
    told = KEPT.call(
        place.with_columns(before.alias("before"), after.alias("after")).select_seq,
        "mention_order",
        is_place.alias("is_place"),
        (pl.col("sentence").is_in(acts.implode()) | opens_sentence).alias("is_actor"),
    )
    return unsettled.join(told, on="mention_order", how="left", validate="1:1", maintain_order="left")


def _countries(named: pl.DataFrame, money: pl.DataFrame, articles: pl.Series, readings: Readings) -> pl.DataFrame:
    """Rank the countries of each article by what names them; its language and its currencies count a little.

    Args:
        named: All names, placed.
        money: All sums; an ISO 4217 code begins with the country's own, and a conversion tells where readers live.
        articles: Articles that need it.
        readings: What the names may mean.

    Returns:
        ``article``, ``country``, ``votes``; of each article the first country is the one it is about.
    """
    concerned = named.filter(pl.col("article").is_in(articles.implode()))
    homes = pl.DataFrame(
        [(language, country, votes) for language, (country, votes) in HOME_COUNTRIES.items()],
        schema={"language": pl.String(), "country": pl.String(), "votes": pl.Int64()},
        orient="row",
    )
    home = concerned.filter(pl.col("language").is_in(list(HOME_COUNTRIES))).select("article", "language").unique()
    counted = concerned.group_by("article", "form").agg(pl.len().cast(pl.Int64).alias("count"))
    cast = [
        counted.join(readings.votes, on="form", how="inner").select(
            "article", "country", pl.col("votes") * pl.col("count")
        ),
        home.join(homes, on="language", how="inner").select("article", "country", "votes"),
        money.filter(
            pl.col("article").is_in(articles.implode())
            & ~pl.col("currency").is_in(SHARED_CURRENCIES)
            & pl.col("equivalent_of_id").is_null()
        )
        .select("article", pl.col("currency").str.head(2).alias("country"), pl.lit(SUM_VOTES, pl.Int64).alias("votes"))
        .join(readings.votes.select("country").unique(), on="country", how="semi"),
    ]
    return (
        pl.concat(cast)
        .group_by("article", "country")
        .agg(pl.sum("votes"))
        .sort("article", "votes", "country", descending=[False, True, False])
    )


def _is_possible() -> pl.Expr:
    """Say whether the context allows a reading.

    A ministry by its plain name is that of a country that the article speaks of at least a third as much as of any:
    many states have one of that name.
    """
    is_metonym = pl.col("alias_kind") == "metonym"
    is_in_country = pl.col("is_country_named").fill_null(value=False)
    return (
        pl.when(is_metonym)
        .then((pl.col("is_actor") & ~pl.col("is_place")).fill_null(value=False))
        .when(~pl.col("requires_context") | (pl.col("alias_kind") == NOMINAL))
        .then(statement=True)
        .when(pl.col("alias_kind") == NATIONAL)
        .then(is_in_country)
        .when(pl.col("entity_type") == "person")
        .then(pl.col("is_introduced").fill_null(value=False))
        .when(pl.col("entity_type").is_in(ALWAYS_KNOWN))
        .then(statement=True)
        .when(pl.col("entity_type") == "ministry")
        .then((pl.col("votes") * MAIN_RATIO >= pl.col("main_votes")).fill_null(value=False))
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
    is_home = pl.col("country") == pl.col("main_country")
    country = pl.when(is_home).then(0.4).otherwise(0.0)
    # Tripoli in a report on Lebanon is the city there, and no government
    metonym = pl.when(pl.col("alias_kind") == "metonym").then(3.0).otherwise(0.0)
    namesake = pl.when(is_home & pl.col("requires_context") & (pl.col("entity_type") == "city")).then(4.0)
    return language + country + pl.coalesce(namesake, metonym)


def _nominals(best: pl.DataFrame, settled: pl.DataFrame, ground: Ground, names: NamePatterns) -> pl.DataFrame:
    """Resolve "the government" to that of the article's country, "the ministry" to the one named last.

    "The company" is the one that a sentence is about: "Samruk and Masdar signed. The company will build." And "the
    French group" is the last one of that country. "India govt", "Italy's cabinet" are those of the country before them.

    Where a country may stand unknown under another word ("deutsche", "español"), the article's country is
    only one that is named twice and more often than any other.
    """
    columns = [*settled.columns]
    is_nominal = pl.col("mention_type") == NOMINAL
    nominal = best.filter(is_nominal)
    others = pl.concat([settled, best.filter(~is_nominal).select(columns)])
    asked = nominal.select("article", "entity_type").unique()
    known = others.filter(pl.col("entity_id").is_not_null()).join(asked, on=["article", "entity_type"], how="semi")
    home = pl.col("country").alias("main_country")
    is_told = (pl.col("main_votes") >= SURE_VOTES) & (pl.col("main_votes") > pl.col("next_votes"))
    is_sure = is_told | ~pl.col("language").is_in(FEW_COUNTRIES)
    nominal = nominal.with_columns(pl.when(is_sure).then("main_country").alias("main_country"))
    nominal = _in_country(nominal, others, names).with_columns(
        pl.coalesce("owner_country", "main_country").alias("main_country")
    )
    joined = (
        nominal.join(
            names.governments.select(home, government="entity_id"), on="main_country", how="left", validate="m:1"
        )
        .join(names.parliaments.select(home, parliament="entity_id"), on="main_country", how="left", validate="m:1")
        .sort("at")
    )
    antecedents = {
        "named_before": known,
        "subject_before": _subjects(known.filter(pl.col("entity_type") == "company"), ground),
        "compatriot_before": known.join(names.countries, on="entity_id", how="inner"),
    }
    for name, candidates in antecedents.items():
        by = ["article", "entity_type", *(["country"] if "country" in candidates.columns else [])]
        before = candidates.sort("at").select("at", *by, pl.col("entity_id").alias(name))
        joined = joined.join_asof(before, on="at", by=by, strategy="backward", check_sortedness=False)
    form = names.forms.table.get_column("form").gather(joined.get_column("form"))
    is_subject = form.str.contains(OF_THE_SUBJECT) & (joined.get_column("entity_type") == "company")
    antecedent = (
        pl.when(pl.col("entity_type") == "government")
        .then("government")
        .when(pl.col("entity_type") == "parliament")
        .then("parliament")
        .when(pl.col("country").is_not_null())
        .then("compatriot_before")
        .when(is_subject)
        .then(pl.coalesce("subject_before", "named_before"))
        .otherwise("named_before")
    )
    return pl.concat([others, joined.with_columns(antecedent.alias("entity_id")).select(columns)])


def _in_country(nominal: pl.DataFrame, others: pl.DataFrame, names: NamePatterns) -> pl.DataFrame:
    """Give a nominal the country right before it, in ``owner_country``: null where there is none."""
    countries = others.filter(pl.col("entity_type") == "country").join(names.countries, on="entity_id", how="inner")
    before = pl.concat(
        [
            countries.select((pl.col("until") + len(gap)).alias("at"), pl.col("country").alias("owner_country"))
            for gap in (" ", "'s ")
        ]
    ).unique("at")
    behind = pl.when((pl.col("language") != "ja").fill_null(value=True)).then("owner_country").alias("owner_country")
    return nominal.join(before, on="at", how="left", validate="m:1", maintain_order="left").with_columns(behind)


def _subjects(companies: pl.DataFrame, ground: Ground) -> pl.DataFrame:
    """Give each sentence the company that it is about: the first that nothing leads, in Japanese the first topic."""
    before = cut(companies.with_columns(pl.col("at") - LED_CHARS, pl.col("at").alias("until")), ground)
    after = cut(companies.with_columns(pl.col("until").alias("at"), pl.col("until") + LED_CHARS), ground)
    is_led = before.str.contains(LED_BEFORE) | after.str.contains(LED_AFTER)
    is_no_topic = (companies.get_column("language") == "ja") & ~after.str.contains(TOPIC)
    return (
        companies.with_columns((is_led | is_no_topic).alias("is_led"))
        .sort("article", "sentence", "is_led", "at")
        .unique(["article", "sentence"], keep="first", maintain_order=True)
    )
