"""Names told by their capitals, their quotation marks or their script alone. Frames in, frame out.

What belongs here: runs of capitalised words, titles in quotation marks, names in a foreign script. What does not: names
around a telling word (``entity_shapes``) and known names (``entity_names``).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.eastern_names import EasternPatterns, compile_eastern, find_eastern
from orchestration.extract.entity_shapes import LETTER, UPPER
from orchestration.extract.ground import Ground, cut, overlaps
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.scan import cut as cut_out

CAPITALISED: Final = rf"[{UPPER}][{LETTER}&-]*"
RUN: Final = rf"{CAPITALISED}(?:[ \x{{a0}}]{CAPITALISED})*"
SEATED: Final = (  # "Tokyo-based Kamishiro": what stands before the name
    rf"[{UPPER}]\p{{L}}*(?:[ \x{{a0}}][{UPPER}]\p{{L}}*){{0,2}}-"
    "(?:based|headquartered|listed|registered|owned|backed|led)"
)
QUOTED: Final = rf"«[ \x{{a0}}\x{{202f}}]?[{UPPER}][^«».!?,;:\n]*»"  # no sentence
SAID: Final = (  # a sentence that somebody says
    r"^«[ \x{a0}\x{202f}]?(?:Nous|Vous|Je|J['’]\p{L}+|Ils?|Elles?|On|C['’]\p{L}+|Cela|Ça|Rien|Personne|Si)[ \x{a0}]"
)
MAX_QUOTED_CHARS: Final = 90
TITLE_LEAD_CHARS: Final = 28
TITLE_LEAD: Final = (
    r"(?i)(?:intitulée?s?|titre|rapport|étude|livre|baptisée?s?|nommée?s?|appelée?s?|dénommée?s?|titled|dubbed)"
    r"[^.]{0,12}$"
)
FOREIGN: Final = r"[ァ-ヺー・一-鿿가-힣][ぁ-ヺー・一-鿿가-힣]+"  # in a text of another script: a name
UNCAPITALISED: Final = ("ja", "zh", "ko", "de", "th", "ar", "hi", "he", "ru")  # or all nouns are
CONTEXT_CHARS: Final = 4
HOLDER_CHARS: Final = 60
SUBJECT_CHARS: Final = 56  # a verb and the sum behind it
MAX_RUN_CHARS: Final = 80
SENTENCE_START: Final = r"(?:^|[\n.!?:;•|»”\"“«(\[–—…]\s*|[\n]\s*[-*]?\s*)$"
VERB: Final = (
    r"^(?:(?: of \p{Lu}\p{L}+)?[ \x{a0}](?:ne |n['’]|a |est |sera |va |avait |veut |compte |entend |prévoit |versera |"
    r"investira |s['’]|se |has |is |will |was |had |said |says |plans |wants |aims |intends |hopes |expects |pledged |"
    r"invested |paid |spent |put |itself |lui-même |elle-même )|"
    r", (?:qui|which|who) (?:ne |n['’]|a |ont |avait |entend |veut |prévoit |possède |détient |gère |exploite |"
    r"emploie |fabrique |has |had |will |said |says |plans |owns |manages |runs |operates |makes |employs )|"
    r", (?:in [A-Z]|based in |owned by |part of |a (?:unit|subsidiary) of |filiale d|basée? à |"
    r"the [a-z]+ (?:enterprise|agency|company|firm|maker|group|operator|utility|developer|bank|fund|regulator|miner)))"
)
FIGURE: Final = (  # of money: "30 centimetres" are none
    r"(?:(?:\p{Lu}{1,3}|Rs\.?)?[ \x{a0}]?\p{Sc}[ \x{a0}]?[0-9]|(?:RM|Rs\.?|Sh|Ksh|CHF|EUR|USD|GBP|JPY)[ \x{a0}]?[0-9]"
    r"|[0-9][0-9.,]*(?:[ \x{a0}\x{202f}][0-9]{3})*[ \x{a0}\x{202f}-]?(?:\p{Lu}?\p{Sc}|[MmBbk](?:\p{Lu}?\p{Sc}|illion)"
    r"|M[Dd]s?|bn|mn|trillion|thousand|milliard|mille |crore|lakh|euro|dollar|pound|yen|yuan|rand|dirham|dinar|franc"
    r"|roup|rupee|CHF|EUR|USD|GBP|JPY))"
)
FUNDING: Final = (  # a sum that the subject of a verb raises or gives
    r"^[ \x{a0}](?:(?:co-)?le(?:d|ads) (?:with|the|an?)|raise[sd]?|close[sd]?|brings|brought|chip(?:s|ped) in|puts?"
    r"|putting|commit(?:s|ted)?|contribut(?:es?|ed)|inject(?:s|ed)|bag(?:s|ged)|secure[sd]?|land(?:s|ed)|nets|netted"
    r"|pour(?:s|ed)|l[èe]v(?:e|ent|ait|é)|boucle|apporter?a?|m[eè]ne|injecte|débloque|décroche|empoche|mise)[ \x{a0}]"
    r"(?:(?:an?|another|about|around|some|nearly|almost|over|up to|more than|at least|un tour de|plus de|près de"
    rf"|environ|quelque|au moins)[ \x{{a0}}])?{FIGURE}"
)
PLURAL: Final = r"^\p{Lu}\p{Ll}+s$"  # "Donors brought 5 million"
NO_LETTERS: Final = r"[^\p{L}]+"
ADDRESS: Final = r"[^\s]+[./][^\s]+"  # names stand in small letters there
SHORT_FOR: Final = (  # "Kagura and its shareholders", "Kagura to invest"
    r"^(?:[ \x{a0}](?:and|et|&)[ \x{a0}]|['’]s[ \x{a0}]|,[ \x{a0}]|[ \x{a0}]to (?:invest|build|spend|buy|put|pour"
    r"|raise|open|acquire|commit|pay)[ \x{a0}])"
)
TELLING: Final = (
    rf"[a-zà-ÿ][{UPPER}]|^[{UPPER}]{{2,}}|-[{UPPER}]|[0-9]|[ \x{{a0}}]"  # camel case, acronym, several words
)
ROAD: Final = r"^[ABDEMN][0-9]{1,4}$"  # "on the A671"
NAME: Final = r"^\p{Lu}[\p{L}'’-]+(?:[ \x{a0}]\p{Lu}[\p{L}'’-]*){0,3}$"
FULL_NAME: Final = r"^\p{Lu}[\p{L}'’-]+(?:[ \x{a0}]\p{Lu}[\p{L}'’-]*){1,3}$"
LED_IN: Final = r"(?i)(?:^|[^\p{L}])(?:at|chez)[ \x{a0}]$"  # "At Nordal Mobility, the founder said"
FOUNDED: Final = (  # a firm founds, too: "Nordal Mobility, a founder of the park, will invest"
    r"^,[ \x{a0}][^,]{0,24}(?:co-?founder|cofounder|founder|(?:co)?fondat(?:eur|rice))[ \x{a0}]"
    r"(?:of|d[eu]|des)[ \x{a0}][^,.;:]{1,40},[ \x{a0}](?:(?:will|would|has|is to|va|doit|a)[ \x{a0}])?"
    r"(?:invest|spen[dt]|pay|paid|put|build|fund|open|acqui|buy|bought|pai|vers|finan|constru|achèt|achet)"
)
DEMONYM: Final = r"^(?:gouvernement )?(\p{L}[\p{L}-]+)(?: government)?$"


@dataclass(frozen=True)
class ProperPatterns:
    """Compiled word lists.

    Attributes:
        openers: Regular expression of words before a name that are no part of it.
        offices: Regular expression of a minister's or another office before a person's name.
        common: Words and acronyms in capitals that name nobody.
        states: Regular expression of countries, in English.
        holder_before: Regular expression of what a person does, right before the name: "the analyst Ann Rowe".
        holder_around: The same as an apposition that the name ends: "a lawmaker, Ann Rowe,".
        holder_behind: The same behind the name and before no other: "Ann Rowe, a lawmaker".
        eastern: Word lists for Japanese.
    """

    openers: str
    offices: str
    common: tuple[str, ...]
    states: str
    holder_before: str
    holder_around: str
    holder_behind: str
    eastern: EasternPatterns


def compile_proper(lexicon: Lexicon) -> ProperPatterns:
    """Read the words that are no names.

    Args:
        lexicon: Holds ``ref_entity_shapes``, ``ref_stopwords`` and ``ref_place_aliases``, whose governments give the
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
    aliases = lexicon.table("ref_place_aliases")
    governments = aliases.filter(pl.col("entity_id").str.starts_with("gov-")).get_column("alias")
    named = governments.filter(governments.str.contains(r"gouvernement|government"))
    demonyms = _title(named.str.extract(DEMONYM, 1).drop_nulls().unique(maintain_order=True))
    words = pl.concat([common, opener, _title(stopwords), demonyms, demonyms + "s", demonyms + "es"])
    countries = aliases.filter(pl.col("entity_id").str.starts_with("country-") & (pl.col("language") == "en"))
    names = countries.get_column("alias")
    owners = "|".join(names.filter(names.str.contains(r"^[\p{L} -]+$")))
    longest = sorted(opener.to_list(), key=len, reverse=True)
    offices, held, apposed, added = (
        "|".join(table.filter(pl.col("part") == part).get_column("forms").str.split("|").explode())
        for part in ("office_before", "holder", "holder_apposed", "holder_adjective")
    )
    holder = rf"(?:{held}|{apposed})(?: (?:{added}))?"
    return ProperPatterns(
        openers=rf"^(?:(?:{'|'.join(longest)}|(?:{owners})['’]s?|{SEATED})(?:[ \x{{a0}}]|$))+",
        offices=rf"^(?:{CAPITALISED} ){{0,3}}(?:{offices}) ({CAPITALISED} [{UPPER}])",
        common=tuple(words.unique(maintain_order=True)),
        states=owners,
        holder_before=rf"(?:^|[^\p{{L}}])(?:(?:{held})(?: (?:{added}))?|Mr|Mrs|Ms|Mme|M\.|Mgr|Dr|{offices})"
        r"[ \x{a0}]$",
        holder_around=rf"(?:^|[^\p{{L}}]){holder},[ \x{{a0}}]$",
        holder_behind=rf"^,[ \x{{a0}}](?:(?:an?|the|its|his|her|une?|l[ea]|sa|son)[ \x{{a0}}]"
        rf"(?:[\p{{Ll}}-]+[ \x{{a0}}])?|l['’])?{holder}(?:[^\p{{L}} \x{{a0}}]|[ \x{{a0}}][^{UPPER}]|$)",
        eastern=compile_eastern(lexicon),
    )


