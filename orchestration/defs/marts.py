"""Assets that dbt builds: reference seeds, staging, intermediate, snapshots and marts; its tests as asset checks.

What belongs here: translating between dbt's nodes and Dagster's events. What does not: calling dbt (``transform``).

dbt's manifest says all that Dagster shows. dagster-dbt would import dbt to read it, which a run with nothing new never
needs. An event costs Dagster some milliseconds, in two files: so each published table has one check for all of its dbt
tests, and a table that stays as it is has no event, unless the candidate waits for it.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from typing import Any, Final

import dagster as dg
from pydantic import Field

from orchestration.defs.common import OWNERS, BuildAccess, run_date, utc_now
from orchestration.defs.faults import classified_faults
from orchestration.transform import NodeResult, build_models, read_manifest
from orchestration.trust import summarise_findings
from orchestration.versions import models_version, seeds_version, shared_version
from orchestration.warehouse.builds import begin_build, note_build, plan_build
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.describe import count_built_rows
from orchestration.warehouse.digest import MARTS_SCHEMA

FINDINGS: Final = "fct_findings"
RULES: Final = "dim_rules"
TESTS_HOLD: Final = "dbt_tests_hold"
TABLES: Final = {"model", "seed", "snapshot"}
_MESSAGE_LENGTH: Final = 500
_NOTES: Final = "builds"  # dbt's name for what this step writes itself


MANIFEST: Final = read_manifest()


class Rebuild(dg.Config):
    """Whether all rows of all tables are made anew although few articles changed, or none; no by default."""

    rebuild: bool = Field(default=False, description="Build everything as if nothing had been built, seeds included.")


def _key(node: Mapping[str, Any]) -> dg.AssetKey:
    """Key of the table that a node makes."""
    return dg.AssetKey([node["schema"], node["name"]])


def published_keys() -> list[dg.AssetKey]:
    """Keys of the tables that are published: every model of the schema ``marts``."""
    return [
        _key(node)
        for node in MANIFEST["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == "marts"
    ]


def _specs() -> list[dg.AssetSpec]:
    """Describe every table that dbt makes, as the manifest does: what it says, what it is made from, its columns."""
    parents = {
        name: parent
        for name, parent in (MANIFEST["nodes"] | MANIFEST["sources"]).items()
        if parent.get("source_name") != _NOTES
    }
    return [
        dg.AssetSpec(
            _key(node),
            deps=[_key(parents[parent]) for parent in node["depends_on"].get("nodes", []) if parent in parents],
            description=f"{node['description']}\n\n```sql\n{node['raw_code']}\n```"
            if node["raw_code"]
            else node["description"],
            group_name=node["schema"],
            kinds={"dbt", "duckdb"},
            owners=OWNERS,
            code_version=f"{node['checksum']['checksum']}-{shared_version()}",
            skippable=True,
            metadata={
                "dagster/table_name": f"{node['schema']}.{node['name']}",
                "dagster/column_schema": dg.TableSchema(
                    [
                        dg.TableColumn(column["name"], column["data_type"] or "", column["description"])
                        for column in node["columns"].values()
                    ]
                ),
            },
        )
        for node in MANIFEST["nodes"].values()
        if node["resource_type"] in TABLES
    ]


@dg.multi_asset(
    name="dbt_models",
    specs=_specs(),
    check_specs=[
        dg.AssetCheckSpec(
            name=TESTS_HOLD,
            asset=key,
            description="Every dbt test of the table: types, keys, relationships, accepted values.",
        )
        for key in published_keys()
    ],
    can_subset=True,
)
def dbt_models(context: dg.AssetExecutionContext, config: Rebuild, build: BuildAccess) -> Iterator[Any]:
    """Build and test the models in this process, then report what each table holds.

    Tables are a function of articles, mentions, models and date: when none of them changed, and the marts are as the
    last complete build left them, there is nothing to do. When only some articles did, models with rows of one article
    look at these alone.
    """
    settings, versions = build.settings, {"models_version": models_version(), "seeds_version": seeds_version()}
    with classified_faults():
        as_of_on, selection = run_date(settings), _selection(context)
        with build_database(settings.build_database, memory_limit=settings.memory_limit) as connection:
            plan = plan_build(connection, **versions, as_of_on=as_of_on)
            is_asked_for = selection is not None or config.rebuild
            is_needed, has_reference = is_asked_for or plan.is_needed, plan.is_seeded and not is_asked_for
            if is_needed:
                begin_build(connection, seeds_version=seeds_version(), has_reference=has_reference, now=utc_now())
        reason = "it was asked for" if is_asked_for else plan.full_because
        results: list[NodeResult] = []
        if is_needed:
            extent = f"all rows, as {reason}" if reason else f"{plan.changed} articles with changed input"
            context.log.info(f"building the models: {extent}")
            results = build_models(
                settings,
                as_of_on=as_of_on,
                select=selection,
                has_reference=has_reference,
                is_full=reason is not None,
            )
        failed = [result for result in results if not result.is_good and result.status != "skipped"]
        with build_database(settings.build_database, memory_limit=settings.memory_limit) as connection:
            if is_needed and selection is None and not failed:
                note_build(connection, plan, is_full=reason is not None, **versions, now=utc_now())
            counts = count_built_rows(connection)
            findings = ""
            if {(MARTS_SCHEMA, FINDINGS), (MARTS_SCHEMA, RULES)} <= counts.keys():
                connection.execute(f"use {MARTS_SCHEMA}")
                findings = summarise_findings(connection)
    if not is_needed:
        context.log.info("nothing changed since the last build; the models stay as they are")
    built = {result.unique_id: result for result in results}
    for unique_id in _told_in_order(built):
        yield from _asset_events(context, unique_id, built.get(unique_id), counts=counts, findings=findings)
    yield from _check_events(context, results)
    if failed:
        problem = f"expected dbt to build and test everything, {len(failed)} nodes failed:\n{_describe(failed)}"
        raise dg.Failure(description=problem, allow_retries=False)


def _told_in_order(built: Container[str]) -> list[str]:
    """Names of the nodes that were built or are published, each after what it depends on: Dagster wants that order."""
    nodes = MANIFEST["nodes"]
    graph = {
        name: [parent for parent in node["depends_on"].get("nodes", []) if parent in nodes]
        for name, node in nodes.items()
    }
    published = set(published_keys())
    order = TopologicalSorter(graph).static_order()
    return [name for name in order if name in built or _key(nodes[name]) in published]


def _selection(context: dg.AssetExecutionContext) -> str | None:
    """Name the selected nodes for dbt; None for all of them."""
    if not context.is_subset:
        return None
    keys = context.selected_asset_keys
    nodes = MANIFEST["nodes"].values()
    return " ".join(".".join(node["fqn"]) for node in nodes if _key(node) in keys)


def _asset_events(
    context: dg.AssetExecutionContext,
    unique_id: str,
    result: NodeResult | None,
    *,
    counts: Mapping[tuple[str, str], int],
    findings: str,
) -> Iterator[dg.MaterializeResult[None]]:
    """Tell what a table holds; the result of its node is None when it stays as the last build left it."""
    node = MANIFEST["nodes"].get(unique_id, {"resource_type": "unit_test"})
    if node["resource_type"] not in TABLES or (result is not None and not result.is_good):
        return
    key = _key(node)
    metadata: dict[str, Any] = {"is_rebuilt": result is not None, "seconds": result.seconds if result else 0.0}
    if (node["schema"], node["name"]) in counts:
        metadata["dagster/row_count"] = counts[node["schema"], node["name"]]
    if node["name"] == FINDINGS:
        metadata["findings"] = dg.MetadataValue.md(findings)
    if key in context.selected_asset_keys:
        yield dg.MaterializeResult(asset_key=key, metadata=metadata)


def _check_events(context: dg.AssetExecutionContext, results: Sequence[NodeResult]) -> Iterator[dg.AssetCheckResult]:
    """Report the tests of each published table as one check; the tests of other tables stop the run when they fail.

    Without results the check of the last complete build stands. A test that was skipped says nothing of its table.
    """
    tests: dict[dg.AssetKey, list[NodeResult]] = {}
    for result in results:
        node = MANIFEST["nodes"].get(result.unique_id, {})
        table = MANIFEST["nodes"].get(node.get("attached_node"))
        if result.kind == "test" and result.status != "skipped" and table is not None:
            tests.setdefault(_key(table), []).append(result)
    for check in context.selected_asset_check_keys:
        run = tests.get(check.asset_key)
        if not run:
            continue
        broken = [result for result in run if result.status != "pass"]
        is_warning = all(result.status == "warn" for result in broken)
        yield dg.AssetCheckResult(
            asset_key=check.asset_key,
            check_name=check.name,
            passed=not broken,
            severity=dg.AssetCheckSeverity.WARN if broken and is_warning else dg.AssetCheckSeverity.ERROR,
            metadata={
                "tests": len(run),
                "failing_rows": sum(result.failures or 0 for result in broken),
                "failed": _describe(broken) if broken else "",
            },
        )


def _describe(failed: Sequence[NodeResult]) -> str:
    """Say which nodes failed and why, a line each."""
    return "\n".join(
        f"- {node.kind} {node.unique_id}: {node.status}, {node.message[:_MESSAGE_LENGTH]}" for node in failed
    )
