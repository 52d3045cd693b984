"""Articles and seeds for the tests of extraction, and cases that are parsed together.

What belongs here: building small ``ARTICLES`` frames and reading the lexicon and the parser once. What does not:
expectations.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

import polars as pl

from orchestration.contracts import ARTICLES
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.parse import Parser
from orchestration.reference import load_lexicon
from orchestration.settings import SEEDS_DIR


@cache
def lexicon() -> Lexicon:
    """Give the project's own seeds."""
    return load_lexicon(SEEDS_DIR)


@cache
def full_parser() -> Parser:
    """Give the parser of the project's own seeds."""
    return Parser.from_lexicon(lexicon())


class Case(NamedTuple):
    """A text as a case of a test, with what its record says of it."""

    text: str
    language: str | None = None
    published_on: date | None = None
    published_until_on: date | None = None


def articles(*texts: str, language: str | None = None) -> pl.DataFrame:
    """Give texts as articles ``a0``, ``a1``, ... without front matter or date."""
    return as_articles(Case(text, language) for text in texts)


def as_articles(cases: Iterable[Case]) -> pl.DataFrame:
    """Give cases as articles ``a0``, ``a1``, ... without front matter."""
    rows = [(f"a{number}", *case[:3], case[3] or case[2], 0, None, None) for number, case in enumerate(cases)]
    return pl.DataFrame(rows, schema=ARTICLES, orient="row")


def single_sentences(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Give articles with passages and sentences in which each text is one body passage and one sentence."""
    nothing, zero = pl.lit(None, pl.String), pl.lit(0, pl.Int64)
    passages = frame.select(
        (pl.col("article_id") + "-p0").alias("passage_id"),
        "article_id",
        zero.alias("passage_index"),
        pl.lit("body").alias("passage_kind"),
        zero.alias("char_start"),
        pl.col("text").str.len_chars().cast(pl.Int64).alias("char_end"),
        "language",
        nothing.alias("duplicate_of_passage_id"),
    )
    sentences = passages.select("article_id", zero.alias("sentence_index"), "passage_index", "char_start", "char_end")
    return frame, passages, sentences


class ParsedCases:
    """What a step of the extraction finds in many texts, read in one go.

    A call costs what planning its queries costs, whatever it reads: one call for all cases of a module instead of one
    for each makes a module as fast as a single case. Each case is an article of its own, which nothing of another
    article reaches; ``test_parse`` and ``test_entities`` hold the extraction to that.
    """

    def __init__(self, cases: Iterable[Case], extract: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
        self._numbers = {case: number for number, case in enumerate(dict.fromkeys(cases))}
        self._extract = extract

    def __getitem__(self, case: Case) -> pl.DataFrame:
        """Give the rows that were found in a case, in their order; a case that was not announced is read alone."""
        if case not in self._numbers:
            return self._extract(as_articles([case]))
        return self._found.filter(pl.col("article_id") == f"a{self._numbers[case]}")

    @cached_property
    def _found(self) -> pl.DataFrame:
        return self._extract(as_articles(self._numbers))


def first_values(*parametrizations: Iterable[Any]) -> list[str]:
    """Give the texts of lists of ``pytest.param``, whose first value is the text."""
    return [case.values[0] for parameters in parametrizations for case in parameters]


def cut(text: str, frame: pl.DataFrame) -> list[str]:
    """Cut the spans of a frame out of a text."""
    return [text[start:end] for start, end in frame.select("char_start", "char_end").iter_rows()]
