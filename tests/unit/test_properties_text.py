"""Whatever the text: the parser does not raise, its spans fit, and its time grows with the length."""

import time
from datetime import date

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orchestration.contracts import ARTICLES, PARSED, conform
from orchestration.extract.parse import Parser
from tests.extraction import full_parser

MENTION_TABLES = ("money_mentions", "quantity_mentions", "date_mentions", "entity_mentions", "status_cues")
FRAGMENTS = [
    *"0123456789０１２３一二億兆万円€$£¥₹%％.,'’()（）[]«»「」-–〜～/:;!?。、",
    *" \n\r\t\u00a0\u202f\u2009\u3000\u200b\ufeff",
    *("milliards", "million", "bn", "trillion", "Md€", "US$", "d’euros", "dollars", "yens", "円", "ウォン", "crore"),
    *("environ", "plus de", "up to", "約", "以上", "entre", "et", "à", "from", "to", "soit"),
    *("2026", "19 décembre", "March 4, 2027", "令和7年度", "hier", "next year", "d’ici 2030", "Q3", "lundi", "3月"),
    *("SoftBank", "METI", "ministère", "Tokyo", "gouvernement", "政府", "株式会社", "annonce", "signed", "決定"),
    *("😀", "e\u0301", "İ", "ß", "\U0001f4cc", "\u0000", "\u2028", "ﬁ", "Ⅻ", "²", "½", "٣", "---\n", "- ", "• "),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=60).map("".join)
GROWTH = 4  # times longer
SLACK = 3.0  # a shared machine moves by a factor of two; a quadratic step would show as another factor of four
FLOOR_SECONDS = 1.0  # below this, fixed costs hide the growth


@pytest.fixture(scope="module")
def parser():
    return full_parser()


def as_articles(texts: list[str]) -> pl.DataFrame:
    published = [date(2026, 6, 1) if i % 2 else None for i in range(len(texts))]
    return pl.DataFrame(
        {
            "article_id": [f"{i:016x}" for i in range(len(texts))],
            "text": texts,
            "language": [(None, "fr", "en", "ja", "xx")[i % 5] for i in range(len(texts))],
            "published_on": published,
            "published_until_on": published,
            "body_start": [0] * len(texts),
            "title_start": [None] * len(texts),
            "title_end": [None] * len(texts),
        },
        schema=ARTICLES,
    )


@pytest.mark.slow
def test_any_text_is_parsed_with_spans_that_fit(parser):
    @given(st.lists(TEXTS, min_size=30, max_size=60))
    @example(["", "\n\n \n", "１兆円（約６３億ドル）\U0001f4cc 1 000 milliards de yens"])
    def check(texts):
        tables = parser.parse(as_articles(texts))
        for name, schema in PARSED.items():
            conform(tables[name], schema, name=name)
        for name in MENTION_TABLES:
            for row in tables[name].iter_rows(named=True):
                text = texts[int(row["article_id"], 16)]
                assert 0 <= row["char_start"] < row["char_end"] <= len(text)
                assert text[row["char_start"] : row["char_end"]] == row["surface"]
        for name, index in (("passages", "passage_index"), ("sentences", "sentence_index")):
            end_before = dict.fromkeys(range(len(texts)), 0)
            for row in tables[name].sort("article_id", index).iter_rows(named=True):
                number = int(row["article_id"], 16)
                assert end_before[number] <= row["char_start"] <= row["char_end"] <= len(texts[number]), name
                end_before[number] = row["char_end"]

    check()


ADVERSARIAL = [
    pytest.param("1", id="one long number"),
    pytest.param("1 ", id="digits and blanks"),
    pytest.param("1,", id="digits and commas"),
    pytest.param("1.000.", id="groups without end"),
    pytest.param("((((", id="nested brackets"),
    pytest.param("(1 € ", id="brackets that never close"),
    pytest.param("$", id="currency marks"),
    pytest.param("一", id="kanji numerals"),
    pytest.param("兆", id="myriad units"),
    pytest.param("de à et ", id="range words"),
    pytest.param("ministère de la ", id="a name without end"),
    pytest.param("one million and ", id="numerals in words that and joins"),
    pytest.param("3 millions d’euros, il en verse 3, ", id="bare sums behind a sum"),
    pytest.param("$1, ", id="a list of prices"),
    pytest.param("Aa", id="letters without a space"),
    pytest.param("1 milliard d’euros (1 Md$), ", id="amounts all the way"),
    pytest.param("19 décembre 2025 ", id="dates all the way"),
    pytest.param("\n", id="empty lines"),
]


def seconds(parser: Parser, text: str) -> float:
    """CPU seconds of one parse."""
    articles = as_articles([text])
    start = time.process_time()
    parser.parse(articles)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("unit", ADVERSARIAL)
def test_time_grows_with_the_length_on_adversarial_text(parser, unit):
    length = 30_000
    short = seconds(parser, unit * (length // len(unit)))
    long = seconds(parser, unit * (GROWTH * length // len(unit)))
    assert long < max(FLOOR_SECONDS, short) * GROWTH * SLACK


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["x1€", "x1€  "], ids=["without a space", "with runs of blanks"])
def test_ten_megabytes_are_parsed_in_bounded_time(parser, unit):
    text = unit * (10_000_000 // len(unit.encode()))  # the euro sign takes three bytes
    assert seconds(parser, text) < 60  # 10 MB at 60 MB per CPU second is 0.2 s; only a quadratic step takes a minute
