"""Installations of the pipeline in folders of their own.

What belongs here: raw folder, data folder and command line of one, fresh or copied. What does not: expectations.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import duckdb

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

    def copy_to(self, root):
        """An installation in the same state, to be changed."""
        copied = home_in(root)
        shutil.copytree(self.settings.raw_dir, copied.settings.raw_dir)
        shutil.copytree(self.settings.data_dir, copied.settings.data_dir, symlinks=True)
        return copied


def home_in(root):
    """The installation in a folder, which may still be empty."""
    return Home(Settings(raw_dir=root / "raw", data_dir=root / "data"))


def new_home(root):
    """An installation with the sample articles that has not run yet."""
    home = home_in(root)
    shutil.copytree(SAMPLES, home.settings.raw_dir)
    return home
