"""What a device asks its team's server beside the exchange.

Each question opens a connection of its own and is asked in a worker thread: somebody
has just pressed something and waits for the answer.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import httpx

from sync.client import join as joining
from sync.client.file_http import HttpFileService
from sync.client.files import fetch_now, path_of
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.client.state import State
from sync.core.credentials import LoginRequest, PasswordRequest
from sync.core.errors import RapportError, RecordMissingError, StoreError
from sync.core.protocol import HistoryReply, InviteReply, InviteRequest

log = logging.getLogger(__name__)

T = TypeVar("T")


class TeamServer:
    """Owned by the runtime; holds nothing but the way to the person's replica."""

    def __init__(self, replica: Callable[[], Replica]) -> None:
        """Ask for the replica anew each time: signing out puts another in its place."""
        self._replica = replica

    async def join(self, server_url: str, code: str, device_name: str) -> None:
        """Trade an invitation for a place in a team.

        Raises:
            InvitationError: If the code is wrong, used up or too old.
            ServiceError: If the server could not be asked.
            StoreError: If the replica cannot be written.
        """
        await asyncio.to_thread(self._join, server_url, code, device_name)

    async def log_in(self, server_url: str, request: LoginRequest) -> None:
        """Come back into one's team with a password.

        Raises:
            PasswordError: If address and password fit nobody.
            ServiceError: If the server could not be asked, or wants a pause first.
            StoreError: If the replica cannot be written.
        """
        await asyncio.to_thread(self._log_in, server_url, request)

    async def sign_in_email(self) -> str:
        """Return with which address the person may sign in; empty without a password.

        Raises:
            ServiceError: If the server could not be asked.
        """
        return await asyncio.to_thread(self._ask, HttpSyncService.email)

    async def set_password(self, email: str, password: str) -> None:
        """Set or change the password one signs a further device in with.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        request = PasswordRequest(email, password)
        await asyncio.to_thread(self._ask, lambda server: server.set_password(request))

    async def remove_password(self) -> None:
        """Take that password away.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        await asyncio.to_thread(self._ask, HttpSyncService.remove_password)

    async def invite(self, name: str, role: str) -> InviteReply:
        """Make an invitation for a new colleague.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        request = InviteRequest(name=name, role=role)
        return await asyncio.to_thread(self._ask, lambda server: server.invite(request))

    async def history(self, record_id: str, before: int = 0) -> HistoryReply:
        """Ask who wrote what of a record, a page at a time.

        Args:
            record_id: The record.
            before: What the page before said to ask with; 0 for the newest.

        Raises:
            ServiceError: If the server refused or could not be asked.
        """
        return await asyncio.to_thread(self._ask, lambda server: server.history(record_id, before))

    async def file(self, sha256: str, size: int) -> Path:
        """Return where a file lies on this device, fetched from the server if need be.

        Raises:
            RecordMissingError: If it is not this person's to have any more.
            ServiceError: If it could not be fetched; it waits to be fetched then.
            StoreError: If there is no room for it.
        """
        return await asyncio.to_thread(self._file, sha256, size)

    async def sign_off(self, leaving: State, aside: Path) -> None:
        """Have the server forget this device, and the kept database its token.

        Args:
            leaving: How the replica stood that was left.
            aside: Where it lies now.
        """
        await asyncio.to_thread(self._sign_off, leaving, aside)

    def _join(self, server_url: str, code: str, device_name: str) -> None:
        with httpx.Client(base_url=server_url) as client:
            joining.join(self._replica(), HttpSyncService(client), server_url, code, device_name)

    def _log_in(self, server_url: str, request: LoginRequest) -> None:
        with httpx.Client(base_url=server_url) as client:
            joining.log_in(self._replica(), HttpSyncService(client), server_url, request)

    def _ask(self, question: Callable[[HttpSyncService], T]) -> T:
        """Ask something as this device."""
        own = self._replica().state()
        with httpx.Client(base_url=own.server_url) as client:
            return question(HttpSyncService(client, own.token))

    def _file(self, sha256: str, size: int) -> Path:
        replica = self._replica()
        if path := path_of(replica, sha256):
            return path
        own = replica.state()
        if not own.joined:
            raise RecordMissingError(kind="file")
        with httpx.Client(base_url=own.server_url) as client:
            return fetch_now(replica, HttpFileService(client, own.token), sha256, size)

    def _sign_off(self, leaving: State, aside: Path) -> None:
        number = leaving.device_number
        try:
            with httpx.Client(base_url=leaving.server_url) as client:
                HttpSyncService(client, leaving.token).revoke(number)
        except RapportError as error:
            log.warning("sign-off-not-heard device=%d error=%s", number, type(error).__name__)
        else:
            log.info("signed-off device=%d", number)
        try:
            self._replica().forget_token(aside)
        except StoreError as error:
            log.warning("token-not-cleared file=%s error=%s", aside.name, type(error).__name__)
