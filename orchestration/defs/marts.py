"""Assets that dbt builds: reference seeds, staging, intermediate, snapshots and marts; its tests as asset checks.

What belongs here: translating between dbt's nodes and Dagster's events. What does not: calling dbt (``transform``).
"""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from typing import Any, Final

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtProject, dbt_assets

from orchestration.defs.common import OWNERS, BuildAccess, run_date, table_metadata, utc_now
from orchestration.defs.faults import classified_faults
from orchestration.transform import NodeResult, build_models, read_manifest
from orchestration.versions import code_version, seeds_version
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.describe import TableDescription, describe_tables, findings_markdown
from orchestration.warehouse.digest import inputs_digest, is_built, is_seeded, note_build

FINDINGS: Final = "fct_findings"
_MESSAGE_LENGTH: Final = 500


class Translator(DagsterDbtTranslator):
    """Names dbt's nodes: keys by schema and table, groups by schema."""

    def get_asset_spec(self, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None) -> dg.AssetSpec:
        """Add owner and group to what dagster-dbt derives from the node."""
        spec = super().get_asset_spec(manifest, unique_id, project)
        node = manifest["nodes"].get(unique_id)
        if node is None:
            return spec
        return spec.replace_attributes(key=[node["schema"], node["name"]], group_name=node["schema"], owners=OWNERS)


TRANSLATOR: Final = Translator()
MANIFEST: Final = read_manifest()


def published_keys() -> list[dg.AssetKey]:
    """Keys of the tables that are published: every model of the schema ``marts``."""
    return [
        dg.AssetKey([node["schema"], node["name"]])
        for node in MANIFEST["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == "marts"
    ]


@dbt_assets(manifest=MANIFEST, dagster_dbt_translator=TRANSLATOR, name="dbt_models")
def dbt_models(context: dg.AssetExecutionContext, build: BuildAccess) -> Iterator[Any]:
    """Build and test the models in this process, then report what each table holds.

    Models are a function of articles, mentions, code and date: when none of them changed, and the marts are as the last
    complete build left them, there is nothing to do.
    """
    settings = build.settings
    with classified_faults():
        as_of_on, selection = run_date(settings), _selection(context)
        with build_database(settings.build_database) as connection:
            inputs = inputs_digest(connection, code_version=code_version(), as_of_on=as_of_on)
            is_needed = selection is not None or not is_built(connection, inputs=inputs)
            has_seeds = selection is None and is_seeded(connection, seeds_version=seeds_version())
        results = build_models(settings, as_of_on=as_of_on, select=selection, has_seeds=has_seeds) if is_needed else []
        failed = [result for result in results if not result.is_good and result.status != "skipped"]
        with build_database(settings.build_database) as connection:
            if is_needed and selection is None and not failed:
                note_build(connection, inputs=inputs, seeds_version=seeds_version(), now=utc_now())
            tables = describe_tables(connection)
            findings = findings_markdown(connection) if ("marts", FINDINGS) in tables else ""
    if not is_needed:
        context.log.info("nothing changed since the last build; the models stay as they are")
    built = {result.unique_id: result for result in results}
    kept = [name for name in _in_order() if not is_needed or (has_seeds and name.startswith("seed."))]
    for unique_id in [*kept, *built]:
        yield from _events(context, unique_id, built.get(unique_id), tables=tables, findings=findings)
    if failed:
        raise dg.Failure(description=_describe(failed), allow_retries=False)


def _in_order() -> list[str]:
    """Names of dbt's nodes, each after what it depends on: Dagster refuses any other order."""
    nodes = MANIFEST["nodes"]
    graph = {
        name: [parent for parent in node["depends_on"].get("nodes", []) if parent in nodes]
        for name, node in nodes.items()
    }
    return list(TopologicalSorter(graph).static_order())


def _selection(context: dg.AssetExecutionContext) -> str | None:
    """Name the selected nodes for dbt; None for all of them."""
    if not context.is_subset:
        return None
    keys = context.selected_asset_keys
    nodes = MANIFEST["nodes"].values()
    return " ".join(".".join(node["fqn"]) for node in nodes if dg.AssetKey([node["schema"], node["name"]]) in keys)


def _events(
    context: dg.AssetExecutionContext,
    unique_id: str,
    result: NodeResult | None,
    *,
    tables: Mapping[tuple[str, str], TableDescription],
    findings: str,
) -> Iterator[dg.Output[None] | dg.AssetCheckResult]:
    """Turn one node into what Dagster shows; its result is None when it stays as the last build left it."""
    node = MANIFEST["nodes"].get(unique_id, {"resource_type": "unit_test"})
    if node["resource_type"] == "test":
        yield from _check_events(context, node, result)
    if node["resource_type"] not in {"model", "seed", "snapshot"} or (result is not None and not result.is_good):
        return
    key = dg.AssetKey([node["schema"], node["name"]])
    metadata: dict[str, Any] = {"is_rebuilt": result is not None, "seconds": result.seconds if result else 0.0}
    if (node["schema"], node["name"]) in tables:
        metadata |= table_metadata(tables[node["schema"], node["name"]])
    if node["name"] == FINDINGS:
        metadata["findings"] = dg.MetadataValue.md(findings)
    if key in context.selected_asset_keys:
        yield dg.Output(None, output_name=key.to_python_identifier(), metadata=metadata)


def _check_events(
    context: dg.AssetExecutionContext, node: Mapping[str, Any], result: NodeResult | None
) -> Iterator[dg.AssetCheckResult]:
    """Report a test as the check of the table it is attached to; a test of several tables has no single one.

    Without a result the outcome is that of the last complete build: a test that may fail a build passed in it. One that
    only warns is not reported, as nothing is known of it.
    """
    expected = {key.name: key for key in context.selected_asset_check_keys}
    key = expected.get(node["name"])
    if key is None or (result.status == "skipped" if result else node["config"]["severity"].lower() != "error"):
        return
    yield dg.AssetCheckResult(
        asset_key=key.asset_key,
        check_name=key.name,
        passed=result.status == "pass" if result else True,
        severity=dg.AssetCheckSeverity.WARN if result and result.status == "warn" else dg.AssetCheckSeverity.ERROR,
        metadata={
            "is_evaluated_again": result is not None,
            "failing_rows": (result.failures or 0) if result else 0,
            "message": result.message[:_MESSAGE_LENGTH] if result else "as of the last complete build",
        },
    )


def _describe(failed: Sequence[NodeResult]) -> str:
    """Say which nodes failed and why, for the run's error message."""
    lines = [f"- {node.kind} {node.unique_id}: {node.status}, {node.message[:_MESSAGE_LENGTH]}" for node in failed]
    return "\n".join([f"expected dbt to build and test everything, {len(failed)} nodes failed:", *lines])
