"""What can be wrong between two papers: each function plants one contradiction in two reports that agree.

What belongs here: contradictions that show only when both articles are read. What does not: those within one report
(``planted_figures``).
"""

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.golden import planted_words as words
from tests.golden.planted import Report, make_names


def amount_scaled(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The second paper gives ten times the amount."""
    return a, replace(b, amount=b.amount * 10, title_amount=b.amount * 10)


def amount_differs(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The second paper gives more."""
    other = a.story.payer.unit * round(b.amount / a.story.payer.unit * random.uniform(1.2, 1.8))
    return a, replace(b, amount=other, title_amount=other)


def floor_above_ceiling(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """More than the first paper's amount here, at most a lower one there."""
    lower = a.story.payer.unit * round(b.amount / a.story.payer.unit * random.uniform(0.6, 0.85))
    return (
        replace(a, hedge=words.HEDGES[a.language]["floor"]),
        replace(b, hedge=words.HEDGES[b.language]["ceiling"], amount=lower, title_amount=lower),
    )


def years_differ(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The second paper gives other years."""
    return a, replace(b, years=b.years + random.choice([-1, 2, 3]))


def announcements_differ(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The second paper dates the announcement earlier."""
    earlier = b.announced - timedelta(days=random.randint(8, 25))
    return a, replace(b, announced=earlier, weekday=earlier)


def equal_sums(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The second paper tells, months later, of another project that gets the same amount."""
    gap = timedelta(days=random.randint(120, 300))
    names = make_names(random, a.story.number + 500_000)
    story = replace(b.story, thing=(b.story.thing + 1) % len(words.THINGS["en"]), names=names)
    announced = b.announced - gap
    return a, replace(
        b,
        story=story,
        body=words.FIRST,
        announced=announced,
        weekday=announced,
        published=b.published - gap,
        equivalent=None,
    )


def old_news(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """What the first paper tells as news was announced more than a year before."""
    gap = timedelta(days=random.randint(430, 600))
    return a, replace(b, announced=b.announced - gap, published=b.published - gap)


def copied(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The second paper prints the first one's words."""
    return a, replace(a, published=b.published, outlet=1)


def payers_swapped(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A state pays here, a company there."""
    company = random.choice(words.COMPANIES)
    story = replace(b.story, payer=replace(b.story.payer, names=dict.fromkeys(words.LANGUAGES, company)))
    return (
        replace(a, title=words.PLAIN_TITLE),
        replace(b, story=story, title=words.PLAIN_TITLE, body=words.FIRST, equivalent=None),
    )


def payer_unnamed(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """Neither paper names who pays."""
    story = replace(a.story, payer=replace(a.story.payer, names=words.UNNAMED))
    return (
        replace(a, story=story, title=words.PLAIN_TITLE),
        replace(b, story=story, title=words.PLAIN_TITLE),
    )


def status_falls(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The money flows, and is only being considered weeks later."""
    later = b.published + timedelta(days=random.randint(20, 50))
    return (
        replace(a, body=words.PAYING, title=words.PLAIN_TITLE),
        replace(b, body=words.CONSIDERING, title=words.PLAIN_TITLE, published=later),
    )


def refined(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The second paper gives one digit more."""
    amount = a.amount + a.story.payer.unit // 10 * random.randint(1, 4)
    return a, replace(b, amount=amount, title_amount=amount)
