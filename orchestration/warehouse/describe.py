"""What is in the build database.

What belongs here: questions about the build database that the shells report. What does not: queries of analysts.
"""

from orchestration.warehouse.connect import Connection


def count_built_rows(connection: Connection) -> dict[tuple[str, str], int]:
    """Count the rows of every table of the build database; views are not counted.

    Args:
        connection: The build database.

    Returns:
        Counts by schema and name.
    """
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = current_database() and not temporary"
    ).fetchall()
    return {
        (schema, table): connection.execute(f'select count(*) from "{schema}"."{table}"').fetchall()[0][0]
        for schema, table in tables
    }
