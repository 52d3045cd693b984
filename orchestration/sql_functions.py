"""SQL functions of the models, loaded by dbt-duckdb as a plugin: patterns that stand in seeds, and what links join.

What belongs here: functions that cost too much in DuckDB. What does not: rules; they are models.

DuckDB compiles a pattern that is not written in the query itself once for every row, which costs 20 to 100 times what
the search does. Here it is compiled once a batch, by the same engine (RE2, in Arrow), so that the same is found.

A recursive query passes the smallest number of a cluster on from link to link and reads all links at each step; a chain
of a thousand links takes a thousand steps.
"""

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection, list_type, struct_type
from duckdb.func import PythonUDFType
from duckdb.sqltypes import BIGINT, BOOLEAN, VARCHAR
from scipy.sparse import coo_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]


def matches_pattern(texts: pa.ChunkedArray, patterns: pa.ChunkedArray) -> pa.Array:
    """Tell whether each text holds a match of the pattern beside it, as ``regexp_matches`` does.

    Args:
        texts: One batch, without nulls; DuckDB may pass an empty one.
        patterns: As many, in RE2's syntax, without nulls.

    Returns:
        Booleans, in the order of the texts.
    """
    if not len(texts):
        return pa.array([], pa.bool_())
    coded = patterns.combine_chunks().dictionary_encode()
    order = pc.sort_indices(coded.indices)
    grouped = texts.combine_chunks().take(order)
    # Codes are given in order of first occurrence, and so are these counts.
    counts = pc.value_counts(coded.indices).field("counts").to_pylist()
    matches, start = [], 0
    for pattern, count in zip(coded.dictionary.to_pylist(), counts, strict=True):
        matches.append(pc.match_substring_regex(grouped.slice(start, count), pattern=pattern))
        start += count
    return pa.concat_arrays(matches).take(pc.sort_indices(order))


def clusters(members: pa.ChunkedArray, others: pa.ChunkedArray) -> pa.Array:
    """Find the connected components of the links between numbers, whichever way round each link is given.

    Args:
        members: Lists of int64, each the first ends of the links of one graph; no nulls. DuckDB may pass
            an empty batch.
        others: Their second ends, as many.

    Returns:
        For each graph a list of ``member`` and ``smallest``, the smallest number it is connected with: one for each
        number with a link, in their order.
    """
    if not len(members):
        return pa.array([], pa.list_(pa.struct({"member": pa.int64(), "smallest": pa.int64()})))
    pairs = zip(members, others, strict=True)
    graphs = [_smallest_connected(a.values.to_numpy(), b.values.to_numpy()) for a, b in pairs]
    ends = np.cumsum([0, *map(len, graphs)])
    return pa.ListArray.from_arrays(ends, pa.concat_arrays(graphs))


def _smallest_connected(first_ends: np.ndarray, second_ends: np.ndarray) -> pa.Array:
    numbers, places = np.unique(np.concatenate([first_ends, second_ends]), return_inverse=True)
    links = (places[: len(first_ends)], places[len(first_ends) :])
    graph = coo_array((np.ones(len(first_ends), np.int8), links), shape=(len(numbers), len(numbers)))
    _, labels = connected_components(graph, directed=False)
    _, first_places = np.unique(labels, return_index=True)
    return pa.StructArray.from_arrays([numbers, numbers[first_places[labels]]], ["member", "smallest"])


class Plugin(BasePlugin):  # type: ignore[misc]  # dbt-duckdb carries no types
    """Gives dbt's connection the functions."""

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Register the functions.

        Args:
            conn: The connection that dbt builds models with.
        """
        conn.create_function("matches_pattern", matches_pattern, [VARCHAR, VARCHAR], BOOLEAN, type=PythonUDFType.ARROW)
        numbers = list_type(BIGINT)
        conn.create_function(
            "clusters",
            clusters,
            [numbers, numbers],
            list_type(struct_type({"member": BIGINT, "smallest": BIGINT})),
            type=PythonUDFType.ARROW,
        )
