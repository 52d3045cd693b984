"""What a new data folder begins with.

What belongs here: the copy of the prepared warehouse. What does not: building it, which every installation does.
"""

import shutil

import pytest

from orchestration import prepared
from orchestration.prepared import begin_with_reference, prepared_database
from orchestration.settings import Settings
from orchestration.versions import seeds_version
from orchestration.warehouse.builds import plan_build
from orchestration.warehouse.connect import build_database


@pytest.fixture
def settings(tmp_path):
    settings = Settings(raw_dir=tmp_path / "raw", data_dir=tmp_path / "data")
    settings.build_database.parent.mkdir(parents=True)
    return settings


@pytest.fixture
def prepare_as(tmp_path, monkeypatch):
    """Have some bytes be what is prepared; None for nothing."""

    def write(content):
        path = tmp_path / "prepared.duckdb"
        if content is not None:
            path.write_bytes(content)
        monkeypatch.setattr(prepared, "prepared_database", lambda: path)

    return write


def test_a_new_data_folder_begins_with_what_is_prepared(settings, prepare_as):
    prepare_as(b"prepared")
    begin_with_reference(settings)
    assert settings.build_database.read_bytes() == b"prepared"
    assert [path.name for path in settings.build_database.parent.iterdir()] == [settings.build_database.name]


def test_a_copy_takes_its_name_only_when_it_is_on_disk(settings, prepare_as, monkeypatch):
    prepare_as(b"prepared")
    named = []
    monkeypatch.setattr(prepared, "flush_to_disk", lambda _path: named.append(settings.build_database.exists()))
    begin_with_reference(settings)
    assert named == [False]


def test_a_warehouse_that_is_there_stays(settings, prepare_as):
    prepare_as(b"prepared")
    settings.build_database.write_bytes(b"mine")
    begin_with_reference(settings)
    assert settings.build_database.read_bytes() == b"mine"


def test_where_nothing_is_prepared_the_run_makes_everything(settings, prepare_as):
    prepare_as(None)
    begin_with_reference(settings)
    assert not settings.build_database.exists()


@pytest.mark.skipif(not prepared_database().exists(), reason="needs the prepared warehouse: run `make install`")
def test_the_prepared_warehouse_has_the_reference_data_and_no_models(settings):
    shutil.copyfile(prepared_database(), settings.build_database)
    with build_database(settings.build_database) as connection:
        plan = plan_build(connection, models_version="any", seeds_version=seeds_version(), as_of_on="2026-12-01")
        assert plan.is_seeded
        assert plan.full_because
        made = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
        ((rates,),) = connection.execute("select count(*) from marts.fct_fx_rates").fetchall()
    assert {"ref_currencies", "dim_rules", "int_entity_governments"} <= made
    assert "fct_claims" not in made
    assert rates > 0
