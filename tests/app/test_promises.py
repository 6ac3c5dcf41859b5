"""Promises about what Rapport never does, kept by there being nothing that could."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from sync.client.replica import Replica
from sync.core import protocol, schema
from sync.core.records.note import Note
from sync.core.records.visit import Visit
from tests.app.flet_harness import in_own_loop
from tests.app.windows import DESKTOP, PHONE, Window
from tests.builders import make_account

TOP = Path(__file__).resolve().parents[2]
QUOTA = re.compile(r"quota|target|goal|score|rank|points|streak|leaderboard|required")
WATCHING = re.compile(r"last_?seen|activity|active_|latitude|longitude|location|battery|opened_")
SENDERS = frozenset({
    "smtplib", "aiosmtplib", "email", "imaplib", "poplib", "nntplib", "twilio", "sendgrid",
    "mailchimp", "boto3", "vonage", "telegram", "slack_sdk", "sched", "schedule", "apscheduler",
    "celery",
})  # fmt: skip
NETWORK = {
    "httpx": {"app/", "sync/client/"},
    "socket": {"app/device.py", "app/bench/", "sync/server/"},
}
"""Who may reach for the network: the exchange itself, and those who look for a free port."""


def registers() -> Iterator[str]:
    for kind, model in schema.RECORDS.items():
        for name in model.model_fields:
            yield f"{kind}.{name}"


def modules() -> Iterator[tuple[str, str]]:
    """Yield each file of the product with each module it imports."""
    for part in ("app", "sync"):
        for path in sorted((TOP / part).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                for name in names:
                    yield path.relative_to(TOP).as_posix(), name


def test_there_are_no_quotas_and_nothing_watches_a_person() -> None:
    found = list(registers())
    assert "deal.amount_minor" in found
    assert [name for name in found if QUOTA.search(name.partition(".")[2])] == []
    assert [name for name in found if WATCHING.search(name.partition(".")[2])] == []


def test_the_messages_say_nothing_about_a_persons_habits() -> None:
    messages = [
        protocol.SyncRequest,
        protocol.SyncReply,
        protocol.JoinRequest,
        protocol.JoinReply,
        protocol.InviteRequest,
        protocol.InviteReply,
        protocol.Refusal,
    ]
    said = {field.name for message in messages for field in fields(message)}
    assert said >= {"cursor", "changes", "token"}
    assert [name for name in said if WATCHING.search(name) or QUOTA.search(name)] == []
    # All that is said of time is what clocks need.
    assert {name for name in said if name.endswith(("_ms", "_at"))} == {"now_ms", "expires_ms"}


def test_nothing_can_send_to_many_or_at_a_set_time() -> None:
    senders = [(file, name) for file, name in modules() if name.split(".")[0] in SENDERS]
    assert senders == []


@pytest.mark.parametrize("module", NETWORK)
def test_only_these_modules_reach_for_the_network(module: str) -> None:
    users = {file for file, name in modules() if name.split(".")[0] == module}
    assert users
    assert [file for file in users if not file.startswith(tuple(NETWORK[module]))] == []


def test_no_other_way_to_the_network_is_imported() -> None:
    others = re.compile(
        r"(requests|aiohttp|http|ftplib|telnetlib|websockets|urllib3|grpc|urllib\.request)(\.|$)"
    )
    found = [(file, name) for file, name in modules() if others.match(name)]
    assert found == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@in_own_loop
async def test_a_visit_needs_nothing_but_its_customer(
    replica: Replica, size: tuple[int, int]
) -> None:
    with replica.transaction() as writer:
        account = writer.add(make_account("Hafner Glas"))
    async with Window(replica, replica.path.parent, size, f"/customers/{account}") as window:
        await window.tap("capture")
        await window.tap("capture-save")
        await window.eventually("SELECT account_id, done FROM visit", [(account, 1)])
        assert window.rows("SELECT count(*) FROM note") == [(0,)]
        assert window.taps == 2


def test_no_word_of_a_visit_is_required() -> None:
    for model in (Visit, Note):
        assert [name for name, field in model.model_fields.items() if field.is_required()] == []
