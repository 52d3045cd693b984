"""Formatting an amount in any supported style and parsing it back gives the amount."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.contracts import ARTICLES
from orchestration.extract.parse import Parser
from tests.extraction import full_parser

FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
KANJI_DIGITS = "〇一二三四五六七八九"

GROUPS = {"fr": (" ", "\u00a0", "\u202f", "."), "en": (",",), "ja": (",",), "ch": ("'", "’")}
DECIMAL_MARK = {"fr": ",", "en": ".", "ja": ".", "ch": "."}
SENTENCES = {
    "fr": "Le conseil a retenu {} pour ce programme.",
    "en": "The council set aside {} for the programme.",
    "ja": "政府は{}を計上した。",
}
SCALES = {
    "fr": {"millions": 6, "milliards": 9},
    "en": {"million": 6, "billion": 9, "trillion": 12},
    "ja": {"万": 4, "億": 8, "兆": 12},
}
NAMES = {
    "fr": {
        "EUR": "euros",
        "USD": "dollars américains",
        "JPY": "yens",
        "GBP": "livres sterling",
        "CHF": "francs suisses",
    },
    "en": {"EUR": "euros", "USD": "US dollars", "JPY": "yen", "GBP": "pounds sterling", "INR": "Indian rupees"},
    "ja": {"JPY": "円", "USD": "米ドル", "EUR": "ユーロ", "KRW": "ウォン"},
}
SYMBOLS = {"EUR": "€", "USD": "US$", "GBP": "£", "INR": "₹", "KRW": "₩"}
SHORT_FR = {"M": 6, "Md": 9, "Mds": 9, "k": 3}
SHORT_EN = {"k": 3, "m": 6, "bn": 9, "tn": 12}


@dataclass(frozen=True)
class Written:
    """An amount as some text would write it."""

    language: str
    surface: str
    amount: Decimal
    currency: str


@pytest.fixture(scope="module")
def parser():
    return full_parser()


def grouped(digits: str, separator: str) -> str:
    """Digits in groups of three."""
    head = len(digits) % 3 or 3
    return separator.join([digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))])


def kanji(number: int) -> str:
    """A number below ten thousand in kanji."""
    written = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("" if digit == 1 and name else KANJI_DIGITS[digit]) + name
    return written


@st.composite
def digits_with_groups(draw, locale):
    """A plain figure of four to nine digits, grouped as the locale does."""
    value = draw(st.integers(min_value=1_000, max_value=999_999_999))
    separator = draw(st.sampled_from(GROUPS[locale]))
    text = grouped(str(value), separator)
    # "1.234" alone has two readings in French; with two groups only one is left.
    return (text, value) if separator != "." or value >= 1_000_000 else (grouped(str(value), " "), value)


@st.composite
def plain_amounts(draw):
    language, locale = draw(st.sampled_from([("fr", "fr"), ("fr", "ch"), ("en", "en"), ("ja", "ja")]))
    text, value = draw(digits_with_groups(locale))
    currency = draw(st.sampled_from(sorted(NAMES[language])))
    gap = "" if language == "ja" else " "
    if language == "ja" and draw(st.booleans()):
        text = text.translate(FULL_WIDTH)
    return Written(language, f"{text}{gap}{NAMES[language][currency]}", Decimal(value), currency)


@st.composite
def scaled_amounts(draw):
    language = draw(st.sampled_from(["fr", "en", "ja"]))
    scale = draw(st.sampled_from(sorted(SCALES[language])))
    currency = draw(st.sampled_from(sorted(NAMES[language])))
    whole, decimals = draw(st.integers(2, 999)), draw(st.sampled_from(["", "1", "25", "75", "9"]))
    number = f"{whole}{DECIMAL_MARK[language]}{decimals}" if decimals else str(whole)
    gap, link = ("", "") if language == "ja" else (" ", " ")
    if language == "fr":
        link = " d’" if NAMES["fr"][currency][0] in "aeiouy" and NAMES["fr"][currency] != "yens" else " de "
    amount = Decimal(f"{whole}.{decimals or 0}") * 10 ** SCALES[language][scale]
    return Written(language, f"{number}{gap}{scale}{link}{NAMES[language][currency]}", amount, currency)


@st.composite
def symbol_amounts(draw):
    language = draw(st.sampled_from(["fr", "en"]))
    currency = draw(st.sampled_from(sorted(SYMBOLS)))
    short, power = draw(st.sampled_from(sorted((SHORT_FR if language == "fr" else SHORT_EN).items())))
    whole, decimal = draw(st.integers(1, 999)), draw(st.integers(1, 9))
    amount = Decimal(f"{whole}.{decimal}") * 10**power
    symbol = SYMBOLS[currency]
    if language == "en":
        return Written("en", f"{symbol}{whole}.{decimal}{short}", amount, currency)
    gap = " " if symbol[0].isalpha() else ""
    return Written("fr", f"{whole},{decimal} {short}{gap}{symbol}", amount, currency)


@st.composite
def mixed_myriads(draw):
    cho, oku = draw(st.integers(1, 99)), draw(st.integers(1, 9_999))
    amount = Decimal(cho * 10**12 + oku * 10**8)
    style = draw(st.sampled_from(["digits", "full width", "kanji"]))
    if style == "kanji":
        return Written("ja", f"{kanji(cho)}兆{kanji(oku)}億円", amount, "JPY")
    text = f"{cho}兆{oku}億円"
    return Written("ja", text if style == "digits" else text.translate(FULL_WIDTH), amount, "JPY")


@st.composite
def coded_amounts(draw):
    currency = draw(st.sampled_from(["EUR", "USD", "JPY", "CHF", "SEK", "BRL", "ZAR", "TWD", "VND"]))
    value = draw(st.integers(1_000, 999_999_999))
    is_before = draw(st.booleans())
    number = grouped(str(value), ",")
    return Written("en", f"{currency} {number}" if is_before else f"{number} {currency}", Decimal(value), currency)


def parse_back(parser: Parser, written: list[Written]) -> list[list[tuple[str, Decimal, Decimal, str]]]:
    """Put each amount in a sentence of its language and read what the parser finds there."""
    rows = [(f"{i:04d}", SENTENCES[w.language].format(w.surface), w.language) for i, w in enumerate(written)]
    articles = pl.DataFrame(
        {
            "article_id": [row[0] for row in rows],
            "text": [row[1] for row in rows],
            "language": [row[2] for row in rows],
            "published_on": [date(2026, 6, 1)] * len(rows),
            "published_until_on": [date(2026, 6, 1)] * len(rows),
            "body_start": [0] * len(rows),
            "title_start": [None] * len(rows),
            "title_end": [None] * len(rows),
        },
        schema=ARTICLES,
    )
    found = {row[0]: [] for row in rows}
    for mention in parser.parse(articles)["money_mentions"].iter_rows(named=True):
        answer = (mention["surface"], mention["amount_min"], mention["amount_max"], mention["currency"])
        found[mention["article_id"]].append(answer)
    return list(found.values())


STYLES = {
    "grouped digits and a name": plain_amounts(),
    "decimals and a scale word": scaled_amounts(),
    "abbreviated scale and a symbol": symbol_amounts(),
    "two myriad units, digits or kanji": mixed_myriads(),
    "ISO code before or after": coded_amounts(),
}


@pytest.mark.slow
def test_an_amount_survives_being_written_and_read(parser):
    @given(st.tuples(*(st.lists(s, min_size=30, max_size=30, unique_by=lambda w: w.surface) for s in STYLES.values())))
    def check(drawn):
        written = [amount for amounts in drawn for amount in amounts]
        found = parse_back(parser, written)
        wrong = {
            w.surface: f"expected {w.amount} {w.currency}, found {answer}"
            for w, answer in zip(written, found, strict=True)
            if answer != [(w.surface, w.amount, w.amount, w.currency)]
        }
        assert wrong == {}

    check()
