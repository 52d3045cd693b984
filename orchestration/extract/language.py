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
USUAL: Final = ("fr", "en")  # tried first: most passages are plainly one of them
PLAIN_DENSITY: Final = 1 / 25  # stop words per character; running text in another Latin language stays below
OTHER_SCRIPT: Final = r"[\x{370}-\x{1DFF}\x{2E80}-\x{D7FF}]"
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
        return cls({language: rf"[ '’\n](?:{words.replace(' ', '|')})(?-u:\b)" for language, words in rows})


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
    sample = pl.concat_str(pl.lit(" "), pl.col("piece").fill_null("").str.head(SAMPLE_CHARS).str.to_lowercase())
    numbered = pieces.with_row_index("piece_order").with_columns(sample.alias("sample"))
    is_latin = ~pl.col("sample").str.contains(OTHER_SCRIPT)
    latin = numbered.filter(is_latin)
    usual = _by_stopwords(latin, {code: patterns.stopwords[code] for code in USUAL if code in patterns.stopwords})
    is_plain = pl.col("density") >= PLAIN_DENSITY
    unusual = _by_stopwords(latin.join(usual.filter(is_plain), on="piece_order", how="anti"), patterns.stopwords)
    mixed = _by_script(numbered.filter(~is_latin), patterns.stopwords)
    decided = pl.concat([f.select("piece_order", "own_language") for f in (usual.filter(is_plain), unusual, mixed)])
    known = numbered.join(decided, on="piece_order", how="left", validate="1:1", maintain_order="left").drop("sample")
    declared = articles.select("article_id", pl.col("language").alias("declared"))
    joined = known.join(declared, on="article_id", how="left", validate="m:1", maintain_order="left").join(
        _majority(known), on="article_id", how="left", validate="m:1", maintain_order="left"
    )
    around = pl.coalesce("declared", "majority")
    is_kanji_only = (pl.col("own_language") == "zh") & (around == "ja")
    own = pl.when(~is_kanji_only.fill_null(value=False)).then("own_language")
    return joined.with_columns(pl.coalesce(own, around, pl.lit("und")).alias("language"))


def _by_stopwords(samples: pl.DataFrame, stopwords: Mapping[str, str]) -> pl.DataFrame:
    """Decide by stop words with a clear lead; null when they do not tell.

    Returns:
        ``piece_order``, ``own_language`` and ``density``, the winner's stop words per character.
    """
    if not stopwords:
        nothing = [pl.lit(None, pl.String).alias("own_language"), pl.lit(0.0).alias("density")]
        return samples.select("piece_order", *nothing)
    counts = [
        pl.col("sample").str.count_matches(words).cast(pl.Float64).alias(code) for code, words in stopwords.items()
    ]
    counted = samples.select("piece_order", pl.col("sample").str.len_chars().alias("length"), *counts)
    best = pl.max_horizontal(list(stopwords))
    runner_up = pl.concat_list(list(stopwords)).list.sort(descending=True).list.get(1, null_on_oob=True).fill_null(0)
    winner = pl.coalesce(*[pl.when(pl.col(code) == best).then(pl.lit(code)) for code in stopwords])
    is_clear = (best >= MIN_STOPWORDS) & (best >= LEAD * runner_up)
    own = pl.when(is_clear).then(winner).alias("own_language")
    density = pl.when(is_clear).then(best / pl.col("length")).otherwise(0.0).alias("density")
    return counted.select("piece_order", own, density)


def _by_script(samples: pl.DataFrame, stopwords: Mapping[str, str]) -> pl.DataFrame:
    """Decide by script, else by stop words; ``piece_order`` and ``own_language``."""
    letters = pl.max_horizontal(pl.col("sample").str.count_matches(r"\p{L}"), 1)
    ratios = [(pl.col("sample").str.count_matches(script) / letters).alias(code) for code, script in SCRIPTS.items()]
    counted = samples.select("piece_order", "width", *ratios)
    by_script = pl.coalesce(
        *[pl.when(pl.col(code) >= MIN_SCRIPT_RATIO).then(pl.lit(code)) for code in SCRIPTS if code != "zh"],
        pl.when((pl.col("zh") >= MIN_HAN_RATIO) & (pl.col("width") >= MIN_HAN_WIDTH)).then(pl.lit("zh")),
    )
    by_words = _by_stopwords(samples, stopwords).select("piece_order", by_words="own_language")
    joined = counted.with_columns(by_script.alias("by_script")).join(
        by_words, on="piece_order", how="left", validate="1:1"
    )
    return joined.select("piece_order", pl.coalesce("by_script", "by_words").alias("own_language"))


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
