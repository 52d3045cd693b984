"""A whole pipeline in a folder of its own."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import duckdb
import pytest

from orchestration.settings import PROJECT_DIR, Settings

SAMPLES = PROJECT_DIR / "raw"


@dataclass(frozen=True)
class Home:
    """One installation: raw folder, data folder, and the command line on them."""

    settings: Settings

    @property
    def environment(self):
        folders = {"PLEDGEBOOK_RAW_DIR": self.settings.raw_dir, "PLEDGEBOOK_DATA_DIR": self.settings.data_dir}
        return os.environ | {name: str(path) for name, path in folders.items()}

    def pledgebook(self, *arguments):
        command = [sys.executable, "-m", "orchestration.cli", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def run(self):
        """Run the pipeline; its report and exit code."""
        done = self.pledgebook("run", "--json")
        assert done.stdout, done.stderr
        return json.loads(done.stdout), done.returncode

    def tables(self):
        """Every published table but the one about the publication itself, as comparable contents."""
        with duckdb.connect(str(self.settings.publication.resolve()), read_only=True) as connection:
            names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
            return {
                name: connection.execute(f"from {name} order by all").fetchall()
                for name in names
                if name != "publications"
            }


@pytest.fixture(scope="session")
def built_home(tmp_path_factory):
    """An installation that has run once, for tests that only look at it."""
    home = new_home(tmp_path_factory.mktemp("built"))
    report, code = home.run()
    assert code == 0, report["errors"] + report["failed_checks"]
    return home


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An installation that has not run yet."""
    return new_home(tmp_path_factory.mktemp("home"))


def new_home(root):
    shutil.copytree(SAMPLES, root / "raw")
    return Home(Settings(raw_dir=root / "raw", data_dir=root / "data"))
