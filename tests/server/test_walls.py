"""Two teams on one server, three roles, every address: nobody sees over a wall.

Every address must stand in `ASKED`; a new one fails the first test until it does.
What is asked is what a device of the asker's own team might, and what a forger
would who knows the other team's ids.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import httpx
import pytest

from sync.core.protocol import PROTOCOL_VERSION
from tests.builders import NOON_MS
from tests.server.conftest import Server, Team
from tests.server.phones import Phone
from tests.server.places import places

WORDS = "correct horse battery"
PHOTO = b"what hangs on the wall of Bolt"
COST = 987_654_321
OK, NONE, UNREADABLE = (200,) * 3, (204,) * 3, (422,) * 3
MISSING = (404,) * 3


@dataclass(frozen=True)
class Known:
    """What a forger knows of the other team.

    Attributes:
        phone: Its rep's device.
        deal: A deal's id.
        private: The id of a promise that only its owner and those who lead may read.
        file: A photo's SHA-256.
        cursor: Where the rep has got to.
    """

    phone: Phone
    deal: str
    private: str
    file: str
    cursor: str


Request = dict[str, Any]
Build = Callable[[Phone, Known], Request]


@dataclass(frozen=True)
class Asked:
    """One thing to ask, and the statuses a rep, a manager and an admin get.

    Attributes:
        build: Makes the request out of who asks and what they know of another.
        public: Whether it is answered without a token, in the same way.
    """

    build: Build
    statuses: tuple[int, ...]
    public: bool = False


def at(path: str = "", **more: object) -> Build:
    """Ask the place itself, or this path, with the same words whoever asks."""
    return lambda _phone, _known: ({"path": path} if path else {}) | more


def sync(changes: list[Any], cursor: str) -> Request:
    """Return a request of one exchange."""
    body = {"protocol": PROTOCOL_VERSION, "schema": 2, "now_ms": NOON_MS, "clock": ""}
    return {"json": body | {"cursor": cursor, "changes": changes}}


def edit(kind: str, record_id: str, phone: Phone, **fields: object) -> Any:
    """Return a change of somebody else's record."""
    phone.n += 1
    phone.ticks += 1
    change = {"n": phone.n, "kind": kind, "id": record_id, "fields": fields, "seen": ""}
    return change | {"stamp": phone.stamp()}


def headers(offset: int, length: int) -> dict[str, str]:
    """Return the headers of an upload."""
    return {"Upload-Offset": str(offset), "Upload-Length": str(length)}


def rows_of(known: Known) -> list[Any]:
    """Return the other team's rows, as a device of theirs would offer them."""
    return [["deal", known.deal, "0" * 21, {}], ["user", known.phone.user_id, "0" * 21, {}]]


