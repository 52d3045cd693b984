"""Pairs of articles about one announcement, clean or with one contradiction planted.

What belongs here: figures, dates and texts of generated pairs. What does not: running the pipeline on them.

A pair is clean when everything in it agrees: the equivalent with the exchange rate of its day, weekdays with the
calendar, parts with the whole, sums, comparisons, and the two papers with each other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from tests.golden import planted_words as words

FIRST_DAY: Final = date(2025, 2, 3)
DAYS: Final = 580  # announcements until early September 2026; rates are known until the end of October 2026

Rates = Callable[[str, date], float]  # currency and day to units per US dollar


@dataclass(frozen=True)
class Story:
    """One announcement.

    Attributes:
        thing: What is built, as a place in ``words.THINGS``.
    """

    number: int
    payer: words.Payer
    amount: int
    announced: date
    years: int
    thing: int
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What one paper writes; a contradiction is one field that differs from the truth.

    Attributes:
        story: What it tells of.
        published: Its day.
        outlet: Which of the language's papers, 0 or 1.
        title: Templates of the headline, by language.
        body: Templates of the first paragraph, by language.
        amount_words: How headline and body write the amount, where it is not the plain way.
        title_pace: How the headline puts the amount.
    """

    story: Story
    language: str
    published: date
    outlet: int
    body: Mapping[str, str]
    amount: int
    title_amount: int
    announced: date
    weekday: date
    years: int
    first: int
    last: int
    hedge: str = ""
    equivalent: int | None = None
    extras: tuple[str, ...] = ()
    title: Mapping[str, str] = field(default_factory=lambda: words.TITLE)
    amount_words: str = ""
    title_pace: str = "{amount}"


@dataclass(frozen=True)
class Pair:
    """Two articles.

    Attributes:
        kind: ``clean``, or the name of what is planted.
        rules: Rules of which one must fire; none for a clean pair.
        articles: Text by file name.
    """

    kind: str
    rules: frozenset[str]
    articles: Mapping[str, str]


