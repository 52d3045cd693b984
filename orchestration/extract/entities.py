"""Names of actors and places: those of the table, then those that only look like one. Frames in, frame out.

What belongs here: putting the searches together and choosing between finds on the same text. What does not: whom a name
means (``entity_resolution``), what a name looks like (``entity_shapes``), the names themselves (seeds).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.contracts import ENTITY_MENTIONS, conform
from orchestration.extract.entity_names import NOMINAL, PLACES, NamePatterns, compile_names, read_aliases
from orchestration.extract.entity_resolution import Readings, compile_readings, resolve
from orchestration.extract.entity_shapes import ADJECTIVE, ShapePatterns, compile_shapes, find_shapes
from orchestration.extract.ground import Ground, cut, in_articles, on_line, overlaps, sentence_key, stand
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.names import plain
from orchestration.extract.places import latest
from orchestration.extract.proper_names import (
    CAPITALISED,
    ProperPatterns,
    compile_proper,
    find_proper,
    without_openers,
)

MAX_NAME_CHARS: Final = 4_096
MENTIONED: Final = (  # what is carried on of a find
    "at", "until", "article", "base", "passage_index", "sentence_index", "is_duplicate",
    "entity_id", "entity_type", "mention_type",
)  # fmt: skip
MINISTRY: Final = "ministry"
CABINET: Final = "^[Cc]abinet$"
CABINET_CHARS: Final = 160
NO_STATE: Final = r"(?i)(?:^|[^\p{L}])(?:council|city|borough|county|mayor|town|parish)(?:[^\p{L}]|$)"
TOLD_LANGUAGES: Final = ("fr", "en", "ja")  # those of the nominals that are a word of another: "cabinet"
BASED_CHARS: Final = 40
BASED: Final = "^based "
THE_BASED: Final = r"(?:^|[^\p{L}])[Tt]he \p{Lu}[\p{L}. -]*-$"  # "a Paris-based company" is a new one
LONGER_CHARS: Final = 48
LONGER: Final = (  # the word before a name where neither opens the sentence; in headings all words have capitals
    rf"[\p{{Ll}},;][ \x{{a0}}](?:[Tt]he |[Ll][ae] |[Ll]['’])?(?:{CAPITALISED}[ \x{{a0}}])*({CAPITALISED})[ \x{{a0}}]$"
)
QUALIFIED: Final = rf"^\p{{Lu}}[\p{{L}}-]+ (?:{ADJECTIVE}|(?:de|des|du|pour) |d['’])"
HEADED: Final = (  # apostrophes are blanks in the forms
    r"^(?:[Ll]es?|[Ll]a|[Ll]) (\p{Lu}\p{Ll}+)$"
)
SMALL: Final = r"^[\p{Ll} '’-]+$"
CITY: Final = r"^(?:[Vv]illes?|[Mm]airie|[Cc]ommune|[Mm]unicipalité|[Cc]ity|[Tt]own|[Mm]unicipality) "
TOWNS: Final = f"{CITY}|市$"
DIVISIONS: Final = (
    r"^(?:[Rr][eé]gion|[Pp]rovince|[Dd]épartement|[Cc]anton|[Pp]r[eé]fecture|État|[Ss]tate|[Cc]ounty) |[州県省]$"
)
LINKS: Final = r"^\p{L}+ (?:(?:de la|du|de|des|of the|of) |d['’]|de l['’])?$"
OWNED: Final = r"^(\p{Lu}\p{L}+['’]s )"  # "Hawke's Bay Regional Council" is one name
MORE_SUBJECTS: Final = r"^(?:, | et | and | & )(?:(?:de la|du|des|de|the) |[ld]['’]|de l['’])?(\p{Lu}[\p{L}'’-]*)"


ACRONYM: Final = "^[A-Z][A-Za-z&-]*[A-Z]$"
MAX_ACRONYM_CHARS: Final = 8
DETERMINED: Final = (  # "another DFI" is one of many
    r"(?i)(?:^|[^\p{L}])(?:an?|another|any|each|every|other|these|those|une?|chaque|tout|autre|ces|cette?)[ \x{a0}]$"
)
DETERMINER_CHARS: Final = 9


@dataclass(frozen=True)
class EntityPatterns:
    """Everything that the search for entities needs.

    Attributes:
        names: Names of the table and nominals.
        readings: What these names may mean.
        shapes: What institutions outside the table look like.
        proper: Capitalised words that are no names.
        one_word_companies: Whether a row of the search is the name, of one word, of a company.
        introducing: Words with a capital that a name may follow without being longer for it: "le Groupe Renault".
        cabinet_before: Regular expression of what makes a cabinet one of a state.
        nominals: Whether a row of the search only stands for a body named before: "la Société".
        spoken: In which languages such rows stand for a body: ``form``, ``language``.
        presenters: Whether a row of the search only stands for a company: "the group".
        openings: Names of ministries by the telling word that they open with, and "la Société" by its noun: ``form``,
            ``word`` (rows of the search), ``offset`` and ``width`` of the word.
        subjects: What ministries are for, as in their listed names.
        initials: First letters of the words of each name, and its capitals: ``entity_id``, ``initials``.
    """

    names: NamePatterns
    readings: Readings
    shapes: ShapePatterns
    proper: ProperPatterns
    one_word_companies: pl.Series
    introducing: tuple[str, ...]
    cabinet_before: str
    nominals: pl.Series
    spoken: pl.DataFrame
    presenters: pl.Series
    openings: pl.DataFrame
    subjects: pl.Series
    initials: pl.DataFrame


def compile_entities(lexicon: Lexicon) -> EntityPatterns:
    """Read the names and the shapes from the seeds.

    Args:
        lexicon: Holds ``ref_entities``, the tables of ``ALIASES``, ``ref_entity_nominals``, ``ref_entity_shapes``.

    Returns:
        The patterns.

    Raises:
        KeyError: A seed is missing.
    """
    shapes = compile_shapes(lexicon)
    names = compile_names(lexicon, shapes.words.get_column("form"))
    kinds = shapes.shapes.filter(pl.col("opens") & (pl.col("entity_type") == MINISTRY)).select("shape_id")
    heads = shapes.words.join(kinds, on="shape_id", how="semi").get_column("form").unique()
    ranks = names.forms.table.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("rank"), "form")
    named = ranks.filter(names.is_name)
    openings = (
        pl.concat(
            [
                named.with_columns(pl.col("form").str.extract(rf"^({'|'.join(heads.sort())}) ").alias("head")),
                named.with_columns(pl.col("form").str.extract(HEADED).alias("head")),
            ]
        )
        .join(ranks.select(pl.col("rank").alias("word"), pl.col("form").alias("head")), on="head", how="inner")
        .select(
            pl.col("rank").alias("form"),
            "word",
            pl.col("form").str.find(pl.col("head"), literal=True).cast(pl.Int64).alias("offset"),
            pl.col("head").str.len_chars().cast(pl.Int64).alias("width"),
        )
    )
    ministries = lexicon.table("ref_entities").filter(pl.col("entity_type") == MINISTRY)
    listed = pl.concat([ministries.get_column(name).drop_nulls().alias("name") for name in ("name_en", "name_fr")])
    subjects = listed.str.extract_all(r"\p{Lu}[\p{L}-]+").explode().unique()
    companies = names.readings.filter(pl.col("entity_type") == "company").get_column("form").unique()
    one_word = ranks.select(pl.col("rank").is_in(companies.implode()) & ~pl.col("form").str.contains(" ", literal=True))
    is_nominal, is_company = pl.col("alias_kind") == NOMINAL, pl.col("entity_type") == "company"
    kinds_told = names.readings.group_by("form").agg(
        is_nominal.all().alias("is_nominal"), (is_nominal & is_company).all().alias("is_presenter")
    )
    nominals = ranks.join(kinds_told, left_on="rank", right_on="form", how="left", maintain_order="left").fill_null(
        value=False
    )
    proper = compile_proper(lexicon)
    introducing = (*proper.common, *shapes.words.get_column("form").str.to_titlecase())
    return EntityPatterns(
        names,
        compile_readings(names),
        shapes,
        proper,
        one_word.to_series(),
        introducing,
        rf"(?:(?:^|[^\p{{L}}])(?:{proper.states})(?:['’]s?)?[ \x{{a0}}]|(?:^|[^\p{{L}}])The[ \x{{a0}}])$",
        nominals.get_column("is_nominal"),
        names.readings.filter(is_nominal).select("form", language="alias_language").unique(),
        nominals.get_column("is_presenter"),
        openings,
        subjects,
        read_aliases(lexicon).select("entity_id", _initials(pl.col("alias"))).unique(),
    )


def extract_entities(
    ground: Ground,
    passages: pl.DataFrame,
    patterns: EntityPatterns,
    *,
    listed: pl.DataFrame,
    money: pl.DataFrame,
    dates: pl.DataFrame,
    cues: pl.DataFrame,
) -> pl.DataFrame:
    """Find entities.

    Args:
        ground: The articles on their line.
        passages: ``PASSAGES`` contract.
        patterns: From ``compile_entities``.
        listed: From ``find_named``.
        money: ``MONEY_MENTIONS`` contract; no name touches money.
        dates: ``DATE_MENTIONS`` contract; a name may hold a year but not begin with a date.
        cues: ``STATUS_CUES`` contract.

    Returns:
        ``ENTITY_MENTIONS`` contract, in article then reading order. A place inside a longer name is a mention of its
        own unless both begin together; where a known actor and a shape begin together the actor stays, unless the shape
        is a ministry of more subjects.
    """
    paid, dated = (on_line(frame, ground.articles).sort("at") for frame in (money, dates))
    acting = on_line(cues.filter(pl.col("cue_type") == "status"), ground.articles)
    acts = pl.concat([frame.select(sentence_key()) for frame in (paid, acting)]).to_series().unique()
    hits = _undated(stand(listed, ground), paid, dated)
    listed_names = hits.filter(patterns.names.is_name.gather(hits.get_column("form")))
    told = _of_states(_in_language(listed_names, patterns), ground, patterns)
    named = _standing_alone(told, ground, patterns)
    shaped = _undated(stand(_find_unnamed(hits, named, ground, passages, patterns), ground), paid, dated)
    named = _without_heads(named, shaped, ground, patterns)
    unknown = _unknown(shaped, named, patterns.subjects).select(*MENTIONED, "surface", "says_more")
    del hits, shaped  # the largest frames of a parse
    resolved = resolve(named, ground=ground, money=paid, acts=acts, names=patterns.names, readings=patterns.readings)
    sited = _sited(unknown, resolved)
    mentions = _distinct(pl.concat([resolved.select(MENTIONED), sited], how="diagonal"))
    told = _abbreviated(mentions, ground, patterns.initials)
    placed = in_articles(told, ground)
    identified = placed.with_columns(pl.format("{}-e{}", "article_id", "char_start").alias("entity_mention_id"))
    return conform(identified, ENTITY_MENTIONS, name="entity_mentions")


def _standing_alone(named: pl.DataFrame, ground: Ground, patterns: EntityPatterns) -> pl.DataFrame:
    """Drop names of companies of one word that only end a longer name: "Minera Quebrada Honda" is no carmaker.

    A word before that is a name itself, or says what is named ("le Groupe Renault"), makes none longer.
    """
    suspects = named.filter(patterns.one_word_companies.gather(named.get_column("form")))
    before = cut(suspects.with_columns(pl.col("at") - LONGER_CHARS, pl.col("at").alias("until")), ground)
    word = before.str.extract(LONGER, 1).alias("word")
    longer = suspects.with_columns(word).filter(
        pl.col("word").is_not_null()
        & ~pl.col("word").is_in(patterns.introducing)
        & ~(pl.col("at") - 1).is_in(named.get_column("until").implode())
    )
    return named.join(longer.select("at", "form"), on=["at", "form"], how="anti", maintain_order="left")


def _in_language(named: pl.DataFrame, patterns: EntityPatterns) -> pl.DataFrame:
    """Drop what stands for a body in another language only: "le cabinet" is no government."""
    is_nominal = patterns.nominals.gather(named.get_column("form"))
    suspects = named.filter(is_nominal & named.get_column("language").is_in(TOLD_LANGUAGES))
    foreign = suspects.join(patterns.spoken, on=["form", "language"], how="anti")
    return named.join(foreign.select("at", "form"), on=["at", "form"], how="anti", maintain_order="left")


def _of_states(named: pl.DataFrame, ground: Ground, patterns: EntityPatterns) -> pl.DataFrame:
    """Drop cabinets that are no government: only a state's, or "The cabinet" where no council is told of, is one."""
    forms = patterns.names.forms.table.get_column("form").gather(named.get_column("form"))
    cabinets = named.filter(forms.str.contains(CABINET))
    before = cut(cabinets.with_columns(pl.col("at") - CABINET_CHARS, pl.col("at").alias("until")), ground)
    is_owned = before.str.contains(patterns.cabinet_before)
    is_local = before.str.contains(NO_STATE) & before.str.contains(r"The[ \x{a0}]$")
    others = cabinets.filter(~is_owned | is_local)
    return named.join(others.select("at", "form"), on=["at", "form"], how="anti", maintain_order="left")


