"""The candidate for publication and its audit by Great Expectations.

What belongs here: the shells around ``warehouse.candidate`` and ``validation``. What does not: what is checked
(``expectations/``).
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import dagster as dg

from orchestration.defs.common import OWNERS, BuildAccess
from orchestration.defs.faults import classified_faults
from orchestration.defs.marts import published_keys
from orchestration.settings import EXPECTATIONS_DIR, PUBLICATION_NAME
from orchestration.trust import summarise_findings
from orchestration.versions import code_version, parser_version
from orchestration.warehouse.candidate import build_candidate
from orchestration.warehouse.connect import build_database, publication
from orchestration.warehouse.notes import AuditRecord, read_candidate, record_audit
from orchestration.warehouse.releases import published_notes, settled_audit

if TYPE_CHECKING:
    from orchestration.validation import TableAudit

CANDIDATE: Final = dg.AssetKey("release_candidate")
AUDITED_TABLES: Final = sorted(path.stem for path in EXPECTATIONS_DIR.glob("*.yml"))


@dg.asset(
    key=CANDIDATE,
    deps=published_keys(),
    group_name="publication",
    kinds={"duckdb"},
    owners=OWNERS,
    description="The file that will be published: every mart with its comments, ordered by key. Nobody reads it yet.",
    code_version=code_version(),
)
def release_candidate(build: BuildAccess) -> dg.MaterializeResult[None]:
    """Copy the marts into a file of their own, unless readers already have what it would say."""
    settings = build.settings
    notes = published_notes(settings)
    with classified_faults(), build_database(settings.build_database, memory_limit=settings.memory_limit) as connection:
        candidate = build_candidate(
            connection,
            settings.candidate_dir,
            code_version=code_version(),
            parser_version=parser_version(),
            published=notes[0] if notes else None,
        )
    rows = "\n".join(f"| {table} | {count} |" for table, count in candidate.row_counts.items())
    metadata: dict[str, Any] = {
        "rows": dg.MetadataValue.md(f"| table | rows |\n|---|---|\n{rows}"),
        "dagster/row_count": sum(candidate.row_counts.values()),
        "content_sha256": candidate.content_sha256,
    }
    return dg.MaterializeResult(metadata=metadata)


@dg.multi_asset_check(
    name="audit",
    specs=[
        dg.AssetCheckSpec(
            name=f"{table}_makes_sense",
            asset=CANDIDATE,
            blocking=True,
            description=f"Every expectation of expectations/{table}.yml; an error keeps the candidate from readers.",
        )
        for table in AUDITED_TABLES
    ],
)
def audit_candidate(build: BuildAccess) -> Iterator[dg.AssetCheckResult]:
    """Run the suites over the candidate, and note the outcome beside it.

    When readers already have this very content, audited by this very code, the outcome is known.
    """
    settings = build.settings
    reports: dict[str, str] = {}
    with classified_faults():
        records = settled_audit(settings)
        is_evaluated = records is None
        audited = settings.candidate_dir / PUBLICATION_NAME if is_evaluated else settings.publication
        if records is None:
            from orchestration.validation import audit

            content = read_candidate(settings.candidate_dir).content_sha256
            audits = audit(audited, settings.docs_dir, content_sha256=content, memory_limit=settings.memory_limit)
            records = [_record(table) for table in audits]
            reports = {table.table: table.markdown for table in audits}
        record_audit(settings.candidate_dir, records)
        with publication(audited, memory_limit=settings.memory_limit) as connection:
            summary = summarise_findings(connection)
        reports["fct_findings"] = "\n\n".join([summary, *filter(None, [reports.get("fct_findings")])])
    for record in records:
        yield dg.AssetCheckResult(
            asset_key=CANDIDATE,
            check_name=f"{record.table_name}_makes_sense",
            passed=record.is_passed,
            severity=dg.AssetCheckSeverity.ERROR if record.severity == "error" else dg.AssetCheckSeverity.WARN,
            metadata={
                "evaluated": record.evaluated_count,
                "failed": "\n".join(record.failed),
                "is_evaluated_again": is_evaluated,
                "report": dg.MetadataValue.md(reports.get(record.table_name, "as of the current publication")),
            },
        )


def _record(table: "TableAudit") -> AuditRecord:
    """Keep of an audit what goes with the publication; a crash of the validator is an error, whatever it checked.

    What only informs does not fail: a table all of whose broken checks are of severity info has passed.
    """
    return AuditRecord(
        table_name=table.table,
        is_passed=not table.crashed and (table.success or table.severity == "info"),
        severity="error" if table.crashed else table.severity,
        evaluated_count=table.evaluated,
        failed=[_sentence(failure) for failure in table.failed],
    )


def _sentence(failure: Mapping[str, Any]) -> str:
    """Say in a line which expectation did not hold and what was found."""
    return f"{failure['expectation']} ({failure['severity']}): {failure['reason']}; observed {failure['observed']}"
