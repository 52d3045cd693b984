"""What to say of a run that failed, from its events.

What belongs here: choosing the most telling message. What does not: where it is shown, and which faults are transient.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import dagster as dg
    from dagster_shared.error import SerializableErrorInfo


def failure_texts(events: Iterable["dg.DagsterEvent"]) -> list[str]:
    """Say what went wrong.

    Args:
        events: Events of one run, in order; others than failures are ignored.

    Returns:
        One message per failed step; the run's own if it failed outside its steps (the lock, a full disk at the start).
    """
    steps: list[str] = []
    run: list[str] = []
    for event in events:
        if event.is_step_failure:
            steps.append(f"{event.step_key}: {step_failure_text(event)}")
        elif event.is_job_failure:
            run.append(_root(event.job_failure_data.error) or event.message or "the run failed")
    return steps or run


def step_failure_text(event: "dg.DagsterEvent") -> str | None:
    """Say why a step failed or is tried again: our own description, else the root's; None for other events."""
    if event.is_step_failure:
        own = event.step_failure_data.user_failure_data
        text = own.description if own is not None and own.description else _root(event.step_failure_data.error)
    elif event.is_step_up_for_retry:
        text = _root(event.step_retry_data.error)
    else:
        return None
    return text or "failed"


def _root(error: "SerializableErrorInfo | None") -> str:
    """The message of the exception that began it; empty when there is none."""
    while error is not None and error.cause is not None:
        error = error.cause
    return error.message.strip() if error is not None else ""
