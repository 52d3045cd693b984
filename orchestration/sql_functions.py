"""SQL functions of the models, loaded by dbt-duckdb as a plugin: patterns that stand in seeds.

What belongs here: functions that cost too much in DuckDB. What does not: rules; they are models.

DuckDB compiles a pattern that is not written in the query itself once for every row, which costs 20 to 100 times what
the search does. Here it is compiled once a batch, by the same engine (RE2, in Arrow), so that the same is found.
"""

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection
from duckdb.func import PythonUDFType
from duckdb.sqltypes import BOOLEAN, VARCHAR


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


class Plugin(BasePlugin):  # type: ignore[misc]  # dbt-duckdb carries no types
    """Gives dbt's connection the functions."""

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Register the functions.

        Args:
            conn: The connection that dbt builds models with.
        """
        conn.create_function("matches_pattern", matches_pattern, [VARCHAR, VARCHAR], BOOLEAN, type=PythonUDFType.ARROW)
