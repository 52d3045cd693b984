"""The language of a passage, from its script and its commonest words. Frames in, frame out.

What belongs here: telling languages apart. What does not: what is done with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from orchestration.extract.lexicon import Lexicon

SAMPLE_CHARS: Final = 1_000  # enough to tell, and a bound on the work
MIN_STOPWORDS: Final = 3  # fewer decide only together with the article's own language
LEAD: Final = 1.25  # the winner has a quarter more stop words than the next
NOT_A_LETTER: Final = r"[^\p{L}]+"
SCRIPTS: Final = {  # language to the script that only it is written in
    "ja": r"[\p{Hiragana}\p{Katakana}]",
    "ko": r"\p{Hangul}",
    "zh": r"\p{Han}",
    "ru": r"\p{Cyrillic}",
    "ar": r"\p{Arabic}",
    "hi": r"\p{Devanagari}",
    "th": r"\p{Thai}",
    "el": r"\p{Greek}",
    "he": r"\p{Hebrew}",
}
MIN_SCRIPT_RATIO: Final = 0.2  # of the letters; a name in kanji does not make a French passage Japanese
MIN_HAN_RATIO: Final = 0.5
MIN_HAN_WIDTH: Final = 45  # bytes; a Japanese heading may well have no kana


@dataclass(frozen=True)
class LanguagePatterns:
    """Stop words by language.

    Attributes:
        stopwords: Language code to a regular expression of its commonest words, each after a blank.
    """

    stopwords: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_lexicon(cls, lexicon: Lexicon) -> "LanguagePatterns":
        """Read the seed ``ref_stopwords`` (language, words separated by blanks).

        Args:
            lexicon: The seeds.

        Returns:
            The patterns.

        Raises:
            KeyError: The seed is missing.
        """
        rows = lexicon.table("ref_stopwords").select("language", "words").iter_rows()
        return cls({language: rf" (?:{words.replace(' ', '|')})(?-u:\b)" for language, words in rows})


def detect_language(pieces: pl.DataFrame, articles: pl.DataFrame, patterns: LanguagePatterns) -> pl.DataFrame:
    """Add ``language`` to passages.

    A passage that says too little takes the language declared for the article, else that of most of its text.

    Args:
        pieces: Passages with ``article_id``, ``piece`` (their text, null for metadata) and ``width``.
        articles: ``ARTICLES`` contract.
        patterns: Stop words.

    Returns:
        The passages in the same order, with ``language``: a code of ISO 639-1 or ``und``.
    """
    sample = pl.col("piece").fill_null("").str.head(SAMPLE_CHARS).str.to_lowercase()
    words = pl.concat_str(pl.lit(" "), pl.col("sample").str.replace_all(NOT_A_LETTER, " "), pl.lit(" "))
    letters = pl.max_horizontal(pl.col("sample").str.count_matches(r"\p{L}"), 1)
    counts = [
        pl.col("words").str.count_matches(stopwords).cast(pl.Float64).alias(f"words_{language}")
        for language, stopwords in patterns.stopwords.items()
    ]
    ratios = [
        (pl.col("sample").str.count_matches(script) / pl.col("letters")).alias(f"script_{code}")
        for code, script in SCRIPTS.items()
    ]
    sampled = pieces.with_columns(sample.alias("sample")).with_columns(words.alias("words"), letters.alias("letters"))
    known = sampled.with_columns(*counts, *ratios).with_columns(_decide(list(patterns.stopwords)).alias("own_language"))
    declared = articles.select("article_id", pl.col("language").alias("declared"))
    majority = _majority(known)
    joined = known.join(declared, on="article_id", how="left", validate="m:1", maintain_order="left").join(
        majority, on="article_id", how="left", validate="m:1", maintain_order="left"
    )
    around = pl.coalesce("declared", "majority")
    is_kanji_only = (pl.col("own_language") == "zh") & (around == "ja")
    own = pl.when(~is_kanji_only.fill_null(value=False)).then("own_language")
    return joined.with_columns(pl.coalesce(own, around, pl.lit("und")).alias("language"))


def _decide(languages: list[str]) -> pl.Expr:
    """Decide by script first, then by stop words with a clear lead; null when neither tells."""
    by_script = pl.coalesce(
        *[pl.when(pl.col(f"script_{code}") >= MIN_SCRIPT_RATIO).then(pl.lit(code)) for code in SCRIPTS if code != "zh"],
        pl.when((pl.col("script_zh") >= MIN_HAN_RATIO) & (pl.col("width") >= MIN_HAN_WIDTH)).then(pl.lit("zh")),
    )
    if not languages:
        return by_script
    columns = [f"words_{language}" for language in languages]
    best = pl.max_horizontal(columns)
    runner_up = pl.concat_list(columns).list.sort(descending=True).list.get(1, null_on_oob=True).fill_null(0)
    clear = (best >= MIN_STOPWORDS) & (best >= LEAD * runner_up)
    winner = pl.coalesce(*[pl.when(pl.col(f"words_{code}") == best).then(pl.lit(code)) for code in languages])
    return pl.coalesce(by_script, pl.when(clear).then(winner))


def _majority(known: pl.DataFrame) -> pl.DataFrame:
    """Give the language of most of each article's text."""
    widths = (
        known.filter(pl.col("own_language").is_not_null()).group_by("article_id", "own_language").agg(pl.sum("width"))
    )
    return (
        widths.sort("width", "own_language", descending=[True, False])
        .group_by("article_id", maintain_order=True)
        .agg(pl.first("own_language").alias("majority"))
    )
