"""The trust report: what a publication says that the one before did not, and what speaks against it, as Markdown.

What belongs here: comparing two publications and wording the outcome. What does not: which findings there are (the
models of the rules), and drawing on a terminal (``display``).

Words of articles reach Markdown only through ``escaping.markdown_cell``: their markup is not ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from orchestration.escaping import markdown_table
from orchestration.files import flush_to_disk
from orchestration.severity import GRAVEST_FIRST
from orchestration.warehouse.connect import Connection, publication

Row = Mapping[str, Any]
WORST_SHOWN: Final = 10  # findings and changes that a table quotes; the rest is a count
CELL_LENGTH: Final = 240  # characters of a cell; explanations are shorter, quotes may not be

STATES: Final = """
    select commitment_id, status, concat_ws(' ', amount_min, currency) as amount
    from fct_commitments
    order by commitment_id
"""
COMMITMENTS: Final = """
    select commitment_id, title, status, concat_ws(' ', amount_min, currency) as amount
    from fct_commitments
    where commitment_id in ?
    order by commitment_id
"""
DOUBTED: Final = f"""
    select
        title, scores.open_error_count, scores.open_warning_count, scores.agreement_ratio, scores.completeness,
        fct_commitments.independent_source_count
    from fct_commitments
    inner join fct_commitment_scores as scores using (commitment_id)
    where scores.open_error_count > 0 or scores.open_warning_count > 0
    order by scores.open_error_count desc, scores.open_warning_count desc, commitment_id
    limit {WORST_SHOWN}
"""
COUNTS: Final = """
    select
        count(*) as commitments,
        count(*) filter (where scores.open_error_count > 0 or scores.open_warning_count > 0) as doubted
    from fct_commitments
    left join fct_commitment_scores as scores using (commitment_id)
"""
OPEN_FINDINGS: Final = f"""
    select finding_id
    from fct_findings
    where status = 'open'
    order by {GRAVEST_FIRST}
"""
FINDINGS: Final = f"""
    select finding_id, rule_id, severity, status, explanation, explanation_fr
    from fct_findings
    where finding_id in ?
    order by {GRAVEST_FIRST}
"""
BY_RULE: Final = """
    select
        rule_id,
        any_value(title_en) as title,
        count(*) filter (where status = 'open' and fct_findings.severity = 'error') as errors,
        count(*) filter (where status = 'open' and fct_findings.severity = 'warn') as warnings,
        count(*) filter (where status = 'open' and fct_findings.severity = 'info') as remarks,
        count(*) filter (where status != 'open') as judged
    from fct_findings
    inner join dim_rules using (rule_id)
    group by rule_id
    order by errors desc, warnings desc, remarks desc, judged desc, rule_id
"""
WORST: Final = f"""
    select severity, rule_id, explanation
    from fct_findings
    where status = 'open'
    order by {GRAVEST_FIRST}
    limit {WORST_SHOWN}
"""


@dataclass(frozen=True)
class Some:
    """Rows of which a report quotes the first.

    Attributes:
        count: How many there are.
        rows: The first ``WORST_SHOWN`` of them.
    """

    count: int
    rows: Sequence[Row]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What differs between two publications.

    Attributes:
        added: Commitments that are new.
        removed: Commitments that are gone.
        changed: Commitments whose amount or status differs, as they are now, with ``amount_before`` and
            ``status_before``.
        new_findings: Findings that were not there, gravest first.
        resolved_findings: Findings that are no longer there, or no longer open.
    """

    added: Some
    removed: Some
    changed: Some
    new_findings: Some
    resolved_findings: Some


