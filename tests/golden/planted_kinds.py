"""Each kind of contradiction that is planted in a generated pair, and the rules that should report it.

What belongs here: which change answers to which rules. What does not: the changes (``planted_figures`` within a report,
``planted_sources`` between two) and how a report is written (``planted``).

Nothing is planted for R19, R21, R31 and R35: they judge what the pipeline made of a text, not the text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.golden import planted_figures as figures
from tests.golden import planted_sources as sources
from tests.golden import planted_words as words
from tests.golden.planted import Pair, Rates, Report, assemble, clean_reports, honest_reports, make_story

Change = Callable[[Random, Report, Report], tuple[Report, Report]]
CLEAN: Final = "clean"


@dataclass(frozen=True)
class Kind:
    """A kind of contradiction.

    Attributes:
        rules: Rules of which one must report it.
        change: Plants it in two honest reports.
        payers: Whose announcement it may be.
    """

    rules: frozenset[str]
    change: Change
    payers: Sequence[words.Payer] = words.PAYERS


def _kind(rules: str, change: Change, payers: Sequence[words.Payer] = words.PAYERS) -> Kind:
    """A kind, its rules in one string."""
    return Kind(frozenset(rules.split()), change, payers)


YEN_PAYERS: Final = [payer for payer in words.PAYERS if payer.currency == "JPY"]


KINDS: Final[Mapping[str, Kind]] = {
    "equivalent off": _kind("R01", figures.equivalent_off),
    "equivalent scaled": _kind("R01 R02", figures.equivalent_scaled),
    "scale word open": _kind("R03", figures.scale_word_open, YEN_PAYERS),
    "amount scaled": _kind("R04", sources.amount_scaled),
    "amount differs": _kind("R04", sources.amount_differs),
    "equal sums": _kind("R05", sources.equal_sums),
    "title differs": _kind("R06", figures.title_differs),
    "floor above ceiling": _kind("R07 R04", sources.floor_above_ceiling),
    "status falls": _kind("R08", sources.status_falls),
    "paid before start": _kind("R09 R08", figures.paid_before_start),
    "part above whole": _kind("R10", figures.part_above_whole),
    "pace mixed": _kind("R11", figures.pace_mixed),
    "years differ": _kind("R12", sources.years_differ),
    "years do not fit": _kind("R13", figures.years_do_not_fit),
    "fiscal year explained": _kind("R14", figures.fiscal_year_explained, YEN_PAYERS),
    "weekday wrong": _kind("R15", figures.weekday_wrong),
    "announced after publication": _kind("R16", figures.announced_after_publication),
    "announcements differ": _kind("R17", sources.announcements_differ),
    "old news": _kind("R18", sources.old_news),
    "office over": _kind("R18", figures.office_over),
    "copied": _kind("R20", sources.copied),
    "family named": _kind("R22", figures.family_named),
    "payers swapped": _kind("R23", sources.payers_swapped),
    "sum wrong": _kind("R24", figures.sum_wrong),
    "sign shared": _kind("R25", figures.sign_shared, [words.DOLLAR_PAYER]),
    "currency left out": _kind("R26", figures.currency_left_out),
    "point in French": _kind("R27", figures.point_in_french),
    "comma lost": _kind("R27", figures.comma_lost),
    "scale word lost": _kind("R28", figures.scale_word_lost),
    "budget exceeded": _kind("R28", figures.budget_exceeded),
    "vague excludes": _kind("R29", figures.vague_excludes),
    "comparison false": _kind("R30", figures.comparison_false),
    "conversions incoherent": _kind("R32", figures.conversions_incoherent),
    "payer unnamed": _kind("R33", sources.payer_unnamed),
    "silent since": _kind("R34", figures.silent_since),
    "refined": _kind("R36", sources.refined),
}


def make_pairs(rates: Rates, *, clean: int, planted: int, seed: int) -> Iterator[Pair]:
    """Generate pairs, each about an announcement of its own.

    Args:
        rates: Currency and day to units per US dollar.
        clean: Pairs without any contradiction.
        planted: Pairs of each kind of contradiction.
        seed: The same seed gives the same pairs.

    Yields:
        The clean pairs, then kind by kind.
    """
    random = Random(seed)
    for number in range(clean):
        story = make_story(random, number)
        yield assemble(*clean_reports(random, story, rates), kind=CLEAN, rules=frozenset())
    number = clean
    for name, kind in KINDS.items():
        for _ in range(planted):
            story = make_story(random, number, kind.payers)
            languages = [random.choice(words.LANGUAGES) for _ in range(2)]
            changed = kind.change(random, *honest_reports(story, languages, rates))
            yield assemble(*changed, kind=name.replace(" ", "_"), rules=kind.rules)
            number += 1
