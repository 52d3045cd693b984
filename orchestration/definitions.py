"""What Dagster loads.

What belongs here: gathering ``defs`` and choosing the executor. What does not: any definition. Loading reads the code
and dbt's manifest; it touches neither the data folder nor the network, and imports neither dbt nor Great Expectations.
"""

import dagster as dg

from orchestration.defs.articles import articles
from orchestration.defs.audit import audit_candidate, release_candidate
from orchestration.defs.automation import daily, failure_alert, raw_folder, refresh
from orchestration.defs.common import BuildAccess
from orchestration.defs.marts import dbt_models
from orchestration.defs.mentions import mentions
from orchestration.defs.publication import publication, trust_report
from orchestration.settings import load_settings

defs = dg.Definitions(
    assets=[articles, mentions, dbt_models, release_candidate, publication, trust_report],
    asset_checks=[audit_candidate],
    jobs=[refresh],
    schedules=[daily],
    sensors=[raw_folder, failure_alert],
    resources={"build": BuildAccess()},
    loggers={"console": dg.json_console_logger} if load_settings().log_format == "json" else None,
    # One process: each step of the default executor would import everything again and fight for the database's lock.
    executor=dg.in_process_executor,
)