ASKED: dict[tuple[str, str], list[Asked]] = {
    ("GET", "/v1/live"): [Asked(at(), OK)],
    ("POST", "/v1/join"): [
        Asked(at(json={"code": "ABCD-EFGH", "device_name": "phone"}), (403,) * 3, public=True),
    ],
    ("POST", "/v1/login"): [
        Asked(
            at(
                json={
                    "email": "bo@bolt.example",
                    "password": "not the right one",
                    "device_name": "x",
                }
            ),
            (403,) * 3,
            public=True,
        ),
    ],
    ("GET", "/v1/password"): [Asked(at(), OK)],
    ("PUT", "/v1/password"): [
        Asked(at(json={"email": "bo@bolt.example", "password": WORDS}), NONE),
    ],
    ("DELETE", "/v1/password"): [Asked(at(), NONE)],
    ("POST", "/v1/token"): [Asked(at(), OK)],
    ("PUT", "/v1/token"): [Asked(at(), NONE)],
    ("POST", "/v1/invitations"): [
        Asked(at(json={"name": "Cat", "role": "rep"}), (403, 200, 200)),
        Asked(at(json={"name": "Dan", "role": "admin"}), (403, 403, 200)),
        Asked(lambda _, k: {"json": {"user_id": k.phone.user_id}}, (403, 404, 404)),
    ],
    ("GET", "/v1/devices"): [Asked(at(), OK)],
    ("DELETE", "/v1/devices/{number}"): [
        Asked(at("/v1/devices/999"), MISSING),
        Asked(lambda _, k: {"path": f"/v1/devices/{k.phone.number}"}, MISSING),
        Asked(at("/v1/devices/5"), (404, 404, 204)),
    ],
    ("POST", "/v1/offer"): [
        Asked(lambda _, k: {"json": {"rows": rows_of(k), "done": True}}, OK),
    ],
    ("POST", "/v1/digest"): [
        Asked(lambda p, _: {"json": {"cursor": p.cursor, "schema": 2}}, OK),
        Asked(
            lambda p, _: {"json": {"cursor": p.cursor, "schema": 2, "kind": "deal"}},
            OK,
        ),
        Asked(
            lambda _, k: {
                "json": {"cursor": k.cursor, "schema": 2, "kind": "deal", "buckets": [*range(256)]}
            },
            OK,
        ),
    ],
    ("POST", "/v1/rows"): [
        Asked(
            lambda p, k: {
                "json": {"cursor": p.cursor, "kind": "deal", "ids": [k.deal, "deal-of-acme"]}
            },
            OK,
        ),
        Asked(
            lambda _, k: {"json": {"cursor": k.cursor, "kind": "deal", "ids": [k.deal]}},
            OK,
        ),
    ],
    ("GET", "/v1/history/{record_id}"): [
        Asked(at("/v1/history/deal-of-acme"), OK),
        Asked(at("/v1/history/private-of-acme"), (404, 200, 200)),
        Asked(lambda _, k: {"path": f"/v1/history/{k.deal}"}, MISSING),
        Asked(lambda _, k: {"path": f"/v1/history/{k.private}"}, MISSING),
    ],
    ("GET", "/v1/verify"): [
        Asked(at(), (403, 200, 200)),
        Asked(at("/v1/verify?witness=1"), (403, 200, 200)),
    ],
    ("HEAD", "/v1/files/{sha256}"): [Asked(lambda _, k: {"path": f"/v1/files/{k.file}"}, MISSING)],
    ("GET", "/v1/files/{sha256}"): [Asked(lambda _, k: {"path": f"/v1/files/{k.file}"}, MISSING)],
    ("PATCH", "/v1/files/{sha256}"): [
        Asked(
            lambda _, k: {
                "path": f"/v1/files/{k.file}",
                "headers": headers(0, len(PHOTO)),
                "content": PHOTO,
            },
            MISSING,
        ),
    ],
    ("POST", "/v1/files/missing"): [Asked(lambda _, k: {"json": {"sha256": [k.file]}}, OK)],
    ("GET", "/join"): [Asked(at(), OK, public=True)],
    ("GET", "/metrics"): [Asked(at(), OK, public=True)],
    ("GET", "/health"): [Asked(at(), OK, public=True)],
    ("GET", "/v1/sync"): [
        Asked(lambda p, _: {"params": {"at": p.cursor, "made": 10**6}}, OK),
        Asked(lambda _, k: {"params": {"at": k.cursor, "made": 10**6}}, UNREADABLE),
    ],
    # Last, since each team may well have a record of the same id.
    ("POST", "/v1/sync"): [
        Asked(lambda *_: sync([], ""), OK),
        Asked(lambda p, _: sync([], p.cursor), OK),
        Asked(lambda _, k: sync([], k.cursor), OK),
        Asked(lambda p, k: sync([edit("deal", k.deal, p, title="mine")], p.cursor), OK),
        Asked(lambda p, k: sync([edit("user", k.phone.user_id, p, role="rep")], p.cursor), OK),
        Asked(
            lambda p, k: sync([edit("team", k.phone.joined["team_id"], p, name="x")], p.cursor),
            OK,
        ),
    ],
}


@dataclass
class Town:
    """One server with two teams.

    Attributes:
        acme: The team that asks; its second rep, manager and admin.
        bolt: What they know of the other.
        secret: Words of the other team that they do not know.
        private: Words that only those who lead may read.
    """

    server: Server
    acme: dict[str, Phone]
    bolt: Known
    secret: tuple[str, ...]
    private: tuple[str, ...]


