"""The patterns that money is found and taken apart with, compiled once from the seeds.

What belongs here: from lexicon to regular expressions and lookup frames. What does not: running them.
"""

import re
from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.lexicon import Lexicon
from orchestration.extract.modality import Hedges, compile_hedges
from orchestration.extract.money_ellipses import compile_ellipses
from orchestration.extract.numbers import NumberPatterns, compile_numbers
from orchestration.extract.numbers_cjk import CJK_CHARS, CJK_NUMERAL
from orchestration.extract.numbers_digits import ASCII_DIGITS, BLANK, DIGITS, LOST_COMMA, MIXED, PROPER, WIDE
from orchestration.extract.windows import BOUNDARY, trie, trie_any_case

JOINT: Final = rf"(?:{BLANK}?d['’]{BLANK}?|{BLANK}(?:de|di|von|of)(?:{BLANK}|\n)|{BLANK}?-?)"
DASH: Final = rf"(?:{BLANK}?[-–—〜～∼]{BLANK}?|{BLANK}(?:à|to){BLANK})"
RANGE: Final = (
    rf"(?:{BLANK}?[-–—~〜～∼]{BLANK}?|{BLANK}(?:à|et|to|and|ou|or|a|bis|y|até|đến|und|e|en|tot){BLANK}|から|乃至|至|到)"
)
END: Final = r"(?-u:\b)"
SIGN: Final = "[$£€¥₩₹₨₽₺₫₴₦₱฿₪₡₲₵₸₮₭៛৳₣₿₾₼＄￡￥￦]"
HALF: Final = rf"(?:{BLANK}(?:et{BLANK}demie?|and{BLANK}a{BLANK}half|and{BLANK}one{BLANK}half)(?-u:\b))"
CJK_TENTHS: Final = "[一二两兩三四五六七八九1-9]"
MINOR: Final = (
    rf"(?:{BLANK}?(?:et|and)?{BLANK}?[0-9]{{1,2}}{BLANK}?(?:cents?|centimes?|pence|sen|c|p)(?-u:\b)|[0-9]{{1,2}}銭"
    rf"|(?:[0-9]{{1,2}}|[{CJK_CHARS}]{{1,3}})(?:セント|ペンス|銭|센트|전|仙)|{CJK_TENTHS}[角毛毫](?:{CJK_TENTHS}分?)?|零?{CJK_TENTHS}分?)"
)
SPOKEN_MINOR: Final = (  # "five dollars and twenty-five cents"
    rf"(?:{BLANK}(?:et|and))?{BLANK}(?i:[a-z]+(?:(?:{BLANK}|-)[a-z]+){{0,3}}){BLANK}(?:cents?|centimes?|pence|sen)(?-u:\b)"
)
PRICE_MINOR: Final = (  # "20€50", "20 € 50.": nothing counted after it
    rf"(?:[0-9]{{2}}(?:[.;:!?)]?\s*$|[.;:!?)]\s)|{BLANK}[0-9]{{2}}(?:[.!?](?:\s|$)|\s*$))"
)
CJK_LARGE: Final = (
    rf"(?:[0-9０-９]+(?:[.,．，][0-9０-９]+){{0,5}}{BLANK}?|[{CJK_CHARS}]+)[億兆亿](?:[0-9０-９]+[万億])*"
)
COUNTRY: Final = "(?:USD?|CAN?|AU|NZ|HK|SG|TW)"  # "450 $US"
MILLIONS: Final = rf"{BLANK}(?:MMM?|[mM]){END}"  # behind a blank only where a currency stands before: "SEK 300 M"
PREFIX_NAMES: Final = ("人民幣", "人民币", "港幣", "港币", "ringgit", "新台幣", "新台币", "美元", "fcfa", "rmb", "rm")


