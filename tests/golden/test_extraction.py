"""What the parser must reach on the golden sets.

The targets are those of the extraction engine's acceptance; where a figure stands in ``REACHED`` the target is not met
yet and the test holds what is reached.
"""

import pytest

from tests.golden import goldsets, runner, scoreboard
from tests.golden.outcomes import score_of

pytestmark = pytest.mark.slow

TARGETS = {  # (gold set, kind): (measure, minimum)
    (goldsets.SAMPLES, "money"): ("f1", 1.0),
    (goldsets.SAMPLES, "duplicate"): ("f1", 1.0),
    (goldsets.SAMPLES, "modality"): ("f1", 0.97),
    (goldsets.SAMPLES, "silent magnitude"): ("f1", 1.0),
    (goldsets.SAMPLES, "equivalents"): ("recall", 5 / 6),  # the sixth repeats a figure in the summary, with no link
    (goldsets.SAMPLES, "quantities"): ("f1", 0.95),
    (goldsets.SAMPLES, "percents"): ("f1", 0.95),
    (goldsets.SAMPLES, "dates"): ("f1", 0.95),
    (goldsets.SAMPLES, "entities"): ("recall", 0.97),
    (goldsets.SEEDS, "money"): ("f1", 1.0),
    (goldsets.SEEDS, "duplicate"): ("f1", 1.0),
    (goldsets.SEEDS, "modality"): ("f1", 0.97),
    (goldsets.SEEDS, "silent magnitude"): ("f1", 1.0),
    (goldsets.SEEDS, "quantities"): ("f1", 0.95),
    (goldsets.SEEDS, "dates"): ("f1", 0.95),
    (goldsets.SEEDS, "entities"): ("recall", 0.97),
    (goldsets.DEV, "money"): ("f1", 0.98),
    (goldsets.DEV, "no money"): ("f1", 1.0),
    (goldsets.DEV, "modality"): ("f1", 0.95),
    (goldsets.DEV, "silent magnitude"): ("f1", 1.0),
    (goldsets.DEV, "equivalents"): ("recall", 0.95),
    (goldsets.DEV, "dates"): ("f1", 0.95),
    (goldsets.DEV, "entities"): ("recall", 0.90),
    (goldsets.UNSEEN, "money"): ("f1", 0.98),
    (goldsets.UNSEEN, "modality"): ("f1", 0.97),
    (goldsets.UNSEEN, "silent magnitude"): ("f1", 1.0),
    (goldsets.UNSEEN, "equivalents"): ("recall", 0.95),
    (goldsets.UNSEEN, "dates"): ("f1", 0.95),
    (goldsets.UNSEEN, "entities"): ("recall", 0.95),
}
REACHED: dict[tuple[str, str], float] = {}  # below the target; raise a figure as soon as it is reached


@pytest.fixture(scope="module")
def outcomes():
    """Outcomes by gold set, each set parsed when first asked for."""
    parser = runner.build_parser()
    known = {}

    def of(corpus):
        if corpus not in known:
            articles = runner.read_articles(a.path for a in goldsets.load(corpus).articles)
            known[corpus] = scoreboard.compare(corpus, parser.parse(articles))
        return known[corpus]

    return of


@pytest.mark.parametrize(("corpus", "kind"), [pytest.param(*key, id=f"{key[1]} in {key[0]}") for key in TARGETS])
def test_figures_hold(outcomes, corpus, kind):
    if corpus not in goldsets.available():
        pytest.skip(f"{corpus} is not on this machine: it lies beside the clone, in ../shared")
    measure, target = TARGETS[corpus, kind]
    scores = score_of(outcomes(corpus), kind)
    assert scores.right + scores.wrong + scores.missed > 0
    assert getattr(scores, measure) >= REACHED.get((corpus, kind), target)
