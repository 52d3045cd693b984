"""The language of a passage, from its script and its commonest words. Frames in, frame out.

What belongs here: telling languages apart. What does not: what is done with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.lexicon import Lexicon

SAMPLE_CHARS: Final = 1_000  # enough to tell, and a bound on the work
HEAD_CHARS: Final = 120  # looked at first: most passages are plain from their first words
DENSE: Final = 1 / 20  # stop words per character of the head that settle it
MIN_STOPWORDS: Final = 3  # fewer decide only together with the article's own language
LEAD: Final = 1.25  # the winner has a quarter more stop words than the next
USUAL: Final = ("fr", "en")  # tried first: most passages are plainly one of them
OWN_SHARE: Final = 1 / 3  # of the stop words of a plain passage that no other language has
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
KEPT: Final = Keeper()


@dataclass(frozen=True)
class LanguagePatterns:
    """Stop words by language.

    Attributes:
        stopwords: Language code to a regular expression of its commonest words, each after a blank.
        own: The usual languages to the same of those words that no other language has.
    """

    stopwords: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)

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
        listed = lexicon.table("ref_stopwords")
        rows = {code: words.split() for code, words in zip(listed["language"], listed["words"], strict=True)}
        others = {code: {w for other in rows.keys() - {code} for w in rows[other]} for code in USUAL if code in rows}
        own = {code: _anyone([w for w in rows[code] if w not in others[code] and len(w) > 1]) for code in others}
        return cls({code: _anyone(words) for code, words in rows.items()}, own)


def _anyone(words: list[str]) -> str:
    return rf"(?i)[ '’\n](?:{'|'.join(words)})(?-u:\b)"


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
    numbered = pieces.with_row_index("piece_order")
    head = _samples(numbered.select("piece_order", "piece", "width"), HEAD_CHARS)
    plain = _plain(head, patterns)
    doubtful = numbered.select("piece_order", "piece", "width").join(plain, on="piece_order", how="anti")
    decided = pl.concat([plain, _decide(_samples(doubtful, SAMPLE_CHARS), patterns)], how="diagonal")
    known = numbered.join(decided, on="piece_order", how="left", validate="1:1", maintain_order="left")
    around = (
        articles.select("article_id", pl.col("language").alias("declared"))
        .join(_majority(known), on="article_id", how="left", validate="1:1")
        .select("article_id", pl.coalesce("declared", "majority").alias("around"))
    )
    joined = known.join(around, on="article_id", how="left", validate="m:1", maintain_order="left")
    is_kanji_only = (pl.col("own_language") == "zh") & (pl.col("around") == "ja")
    own = pl.when(~is_kanji_only.fill_null(value=False)).then("own_language")
    return joined.with_columns(pl.coalesce(own, "around", "guess", pl.lit("und")).alias("language"))


def _samples(pieces: pl.DataFrame, chars: int) -> pl.DataFrame:
    """Give the beginning of each passage, and whether it is in Latin letters only."""
    sample = pl.concat_str(pl.lit(" "), pl.col("piece").fill_null("").str.head(chars))
    return pieces.select("piece_order", "width", sample.alias("sample")).with_columns(
        (~pl.col("sample").str.contains(OTHER_SCRIPT)).alias("is_latin")
    )


def _plain(heads: pl.DataFrame, patterns: LanguagePatterns) -> pl.DataFrame:
    """Decide what the first words already show: French and English by dense stop words, Japanese by kana."""
    latin = _usual(heads.filter("is_latin"), patterns, DENSE).filter("is_own").drop("is_own")
    kana = pl.col("sample").str.count_matches(SCRIPTS["ja"])
    is_japanese = kana >= 2 * MIN_SCRIPT_RATIO * pl.col("sample").str.len_chars()
    return pl.concat(
        [
            latin,
            heads.filter(~pl.col("is_latin"))
            .filter(is_japanese)
            .select("piece_order", pl.lit("ja").alias("own_language")),
        ]
    )


def _usual(samples: pl.DataFrame, patterns: LanguagePatterns, density: float) -> pl.DataFrame:
    """Decide for a usual language where its stop words are that dense.

    Returns:
        ``piece_order``, ``own_language`` and ``is_own``: enough of these words are that language's alone.
    """
    stopwords = {code: patterns.stopwords[code] for code in USUAL if code in patterns.stopwords}
    dense = _by_stopwords(samples, stopwords).filter(pl.col("density") >= density)
    told = dense.join(samples, on="piece_order", how="left", validate="1:1", maintain_order="left")
    share = OWN_SHARE * pl.col("density") * pl.col("sample").str.len_chars()
    judged = (
        KEPT.call(
            told.filter(pl.col("own_language") == code).with_columns_seq,
            (pl.col("sample").str.count_matches(own) >= share).alias("is_own"),
        )
        for code, own in patterns.own.items()
    )
    nothing = told.head(0).with_columns(pl.lit(value=True).alias("is_own"))
    return pl.concat([nothing, *judged]).select("piece_order", "own_language", "is_own")


def _decide(samples: pl.DataFrame, patterns: LanguagePatterns) -> pl.DataFrame:
    """Decide by all that is known; ``piece_order``, ``own_language`` and ``guess``, where only shared words tell it."""
    latin = samples.filter("is_latin")
    usual = _usual(latin, patterns, PLAIN_DENSITY)
    plain = usual.filter("is_own")
    unusual = _by_stopwords(latin.join(plain, on="piece_order", how="anti"), patterns.stopwords)
    mixed = _by_script(samples.filter(~pl.col("is_latin")), patterns.stopwords)
    told = pl.concat([f.select("piece_order", "own_language") for f in (plain, unusual, mixed)])
    guess = usual.select("piece_order", pl.col("own_language").alias("guess"))
    return told.join(guess, on="piece_order", how="left", validate="1:1")


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
    length = pl.col("sample").str.len_chars().alias("length")
    codes = list(stopwords)
    behind = (pl.min_horizontal(pl.max_horizontal(codes[:rank]), codes[rank]) for rank in range(1, len(codes)))
    counted = KEPT.call(samples.select_seq, "piece_order", length, *counts).with_columns(
        pl.max_horizontal(codes).alias("best"), pl.max_horizontal(pl.lit(0.0), *behind).alias("runner_up")
    )
    best, runner_up = pl.col("best"), pl.col("runner_up")
    winner = pl.coalesce(*[pl.when(pl.col(code) == best).then(pl.lit(code)) for code in stopwords])
    is_clear = (best >= MIN_STOPWORDS) & (best >= LEAD * runner_up)
    own = pl.when(is_clear).then(winner).alias("own_language")
    density = pl.when(is_clear).then(best / pl.col("length")).otherwise(0.0).alias("density")
    return counted.select("piece_order", own, density)


def _by_script(samples: pl.DataFrame, stopwords: Mapping[str, str]) -> pl.DataFrame:
    """Decide by script, else by stop words; ``piece_order`` and ``own_language``."""
    is_japanese = pl.col("ja") >= MIN_SCRIPT_RATIO
    counted = samples.with_columns(pl.max_horizontal(pl.col("sample").str.count_matches(r"\p{L}"), 1).alias("letters"))
    shares = _shares(counted, ["ja"])
    others = [code for code in SCRIPTS if code != "ja"]
    rest = _shares(shares.filter(~is_japanese), others)
    by_script = pl.coalesce(
        *[pl.when(pl.col(code) >= MIN_SCRIPT_RATIO).then(pl.lit(code)) for code in others if code != "zh"],
        pl.when((pl.col("zh") >= MIN_HAN_RATIO) & (pl.col("width") >= MIN_HAN_WIDTH)).then(pl.lit("zh")),
    )
    told = rest.select("piece_order", "sample", by_script.alias("own_language"))
    by_words = _by_stopwords(told.filter(pl.col("own_language").is_null()), stopwords)
    return pl.concat(
        [
            shares.filter(is_japanese).select("piece_order", pl.lit("ja").alias("own_language")),
            told.filter(pl.col("own_language").is_not_null()).select("piece_order", "own_language"),
            by_words.select("piece_order", "own_language"),
        ]
    )


def _shares(samples: pl.DataFrame, codes: list[str]) -> pl.DataFrame:
    """Add the share of the letters that each script has."""
    counts = (pl.col("sample").str.count_matches(SCRIPTS[code]) for code in codes)
    return samples.with_columns(
        (count / pl.col("letters")).alias(code) for code, count in zip(codes, counts, strict=True)
    )


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
