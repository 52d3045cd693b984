"""Quantities: percents, units, bare numbers, and the labels that are none of them."""

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from orchestration.extract.quantities import compile_quantities, extract_quantities
from tests.extraction import lexicon
from tests.unit.test_money import laid

QUANTITIES = [
    ("fr", "plus de 90 % du total", "percent", "90 %", 90, 90, "percent", "at_least"),
    ("fr", "61 4 % des voix", "percent", "61 4 %", "61.4", "61.4", "percent", "exact"),
    ("fr", "cinq pour cent", "percent", "cinq pour cent", 5, 5, "percent", "exact"),
    ("en", "from 5% to 10%", "percent", "5% to 10%", 5, 10, "percent", "between"),
    ("en", "minus five percent", "percent", "minus five percent", -5, -5, "percent", "exact"),
    ("ja", "3.8割を占める", "percent", "3.8割", 38, 38, "percent", "exact"),
    ("en", "three fifths of it", "number", "three fifths", Decimal("0.6"), Decimal("0.6"), None, "exact"),
    ("fr", "trois quarts du prix", "number", "trois quarts", Decimal("0.75"), Decimal("0.75"), None, "exact"),
    ("ja", "マイナス五パーセント", "percent", "マイナス五パーセント", -5, -5, "percent", "exact"),
    ("fr", "plus de 1 200 délégués", "quantity", "1 200 délégués", 1200, 1200, "delegate", "at_least"),
    ("fr", "10 à 15 start-up choisies", "quantity", "10 à 15 start-up", 10, 15, "startup", "between"),
    (
        "en",
        "between two hundred and three hundred jobs",
        "quantity",
        "two hundred and three hundred jobs",
        200,
        300,
        "job",
        "between",
    ),
    (
        "en",
        "between five hundred and two thousand people",
        "quantity",
        "five hundred and two thousand people",
        500,
        2000,
        "person",
        "between",
    ),
    (
        "en",
        "one hundred and twenty thousand five hundred people",
        "quantity",
        "one hundred and twenty thousand five hundred people",
        120_500,
        120_500,
        "person",
        "exact",
    ),
    ("fr", "les 25-30 ans", "quantity", "25-30 ans", 25, 30, "year_of_age", "between"),
    (
        "fr",
        "7 milliards de paramètres",
        "quantity",
        "7 milliards de paramètres",
        7 * 10**9,
        7 * 10**9,
        "model_parameter",
        "exact",
    ),
    ("fr", "trente-deux apprentis", "quantity", "trente-deux apprentis", 32, 32, "person", "exact"),
    ("fr", "plusieurs fois plus", "quantity", "plusieurs fois", 2, None, "multiplier", "at_least"),
    ("en", "12 million users", "quantity", "12 million users", 12_000_000, 12_000_000, "person", "exact"),
    ("en", "by 3 percentage points", "quantity", "3 percentage points", 3, 3, "point", "exact"),
    ("ja", "１兆パラメーターの模型", "quantity", "１兆パラメーター", 10**12, 10**12, "model_parameter", "exact"),
    ("ja", "100社以上", "quantity", "100社", 100, 100, "company", "at_least"),
    ("ja", "100人以上が参加", "quantity", "100人", 100, 100, "person", "at_least"),
    ("en", "a 25 kilometre tunnel", "quantity", "25 kilometre", 25, 25, "kilometre", "exact"),
    ("fr", "une centaine d’ingénieurs", "quantity", "une centaine", 100, 100, "engineer", "approx"),
    ("fr", "soixante et onze", "number", "soixante et onze", 71, 71, None, "exact"),
    ("fr", "il en faut au moins cinq", "number", "cinq", 5, 5, None, "at_least"),
    ("en", "the answer is -1,200,000", "number", "-1,200,000", -1_200_000, -1_200_000, None, "exact"),
    ("en", "I can give you 10M.", "number", "10M", 10_000_000, 10_000_000, None, "exact"),
]
LABELS = [
    ("fr", "l’Industrie 4.0 arrive", "version of a name"),
    ("en", "version 3.2.1 of it", "software version"),
    ("en", "the COP29 and the G7", "digits after letters"),
    ("en", "https://a.example/b/2026?q=30%20", "address"),
    ("en", "that one is good, a few of them", "pronouns"),
    ("fr", "les deux gouvernements, un mot, des mots", "back reference and articles"),
    ("fr", "le n° 118218", "number of a file"),
    ("fr", "la loi n°2016-1918", "number of a law"),
    ("fr", "le 5ème rang, la 1ère place", "ordinals"),
    ("ja", "3度目の受賞", "ordinal"),
    ("en", "twenty-five cents", "cents are no hundreds in English"),
    ("ja", "四川、西九条、三菱、万が一", "kanji inside names"),
]
TEXTS = tuple(dict.fromkeys(case[:2] for case in [*QUANTITIES, *LABELS]))


@cache
def parsed() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """All texts parsed in one go."""
    found, _ = extract_quantities(laid(TEXTS), compile_quantities(lexicon()))
    by_text: dict[tuple[str, str], list[dict[str, Any]]] = {text: [] for text in TEXTS}
    for row in found.to_dicts():
        by_text[TEXTS[int(row["article_id"][1:])]].append(row)
    return by_text


@pytest.mark.parametrize("case", QUANTITIES, ids=[case[1] for case in QUANTITIES])
def test_quantities_have_kind_value_unit_and_modality(case):
    language, text, kind, surface, low, high, unit, modality = case
    (found,) = parsed()[language, text]

    assert (found["quantity_kind"], found["surface"], found["unit"], found["modality"]) == (
        kind,
        surface,
        unit,
        modality,
    )
    assert (found["value_min"], found["value_max"]) == (Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(("language", "text", "case"), LABELS, ids=[case[2] for case in LABELS])
def test_labels_are_no_numbers(language, text, case):
    assert [row["surface"] for row in parsed()[language, text]] == []


@pytest.mark.parametrize("text", TEXTS, ids=[text[:24] for _, text in TEXTS])
def test_spans_cut_the_surface_out_of_the_text(text):
    for row in parsed()[text]:
        assert text[1][row["char_start"] : row["char_end"]] == row["surface"]
