"""Drive a Flet app in memory: a real page and session, a stub for the client.

Everything on the Python side is real: components, hooks, diffing, the bytes on the wire,
event dispatch, effects. Only the Flutter client is missing, so a test of a whole screen
takes milliseconds. The stub answers what the page asks of its client and keeps every
message, so that a test can also say how much was sent.
"""

# Flet's inside is not typed.
# mypy: disable-error-code="no-untyped-call, import-untyped"

import asyncio
import dataclasses
import functools
import inspect
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from types import TracebackType
from typing import Any, Self, TypeVar

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    RegisterClientResponseBody,
    configure_encode_object_for_msgpack,
    decode_ext_from_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

C = TypeVar("C", bound=BaseControl)
_TURNS = 20  # of the event loop: a render, its effects and what they change
_LIMIT_S = 120.0
"""A machine that does much else takes its time; what never comes is no matter of seconds."""


def in_own_loop(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run an async test in a thread: Playwright leaves a running loop in this one."""

    @functools.wraps(test)
    def run(*args: object, **kwargs: object) -> None:
        async def limited() -> None:
            await asyncio.wait_for(test(*args, **kwargs), _LIMIT_S)

        with ThreadPoolExecutor(1) as pool:
            pool.submit(copy_context().run, asyncio.run, limited()).result()

    return run


@dataclasses.dataclass(frozen=True)
class Sent:
    """One message to the client, as the client would read it, and its bytes."""

    action: MessageAction
    body: Any
    size: int


class StubClient(Connection):
    """Encode like a real transport, and hand calls of the client to the harness."""

    def __init__(self, answer: Callable[[dict[str, Any]], None]) -> None:
        super().__init__()
        self.loop = asyncio.get_running_loop()
        self.executor = ThreadPoolExecutor(2)
        self.pubsubhub = PubSubHub(loop=self.loop, executor=self.executor)
        self.page_url = "http://test"
        self.sent: list[Sent] = []
        self._answer = answer

    def send_message(self, message: Message) -> None:
        """Keep the message; packing it also makes Flet take its snapshots."""
        raw = msgpack.packb(
            [message.action, message.body],
            default=configure_encode_object_for_msgpack(BaseControl),
        )
        action, body = msgpack.unpackb(raw, ext_hook=decode_ext_from_msgpack, strict_map_key=False)
        self.sent.append(Sent(MessageAction(action), body, len(raw)))
        if message.action is MessageAction.INVOKE_METHOD:
            self.loop.call_soon(self._answer, body)

    def dispose(self) -> None:
        """Stop the worker threads."""
        self.executor.shutdown(wait=False)


class FletHarness:
    """One session of an app, from `async with` to its end.

    Args:
        main: What `ft.run` would be given.
        width: Of the page; 840 and more is a desktop.
        height: Of the page.
        route: The route it starts at.
        answers: What the client returns: by method name a value, an error, or a function
            of the arguments.

    Attributes:
        kind: Of session; a window in a browser has one of its own.
    """

    kind: type[Session] = Session

    def __init__(
        self,
        main: Callable[[ft.Page], Awaitable[None] | None],
        *,
        width: float = 390,
        height: float = 844,
        route: str = "/",
        answers: dict[str, Any] | None = None,
    ) -> None:
        self.answers = answers or {}
        self.invoked: list[tuple[str, dict[str, Any]]] = []
        self._main = main
        self._start = {
            "route": route,
            "width": width,
            "height": height,
            "platform": "android",
            "platform_brightness": "light",
            "web": False,
        }

    async def __aenter__(self) -> Self:
        self.client = StubClient(self._answer)
        self.session = self.kind(self.client)
        self.page = self.session.page
        self._token = _context_page.set(self.page)
        context.reset_auto_update()
        self.session.apply_page_patch(self._start)
        body = RegisterClientResponseBody(
            session_id=self.session.id, page_patch=self.session.get_page_patch(), error=""
        )
        self.client.send_message(Message(MessageAction.REGISTER_CLIENT, body))
        started = self._main(self.page)
        if inspect.isawaitable(started):
            await started
        await self.session.after_event(self.page)
        await self.settle()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.session.close()
        await asyncio.sleep(0)
        self.client.dispose()
        _context_page.reset(self._token)

    # Waiting

    async def settle(self) -> None:
        """Let what is scheduled run, then fail if something crashed on the way."""
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        self._check()

    async def wait_for(self, seen: Callable[[], bool]) -> None:
        """Wait until something is so, for what a worker thread has to do first."""
        async with asyncio.timeout(_LIMIT_S / 4):
            while not seen():  # noqa: ASYNC110 - what is awaited has no event
                await asyncio.sleep(0.005)
        await self.settle()
        self._check_keys()

    def _check(self) -> None:
        for sent in self.client.sent:
            if sent.action is MessageAction.SESSION_CRASHED:
                raise AssertionError(sent.body["message"])
        # A render that raises ends this task without a word.
        task: asyncio.Task[None] | None = getattr(self.session, "_Session__updates_task", None)
        if task and task.done() and not task.cancelled() and task.exception():
            message = "the update loop died"
            raise AssertionError(message) from task.exception()

    def _check_keys(self) -> None:
        """Fail where two of a list have one key: Flet 1.0.5 then sends moves past its end."""
        for control in self.walk():
            listed = getattr(control, "controls", None)
            if isinstance(listed, list):
                keys = Counter(key for one in listed if (key := getattr(one, "key", None)))
                twice = [key for key, count in keys.items() if count > 1]
                assert not twice, f"{type(control).__name__} has two of {twice}"

    # The client's side

    def _answer(self, call: dict[str, Any]) -> None:
        name, args = call["name"], call.get("args") or {}
        self.invoked.append((name, args))
        answer = self.answers.get(name)
        result = answer(args) if callable(answer) else answer
        failed = str(result) if isinstance(result, Exception) else None
        self.session.handle_invoke_method_results(
            call["control_id"], call["call_id"], None if failed else result, failed
        )
        if name == "push_route":
            self.session.apply_page_patch({"route": args["route"]})
            event = self.session.dispatch_event(
                self.page._i, "route_change", {"route": args["route"]}
            )
            self._routing = self.client.loop.create_task(event)

    # Finding

    def walk(self, root: object = None) -> Iterator[BaseControl]:
        """Yield every control a person can see: the top view, and dialogs over it."""
        seen: set[int] = set()
        if root is None:
            views = ft.unwrap_component(self.page.views)
            yield from _controls(views[-1], seen)
            dialogs = [dialog for dialog in self.page._dialogs.controls if dialog.open]
            yield from _controls(dialogs, seen)
        else:
            yield from _controls(root, seen)

    def find_all(self, kind: type[C], where: Callable[[C], bool] = lambda _: True) -> list[C]:
        """Return all controls of a kind that fit."""
        return [item for item in self.walk() if isinstance(item, kind) and where(item)]

    def find(self, kind: type[C], where: Callable[[C], bool] = lambda _: True) -> C:
        """Return the one control of a kind that fits.

        Raises:
            AssertionError: There is none, or more than one.
        """
        hits = self.find_all(kind, where)
        if len(hits) != 1:
            message = f"{len(hits)} of {kind.__name__} fit"
            raise AssertionError(message)
        return hits[0]

    def by_id(self, identifier: str) -> BaseControl:
        """Return what `tagged(identifier, ...)` holds, its Container or field or button."""
        content = self.find(ft.Semantics, lambda s: s.identifier == identifier).content
        if content is None:
            message = f"{identifier} is empty"
            raise AssertionError(message)
        return next(self.walk(content))

    def ids(self, prefix: str = "") -> list[str]:
        """Return the names on screen, in order."""
        names = (mark.identifier or "" for mark in self.find_all(ft.Semantics))
        return [name for name in names if name and name.startswith(prefix)]

    def texts(self) -> list[str]:
        """Return all words on screen, spans joined."""
        return [
            text.value or "".join(span.text or "" for span in text.spans or [])
            for text in self.find_all(ft.Text)
        ]

    # Doing what a finger does

    async def shown(self, identifier: str) -> None:
        """Wait until something of that name is on screen."""
        await self.wait_for(lambda: identifier in self.ids())

    async def tap(self, identifier: str) -> None:
        """Tap what has that name, once it is there."""
        await self.click(identifier)

    async def write(self, identifier: str, text: str) -> None:
        """Type into what has that name, once it is there."""
        await self.type(identifier, text)

    async def fire(self, control: BaseControl, event: str, data: object = None) -> None:
        """Send an event as the client would, and let its effects settle."""
        await self.session.dispatch_event(control._i, event, data)
        await self.settle()

    async def click(self, target: BaseControl | str) -> None:
        """Tap a control, or what stands under a name once it is there."""
        if isinstance(target, str):
            await self.shown(target)
        found = self._tappable(target) if isinstance(target, str) else target
        await self.fire(found, "click")

    async def type(self, target: BaseControl | str, text: str) -> None:
        """Put text into a field, as typing does, once it is there."""
        if isinstance(target, str):
            await self.shown(target)
        found = self.by_id(target) if isinstance(target, str) else target
        self.session.apply_patch(found._i, {"value": text})
        await self.fire(found, "change", text)

    def _tappable(self, identifier: str) -> BaseControl:
        for control in self.walk(self.by_id(identifier)):
            if getattr(control, "on_click", None):
                return control
        message = f"nothing under {identifier} can be tapped"
        raise AssertionError(message)

    # Measuring

    def mark(self) -> int:
        """Return a place in the messages sent, for `patches`."""
        return len(self.client.sent)

    def patches(self, since: int = 0) -> list[Sent]:
        """Return the changes of controls sent since a mark."""
        return [
            sent for sent in self.client.sent[since:] if sent.action is MessageAction.PATCH_CONTROL
        ]


def _controls(value: object, seen: set[int]) -> Iterator[BaseControl]:
    """Yield the controls inside a value, components opened up, each once."""
    ahead: list[Any] = [value]
    while ahead:
        one = ahead.pop()
        kind: Any = type(one)
        if isinstance(one, list | tuple):
            ahead.extend(reversed(one))
        elif isinstance(one, dict):
            ahead.extend(reversed(one.values()))
        elif (names := _held(kind)) and id(one) not in seen:
            seen.add(id(one))
            if isinstance(one, ft.Component):
                # One that was never rendered shows what it was asked to show.
                ahead.append(one.args if one._b is None else one._b)
                continue
            if isinstance(one, BaseControl):
                yield one
            ahead.extend(getattr(one, name, None) for name in names)


@functools.cache
def _held(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass in which controls may stand, the last one first."""
    if not dataclasses.is_dataclass(kind):
        return ()
    fields = (one for one in dataclasses.fields(kind) if not one.metadata.get("skip"))
    names = [one.name for one in fields if one.name not in ("_parent", "page")]
    return tuple(reversed(names))
