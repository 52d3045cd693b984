"""The seeds that a script writes are what it writes: a row that was added by hand would be lost the next time."""

import pytest

from orchestration.extract.entity_names import ALIASES
from scripts import generate_currency_seeds, generate_entity_seeds


@pytest.mark.parametrize(
    ("script", "folder", "files"),
    [
        (generate_currency_seeds, "numbers", ["ref_currencies.csv", "ref_currency_names.csv"]),
        (generate_entity_seeds, "entities", ["ref_entities.csv", *(f"{name}.csv" for name in ALIASES)]),
    ],
    ids=["currencies", "entities"],
)
def test_the_script_writes_the_seeds_that_are_here(tmp_path, script, folder, files):
    (tmp_path / folder).mkdir()
    script.main(tmp_path)
    for name in files:
        assert (tmp_path / folder / name).read_bytes() == (script.SEEDS / folder / name).read_bytes(), name
