"""What is in the build database: rows of its tables, and the findings as Markdown.

What belongs here: questions about the build database that the shells report. What does not: queries of analysts.
"""

from typing import Final

from orchestration.escaping import markdown_table
from orchestration.warehouse.connect import Connection

FINDINGS_SHOWN: Final = 50
SEVERITIES: Final = ("error", "warn", "info")
GRAVEST_FIRST: Final = f"list_position({list(SEVERITIES)}, severity), rule_id, finding_id"  # an order of findings
_SHOWN: Final = {  # heading: column
    "severity": "severity",
    "rule": "rule_id",
    "commitment": "commitment_id",
    "observed": "observed",
    "expected": "expected",
    "explanation": "explanation",
}


def count_rows(connection: Connection) -> dict[tuple[str, str], int]:
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


def findings_markdown(connection: Connection) -> str:
    """Write the findings as a Markdown table, gravest first.

    Args:
        connection: The build database, after dbt.

    Returns:
        Counts by severity and at most ``FINDINGS_SHOWN`` rows; text from articles is escaped.
    """
    counted = dict(connection.execute("select severity, count(*) from marts.fct_findings group by severity").fetchall())
    if not counted:
        return "No findings."
    rows = connection.execute(
        f"select {', '.join(_SHOWN.values())} from marts.fct_findings order by {GRAVEST_FIRST} limit {FINDINGS_SHOWN}"
    ).fetchall()
    count = sum(counted.values())
    counts = ", ".join(f"{counted.get(level, 0)} {level}" for level in SEVERITIES)
    more = f"\n\n{count - len(rows)} more in fct_findings." if count > len(rows) else ""
    return f"{count} findings: {counts}.\n\n{markdown_table(list(_SHOWN), rows)}{more}"
