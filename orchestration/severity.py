"""How grave a finding or a check is.

What belongs here: the names and their order. What does not: which finding has which (``dim_rules``).
"""

from typing import Final

SEVERITIES: Final = ("error", "warn", "info")  # gravest first; of checks only an error keeps a candidate from readers
GRAVEST_FIRST: Final = f"list_position({list(SEVERITIES)}, severity), rule_id, finding_id"  # an order of fct_findings