def _without_heads(named: pl.DataFrame, shaped: pl.DataFrame, ground: Ground, patterns: EntityPatterns) -> pl.DataFrame:
    """Drop what stands for a body where it opens the name of one, stands before it, or is a new one.

    "La Société canadienne des postes", "the German group Siemens", "a Paris-based company".
    """
    named_so = shaped.filter(pl.col("entity_type").is_not_null() & pl.col("surface").str.contains(QUALIFIED)).sort("at")
    nominal = named.filter(patterns.nominals.gather(named.get_column("form")))
    last = latest(named_so.get_column("at"), nominal.get_column("until") - 1)
    starts, ends = (named_so.get_column(edge).gather(last) for edge in ("at", "until"))
    begun = pl.concat([named.get_column("at"), shaped.get_column("at")])
    is_presenter = patterns.presenters.gather(nominal.get_column("form")) & (nominal.get_column("until") + 1).is_in(
        begun.implode()
    )
    before = cut(nominal.with_columns(pl.col("at") - BASED_CHARS, pl.col("at").alias("until")), ground)
    forms = patterns.names.forms.table.get_column("form").gather(nominal.get_column("form"))
    is_new = forms.str.contains(BASED) & ~before.str.contains(THE_BASED)
    heads = nominal.filter(((starts >= pl.col("at")) & (ends > pl.col("until"))) | is_presenter | is_new)
    return named.join(heads.select("at", "form"), on=["at", "form"], how="anti", maintain_order="left")


