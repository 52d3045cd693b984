"""Models with rows of one article look at changed articles only, and end as if everything had been built.

What belongs here: builds on top of a build. What does not: what the plan of a build depends on (``tests/unit``).
"""

import shutil
from datetime import datetime

import pytest

from benchmarks.newsroom import deliver
from orchestration.extract.parse import Parser
from orchestration.ingest.batches import read_batches
from orchestration.ingest.files import list_files
from orchestration.prepared import begin_with_reference, prepare
from orchestration.reference import load_lexicon
from orchestration.settings import SEEDS_DIR, Settings
from orchestration.transform import build_models, read_manifest
from orchestration.versions import seeds_version
from orchestration.warehouse.articles import changed_files, store_batch
from orchestration.warehouse.builds import begin_build, note_build, plan_build
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.digest import content_digest, table_names
from orchestration.warehouse.parsed import store_parsed, unparsed_batches
from tests.golden import goldsets

pytestmark = pytest.mark.slow

NOW = datetime(2026, 12, 1)
VERSIONS = {"models_version": "1", "seeds_version": seeds_version()}
DAY, NEXT_DAY = "2026-12-01", "2026-12-02"
GENERATED = 3
NEWS = 9  # articles that come with the second delivery
FEW = 3  # claims or articles that are many here: in so small a warehouse what is rare would stay rare
MODELS = "resource_type:model"  # data tests are dbt's own business
OF_THE_CHANGE = (
    "int_articles_changed",
    "int_articles_regrouped",
    "int_articles_repaired",
    "int_commitments_changed",
    "int_keys_stirred",
)
# "Un billion" has two readings; how likely each is another article decides.
AMBIGUOUS = "2026-11-10_ambiguous.txt", "Le gouvernement va investir un billion d'euros dans ses chemins de fer."
WITNESS = "2026-11-11_witness.txt", "Le gouvernement promet 1 milliard d'euros pour les chemins de fer."


class Warehouse:
    """Files of raw articles and a build database that only models are built in."""

    def __init__(self, folder):
        self.settings = Settings(raw_dir=folder / "raw", data_dir=folder / "data")
        self.settings.raw_dir.mkdir(parents=True)
        self.settings.build_database.parent.mkdir(parents=True)

    def copy_to(self, folder):
        copied = Warehouse(folder)
        shutil.copyfile(self.settings.build_database, copied.settings.build_database)
        return copied

    def opened(self):
        return build_database(self.settings.build_database)

    def load_and_parse(self):
        parser = Parser.from_lexicon(load_lexicon(SEEDS_DIR))
        with self.opened() as connection:
            new = changed_files(connection, list_files(self.settings.raw_dir), reader_version="1")
            for batch in read_batches(new, limits=self.settings.limits, now=NOW):
                store_batch(connection, batch, reader_version="1")
            for batch in unparsed_batches(connection, parser_version="1", batch_articles=100):
                store_parsed(connection, batch, parser.parse(batch), parser_version="1", parsed_at=NOW)

    def build(self, *, as_of_on=DAY, select=MODELS, is_complete=True):
        """Build as the pipeline does; the plan that it followed."""
        with self.opened() as connection:
            plan = plan_build(connection, **VERSIONS, as_of_on=as_of_on)
            begin_build(connection, seeds_version=seeds_version(), has_reference=plan.is_seeded, now=NOW)
        is_full = plan.full_because is not None
        results = build_models(
            self.settings, as_of_on=as_of_on, select=select, has_reference=plan.is_seeded, is_full=is_full
        )
        assert [(result.unique_id, result.message) for result in results if not result.is_good] == []
        if is_complete:
            with self.opened() as connection:
                note_build(connection, plan, is_full=is_full, **VERSIONS, now=NOW)
        return plan

    def changed(self):
        """Ids of the articles whose rows the last build made anew."""
        with self.opened() as connection:
            return {name for (name,) in connection.execute("from intermediate.int_articles_changed").fetchall()}

    def count(self, rows):
        with self.opened() as connection:
            ((count,),) = connection.execute(f"select count(*) from {rows}").fetchall()
        return count

    def digests(self):
        with self.opened() as connection:
            tables = table_names(connection, ("intermediate", "marts"))
            return {key[1:]: content_digest(connection, [key]) for key in tables}


