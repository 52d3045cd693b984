"""Patterns of seeds find what DuckDB's own function finds."""

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.sql_functions import Plugin, matches_pattern

PATTERNS = ["b", "^a", r"[0-9]+ ?%", "(?i)ÉTAT|state", r"\s$", "(.)年", r"\bof\b", "a.c", r"\pL+\pN"]


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as connection:
        Plugin.configure_connection(None, connection)
        yield connection


def disagreements(connection, rows):
    connection.execute("create or replace temp table tried (text varchar, pattern varchar)")
    connection.executemany("insert into tried values (?, ?)", rows)
    query = "from tried where matches_pattern(text, pattern) is distinct from regexp_matches(text, pattern)"
    return connection.execute(query).fetchall()


def test_each_text_is_searched_for_its_own_pattern(connection):
    rows = [("abc", "b"), ("abc", "z"), ("état", "(?i)ÉTAT"), ("x", "b"), ("b", "b"), (None, "b"), ("abc", None)]
    connection.execute("create or replace temp table tried as select * from (values ('', '')) t(text, pattern) limit 0")
    connection.executemany("insert into tried values (?, ?)", rows)
    found = connection.execute("select matches_pattern(text, pattern) from tried").fetchall()
    assert [matched for (matched,) in found] == [True, False, True, False, True, None, None]


@given(
    st.lists(
        st.tuples(st.text(alphabet="abcof 2年%éÉ\n", max_size=12), st.sampled_from(PATTERNS)), min_size=1, max_size=40
    )
)
def test_it_finds_what_duckdb_finds(connection, rows):
    assert disagreements(connection, rows) == []


def test_more_rows_than_a_batch(connection):
    connection.execute("create or replace temp table forms as select unnest(?) as pattern", [PATTERNS])
    rows = "(select i || ' % of the state' as text, pattern from range(1_000) as numbers (i), forms)"
    query = f"select count(*), count_if(matches_pattern(text, pattern) != regexp_matches(text, pattern)) from {rows}"
    assert connection.execute(query).fetchone() == (1_000 * len(PATTERNS), 0)


def test_an_empty_batch_holds_no_match():
    empty = pa.chunked_array([], pa.string())
    assert matches_pattern(empty, empty).to_pylist() == []