def compare(before: Path | None, after: Path) -> Changes:
    """Compare two publications. Keys and states of all rows are read, words only of those that are shown.

    Args:
        before: The earlier file; None when there is none, so that all is new.
        after: The later file.

    Returns:
        The differences, in the order of the keys; findings gravest first.

    Raises:
        FileNotFoundError: A file is not there.
    """
    new, is_open = _read_frame(after, STATES), _read_frame(after, OPEN_FINDINGS)
    old = _read_frame(before, STATES) if before else new.clear()
    was_open = _read_frame(before, OPEN_FINDINGS) if before else is_open.clear()
    moved = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in ("amount", "status"))
    changed = new.join(old, on="commitment_id", how="inner", suffix="_before", maintain_order="left").filter(moved)
    return Changes(
        added=_some(after, COMMITMENTS, _missing(new, old)),
        removed=_some(before, COMMITMENTS, _missing(old, new)),
        changed=_some(after, COMMITMENTS, changed),
        new_findings=_some(after, FINDINGS, _missing(is_open, was_open)),
        resolved_findings=_some(before, FINDINGS, _missing(was_open, is_open)),
    )


def _missing(rows: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Rows whose key, the first column, others do not have, in the same order."""
    return rows.join(others, on=rows.columns[0], how="anti", maintain_order="left")


def _some(path: Path | None, query: str, rows: pl.DataFrame) -> Some:
    """Count rows, and read the words of the first of them."""
    first = rows.head(WORST_SHOWN)
    if path is None or first.is_empty():
        return Some(first.height, [])
    key = rows.columns[0]
    known = {row[key]: row for row in first.to_dicts()}
    return Some(rows.height, [known[row[key]] | row for row in _read(path, query, [list(known)])])


def summarise_findings(connection: Connection) -> str:
    """Count the findings by rule, and quote the worst of those that nobody has judged.

    Args:
        connection: Sees ``fct_findings`` and ``dim_rules`` by their plain names.

    Returns:
        Markdown: a table of counts by rule and severity, and a table of the gravest findings.
    """
    counts, worst = (connection.execute(query).fetchall() for query in (BY_RULE, WORST))
    by_rule = _table(("rule", "what it asks", "errors", "warnings", "remarks", "judged"), counts)
    return f"**Findings by rule**\n\n{by_rule}\n\n**The worst**\n\n{_table(('severity', 'rule', 'why'), worst)}"


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
    with publication(after) as connection:
        findings = summarise_findings(connection)
    (counts,) = _read(after, COUNTS)
    since = "since the publication before" if before is not None else "(first publication: all is new)"
    return (
        "\n\n".join(
            [
                "# Trust report",
                f"{counts['commitments']} commitments, of which {counts['doubted']} have open errors or warnings.",
                f"## What changed {since}",
                _counted("New commitments", changes.added, _commitment),
                _counted("Gone", changes.removed, _commitment),
                _counted("Changed", changes.changed, _change),
                "## New contradictions and doubts",
                _findings(changes.new_findings),
                "## Resolved",
                _findings(changes.resolved_findings),
                "## All findings",
                findings,
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
                        for row in _read(after, DOUBTED)
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


def _counted(heading: str, some: Some, cells: Any) -> str:  # noqa: ANN401 - a function of one row
    """A heading with the count, and the first rows."""
    shown = _table(("commitment", "amount", "status"), [cells(row) for row in some.rows])
    return f"**{heading}: {some.count}**" + (f"\n\n{shown}" if some.rows else "")


def _commitment(row: Row) -> tuple[object, ...]:
    return row["title"], row["amount"], row["status"]


def _change(row: Row) -> tuple[object, ...]:
    arrows = (f"{row[f'{name}_before']} → {row[name]}" for name in ("amount", "status"))
    return row["title"], *arrows


def _findings(some: Some) -> str:
    quoted = [(row["severity"], row["rule_id"], row["explanation"], row["explanation_fr"]) for row in some.rows]
    shown = _table(("severity", "rule", "why", "pourquoi"), quoted)
    return f"{some.count} in all, the gravest first.\n\n{shown}" if some.count else "none"


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table whose cells are short enough to be read side by side."""
    return markdown_table(columns, rows, longest=CELL_LENGTH)


def _read(path: Path, query: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Rows of a publication."""
    return _read_frame(path, query, parameters).to_dicts()


def _read_frame(path: Path, query: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
    with publication(path) as connection:
        return connection.execute(query, list(parameters)).pl()
