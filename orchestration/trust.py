"""The trust report: what a publication says that the one before did not, and what speaks against it, as Markdown.

What belongs here: comparing two publications and wording the outcome. What does not: which findings there are (the
models of the rules), and drawing on a terminal (``display``).

Words of articles reach Markdown only through ``escaping.markdown_cell``: their markup is not ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from orchestration.escaping import markdown_table
from orchestration.warehouse.connect import Connection, publication
from orchestration.warehouse.describe import GRAVEST_FIRST
from orchestration.warehouse.releases import flush_to_disk

Row = Mapping[str, Any]
WORST_SHOWN: Final = 10  # findings and changes that a table quotes; the rest is a count
CELL_LENGTH: Final = 240  # characters of a cell; explanations are shorter, quotes may not be

COMMITMENTS: Final = """
    select
        commitment_id, title, status, fct_commitments.independent_source_count,
        concat_ws(' ', amount_min, currency) as amount,
        scores.agreement_ratio, scores.completeness, scores.open_error_count, scores.open_warning_count
    from fct_commitments
    left join fct_commitment_scores as scores using (commitment_id)
    order by commitment_id
"""
PLAIN_COMMITMENTS: Final = """
    select commitment_id, title, status, concat_ws(' ', amount_min, currency) as amount
    from fct_commitments
    order by commitment_id
"""
FINDINGS: Final = f"""
    select finding_id, rule_id, severity, status, explanation, explanation_fr
    from fct_findings
    order by {GRAVEST_FIRST}
"""


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What differs between two publications.

    Attributes:
        added: Commitments that are new.
        removed: Commitments that are gone.
        changed: Commitments whose amount or status differs, as pairs of before and after.
        new_findings: Findings that were not there, gravest first.
        resolved_findings: Findings that are no longer there, or no longer open.
    """

    added: list[Row]
    removed: list[Row]
    changed: list[tuple[Row, Row]]
    new_findings: list[Row]
    resolved_findings: list[Row]


def compare(before: Path | None, after: Path) -> Changes:
    """Compare two publications.

    Args:
        before: The earlier file; None when there is none, so that all is new.
        after: The later file.

    Returns:
        The differences, in the order of the keys; findings gravest first.

    Raises:
        FileNotFoundError: A file is not there.
    """
    old_commitments, old_findings = _read(before, PLAIN_COMMITMENTS), _read(before, FINDINGS)
    new_commitments, new_findings = _read(after, PLAIN_COMMITMENTS), _read(after, FINDINGS)
    old, new = _by_id(old_commitments, "commitment_id"), _by_id(new_commitments, "commitment_id")
    was_open = _by_id([row for row in old_findings if row["status"] == "open"], "finding_id")
    is_open = _by_id([row for row in new_findings if row["status"] == "open"], "finding_id")
    both = [(old[key], new[key]) for key in old.keys() & new.keys()]
    changed = [pair for pair in both if any(pair[0][column] != pair[1][column] for column in ("amount", "status"))]
    return Changes(
        added=[row for key, row in new.items() if key not in old],
        removed=[row for key, row in old.items() if key not in new],
        changed=sorted(changed, key=lambda pair: str(pair[0]["commitment_id"])),
        new_findings=[row for key, row in is_open.items() if key not in was_open],
        resolved_findings=[row for key, row in was_open.items() if key not in is_open],
    )


def summarise_findings(path: Path) -> str:
    """Count the findings of a publication or candidate by rule, and quote the worst.

    Args:
        path: DuckDB file with ``fct_findings`` and ``dim_rules``.

    Returns:
        Markdown: a table of counts by rule and severity, and a table of the gravest findings.

    Raises:
        FileNotFoundError: The file is not there.
    """
    counts = _read(
        path,
        """
        select rule_id, any_value(title_en) as title,
            count(*) filter (where fct_findings.severity = 'error') as errors,
            count(*) filter (where fct_findings.severity = 'warn') as warnings,
            count(*) filter (where fct_findings.severity = 'info') as remarks
        from fct_findings inner join dim_rules using (rule_id)
        group by rule_id
        order by errors desc, warnings desc, remarks desc, rule_id
        """,
    )
    worst = _read(path, FINDINGS)[:WORST_SHOWN]
    by_rule = _table(("rule", "what it asks", "errors", "warnings", "remarks"), [list(row.values()) for row in counts])
    quoted = [(row["severity"], row["rule_id"], row["explanation"]) for row in worst]
    return f"**Findings by rule**\n\n{by_rule}\n\n**The worst**\n\n{_table(('severity', 'rule', 'why'), quoted)}"


