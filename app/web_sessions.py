"""Windows in a browser, whose connection comes and goes: a reload, a sleep, a weak network.

Flet 1.0.5 would have such a window stand still, now and then for good; it has no hook for
any of this, so its classes are extended here.
"""

import logging
import sys
from typing import Any

from flet.components.hooks.use_effect import EffectHook
from flet.controls.base_control import BaseControl
from flet.messaging.connection import Connection
from flet.messaging.protocol import Message
from flet.messaging.session import Session
from flet_web.fastapi import FletApp, flet_app  # type: ignore[import-untyped]
from starlette.websockets import WebSocketDisconnect

log = logging.getLogger(__name__)


class KeptSession(Session):
    """A session that misses nothing while nobody is connected.

    Flet's own forgets what is to be drawn anew and done when the connection goes, and
    whatever comes until the next one.
    """

    def __init__(self, conn: Connection) -> None:
        super().__init__(conn)
        self._missed_updates: dict[BaseControl, None] = {}
        self._missed_effects: list[tuple[EffectHook, bool]] = []

    async def disconnect(self, session_timeout_seconds: int) -> None:
        """Leave a connection, unless another one is there by now.

        The connection of a page as it was may report its end after the reloaded page has
        connected; Flet's own session then ends the new one.
        """
        if isinstance(self.connection, KeptConnection) and self.connection.is_open:
            return
        self._missed_updates.update(dict.fromkeys(self._of_flet("pending_updates")))
        self._missed_effects.extend(self._of_flet("pending_effects"))
        await super().disconnect(session_timeout_seconds)

    def attach_connection(self, conn: Connection) -> None:
        """Take a connection, and do what was missed without one."""
        super().attach_connection(conn)
        updates, self._missed_updates = self._missed_updates, {}
        effects, self._missed_effects = self._missed_effects, []
        for control in updates:
            self.schedule_update(control)
        for hook, is_cleanup in effects:
            self.schedule_effect(hook, is_cleanup)

    def schedule_update(self, control: BaseControl) -> None:
        """Have a control drawn anew, as soon as somebody is connected."""
        if self.connection is None:
            self._missed_updates[control] = None
        else:
            super().schedule_update(control)

    def schedule_effect(self, hook: EffectHook, is_cleanup: bool) -> None:  # noqa: FBT001  # Flet's
        """Have an effect run, as soon as somebody is connected."""
        if self.connection is None:
            self._missed_effects.append((hook, is_cleanup))
        else:
            super().schedule_effect(hook, is_cleanup)

    def _of_flet(self, name: str) -> Any:  # noqa: ANN401  # Flet's own
        return getattr(self, f"_Session__{name}")


class KeptConnection(FletApp):  # type: ignore[misc]  # Flet's web side is not typed
    """A connection whose end ends nothing else.

    What is sent to Flet's own after its end, before the session has heard of it, raises
    in whatever sends: that may be the one task that draws the window. And one that fails
    in sending never tells its session that it has gone.
    """

    @property
    def is_open(self) -> bool:
        """Whether the browser is there."""
        socket = self._FletApp__websocket
        return socket is not None and socket.client_state.name == "CONNECTED"

    def send_message(self, message: Message) -> None:
        """Send, if anybody is there; who comes back is shown everything anyway."""
        if self._FletApp__send_queue is not None:
            super().send_message(message)

    async def _FletApp__send_loop(self) -> None:  # noqa: N802  # Flet's
        try:
            await super()._FletApp__send_loop()
        except (RuntimeError, WebSocketDisconnect):
            log.info("window-gone-while-sending")


def keep_sessions() -> None:
    """Have windows in a browser keep theirs."""
    flet_app.Session = KeptSession
    # The package has a function of the same name.
    sys.modules["flet_web.fastapi.app"].FletApp = KeptConnection  # type: ignore[attr-defined]
    # It warns, with where it stood, of every page that went while something was sent to it.
    logging.getLogger("flet_web.fastapi").setLevel(logging.ERROR)
