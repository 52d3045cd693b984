"""What can be wrong within one paper's report: each function plants one contradiction in two reports that agree.

What belongs here: contradictions that a reader of one article can see. What does not: those between two papers
(``planted_sources``).
"""

from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.golden import planted_words as words
from tests.golden.planted import Report, rounded, share_text, sums_text, written


def equivalent_off(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The equivalent is off by a third or so."""
    factor = random.choice([random.uniform(0.6, 0.8), random.uniform(1.25, 1.6)])
    return replace(a, equivalent=int(float(f"{(a.equivalent or 0) * factor:.2e}"))), b


def equivalent_scaled(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The equivalent is ten times off."""
    value = a.equivalent or 0
    return replace(a, equivalent=value * 10 if random.random() < 0.5 else value // 10), b


def title_differs(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The headline gives more than its body."""
    other = a.story.payer.unit * round(a.amount / a.story.payer.unit * random.uniform(1.2, 1.8))
    return replace(a, title_amount=other), b


def paid_before_start(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The money has been paid, for years that are yet to begin."""
    return replace(a, extras=(words.STARTED[a.language].format(**a.story.names),)), b


def part_above_whole(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A part is larger than its whole."""
    return replace(a, extras=(share_text(a.story, a.language, words.PART, random.uniform(1.2, 1.9)),)), b


def years_do_not_fit(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The stated years are not those from first to last."""
    return replace(a, last=a.last + random.choice([2, 3, 4])), b


def weekday_wrong(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The named weekday is not the date's."""
    return replace(a, weekday=a.announced + timedelta(days=random.randint(1, 6))), b


def announced_after_publication(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The announcement lies behind the day of the report."""
    later = a.announced + timedelta(days=random.randint(4, 20))
    return replace(a, announced=later, weekday=later), b


def sum_wrong(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """Two parts do not make the stated total."""
    return replace(a, extras=(sums_text(a.story, a.language, error=random.choice([0.8, 1.2, 1.35])),)), b


def comparison_false(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A smaller amount is called the higher one."""
    return replace(a, extras=(share_text(a.story, a.language, words.COMPARISON, random.uniform(1.3, 2.5)),)), b


def pace_mixed(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The amount is yearly in the headline."""
    return replace(a, title_pace=words.PACE[a.language]), b


def fiscal_year_explained(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A fiscal year that begins in April is said to begin in January."""
    return replace(a, extras=(words.FISCAL[a.language].format(year=a.first),)), b


def conversions_incoherent(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """Two conversions of one article imply two rates."""
    share = random.uniform(0.3, 0.6)
    equivalent = rounded((a.equivalent or 0) * share * random.choice([0.6, 0.7, 1.3, 1.5]))
    converted = words.EQUIVALENT[a.language].format(amount=written(equivalent, a.language, words.DOLLARS[a.language]))
    part = written(rounded(a.story.amount * share), a.language, words.CURRENCIES[a.language][a.story.payer.currency])
    return replace(a, extras=(words.PART[a.language].format(amount=part + converted),)), b


def scale_word_lost(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A part of the amount has lost its scale word."""
    currency = words.CURRENCIES[a.language][a.story.payer.currency].removeprefix("d’").removeprefix("de ")
    number = random.randint(120, 990)
    part = f"{number}{currency}" if a.language == "ja" else f"{number} {currency}"
    whole = written(a.amount, a.language, words.CURRENCIES[a.language][a.story.payer.currency])
    return replace(a, extras=(words.WITHOUT_SCALE[a.language].format(whole=whole, amount=part),)), b


def budget_exceeded(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """Both papers give more than the state spends in all those years."""
    amount = a.amount * 10_000
    return (
        replace(a, amount=amount, title_amount=amount, equivalent=None),
        replace(b, amount=amount, title_amount=amount, equivalent=None),
    )


def vague_excludes(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A vague magnitude of the same sum leaves the amount out."""
    currency = words.CURRENCIES[a.language][a.story.payer.currency]
    magnitude = random.choice(words.VAGUE[a.language])
    vague = f"{magnitude}{currency}" if a.language == "ja" else f"{magnitude} {currency}"
    return replace(a, extras=(words.EXPECTED[a.language].format(amount=vague),)), b


def scale_word_open(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """French "billion", which nothing beside it settles."""
    amount_words = f"{random.randint(2, 9)} billions de yens"
    return replace(a, language="fr", amount_words=amount_words, equivalent=None), replace(
        b, language="fr", amount_words=amount_words
    )


def sign_shared(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A bare dollar that is not that of America."""
    return replace(a, language="en", amount_words=f"${a.amount // 10**6} million", equivalent=None), b


def currency_left_out(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The headline names no currency."""
    return replace(a, title_pace=written(a.amount, a.language, "").strip()), b


def point_in_french(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A point where French writes a comma or a blank."""
    number = f"{random.randint(2, 9)}.{random.randint(1, 9)}"
    currency = words.CURRENCIES["fr"][a.story.payer.currency]
    return replace(a, language="fr", amount_words=f"{number} milliards {currency}", equivalent=None), b


def comma_lost(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A percentage has lost its decimal comma."""
    share = f"{random.randint(21, 79)} {random.randint(1, 9)}"
    return replace(a, extras=(words.SHARE[a.language].format(share=share),)), b


def office_over(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """Somebody still holds an office that is over."""
    holder = random.choice(words.HOLDERS[a.language])
    return replace(a, extras=(words.OFFICE[a.language].format(holder=holder),)), b


def family_named(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """A group and its subsidiary stand side by side."""
    return replace(a, extras=(words.FAMILY[a.language],)), b


def silent_since(random: Random, a: Report, b: Report) -> tuple[Report, Report]:
    """The period began long ago, and nothing has been heard since."""
    years = 2 * (a.story.number % 2) + 2
    return _earlier(a, years), _earlier(b, years)


def _earlier(report: Report, years: int) -> Report:
    """The same report so many years before."""
    gap = timedelta(days=365 * years)
    announced = report.announced - gap
    return replace(
        report,
        announced=announced,
        weekday=announced,
        published=report.published - gap,
        first=report.first - years,
        last=report.last - years,
        equivalent=None,
    )
