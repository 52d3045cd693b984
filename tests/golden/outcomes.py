"""Right and wrong answers, counted.

What belongs here: one outcome, the counts and ratios over many, and their table. What does not: deciding what is right.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.table import Table

Verdict = Literal["right", "wrong", "missed", "false"]


@dataclass(frozen=True)
class Outcome:
    """One comparison of the gold with what the pipeline says.

    Attributes:
        corpus: Gold set.
        kind: What is compared: money, modality, dates, ...
        language: Of the article; "" for what spans articles.
        article: Name of the article, or of the cluster, finding or case.
        verdict: right; wrong (found with another value: counts against precision and recall); missed; false (not in the
            gold).
        expected: What the gold has, as text.
        found: What the pipeline has, as text.
        context: The text around, or the reason.
    """

    corpus: str
    kind: str
    language: str
    article: str
    verdict: Verdict
    expected: str = ""
    found: str = ""
    context: str = ""


@dataclass(frozen=True)
class Score:
    """Counts of one line of the scoreboard."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1.0 when nothing was found."""
        found = self.right + self.wrong + self.false
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found and is right; 1.0 when there is none."""
        required = self.right + self.wrong + self.missed
        return self.right / required if required else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def tally(outcomes: Iterable[Outcome], key: Callable[[Outcome], tuple[str, ...]]) -> dict[tuple[str, ...], Score]:
    """Count outcomes by a key.

    Args:
        outcomes: Any number.
        key: What a line of the scoreboard stands for.

    Returns:
        Score per key, in the order in which the keys were first seen.
    """
    counts: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for outcome in outcomes:
        counts[key(outcome)][outcome.verdict] += 1
    return {line: Score(**count) for line, count in counts.items()}


def score_of(outcomes: Iterable[Outcome], kind: str) -> Score:
    """Score of one kind over everything given; no outcome at all gives the score of an empty set.

    Args:
        outcomes: Any number, of any kind.
        kind: The kind to count.
    """
    counted = tally((o for o in outcomes if o.kind == kind), lambda o: (o.kind,))
    return counted.get((kind,), Score())


def as_records(outcomes: Sequence[Outcome]) -> list[dict[str, str | int | float]]:
    """The scoreboard as plain records, one per corpus, kind and language ("all" first).

    Args:
        outcomes: All outcomes.

    Returns:
        Records with corpus, kind, language, right, wrong, missed, false, precision, recall, f1 (0-1).
    """
    lines: dict[tuple[str, ...], Score] = {}
    whole = tally(outcomes, lambda o: (o.corpus, o.kind))
    by_language = tally((o for o in outcomes if o.language), lambda o: (o.corpus, o.kind, o.language))
    for (corpus, kind), score in whole.items():
        lines[(corpus, kind, "all")] = score
        parts = {k: s for k, s in by_language.items() if k[:2] == (corpus, kind)}
        lines |= dict(sorted(parts.items())) if len(parts) > 1 else {}
    return [
        {
            "corpus": corpus,
            "kind": kind,
            "language": language,
            "right": score.right,
            "wrong": score.wrong,
            "missed": score.missed,
            "false": score.false,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
        }
        for (corpus, kind, language), score in lines.items()
    ]


def as_table(outcomes: Sequence[Outcome]) -> Table:
    """The scoreboard for a terminal: one line per corpus and kind, F1 per language beside it.

    Args:
        outcomes: All outcomes.
    """
    records = as_records(outcomes)
    languages = sorted({str(r["language"]) for r in records} - {"all"})
    table = Table(title="Scoreboard (languages: F1)", box=SIMPLE_HEAD)
    for column in ("corpus", "kind"):
        table.add_column(column, no_wrap=True)
    for column in ("right", "wrong", "missed", "false", "precision", "recall", "F1", *languages):
        table.add_column(column, justify="right", no_wrap=True)
    f1 = {(r["corpus"], r["kind"], r["language"]): f"{r['f1']:.3f}" for r in records}
    previous = ""
    for record in (r for r in records if r["language"] == "all"):
        corpus, kind = str(record["corpus"]), str(record["kind"])
        if previous and corpus != previous:
            table.add_section()
        counts = [str(record[c]) for c in ("right", "wrong", "missed", "false")]
        ratios = [f"{record[c]:.3f}" for c in ("precision", "recall", "f1")]
        per_language = [f1.get((corpus, kind, language), "") for language in languages]
        table.add_row(corpus if corpus != previous else "", kind, *counts, *ratios, *per_language)
        previous = corpus
    return table


def failures(outcomes: Iterable[Outcome], kinds: Sequence[str]) -> list[Outcome]:
    """Outcomes that are not right, of the kinds asked for, each place once.

    Args:
        outcomes: Any number.
        kinds: Kinds to keep; a kind ending in ``*`` keeps all that begin so.
    """
    prefixes = tuple(k[:-1] for k in kinds if k.endswith("*"))
    listed: dict[tuple[str, ...], Outcome] = {}
    for o in outcomes:
        if o.verdict != "right" and (o.kind in kinds or (prefixes and o.kind.startswith(prefixes))):
            listed.setdefault((o.article, o.verdict, o.expected, o.found, o.context), o)
    return list(listed.values())
