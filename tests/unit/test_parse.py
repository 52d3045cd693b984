"""The parser as a whole, overlaps, and the records of ``pledgebook extract``."""

from datetime import date

import polars as pl
import pytest

from orchestration.contracts import PARSED, ContractError
from orchestration.extract.jsonl import MENTIONS, RECORDS, articles_of, mention_records
from orchestration.extract.overlaps import outside
from orchestration.extract.parse import Parser
from tests.extraction import articles, full_parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return full_parser()


def records(*rows: tuple[str, str | None, str | None, str | None]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=RECORDS, orient="row")


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((), id="no article"),
        pytest.param(("", "\n \n", "😀"), id="empty, blank and an emoji"),
        pytest.param(("a" * 50_000,), id="long word"),
    ],
)
def test_every_table_keeps_its_contract(parser: Parser, texts: tuple[str, ...]) -> None:
    tables = parser.parse(articles(*texts))

    assert {name: dict(frame.schema) for name, frame in tables.items()} == PARSED


def test_a_missing_column_is_refused(parser: Parser) -> None:
    with pytest.raises(ContractError, match="body_start"):
        parser.parse(articles("x").drop("body_start"))


def test_articles_are_parsed_one_like_the_other(parser: Parser) -> None:
    text = "Le METI a annoncé 3 milliards de yens le 2 mars 2026, soit 19 millions de dollars, pour 12 entreprises."
    alone = parser.parse(articles(text))
    among = parser.parse(articles("Rien.", text, "The plan costs $5bn by 2030."))

    for name, frame in alone.items():
        same = among[name].filter(pl.col("article_id") == "a1").drop([c for c in frame.columns if c.endswith("_id")])
        assert same.equals(frame.drop([c for c in frame.columns if c.endswith("_id")])), name


def test_keys_are_unique_and_surfaces_are_the_text(parser: Parser) -> None:
    text = (
        "📌 Tokyo a annoncé environ 1 000 milliards de yens (6,3 milliards de dollars) d'ici 2030, 12 % de plus. " * 3
    )
    tables = parser.parse(articles(text))

    for name, frame in tables.items():
        if "surface" in frame.columns:
            assert frame.get_column(frame.columns[0]).is_unique().all(), name
            spans = frame.select("char_start", "char_end", "surface").iter_rows()
            assert all(text[start:end] == surface for start, end, surface in spans), name


@pytest.mark.parametrize(
    ("spans", "stronger", "expected"),
    [
        pytest.param([(0, 5)], [(5, 9)], [(0, 5)], id="side by side"),
        pytest.param([(0, 5)], [(4, 9)], [], id="reaches in"),
        pytest.param([(4, 9)], [(0, 5)], [], id="is reached into"),
        pytest.param([(0, 9)], [(3, 4)], [], id="holds one"),
        pytest.param([(3, 4)], [(0, 9)], [], id="inside one"),
        pytest.param([(20, 30), (3, 4)], [(0, 9)], [(20, 30)], id="order is kept"),
        pytest.param([(7, 8)], [(0, 9), (1, 3)], [], id="a long span before a short one"),
        pytest.param([(3, 4)], [], [(3, 4)], id="nothing stronger"),
    ],
)
def test_weaker_finds_give_way(
    spans: list[tuple[int, int]], stronger: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    schema = {"article_id": pl.String(), "char_start": pl.Int64(), "char_end": pl.Int64()}
    frames = [
        pl.DataFrame([("a", *pair) for pair in pairs], schema=schema, orient="row") for pairs in (spans, stronger)
    ]

    assert outside(frames[0], [frames[1]]).select("char_start", "char_end").rows() == expected


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        pytest.param("2025-12-23", date(2025, 12, 23), date(2025, 12, 23), id="day"),
        pytest.param("2025-12-23T08:00:00Z", date(2025, 12, 23), date(2025, 12, 23), id="time"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="month"),
        pytest.param("2025", date(2025, 1, 1), date(2025, 12, 31), id="year"),
        pytest.param("2025-02-30", None, None, id="no such day"),
        pytest.param("hier", None, None, id="no date"),
        pytest.param(None, None, None, id="unknown"),
    ],
)
def test_publication_dates_of_records(published: str | None, first: date | None, last: date | None) -> None:
    shaped = articles_of(records(("x", "texte", "fr-FR", published)))

    assert shaped.select("language", "published_on", "published_until_on").row(0) == ("fr", first, last)


def test_front_matter_of_a_record_is_told_from_its_body() -> None:
    text = "---\nurl: https://example.org\ntitle: 'Un titre'\n---\nLe corps."
    shaped = articles_of(records(("x", text, None, None))).row(0, named=True)

    assert text[shaped["title_start"] : shaped["title_end"]] == "Un titre"
    assert text[shaped["body_start"] :] == "Le corps."


def test_records_may_repeat_ids_and_texts(parser: Parser) -> None:
    text = "L'État a versé 3 millions d'euros."
    given = records(("x", text, "fr", None), ("x", text, "fr", None), ("y", "Rien.", "fr", None))
    found = mention_records(given, parser.parse(articles_of(given)))

    money = found.filter(pl.col("kind") == "money")
    assert dict(found.schema) == MENTIONS
    assert money.select("id", "start", "end", "value_min", "currency").rows() == [("x", 15, 33, "3000000", "EUR")] * 2


def test_an_equivalent_points_to_the_figure_it_converts(parser: Parser) -> None:
    text = "Le plan vaut 300 milliards de yens, soit environ 1,9 milliard de dollars."
    given = records(("x", text, "fr", "2025-12-22"))
    money = mention_records(given, parser.parse(articles_of(given))).filter(pl.col("kind") == "money")

    assert money.select("surface", "equivalent_of").rows() == [
        ("300 milliards de yens", None),
        ("1,9 milliard de dollars", text.index("300")),
    ]
