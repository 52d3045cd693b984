"""The kind of a passage: title, byline, heading, body, list item, summary, page furniture, repeated copy.

What belongs here: what layout, place and cues tell about a passage. What does not: cutting the text (``passages``) and
the words that give a kind away (seed ``ref_passage_cues``).
"""

from dataclasses import dataclass, field
from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.language import LanguagePatterns
from orchestration.extract.lexicon import Lexicon

# Widths are bytes of UTF-8: a kanji says as much as three letters.
MAX_HEADING_WIDTH: Final = 220
MAX_RUBRIC_WIDTH: Final = 40  # "Technologies et diplomatie" above the title proper
MAX_TAIL_WIDTH: Final = 320  # a wider passage is an argument, not furniture of the page
MAX_DISCLAIMER_CHARS: Final = 800
MAX_CUE_CHARS: Final = 100
SUBSTANTIVE_WIDTH: Final = 200
STATEMENT_WIDTH: Final = 80
REPEATED_WIDTH: Final = 200
REPEATED_PASSAGES: Final = 3
FIRST_PASSAGES: Final = 3  # bylines stand no lower, unless at the end

NEVER: Final = r"[^\s\S]"
STATEMENT_END: Final = r"[.。;；,，…][\s\"»”’」』）)\]]*$"
# A Japanese quotation drops its last 。, but keeps the others: no heading holds one, though a title may.
POLITE_END: Final = "(?:です|ます|した|せん|しょう|さい)[」』]$"
SENTENCE_BREAK: Final = r"。[^」』）)]"
QUESTION: Final = r"^(?:[―—─]{1,2}|[QＱ問]\s?[:：.．])\s*\S"  # of an interview
QUOTATION: Final = r"^[「『«“].*[」』»”]$"
LEADING_PUNCTUATION: Final = r"^[^\p{L}\p{N}]+"
LIST_MARKER: Final = r"^(?:[-–—•*·▪◦‣・■●◆○]\s*|[0-9]{1,2}[.)）]\s)\S"
# "Quay  2.1 billion yen", one of several lines
TABLE_ROW: Final = r"^\p{L}.*[\s　:：…][^\s　]{0,4}[0-9０-９][^.。!?]{0,24}$"
KEPT: Final = Keeper()


@dataclass(frozen=True)
class Cue:
    """Regular expressions of one kind of cue, for text in lower case; ``NEVER`` where the seed has none.

    Attributes:
        anchored: Tried at the start of a passage, without its leading punctuation.
        floating: Tried anywhere in it.
    """

    anchored: str = NEVER
    floating: str = NEVER


@dataclass(frozen=True)
class PassagePatterns:
    """Compiled cues.

    Attributes:
        byline: A byline; tried on the text as written, because capitals tell.
        summary: The start of a summary.
        furniture: A short piece of page furniture, wherever it stands.
        tail: A short piece of page furniture after the last substantive passage.
        disclaimer: A notice of the publisher, of any length.
        abbreviation: Matches a text that ends with an abbreviation, so that its full stop ends no sentence.
        languages: Stop words by language.
    """

    byline: str = NEVER
    summary: Cue = field(default_factory=Cue)
    furniture: Cue = field(default_factory=Cue)
    tail: Cue = field(default_factory=Cue)
    disclaimer: Cue = field(default_factory=Cue)
    abbreviation: str = NEVER
    languages: LanguagePatterns = field(default_factory=LanguagePatterns)


NO_CUES: Final = PassagePatterns()


