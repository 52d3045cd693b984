"""Assets of the schema ``parsed``: what the parser finds in the articles.

What belongs here: the shell that streams articles through ``extract.parse``. What does not: extraction.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import dagster as dg
import polars as pl
from pydantic import Field

from orchestration.contracts import PARSED, PARSES, Schema
from orchestration.defs.common import OWNERS, BuildAccess, contract_metadata, utc_now
from orchestration.defs.faults import classified_faults
from orchestration.extract.parse import Parser
from orchestration.reference import load_lexicon
from orchestration.settings import SEEDS_DIR
from orchestration.versions import parser_version
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.describe import count_built_rows
from orchestration.warehouse.parsed import parse_again, store_parsed, unparsed_batches
from orchestration.workers import work_ahead

_MEMORY_LIMIT: Final = "300MB"  # of DuckDB, which only passes rows on: the parser needs what models have later
_TABLES: Final[dict[str, Schema]] = {**PARSED, "parses": PARSES}
_DESCRIPTIONS: Final = {
    "passages": "One row per passage of an article: title, byline, body, list item, boilerplate, duplicate.",
    "sentences": "One row per sentence of a passage.",
    "money_mentions": "One row per amount of money, at its exact characters.",
    "money_readings": "One row per candidate magnitude of an ambiguous figure.",
    "quantity_mentions": "One row per number, percentage or quantity, at its exact characters.",
    "date_mentions": "One row per date, period or duration, at its exact characters.",
    "entity_mentions": "One row per name of an actor or place, at its exact characters.",
    "status_cues": "One row per cue word of a status or role, at its exact characters.",
    "parses": "One row per article: which version of the parser has read it.",
}


class Backfill(dg.Config):
    """Articles to parse again although this version of the parser has read them; none by default."""

    published_from: str | None = Field(default=None, description="First day of publication, ISO; open when null.")
    published_until: str | None = Field(default=None, description="Last day of publication, ISO; open when null.")


@dg.multi_asset(
    name="mentions",
    specs=[
        dg.AssetSpec(
            ["parsed", name],
            deps=[["raw", "articles"]],
            group_name="parsed",
            kinds={"polars", "duckdb"},
            owners=OWNERS,
            description=_DESCRIPTIONS[name],
            code_version=parser_version(),
        )
        for name in _TABLES
    ],
)
def mentions(
    context: dg.AssetExecutionContext, config: Backfill, build: BuildAccess
) -> Iterator[dg.MaterializeResult[None]]:
    """Parse the articles that this version of the parser has not read, and those that a backfill names."""
    settings, version = build.settings, parser_version()
    parsed_count = 0
    with classified_faults(), build_database(settings.build_database, memory_limit=_MEMORY_LIMIT) as connection:
        if config.published_from is not None or config.published_until is not None:
            first_on, last_on = _days(config)
            count = parse_again(connection, published_from=first_on, published_until=last_on)
            context.log.info(f"{count} articles are parsed again")
        batches = unparsed_batches(connection, parser_version=version, batch_articles=settings.parse_batch_articles)
        for article_ids, parsed in work_ahead(_parse, _jobs(batches), workers=settings.parse_workers):
            store_parsed(connection, article_ids, parsed, parser_version=version, parsed_at=utc_now())
            parsed_count += article_ids.height
            context.log.info(f"parsed {parsed_count} articles")
        counts = count_built_rows(connection)
    for name, schema in _TABLES.items():
        rows = counts["parsed", name]
        metadata = {**contract_metadata(schema, rows), "articles_parsed": parsed_count, "parser_version": version}
        yield dg.MaterializeResult(asset_key=["parsed", name], metadata=metadata)


def _jobs(batches: Iterable[pl.DataFrame]) -> Iterator[tuple[Parser, pl.DataFrame]]:
    """Put the parser beside each batch; it is compiled when there is a batch at all."""
    parser: Parser | None = None
    for batch in batches:
        parser = parser or Parser.from_lexicon(load_lexicon(SEEDS_DIR))
        yield parser, batch


def _parse(job: tuple[Parser, pl.DataFrame]) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """Parse a batch; of its articles only the ids are still needed afterwards."""
    parser, batch = job
    return batch.select("article_id"), parser.parse(batch)


def _days(config: Backfill) -> tuple[date | None, date | None]:
    """Read the ends of a backfill; anything else than ISO dates in order is an error of whoever started the run."""
    days: list[date | None] = []
    for name, value in (("published_from", config.published_from), ("published_until", config.published_until)):
        try:
            days.append(None if value is None else date.fromisoformat(value))
        except ValueError:
            raise ValueError(f"expected {name} to be an ISO date such as 2026-12-01, found {value!r}") from None
    first_on, last_on = days
    if first_on is not None and last_on is not None and first_on > last_on:
        raise ValueError(f"expected published_from to be no later than published_until, found {first_on} and {last_on}")
    return first_on, last_on