def _distinct(mentions: pl.DataFrame) -> pl.DataFrame:
    """Keep one find at each place, in the order of places: a known actor before a place, a mere candidate last."""
    is_weak = pl.col("entity_type").is_in(PLACES) | (pl.col("mention_type") == NOMINAL)
    is_mere = (pl.col("mention_type") == "candidate") & ~pl.col("says_more").fill_null(value=False)
    rank = pl.when(is_mere).then(1).when(is_weak).then(2).otherwise(0)
    order = (pl.col("at") * 3 + rank) * MAX_NAME_CHARS - (pl.col("until") - pl.col("at"))
    best = mentions.select(order.alias("order"), "at").with_row_index("row").sort("order", maintain_order=True)
    first = best.filter((pl.col("at") != pl.col("at").shift(1)).fill_null(value=True)).get_column("row")
    return mentions.select(pl.all().gather(first))


def _initials(name: pl.Expr) -> pl.Expr:
    letters = plain(name).str.extract_all(r"(?:^| )\p{L}|\p{Lu}").list.join("").str.replace_all(" ", "", literal=True)
    return letters.str.to_uppercase().str.normalize("NFD").str.replace_all(r"\p{M}", "").alias("initials")


def _abbreviated(mentions: pl.DataFrame, ground: Ground, initials: pl.DataFrame) -> pl.DataFrame:
    """Give an unknown acronym the body that its article explains it by: "Nordic Investment Bank (NIB)".

    Its letters are initials of the body's name, there or in any language: "a programme of the World Bank (PDC)" tells
    the letters of the programme.
    """
    length = pl.col("until") - pl.col("at")
    unknown = mentions.filter(pl.col("entity_id").is_null() & length.is_between(2, MAX_ACRONYM_CHARS))
    short = unknown.with_columns(cut(unknown, ground).alias("short")).filter(pl.col("short").str.contains(ACRONYM))
    before = cut(short.with_columns(pl.col("at") - DETERMINER_CHARS, pl.col("at").alias("until")), ground)
    after = cut(short.with_columns(pl.col("until").alias("at"), pl.col("until") + 1), ground)
    short = short.with_columns(before.alias("before"))
    bracketed = short.filter(after.str.contains("^[)）]"))
    gap = pl.col("before").str.extract("( ?[(（])$", 1).str.len_chars().cast(pl.Int64)
    explained = bracketed.with_columns((pl.col("at") - gap).alias("opened"))
    is_body = pl.col("entity_id").is_not_null() & ~pl.col("entity_type").is_in(["country", "region", "city"])
    bodies = mentions.filter(is_body)
    beside = explained.join(
        bodies.select(
            pl.col("until").alias("opened"),
            pl.col("entity_id").alias("body"),
            pl.col("entity_type").alias("body_type"),
            cut(bodies, ground).alias("name"),
        ),
        on="opened",
        how="inner",
    )
    named = pl.concat(
        [
            beside.with_columns(_initials(pl.col("name"))),
            beside.join(initials, left_on="body", right_on="entity_id", how="inner"),
        ]
    )
    told = (
        named.filter(pl.col("initials").str.contains(pl.col("short").str.extract_all("[A-Z]").list.join(".*")))
        .sort("at", maintain_order=True)
        .select("article", "short", "body", "body_type")
        .unique(["article", "short"], keep="first", maintain_order=True)
    )
    meant = short.filter(~pl.col("before").str.contains(DETERMINED))
    ids = meant.join(told, on=["article", "short"], how="inner").select("at", "until", "body", "body_type").unique()
    joined = mentions.join(ids, on=["at", "until"], how="left", maintain_order="left")
    is_told = pl.col("body").is_not_null() & pl.col("entity_id").is_null()
    return joined.with_columns(
        pl.when(is_told).then("body").otherwise("entity_id").alias("entity_id"),
        pl.when(is_told).then("body_type").otherwise("entity_type").alias("entity_type"),
        pl.when(is_told).then(pl.lit("acronym")).otherwise("mention_type").alias("mention_type"),
    ).drop("body", "body_type")


