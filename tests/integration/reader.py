"""An analyst's session in a loop: opens the publication every 50 ms and counts. Prints one JSON object at the end.

Run as a program with the path of the publication; ends when its input does.
"""

import json
import sys
import threading
import time

import duckdb

PERIOD_SECONDS = 0.05


def look(path):
    """Count twice, so that a mixed state would show."""
    with duckdb.connect(path, read_only=True) as connection:
        query = """
            select publication_id, row_counts['fct_commitments'], row_counts['fct_claims'],
                (select count(*) from fct_commitments), (select count(*) from fct_claims),
                (select count(distinct title) from fct_commitments), (select count(distinct quote) from fct_claims)
            from publications
        """
        return connection.execute(query).fetchone()


def main():
    finished = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), finished.set()), daemon=True).start()
    seen, errors, looks = set(), [], 0
    while not finished.is_set():
        try:
            seen.add(look(sys.argv[1]))
        except Exception as error:  # noqa: BLE001 - whatever a reader meets is what we want to know
            errors.append(repr(error))
        looks += 1
        time.sleep(PERIOD_SECONDS)
    sys.stdout.write(json.dumps({"seen": sorted(seen), "errors": errors, "looks": looks}))


if __name__ == "__main__":
    main()