def compile_passages(lexicon: Lexicon) -> PassagePatterns:
    """Read the cues of passages from the seeds.

    Args:
        lexicon: Holds ``ref_passage_cues`` (language, cue_type, pattern, note) and ``ref_stopwords``.

    Returns:
        The patterns for ``segment`` and ``split_sentences``.

    Raises:
        KeyError: A seed is missing.
    """
    cues = lexicon.table("ref_passage_cues")

    def alternatives(cue_type: str) -> list[str]:
        patterns = cues.filter(pl.col("cue_type") == cue_type).get_column("pattern").to_list()
        return [pattern.replace(r"\b", r"(?-u:\b)") for pattern in patterns]

    def cue(cue_type: str) -> Cue:
        anchored = [pattern for pattern in alternatives(cue_type) if pattern.startswith("^")]
        floating = [pattern for pattern in alternatives(cue_type) if not pattern.startswith("^")]
        return Cue("|".join(anchored) or NEVER, "|".join(floating) or NEVER)

    shortened = "|".join([*alternatives("abbreviation"), r"\p{Lu}", r"\p{L}(?:\.\p{L})+"])
    return PassagePatterns(
        byline=f"(?i)(?:{'|'.join(alternatives('byline')) or NEVER})",
        summary=cue("summary"),
        furniture=cue("furniture"),
        tail=cue("tail"),
        disclaimer=cue("disclaimer"),
        abbreviation=rf"(?:^|[\s(’'«])(?:{shortened})\.\s*$",
        languages=LanguagePatterns.from_lexicon(lexicon),
    )


def measure(pieces: pl.DataFrame, patterns: PassagePatterns) -> pl.DataFrame:
    """Say of each passage how wide it is and which cues it holds.

    ``width`` counts bytes of UTF-8: a kanji says as much as three letters.
    """
    text = pl.col("text")
    opening = text.str.head(MAX_CUE_CHARS)
    # Texts that are too long are emptied, not nulled: Polars also searches what a null hides.
    short = pl.when(pl.col("width") <= MAX_TAIL_WIDTH).then(text).otherwise(pl.lit("")).str.to_lowercase()
    heading = pl.when(pl.col("width") <= MAX_HEADING_WIDTH).then(text).otherwise(pl.lit(""))
    measured = pieces.with_columns(pl.col("piece").str.strip_chars().alias("text")).with_columns(
        text.str.len_bytes().fill_null(0).alias("width"),
        opening.alias("opening"),
        text.str.head(MAX_DISCLAIMER_CHARS).alias("notice"),
    )
    return KEPT.call(
        measured.with_columns(short.alias("short")).with_columns_seq,
        (pl.col("origin") == "body").alias("is_body"),
        opening.str.contains(LIST_MARKER).fill_null(value=False).alias("is_list"),
        text.str.tail(4).str.contains(STATEMENT_END).fill_null(value=False).alias("ends_statement"),
        (text.str.tail(4).str.contains(POLITE_END) | heading.str.contains(SENTENCE_BREAK))
        .fill_null(value=False)
        .alias("is_spoken"),
        heading.str.contains(QUESTION).fill_null(value=False).alias("is_question"),
        heading.str.contains(QUOTATION).fill_null(value=False).alias("is_quotation"),
        text.str.starts_with("(").fill_null(value=False).alias("is_bracketed"),
        heading.str.contains(TABLE_ROW).fill_null(value=False).alias("is_row"),
        heading.str.contains(patterns.byline).fill_null(value=False).alias("has_byline"),
        _holds(_in_any_case(patterns.summary), pl.col("opening"), pl.col("opening")).alias("has_summary"),
        (
            _holds(patterns.furniture, pl.col("short"), pl.col("short"))
            | _holds(_in_any_case(patterns.disclaimer), pl.col("opening"), pl.col("notice"))
        ).alias("has_furniture"),
        _holds(patterns.tail, pl.col("short"), pl.col("short")).alias("has_tail"),
        text.hash().alias("wording"),
    ).drop("text", "opening", "short", "notice")