def _find_unnamed(
    hits: pl.DataFrame, named: pl.DataFrame, ground: Ground, passages: pl.DataFrame, patterns: EntityPatterns
) -> pl.DataFrame:
    """Find what only looks like a name: shapes around telling words, and capitalised runs, in the order of ``at``."""
    outer = hits.filter(~pl.col("is_nested"))
    opened = outer.join(patterns.openings, on="form", how="inner", maintain_order="left").select(
        pl.all().exclude("form", "word", "offset", "width", "at", "until"),
        pl.col("word").alias("form"),
        (pl.col("at") + pl.col("offset")).alias("at"),
        (pl.col("at") + pl.col("offset") + pl.col("width")).alias("until"),
    )
    anchors = pl.concat([outer, opened.select(outer.columns)])
    shapes = find_shapes(anchors, ground, patterns.shapes, patterns.names.forms)
    proper = find_proper(ground, passages, patterns.proper, known=named.filter(~pl.col("is_nested")))
    shaped = without_openers(shapes, patterns.proper).filter(~pl.col("surface").is_in(patterns.proper.common))
    owned = shaped.filter(pl.col("surface").str.contains(OWNED))
    tails = owned.select(pl.col("at") + pl.col("surface").str.extract(OWNED, 1).str.len_chars(), "until")
    rests = proper.join(tails, on=["at", "until"], how="anti", maintain_order="left")
    unnamed = pl.concat([shaped, rests], how="diagonal")
    return unnamed.sort("at", maintain_order=True)