@dataclass(frozen=True)
class MoneyPatterns:
    """Everything that the extraction of money needs.

    Attributes:
        scan: Any amount, with a possible boundary character in front.
        shape: Takes a surface apart: ``prefix``, ``low``, ``dash``, ``numeral``, ``rest``.
        word_shape: The same for numerals in words.
        rest: Takes the rest apart: ``scale``, ``name``.
        ellipses: A verb with a bare number whose scale and currency stand before.
        low: The first bound of a range at the end of the text before an amount: ``surface``, ``numeral``, ``gap``.
        tail_start: Whether a tail follows an amount.
        tail: The tail: ``half``, ``late`` scale word, ``minor`` units.
        numbers: Patterns of numerals.
        scales: Columns word, language, power, system, prior, is_default.
        names: Columns name, currency, prior, power, needs_scale; several rows for a name that several currencies share.
        keys: One row for each name: glued_power, needs_scale, is_common_word.
        usual: One row for each name: usual_currency, usual_prior, candidate_count.
        hedges: Modality cues around a number.
        words: Words by role of ``ref_money_words``.
        companies: Columns word and language: what a company or fund is called beside the country that it is from.
        currencies: Columns currency, units_per_usd (Float64).
        contexts: Columns currency, word, weight: words of a country that decide a bare dollar or franc, and how many
            mentions each counts for.
    """

    scan: str
    shape: str
    word_shape: str
    rest: str
    ellipses: str
    low: str
    tail_start: str
    tail: str
    numbers: NumberPatterns
    scales: pl.DataFrame
    names: pl.DataFrame
    keys: pl.DataFrame
    usual: pl.DataFrame
    hedges: Hedges
    words: dict[str, list[str]]
    companies: pl.DataFrame
    currencies: pl.DataFrame
    contexts: pl.DataFrame


def compile_money(lexicon: Lexicon) -> MoneyPatterns:
    """Build the patterns of money from the seeds.

    Args:
        lexicon: Holds ref_currencies, ref_currency_names, ref_currency_contexts, ref_scale_words, ref_numerals and
            ref_modality_cues.

    Returns:
        Patterns and lookup frames; building them takes about a tenth of a second.
    """
    numbers = compile_numbers(lexicon)
    scales = lexicon.table("ref_scale_words").with_columns(
        pl.col("power").cast(pl.Int64), pl.col("prior").cast(pl.Float64), pl.col("is_default") == "true"
    )
    words = {role[0]: rows["word"].to_list() for role, rows in lexicon.table("ref_money_words").group_by("role")}
    names = _names(lexicon)
    full, short = (_scale_pattern(scales, abbreviated) for abbreviated in ("false", "true"))
    prefix, name = _prefix_pattern(names), _name_pattern(names)
    big = trie_words(scales.filter((pl.col("is_abbreviation") == "false") & (pl.col("power") >= 5)))
    scaled = rf"(?:{JOINT}{full}|{BLANK}?{short})"
    digits = rf"(?:{CJK_NUMERAL}|{WIDE}|{BOUNDARY}(?:{ASCII_DIGITS}|{LOST_COMMA}))"
    numeral, indefinite = rf"(?:{digits}|{BOUNDARY}{numbers.run})", rf"{BOUNDARY}(?i:an?){BOUNDARY}"
    prefix_first = (
        rf"{prefix}{BLANK}?(?:{DIGITS}{DASH})?(?:{CJK_NUMERAL}|{DIGITS})(?:{JOINT}{full}|{short}|{MILLIONS})*"
    )
    sign_last = rf"{digits}(?:{scaled})*{HALF}?{JOINT}(?:[A-Z][A-Za-z]{{0,4}}{BLANK}?)?{SIGN}(?:{COUNTRY}{END})?"
    in_scale = rf"(?:{scaled})+(?:{BLANK}{ASCII_DIGITS}{JOINT}{full})?"
    name_last = (  # "a dollar" is one, "a CHF 30 million loan" is not
        rf"{numeral}(?:(?:{in_scale})?{HALF}?{JOINT}{name}|{JOINT}{big})"
        rf"|{indefinite}(?:{in_scale}{HALF}?{JOINT}{name}|{JOINT}(?:{big}|{_english_words(names)}{END}))"
    )
    head = rf"^(?:(?P<prefix>{prefix}){BLANK}?)?(?:(?P<low>{DIGITS})(?P<dash>{DASH}))?"
    return MoneyPatterns(
        scan=_any_fraction(f"(?:{prefix_first}|{sign_last}|{name_last}|{CJK_LARGE})"),
        shape=_any_fraction(
            rf"{head}(?P<numeral>{CJK_NUMERAL}|[0-9]+{MIXED}|{LOST_COMMA}|{DIGITS})(?P<rest>[^0-9０-９].*|)$"
        ),
        word_shape=_any_fraction(rf"{head}(?P<numeral>{numbers.words}|(?i:an?){BOUNDARY})(?P<rest>[^0-9０-９].*|)$"),
        rest=rf"^(?P<scale>(?:{scaled})*)(?P<inner_half>{HALF}?)(?:{JOINT})(?P<name>.*)$",
        ellipses=compile_ellipses(words["ellipsis_verb"]),
        low=rf"(?P<surface>(?P<numeral>{CJK_NUMERAL}|{BOUNDARY}{numbers.words}|{DIGITS})(?:{scaled})*)(?P<gap>{RANGE})$",
        tail_start=rf"^(?:{HALF}|{BLANK}{big}|{MINOR}|{SPOKEN_MINOR}|{PRICE_MINOR})",
        tail=rf"^(?P<half>{HALF})?(?P<late>{BLANK}{big})?(?P<minor>{MINOR}|{SPOKEN_MINOR})?",
        numbers=numbers,
        scales=scales,
        names=names,
        keys=names.group_by("name").agg(
            pl.col("power").max().alias("glued_power"), pl.col("needs_scale", "is_common_word").any()
        ),
        usual=_usual(names),
        hedges=compile_hedges(lexicon),
        words=words,
        companies=lexicon.table("ref_money_words").filter(pl.col("role") == "company_noun").select("word", "language"),
        currencies=lexicon.table("ref_currencies").select("currency", pl.col("units_per_usd").cast(pl.Float64)),
        contexts=lexicon.table("ref_currency_contexts").with_columns(pl.col("weight").cast(pl.Int64)),
    )


