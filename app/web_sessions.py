"""Windows in a browser, whose connection comes and goes: a reload, a sleep, a weak network."""

from typing import Any

from flet.components.hooks.use_effect import EffectHook
from flet.controls.base_control import BaseControl
from flet.messaging.connection import Connection
from flet.messaging.session import Session


class KeptSession(Session):
    """A session of Flet 1.0.5 that misses nothing while nobody is connected.

    Flet's own forgets what is to be drawn anew and done when the connection goes, and
    whatever comes until the next one: a page reloaded while it was loading, or away while
    its data changed, stood still for good.
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
        if _is_open(self.connection):
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

    def _of_flet(self, name: str) -> Any:  # noqa: ANN401  # Flet has no other way to it
        return getattr(self, f"_Session__{name}")


def _is_open(connection: Connection | None) -> bool:
    socket = getattr(connection, "_FletApp__websocket", None)
    return socket is not None and socket.client_state.name == "CONNECTED"


def keep_sessions() -> None:
    """Have windows in a browser keep theirs."""
    # There with `flet[web]` alone.
    from flet_web.fastapi import flet_app  # type: ignore[import-untyped]  # noqa: PLC0415

    flet_app.Session = KeptSession  # Flet has no hook for it
