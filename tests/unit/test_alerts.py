"""Alerts reach a webhook on this machine, and a webhook that is not there harms nobody."""

import json
import logging
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from orchestration.alerts import Alert, LogTarget, WebhookTarget, alert_targets, send_alert
from orchestration.settings import Settings, SettingsError, load_settings

ALERT = Alert("r1", "refresh", "expected a <folder>, found none", "2026-11-24T05:00:00+00:00")
LOGGER = logging.getLogger("test")


@pytest.fixture
def webhook():
    """A server on the loopback interface that keeps what it is sent."""
    received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            code = {"/moved": 302, "/broken": 500}.get(self.path, 200)
            self.send_response(code)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", received
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_webhook_gets_one_readable_message(webhook):
    address, received = webhook
    assert send_alert(ALERT, [WebhookTarget(address)], LOGGER) == 1
    (message,) = received
    assert message["text"] == "Pledgebook: run r1 of refresh failed. expected a <folder>, found none"
    assert (message["run_id"], message["error"]) == ("r1", ALERT.error)


@pytest.mark.parametrize("path", ["/moved", "/broken"])
def test_an_answer_other_than_yes_is_logged_and_nothing_is_followed(webhook, path, caplog):
    address, received = webhook
    assert send_alert(ALERT, [LogTarget(LOGGER), WebhookTarget(address + path)], LOGGER) == 1
    assert len(received) == 1
    assert "not delivered by WebhookTarget" in caplog.text


def test_without_a_network_the_log_has_the_alert(caplog):
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        assert send_alert(ALERT, [LogTarget(LOGGER), WebhookTarget(address)], LOGGER) == 1
    assert "run r1 of refresh failed" in caplog.text
    assert "not delivered" in caplog.text


def test_the_log_is_the_default_and_the_setting_adds_the_webhook(tmp_path, monkeypatch):
    assert [type(target) for target in alert_targets(Settings(tmp_path, tmp_path), LOGGER)] == [LogTarget]
    monkeypatch.setenv("PLEDGEBOOK_ALERT_WEBHOOK", "https://example.org/hook")
    assert [type(target) for target in alert_targets(load_settings(), LOGGER)] == [LogTarget, WebhookTarget]


@pytest.mark.parametrize("address", ["http://host:99999999/", "http://a b/", "hooks.example.org/x"])
def test_a_webhook_that_is_no_address_is_refused_with_the_settings(monkeypatch, address):
    monkeypatch.setenv("PLEDGEBOOK_ALERT_WEBHOOK", address)
    with pytest.raises(SettingsError, match="PLEDGEBOOK_ALERT_WEBHOOK"):
        load_settings()


@pytest.mark.parametrize("answer", [b"garbage\r\n\r\n", b"HTTP/1.1 twohundred OK\r\n\r\n", b""])
def test_a_server_that_answers_nonsense_harms_nobody(caplog, answer):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def reply():
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(answer)

        thread = threading.Thread(target=reply)
        thread.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert send_alert(ALERT, [WebhookTarget(address), LogTarget(LOGGER)], LOGGER) == 1
        thread.join()
    assert "run r1 of refresh failed" in caplog.text
    assert "not delivered by WebhookTarget" in caplog.text


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://x", "hook", "", "http://", "http://host:abc/", "http://u:p@host/", "http://[x/"],
)
def test_only_web_addresses_are_webhooks(address):
    with pytest.raises(ValueError, match="PLEDGEBOOK_ALERT_WEBHOOK"):
        WebhookTarget(address)


def test_a_failed_run_sends_what_its_step_said(webhook, monkeypatch):
    dg = pytest.importorskip("dagster")
    automation = pytest.importorskip("orchestration.defs.automation")
    address, received = webhook
    monkeypatch.setenv("PLEDGEBOOK_ALERT_WEBHOOK", address)

    @dg.op
    def load():
        raise dg.Failure(description="OSError: [Errno 28] No space left on device")

    @dg.job
    def refresh():
        load()

    with dg.DagsterInstance.ephemeral() as instance:
        result = refresh.execute_in_process(instance=instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            sensor_name="failure_alert",
            dagster_instance=instance,
            dagster_run=result.dagster_run,
            dagster_event=result.get_run_failure_event(),
        ).for_run_failure()
        automation.failure_alert(context)
    (message,) = received
    assert message["run_id"] == result.dagster_run.run_id
    assert message["error"] == "load: OSError: [Errno 28] No space left on device"