def _sited(unknown: pl.DataFrame, resolved: pl.DataFrame) -> pl.DataFrame:
    """Give towns and regions the id of the listed name beside the word for them: "ville de Riyad", リヤド市."""
    places = resolved.filter(pl.col("entity_id").is_not_null() & pl.col("entity_type").is_in(["city", "region"]))
    sites = unknown.filter(pl.col("entity_type") == "region")
    listed = places.select(
        pl.col("at").alias("place_at"),
        pl.col("until").alias("place_until"),
        pl.col("entity_id").alias("place_id"),
        pl.col("entity_type").alias("place_type"),
    )
    ends = sites.join(listed, left_on="until", right_on="place_until", how="inner", maintain_order="left").filter(
        pl.col("surface").str.slice(0, (pl.col("place_at") - pl.col("at")).cast(pl.UInt32)).str.contains(LINKS)
    )
    opens = sites.join(listed, left_on="at", right_on="place_at", how="inner", maintain_order="left").filter(
        pl.col("place_until") == pl.col("until") - 1
    )
    kind = (
        pl.when(pl.col("surface").str.contains(TOWNS))
        .then(pl.lit("city"))
        .when(pl.col("surface").str.contains(DIVISIONS))
        .then(pl.lit("region"))
    )
    told = pl.concat([ends, opens], how="diagonal").filter(pl.col("place_type") == kind)
    ids = told.select("at", "until", "place_id", "place_type").unique(["at", "until"], keep="first")
    joined = unknown.join(ids, on=["at", "until"], how="left", maintain_order="left")
    is_told = pl.col("place_id").is_not_null()
    return joined.with_columns(
        pl.col("place_id").alias("entity_id"),
        pl.coalesce("place_type", "entity_type").alias("entity_type"),
        pl.when(is_told).then(pl.lit("name")).otherwise("mention_type").alias("mention_type"),
    ).drop("surface", "place_id", "place_type")


