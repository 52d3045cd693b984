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

# Where more has changed little is saved, and a full build leaves tables without the gaps of deleted rows: counted since
# the last full build, as gaps add up.
MOST_CHANGED_SHARE: Final = 0.5
_OF_ARTICLES: Final = ("raw.articles", "raw.article_files")  # beside all of ``parsed``
_BUILT: Final = {  # what the next build compares with, and where this one has it
    "raw.built_articles": "intermediate.int_article_inputs",
    "raw.built_crowded_keys": "intermediate.int_crowded_keys",
    "raw.built_commitments": "intermediate.int_commitment_members",
}
_INPUTS: Final = ("article_inputs", "rejected_inputs")


@dataclass(frozen=True)
class BuildPlan:
    """What dbt has to do.

    Attributes:
        inputs: Digest of everything that its result depends on.
        as_of_on: ISO date that the models get.
        is_needed: Something changed since the last complete build.
        is_seeded: The tables of reference data are there, as the files have them.
        full_because: Why all rows of all models are made anew; None when those of changed articles are enough.
        changed: How many articles have other input than the last complete build saw. Those whose figures only others
            decide otherwise are known when the readings are.
        changed_since_full: The same, summed over all builds since the last full one, with this one.
    """

    inputs: str
    as_of_on: str
    is_needed: bool
    is_seeded: bool
    full_because: str | None
    changed: int
    changed_since_full: int


def plan_build(connection: Connection, *, models_version: str, seeds_version: str, as_of_on: str) -> BuildPlan:
    """Compare everything that dbt reads with what the last complete build saw and made.

    Args:
        connection: The build database; ``raw.article_inputs`` is made anew.
        models_version: Version of all that makes the models, seeds included.
        seeds_version: Version of what is made of seeds alone.
        as_of_on: ISO date that the models get.

    Returns:
        What is to be done.
    """
    _note_inputs(connection)
    tables = [key for key in table_names(connection, ("raw",)) if key[2] in _INPUTS]
    parts = [content_digest(connection, tables), models_version, as_of_on]
    inputs = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    seeded = is_seeded(connection, seeds_version=seeds_version)
    changed, total = _count_changed(connection)
    noted = connection.execute(
        "select inputs_sha256, outputs_sha256, changed_count from raw.model_builds where models_version = ?",
        [models_version],
    ).fetchall()
    if not noted:
        return BuildPlan(inputs, as_of_on, True, seeded, "no complete build of these models is there", changed, changed)
    ((noted_inputs, noted_outputs, changed_before),) = noted
    since_full = changed_before + changed
    full_because = None
    if noted_outputs != _outputs_digest(connection):
        full_because = "the tables are not as the last complete build left them"
    elif since_full > MOST_CHANGED_SHARE * total:
        full_because = f"of {total} articles {since_full} changed since all rows were made"
    is_needed = full_because is not None or noted_inputs != inputs
    return BuildPlan(inputs, as_of_on, is_needed, seeded, full_because, changed, since_full)


def is_seeded(connection: Connection, *, seeds_version: str) -> bool:
    """Tell whether the reference data is of these seeds; whoever changes a seed's table by hand must rebuild."""
    found = connection.execute("select 1 from raw.model_builds where seeds_version = ?", [seeds_version])
    return bool(found.fetchall())


def built_as_of(connection: Connection) -> str | None:
    """ISO date that the models of the last build counted from; None where no build of all tables is there."""
    found = connection.execute("select as_of_on from raw.model_builds").fetchall()
    return next((as_of_on.isoformat() for (as_of_on,) in found if as_of_on is not None), None)


def begin_build(connection: Connection, *, seeds_version: str, has_reference: bool, now: datetime) -> None:
    """Note that dbt changes tables from now on: until it has ended well, no build is complete.

    Args:
        connection: The build database.
        seeds_version: Version of what is made of seeds alone.
        has_reference: dbt leaves the reference data as it is; otherwise that is in doubt too until dbt has ended well.
        now: UTC, without zone.
    """
    if has_reference:
        note_reference(connection, seeds_version=seeds_version, now=now)
    else:
        connection.execute("delete from raw.model_builds")


def note_reference(connection: Connection, *, seeds_version: str, now: datetime) -> None:
    """Note that the reference data is built and tested, and no more."""
    _note(connection, seeds_version=seeds_version, now=now)


def note_build(
    connection: Connection, plan: BuildPlan, *, is_full: bool, models_version: str, seeds_version: str, now: datetime
) -> None:
    """Note that dbt has built and tested everything, whether all rows or those of changed articles, and from what."""
    outputs = _outputs_digest(connection)
    changed = 0 if is_full else plan.changed_since_full
    with transaction(connection):
        for built, now_there in _BUILT.items():
            connection.execute(f"delete from {built}")
            connection.execute(f"insert into {built} by name from {now_there}")
        _note(
            connection,
            seeds_version=seeds_version,
            now=now,
            inputs=plan.inputs,
            outputs=outputs,
            changed=changed,
            models_version=models_version,
            as_of_on=plan.as_of_on,
        )


def _note(
    connection: Connection,
    *,
    seeds_version: str,
    now: datetime,
    inputs: str = "",
    outputs: str = "",
    changed: int = 0,
    models_version: str = "",
    as_of_on: str | None = None,
) -> None:
    """Replace the note about the last build; unless told otherwise only reference data is complete."""
    connection.execute("delete from raw.model_builds")
    connection.execute(
        "insert into raw.model_builds"
        " (inputs_sha256, outputs_sha256, changed_count, models_version, seeds_version, built_at, as_of_on)"
        " values (?, ?, ?, ?, ?, ?, ?)",
        [inputs, outputs, changed, models_version, seeds_version, now, as_of_on],
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
    """Count the articles whose input is not what the last complete build saw, and all of them."""
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
