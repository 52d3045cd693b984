"""What dbt last built from what, and what it has to build now.

What belongs here: the notes about builds, and what follows from them. What does not: running dbt (``transform``).

A model with rows of one article looks at changed articles only (``dbt_project/macros/changes.sql``). That is right on
top of a complete build by the same code; in doubt everything is built.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from orchestration.warehouse.connect import Connection, transaction
from orchestration.warehouse.digest import content_digest, mart_tables, table_names

# Where more has changed little is saved, and a full build leaves tables without the gaps of deleted rows.
MOST_CHANGED_SHARE: Final = 0.5
_OF_ARTICLES: Final = ("raw.articles", "raw.article_files")  # beside all of ``parsed``
_INPUTS: Final = ("article_inputs", "rejected_inputs")


@dataclass(frozen=True)
class BuildPlan:
    """What dbt has to do.

    Attributes:
        inputs: Digest of everything that its result depends on.
        is_needed: Something changed since the last complete build.
        is_seeded: The tables of reference data are there, as the files have them.
        full_because: Why all rows of all models are made anew; None when those of changed articles are enough.
        changed: How many articles changed since the last complete build.
    """

    inputs: str
    is_needed: bool
    is_seeded: bool
    full_because: str | None
    changed: int


def plan_build(connection: Connection, *, code_version: str, seeds_version: str, as_of_on: str) -> BuildPlan:
    """Compare everything that dbt reads with what the last complete build saw and made.

    Args:
        connection: The build database; ``raw.article_inputs`` is made anew.
        code_version: Version of the models and seeds.
        seeds_version: Version of what is made of seeds alone.
        as_of_on: ISO date that the models get.

    Returns:
        What is to be done.
    """
    _note_inputs(connection)
    tables = [key for key in table_names(connection, ("raw",)) if key[2] in _INPUTS]
    parts = [content_digest(connection, tables), code_version, as_of_on]
    inputs = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    seeded = is_seeded(connection, seeds_version=seeds_version)
    changed, total = _count_changed(connection)
    noted = connection.execute(
        "select inputs_sha256, outputs_sha256 from raw.model_builds where code_version = ?", [code_version]
    ).fetchall()
    if not noted:
        return BuildPlan(inputs, True, seeded, "no complete build by this code is there", changed)
    ((noted_inputs, noted_outputs),) = noted
    if noted_outputs != _outputs_digest(connection):
        return BuildPlan(inputs, True, seeded, "the tables are not as the last complete build left them", changed)
    if changed > MOST_CHANGED_SHARE * total:
        return BuildPlan(inputs, True, seeded, f"{changed} of {total} articles changed", changed)
    return BuildPlan(inputs, noted_inputs != inputs, seeded, None, changed)


def is_seeded(connection: Connection, *, seeds_version: str) -> bool:
    """Tell whether the reference data is of these seeds; whoever changes a seed's table by hand must rebuild."""
    found = connection.execute("select 1 from raw.model_builds where seeds_version = ?", [seeds_version])
    return bool(found.fetchall())


def begin_build(connection: Connection, *, seeds_version: str, now: datetime) -> None:
    """Note that dbt changes tables from now on: until it has ended well, no build is complete."""
    if is_seeded(connection, seeds_version=seeds_version):
        note_reference(connection, seeds_version=seeds_version, now=now)
    else:
        connection.execute("delete from raw.model_builds")


def note_reference(connection: Connection, *, seeds_version: str, now: datetime) -> None:
    """Note that the reference data is built and tested, and no more."""
    _note(connection, inputs="", outputs="", code_version="", seeds_version=seeds_version, now=now)


def note_build(
    connection: Connection, plan: BuildPlan, *, code_version: str, seeds_version: str, now: datetime
) -> None:
    """Note that dbt has built and tested everything, and what it knows of each article."""
    outputs = _outputs_digest(connection)
    with transaction(connection):
        connection.execute("delete from raw.built_articles")
        connection.execute("insert into raw.built_articles by name from intermediate.int_article_inputs")
        _note(connection, plan.inputs, outputs, code_version=code_version, seeds_version=seeds_version, now=now)


def _note(
    connection: Connection, inputs: str, outputs: str, *, code_version: str, seeds_version: str, now: datetime
) -> None:
    """Replace the note about the last build."""
    connection.execute("delete from raw.model_builds")
    connection.execute(
        "insert into raw.model_builds (inputs_sha256, outputs_sha256, code_version, seeds_version, built_at)"
        " values (?, ?, ?, ?, ?)",
        [inputs, outputs, code_version, seeds_version, now],
    )


def _note_inputs(connection: Connection) -> None:
    """Digest all that is loaded and parsed of each article, rows with multiplicity, as ``content_digest`` does."""
    parsed = [f"parsed.{table}" for _, _, table in table_names(connection, ("parsed",))]
    hashed = "\nunion all\n".join(
        f"select article_id, hash('{table}', rows)::hugeint as row_hash from {table} as rows"
        for table in (*_OF_ARTICLES, *parsed)
    )
    with transaction(connection):
        connection.execute("delete from raw.article_inputs")
        connection.execute(
            f"insert into raw.article_inputs select article_id, hash(sum(row_hash)) from ({hashed}) group by article_id"
        )


def _count_changed(connection: Connection) -> tuple[int, int]:
    """Count the articles that are not as the last complete build saw them, and all of them."""
    ((changed, total),) = connection.execute(
        """
        select
            count(*) filter (where inputs.inputs_hash is distinct from built.inputs_hash),
            count(inputs.inputs_hash)
        from raw.article_inputs as inputs full outer join raw.built_articles as built using (article_id)
        """
    ).fetchall()
    return changed, total


def _outputs_digest(connection: Connection) -> str:
    """Digest what is published."""
    return content_digest(connection, mart_tables(connection))
