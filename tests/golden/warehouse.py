"""Reads what the scoreboard compares from a built warehouse.

What belongs here: rows of the published tables, and under which names and ids a payer of the gold may appear there.
What does not: comparing.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

from orchestration.extract.entity_names import ALIASES
from tests.golden.gold import GoldSet

Row = Mapping[str, Any]
TABLES: Final = (
    "fct_claims",
    "fct_commitments",
    "fct_findings",
    "fct_money_mentions",
    "bridge_commitment_relations",
    "dim_entities",
    "dim_entity_aliases",
)
UNNAMED: Final = ("unnamed", "private", "privé", "民間", "companies", "investors", "investisseurs", "企業")

ALSO_CALLED: Final = {"French State": "Government of France", "Swiss Confederation": "Government of Switzerland"}


@dataclass(frozen=True)
class Warehouse:
    """Rows of the published tables by name; a table that is not there is empty."""

    tables: Mapping[str, Sequence[Row]]

    def rows(self, table: str) -> Sequence[Row]:
        """Rows of one table, in the order of its first column."""
        return self.tables.get(table, ())


def read_warehouse(database: Path) -> Warehouse:
    """Read the published tables of a build database or of a publication.

    Args:
        database: DuckDB file.

    Returns:
        The tables of ``TABLES`` that exist, in the schema ``marts`` or else ``main``.
    """
    tables: dict[str, Sequence[Row]] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        listed = connection.execute(
            "select table_name, schema_name from duckdb_tables() where schema_name in ('marts', 'main', 'reference')"
        ).fetchall()
        places = dict(listed)
        for name in TABLES:
            if name in places:
                tables[name] = _rows(connection, f"select * from {places[name]}.{name} order by 1")
        aliases = [f"from {places[name]}.{name}" for name in ALIASES if name in places]
        if aliases:
            tables["dim_entity_aliases"] = _rows(
                connection, f"select entity_id, alias from ({' union all '.join(aliases)}) order by 1, 2"
            )
    return Warehouse(tables)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    answer = connection.execute(query)
    columns = [column[0] for column in answer.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def normal(name: str) -> str:
    """A name without case, accents, typographic apostrophes and outer blanks."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().strip()


def gold_names(gold: GoldSet) -> dict[str, set[str]]:
    """Every way in which the gold writes an entity.

    Args:
        gold: A gold set of either style.

    Returns:
        Normalised names by the entity's canonical name, and in the sample style by its id too.
    """
    names: dict[str, set[str]] = {}
    for entry in gold.whole["entities"]:
        canonical = entry.get("entity") or entry["name"]
        written = [w for group in (entry.get("surfaces") or entry["aliases"]).values() for w in group]
        for key in (canonical, entry.get("id")):
            if key:
                names.setdefault(key, set()).update(normal(n) for n in (canonical, *written))
    return names


@dataclass(frozen=True)
class Payers:
    """Decides whether a payer of the warehouse is the gold's.

    Attributes:
        names: Normalised names by gold entity.
        ids_of: Entity ids of the warehouse by normalised name or alias.
        parents: Parent id by entity id.
    """

    names: Mapping[str, set[str]]
    ids_of: Mapping[str, set[str]]
    parents: Mapping[str, str]

    @classmethod
    def of(cls, gold: GoldSet, warehouse: Warehouse) -> "Payers":
        """Collect the names on both sides."""
        ids_of: dict[str, set[str]] = {}
        for row in warehouse.rows("dim_entities"):
            for column, value in row.items():
                if value and (column == "name" or column.startswith("name_")):
                    ids_of.setdefault(normal(str(value)), set()).add(row["entity_id"])
        for row in warehouse.rows("dim_entity_aliases"):
            ids_of.setdefault(normal(row["alias"]), set()).add(row["entity_id"])
        parents = {r["entity_id"]: r.get("parent_entity_id") or "" for r in warehouse.rows("dim_entities")}
        return cls(gold_names(gold), ids_of, parents)

    def is_right(self, expected: str | None, row: Row) -> bool:
        """Whether the row's payers are the gold's; several are joined with "; " on both sides.

        Each payer found must be one of the gold's. A payer without a name may be null or a word for private money. A
        body's parent counts, and the reverse: one article says METI where another says the government.
        """
        found = [normal(name) for name in (row.get("payer_name") or "").split("; ") if name]
        found_id = row.get("payer_entity_id")
        if expected is None:
            return not found_id
        if not found:
            return any(self._is_one(one, "", found_id) for one in expected.split("; "))
        is_alone = len(found) == 1
        return all(
            any(self._is_one(one, name, found_id if is_alone else None) for one in expected.split("; "))
            for name in found
        )

    def _is_one(self, expected: str, name: str, entity_id: str | None) -> bool:
        """Whether one payer found is this one of the gold."""
        names = self.names.get(expected, set()) | {normal(expected), normal(ALSO_CALLED.get(expected, expected))}
        ids = {i for n in names for i in self.ids_of.get(n, ())}
        family = ids | {self.parents.get(i, "") for i in ids} | {c for c, p in self.parents.items() if p in ids}
        candidates = {entity_id} if entity_id else self.ids_of.get(name, set())
        if name in names or candidates & family:
            return True
        is_unnamed = any(word in expected for word in UNNAMED)
        return is_unnamed and not entity_id and (not name or any(normal(word) in name for word in UNNAMED))
