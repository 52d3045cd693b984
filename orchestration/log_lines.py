"""One line of a log that machines read.

What belongs here: how an event is written. What does not: which events there are.
"""

import json
from datetime import UTC, datetime


def log_line(event: str, *, at: datetime | None = None, **facts: object) -> str:
    """Write an event as one JSON object.

    Args:
        event: What happened, in lower case.
        at: When, with its zone; now when None.
        facts: What else is known; those that are None are left out.

    Returns:
        One line with its end.
    """
    moment = (at or datetime.now(UTC)).isoformat(timespec="milliseconds")
    known = {name: fact for name, fact in facts.items() if fact is not None}
    return json.dumps({"at": moment, "event": event, **known}, ensure_ascii=False) + "\n"
