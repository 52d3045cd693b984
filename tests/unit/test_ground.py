"""The line of all articles: places, slices, overlaps."""

import polars as pl
import pytest

from orchestration.extract import scan
from orchestration.extract.ground import (
    LONG_TEXT_BYTES,
    STRIDE,
    Ground,
    cut,
    in_articles,
    lay_ground,
    on_line,
    overlaps,
    stand,
)
from orchestration.extract.passages import segment, split_sentences
from tests.extraction import articles


def lay(*texts: str) -> Ground:
    frame = articles(*texts, language="fr")
    passages = segment(frame)
    return lay_ground(frame, passages, split_sentences(frame, passages))


def test_places_lead_back_to_the_words() -> None:
    texts = ("📌 Un mot. Deux.", "", "Été à Paris.\n\nFin.")
    ground = lay(*texts)
    spans = pl.DataFrame(
        {"article_id": ["a0", "a0", "a2", "a2"], "char_start": [2, 10, 0, 14], "char_end": [4, 14, 3, 17]}
    )

    placed = stand(on_line(spans, ground.articles).drop("article", "base"), ground)
    found = in_articles(placed, ground)

    assert found.select(spans.columns).equals(spans)
    assert found.get_column("surface").to_list() == ["Un", "Deux", "Été", "Fin"]
    assert found.get_column("passage_index").to_list() == [0, 0, 0, 1]
    assert found.get_column("sentence_index").to_list() == [0, 1, 0, 1]


def test_what_begins_in_metadata_stands_in_no_text() -> None:
    frame = articles("date 2026-01-05 Un mot.", language="fr").with_columns(body_start=pl.lit(16, pl.Int64))
    passages = segment(frame)
    ground = lay_ground(frame, passages, split_sentences(frame, passages))
    spans = pl.DataFrame({"article_id": ["a0", "a0"], "char_start": [5, 16], "char_end": [9, 18]})

    placed = stand(on_line(spans, ground.articles).drop("article", "base"), ground)

    assert placed.get_column("char_start").to_list() == [16]


@pytest.mark.parametrize("start", [0, 200, 255, 256, 60_000])
def test_words_of_a_long_text_are_cut_like_those_of_a_short_one(start: int) -> None:
    text = "é0123456789 " * (LONG_TEXT_BYTES // 12)
    ground = lay("avant", text, "après")
    spans = pl.DataFrame({"article_id": ["a1"], "char_start": [start], "char_end": [start + 40]})

    words = cut(on_line(spans, ground.articles), ground)

    assert words.to_list() == [text[start : start + 40]]


def test_a_window_over_the_edge_of_an_article_is_cut_off() -> None:
    ground = lay("avant", "Paris")
    spans = on_line(pl.DataFrame({"article_id": ["a1"], "char_start": [-4], "char_end": [90]}), ground.articles)

    assert cut(spans, ground).to_list() == ["Paris"]


@pytest.mark.parametrize("behind", ["", "après"])
def test_nothing_stands_behind_an_article_that_fills_its_windows(behind: str) -> None:
    ground = lay("x" * STRIDE, *([behind] if behind else []))
    beyond = pl.DataFrame({"article_id": ["a0", "a0"], "char_start": [STRIDE - 2, STRIDE], "char_end": [300, 300]})

    assert cut(on_line(beyond, ground.articles), ground).to_list() == ["xx", ""]


def test_matches_are_the_same_whatever_is_searched_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.DataFrame({"text": ["a1b22", "", "333", "é4 €5"], "base": [1, 8, 10, 15]})
    whole = scan.cut(texts, "[0-9]+")

    monkeypatch.setattr(scan, "SLICE_BYTES", 4)

    assert scan.cut(texts, "[0-9]+").equals(whole)
    assert whole.get_column("surface").to_list() == ["1", "22", "", "", "333", "", "4", "5", ""]
    assert scan.cut(texts.clear(), "[0-9]+").is_empty()


@pytest.mark.parametrize(
    ("span", "expected"),
    [((0, 5), False), ((4, 6), True), ((5, 10), True), ((9, 12), True), ((10, 12), False), ((30, 31), True)],
)
def test_spans_that_share_a_character_overlap(span: tuple[int, int], expected: bool) -> None:
    others = pl.DataFrame({"at": [5, 20, 25], "until": [10, 40, 27]})

    found = overlaps(pl.DataFrame({"at": [span[0]], "until": [span[1]]}), others)

    assert found.to_list() == [expected]
