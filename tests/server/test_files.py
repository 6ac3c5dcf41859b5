"""Files over HTTP: they resume, they are what they say, and they are for those who may."""

import asyncio
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.core.errors import DiskFullError
from sync.core.spans import DAY_MS
from sync.server.files.disk import DiskStore
from sync.server.files.service import FileService
from tests.server.conftest import Server, Team
from tests.server.phones import Phone, reasons

PHOTO = bytes(range(256)) * 3_000
HASH = sha256(PHOTO).hexdigest()
PATH = f"/v1/files/{HASH}"
_ENOUGH = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def attach(phone: Phone, record_id: str = "a1", digest: str = HASH, **fields: object) -> None:
    """Write the attachment that names a file."""
    given: dict[str, object] = {"owner_id": phone.user_id, "sha256": digest, "name": "shelf.jpg"}
    reply = phone.put("attachment", record_id, **(given | fields))  # type: ignore[arg-type]
    assert reply["refused"] == []


def patch(
    phone: Phone, data: bytes, offset: int = 0, total: int = len(PHOTO), path: str = PATH
) -> httpx.Response:
    """Send some bytes."""
    headers = {**phone.headers, "Upload-Offset": str(offset), "Upload-Length": str(total)}
    return phone.http.patch(path, headers=headers, content=data)


def told(response: httpx.Response) -> tuple[int, int, str]:
    """Return what the server says of an upload."""
    headers = response.headers
    return response.status_code, int(headers["upload-offset"]), headers["upload-complete"]


def head(phone: Phone, path: str = PATH) -> httpx.Response:
    """Ask how far a file is."""
    return phone.http.head(path, headers=phone.headers)


def get(phone: Phone, path: str = PATH, **headers: str) -> httpx.Response:
    """Fetch a file."""
    return phone.http.get(path, headers={**phone.headers, **headers})


def error(response: httpx.Response) -> tuple[int, str]:
    """Return how a request failed."""
    return response.status_code, response.json()["error"]


def test_a_file_goes_up_in_parts_and_comes_down_whole(team: Team) -> None:
    attach(team.rep)
    assert told(head(team.rep)) == (204, 0, "?0")
    assert told(patch(team.rep, PHOTO[:100_000])) == (204, 100_000, "?0")
    assert told(head(team.rep)) == (204, 100_000, "?0")
    assert get(team.rep).status_code == 404
    assert told(patch(team.rep, PHOTO[100_000:], 100_000)) == (204, len(PHOTO), "?1")
    for phone in (team.rep, team.manager, team.admin):
        assert told(head(phone)) == (204, len(PHOTO), "?1")
        response = get(phone)
        assert response.content == PHOTO
        assert response.headers["content-length"] == str(len(PHOTO))
        assert response.headers["etag"] == f'"{HASH}"'
        assert response.headers["content-type"] == "application/octet-stream"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["content-disposition"] == "attachment"


def test_a_file_that_is_here_is_not_sent_again(team: Team) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    attach(team.manager, "a2")
    assert told(head(team.manager)) == (204, len(PHOTO), "?1")
    assert told(patch(team.manager, PHOTO[:7])) == (204, len(PHOTO), "?1")


def test_two_devices_may_send_the_same_file_at_once(team: Team) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO[:400_000])
    assert told(patch(team.manager, PHOTO[:100_000])) == (204, 100_000, "?0")
    assert told(patch(team.rep, PHOTO[400_000:], 400_000)) == (204, len(PHOTO), "?1")
    assert told(patch(team.manager, PHOTO[100_000:200_000], 100_000)) == (204, len(PHOTO), "?1")
    assert get(team.manager).content == PHOTO


def test_a_file_that_is_another_is_thrown_away(team: Team) -> None:
    attach(team.rep)
    wrong = PHOTO[:-1] + b"!"
    assert error(patch(team.rep, wrong)) == (422, "error.wrong_hash")
    assert told(head(team.rep)) == (204, 0, "?0")
    assert told(patch(team.rep, PHOTO)) == (204, len(PHOTO), "?1")


