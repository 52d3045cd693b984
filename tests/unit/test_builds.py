"""What dbt has to build, by what the last complete build saw and made.

What belongs here: plans and notes of builds. What does not: building (``tests/integration/test_changed_articles.py``).
"""

from datetime import datetime

import pytest

from orchestration.warehouse.builds import MOST_CHANGED_SHARE, begin_build, built_as_of, note_build, plan_build
from orchestration.warehouse.connect import build_database

NOW = datetime(2026, 12, 1)
ARTICLES = 20
VERSIONS = {"models_version": "models", "seeds_version": "seeds"}


def plan(connection, **different):
    return plan_build(connection, **{**VERSIONS, "as_of_on": "2026-12-01", **different})


def build(connection, *, is_full=False):
    """What dbt leaves, as far as a plan looks at it."""
    planned = plan(connection)
    connection.execute(
        "create or replace table intermediate.int_article_inputs as select *, '' as readings_hash"
        " from raw.article_inputs;"
        "create or replace table intermediate.int_crowded_keys as select 1 as crowded_key, 0 as firsts_hash;"
        "create or replace table intermediate.int_commitment_members as select 'c' as commitment_id, 0 as members_hash"
    )
    note_build(connection, planned, is_full=is_full, **VERSIONS, now=NOW)


@pytest.fixture
def connection(tmp_path):
    """A build database with articles and a published table, completely built."""
    with build_database(tmp_path / "warehouse.duckdb") as connection:
        connection.execute("create schema marts; create schema intermediate")
        connection.execute("create table marts.fct_claims as select 1 as claim_id")
        connection.execute(
            f"insert into raw.articles by name select 'a' || i as article_id, '' as text from range({ARTICLES}) _(i)"
        )
        connection.execute(
            "insert into parsed.sentences by name select article_id, 0 as sentence_index from raw.articles"
        )
        build(connection, is_full=True)
        yield connection


def test_nothing_is_built_when_nothing_changed(connection):
    planned = plan(connection)
    assert (planned.is_needed, planned.full_because, planned.changed) == (False, None, 0)


@pytest.mark.parametrize(
    "change",
    [
        "update raw.articles set published_on = '2026-01-01' where article_id = 'a3'",
        "update parsed.sentences set char_end = 7 where article_id = 'a3'",
        "insert into parsed.sentences from parsed.sentences where article_id = 'a3'",
        "insert into raw.article_files by name select 'a3' as article_id, 'copy.txt' as path",
        "delete from raw.articles where article_id = 'a3'; delete from parsed.sentences where article_id = 'a3'",
        "insert into raw.articles by name select 'new' as article_id",
    ],
)
def test_a_changed_article_is_built_alone(connection, change):
    connection.execute(change)
    planned = plan(connection)
    assert (planned.is_needed, planned.full_because, planned.changed) == (True, None, 1)
    build(connection)
    assert not plan(connection).is_needed


def test_the_day_of_a_build_is_the_one_that_it_was_planned_for(connection):
    assert built_as_of(connection) == "2026-12-01"
    plan(connection, as_of_on="2026-12-02")
    assert built_as_of(connection) == "2026-12-01"
    begin_build(connection, seeds_version="seeds", has_reference=True, now=NOW)
    assert built_as_of(connection) is None


def test_a_new_day_and_a_new_rejection_change_no_article(connection):
    planned = plan(connection, as_of_on="2026-12-02")
    assert (planned.is_needed, planned.full_because, planned.changed) == (True, None, 0)
    connection.execute("insert into raw.rejected_inputs by name select 'x.txt' as path")
    planned = plan(connection)
    assert (planned.is_needed, planned.full_because, planned.changed) == (True, None, 0)


def test_other_models_build_everything(connection):
    planned = plan(connection, models_version="other")
    assert (planned.is_needed, planned.is_seeded) == (True, True)
    assert "these models" in planned.full_because
    assert not plan(connection, seeds_version="other").is_seeded


def test_a_published_table_that_was_changed_by_hand_builds_everything(connection):
    connection.execute("update marts.fct_claims set claim_id = 2")
    planned = plan(connection)
    assert planned.is_needed
    assert "left them" in planned.full_because


def test_many_changed_articles_build_everything(connection):
    connection.execute(f"update raw.articles set title = 't' where rowid <= {ARTICLES * MOST_CHANGED_SHARE}")
    assert f"of {ARTICLES} articles" in plan(connection).full_because


def test_few_changed_articles_a_run_build_everything_once_in_a_while(connection):
    full = []
    for run in range(2 * ARTICLES):
        connection.execute(f"update raw.articles set title = '{run}' where article_id = 'a{run % ARTICLES}'")
        planned = plan(connection)
        assert (planned.is_needed, planned.changed) == (True, 1)
        full.append(planned.full_because is not None)
        build(connection, is_full=full[-1])
        assert not plan(connection).is_needed
    between = int(ARTICLES * MOST_CHANGED_SHARE)
    assert [run for run, is_full in enumerate(full) if is_full] == [between, 2 * between + 1, 3 * between + 2]


@pytest.mark.parametrize("has_reference", [True, False])
def test_a_build_that_did_not_end_well_is_none_to_build_on(connection, has_reference):
    """Neither is its reference data, when it was to make that anew: it may have been killed between two seeds."""
    begin_build(connection, seeds_version="seeds", has_reference=has_reference, now=NOW)
    planned = plan(connection)
    assert planned.is_needed
    assert "no complete build" in planned.full_because
    assert planned.is_seeded is has_reference