def _any_fraction(pattern: str) -> str:
    """Let any fraction stand for a proper one: where all digits are alike, and in the scan, which takes half the time.

    A number with an improper one has no value and is dropped then.
    """
    return pattern.replace(PROPER, "[0-9]/[0-9]")


def trie_words(table: pl.DataFrame) -> str:
    """Write the words of a scale table as one pattern, whatever their case."""
    words = sorted(set(table["word"]))
    bounded = [word for word in words if word[-1].isascii() and word[-1].isalnum()]
    free = [word for word in words if word not in bounded]
    return f"(?:{f'{trie_any_case(free)}|' if free else ''}{trie_any_case(bounded)}{END})"


def _scale_pattern(scales: pl.DataFrame, abbreviated: str) -> str:
    return trie_words(scales.filter(pl.col("is_abbreviation") == abbreviated))


def _names(lexicon: Lexicon) -> pl.DataFrame:
    """Give the names in the form in which text is compared, with their candidates."""
    often_words = lexicon.table("ref_currencies").filter(pl.col("is_often_a_word") == "true")["currency"].implode()
    is_word_code = (pl.col("name_kind") == "code") & pl.col("currency").is_in(often_words)
    return (
        lexicon.table("ref_currency_names")
        .with_columns(
            pl.col("prior").cast(pl.Float64),
            pl.col("power").cast(pl.Int64),
            ((pl.col("needs_scale") != "false") | is_word_code).alias("needs_scale"),
            (pl.col("needs_scale") == "strict").alias("is_common_word"),
            is_word_code.alias("is_word_code"),
            pl.col("name").alias("written"),
            clean_name(pl.col("name")).alias("name"),
        )
        .filter(pl.col("name") != "")
    )


def _usual(names: pl.DataFrame) -> pl.DataFrame:
    """Give each name its most likely currency, before any context."""
    ranked = (
        names.group_by("name", "currency")
        .agg(pl.col("prior").max())
        .sort("prior", "currency", descending=[True, False])
    )
    return ranked.group_by("name", maintain_order=True).agg(
        pl.col("currency").first().alias("usual_currency"),
        pl.col("prior").first().alias("usual_prior"),
        pl.len().alias("candidate_count"),
    )


def clean_name(name: pl.Expr) -> pl.Expr:
    """Bring the written name of a currency to the form of the lookup: small letters, plain blanks, no middle dot."""
    plain = name.str.to_lowercase().str.replace_all(r"[ \u00a0\u202f\n]+", " ").str.replace_all("[’']", "'")
    return plain.str.replace_all(r"[・·]", "").str.replace_all(r"([\p{Han}\p{Katakana}ー]) ", "$1").str.strip_chars()