def test_bytes_beyond_a_gap_are_not_taken(team: Team) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO[:10])
    assert error(patch(team.rep, PHOTO[11:], 11)) == (409, "error.gap")
    assert told(head(team.rep)) == (204, 10, "?0")


def test_more_bytes_than_the_file_has_are_not_taken(team: Team) -> None:
    attach(team.rep)
    assert error(patch(team.rep, PHOTO, total=100)) == (422, "error.malformed")
    assert error(patch(team.rep, PHOTO[:10], 101, 100)) == (422, "error.malformed")


@pytest.mark.parametrize("value", ["", "-1", "x", "1" * 16, "\u0661"])
def test_an_offset_must_be_a_number(team: Team, value: str) -> None:
    attach(team.rep)
    headers = {**team.rep.headers, "Upload-Length": "10", "Upload-Offset": value}
    raw = [(k.encode(), v.encode()) for k, v in headers.items()]
    response = team.rep.http.patch(PATH, headers=raw, content=b"x")
    assert error(response) == (422, "error.malformed")


def test_an_empty_file_is_a_file(team: Team) -> None:
    nothing = sha256(b"").hexdigest()
    attach(team.rep, digest=nothing)
    path = f"/v1/files/{nothing}"
    assert told(patch(team.rep, b"", total=0, path=path)) == (204, 0, "?1")
    response = get(team.rep, path)
    assert (response.status_code, response.content) == (200, b"")


def test_nobody_sends_or_asks_for_what_no_record_names(team: Team) -> None:
    assert head(team.rep).status_code == 404
    assert error(patch(team.rep, PHOTO)) == (404, "error.record_missing")
    assert error(get(team.rep)) == (404, "error.record_missing")
    for name in ("x", HASH.upper(), HASH + "0", "..%2f..%2fserver.sqlite3"):
        assert error(get(team.rep, f"/v1/files/{name}"))[0] == 404


def test_who_is_not_signed_in_gets_nothing(team: Team) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    http = team.rep.http
    asked = [http.get(PATH), http.head(PATH), http.patch(PATH), http.post("/v1/files/missing")]
    assert [response.status_code for response in asked] == [401] * 4


def test_a_private_notes_photo_is_for_its_owner_and_those_who_lead(
    server: Server, team: Team
) -> None:
    other = server.invited(team.admin)
    attach(team.rep, shared=False)
    patch(team.rep, PHOTO)
    assert get(team.rep).content == get(team.manager).content == PHOTO
    assert error(get(other)) == (404, "error.record_missing")
    # Not even that it is here; who has the bytes may send them, and is told no more.
    assert told(head(other)) == (204, 0, "?0")
    attach(team.rep, shared=True)
    assert get(other).content == PHOTO


def test_who_lost_the_right_to_read_can_still_bring_what_only_they_have(
    server: Server, team: Team
) -> None:
    attach(team.rep, shared=False)
    patch(team.rep, PHOTO[:1_000])
    other = server.invited(team.admin)
    attach(team.manager, owner_id=other.user_id, shared=False)
    assert told(head(team.rep)) == (204, 1_000, "?0")
    assert told(patch(team.rep, PHOTO[1_000:], 1_000)) == (204, len(PHOTO), "?1")
    assert get(team.rep).status_code == 404
    assert get(other).content == PHOTO


def test_a_removed_attachment_gives_nothing_out_until_it_is_back(team: Team) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    attach(team.rep, deleted=True)
    assert get(team.rep).status_code == 404
    attach(team.rep, deleted=False)
    assert get(team.rep).content == PHOTO


def test_an_attachment_that_came_to_name_another_file_gives_out_that_one(team: Team) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    other = sha256(b"other").hexdigest()
    attach(team.rep, digest=other)
    assert get(team.rep).status_code == 404
    path = f"/v1/files/{other}"
    assert told(patch(team.rep, b"other", total=5, path=path)) == (204, 5, "?1")
    assert get(team.rep, path).content == b"other"
    attach(team.rep, digest="")
    assert get(team.rep, path).status_code == 404


