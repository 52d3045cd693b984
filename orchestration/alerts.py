"""Tells somebody that a run has failed.

What belongs here: what an alert says and where it goes. What does not: noticing the failure (``defs.automation``).

The only code of ours that opens a network connection, and only to the address that the operator has set.
"""

import json
import logging
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from http.client import HTTPException
from typing import Any, Final, Protocol

from orchestration.ingest.web_address import web_host
from orchestration.settings import Settings

TIMEOUT_SECONDS: Final = 10.0
_LONGEST_ERROR: Final = 2_000  # characters; chat services refuse long messages


@dataclass(frozen=True)
class Alert:
    """A failed run.

    Attributes:
        run_id: Dagster's id.
        job_name: What ran.
        error: What went wrong, for a person; may quote an article.
        failed_at: UTC, ISO.
    """

    run_id: str
    job_name: str
    error: str
    failed_at: str


class AlertTarget(Protocol):
    """Somewhere that an alert can go."""

    def send(self, alert: Alert) -> None:
        """Deliver the alert, or raise ``OSError``, ``HTTPException`` or ``ValueError``."""
        ...


class LogTarget:
    """One line in the log of the process that noticed the failure."""

    def __init__(self, logger: logging.Logger) -> None:
        """Write to this logger."""
        self._logger = logger

    def send(self, alert: Alert) -> None:
        """Write the alert as an error."""
        self._logger.error("run %s of %s failed: %s", alert.run_id, alert.job_name, alert.error)


class WebhookTarget:
    """A POST of JSON; ``text`` is what chat services show, the other fields are for programs."""

    def __init__(self, url: str) -> None:
        """Take an address.

        Raises:
            ValueError: It is no http or https address.
        """
        if web_host(url) is None:
            raise ValueError("expected PLEDGEBOOK_ALERT_WEBHOOK to be an address like https://host/path")
        self._url = url

    def send(self, alert: Alert) -> None:
        """Post the alert; redirects are not followed."""
        text = f"Pledgebook: run {alert.run_id} of {alert.job_name} failed. {alert.error}"
        body = json.dumps({"text": text, **asdict(alert)}).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._url, data=body, headers=headers)  # noqa: S310 - http or https, checked
        opener = urllib.request.build_opener(_NoRedirect)
        with opener.open(request, timeout=TIMEOUT_SECONDS):
            pass


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Treats a redirect as the error that it is here."""

    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - the base class's own signature
        """Follow nothing."""


def alert_targets(settings: Settings, logger: logging.Logger) -> list[AlertTarget]:
    """Where alerts go: always the log, and the webhook when one is set (``PLEDGEBOOK_ALERT_WEBHOOK``)."""
    targets: list[AlertTarget] = [LogTarget(logger)]
    if settings.alert_webhook:
        targets.append(WebhookTarget(settings.alert_webhook))
    return targets


def send_alert(alert: Alert, targets: list[AlertTarget], logger: logging.Logger) -> int:
    """Send an alert everywhere.

    Args:
        alert: What happened; an endless error is cut.
        targets: Where to.
        logger: Gets a warning for each target that cannot be reached. An alert is tried once: the run's state in
            Dagster is the record, and a network that is down must not hold up the sensor.

    Returns:
        How many targets took it.
    """
    short = Alert(alert.run_id, alert.job_name, alert.error[:_LONGEST_ERROR], alert.failed_at)
    taken = 0
    for target in targets:
        try:
            target.send(short)
        except (OSError, HTTPException, ValueError) as error:  # no network, no such host, timed out, an odd answer
            logger.warning("alert of run %s not delivered by %s: %s", alert.run_id, type(target).__name__, error)
        else:
            taken += 1
    return taken
