"""How fast PostgreSQL takes in pushes, with one server process and with several.

    python -m tests.bench_postgres [PROCESSES...]

Many teams push at once, each from one device: edits of two fields of deals it
made, with durable commits. The bodies are made beforehand; what sends them runs
on the same processors as the servers and the database. JSON lines.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from app.bench.deals import edit_of
from app.bench.phone import Phone
from sync.client.http import HttpSyncService
from sync.core.protocol import REQUEST, JoinRequest
from sync.core.records.deal import Deal
from sync.server.app import real_outside
from sync.server.database import Database
from sync.server.teams import found_team
from tests.postgres import Cluster, cluster

TEAMS = 50
_DEALS = 200
_PLACE = "{cursor}"
_DURABLE = {"fsync": "on", "full_page_writes": "on"}


@dataclass
class Pusher:
    """A team's device with requests that wait to be sent.

    Attributes:
        token: Its token.
        cursor: Where it has got to.
        bodies: Requests, in order; their cursor is still to be filled in.
    """

    token: str
    cursor: str
    bodies: Sequence[bytes]

    def push(self, url: str) -> None:
        """Send all that waits, on one connection."""
        host = urlsplit(url)
        connection = http.client.HTTPConnection(host.hostname or "", host.port)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        for body in self.bodies:
            filled = body.replace(_PLACE.encode(), self.cursor.encode())
            connection.request("POST", "/v1/sync", filled, headers)
            reply = json.load(connection.getresponse())
            assert not reply.get("refused"), reply
            self.cursor = reply["cursor"]
        connection.close()


@contextmanager
def serving(url: str, folder: Path, processes: int) -> Iterator[list[str]]:
    """Run so many server processes on one database; hand over their addresses."""
    with ExitStack() as stack:
        addresses = []
        for n in range(processes):
            command = [sys.executable, "-m", "sync.server", "serve", "--port", "0"]
            command += ["--data", str(folder / str(n)), "--team", "First", "--admin", "Ann"]
            environment = {**os.environ, "RAPPORT_DATABASE_URL": url, "RAPPORT_RATE": "0"}
            process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
            stack.enter_context(process)
            stack.callback(process.terminate)
            assert process.stdout is not None
            said = next(line for line in process.stdout if " at http" in line)
            addresses.append(said.rsplit(" ", 1)[1].strip())
        yield addresses


def measure(postgres: Cluster, processes: int, teams: int, edits: int, requests: int) -> float:
    """Push at once from many teams; return the seconds it took.

    Args:
        postgres: Where to make a database for this.
        processes: How many server processes share it.
        teams: How many teams push, one device each.
        edits: How many edits one request brings.
        requests: How many requests each device sends.
    """
    url = postgres.url(postgres.create())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = Database.open(folder, url)
        codes = []
        for n in range(teams):
            with database.writing() as connection:
                codes.append(found_team(connection, real_outside(), f"Team {n}", "Ann").code)
        database.close()
        with serving(url, folder, processes) as addresses, ThreadPoolExecutor(teams) as pool:
            with httpx.Client(base_url=addresses[0], timeout=60) as client:
                pushers = [_pusher(client, code, edits, requests) for code in codes]
            started = time.perf_counter()
            for future in [
                pool.submit(pusher.push, addresses[n % processes])
                for n, pusher in enumerate(pushers)
            ]:
                future.result()
            return time.perf_counter() - started


def _pusher(client: httpx.Client, code: str, edits: int, requests: int) -> Pusher:
    reply = HttpSyncService(client).join(JoinRequest(code, "Bench"))
    phone = Phone(HttpSyncService(client, reply.token), reply.device_number)
    phone.pull()
    deals = [Deal(id=real_outside().new_id(), title=f"Deal {n}") for n in range(_DEALS)]
    phone.add(deals)
    cursor = phone.edits("deal", {}).cursor
    bodies = []
    for turn in range(requests):
        some = [deals[(turn * edits + k) % _DEALS].id for k in range(min(edits, _DEALS))]
        request = phone.edits("deal", {i: edit_of(turn, k) for k, i in enumerate(some)})
        body = REQUEST.dump_json(request)
        bodies.append(body.replace(json.dumps(cursor).encode(), json.dumps(_PLACE).encode()))
    return Pusher(reply.token, cursor, bodies)


def main(processes: Sequence[int]) -> None:
    """Measure each number of processes, with large requests and with single edits."""
    with cluster(**_DURABLE) as postgres:
        for edits, requests in ((100, 20), (1, 40)):
            for count in processes:
                seconds = measure(postgres, count, TEAMS, edits, requests)
                figures = {
                    "processes": count,
                    "teams": TEAMS,
                    "edits_per_request": edits,
                    "requests_per_s": round(TEAMS * requests / seconds),
                    "edits_per_s": round(TEAMS * requests * edits / seconds),
                }
                print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1, 4])