def test_a_team_never_learns_of_anothers_files(server: Server, team: Team) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    stranger = server.found("Other")
    assert head(stranger).status_code == 404
    assert get(stranger).status_code == 404
    attach(stranger)
    assert told(head(stranger)) == (204, 0, "?0")
    assert get(stranger).status_code == 404
    assert ask(stranger, HASH) == [HASH]
    assert told(patch(stranger, PHOTO)) == (204, len(PHOTO), "?1")


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=1000-", 1_000, len(PHOTO)),
        ("bytes=1000-1999", 1_000, 2_000),
        ("bytes=1000-99999999", 1_000, len(PHOTO)),
        ("bytes=-100", len(PHOTO) - 100, len(PHOTO)),
        (f"bytes=-{len(PHOTO) * 2}", 0, len(PHOTO)),
        ("bytes=0-", 0, len(PHOTO)),
    ],
)
def test_a_part_may_be_asked_for(team: Team, wanted: str, start: int, stop: int) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    response = get(team.rep, Range=wanted)
    assert response.status_code == 206
    assert response.content == PHOTO[start:stop]
    assert response.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(PHOTO)}"


@pytest.mark.parametrize("wanted", ["bytes=5-4", "bytes=1-2,4-5", "lines=1-2", "bytes=-", "x"])
def test_a_range_we_do_not_read_brings_the_whole(team: Team, wanted: str) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    response = get(team.rep, Range=wanted)
    assert (response.status_code, response.content) == (200, PHOTO)


@pytest.mark.parametrize("wanted", [f"bytes={len(PHOTO)}-", "bytes=-0"])
def test_a_part_behind_the_end_is_refused(team: Team, wanted: str) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    response = get(team.rep, Range=wanted)
    assert response.status_code == 416
    assert response.headers["content-range"] == f"bytes */{len(PHOTO)}"


def test_tags_say_what_is_known(team: Team) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    tag = f'"{HASH}"'
    assert get(team.rep, **{"If-None-Match": tag}).status_code == 304
    part = {"Range": "bytes=0-9", "If-Range": tag}
    assert get(team.rep, **part).content == PHOTO[:10]
    assert get(team.rep, **(part | {"If-Range": '"other"'})).content == PHOTO


def test_a_file_the_disk_changed_is_not_given_out_and_may_come_again(
    team: Team, tmp_path: Path
) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO)
    (path,) = tmp_path.glob(f"files/*/{HASH[:2]}/{HASH}")
    path.write_bytes(PHOTO[:5] + b"?" + PHOTO[6:])
    assert len(get(team.manager).content) < len(PHOTO)
    assert ask(team.rep, HASH) == [HASH]
    assert told(patch(team.rep, PHOTO)) == (204, len(PHOTO), "?1")
    assert get(team.manager).content == PHOTO


def ask(phone: Phone, *hashes: str) -> list[str]:
    """Ask which of these files the server lacks."""
    response = phone.http.post(
        "/v1/files/missing", headers=phone.headers, json={"sha256": list(hashes)}
    )
    assert response.status_code == 200, response.text
    missing: list[str] = response.json()["sha256"]
    return missing


def test_the_server_says_what_it_lacks_of_what_one_may_read(server: Server, team: Team) -> None:
    other = server.invited(team.admin)
    lost = sha256(b"lost").hexdigest()
    attach(team.rep)
    patch(team.rep, PHOTO)
    attach(team.rep, "a2", digest=lost, shared=False)
    assert ask(team.rep, HASH, lost, "0" * 64, "no hash") == [lost]
    assert ask(other, HASH, lost) == []


def test_only_so_many_may_be_asked_for_at_once(team: Team) -> None:
    body = {"sha256": [HASH] * 1_001}
    response = team.rep.http.post("/v1/files/missing", headers=team.rep.headers, json=body)
    assert error(response) == (413, "error.too_large")


