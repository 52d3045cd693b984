"""The generated corpus is what the benchmark says: repeatable, and like news in size and density."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from benchmarks.corpus import generate
from orchestration.contracts import ARTICLES


@pytest.fixture(scope="module")
def corpus():
    return generate(50, seed=1)


def test_the_same_seed_gives_the_same_articles(corpus):
    assert_frame_equal(corpus, generate(50, seed=1))


def test_articles_meet_the_contract_and_have_their_own_ids(corpus):
    assert corpus.schema == pl.Schema(ARTICLES)
    assert corpus.get_column("article_id").n_unique() == 50


def test_articles_have_the_size_and_the_languages_of_the_plan(corpus):
    by_language = corpus.group_by("language").agg(pl.len(), pl.col("text").str.len_bytes().mean().alias("bytes"))
    assert dict(by_language.select("language", "len").iter_rows()) == {"fr": 20, "en": 20, "ja": 10}
    assert by_language.select(pl.col("bytes").is_between(3_800, 5_500).all()).item()


def test_some_ten_figures_stand_in_an_article(corpus):
    marks = corpus.select(pl.col("text").str.count_matches(r"€|\$|£|\byen|円|ドル|euros|dollars").mean()).item()
    assert 7 < marks < 20
