"""The generated pairs are what they claim to be: clean ones agree, planted ones differ in the planted place."""

from datetime import date
from random import Random

import pytest

from tests.golden.planted import day_written, honest_reports, make_story, written
from tests.golden.planted_kinds import CLEAN, KINDS, make_pairs
from tests.golden.score_planted import load_rates, measure

LEAST_FOUND = 0.95  # of the planted contradictions


@pytest.fixture(scope="module")
def rates():
    return load_rates()


def test_the_same_seed_gives_the_same_pairs(rates):
    once, again = (list(make_pairs(rates, clean=3, planted=1, seed=7)) for _ in range(2))
    assert once == again
    assert list(make_pairs(rates, clean=3, planted=1, seed=8)) != once


def test_every_kind_is_generated_beside_the_clean_pairs(rates):
    kinds = [pair.kind.replace("_", " ") for pair in make_pairs(rates, clean=2, planted=1, seed=1)]
    assert kinds == [CLEAN, CLEAN, *KINDS]


def test_file_names_are_unique(rates):
    pairs = list(make_pairs(rates, clean=20, planted=2, seed=1))
    assert len({name for pair in pairs for name in pair.articles}) == 2 * len(pairs)


@pytest.mark.parametrize("name", list(KINDS))
def test_a_planted_pair_differs_from_the_honest_one(rates, name):
    random = Random(5)
    story = make_story(random, 1)
    honest = honest_reports(story, ("fr", "en"), rates)
    assert KINDS[name].change(random, *honest) != honest


@pytest.mark.parametrize("number", range(20))
def test_an_honest_equivalent_agrees_with_the_rate(rates, number):
    story = make_story(Random(number), number)
    report, _ = honest_reports(story, ("en", "en"), rates)
    implied = story.amount / report.equivalent
    assert implied == pytest.approx(rates(story.payer.currency, story.announced), rel=0.006)


@pytest.mark.parametrize(
    ("amount", "language", "currency", "expected"),
    [
        pytest.param(230_000_000, "fr", "d’euros", "230 millions d’euros", id="millions in French"),
        pytest.param(1_250_000_000, "fr", "d’euros", "1,25 milliard d’euros", id="singular below two"),
        pytest.param(9_700_000_000_000, "fr", "de wons", "9 700 milliards de wons", id="thousands of milliards"),
        pytest.param(1_080_000_000, "en", "dollars", "1.08 billion dollars", id="billions in English"),
        pytest.param(1_203_040_000_000, "ja", "円", "1兆2030億4000万円", id="myriads"),
    ],
)
def test_amounts_are_written_as_the_language_does(amount, language, currency, expected):
    assert written(amount, language, currency) == expected


def test_dates_are_written_as_the_language_does():
    day = date(2026, 5, 1)
    assert [day_written(day, language) for language in ("fr", "en", "ja")] == [
        "1er mai 2026",
        "1 May 2026",
        "2026年5月1日",
    ]


@pytest.mark.slow
def test_planted_contradictions_are_found_and_clean_pairs_are_not_accused():
    """The quick form of ``make score-planted``."""
    shares = measure(clean=15, planted=2)
    found = {kind: line["share"] for kind, line in shares.items() if kind != CLEAN}
    assert shares[CLEAN]["share"] == 0.0
    assert sum(found.values()) / len(found) >= LEAST_FOUND, found
