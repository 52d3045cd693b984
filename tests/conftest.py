"""How Hypothesis searches.

``make check`` takes the profile ``fast``, everything else ``full``. An example is a whole batch of texts, as a parse
costs what planning it costs; shrinking would repeat that and is off.
"""

from hypothesis import HealthCheck, Phase, settings

COMMON = settings(
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
settings.register_profile("full", COMMON, max_examples=10)
settings.register_profile("fast", COMMON, max_examples=2)
settings.load_profile("full")
