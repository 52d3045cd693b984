"""From the reference seeds to the compiled vocabulary of dates.

What belongs here: putting words in place of the tokens of ``date_forms``, the one pattern of the scan and the lookups
from word to value. What does not: reading text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from orchestration.extract import date_forms_eastern as eastern
from orchestration.extract import date_forms_european as european
from orchestration.extract.date_forms import DIGITS, Form
from orchestration.extract.date_forms_english import ENGLISH
from orchestration.extract.date_forms_french import FRENCH
from orchestration.extract.date_forms_japanese import JAPANESE
from orchestration.extract.date_numbers import spelled_numbers
from orchestration.extract.dates_listed import ListedCues, compile_cues
from orchestration.extract.lexicon import Lexicon

RAW: Final = {"S": r"[ \u00a0\u202f\u2009\u3000]", "D": "[0-9０-９]", "A": "['’]", "SL": "[/／]"}  # text as it stands
PLAIN: Final = {"S": " ", "D": "[0-9]", "A": "'", "SL": "/"}  # text as dates_parse normalises it
LEFT: Final = r"[^0-9A-Za-zÀ-ɏ０-９$€£]"  # a word or number does not begin inside another, nor a date with a sum
WORD_END: Final = r"(?:é(?-u:\B)|(?-u:\b))"  # "été" has no ASCII word boundary: its stem is a word of the scan
STEM_END: Final = r"(?:[à-ÿ)](?-u:\B)|(?-u:\b))"  # so does any other word that ends in an accent, or a bracket
LISTED: Final = (*european.LANGUAGES, *eastern.LANGUAGES)  # languages of which only the words are listed
LANGUAGES: Final = ("fr", "en", "ja", *LISTED)
UNSPACED: Final = ("ja", *eastern.LANGUAGES)  # nothing parts a date from the words beside it
_WORDED: Final = (
    {"fr": FRENCH, "en": ENGLISH, "ja": JAPANESE, "": ()}
    | dict.fromkeys(european.LANGUAGES, european.FORMS)
    | dict.fromkeys(eastern.LANGUAGES, eastern.FORMS)
)
_NOTHING: Final = r"[^\s\S]"
_KINDS: Final = {  # token of the listed languages to the kinds of their words
    "NUMBER": ["number"], "ORDINAL": ["ordinal"], "SEASON": ["season"], "PART": ["part"], "UNIT": ["unit"],
    "UNITS": ["units"], "SHIFT": ["shift"], "SPAN": ["span"], "DAYWORD": ["day"], "YEARWORD": ["year_word"],
    "MONTHWORD": ["month_word"], "WEEKWORD": ["week_word"], "QUARTERWORD": ["quarter_word"], "LINK": ["link"],
    "ART": ["article"], "TO": ["range_to", "range_and"], "FISCAL": ["fiscal_year"], "ADJECTIVE": ["period_adjective"],
    "SET": ["set"], "WITHIN": ["within"], "DECADE": ["decade_lead"], "AGOBEFORE": ["ago_before"],
    "AGOAFTER": ["ago_after"], "LATERBEFORE": ["later_before"], "LATERAFTER": ["later_after"],
}  # fmt: skip
_VALUED: Final = {  # those with one of some values
    "FIRST": (["ordinal"], ["1"]), "HALFPART": (["part"], ["h1", "h2"]), "QUARTER": (["unit", "units"], ["Q"]),
    "HALFNOUN": (["unit"], ["H"]), "YEARNOUN": (["unit"], ["Y"]), "WEEKNOUN": (["unit"], ["W"]),
    "MONTHS": (["units"], ["M", "Q"]), "TERM": (["unit"], ["Y", "M", "W"]),
    "HALF": (["unit", "half_noun"], ["H", "yes"]),
}  # fmt: skip
EARLIEST_NAMED_CENTURY: Final = 10  # "a second century" is mostly one of cricket
_BEFORE_WORDS: Final = 5  # shapes of several numbers are tried before words, lone years after them
_ALTERNATIVE: Final = re.compile(r"_[b-d]$")


@dataclass(frozen=True)
class DatePatterns:
    """Compiled vocabulary of dates.

    Attributes:
        scans: Language to the pattern of every shape, without groups; each match begins with one boundary character.
            The empty language holds the shapes of digits alone, for passages in other languages.
        forms: Language to its shapes with their groups, over normalised text, in the order in which they are tried.
        lookups: Kind of word to normalised word to value (months, weekdays, shifts, units, ...).
        numbers: Columns word, value: spelled numerals, ordinals and "a", "an".
        eras: Era to its first year.
        fiscal_years: Columns country, start_month, start_day, label.
        fiscal_context: Columns word, country: words that tell whose fiscal calendar is meant.
        holidays: Columns language, hol, and what the day is: holiday_month with holiday_day, or with holiday_nth and
            holiday_weekday; or easter_days, from Easter on.
        listed: Language of which only the words are listed to the cues around its dates.
        memory: What was read before and does not depend on the article.
    """

    scans: dict[str, str]
    forms: dict[str, tuple[Form, ...]]
    lookups: dict[str, dict[str, str]]
    numbers: pl.DataFrame
    eras: dict[str, int]
    fiscal_years: pl.DataFrame
    fiscal_context: pl.DataFrame
    holidays: pl.DataFrame
    listed: dict[str, ListedCues]
    memory: dict[str, pl.DataFrame] = field(default_factory=dict, compare=False, repr=False)


def alternatives(words: Sequence[str]) -> str:
    """Join words into one alternation, longest first, with tokens for blanks and apostrophes.

    Args:
        words: Words in lower case, with plain blanks and straight apostrophes.

    Returns:
        A group without capture.
    """
    words = [*words, *(word[:-1] for word in words if word.endswith("é"))]  # see WORD_END
    escaped = (re.escape(word).replace(r"\ ", "<S>").replace("'", "<A>") for word in words)
    return f"(?:{'|'.join(sorted(escaped, key=len, reverse=True))})"


def column_of(group: str) -> str:
    """Name of the column that a group fills: ``y_b`` and ``y`` are both the year."""
    return _ALTERNATIVE.sub("", group)


def _rows(lexicon: Lexicon, seed: str, **equal: str) -> pl.DataFrame:
    frame = lexicon.table(seed)
    for column, value in equal.items():
        frame = frame.filter(pl.col(column) == value)
    return frame


def _word_tokens(lexicon: Lexicon) -> dict[str, str]:
    """Tokens that are plain alternations of seed words."""
    tokens: dict[str, str] = {}
    for language, letter in (("fr", "F"), ("en", "E"), ("ja", "J")):
        months = _rows(lexicon, "ref_months", language=language)
        weekdays = _rows(lexicon, "ref_weekdays", language=language)
        tokens[f"{letter}MONTH"] = alternatives(months["word"].to_list())
        tokens[f"{letter}WD"] = alternatives(weekdays.filter(pl.col("form") == "full")["word"].to_list())
        tokens[f"{letter}HOLIDAY"] = alternatives(_rows(lexicon, "ref_holidays", language=language)["word"].to_list())
        tokens[f"{letter}WDS"] = alternatives(weekdays.filter(pl.col("form") == "short")["word"].to_list())
        kinds = _rows(lexicon, "ref_date_words", language=language).group_by("kind", maintain_order=True).agg("word")
        for kind, words in kinds.iter_rows():
            tokens[f"{letter}_{kind}"] = alternatives(list(words))
        shifts = _rows(lexicon, "ref_date_words", language=language, kind="shift")
        tokens[f"{letter}SHIFT"] = alternatives([w for w in shifts["word"] if w not in ("ce", "cet", "cette")])
    return tokens


def _tokens(lexicon: Lexicon) -> dict[str, str]:
    """Every token of the templates."""
    words = _word_tokens(lexicon)
    french, english = words["F_number"], words["E_number"]
    positive = _rows(lexicon, "ref_date_words", language="en", kind="ordinal").filter(
        ~pl.col("value").str.starts_with("-")
    )
    numerals = _rows(lexicon, "ref_date_words", language="en", kind="number")
    tens = alternatives(numerals.filter(pl.col("value").str.len_chars() == 2)["word"].to_list())  # ten to ninety
    ordinal = alternatives(positive["word"].to_list())
    late = positive.filter(pl.col("value").cast(pl.Int32) >= EARLIEST_NAMED_CENTURY)
    nth = r"<D>{1,2}(?:st|nd|rd|th)"
    tokens = {
        "O": "<S>{0,2}",
        "B": r"(?-u:\b)",
        "Y4": "[12１２]<D>{3}",
        "K": "[〇一二三四五六七八九]",
        "KH": "[〇一二三四五六七八九十百]",
        "KN": "[〇一二三四五六七八九十百元]{1,5}",
        "FNUM": rf"{french}(?:(?:<S>|-)(?:et(?:<S>|-))?{french})*",
        "ENUM": rf"{english}(?:(?:<S>|-)(?:and(?:<S>|-))?{english})*",
        "FORD": rf"(?:{words['F_ordinal']}|<D>{{1,2}}(?:ers?|res?|ères?|èmes?|emes?|es?|nde?))",
        "EORD": f"(?:{words['E_ordinal']}|{nth})",
        "EDAYN": rf"(?:<D>{{1,2}}(?:st|nd|rd|th)?|(?:(?:twenty|thirty)(?:<S>|-))?{ordinal})",
        "FDAY": "(?:<D>{1,2}(?:er|ème|eme|e)?|premier|seconde|<FNUM>)",
        "EDAY": rf"(?:<D>{{1,2}}(?:st|nd|rd|th)?|(?:twenty|thirty)(?:<S>|-)(?:{ordinal}|{english})|{ordinal}|{english})",  # noqa: E501
        "EYEAR": rf"(?:(?:two|one)<S>thousand(?:(?:<S>|-)(?:and<S>)?{english}){{0,4}}|(?:nineteen|eighteen|twenty)<S>{tens}(?:(?:<S>|-){english})?)",  # noqa: E501
        "ERA": alternatives([word for word in lexicon.table("ref_eras")["word"] if not word.isascii()]),
        "JWD": words["JWDS"],
        "JWDWORD": words["JWD"],
        "JMONTHWORD": words["JMONTH"],
        "JYEARWORD": words["J_year_word"],
        "FCENTURY": words["F_century"],
        "EDECADE": words["E_decade"],
        "EHALFPART": words["E_half_part"],
        "FHALFPART": words["F_half_part"],
        "JSPANUNIT": alternatives(
            [w for w in _rows(lexicon, "ref_date_words", language="ja", kind="unit")["word"] if w != "月"]
        ),
        "FCENTURYWORD": words["F_century_word"],
        "FYEAR": rf"(?:deux<S>mille|mille<S>(?:{french}<S>)?cents?|dix(?:<S>|-)(?:sept|huit|neuf)<S>cents?)(?:(?:<S>|-)(?:et(?:<S>|-))?{french}){{0,4}}",  # noqa: E501
        "ECENTURY": rf"(?:twenty(?:<S>|-)(?:first|second)|{alternatives(late['word'].to_list())})",
        "FADJ": words["F_period_adjective"],
    }
    for letter in "FEJ":
        for token, kind in (("SEASON", "season"), ("PART", "part"), ("UNIT", "unit"), ("SPAN", "span"),
                            ("DAYWORD", "day"), ("OTHERDAY", "other_day")):  # fmt: skip
            tokens[letter + token] = words[f"{letter}_{kind}"]
        tokens.setdefault(f"{letter}ORD", words[f"{letter}_ordinal"])
    return words | tokens


def _listed_tokens(lexicon: Lexicon, language: str) -> dict[str, str]:
    """Tokens of a language of which only the words are listed; what it has no words for matches nothing."""
    words = _rows(lexicon, "ref_date_words", language=language)
    months = _rows(lexicon, "ref_months", language=language)
    weekdays = _rows(lexicon, "ref_weekdays", language=language)
    found = {token: words.filter(pl.col("kind").is_in(kinds))["word"] for token, kinds in _KINDS.items()}
    for token, (kinds, values) in _VALUED.items():
        found[token] = words.filter(pl.col("kind").is_in(kinds) & pl.col("value").is_in(values))["word"]
    found["MONTH"], found["MONTHNAME"] = months["word"], months.filter(pl.col("form") == "full")["word"]
    found["WEEKDAY"] = weekdays.filter(pl.col("form") == "full")["word"]
    found["WEEKDAYSIGN"] = weekdays.filter(pl.col("form") == "short")["word"]
    tokens = {
        token: alternatives(_with_stems(spelled)) if len(spelled) else _NOTHING for token, spelled in found.items()
    }
    return tokens | eastern.SIGNS.get(language, {})


def _with_stems(words: pl.Series) -> list[str]:
    """Add to words that end in an accent what the scan sees of them (see ``STEM_END``)."""
    accented = words.filter(words.str.contains("[à-ÿ]$"))
    return [*words, *accented.str.slice(0, accented.str.len_chars() - 1)]


def _expand(template: str, tokens: dict[str, str]) -> str:
    while "<" in re.sub(r"\(\?P<", "", template) and re.search(r"<[A-Z][A-Z0-9]*>", template):
        template = re.sub(r"<([A-Z][A-Z0-9]*)>", lambda match: tokens[match.group(1)], template)
    return template


def _unaccented(text: str) -> str:
    """Allow for French typed without accents inside a word ("annee"); at its end one tells the word ("passé").

    The stem of "été" (see ``WORD_END``) keeps its own: "et" is no season.
    """
    return re.sub("è", "[èe]", re.sub("é(?!t(?![a-zà-ÿ]))(?=[a-zà-ÿ])", "[ée]", text))


def _lookups(lexicon: Lexicon) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for kind, word, value in lexicon.table("ref_date_words").select("kind", "word", "value").iter_rows():
        for written in (word, re.sub("[éè](?=.)", "e", word)):
            found.setdefault(kind, {}).setdefault(written, value)
    found["unit"] |= found.pop("unit_letter")
    found["shift"] |= found.pop("far_shift")
    found["part"] |= found.pop("half_part")
    found["century"] |= found.pop("century_word")
    found["unit"] |= found.pop("units") | dict.fromkeys(found["week_word"], "W")
    found["shift"] |= found.pop("month_word") | found.pop("week_word") | found.pop("quarter_word")
    found["month"] = dict(lexicon.table("ref_months").select("word", "month").iter_rows())
    found["weekday"] = dict(lexicon.table("ref_weekdays").select("word", "weekday").iter_rows())
    return found


def _numbers(lexicon: Lexicon) -> pl.DataFrame:
    words = lexicon.table("ref_date_words").filter(pl.col("kind") == "number")
    by_language = {
        str(language): {word: int(value) for word, value in rows.select("word", "value").iter_rows()}
        for (language,), rows in words.group_by("language", maintain_order=True)
    }
    numbers = spelled_numbers(by_language)
    ordinals = lexicon.table("ref_date_words").filter(pl.col("kind") == "ordinal").select("word", "value").iter_rows()
    plain = {word: int(value) for word, value in ordinals}
    plain |= {re.sub("[éè](?=.)", "e", word): value for word, value in plain.items()}
    plain |= {word.replace("-", " "): value for word, value in plain.items()} | {"half a dozen": 6}
    tens = {f"{ten} {word}": numbers[ten] + value for ten in ("twenty", "thirty") for word, value in plain.items()}
    values = tens | numbers | plain | {"a": 1, "an": 1}
    return pl.DataFrame(
        {"word": list(values), "value": list(values.values())}, schema={"word": pl.String, "value": pl.Int32}
    )


def _holidays(lexicon: Lexicon) -> pl.DataFrame:
    numbers = [
        pl.col(column).cast(pl.Int32).alias(f"holiday_{column}") for column in ("month", "day", "nth", "weekday")
    ]
    days_from_easter = pl.col("easter_days").cast(pl.Int32)
    return lexicon.table("ref_holidays").select("language", pl.col("word").alias("hol"), *numbers, days_from_easter)


def _bounded(form: Form, body: str, language: str) -> str:
    """A shape with its outer boundaries; where no blanks part words, only plain digits are bounded."""
    if language not in UNSPACED:
        return f"(?:{body}){STEM_END if form.language == 'european' else WORD_END}"
    return f"(?:{body})" if form.language else rf"(?-u:\b)(?:{body})(?-u:\b)"


def compile_dates(lexicon: Lexicon) -> DatePatterns:
    """Compile the vocabulary once.

    Args:
        lexicon: Seeds ref_months, ref_weekdays, ref_date_words, ref_eras, ref_holidays, ref_fiscal_years,
            ref_fiscal_context.

    Returns:
        Patterns for ``extract_dates``.

    Raises:
        KeyError: A seed is missing.
    """
    own_tokens = dict.fromkeys(("fr", "en", "ja", ""), _tokens(lexicon))
    own_tokens |= {language: own_tokens["ja"] | _listed_tokens(lexicon, language) for language in LISTED}
    scans, forms = {}, {}
    for language in (*LANGUAGES, ""):
        own = (*DIGITS[:_BEFORE_WORDS], *_WORDED[language], *DIGITS[_BEFORE_WORDS:])
        spell, tokens = _unaccented if language == "fr" else str, own_tokens[language]
        bodies = "|".join(_bounded(form, spell(_expand(form.template, RAW | tokens)), language) for form in own)
        left = "" if language in UNSPACED else LEFT
        scans[language] = re.sub(r"\(\?P<\w+>", "(?:", rf"(?i){left}(?:{bodies})")
        forms[language] = tuple(form._replace(template=spell(_expand(form.template, PLAIN | tokens))) for form in own)
    fiscal = lexicon.table("ref_fiscal_years").with_columns(pl.col("start_month", "start_day").cast(pl.Int32))
    return DatePatterns(
        scans=scans,
        forms=forms,
        lookups=_lookups(lexicon),
        numbers=_numbers(lexicon),
        eras={
            word.lower(): int(year) for word, year in lexicon.table("ref_eras").select("word", "first_year").iter_rows()
        },
        fiscal_years=fiscal,
        fiscal_context=lexicon.table("ref_fiscal_context"),
        holidays=_holidays(lexicon),
        listed={language: compile_cues(lexicon, language, is_spaced=language not in UNSPACED) for language in LISTED},
    )
