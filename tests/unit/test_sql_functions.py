"""Patterns of seeds find what DuckDB's own function finds; clusters are what is linked, directly or through others."""

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.sql_functions import Plugin, clusters, matches_pattern

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


CLUSTERS_OF = "select unnest(clusters(list(a), list(b)), recursive := true) from tried_links"


def link(connection, links):
    connection.execute("create or replace temp table tried_links (a bigint, b bigint)")
    if links:
        connection.executemany("insert into tried_links values (?, ?)", links)


def smallest_reached(number, links):
    """Walk the links both ways from a number."""
    reached, ends = set(), {number}
    while ends:
        reached |= ends
        ends = {end for link in links if reached & set(link) for end in link} - reached
    return min(reached)


def test_each_number_with_a_link_has_the_smallest_that_it_is_connected_with(connection):
    link(connection, [(5, 3), (3, 9), (8, 7), (10, 10)])
    assert connection.execute(CLUSTERS_OF).fetchall() == [(3, 3), (5, 3), (7, 7), (8, 7), (9, 3), (10, 10)]


@given(st.lists(st.tuples(st.integers(-3, 12), st.integers(-3, 12)), max_size=12))
def test_clusters_are_what_a_walk_along_the_links_reaches(connection, links):
    link(connection, links)
    members = sorted({end for link in links for end in link})
    expected = [(member, smallest_reached(member, links)) for member in members]
    assert connection.execute(CLUSTERS_OF).fetchall() == expected


def test_each_row_of_lists_is_a_graph_of_its_own(connection):
    graphs = "(values (1, 5, 3), (2, 3, 9), (2, 9, 8)) as links (k, a, b)"
    query = f"select k, unnest(clusters(list(a), list(b)), recursive := true) from {graphs} group by k order by all"
    assert connection.execute(query).fetchall() == [(1, 3, 3), (1, 5, 3), (2, 3, 3), (2, 8, 3), (2, 9, 3)]


def test_an_empty_batch_holds_no_graph():
    empty = pa.chunked_array([], pa.list_(pa.int64()))
    assert clusters(empty, empty).to_pylist() == []