def find_proper(
    ground: Ground, passages: pl.DataFrame, patterns: ProperPatterns, *, known: pl.DataFrame
) -> pl.DataFrame:
    """Find names in texts that write names, and only names, with capitals.

    Args:
        ground: The articles on their line.
        passages: ``PASSAGES`` contract.
        patterns: From ``compile_proper``.
        known: Names of the table: ``at``, ``until``, sorted by ``at``; what touches one is left out.

    Returns:
        ``at``, ``until``, ``surface``, ``entity_type`` (of persons and of titles of works, else null).
    """
    unsuited = passages.filter(pl.col("language").is_in(UNCAPITALISED)).get_column("article_id").unique()
    latin = ground.articles.filter(~pl.col("article_id").is_in(unsuited.implode()))
    width = pl.col("surface").str.len_chars()
    runs = find_matches(latin, RUN).filter(width <= MAX_RUN_CHARS)
    quoted = find_matches(latin.filter(pl.col("text").str.contains("«", literal=True)), QUOTED).filter(
        width.is_between(10, MAX_QUOTED_CHARS)
        & pl.col("surface").str.contains(" .* ")
        & ~pl.col("surface").str.contains(SAID)
    )
    led = cut(quoted.with_columns(pl.col("at") - TITLE_LEAD_CHARS, pl.col("at").alias("until")), ground)
    titles = quoted.with_columns(pl.when(led.str.contains(TITLE_LEAD)).then(pl.lit("other")).alias("entity_type"))
    foreign = find_matches(latin.filter(pl.col("text").str.contains(FOREIGN)), FOREIGN).filter(width <= 14)
    columns = ["at", "until", "surface"]
    names = _persons(_names(without_openers(runs, patterns), ground, patterns, known), ground, patterns)
    japanese = passages.filter(pl.col("language") == "ja").get_column("article_id").unique()
    eastern = find_eastern(ground.articles.filter(pl.col("article_id").is_in(japanese.implode())), patterns.eastern)
    found = [names.select(*columns, "entity_type"), foreign.select(columns), eastern]
    return pl.concat([*found, titles.select(*columns, "entity_type")], how="diagonal")


