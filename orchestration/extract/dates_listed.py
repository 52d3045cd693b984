"""What the words around a date say in languages of which only the words are listed.

What belongs here: deadlines, ranges, tense and what makes four digits a year, from the cue words of ``ref_date_words``.
What does not: French, English and Japanese (``dates_context``, ``dates_pairs``, ``dates_filter``), and the shapes of
dates (``date_forms_european``, ``date_forms_eastern``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.kept import Keeper
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.subsets import change
from orchestration.extract.windows import trie_any_case

KEPT: Final = Keeper()
MODS: Final = ("by", "before", "from", "until", "after", "since")  # in the order in which they are tried
TO: Final = "to"
AND: Final = "and"
AHEAD: Final = 1
GONE: Final = -1
_NOTHING: Final = r"[^\s\S]"
_TOLD: Final = {  # what is added to each wording; null in other languages
    "listed_mod": pl.String, "listed_cue": pl.Int32, "joins": pl.String, "opens": pl.Boolean, "is_led": pl.Boolean,
    "is_noun": pl.Boolean, "is_any": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True)
class ListedCues:
    """Patterns over the text before and after a wording.

    Attributes:
        before: Mod to what stands before a date that it bounds.
        before_part: The same before days and parts of periods only ("voor eind 2027").
        after: Mod to what stands after it.
        joins: ``TO`` or ``AND`` to what stands between the two ends of a range.
        opens: What stands before the first end.
        leads: What makes four digits behind it a year.
        nouns: What makes the word for tomorrow the morning.
        every: What makes a weekday any such day.
        tenses: 1 or -1 to the words that tell the future or the past.
    """

    before: Mapping[str, str]
    before_part: Mapping[str, str]
    after: Mapping[str, str]
    joins: Mapping[str, str]
    opens: str
    leads: str
    nouns: str
    every: str
    tenses: Mapping[int, str]


def compile_cues(lexicon: Lexicon, language: str, *, is_spaced: bool) -> ListedCues:
    """Build the patterns of one language from ``ref_date_words``.

    Args:
        lexicon: The seeds.
        language: ISO 639-1 code.
        is_spaced: Whether blanks part its words.

    Returns:
        The patterns; a kind without words gives one that matches nothing.
    """
    rows = lexicon.table("ref_date_words").filter(pl.col("language") == language)

    def words(*kinds: str, value: str | None = None) -> str:
        chosen = rows.filter(pl.col("kind").is_in(kinds) & (value is None or pl.col("value") == value))["word"]
        return trie_any_case(chosen.unique().sort()) if len(chosen) else _NOTHING

    def verbs(tense: int) -> str:
        spelled = rows.filter((pl.col("kind") == "tense") & (pl.col("value") == str(tense)))["word"].sort()
        whole = spelled.filter(~spelled.str.starts_with("-"))
        endings = spelled.filter(spelled.str.starts_with("-")).str.slice(1)
        ending = rf"\p{{L}}{{2,}}{trie_any_case(endings)}" if len(endings) else _NOTHING
        return rf"(?:{trie_any_case(whole)}|{ending})"

    open_left, close_right = (r"(?:^|[^\p{L}])", r"(?:[^\p{L}]|$)") if is_spaced else ("", "")
    articles = rf"(?:[\s'’]+{words('article')})*" if is_spaced else f"{words('article')}?"

    def behind(found: str) -> str:
        return rf"{open_left}{found}{articles}[\s'’]*$"

    def mods(kind: str) -> list[str]:
        told = rows.filter(pl.col("kind") == kind).get_column("value").to_list()
        return [mod for mod in MODS if mod in told]

    return ListedCues(
        before={mod: behind(words("cue_before", value=mod)) for mod in mods("cue_before")},
        before_part={mod: behind(words("cue_before_part", value=mod)) for mod in mods("cue_before_part")},
        after={mod: rf"^\s?{words('cue_after', value=mod)}{close_right}" for mod in mods("cue_after")},
        joins={name: rf"^\s?{words(kind)}{articles}[\s'’]*$" for name, kind in ((TO, "range_to"), (AND, "range_and"))},
        opens=behind(words("range_from")),
        leads=behind(words("year_lead", "cue_before", "cue_before_part", "range_from", "fiscal_year")),
        nouns=behind(words("noun_lead")),
        every=behind(words("every")),
        tenses={tense: rf"{open_left}{verbs(tense)}{close_right}" for tense in (AHEAD, GONE)},
    )


def with_listed(mentions: pl.DataFrame, cues: Mapping[str, ListedCues]) -> pl.DataFrame:
    """Say of each wording in one of the languages what the words around it tell.

    Args:
        mentions: Columns language, before, between, after, surface, day and part.
        cues: Language to its patterns.

    Returns:
        The rows with listed_mod (as ``mod``), listed_cue (1 future, -1 past, 0), joins (``TO`` or ``AND`` before the
        second end of a range), opens (it may be the first end), is_led (four digits are a year here), is_noun and
        is_any; all null in other languages.
    """
    told = mentions.with_columns(pl.lit(None, kind).alias(name) for name, kind in _TOLD.items())
    for language in mentions.get_column("language").unique().sort():
        if language in cues:
            told = change(told, pl.col("language") == language, *_values(cues[language]), kept=KEPT)
    return told


def _values(cues: ListedCues) -> list[pl.Expr]:
    """The columns of ``_TOLD`` in one language."""
    before, between, after = pl.col("before").str, pl.col("between").str, pl.col("after").str
    is_part = pl.col("part").is_not_null() | pl.col("day").is_not_null()
    clause = pl.concat_str(before.extract(r"([^.!?。\n]*)$"), after.extract(r"^([^.!?。\n]*)"), separator=" | ")
    ahead, gone = (clause.str.contains(f"(?i){cues.tenses[tense]}") for tense in (AHEAD, GONE))
    german_noun = pl.col("surface").str.contains(r"^\p{Lu}") & before.contains(r"\p{L}\s$")
    mods = [
        *(pl.when(before.contains(found)).then(pl.lit(mod)) for mod, found in cues.before.items()),
        *(pl.when(is_part & before.contains(found)).then(pl.lit(mod)) for mod, found in cues.before_part.items()),
        *(pl.when(after.contains(found)).then(pl.lit(mod)) for mod, found in cues.after.items()),
    ]
    return [
        pl.coalesce(*mods, pl.lit(None, pl.String)).alias("listed_mod"),
        pl.when(ahead & ~gone).then(AHEAD).when(gone & ~ahead).then(GONE).otherwise(0).alias("listed_cue"),
        pl.coalesce(pl.when(between.contains(found)).then(pl.lit(name)) for name, found in cues.joins.items()).alias(
            "joins"
        ),
        before.contains(cues.opens).alias("opens"),
        before.contains(cues.leads).alias("is_led"),
        (before.contains(cues.nouns) | ((pl.col("language") == "de") & german_noun)).alias("is_noun"),
        before.contains(cues.every).alias("is_any"),
    ]