def texts():
    """Articles about everything that rules are made for, and generated ones of many outlets, by file name."""
    golden = {
        article.path.name: goldsets.read_text(article.path)
        for corpus in (goldsets.SAMPLES, goldsets.DEV)
        for article in goldsets.load(corpus).articles
    }
    return golden | dict(deliver(GENERATED, seed=1)) | dict([AMBIGUOUS, WITNESS])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A warehouse built on a first delivery, then on what was new, changed and gone; how it was before each of both."""
    folder, delivered = tmp_path_factory.mktemp("warehouses"), texts()
    warehouse = Warehouse(folder / "changed")
    prepare()
    begin_with_reference(warehouse.settings)
    with warehouse.opened() as connection:
        connection.execute(
            f"update reference.ref_link_weights set weight = {FEW}"
            " where evidence in ('block_claims', 'rare_name_articles')"
        )
    names = sorted(delivered)
    news = {*names[:: len(names) // NEWS], WITNESS[0]} - {AMBIGUOUS[0]}
    undated, gone = [name for name in names if name not in news and name != AMBIGUOUS[0]][:2]
    for name in names:
        if name not in news:
            written = name[11:] if name == undated else name
            (warehouse.settings.raw_dir / written).write_text(delivered[name], encoding="utf-8")
    warehouse.load_and_parse()
    assert warehouse.build().full_because
    before = warehouse.copy_to(folder / "before")

    for name in (*news, undated):  # a copy with a day in its name is the better dated one
        (warehouse.settings.raw_dir / name).write_text(delivered[name], encoding="utf-8")
    warehouse.load_and_parse()
    with warehouse.opened() as connection:
        own = table_names(connection, ("raw", "parsed"))
        connection.execute("create temp table gone as select article_id from raw.article_files where path = ?", [gone])
        for schema in ("parsed", "raw"):
            for table in [name for _, found, name in own if found == schema]:
                columns = connection.sql(f"from {schema}.{table} limit 0").columns
                if "article_id" in columns and table not in ("built_articles", "article_inputs"):
                    connection.execute(f"delete from {schema}.{table} where article_id in (from gone)")
    started = warehouse.copy_to(folder / "started")
    plan = warehouse.build()
    assert plan.full_because is None
    assert plan.changed == len(news) + 2
    return before, started, warehouse


def test_what_is_built_of_changed_articles_is_what_a_full_build_makes(built):
    """Also on another day; and when the first try was killed between models, as the next run begins from nothing."""
    _, killed, warehouse = built
    assert (
        killed.build(select="int_money_resolved int_payer_names fct_entities", is_complete=False).full_because is None
    )
    assert killed.build(as_of_on=NEXT_DAY).full_because
    day_later = warehouse.copy_to(killed.settings.data_dir / "day_later")
    plan = day_later.build(as_of_on=NEXT_DAY)
    assert (plan.is_needed, plan.full_because, plan.changed) == (True, None, 0)
    assert day_later.changed() == set()
    different = {*day_later.digests().items()} ^ {*killed.digests().items()}
    assert {name for (name, _) in different} <= {("intermediate", name) for name in OF_THE_CHANGE}


def test_an_article_changes_when_another_decides_its_figure(built):
    before, _, warehouse = built
    id_of = "select article_id from raw.article_files where path = ?"
    known = "select inputs_hash, readings_hash from raw.built_articles where article_id = ?"
    with before.opened() as old, warehouse.opened() as new:
        ((article,),) = new.execute(id_of, [AMBIGUOUS[0]]).fetchall()
        ((old_inputs, old_readings),) = old.execute(known, [article]).fetchall()
        ((new_inputs, new_readings),) = new.execute(known, [article]).fetchall()
    assert article in warehouse.changed()
    assert new_inputs == old_inputs
    assert new_readings != old_readings


def test_rows_of_an_article_depend_on_no_other_article(built):
    before, _, warehouse = built
    models = [node for node in read_manifest()["nodes"].values() if node["config"]["materialized"] == "incremental"]
    different = {}
    with before.opened() as connection:
        connection.execute(f"attach '{warehouse.settings.build_database}' as later (read_only)")
        for model in models:
            table = f"{model['schema']}.{model['name']}"
            columns = ", ".join(connection.sql(f"from {table} limit 0").columns)
            rows = (
                f"select {columns} from {{}}.{table} where article_id in"
                " (select article_id from raw.article_inputs intersect select article_id from later.raw.article_inputs"
                " except select article_id from later.intermediate.int_articles_changed)"
            )
            own, later = rows.format("warehouse"), rows.format("later")
            ((count,),) = connection.execute(
                f"select count(*) from (({own} except all {later}) union all ({later} except all {own}))"
            ).fetchall()
            different[model["name"]] = count
    assert {name: count for name, count in different.items() if count} == {}
    assert len(different) > 40


def test_pairs_are_kept_and_keys_become_common_and_rare(built):
    """So that the comparison with a full build tells something about them."""
    before, _, warehouse = built
    repaired = "(select article_id from intermediate.int_articles_repaired)"
    kept = f"int_claims_paired where article_id not in {repaired} and other_article_id not in {repaired}"
    assert warehouse.count("intermediate.int_keys_stirred") > FEW
    assert warehouse.count("intermediate.int_articles_repaired") > warehouse.count("intermediate.int_articles_changed")
    assert 0 < warehouse.count(f"intermediate.{kept}") < before.count("intermediate.int_claims_paired")


def test_rows_of_commitments_are_kept_and_made_anew(built):
    """So that the comparison with a full build tells something about them."""
    before, _, warehouse = built
    changed = warehouse.count("intermediate.int_commitments_changed")
    regrouped = warehouse.count("intermediate.int_articles_regrouped")
    assert warehouse.count("intermediate.int_articles_changed") < regrouped < warehouse.count("raw.articles")
    assert 0 < changed < warehouse.count("marts.fct_commitments")
    joined = "in (from intermediate.int_articles_changed)"
    grown = f"intermediate.int_claim_pairs where (article_id {joined}) != (other_article_id {joined})"
    assert warehouse.count(grown) > 0
    assert before.count("intermediate.int_claims_unmatched") > 0
