"""Assets of the schema ``raw``: what the raw folder holds.

What belongs here: the shell around ``ingest`` and ``warehouse.articles``. What does not: reading and storing.
"""

from collections.abc import Iterator
from typing import Final

import dagster as dg

from orchestration.contracts import ARTICLE_FILES, RAW_ARTICLES, REJECTED_INPUTS, Schema
from orchestration.defs.common import OWNERS, BuildAccess, contract_metadata, utc_now
from orchestration.defs.faults import classified_faults
from orchestration.ingest.batches import read_batches
from orchestration.ingest.files import list_files
from orchestration.versions import loader_version, reader_version
from orchestration.warehouse.articles import LoadCounts, changed_files, forget_missing, store_batch
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.describe import count_built_rows

_TABLES: Final[dict[str, tuple[Schema, str]]] = {
    "articles": (RAW_ARTICLES, "One row per distinct text ever delivered, unchanged, with its publication date."),
    "article_files": (ARTICLE_FILES, "One row per text and file, or row of a file, that brought it."),
    "rejected_inputs": (REJECTED_INPUTS, "One row per input that is not an article, with the reason."),
}


@dg.multi_asset(
    name="articles",
    specs=[
        dg.AssetSpec(
            ["raw", name],
            group_name="raw",
            kinds={"duckdb", "python"},
            owners=OWNERS,
            description=description,
            code_version=loader_version(),
        )
        for name, (_, description) in _TABLES.items()
    ],
)
def articles(context: dg.AssetExecutionContext, build: BuildAccess) -> Iterator[dg.MaterializeResult[None]]:
    """Read new and changed files of the raw folder; loading again adds nothing."""
    settings = build.settings
    with classified_faults(), build_database(settings.build_database, memory_limit=settings.memory_limit) as connection:
        listed = list_files(settings.raw_dir)
        forget_missing(connection, listed)
        reader = reader_version(settings.limits)
        files = changed_files(connection, listed, reader_version=reader)
        counts = LoadCounts()
        for batch in read_batches(files, limits=settings.limits, now=utc_now()):
            counts += store_batch(connection, batch, reader_version=reader)
            context.log.info(f"read {counts.read} inputs of {len(files)} new or changed files")
        rows = count_built_rows(connection)
    seen = {"files_listed": len(listed), "files_read": counts.read, "texts_added": counts.added}
    for name, (schema, _) in _TABLES.items():
        metadata = {**contract_metadata(schema, rows["raw", name]), **seen, "files_rejected": counts.rejected}
        yield dg.MaterializeResult(asset_key=["raw", name], metadata=metadata)
