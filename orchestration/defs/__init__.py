"""Dagster shells: each reads, calls a plain function, writes and reports. The work itself is elsewhere."""
