"""The candidate for publication and its audit by Great Expectations.

What belongs here: the shells around ``warehouse.candidate`` and ``validation``. What does not: what is checked
(``expectations/``).
"""

from collections.abc import Iterator
from typing import Any, Final

import dagster as dg

from orchestration.defs.common import OWNERS, BuildAccess, run_date
from orchestration.defs.faults import classified_faults
from orchestration.defs.marts import published_keys
from orchestration.settings import EXPECTATIONS_DIR, PUBLICATION_NAME
from orchestration.versions import code_version, parser_version
from orchestration.warehouse.candidate import build_candidate
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.notes import AuditRecord, record_audit

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
    """Copy the marts into a file of their own."""
    settings = build.settings
    with classified_faults(), build_database(settings.build_database) as connection:
        candidate = build_candidate(
            connection,
            settings.candidate_dir,
            code_version=code_version(),
            parser_version=parser_version(),
            as_of_on=run_date(settings),
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
    """Run the suites over the candidate, and note the outcome beside it."""
    from orchestration.validation import audit

    settings = build.settings
    with classified_faults():
        audits = audit(settings.candidate_dir / PUBLICATION_NAME, settings.docs_dir)
        record_audit(
            settings.candidate_dir,
            [
                AuditRecord(
                    table_name=table.table,
                    is_passed=table.success,
                    severity=table.severity,
                    evaluated_count=table.evaluated,
                    failed=[str(failure["expectation"]) for failure in table.failed],
                )
                for table in audits
            ],
        )
    for table in audits:
        is_error = table.crashed or table.severity == "error"
        yield dg.AssetCheckResult(
            asset_key=CANDIDATE,
            check_name=f"{table.table}_makes_sense",
            passed=table.success and not table.crashed,
            severity=dg.AssetCheckSeverity.ERROR if is_error else dg.AssetCheckSeverity.WARN,
            metadata={
                "evaluated": table.evaluated,
                "failed": len(table.failed),
                "validator_crashed": table.crashed,
                "report": dg.MetadataValue.md(table.markdown),
            },
        )
