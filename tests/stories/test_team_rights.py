"""What is not for a rep is not offered, does not arrive, and is refused when forged."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.server.phones import Phone, reasons
from tests.stories.conftest import OpenWindow, Team
from tests.stories.notebooks import one, rows, server_rows, wait_until
from tests.stories.window import Size

SECRET = "Takeover of Hotel Falkenstein"
PROMISE = "Call the liquidator back before anyone hears"


@pytest.mark.parametrize("size", ["phone"])
def test_a_rep_is_offered_no_rights_they_do_not_have(
    team: Team, open_window: OpenWindow, size: Size
) -> None:
    deal = team.deal()
    owner = open_window(team.app("rep"), size, f"/deals/{deal}")
    other = open_window(team.app("rep2"), size, f"/deals/{deal}")
    manager = open_window(team.app("manager"), "desktop", f"/deals/{deal}")
    for window in (owner, other, manager):
        window.tap("deal-more")
        expect(window.find("deal-read-keen")).to_be_visible()
    expect(manager.find("deal-owner")).to_be_visible()
    expect(owner.find("deal-shared")).to_be_visible()
    for right in ("deal-owner", "deal-shared"):
        expect(other.find(right)).to_have_count(0)

    # The owner keeps it to themselves: it leaves the other's open window and device.
    owner.tap("deal-shared")
    expect(other.find("deal-gone")).to_be_visible(timeout=60_000)
    expect(other.find("deal-gone-action")).to_have_count(0)
    assert rows(team.folder / "rep2", "SELECT id FROM deal WHERE id = ?", deal) == []
    expect(manager.find("deal-owner")).to_be_visible()

    # Nobody is invited by a rep.
    if size == "phone":
        owner.tap("back")
    owner.tap("tab-me")
    expect(owner.find("me-status")).to_be_visible()
    expect(owner.find("invite-open")).to_have_count(0)
    manager.tap("tab-me")
    expect(manager.find("invite-open")).to_be_visible()


def test_what_is_privately_anothers_never_travels_and_forged_requests_are_refused(
    team: Team,
) -> None:
    with team.phone("rep") as owner, team.phone("rep2") as rep:
        owner.catch_up()
        mine = {"owner_id": owner.user_id}
        assert owner.put("deal", "secret-deal", title=SECRET, shared=False, **mine)["refused"] == []
        assert owner.put("follow_up", "secret-step", text=PROMISE, **mine)["refused"] == []
        assert owner.put("account", "open-account", name="For everyone", **mine)["refused"] == []
        team.app("rep2")  # pulls by itself, and in order: the secrets came before this
        wait_until(
            lambda: one(
                team.folder / "rep2", "SELECT count(*) FROM account WHERE id = 'open-account'"
            )
        )

        # In no byte of the server's answers, and in no file of the device.
        answers = all_answers(rep)
        assert rep.user_id.encode() in answers
        assert SECRET.encode() not in answers
        assert PROMISE.encode() not in answers
        assert SECRET.encode() in all_answers(owner)
        files = device_files(team.folder / "rep2")
        assert SECRET.encode() not in files
        assert PROMISE.encode() not in files

        # Forged: another's rows, ownership, stages, people, the team, a role, other devices.
        shared = one(
            team.folder / "rep2",
            "SELECT id FROM deal WHERE owner_id <> ? AND owner_id <> '' AND NOT deleted LIMIT 1",
            rep.user_id,
        )
        forged: list[tuple[str, str, dict[str, str | bool], str]] = [
            ("deal", "secret-deal", {"title": "mine"}, "refused.not_yours"),
            ("follow_up", "secret-step", {"deleted": True}, "refused.not_yours"),
            ("deal", shared, {"owner_id": rep.user_id}, "refused.managers_only"),
            ("deal", shared, {"shared": False}, "refused.not_yours"),
            ("deal", "new-deal", {"owner_id": owner.user_id}, "refused.managers_only"),
            ("stage", "stage-new", {"name": "Hers"}, "refused.managers_only"),
            ("stage", "own-stage", {"name": "Hers"}, "refused.managers_only"),
            ("user", rep.user_id, {"role": "admin"}, "refused.admins_only"),
            ("user", owner.user_id, {"active": False}, "refused.admins_only"),
            ("team", rep.joined["team_id"], {"currency": "USD"}, "refused.admins_only"),
            ("device", "own-device", {"owner_id": owner.user_id}, "refused.server_only"),
        ]
        before = server_rows(team.server.folder, "SELECT id, fields FROM record ORDER BY id")
        for kind, record_id, fields, reason in forged:
            assert reasons(rep.sync(rep.change(kind, record_id, fields))) == [reason], (
                kind,
                fields,
            )
        assert rep.http.delete("/v1/devices/1", headers=rep.headers).status_code == 404
        invites = rep.http.post("/v1/invitations", headers=rep.headers, json={"name": "Eve"})
        assert invites.status_code == 403
        after = server_rows(team.server.folder, "SELECT id, fields FROM record ORDER BY id")
        assert after == before


def all_answers(phone: Phone) -> bytes:
    """Pull everything from the beginning; return what the server said, byte for byte."""
    cursor, said = "", b""
    while True:
        response = phone.post(cursor=cursor)
        said += response.content
        cursor = response.json()["cursor"]
        if not response.json().get("more"):
            return said


def device_files(folder: Path) -> bytes:
    """Return every byte a device holds."""
    held = [path for path in folder.iterdir() if re.match(r"rapport\.db", path.name)]
    return b"".join(path.read_bytes() for path in held)
