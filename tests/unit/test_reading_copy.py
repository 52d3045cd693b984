"""Texts that are set: lines of a fixed width, runs of blanks, signs without a width."""

import re
import textwrap
from functools import cache

import polars as pl
import pytest

from orchestration.extract.reading_copy import copy_to_read
from tests.extraction import articles, full_parser
from tests.golden.goldsets import GOLDEN_DIR, read_text

PARAGRAPH = (
    "The World Bank has agreed to lend the Kingdom of Sweden at least 300 million Swiss francs over five years. The "
    "Ministry of Finance said on 5 March 2026 that some 20 million Jordanian dinars, or 1 150 units, would follow. It "
    "is the largest loan ever given to the country, officials said, and 12 per cent above what Oslo got in June 2024."
)
MARKS = ("money_mentions", "quantity_mentions", "date_mentions", "entity_mentions")
SAID = ("value_min", "value_max", "currency", "modality", "edtf", "entity_id", "unit")


@cache
def said(text: str) -> list[tuple[object, ...]]:
    """Give what is found in a text, without its places; every surface and cue is checked against the text."""
    tables = full_parser().parse(articles(text, language="en"))
    for name in MARKS:
        for row in tables[name].iter_rows(named=True):
            assert text[row["char_start"] : row["char_end"]] == row["surface"]
            assert row[f"{name.removesuffix('s')}_id"].endswith(f"{row['char_start']}")
            if row.get("modality_cue") is not None:
                assert text[row["cue_start"] : row["cue_end"]] == row["modality_cue"]
    return [
        (name, *(row[column] for column in SAID if column in row))
        for name in MARKS
        for row in tables[name].iter_rows(named=True)
    ]


def read(text: str) -> str:
    return copy_to_read(articles(text)).articles.get_column("text").item()


@pytest.mark.parametrize("width", [50, 60, 66, 72, 80, 100])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", " \n"])
def test_a_fixed_width_changes_nothing_that_is_said(width, line_end):
    wrapped = textwrap.fill(PARAGRAPH, width, break_on_hyphens=False).replace("\n", line_end)

    assert said(f"Loan for Sweden\n\n{wrapped}\n") == said(f"Loan for Sweden\n\n{PARAGRAPH}\n")


@pytest.mark.parametrize(
    ("pattern", "setting"),
    [
        pytest.param(r"(?<=[a-z,]) ", "  ", id="two blanks"),
        pytest.param(r" (?=[a-z])", " \u00a0", id="a blank and a fixed one"),
        pytest.param("(?<=l)l", "\u00adl", id="soft hyphens"),
        pytest.param(" ", " \u200b", id="blanks where a line may break"),
    ],
)
def test_what_only_sets_the_text_changes_nothing_that_is_said(pattern, setting):
    assert said(re.sub(pattern, setting, PARAGRAPH)) == said(PARAGRAPH)


ITEMS = "\n".join(
    f"{sign} Roads, ports and bridges of the region of {name}" for sign, name in zip("-" * 6, "ABCDEF", strict=True)
)
JAPANESE = "\n".join(
    ["政府は港湾の整備に三百億円を投じる方針を固め、来年度の予算案に盛り込むことを決めたほか同省は"] * 4
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"A headline of more than forty characters, no stop\n{PARAGRAPH}", id="headline"),
        pytest.param(
            "Kenya opens the third call of its road plan, phase 3\n120 million dollars will be spent on roads in the "
            "north, the ministry of transport said on Monday in Nairobi.",
            id="headline that ends in a number",
        ),
        pytest.param(ITEMS, id="a list with signs"),
        pytest.param(
            "\n".join(
                ["Ports of the north coast and roads to them all"] * 2 + ["Schools and a road to them, all new"] * 2
            ),
            id="short lines",
        ),
        pytest.param("\n".join([("Ports of the north coast and roads to them all " * 3).strip()] * 4), id="long lines"),
        pytest.param("2025   300   450\n2026   120   130", id="a table"),
        pytest.param(JAPANESE, id="Japanese"),
    ],
)
def test_line_breaks_and_columns_that_mean_something_stay(text):
    assert read(text) == text


@pytest.mark.parametrize(
    ("text", "closed_up"),
    [
        pytest.param("a \u200b b", "a b", id="a hidden sign between blanks"),
        pytest.param("x  \u200b\u200b  y", "x y", id="hidden signs between blanks"),
        pytest.param("1  \u200b5", "1  \u200b5", id="columns"),
        pytest.param("5 \u200b000 euros", "5 000 euros", id="a blank where a line may break"),
        pytest.param("1\u200b000 euros", "1000 euros", id="a hidden sign in a number"),
        pytest.param("  a\u00ad", " a", id="at both ends"),
    ],
)
def test_runs_are_closed_up(text, closed_up):
    assert read(text) == closed_up


def test_a_number_goes_on_in_the_next_line():
    text = "Kinshasa versera aux provinces de l’est du pays une somme de 1\n150 milliards de francs congolais."

    (found,) = full_parser().parse(articles(text, language="fr"))["money_mentions"].to_dicts()

    assert (int(found["amount_min"]), found["surface"]) == (1_150 * 10**9, "1\n150 milliards de francs congolais")


def test_conversions_point_to_their_figure_in_the_written_text():
    text = "Oslo  lends  NOK  2 billion  (€180  million)."
    figure, conversion = full_parser().parse(articles(text, language="en"))["money_mentions"].to_dicts()

    assert conversion["equivalent_of_id"] == figure["money_mention_id"] == f"a0-m{text.index('NOK')}"


def test_articles_of_the_golden_sets_are_read_as_they_are():
    texts = [read_text(path).replace("\r", "") for path in sorted(GOLDEN_DIR.glob("*/articles/*.txt"))]
    bodies = [text.rpartition("\n---\n")[2] for text in texts]

    assert texts
    assert copy_to_read(articles(*bodies)).written.is_empty()


def test_an_empty_batch_stays_empty():
    assert copy_to_read(articles().clear()).articles.equals(articles().clear())
    assert copy_to_read(articles().clear()).shifts.schema["shift"] == pl.Int64