def written(amount: int, language: str, currency: str) -> str:
    """An amount as the language writes it.

    Args:
        amount: In major units, a multiple of 10,000.
        language: fr, en or ja.
        currency: Word or words for the currency.
    """
    if language == "ja":
        parts = [(amount // 10**12, "兆"), (amount // 10**8 % 10**4, "億"), (amount // 10**4 % 10**4, "万")]
        return "".join(f"{count}{unit}" for count, unit in parts if count) + currency
    scales = [(10**9, "milliard"), (10**6, "million")] if language == "fr" else [(10**9, "billion"), (10**6, "million")]
    size, name = next(((s, n) for s, n in scales if amount >= s), scales[-1])
    number = f"{amount / size:,.3f}".rstrip("0").rstrip(".")
    if language == "en":
        return f"{number} {name} {currency}"
    number = number.replace(",", " ").replace(".", ",")
    return f"{number} {name}{'s' if amount >= 2 * size else ''} {currency}"


def day_written(day: date, language: str) -> str:
    """A date with its year as the language writes it."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    month = words.MONTHS[language][day.month - 1]
    return f"{'1er' if day.day == 1 and language == 'fr' else day.day} {month} {day.year}"


def rounded(value: float, digits: int = 3) -> int:
    """A value with so many significant digits."""
    return int(float(f"{value:.{digits - 1}e}"))


def make_story(random: Random, number: int, payers: Sequence[words.Payer] = words.PAYERS) -> Story:
    """Draw an announcement.

    Args:
        random: Source of the figures.
        number: Makes the names unique.
        payers: Whose it may be.
    """
    payer = random.choice(payers)
    amount = payer.unit * random.randint(210, 979)
    announced = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    thing = number % len(words.THINGS["en"])
    return Story(number, payer, amount, announced, random.randint(3, 8), thing, make_names(random, number))


def make_names(random: Random, number: int) -> Mapping[str, str]:
    """Draw a project, the company that builds it and its region."""
    syllables = [random.choice(words.SYLLABLES) for _ in range(6)]
    return {
        "project": "".join(syllables[:3]).capitalize() + f"-{number}",
        "company": "".join(syllables[3:]).capitalize() + " Energie",
        "region": "".join(syllables[1:4]).capitalize(),
    }


def honest_reports(story: Story, languages: Sequence[str], rates: Rates) -> tuple[Report, Report]:
    """What two careful papers write: the report of the announcement, and another paper's a day later."""
    usd = rounded(story.amount / rates(story.payer.currency, story.announced))
    year = story.announced.year + 1
    first = Report(
        story=story,
        language=languages[0],
        published=story.announced + timedelta(days=1),
        outlet=0,
        body=words.FIRST,
        amount=story.amount,
        title_amount=story.amount,
        announced=story.announced,
        weekday=story.announced,
        years=story.years,
        first=year,
        last=year + story.years - 1,
        equivalent=usd,
    )
    second = replace(
        first,
        language=languages[1],
        published=story.announced + timedelta(days=2),
        outlet=1,
        body=words.SECOND,
    )
    return first, second


def sums_text(story: Story, language: str, *, error: float = 1.0) -> str:
    """A sentence that adds a private part to the public one; ``error`` other than 1 makes the sum wrong."""
    private = story.payer.unit * 10 * (story.number % 13 + 4)
    currency = words.CURRENCIES[language][story.payer.currency]
    total = rounded((story.amount + private) * error)
    return words.SUM[language].format(
        company=story.names["company"],
        private=written(private, language, currency),
        total=written(total, language, currency),
    )


def share_text(story: Story, language: str, template: Mapping[str, str], share: float) -> str:
    """A sentence with another amount that is a share of the whole."""
    currency = words.CURRENCIES[language][story.payer.currency]
    return template[language].format(amount=written(rounded(story.amount * share, 2), language, currency))


def render(report: Report) -> str:
    """Write a report as an article with front matter."""
    story, language = report.story, report.language
    currency = words.CURRENCIES[language][story.payer.currency]
    equivalent = ""
    if report.equivalent is not None:
        amount = written(report.equivalent, language, words.DOLLARS[language])
        equivalent = words.EQUIVALENT[language].format(amount=amount)
    title_amount = report.amount_words or written(report.title_amount, language, currency)
    title = report.title[language].format(amount=report.title_pace.format(amount=title_amount), **story.names)
    body = report.body[language].format(
        **story.names,
        payer=story.payer.names[language],
        thing=words.THINGS[language][story.thing],
        weekday=words.WEEKDAYS[language][report.weekday.weekday()],
        day=day_written(report.announced, language),
        amount=report.hedge + (report.amount_words or written(report.amount, language, currency)),
        equivalent=equivalent,
        years=report.years,
        first=report.first,
        last=report.last,
    )
    outlet = words.OUTLETS[language][report.outlet]
    paragraphs = [body[0].upper() + body[1:], *report.extras, words.CLOSING[language].format(**story.names)]
    head = f'---\ntitle: "{title}"\npublisher: {outlet}\npublished: {report.published}\nlang: {language}\n---\n'
    return head + "\n\n".join(paragraphs) + "\n"


def assemble(first: Report, second: Report, *, kind: str, rules: frozenset[str]) -> Pair:
    """Write both articles of a pair."""
    name = f"{kind}-{first.story.number:05d}"
    return Pair(kind, rules, {f"{name}-a.txt": render(first), f"{name}-b.txt": render(second)})


def clean_reports(random: Random, story: Story, rates: Rates) -> tuple[Report, Report]:
    """Two reports that agree, with side sentences that hold."""
    languages = random.sample(words.LANGUAGES, 2) if random.random() < 0.5 else [random.choice(words.LANGUAGES)] * 2
    first, second = honest_reports(story, languages, rates)
    extras = [
        share_text(story, first.language, words.PART, random.uniform(0.15, 0.3)),
        sums_text(story, first.language),
        share_text(story, first.language, words.COMPARISON, random.uniform(0.4, 0.8)),
    ]
    return replace(first, extras=(random.choice(extras),)), second
