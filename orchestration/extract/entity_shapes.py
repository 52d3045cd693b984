"""What a name looks like that is in no table. Frames in, frame out.

What belongs here: the shapes of institutions, companies and proper names by script. What does not: the head and tail
words (seed ``ref_entity_shapes``) and names that are known (``entity_names``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.lexicon import Lexicon
from orchestration.extract.scan import find_spans
from orchestration.extract.surfaces import with_surface

LEFT: Final = r"(?P<left>(?:^|[^\p{L}\p{N}_@#/.-])(?:[LDldSsNnJjQqCcMm]['’]|[Qq]u['’])?)"
CAPITAL: Final = r"\p{Lu}[\p{L}\p{M}\p{N}]*(?:[&.-][\p{L}\p{N}]+|['’]\p{Lu}\p{L}*)*"
LINK: Final = r"(?:de la |de l['’]|du |des |de |d['’]|(?:pour|sur) (?:la |le |les |l['’])?|à la |à l['’]|aux? )"
WORD: Final = r"[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*"
KANA: Final = r"[\p{Katakana}ー・Ａ-Ｚａ-ｚA-Za-z0-9０-９]"
FOREIGN: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}ー・\p{Hangul}]{2,14}"  # in a text of another script: a name
UNCAPITALISED: Final = ("ja", "zh", "ko", "de", "th", "ar", "hi", "he", "ru")  # or all nouns are
DEMONYM: Final = r"^(?:gouvernement )?(\p{L}[\p{L}-]+)(?: government)?$"
MAX_WORDS: Final = 5
CONTEXT_CHARS: Final = 4
SENTENCE_START: Final = r"(?:^|[\n.!?:;•|»”\"“«(\[–—…]\s*|[\n]\s*[-*]?\s*)$"
VERB: Final = r"^[ \u00a0](?:ne |n['’]|a |est |sera |va |avait |veut |s['’]|se |has |is |will |was |had |said )"
TELLING: Final = r"\p{Ll}\p{Lu}|^\p{Lu}{2,}|-\p{Lu}|[0-9]|[ \u00a0]"  # camel case, acronym, compound, several words


@dataclass(frozen=True)
class ShapePatterns:
    """Compiled shapes.

    Attributes:
        institutions: Pairs of entity type and regular expression.
        proper: Regular expression of a run of capitalised words.
        openers: Regular expression of words before a name that are no part of it.
        common: Words and acronyms in capitals that name nobody.
    """

    institutions: tuple[tuple[str, str], ...]
    proper: str
    openers: str
    common: tuple[str, ...]


def compile_shapes(lexicon: Lexicon) -> ShapePatterns:
    """Read the head and tail words from the seed.

    Args:
        lexicon: Holds ``ref_entity_shapes`` (language, entity_type, part, forms), ``ref_stopwords`` and
            ``ref_entity_aliases``, whose governments give the demonyms.

    Returns:
        The patterns.

    Raises:
        KeyError: A seed is missing.
    """
    table = lexicon.table("ref_entity_shapes")
    rows = table.filter(pl.col("entity_type").is_not_null()).select("entity_type", "language", "part", "forms")
    shapes = tuple(
        (kind, BUILDERS.get((language, part), _pattern)(forms)) for kind, language, part, forms in rows.iter_rows()
    )
    words = table.filter(pl.col("part") == "opener").get_column("forms").str.split("|").explode().to_list()
    common = table.filter(pl.col("part") == "common").get_column("forms").str.split("|").explode().to_list()
    stopwords = lexicon.table("ref_stopwords").get_column("words").str.split(" ").explode()
    capitalised = stopwords.str.head(1).str.to_uppercase() + stopwords.str.slice(1)
    governments = (
        lexicon.table("ref_entity_aliases").filter(pl.col("entity_id").str.starts_with("gov-")).get_column("alias")
    )
    demonyms = (
        governments.filter(governments.str.contains(" ?(?:gouvernement|government) ?"))
        .str.extract(DEMONYM, 1)
        .drop_nulls()
        .unique(maintain_order=True)
    )
    titled = demonyms.str.head(1).str.to_uppercase() + demonyms.str.slice(1)
    peoples = [*titled.to_list(), *(titled + "s").to_list(), *(titled + "es").to_list()]
    openers = sorted(words, key=len, reverse=True)
    return ShapePatterns(
        institutions=shapes,
        proper=rf"{LEFT}(?P<name>{CAPITAL}(?:[ \u00a0]{CAPITAL}){{0,{MAX_WORDS}}})",
        openers=rf"^(?:(?:{'|'.join(openers)})(?:[ \u00a0]|$))+",
        common=tuple(dict.fromkeys([*common, *words, *capitalised.to_list(), *peoples])),
    )


def find_shapes(articles: pl.DataFrame, passages: pl.DataFrame, patterns: ShapePatterns) -> pl.DataFrame:
    """Find what looks like a name.

    Args:
        articles: ``ARTICLES`` contract.
        passages: ``PASSAGES`` contract.
        patterns: From ``compile_shapes``.

    Returns:
        ``article_id``, ``char_start``, ``char_end``, ``entity_type`` (null when the shape does not tell).
    """
    columns = ["article_id", "char_start", "char_end", "surface"]
    institutions = [
        find_spans(articles, pattern).select(*columns, entity_type=pl.lit(kind))
        for kind, pattern in patterns.institutions
    ]
    trimmed = _without_openers(pl.concat(institutions), patterns).filter(pl.col("surface").str.len_chars() > 2)
    latin = articles.join(
        passages.filter(pl.col("language").is_in(UNCAPITALISED)).select("article_id").unique(),
        on="article_id",
        how="anti",
    )
    runs = _without_openers(find_spans(latin, patterns.proper).select(columns), patterns)
    foreign = find_spans(latin, f"(?P<name>{FOREIGN})").select(*columns, entity_type=pl.lit(None, pl.String))
    proper = _proper_names(runs, articles, patterns)
    return pl.concat([trimmed, proper, foreign.select(proper.columns)], how="diagonal").drop("surface")


def _without_openers(found: pl.DataFrame, patterns: ShapePatterns) -> pl.DataFrame:
    """Cut articles, prepositions and titles of persons off the front."""
    name = pl.col("surface").str.replace(patterns.openers, "")
    cut = pl.col("surface").str.len_chars() - name.str.len_chars()
    return found.with_columns(name.alias("surface"), (pl.col("char_start") + cut).alias("char_start")).filter(
        pl.col("char_end") > pl.col("char_start")
    )


def _proper_names(runs: pl.DataFrame, articles: pl.DataFrame, patterns: ShapePatterns) -> pl.DataFrame:
    """Keep capitalised runs that are names.

    A single plain word at the start of a sentence must stand inside another, too, or be the subject of a verb: nouns
    that are no names have an article.
    """
    start, end = pl.col("char_start"), pl.col("char_end")
    wide = pl.max_horizontal(start - CONTEXT_CHARS, 0)
    before = with_surface(runs.select("article_id", wide.alias("char_start"), start.alias("char_end")), articles)
    after = with_surface(runs.select("article_id", end.alias("char_start"), (end + 8).alias("char_end")), articles)
    placed = runs.with_columns(
        before.get_column("surface").fill_null("").str.contains(SENTENCE_START).alias("opens_sentence"),
        after.get_column("surface").fill_null("").str.contains(VERB).alias("is_subject"),
    )
    is_seen_inside = (~pl.col("opens_sentence")).any().over("article_id", "surface")
    is_name = (
        (pl.col("surface").str.contains(TELLING) | is_seen_inside | pl.col("is_subject"))
        & (pl.col("surface").str.len_chars() > 1)
        & ~pl.col("surface").is_in(list(patterns.common))
    )
    return placed.filter(is_name).select(
        "article_id", "char_start", "char_end", "surface", entity_type=pl.lit(None, pl.String)
    )


def _capitalised(forms: str) -> str:
    return "|".join(form[:1].upper() + form[1:] for form in forms.split("|"))


def _french_head(forms: str) -> str:
    """Build "ministère des Finances", "Agence nationale de la recherche", "Région Basse-Orne"."""
    capital = _capitalised(forms)
    adjectives = r"(?:[ \u00a0]\p{Ll}{4,}){0,2}"
    more = rf"(?:(?:, (?:{LINK})?| et (?:{LINK})?){CAPITAL}){{0,3}}"
    named = rf"(?:{forms}|{capital}){adjectives}[ \u00a0]{LINK}{CAPITAL}(?:[ \u00a0]{CAPITAL}){{0,3}}{more}"
    apposed = rf"(?:{forms}|{capital})[ \u00a0]{CAPITAL}(?:[ \u00a0]{CAPITAL}){{0,3}}"
    proper = rf"(?:{capital}){adjectives}[ \u00a0]{LINK}{WORD}(?:[ \u00a0]\p{{Ll}}{{5,}})?"
    national = rf"(?:{capital})[ \u00a0]\p{{Ll}}{{3,}}(?:al|ale|enne|ien|aise|ais|ique|éen|éenne)"
    described = rf"(?:{forms})(?:[ \u00a0](?:[ld]['’])?[\p{{Ll}}-]+){{1,6}}[ \u00a0](?:l['’]|d['’])?\p{{Lu}}{{2,}}"
    return rf"{LEFT}(?P<name>{named}|{apposed}|{proper}|{national}|{described})"


def _french_quoted(forms: str) -> str:
    """Build "Forum « Promouvoir l’innovation »" and, bare, «L’économie de l’IA»."""
    heads = f"{forms}|{_capitalised(forms)}"
    return rf"(?P<left>(?:^|[^\p{{L}}\p{{N}}]))(?P<name>(?:(?:{heads}) )?«[\s\u00a0\u202f]?\p{{Lu}}[^«».!?\n]{{8,90}}»)"


def _english_head(forms: str) -> str:
    """Build "Ministry of Economy, Trade and Industry", "Department for Transport", "Bank of Hexham"."""
    more = rf"(?:(?:, | and |, and | & ){CAPITAL}){{0,4}}"
    head = _capitalised(forms)
    return rf"{LEFT}(?P<name>(?:{head})(?: of| for)(?: the)? {CAPITAL}(?: {CAPITAL}){{0,3}}{more})"


def _english_tail(forms: str) -> str:
    """Build "Federal Grid Office", "Anusandhan National Research Foundation", "Acme Widgets Ltd"."""
    tails = forms.replace(".", r"\.")
    return rf"{LEFT}(?P<name>{CAPITAL}(?: (?:of |for |and |& )?{CAPITAL}){{0,5}},? (?:{tails}))(?-u:\b)"


def _japanese_head(forms: str) -> str:
    """Build "株式会社ノエトラ"."""
    return rf"(?P<name>(?:{forms}){KANA}{{2,30}})"


def _japanese_tail(forms: str) -> str:
    """Build "ノエトラ銀行", "国家イノベーションセンター"."""
    return rf"(?P<name>[\p{{Katakana}}ー・\p{{Han}}A-Za-z]{{2,16}}(?:{forms}))"


def _pattern(forms: str) -> str:
    """Take a regular expression as it is."""
    return rf"{LEFT}(?P<name>{forms})"


BUILDERS: Final[Mapping[tuple[str, str], Callable[[str], str]]] = {
    ("fr", "head"): _french_head,
    ("fr", "quoted"): _french_quoted,
    ("en", "head"): _english_head,
    ("en", "tail"): _english_tail,
    ("ja", "head"): _japanese_head,
    ("ja", "tail"): _japanese_tail,
}
