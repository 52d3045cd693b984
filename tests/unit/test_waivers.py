"""The tests of dbt that keep judgements of findings from going stale.

What belongs here: their SQL on a few rows. What does not: what a judgement does to a finding (dbt unit tests).
"""

import re

import duckdb
import pytest

from orchestration.settings import DBT_PROJECT_DIR


@pytest.fixture
def judged():
    with duckdb.connect() as connection:
        connection.execute("create table fct_findings as select 'known' as finding_id")
        connection.execute("create table ref_waivers (finding_id varchar, judgement varchar, review_on date)")
        yield connection


def failing_rows(connection, name):
    """Run the test as dbt does, which counts its rows."""
    sql = (DBT_PROJECT_DIR / "tests" / f"{name}.sql").read_text(encoding="utf-8")
    sql = re.sub(r"\{\{ config\(.*?\) \}\}", "", sql)
    sql = re.sub(r"\{\{ ref\(\"(\w+)\"\) \}\}", r"\1", sql).replace('{{ var("as_of_on") }}', "2026-07-06")
    return connection.execute(f"select count(*) from ({sql})").fetchone()[0]


def test_a_judgement_of_what_no_longer_occurs_is_named(judged):
    judged.execute(
        "insert into ref_waivers values ('gone', 'waived', null), ('known', 'waived', null), ('old', 'fixed', null)"
    )
    with pytest.raises(duckdb.Error, match=r"no longer occur.*: gone, old$"):
        failing_rows(judged, "assert_every_waiver_matches_a_finding")


def test_a_judgement_of_what_occurs_is_left_alone(judged):
    judged.execute("insert into ref_waivers values ('known', 'waived', null)")
    assert failing_rows(judged, "assert_every_waiver_matches_a_finding") == 0


def test_a_judgement_is_overdue_from_the_day_after_its_review(judged):
    judged.execute("insert into ref_waivers values ('known', 'waived', '2026-07-06')")
    assert failing_rows(judged, "assert_no_waiver_is_overdue") == 0
    judged.execute("update ref_waivers set review_on = '2026-07-05'")
    assert failing_rows(judged, "assert_no_waiver_is_overdue") == 1
