"""What a name looks like that is in no table. Frames in, frame out.

What belongs here: the shapes of institutions, companies and proper names by script. What does not: the head and tail
words (seed ``ref_entity_shapes``) and names that are known (``entity_names``).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.lexicon import Lexicon
from orchestration.extract.scan import find_spans

LEFT: Final = r"(?P<left>(?:^|[^\p{L}\p{N}_@#/.])(?:[LDldSsNnJjQqCcMm]['’]|[Qq]u['’])?)"
CAPITAL: Final = r"\p{Lu}[\p{L}\p{M}\p{N}]*(?:[’'&.-]?[\p{L}\p{N}]+)*"
LINK: Final = r"(?:de la |de l['’]|du |des |de |d['’]|pour la |pour le |pour les |pour l['’]|pour |à la |à l['’]|aux? )"
WORD: Final = r"[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*"
JAPANESE: Final = r"[\p{Katakana}ー・Ａ-Ｚａ-ｚA-Za-z0-9０-９]"
OPENERS: Final = r"^(?:Les?|La|L['’]|Un|Une|Des|The|A|An|Ce|Cette|Ces|In|On|At|En|Au|Aux|À|Dans|Pour|Par|Its?|Our|But|And|Et|Mais|Le)[\s\u00a0]"


@dataclass(frozen=True)
class ShapePatterns:
    """Compiled shapes: a regular expression by type of entity.

    Attributes:
        institutions: Pairs of entity type and regular expression.
        proper: Regular expression of a run of capitalised words.
    """

    institutions: tuple[tuple[str, str], ...]
    proper: str


def compile_shapes(lexicon: Lexicon) -> ShapePatterns:
    """Read the head and tail words from the seed.

    Args:
        lexicon: Holds ``ref_entity_shapes`` (language, entity_type, part, forms).

    Returns:
        The patterns.

    Raises:
        KeyError: The seed is missing.
    """
    builders = {("fr", "head"): _french_head, ("en", "head"): _english_head, ("en", "tail"): _english_tail}
    builders |= {("ja", "head"): _japanese_head, ("ja", "tail"): _japanese_tail}
    rows = lexicon.table("ref_entity_shapes").select("language", "entity_type", "part", "forms").iter_rows()
    shapes = tuple((kind, builders[language, part](forms)) for language, kind, part, forms in rows)
    return ShapePatterns(shapes, rf"{LEFT}(?P<name>{CAPITAL}(?:[ \u00a0]{CAPITAL}){{0,4}})")


def find_shapes(articles: pl.DataFrame, patterns: ShapePatterns) -> pl.DataFrame:
    """Find what looks like a name.

    Args:
        articles: ``ARTICLES`` contract.
        patterns: From ``compile_shapes``.

    Returns:
        ``article_id``, ``char_start``, ``char_end``, ``entity_type`` (null when the shape does not tell).
    """
    columns = ["article_id", "char_start", "char_end"]
    institutions = [
        find_spans(articles, pattern).select(*columns, entity_type=pl.lit(kind))
        for kind, pattern in patterns.institutions
    ]
    return pl.concat([*institutions, _proper_names(find_spans(articles, patterns.proper))])


def _proper_names(found: pl.DataFrame) -> pl.DataFrame:
    """Keep capitalised runs that are names: not merely the first word of a sentence."""
    return found.select("article_id", "char_start", "char_end", entity_type=pl.lit(None, pl.String))


def _french_head(forms: str) -> str:
    """Build "ministère des Finances", "Agence nationale de la recherche", "Région Basse-Orne"."""
    capital = "|".join(form[:1].upper() + form[1:] for form in forms.split("|"))
    adjectives = r"(?:[ \u00a0]\p{Ll}{4,}){0,2}"
    more = rf"(?:(?:, (?:{LINK})?| et (?:{LINK})?){CAPITAL}){{0,3}}"
    named = rf"(?:{forms}|{capital}){adjectives}[ \u00a0]{LINK}{CAPITAL}(?:[ \u00a0]{CAPITAL}){{0,3}}{more}"
    apposed = rf"(?:{forms}|{capital})[ \u00a0]{CAPITAL}(?:[ \u00a0]{CAPITAL}){{0,3}}"
    proper = rf"(?:{capital}){adjectives}[ \u00a0]{LINK}{WORD}(?:[ \u00a0]\p{{Ll}}{{5,}})?"
    return rf"{LEFT}(?P<name>{named}|{apposed}|{proper}|(?:{capital})[ \u00a0]\p{{Ll}}{{5,}}(?:al|ale|enne|ien|aise|ais|ique|éen|éenne))"


def _english_head(forms: str) -> str:
    """Build "Ministry of Economy, Trade and Industry", "Department for Transport", "Bank of Hexham"."""
    capital = "|".join(form[:1].upper() + form[1:] for form in forms.split("|"))
    more = rf"(?:(?:, | and |, and | & ){CAPITAL}){{0,4}}"
    return rf"{LEFT}(?P<name>(?:{capital})(?: of| for)(?: the)? {CAPITAL}(?: {CAPITAL}){{0,3}}{more})"


def _english_tail(forms: str) -> str:
    """Build "Federal Grid Office", "Anusandhan National Research Foundation", "Acme Widgets Ltd"."""
    tails = "|".join(form.replace(".", r"\.") for form in forms.split("|"))
    return rf"{LEFT}(?P<name>{CAPITAL}(?: (?:of |for |and |& )?{CAPITAL}){{0,5}},? (?:{tails}))(?-u:\b)"


def _japanese_head(forms: str) -> str:
    """Build "株式会社ノエトラ"."""
    return rf"(?P<name>(?:{forms}){JAPANESE}{{2,30}})"


def _japanese_tail(forms: str) -> str:
    """Build "ノエトラ銀行", "国家イノベーションセンター"."""
    return rf"(?P<name>[\p{{Katakana}}ー・\p{{Han}}A-Za-z]{{2,16}}(?:{forms}))"
