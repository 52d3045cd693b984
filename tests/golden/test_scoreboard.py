"""The scoreboard itself: a perfect answer scores one, and each kind of mistake costs what it should."""

from decimal import Decimal

import pytest

from tests.golden.gold import GoldArticle, GoldDate, GoldMoney, Segment, Span
from tests.golden.goldsets import SAMPLES, load
from tests.golden.matching import Parsed, pair
from tests.golden.outcomes import Outcome, Score, failures, score_of
from tests.golden.score_findings import is_about
from tests.golden.score_mentions import score_dates
from tests.golden.score_money import score_money

TEXT = "Un milliard d’euros (1,1 Md$), dès 2027. Ou 3 euros."


def money(surface: str, value: int, currency: str, **attributes) -> GoldMoney:
    start = TEXT.index(surface)
    given = {
        "index": 0,
        "ref": "m",
        "modality": "exact",
        "cue": None,
        "per": None,
        "equivalent_of": None,
        "role": "other",
    }
    return GoldMoney(
        start, start + len(surface), surface, values=((value, value),), currency=currency, **{**given, **attributes}
    )


EURO = money("Un milliard d’euros", 10**9, "EUR")
DOLLAR = money("1,1 Md$", 11 * 10**8, "USD", index=1, equivalent_of=0)
YEAR = GoldDate(35, 39, "2027", ref="d", kind="deadline", edtf="2027/..", bounds=(("2027-01-01", None),))


def row(gold: GoldMoney, **changes):
    answer = {
        "money_mention_id": f"a-m{gold.start}",
        "char_start": gold.start,
        "char_end": gold.end,
        "surface": gold.surface,
        "amount_min": Decimal(gold.values[0][0]),
        "amount_max": Decimal(gold.values[0][1]),
        "currency": gold.currency,
        "modality": gold.modality,
        "modality_cue": None,
        "cue_start": None,
        "cue_end": None,
        "per": None,
        "is_vague": False,
        "is_duplicate": False,
        "equivalent_of_id": None if gold.equivalent_of is None else f"a-m{EURO.start}",
    }
    return {**answer, **changes}


def parsed(money_rows=(), date_rows=(), readings=(), ignore=()) -> Parsed:
    article = GoldArticle(
        name="a",
        path=None,
        text=TEXT,
        language="fr",
        published=None,
        segments=(Segment("body", 0, len(TEXT)),),
        money=(EURO, DOLLAR),
        quantities=None,
        dates=(YEAR,),
        entities=(),
        ignore=tuple(ignore),
    )
    tables = {"money_mentions": money_rows, "date_mentions": date_rows, "money_readings": readings}
    return Parsed(article, "test", tables)


STRAY = {**row(EURO), "char_start": 44, "char_end": 51, "money_mention_id": "x", "surface": "3 euros"}


@pytest.mark.parametrize(
    ("rows", "kind", "expected"),
    [
        pytest.param([row(EURO), row(DOLLAR)], "money", Score(right=2), id="all right"),
        pytest.param([row(EURO)], "money", Score(right=1, missed=1), id="one missed"),
        pytest.param([row(EURO), row(DOLLAR), STRAY], "money", Score(right=2, false=1), id="one false alarm"),
        pytest.param([row(EURO), row(DOLLAR, currency="CAD")], "money", Score(right=1, wrong=1), id="wrong currency"),
        pytest.param(
            [row(EURO), row(DOLLAR, amount_min=Decimal(11 * 10**9))], "money", Score(right=1, wrong=1), id="wrong value"
        ),
        pytest.param([row(EURO), row(DOLLAR, modality="approx")], "modality", Score(right=1, wrong=1), id="hedge"),
        pytest.param([row(EURO), row(DOLLAR, equivalent_of_id=None)], "equivalents", Score(missed=1), id="no link"),
        pytest.param([row(EURO), row(DOLLAR)], "equivalents", Score(right=1), id="link"),
        pytest.param(
            [row(EURO, char_end=EURO.end - 2), row(DOLLAR)], "money span", Score(right=1, wrong=1), id="short span"
        ),
        pytest.param([row(EURO, is_duplicate=True)], "duplicate", Score(wrong=1), id="marked as a copy"),
    ],
)
def test_money_is_counted(rows, kind, expected):
    assert score_of(score_money(parsed(rows)), kind) == expected


def test_a_wrong_magnitude_is_silent_only_without_the_right_reading():
    wrong = row(EURO, amount_min=Decimal(10**12), amount_max=Decimal(10**12))
    reading = {"mention_id": wrong["money_mention_id"], "amount": Decimal(10**9)}
    silent = score_of(score_money(parsed([wrong])), "silent magnitude")
    told = score_of(score_money(parsed([wrong], readings=[reading])), "silent magnitude")
    assert (silent, told) == (Score(wrong=1), Score(right=1))


def test_a_vague_sum_where_the_gold_looks_away_costs_nothing():
    vague = {**STRAY, "is_vague": True}
    outcomes = score_money(parsed([row(EURO), row(DOLLAR), vague], ignore=[Span(44, 51, "3 euros")]))
    assert score_of(outcomes, "money") == Score(right=2)


def test_an_unanchored_duration_costs_nothing_and_an_open_side_must_stay_open():
    year = {"char_start": 35, "char_end": 39, "surface": "2027", "date_kind": "period", "is_weekday_right": None}
    duration = {**year, "char_start": 0, "char_end": 2, "date_kind": "duration", "start_on": None, "end_on": None}
    closed = {**year, "start_on": None, "end_on": None}
    assert score_of(score_dates(parsed(date_rows=[closed, duration])), "dates") == Score(wrong=1)


def test_each_mention_answers_one_annotation_and_right_ones_come_first():
    first, second = Span(0, 10, ""), Span(5, 12, "")
    rows = [{"char_start": 5, "char_end": 10, "is_right": True}, {"char_start": 0, "char_end": 12, "is_right": False}]
    pairs, left = pair([first, second], rows, lambda g, r: g is second and r["is_right"])
    assert [r for _, r in pairs] == [rows[1], rows[0]]
    assert left == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, True, id="one place meets the fact"),
        pytest.param({"char_start": 90, "char_end": 95}, False, id="other place"),
        pytest.param({"other_article_id": "c", "other_char_start": 1, "other_char_end": 2}, False, id="other article"),
        pytest.param({"char_start": None, "char_end": None}, True, id="about the whole article"),
    ],
)
def test_a_finding_is_about_a_fact_when_article_and_place_agree(changes, expected):
    finding = {
        "article_id": "a",
        "char_start": 5,
        "char_end": 9,
        "other_article_id": None,
        "other_char_start": None,
        "other_char_end": None,
    }
    assert is_about({**finding, **changes}, {"a", "b"}, {"a": [Span(0, 6, "")]}) is expected


def test_failures_are_listed_once_per_place():
    wrong = Outcome("c", "money", "fr", "a", "wrong", "1", "2", "x")
    right = Outcome("c", "money", "fr", "a", "right")
    assert failures([wrong, right, wrong], ["mon*"]) == [wrong]


def test_ratios_follow_from_the_counts():
    score = Score(right=6, wrong=1, missed=1, false=4)
    assert (score.precision, score.recall) == (6 / 11, 6 / 8)
    assert score.f1 == pytest.approx(2 * 6 / (11 + 8))


def test_the_second_copy_of_the_third_sample_is_annotated_as_such():
    counts = [sum(m.is_duplicate for m in a.money) for a in load(SAMPLES).articles]
    assert sorted(counts) == [0, 0, 0, 0, 31]
