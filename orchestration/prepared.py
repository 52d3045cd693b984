"""The warehouse before there is any article: reference data, built and tested once, for new data folders to begin with.

What belongs here: making that file while installing, and copying it. What does not: what dbt builds (``transform``).
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from orchestration.files import flush_to_disk
from orchestration.settings import Settings, load_settings
from orchestration.transform import TARGET_DIR, TransformError, build_reference, ensure_manifest
from orchestration.versions import seeds_version
from orchestration.warehouse.builds import note_reference
from orchestration.warehouse.connect import build_database


def prepared_database() -> Path:
    """Where the prepared warehouse of this code is or will be; its name tells the version of the reference data."""
    return TARGET_DIR / f"reference-{seeds_version()}.duckdb"


def prepare() -> None:
    """Build and test the reference data, unless that has been done for the files as they are.

    Raises:
        TransformError: A seed or a model of seeds is broken.
    """
    prepared = prepared_database()
    if prepared.exists():
        return
    with TemporaryDirectory(dir=TARGET_DIR) as folder:
        settings = Settings(raw_dir=Path(folder), data_dir=Path(folder))
        with build_database(settings.build_database):
            pass  # the pipeline's own tables
        broken = [result for result in build_reference(settings) if not result.is_good]
        if broken:
            raise TransformError("\n".join(f"{result.unique_id}: {result.message}" for result in broken))
        with build_database(settings.build_database) as connection:
            now = datetime.now(UTC).replace(tzinfo=None)
            note_reference(connection, seeds_version=seeds_version(), now=now)
        for stale in TARGET_DIR.glob("reference-*.duckdb"):
            stale.unlink()
        settings.build_database.replace(prepared)


def begin_with_reference(settings: Settings) -> None:
    """Give a new data folder the prepared warehouse; where none is prepared, the run builds everything itself.

    Args:
        settings: Where the build database is or will be; the caller holds the lock.
    """
    database, prepared = settings.build_database, prepared_database()
    if not database.exists() and prepared.exists():
        fresh = database.with_name(f".{database.name}")
        shutil.copyfile(prepared, fresh)
        flush_to_disk(fresh)  # before it takes its name: a power cut leaves all of it or nothing
        fresh.replace(database)


if __name__ == "__main__":
    ensure_manifest(load_settings())
    prepare()