def find_matches(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Find every match of a pattern without groups, and its place.

    Args:
        texts: Columns ``article``, ``base`` and ``text``.
        pattern: Rust regular expression that matches no empty string.

    Returns:
        ``article``, ``base``, ``at``, ``until``, ``surface``, in the order of the texts, then of reading.
    """
    pieces = cut_out(texts.select("text", "base"), pattern)
    articles = texts.select("article", "base").with_row_index("text_index")
    return (
        pieces.filter(pl.col("surface") != "")
        .join(articles, on="text_index", how="left", validate="m:1", maintain_order="left")
        .select(
            "article",
            "base",
            "at",
            "until",
            "surface",
        )
    )


def without_openers(found: pl.DataFrame, patterns: ProperPatterns) -> pl.DataFrame:
    """Cut articles, prepositions and titles of persons off the front of names.

    Args:
        found: ``at``, ``until``, ``surface`` and further columns.
        patterns: From ``compile_proper``.

    Returns:
        The names, shorter; those that were openers only are left out.
    """
    surface = pl.col("surface")
    names = found.select(surface.unique()).with_columns(
        surface.str.replace(patterns.openers, "").str.replace(patterns.offices, "$1").alias("name")
    )
    shorter = names.filter(surface != pl.col("name"))
    joined = found.join(shorter, on="surface", how="left", validate="m:1", maintain_order="left")
    name = pl.coalesce("name", "surface")
    cut_off = (surface.str.len_chars() - name.str.len_chars()).cast(pl.Int64)
    return (
        joined.with_columns(name.alias("surface"), (pl.col("at") + cut_off).alias("at"))
        .filter(pl.col("until") > pl.col("at"))
        .drop("name")
    )


def _names(runs: pl.DataFrame, ground: Ground, patterns: ProperPatterns, known: pl.DataFrame) -> pl.DataFrame:
    """Keep capitalised runs that are names.

    A single plain word at the start of a sentence must stand inside another, too, or be the subject of a verb: nouns
    that are no names have an article. In a headline they have none: who raises a sum there must not stand in small
    letters elsewhere, and who does anything else must begin a longer name.
    """
    surface, end = pl.col("surface"), pl.col("until")
    unknown = runs.filter(~overlaps(runs, known)).filter(
        (surface.str.len_chars() > 1) & ~surface.is_in(list(patterns.common)) & ~surface.str.contains(ROAD)
    )
    before = _before(unknown, ground)
    free = unknown.filter(~before.str.contains(rf"[{LETTER}_@#/.]$"))
    after = cut(free.with_columns(end.alias("at"), end + SUBJECT_CHARS), ground)
    told = free.select((surface.str.contains(TELLING) | after.str.contains(VERB)).alias("is_told")).to_series()
    words = ["article", "surface"]
    doubtful = free.filter(~told)
    alike = runs.join(doubtful.select(words).unique(), on=words, how="semi", maintain_order="left")
    inside = alike.filter(~_before(alike, ground).str.contains(SENTENCE_START)).select(words).unique()
    shown = doubtful.join(inside, on=words, how="semi", maintain_order="left")
    headed = _headlines(doubtful, after.filter(~told), free.filter(told), ground)
    named = headed.select(words).unique().join(inside, on=words, how="anti")
    return pl.concat([free.filter(told), shown, doubtful.join(named, on=words, how="semi", maintain_order="left")])


def _persons(names: pl.DataFrame, ground: Ground, patterns: ProperPatterns) -> pl.DataFrame:
    """Say of names whether what stands beside them makes them persons; who is one once is one in the whole article."""
    before = cut(names.with_columns(pl.col("at") - HOLDER_CHARS, pl.col("at").alias("until")), ground)
    after = cut(names.with_columns(pl.col("until").alias("at"), pl.col("until") + HOLDER_CHARS), ground)
    is_full = names.get_column("surface").str.contains(FULL_NAME)
    ends = after.str.contains(r"^(?:[,.;:)»”]|$)")
    no_apposition = before.str.contains(LED_IN) | after.str.contains(FOUNDED)
    is_person = (before.str.contains(patterns.holder_before) & names.get_column("surface").str.contains(NAME)) | (
        is_full
        & (
            (after.str.contains(patterns.holder_behind) & ~no_apposition)
            | (before.str.contains(patterns.holder_around) & ends)
        )
    )
    words = ["article", "surface"]
    persons = names.filter(is_person).select(*words, entity_type=pl.lit("person")).unique()
    return names.join(persons, on=words, how="left", maintain_order="left")


def _headlines(doubtful: pl.DataFrame, after: pl.Series, told: pl.DataFrame, ground: Ground) -> pl.DataFrame:
    """Keep the words that raise or give a sum, and those that begin a longer name, unless they are common nouns."""
    longer = told.select("article", pl.col("surface").str.extract(r"^([^ \x{a0}]+)[ \x{a0}]", 1).alias("first"))
    opens = doubtful.select("article", "surface").join(
        longer.drop_nulls().unique().with_columns(is_first=pl.lit(value=True)),
        left_on=["article", "surface"],
        right_on=["article", "first"],
        how="left",
        maintain_order="left",
    )
    is_funding = after.str.contains(FUNDING) & ~doubtful.get_column("surface").str.contains(PLURAL)
    is_short = opens.get_column("is_first").fill_null(value=False) & after.str.contains(SHORT_FOR)
    likely = doubtful.filter(is_funding | is_short)
    texts = ground.articles.select("article", "text")
    small = pl.col("surface").str.to_lowercase().str.replace_all(NO_LETTERS, " ")
    read = likely.join(texts, on="article", how="left", validate="m:1", maintain_order="left")
    words = pl.concat_str(pl.col("text").str.replace_all(ADDRESS, "").str.replace_all(NO_LETTERS, " "), pl.lit(" "))
    stands = [words.str.contains(pl.concat_str(pl.lit(" "), small, pl.lit(end)), literal=True) for end in (" ", "s ")]
    return read.filter(~pl.any_horizontal(stands)).drop("text")


def _before(spans: pl.DataFrame, ground: Ground) -> pl.Series:
    """Cut the few characters before names."""
    return cut(spans.with_columns(pl.col("at") - CONTEXT_CHARS, pl.col("at").alias("until")), ground)


def _title(words: pl.Series) -> pl.Series:
    return words.str.head(1).str.to_uppercase() + words.str.slice(1)
