"""The unit tests of the dbt models, and what the project's own kinds of tests notice."""

import pytest

from orchestration.transform import build_models, run_unit_tests
from orchestration.warehouse.connect import build_database

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(built_home, tmp_path):
    return built_home.copy_to(tmp_path).settings


def test_the_unit_tests_of_the_models_pass(settings):
    results = run_unit_tests(settings)
    assert results
    assert [(result.unique_id, result.message) for result in results if not result.is_good] == []


@pytest.mark.parametrize(
    ("damage", "test"),
    [
        pytest.param(
            "insert into raw.articles from raw.articles limit 1", "is_key_stg_articles_article_id", id="twice"
        ),
        pytest.param("update raw.articles set article_id = null", "is_key_stg_articles_article_id", id="no key"),
        pytest.param("update parsed.passages set article_id = 'x'", "belongs_to_stg_passages_article_id", id="unknown"),
        pytest.param("update parsed.passages set article_id = null", "belongs_to_stg_passages_article_id", id="none"),
    ],
)
def test_a_broken_key_and_a_row_that_belongs_to_nothing_are_noticed(settings, damage, test):
    with build_database(settings.build_database) as connection:
        connection.execute(damage)
    results = build_models(settings, as_of_on="2026-11-24", select=test.split("_", 2)[2].rsplit("_article_id", 1)[0])
    (result,) = [result for result in results if f".{test}" in result.unique_id]
    assert (result.status, bool(result.failures)) == ("fail", True)