def render_report(before: Path | None, after: Path) -> str:
    """Write the trust report of a publication.

    Args:
        before: The publication before it; None for the first.
        after: The publication.

    Returns:
        Markdown: what changed, new and resolved contradictions, findings by rule, the commitments to doubt most.

    Raises:
        FileNotFoundError: A file is not there.
    """
    changes = compare(before, after)
    commitments = _read(after, COMMITMENTS)
    doubted = sorted(
        (row for row in commitments if row["open_error_count"] or row["open_warning_count"]),
        key=lambda row: (-row["open_error_count"], -row["open_warning_count"], row["commitment_id"]),
    )
    since = "since the publication before" if before is not None else "(first publication: all is new)"
    return (
        "\n\n".join(
            [
                "# Trust report",
                f"{len(commitments)} commitments, of which {len(doubted)} have open errors or warnings.",
                f"## What changed {since}",
                _counted("New commitments", changes.added, lambda row: (row["title"], row["amount"], row["status"])),
                _counted("Gone", changes.removed, lambda row: (row["title"], row["amount"], row["status"])),
                _changed(changes.changed),
                "## New contradictions and doubts",
                _findings(changes.new_findings),
                "## Resolved",
                _findings(changes.resolved_findings),
                "## All findings",
                summarise_findings(after),
                "## Commitments to doubt most",
                _table(
                    ("commitment", "errors", "warnings", "agreement", "completeness of 10", "sources"),
                    [
                        (
                            row["title"],
                            row["open_error_count"],
                            row["open_warning_count"],
                            "" if row["agreement_ratio"] is None else f"{row['agreement_ratio']:.2f}",
                            row["completeness"],
                            row["independent_source_count"],
                        )
                        for row in doubted[:WORST_SHOWN]
                    ],
                ),
            ]
        )
        + "\n"
    )


def write_report(path: Path, report: str) -> None:
    """Put a report in the place of the one before: readers see the whole of either, a power cut included."""
    fresh = path.with_name(f".{path.name}")
    fresh.write_text(report, encoding="utf-8")
    flush_to_disk(fresh)
    fresh.replace(path)
    flush_to_disk(path.parent)


def _counted(heading: str, rows: Sequence[Row], cells: Any) -> str:  # noqa: ANN401 - a function of one row
    """A heading with the count, and the first rows."""
    shown = _table(("commitment", "amount", "status"), [cells(row) for row in rows[:WORST_SHOWN]])
    return f"**{heading}: {len(rows)}**" + (f"\n\n{shown}" if rows else "")


def _changed(pairs: Sequence[tuple[Row, Row]]) -> str:
    rows = [
        (after["title"], f"{before['amount']} → {after['amount']}", f"{before['status']} → {after['status']}")
        for before, after in pairs[:WORST_SHOWN]
    ]
    shown = _table(("commitment", "amount", "status"), rows)
    return f"**Changed: {len(pairs)}**" + (f"\n\n{shown}" if pairs else "")


def _findings(rows: Sequence[Row]) -> str:
    quoted = [
        (row["severity"], row["rule_id"], row["explanation"], row["explanation_fr"]) for row in rows[:WORST_SHOWN]
    ]
    shown = _table(("severity", "rule", "why", "pourquoi"), quoted)
    return f"{len(rows)} in all, the gravest first.\n\n{shown}" if rows else "none"


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table whose cells are short enough to be read side by side."""
    return markdown_table(columns, rows, longest=CELL_LENGTH)


def _by_id(rows: Sequence[Row], key: str) -> dict[Any, Row]:
    return {row[key]: row for row in rows}


def _read(path: Path | None, query: str) -> list[dict[str, Any]]:
    """Rows of a publication; none of no publication."""
    if path is None:
        return []
    with publication(path) as connection:
        return _rows(connection, query)


def _rows(connection: Connection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