def test_a_file_beyond_the_limit_is_refused_before_it_comes(
    server: Server, team: Team, tmp_path: Path
) -> None:
    store = DiskStore(tmp_path / "files")
    server.app.state.files = FileService(server.database, store, max_bytes=len(PHOTO) - 1)
    attach(team.rep)
    assert error(patch(team.rep, PHOTO[:1])) == (413, "error.too_large")


def test_a_full_disk_says_so(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_store: DiskStore, _size: int) -> None:
        raise DiskFullError

    attach(team.rep)
    monkeypatch.setattr(DiskStore, "check_room", full)
    assert error(patch(team.rep, PHOTO)) == (507, "error.disk_full")
    monkeypatch.undo()
    assert told(patch(team.rep, PHOTO)) == (204, len(PHOTO), "?1")


def test_an_upload_that_rested_for_a_week_begins_again(server: Server, team: Team) -> None:
    attach(team.rep)
    patch(team.rep, PHOTO[:10])
    server.clock.move(6 * DAY_MS)
    attach(team.manager, "a2", digest=sha256(b"x").hexdigest())
    patch(team.manager, b"", total=1, path=f"/v1/files/{sha256(b'x').hexdigest()}")
    assert told(head(team.rep)) == (204, 10, "?0")
    server.clock.move(2 * DAY_MS)
    patch(team.manager, b"", total=1, path=f"/v1/files/{sha256(b'x').hexdigest()}")
    assert told(head(team.rep)) == (204, 0, "?0")


@_ENOUGH
@given(cuts=st.lists(st.integers(0, 5_000), max_size=8), words=st.binary(max_size=5_000))
def test_any_file_through_any_cuts(team: Team, cuts: list[int], words: bytes) -> None:
    digest = sha256(words).hexdigest()
    path = f"/v1/files/{digest}"
    attach(team.rep, f"r{digest[:20]}", digest=digest)
    places = sorted({0, len(words), *(cut for cut in cuts if cut < len(words))})
    for start, stop in pairwise(places if len(places) > 1 else [0, 0]):
        assert told(head(team.rep, path))[1] in (start, len(words))
        last = told(patch(team.rep, words[start:stop], start, len(words), path))
        assert last[1] in (stop, len(words))
    assert told(head(team.rep, path)) == (204, len(words), "?1")
    assert get(team.rep, path).content == words


def test_a_hash_that_is_none_is_refused_with_its_record(team: Team) -> None:
    for wrong in ("x", HASH.upper(), HASH[:-1]):
        assert reasons(team.rep.put("attachment", "a1", sha256=wrong)) == ["violation.not_a_hash"]


def test_a_body_that_comes_in_drops_is_taken(team: Team) -> None:
    def drops() -> Iterator[bytes]:
        for start in range(0, len(PHOTO), 10_007):
            yield PHOTO[start : start + 10_007]

    attach(team.rep)
    headers = {**team.rep.headers, "Upload-Offset": "0", "Upload-Length": str(len(PHOTO))}
    response = team.rep.http.patch(PATH, headers=headers, content=drops())
    assert told(response) == (204, len(PHOTO), "?1")


def test_what_came_of_a_body_that_breaks_off_is_kept(server: Server, team: Team) -> None:
    attach(team.rep)
    pieces: list[dict[str, object]] = [
        {"type": "http.request", "body": PHOTO[:300_000], "more_body": True},
        {"type": "http.request", "body": PHOTO[300_000:400_001], "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict[str, object]:
        return pieces.pop(0)

    async def send(_message: object) -> None:
        pass

    asked = {**team.rep.headers, "Upload-Offset": "0", "Upload-Length": str(len(PHOTO))}
    scope = {
        "type": "http",
        "method": "PATCH",
        "path": PATH,
        "query_string": b"",
        "headers": [(k.lower().encode(), v.encode()) for k, v in asked.items()],
    }
    asyncio.run(server.app(scope, receive, send))
    assert told(head(team.rep)) == (204, 400_001, "?0")
