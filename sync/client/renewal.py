"""Trade the device's token for a new one from time to time, so that a stolen one dies.

At any moment the saved token is one that works: the new one is saved before the
old one is given up, and the old one is good until then.
"""

import logging

from sync.client import state
from sync.client.http import HttpSyncService
from sync.client.replica import Replica
from sync.core.errors import ServerFaultError
from sync.core.spans import DAY_MS

log = logging.getLogger(__name__)

RENEW_AFTER_MS = 30 * DAY_MS
_AGAIN_MS = DAY_MS
"""After a server that could not do it, a day passes before it is asked again."""


def renew_if_due(replica: Replica, service: HttpSyncService) -> bool:
    """Trade the token once it is a month old, or of unknown age.

    A server that cannot (an older one, a busy one) is asked again tomorrow.

    Returns:
        Whether the service now uses another token.

    Raises:
        ServiceError: If the server could not be reached, or has signed this device out.
        StoreError: If the replica could not be written.
    """
    now_ms = replica.now_ms()
    if 0 <= now_ms - replica.state().token_ms < RENEW_AFTER_MS:
        return False
    try:
        return renew(replica, service)
    except ServerFaultError as error:
        log.info("token-not-renewed status=%s", error.fields.get("status"))
        with replica.exclusive() as connection:
            state.save(connection, token_ms=now_ms - RENEW_AFTER_MS + _AGAIN_MS)
        return False


def renew(replica: Replica, service: HttpSyncService) -> bool:
    """Trade the token now; broken off anywhere, it may simply be done again.

    Returns:
        Whether it was done; not when the replica has become another device meanwhile.

    Raises:
        ServiceError: If the server refused or could not be asked.
        StoreError: If the replica could not be written; the old token is kept.
    """
    token = service.new_token()
    with replica.exclusive() as connection:
        if state.load(connection).token != service.token:
            return False
        state.save(connection, token=token)
    service.use(token)
    service.confirm_token()
    with replica.exclusive() as connection:
        state.save(connection, token_ms=replica.now_ms())
    return True
