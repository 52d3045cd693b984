"""The publication: the file that analysts open, and the report that says how far to trust it.

What belongs here: the shells around ``warehouse.releases`` and ``trust``. What does not: the switch itself.
"""

from datetime import timedelta
from typing import Any

import dagster as dg

from orchestration.defs.audit import CANDIDATE
from orchestration.defs.common import OWNERS, BuildAccess, utc_now
from orchestration.defs.faults import classified_faults
from orchestration.settings import load_settings
from orchestration.trust import render_report, write_report
from orchestration.versions import code_version
from orchestration.warehouse.notes import read_candidate
from orchestration.warehouse.releases import is_held, publish_candidate, release_before


@dg.asset(
    deps=[CANDIDATE],
    group_name="publication",
    kinds={"duckdb", "file"},
    owners=OWNERS,
    description="What analysts open: the last candidate that passed its audit, switched in one step.",
    code_version=code_version(),
    freshness_policy=dg.FreshnessPolicy.cron(
        deadline_cron="0 7 * * *",  # the schedule starts at five; a run takes minutes
        lower_bound_delta=timedelta(hours=2, minutes=30),
        timezone=load_settings().time_zone,
    ),
)
def publication(build: BuildAccess) -> dg.MaterializeResult[None]:
    """Switch readers to the audited candidate, unless it says the same as what they have or a rollback holds them."""
    settings = build.settings
    with classified_faults():
        rows = read_candidate(settings.candidate_dir).row_counts
        release, is_new = publish_candidate(settings, now=utc_now())
    metadata: dict[str, Any] = {
        "release": release.release_id,
        "is_new": is_new,
        "is_held": is_held(settings),
        "path": dg.MetadataValue.path(str(settings.publication)),
        "commitments": rows.get("fct_commitments", 0),
        "findings": rows.get("fct_findings", 0),
        "dagster/row_count": sum(rows.values()),
    }
    return dg.MaterializeResult(metadata=metadata)


@dg.asset(
    deps=[publication],
    group_name="publication",
    kinds={"markdown"},
    owners=OWNERS,
    description="What the publication says that the one before did not, what contradicts what, and what to doubt most.",
    code_version=code_version(),
)
def trust_report(build: BuildAccess) -> dg.MaterializeResult[None]:
    """Compare the publication with the one before and write the report beside the data."""
    settings = build.settings
    with classified_faults():
        before = release_before(settings)
        report = render_report(before.path if before else None, settings.publication)
        write_report(settings.trust_report, report)
    metadata: dict[str, Any] = {
        "report": dg.MetadataValue.md(report),
        "path": dg.MetadataValue.path(str(settings.trust_report)),
        "compared_with": before.release_id if before else "nothing",
    }
    return dg.MaterializeResult(metadata=metadata)