@pytest.fixture
def town(server: Server, team: Team) -> Town:
    bolt_admin = server.found("Bolt Secret Works")
    bolt = server.invited(bolt_admin)
    for at_team, phone, name in ((team.admin, team.rep, "acme"), (bolt_admin, bolt, "bolt")):
        at_team.put("product", f"product-of-{name}", name=f"Lamp of {name}", cost_minor=COST)
        phone.put("deal", f"deal-of-{name}", title=f"Deal words of {name}", owner_id=phone.user_id)
        phone.put(
            "follow_up",
            f"private-of-{name}",
            text=f"Private words of {name}",
            owner_id=phone.user_id,
        )
    digest = sha256(PHOTO).hexdigest()
    bolt.put("attachment", "photo-of-bolt", owner_id=bolt.user_id, sha256=digest, name="wall.jpg")
    sent = bolt.http.patch(
        f"/v1/files/{digest}",
        headers=bolt.headers | headers(0, len(PHOTO)),
        content=PHOTO,
    )
    assert sent.status_code == 204
    set_ = {"email": "bo@bolt.example", "password": "the password of bolt"}
    assert bolt.http.put("/v1/password", headers=bolt.headers, json=set_).status_code == 204
    bolt.catch_up()
    asking = {
        "rep": server.invited(team.admin),
        "manager": team.manager,
        "admin": team.admin,
    }
    # One more device than Bolt has, so that no number of theirs is one of ours by chance.
    spare = server.invited(team.admin)
    assert spare.number == 5
    for phone in asking.values():
        phone.catch_up()
    known = Known(bolt, "deal-of-bolt", "private-of-bolt", digest, bolt.cursor)
    known.phone.joined["device_number"] = 77
    return Town(
        server,
        asking,
        known,
        secret=(
            "Bolt Secret Works",
            "words of bolt",
            "Lamp of bolt",
            "wall.jpg",
            str(bolt_admin.user_id),
            str(bolt_admin.joined["device_id"]),
            str(bolt_admin.joined["team_id"]),
            str(bolt.joined["device_id"]),
            str(bolt.joined["token"]),
            str(bolt.user_id),
            "product-of-bolt",
            "photo-of-bolt",
        ),
        private=("Private words of acme", str(COST)),
    )


def _ask(
    http: httpx.Client, place: tuple[str, str], wanted: Request, who: dict[str, str]
) -> tuple[int, bytes, bytes]:
    """Return status, headers and body, of a stream its first event, and what was sent."""
    method, path = place
    request: Request = {"path": path} | wanted
    request["headers"] = {**request.get("headers", {}), **who}
    sent = http.build_request(method, request.pop("path"), **request)
    response = http.send(sent, stream=True)
    stream = response.headers.get("content-type", "").startswith("text/event-stream")
    body = next(response.iter_raw()) if stream else response.read()
    response.close()
    heard = b"\n".join([*(k + b":" + v for k, v in response.headers.raw), body])
    return response.status_code, heard, str(sent.url).encode() + sent.read()


def _all() -> Iterator[tuple[tuple[str, str], Asked]]:
    for place, asked in ASKED.items():
        for one in asked:
            yield place, one


def test_every_address_is_asked(server: Server) -> None:
    assert ASKED.keys() == places(server.app)


@pytest.mark.parametrize("role", ["rep", "manager", "admin"])
def test_nobody_sees_over_the_wall_between_teams(town: Town, role: str) -> None:
    """Also checks what each role is told within its own team."""
    phone = town.acme[role]
    wrong = []
    for place, asked in _all():
        request = asked.build(phone, town.bolt)
        status, heard, sent = _ask(town.server.http, place, request, phone.headers)
        expected = asked.statuses[["rep", "manager", "admin"].index(role)]
        seen = [w for w in town.secret if w.encode() in heard and w.encode() not in sent]
        if role == "rep":
            seen += [w for w in town.private if w.encode() in heard]
        if status != expected or seen:
            wrong.append((place, request, status, expected, seen, heard[-200:]))
        if place == ("POST", "/v1/token"):
            # The new token is not taken up: the old one goes on working.
            assert phone.post().status_code == 200
    assert wrong == []
    assert town.bolt.phone.post().status_code == 200
    title = town.bolt.phone.http.get("/v1/history/deal-of-bolt", headers=town.bolt.phone.headers)
    assert "Deal words of bolt" in title.text
    assert "mine" not in title.text


@pytest.mark.parametrize(
    "who",
    [
        {},
        {"Authorization": "Bearer nobody"},
        {"Authorization": "Basic YTpi"},
        {"Authorization": ""},
    ],
)
def test_a_stranger_is_told_nothing(town: Town, who: dict[str, str]) -> None:
    wrong = []
    for place, asked in _all():
        request = asked.build(town.acme["rep"], town.bolt)
        status, heard, sent = _ask(town.server.http, place, request, who)
        words = (*town.secret, "acme", "Acme")
        seen = [w for w in words if w.encode() in heard and w.encode() not in sent]
        if status != (asked.statuses[0] if asked.public else 401) or seen:
            wrong.append((place, status, seen, heard[-200:]))
    assert wrong == []


def test_a_revoked_device_is_a_stranger_at_once(town: Town) -> None:
    gone, admin = town.acme["rep"], town.acme["admin"]
    town.server.http.delete(f"/v1/devices/{gone.number}", headers=admin.headers)
    for place, asked in _all():
        status, _, _ = _ask(town.server.http, place, asked.build(gone, town.bolt), gone.headers)
        assert status == (asked.statuses[0] if asked.public else 401), place
