"""Each kind of contradiction that is planted in a generated pair, and the rules that should report it.

What belongs here: what is changed in two reports that agree. What does not: how a report is written.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Final

from tests.golden import planted_words as words
from tests.golden.planted import (
    Pair,
    Rates,
    Report,
    Story,
    assemble,
    clean_reports,
    honest_report,
    make_story,
    rounded,
    share_text,
    sums_text,
    written,
)

Change = Callable[[Random, Story, Report, Report], tuple[Report, Report]]
CLEAN: Final = "clean"


@dataclass(frozen=True)
class Kind:
    """A kind of contradiction.

    Attributes:
        rules: Rules of which one must report it.
        change: Plants it in two honest reports.
        currency: That of the payer, where it needs a certain one; None for any.
    """

    rules: frozenset[str]
    change: Change
    currency: str | None = None


def _equivalent_off(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    factor = random.choice([random.uniform(0.6, 0.8), random.uniform(1.25, 1.6)])
    return replace(a, equivalent=int(float(f"{(a.equivalent or 0) * factor:.2e}"))), b


def _equivalent_scaled(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    value = a.equivalent or 0
    return replace(a, equivalent=value * 10 if random.random() < 0.5 else value // 10), b


def _amount_scaled(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return a, replace(b, amount=b.amount * 10, title_amount=b.amount * 10)


def _amount_differs(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    other = story.payer.unit * round(b.amount / story.payer.unit * random.uniform(1.2, 1.8))
    return a, replace(b, amount=other, title_amount=other)


def _title_differs(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    other = story.payer.unit * round(a.amount / story.payer.unit * random.uniform(1.2, 1.8))
    return replace(a, title_amount=other), b


def _floor_above_ceiling(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    lower = story.payer.unit * round(b.amount / story.payer.unit * random.uniform(0.6, 0.85))
    return (
        replace(a, hedge=words.HEDGES[a.language]["floor"]),
        replace(b, hedge=words.HEDGES[b.language]["ceiling"], amount=lower, title_amount=lower),
    )


def _paid_before_start(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return replace(a, extras=(words.STARTED[a.language].format(**story.names),)), b


def _part_above_whole(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return replace(a, extras=(share_text(story, a.language, words.PART, random.uniform(1.2, 1.9)),)), b


def _years_differ(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return a, replace(b, years=b.years + random.choice([-2, -1, 2, 3]))


def _years_do_not_fit(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return replace(a, last=a.last + random.choice([2, 3, 4])), b


def _weekday_wrong(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return replace(a, weekday=a.announced + timedelta(days=random.randint(1, 6))), b


def _announced_after_publication(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    later = a.announced + timedelta(days=random.randint(4, 20))
    return replace(a, announced=later, weekday=later), b


def _announcements_differ(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    earlier = b.announced - timedelta(days=random.randint(8, 25))
    return a, replace(b, announced=earlier, weekday=earlier)


def _sum_wrong(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return replace(a, extras=(sums_text(story, a.language, error=random.choice([0.8, 1.2, 1.35])),)), b


def _comparison_false(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return replace(a, extras=(share_text(story, a.language, words.COMPARISON, random.uniform(1.3, 2.5)),)), b


def _pace_mixed(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return replace(a, title_pace=words.PACE[a.language]), b


def _fiscal_year_explained(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    return replace(a, extras=(words.FISCAL[a.language].format(year=a.first),)), b


def _conversions_incoherent(random: Random, story: Story, a: Report, b: Report) -> tuple[Report, Report]:
    share = random.uniform(0.3, 0.6)
    equivalent = rounded((a.equivalent or 0) * share * random.choice([0.6, 0.7, 1.3, 1.5]))
    converted = words.EQUIVALENT[a.language].format(amount=written(equivalent, a.language, words.DOLLARS[a.language]))
    part = written(rounded(story.amount * share), a.language, words.CURRENCIES[a.language][story.payer.currency])
    return replace(a, extras=(words.PART[a.language].format(amount=part + converted),)), b


KINDS: Final[Mapping[str, Kind]] = {
    "equivalent off": Kind(frozenset({"R01"}), _equivalent_off),
    "equivalent scaled": Kind(frozenset({"R01", "R02"}), _equivalent_scaled),
    "amount scaled": Kind(frozenset({"R04"}), _amount_scaled),
    "amount differs": Kind(frozenset({"R04"}), _amount_differs),
    "title differs": Kind(frozenset({"R06"}), _title_differs),
    "floor above ceiling": Kind(frozenset({"R07", "R04"}), _floor_above_ceiling),
    "paid before start": Kind(frozenset({"R09", "R08"}), _paid_before_start),
    "part above whole": Kind(frozenset({"R10"}), _part_above_whole),
    "years differ": Kind(frozenset({"R12"}), _years_differ),
    "years do not fit": Kind(frozenset({"R13"}), _years_do_not_fit),
    "weekday wrong": Kind(frozenset({"R15"}), _weekday_wrong),
    "announced after publication": Kind(frozenset({"R16"}), _announced_after_publication),
    "announcements differ": Kind(frozenset({"R17"}), _announcements_differ),
    "sum wrong": Kind(frozenset({"R24"}), _sum_wrong),
    "comparison false": Kind(frozenset({"R30"}), _comparison_false),
    "pace mixed": Kind(frozenset({"R11"}), _pace_mixed),
    "fiscal year explained": Kind(frozenset({"R14"}), _fiscal_year_explained, currency="JPY"),
    "conversions incoherent": Kind(frozenset({"R32"}), _conversions_incoherent),
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
        yield assemble(story, *clean_reports(random, story, rates), kind=CLEAN, rules=frozenset())
    number = clean
    for name, kind in KINDS.items():
        for _ in range(planted):
            story = make_story(random, number, kind.currency)
            languages = [random.choice(words.LANGUAGES) for _ in range(2)]
            first, second = (honest_report(story, language, rates) for language in languages)
            changed = kind.change(random, story, first, second)
            yield assemble(story, *changed, kind=name.replace(" ", "_"), rules=kind.rules)
            number += 1