def _prefix_pattern(names: pl.DataFrame) -> str:
    """Build what may stand before a number: symbols with the initials of a country, codes and a few names."""
    is_code = (pl.col("name_kind") == "code") & ~pl.col("is_word_code")
    in_millions = (pl.col("name_kind") == "glued") & pl.col("written").str.contains("^M[A-Z]{3}$")  # "MSEK 300"
    codes = names.filter(is_code | in_millions)["written"]
    marks = _letter_symbols(names)
    leading = names.filter(pl.col("name_kind") == "prefix")["written"]
    initials = {w.rstrip("$¥＄£ ") for w in names["written"] if w[-1] in "$¥＄" and len(w) > 1}
    glued = sorted(i for i in initials if len(i) == 1 and i.isupper())  # "A $5 billion plan" is no plan of Australia
    apart = sorted(initials - {*glued})
    return (
        rf"(?:(?:{BOUNDARY}(?:{trie(glued)}|{trie(apart)}{BLANK}?))?{SIGN}"
        rf"|{BOUNDARY}(?:{trie(sorted({*codes, *marks, *leading}))})"
        rf"|{trie_any_case(PREFIX_NAMES)})"
    )


def _letter_symbols(names: pl.DataFrame) -> list[str]:
    is_symbol = (pl.col("name_kind") == "symbol") & ~pl.col("written").str.contains(SIGN)
    return sorted(set(names.filter(is_symbol)["written"]))


def _english_words(names: pl.DataFrame) -> str:
    """Build what one unit of a currency is called in English: "a dollar", "a pound"."""
    is_english = (pl.col("name_kind") == "name") & pl.col("language").is_in(["en", "und"])
    return trie_any_case(
        sorted(set(names.filter(is_english & pl.col("written").str.contains("^[a-z]{3,}$"))["written"]))
    )


def _name_pattern(names: pl.DataFrame) -> str:
    """Build what may stand after a number: a name of one word with its adjectives, any code, symbols, Japanese names.

    What is no currency is dropped after the scan. With all names of all languages in this place the automaton outgrew
    its cache and the scan was forty times slower (2.5 against 96 MB per CPU second).
    """
    is_name = names.filter(pl.col("name_kind") == "name")
    latin = sorted(set(is_name.filter(pl.col("name").str.contains(r"^[\p{Latin}.'-]+$"))["name"]))
    accented = [name for name in latin if not name[-1].isascii()] or latin  # END is a boundary of ASCII letters
    english = is_name.filter(
        pl.col("language").is_in(["en", "und"]) & pl.col("name").str.contains(r"^[a-z.' -]+ [a-z]+$")
    )
    adjectives = sorted({before for before, _, head in (n.rpartition(" ") for n in english["name"]) if head in latin})
    lower = sorted(
        set(names.filter((pl.col("name_kind") == "code") & (pl.col("written") == pl.col("name")))["written"])
        | set(names.filter(pl.col("name_kind") == "suffix")["written"])
    )
    eastern = is_name.filter(
        pl.col("language").is_in(["und", "ja", "zh", "ko"])
        & pl.col("name").str.contains(r"[\p{Han}\p{Katakana}\p{Hangul}]")
    )["written"]
    heads = trie(sorted({re.sub("^.*[ ・]", "", name) for name in eastern}))
    korean = trie(sorted({name.partition(" ")[0] for name in eastern if re.match("[가-힣]+ ", name)}))
    lands = trie(sorted({re.split("[ ・]", name)[0] for name in eastern if re.match("[ァ-ヶー]+[ ・]", name)}))
    return (
        rf"(?:(?:{lands}・|{korean}{BLANK}){heads}"
        rf"|(?:[ァ-ヶー]+・)??[ァ-ヶー]*{heads}"  # リラ is no currency inside スリランカ・ルピー
        rf"|(?:{trie_any_case(adjectives)}{BLANK})?(?:{trie_any_case(latin)}{END}|{trie_any_case(accented)})"
        rf"|(?:[kKGm]|M(?:M|ds?|io)?|bn)?[A-Z]{{3,4}}{END}|{trie(_letter_symbols(names))}|{trie(lower)}{END})"
    )
