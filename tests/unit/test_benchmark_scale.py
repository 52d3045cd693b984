"""The delivery of the pipeline's benchmark and the plot of its results."""

import json
import math
import xml.etree.ElementTree as ElementTree
from collections import Counter

import yaml

from benchmarks.newsroom import deliver, write_delivery
from benchmarks.pipeline import RESULTS, TABLE, keep, markdown
from benchmarks.plot import log_plot
from orchestration.settings import INSTANCE_FILE

STEPS = ("articles", "mentions")


def result(run, articles, seconds):
    steps = {"articles": seconds / 10, "mentions": 0.0}
    sizes = {"load_average": 1.5, "peak_mb": 300.0, "build_mb": 50.0, "publication_mb": 12.0}
    return {"run": run, "articles": articles, "seconds": seconds, "cpu_seconds": seconds, "steps": steps} | {
        "articles_parsed": articles,
        **sizes,
    }


def test_the_same_seed_gives_the_same_delivery_with_copies_and_shared_commitments():
    first, again = list(deliver(300, seed=1)), list(deliver(300, seed=1))
    assert first == again
    bodies = Counter(text.split("---\n", 2)[2] for _, text in first)
    openings = Counter(body.split("\n\n")[0] for body in bodies)
    assert 5 < sum(count - 1 for count in bodies.values()) < 60
    assert sum(count > 1 for count in openings.values()) > 10
    assert len({name for name, _ in first}) == 300


def test_a_delivery_is_files_of_which_no_two_have_one_name(tmp_path):
    size = write_delivery(tmp_path, 5, seed=1) + write_delivery(tmp_path, 5, seed=2)
    files = list(tmp_path.rglob("*.txt"))
    assert len(files) == 10
    assert sum(file.stat().st_size for file in files) == size


def test_newer_results_replace_older_ones_of_the_same_size(tmp_path):
    path = tmp_path / "scale.json"
    keep([result("cold", 1000, 9.0), result("1 % new", 1000, 2.0)], path=path)
    kept = keep([result("cold", 10, 1.0), result("cold", 1000, 8.0)], path=path)
    assert [(r["articles"], r["run"], r["seconds"]) for r in kept] == [
        (10, "cold", 1.0),
        (1000, "cold", 8.0),
        (1000, "1 % new", 2.0),
    ]
    assert "| 1,000 | cold | 1.5 | 8 |" in markdown(kept)


def test_a_note_goes_with_its_result_and_ends_with_it(tmp_path):
    path = tmp_path / "scale.json"
    kept = keep([{**result("cold", 1000, 9.0), "note": "One core was taken."}, result("cold", 10, 1.0)], path=path)
    assert markdown(kept).endswith("|\n\n- 1,000, cold: One core was taken.\n")
    assert "taken" not in markdown(keep([result("cold", 1000, 8.0)], path=path))


def test_the_table_in_docs_is_made_of_the_kept_results():
    assert TABLE.read_text(encoding="utf-8") == markdown(json.loads(RESULTS.read_text(encoding="utf-8")))


def test_dagster_lets_a_run_over_a_million_articles_end():
    rows = [row for row in json.loads(RESULTS.read_text()) if row["run"] == "cold" and "note" not in row]
    cold = {row["articles"]: row["seconds"] for row in rows}  # of one version: a note tells of another
    smaller, largest = sorted(cold)[-2:]
    steepness = math.log(cold[largest] / cold[smaller]) / math.log(largest / smaller)
    limit = yaml.safe_load(INSTANCE_FILE.read_text())["run_monitoring"]["max_runtime_seconds"]
    assert limit > 1.5 * cold[largest] * (1_000_000 / largest) ** steepness


def test_the_plot_is_an_image_with_a_curve_for_each_step_and_the_whole():
    drawn = ElementTree.fromstring(log_plot([result("cold", n, n / 10) for n in (10, 1000)], steps=STEPS))
    assert len([element for element in drawn.iter() if element.tag.endswith("polyline")]) == 3
