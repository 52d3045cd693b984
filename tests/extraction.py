"""Articles and seeds for the tests of extraction.

What belongs here: building small ``ARTICLES`` frames and reading the lexicon once. What does not: expectations.
"""

from functools import cache

import polars as pl

from orchestration.contracts import ARTICLES
from orchestration.extract.lexicon import Lexicon
from orchestration.reference import load_lexicon
from orchestration.settings import SEEDS_DIR


@cache
def lexicon() -> Lexicon:
    """Give the project's own seeds."""
    return load_lexicon(SEEDS_DIR)


def articles(*texts: str, language: str | None = None) -> pl.DataFrame:
    """Give texts as articles ``a0``, ``a1``, ... without front matter or date."""
    rows = [(f"a{number}", text, language, None, None, 0, None, None) for number, text in enumerate(texts)]
    return pl.DataFrame(rows, schema=ARTICLES, orient="row")


def cut(text: str, frame: pl.DataFrame) -> list[str]:
    """Cut the spans of a frame out of a text."""
    return [text[start:end] for start, end in frame.select("char_start", "char_end").iter_rows()]