def _undated(spans: pl.DataFrame, money: pl.DataFrame, dates: pl.DataFrame) -> pl.DataFrame:
    """Drop spans that touch money or begin inside a date."""
    heads = spans.select("at", (pl.col("at") + 1).alias("until"))
    return spans.filter(~overlaps(spans, money) & ~overlaps(heads, dates))


def _unknown(shaped: pl.DataFrame, named: pl.DataFrame, subjects: pl.Series) -> pl.DataFrame:
    """Keep the shapes that say more than the names of the table inside them, as unresolved candidates.

    A shape that lies inside a name, or that reaches over one's edge, is dropped; so is a mere run of capitals that
    holds a name, and what stands in small letters right before one: "fonds souverain saoudien PIF". ``says_more``
    marks a ministry that goes on behind a listed one with another subject of ministries: "Ministry of Energy and Water"
    is not the Ministry of Energy.
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
    begun = pl.concat([starts, shaped.get_column("at")]).implode()
    is_presenter = pl.col("surface").str.contains(SMALL) & (pl.col("until") + 1).is_in(begun)
    is_known = reaches_over.fill_null(value=False) | (is_same | holds_name).fill_null(value=False) | is_presenter
    rest = pl.col("surface").str.slice((pl.col("name_end") - pl.col("at")).clip(0).cast(pl.UInt32))
    says_more = (
        (pl.col("entity_type") == MINISTRY)
        & (pl.col("name_start") == pl.col("at"))
        & rest.str.extract(MORE_SUBJECTS, 1).is_in(subjects.implode())
    )
    return (
        shaped.with_columns(*ends, name_start)
        .filter(~is_known)
        .with_columns(
            pl.lit(None, pl.String).alias("entity_id"),
            pl.lit("candidate").alias("mention_type"),
            says_more.fill_null(value=False).alias("says_more"),
        )
    )