def _holds(cue: Cue, opening: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Tell whether a cue opens a passage, or stands anywhere in it.

    Args:
        cue: The cue, for any case or for the case of the texts.
        opening: The beginning of the passage.
        whole: The passage.
    """
    start = opening.str.replace(LEADING_PUNCTUATION, "").str.head(MAX_CUE_CHARS)
    return (start.str.contains(cue.anchored) | whole.str.contains(cue.floating)).fill_null(value=False)


def _in_any_case(cue: Cue) -> Cue:
    """Ignore case in the pattern: for long texts that is faster than to lower theirs."""
    return Cue(f"(?i){cue.anchored}", f"(?i){cue.floating}")


def mark_copies(pieces: pl.DataFrame) -> pl.DataFrame:
    """Find repeated passages: ``copied_index`` is the passage that they repeat, null for the others.

    A run of repeats at the same distance is a copy when it is long or has at least three passages; so a short line
    that returns by chance is none.
    """
    first = pl.col("passage_index").min().over("article_id", "wording")
    distance = pl.when("is_body").then(pl.col("passage_index") - first).fill_null(0)
    runs = pieces.with_columns(distance.alias("distance")).with_columns(
        pl.struct("article_id", "distance").rle_id().alias("run")
    )
    is_copy = (pl.col("distance") > 0) & (
        (pl.col("width").sum().over("run") >= REPEATED_WIDTH) | (pl.len().over("run") >= REPEATED_PASSAGES)
    )
    beside = pl.col("is_run_copy").shift(1).over("article_id") | pl.col("is_run_copy").shift(-1).over("article_id")
    return runs.with_columns(is_copy.alias("is_run_copy")).with_columns(
        pl.when(pl.col("is_run_copy") | ((pl.col("distance") > 0) & beside.fill_null(value=False)))
        .then(pl.col("passage_index") - pl.col("distance"))
        .alias("copied_index")
    )


def name_kinds(pieces: pl.DataFrame) -> pl.DataFrame:
    """Add ``passage_kind`` from the cues, the layout and the place in the article."""
    index = pl.col("passage_index")
    is_original = pl.col("is_body") & pl.col("copied_index").is_null()
    is_content = (
        is_original
        & ~pl.col("has_furniture")
        & ~pl.col("has_tail")
        & (
            (pl.col("width") >= SUBSTANTIVE_WIDTH)
            | ((pl.col("ends_statement") | pl.col("is_spoken")) & (pl.col("width") >= STATEMENT_WIDTH))
        )
    )
    placed = pieces.with_columns(
        (index - index.filter("is_body").min().over("article_id")).alias("body_index"),
        index.filter(is_content).max().over("article_id").fill_null(-1).alias("last_content"),
        (pl.col("origin") == "title").any().over("article_id").alias("has_title"),
        (index == index.max().over("article_id")).alias("is_at_end"),
    ).with_columns((pl.col("is_body") & (index > pl.col("last_content"))).alias("is_after"))
    opens_tail = pl.col("is_after") & (pl.col("has_tail") | pl.col("has_furniture"))
    is_answer = pl.col("is_quotation") & pl.col("is_question").shift(1).over("article_id").fill_null(value=False)
    is_short = (pl.col("width") <= MAX_HEADING_WIDTH) & ~pl.col("ends_statement") & ~is_answer & ~pl.col("is_list")
    may_be_title = ~pl.col("has_title") & is_short & ~pl.col("is_at_end") & ~pl.col("has_furniture")
    follows_rubric = (
        may_be_title.shift(1) & (pl.col("width").shift(1) <= MAX_RUBRIC_WIDTH) & (pl.col("body_index") == 1)
    )
    is_title = may_be_title & ((pl.col("body_index") == 0) | follows_rubric.fill_null(value=False))
    is_heading = is_short & ~pl.col("is_spoken")
    is_row = is_heading & pl.col("is_row") & is_original
    beside = (is_row.shift(1) | is_row.shift(-1)).over("article_id").fill_null(value=False)
    is_placed_byline = pl.col("has_byline") & ((pl.col("body_index") < FIRST_PASSAGES) | pl.col("is_after"))
    kind = (
        pl.when(~pl.col("is_body"))
        .then("origin")
        .when(pl.col("copied_index").is_not_null())
        .then(pl.lit("duplicate"))
        .when(is_placed_byline)
        .then(pl.lit("byline"))
        .when(pl.col("has_furniture") | opens_tail.cum_max().over("article_id"))
        .then(pl.lit("boilerplate"))
        .when("has_summary")
        .then(pl.lit("summary"))
        .when(is_title)
        .then(pl.lit("title"))
        .when(pl.col("is_list") | (is_row & beside))
        .then(pl.lit("list_item"))
        .when(is_heading & ~pl.col("is_bracketed") & ~pl.col("is_at_end"))
        .then(pl.lit("heading"))
        .otherwise(pl.lit("body"))
    )
    return placed.with_columns(kind.alias("passage_kind"))
