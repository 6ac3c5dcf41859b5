"""Pictures of every screen, to look at: `python -m tests.pictures FOLDER [NAME ...]`.

Starts a team of real processes, takes each screen as phone and desktop, light
and dark, and lays all of them on one sheet. Nothing is asserted here: whether
it is beautiful, somebody has to see.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, expect, sync_playwright

from app.commands.accounts import edit_account
from app.commands.deals import delete_deal, edit_deal
from app.commands.facts import tell_fact
from app.commands.giving import say_why
from app.commands.problems import record_problem
from app.demo import _exchange, prepare_team
from app.device import open_replica, today
from app.settings import load_settings, save_settings
from sync.core.records.fact import Fact
from sync.core.spans import DAY_MS
from tests.exports import salesforce_export
from tests.spoken_notes import SAID, leave_recording
from tests.stories.conftest import ARGUMENTS, CHROMIUM, MICROPHONE
from tests.stories.notebooks import one, open_deals, rows
from tests.stories.processes import Process, app_process, server_process
from tests.stories.window import SIZES, Size, Window

Scheme = Literal["light", "dark"]
Step = Callable[[Window], None]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_REST_MS = 1500
"""A browser without a graphics card draws a full board in a second."""


_OPENS_MS = 60_000
"""A machine that does much else draws its first frame late."""
_SIGNS = {
    "/history": "history-",
    "/capture": "capture-text",
    "/customers/new": "account-save",
    "/customers/": "customer-head",
    "/customers": "customers-list",
    "/deals/new": "deal-title",
    "/deals/": "deal-field-title",
    "/deals": "deals-totals",
    "/import": "import-",
    "/me": "me-status",
    "/notes/": "spoken-",
    "/plan": "plan-save",
}
"""By what one sees that a screen is there; the first of its path's parts counts."""
_FIRST_SIGNS = {"new": "welcome-", "broken": "empty"}
"""The same for the first screen of those who do not see Today."""


@dataclass(frozen=True)
class Scene:
    """One screen: whose app, which path, and what is done before the picture."""

    name: str
    who: str
    path: str = "/"
    steps: tuple[Step, ...] = ()
    sizes: tuple[Size, ...] = ("phone", "desktop")

    @property
    def sign(self) -> str:
        """How the name of something begins that is only there once the screen is."""
        first = _FIRST_SIGNS.get(self.who, "today-")
        return next((sign for part, sign in _SIGNS.items() if part in self.path), first)


def tap(identifier: str) -> Step:
    def step(window: Window) -> None:
        window.press(window.starting_with(identifier).first)

    return step


def beside(identifier: str) -> Step:
    """Tap something that has a button on it, on its left."""
    return lambda window: window.find(identifier).click(position={"x": 120, "y": 30})


def typed(identifier: str, words: str) -> Step:
    return lambda window: window.type(identifier, words)


def seen(identifier: str) -> Step:
    """Wait until something is there."""

    def step(window: Window) -> None:
        expect(window.starting_with(identifier).first).to_be_visible(timeout=_OPENS_MS)

    return step


def held(identifier: str) -> Step:
    """Keep a finger on something until the picture is taken."""
    return lambda window: window.holding(identifier).__enter__()


def picked(files: Sequence[Path]) -> Step:
    """Choose files in the browser's own dialog."""

    def step(window: Window) -> None:
        with window.page.expect_file_chooser() as choosing:
            window.tap("import-pick")
        choosing.value.set_files(files)

    return step


SPEAKING = seen("recording-speaking")


def _own_table(folder: Path) -> Path:
    """Write a list as a team keeps it: some people are here already, some rows are bad."""
    here = rows(
        folder / "rep",
        "SELECT c.name, a.name, c.phone FROM contact c JOIN account a ON a.id = account_id LIMIT 6",
    )
    lines = ["Name;Firma;Telefon;E-Mail;Ort;Geburtstag;Notizen"]
    lines += [f"{name};{firm};{phone};;Leeds;;Fair, spring" for name, firm, phone in here]
    lines += [f"Lena Storm {n};Harbour Tools {n % 7};0113 496 {n:04};;Hull;;" for n in range(60)]
    lines += ["Ida Bright;Harbour Tools 1", ";;0113 4960999;;;;", '"Tom "Quick;Harbour;;;;;']
    path = folder / "fair contacts.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _import_scenes(folder: Path) -> Iterator[Scene]:
    pick = picked(sorted(salesforce_export(folder / "export", deals=60).glob("*.csv")))
    yield Scene("import", "rep", "/import")
    yield Scene("import preview", "rep", "/import", (pick,))
    table = picked([_own_table(folder)])
    yield Scene("import table", "rep", "/import", (table,))
    yield Scene("import columns", "rep", "/import", (table, tap("import-columns-")))
    yield Scene("import look", "rep", "/import", (table, tap("import-look")))
    yield Scene("import row", "rep", "/import", (table, tap("import-look"), tap("import-fix-")))
    yield Scene("import doubts", "rep", "/import", (table, tap("import-doubts")))
    yield Scene("import report", "rep", "/import", (pick, tap("import-go")))
    yield Scene("import earlier", "rep", "/import")


def scenes(folder: Path) -> Iterator[Scene]:
    """Return every screen worth a look, in the order a new person meets them."""
    deal = open_deals(folder / "rep")[0]
    customer = one(folder / "rep", "SELECT account_id FROM deal WHERE id = ?", deal)
    name = one(folder / "rep", "SELECT name FROM account WHERE id = ?", customer)
    at_customer, at_deal = f"/customers/{customer}", f"/deals/{deal}"
    written_twice = "SELECT about_id FROM conflict WHERE field = ?"
    twice, gone = (
        f"/deals/{one(folder / 'rep', written_twice, field)}"
        for field in ("amount_minor", "deleted")
    )
    contested = one(folder / "rep", written_twice, "must_know")
    note = "Called about the quote, they want it by Friday with the longer warranty"
    yield Scene("welcome", "new")
    yield Scene("alone", "new", steps=(tap("welcome-alone"),))
    yield Scene("join", "new", steps=(tap("welcome-join"),))
    yield Scene("sign in", "new", steps=(tap("welcome-join"), tap("join-other")))
    yield Scene("trouble", "broken")
    yield Scene("today", "rep")
    yield Scene("today manager", "manager")
    yield Scene("today large", "large")
    yield Scene("plan", "rep", "/plan")
    yield Scene("customers", "rep", "/customers")
    yield Scene("customers large", "large", "/customers")
    yield Scene("customers found", "rep", "/customers", (typed("customers-search", name[:4]),))
    yield Scene("customer", "rep", at_customer)
    yield Scene("customer large", "large", at_customer)
    yield Scene("customer edit", "rep", at_customer, (tap("customer-edit"),))
    yield Scene("customer new", "rep", "/customers/new")
    yield Scene("deals", "rep", "/deals")
    yield Scene("deals large", "large", "/deals")
    yield Scene("deals board", "manager", "/deals", (tap("deals-as-board"),), ("desktop",))
    yield Scene("deal", "rep", at_deal)
    yield Scene("deal large", "large", at_deal)
    yield from own_deals(folder, at_deal)
    yield Scene("deal written twice", "rep", twice)
    yield Scene("deal deleted", "rep", gone)
    yield Scene("history", "rep", f"{twice}/history")
    yield Scene("customer written twice", "rep", f"/customers/{contested}")
    yield Scene("deal new", "rep", f"/deals/new?account={customer}")
    yield Scene("capture", "rep", "/capture")
    yield Scene("capture typed", "rep", f"{at_customer}/capture", (typed("capture-text", note),))
    yield Scene("me", "rep", "/me")
    yield Scene("me large", "large", "/me")
    yield Scene("invite", "manager", "/me", (tap("invite-open"),))
    made = (tap("invite-open"), typed("invite-name", "Cat Lind"), tap("invite-make"))
    yield Scene("invitation", "manager", "/me", made)
    yield Scene("seen", "rep", "/me", (tap("me-seen"),))
    yield from looking_alike(name)
    yield from changed_hands(folder)
    yield from writing_down(folder)
    yield Scene("password", "rep", "/me", (tap("me-password"),))
    yield from _import_scenes(folder)


def looked_after(folder: Path) -> Iterator[Scene]:
    """Return the screens of a customer who has bought, and has a problem now."""
    deal = open_deals(folder / "rep")[3]
    customer = one(folder / "rep", "SELECT account_id FROM deal WHERE id = ?", deal)
    problem = one(
        folder / "rep",
        "SELECT id FROM problem WHERE account_id = ? ORDER BY created_ms DESC",
        customer,
    )
    at = f"/customers/{customer}"
    yield Scene("customer cared for", "rep", at)
    yield Scene("customer cared for large", "large", at)
    yield Scene("problem", "rep", at, (beside(f"problem-{problem}"),))
    yield Scene("problem new", "rep", at, (tap("problem-new"),))
    yield Scene("little things", "rep", at, (tap("little-edit"),))
    yield Scene("renewals", "rep", "/customers", (tap("customers-renewals"),))


def looking_alike(name: str) -> Iterator[Scene]:
    """Return the screens about customers that may be the same; one begins as `name` does."""
    yield Scene("same", "rep", "/me", (seen("me-same"), tap("me-same")))
    yield Scene("same large", "large", "/me", (seen("me-same"), tap("me-same")))
    known = (typed("account-name", name), seen("account-known"))
    yield Scene("customer known", "rep", "/customers/new", known)


def speaking() -> Iterator[Scene]:
    """Return the sheet of a recording; what these leave behind is filed, so they come last."""
    yield Scene("recording", "rep", "/customers", (held("capture"), SPEAKING))
    yield Scene("recording hands-free", "rep", "/capture", (tap("capture-speak"), SPEAKING))


def own_deals(folder: Path, at_deal: str) -> Iterator[Scene]:
    """Return what a person does with their own list, and how those who lead shape it."""
    first = open_deals(folder / "rep")[3]
    pin = (tap(f"deal-menu-{first}"), lambda window: window.press(window.text("Pin on top")))
    yield Scene("deals pinned", "rep", "/deals", pin)
    yield Scene("deals quiet", "rep", "/deals", (tap("deals-quiet-action"),))
    more = (tap("deal-more"), tap("deal-means"), tap("line-add"))
    yield Scene("deal more", "rep", at_deal, more)
    yield Scene("deal won", "rep", f"/deals/{first}", (tap("deal-stage-stage-won"),))
    yield Scene("stages", "manager", "/me", (tap("me-stages"),))


def changed_hands(folder: Path) -> Iterator[Scene]:
    """Return the screens of a deal that the manager has given to the rep."""
    given = one(folder / "rep", "SELECT id FROM deal WHERE given_why <> ''")
    yield Scene("given", "rep", f"/deals/{given}")
    yield Scene("given away", "manager", f"/deals/{given}")
    yield Scene("given why", "manager", f"/deals/{given}", (tap(f"given-{given}-say"),))


def writing_down(folder: Path) -> Iterator[Scene]:
    """Return the screens of who has spoken two notes and nothing to write the second down with."""
    at = folder / "speaker"
    waits = one(at, "SELECT id FROM note WHERE transcription = 'pending'")
    said = one(at, "SELECT id FROM note WHERE transcription = 'done'")
    customer = one(at, "SELECT account_id FROM note WHERE id = ?", waits)
    yield Scene("spoken today", "speaker")
    yield Scene("spoken", "speaker", f"/notes/{said}")
    yield Scene("spoken waits", "speaker", f"/notes/{waits}")
    yield Scene("spoken in timeline", "speaker", f"/customers/{customer}")
    yield Scene("writing down", "speaker", "/me", (tap("me-speech"),))


def prepare(folder: Path, stack: ExitStack) -> dict[str, Process]:
    """Start a server, and the apps of everybody in the pictures."""
    server = server_process(folder / "server")
    server.start()
    stack.callback(server.stop)
    prepare_team(folder, server.url, deals=120, people=("manager", "rep", "large", "speaker"))
    settings = load_settings(folder / "large")
    save_settings(folder / "large", replace(settings, text_scale=2.0))
    write_twice(folder)
    care_for(folder)
    for words in ("", SAID):
        leave_recording(folder / "speaker", words)
    (folder / "broken" / "rapport.db").mkdir(parents=True)
    apps = {
        who: app_process(folder / who)
        for who in ("new", "broken", "rep", "manager", "large", "speaker")
    }
    for app in apps.values():
        app.start()
        stack.callback(app.stop)
    return apps


def write_twice(folder: Path) -> None:
    """Have the rep and the manager change the same things without seeing each other."""
    deal, gone = open_deals(folder / "rep")[1:3]
    account = one(folder / "rep", "SELECT account_id FROM deal WHERE id = ?", deal)
    rep, manager = open_replica(folder / "rep"), open_replica(folder / "manager")
    mine, theirs = "Ring at the side door, ask for Mr Roth.", "Deliveries before nine only."
    with rep.transaction() as writer:
        edit_deal(writer, deal, amount_minor=4_500_000, title="Two ovens and a mill")
        edit_account(writer, account, must_know=mine)
        edit_deal(writer, gone, title="Bean subscription, all three cafés")
    with manager.transaction() as writer:
        edit_deal(writer, deal, amount_minor=5_200_000)
        edit_account(writer, account, must_know=theirs)
        delete_deal(writer, gone)
    for replica in (manager, rep, manager):
        _exchange(replica)
    with manager.transaction() as writer:
        edit_deal(writer, deal, owner_id=manager.state().user_id)
    with manager.transaction() as writer:
        edit_deal(writer, deal, owner_id=rep.state().user_id)
    with manager.transaction() as writer:
        say_why(writer, "deal", deal, "You know them from last year.")
    for replica in (manager, rep):
        _exchange(replica)
        replica.close()


def care_for(folder: Path) -> None:
    """Have the rep know a lot about a customer: what is new, what is wrong, what they like."""
    rep = open_replica(folder / "rep")
    deal = open_deals(folder / "rep")[3]
    account = one(folder / "rep", "SELECT account_id FROM deal WHERE id = ?", deal)
    soon = (today() + timedelta(days=24)).isoformat()
    with rep.transaction() as writer:
        record_problem(writer, account, "The second grinder stops when it gets hot")
        tell_fact(writer, account, "The daughter takes over in January")
        old = tell_fact(writer, account, "Their landlord is selling the house").id
        writer.edit(Fact, old, told_ms=writer.now_ms - 150 * DAY_MS)
        edit_account(
            writer,
            account,
            must_know="Deliveries through the yard only; the floor at the front is new.",
            hours="From seven; the kitchen is busy from eleven to two",
            gate_code="4711",
            favourites="Espresso without sugar, and a word about football",
            renews_on=soon,
        )
    _exchange(rep)
    rep.close()
    large = open_replica(folder / "large")
    _exchange(large)
    large.close()


def take(window: Window, scene: Scene, scheme: Scheme, to: Path) -> None:
    """Take one picture; a step that does not work leaves a picture of what was there."""
    try:
        window.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        window.open(scene.path)
        seen(scene.sign)(window)
        for step in scene.steps:
            step(window)
        window.page.wait_for_timeout(_REST_MS)
    except Exception as error:  # noqa: BLE001  # the other pictures are wanted all the same
        print(f"  {scene.name}: {str(error).splitlines()[0]}", file=sys.stderr)
    finally:
        window.picture(to)
        window.close()


def sheet(browser: Browser, names: Sequence[str], folder: Path) -> Path:
    """Lay all pictures on one sheet, a screen a row."""
    shots = list(product(SIZES, SCHEMES))
    table = "".join(
        f"<h2>{name}</h2><div>"
        + "".join(f'<img src="{_file(name, size, scheme)}">' for size, scheme in shots)
        + "</div>"
        for name in names
    )
    style = "body{font:16px sans-serif;background:#999}div{display:flex;gap:12px}img{height:420px}"
    page_file = folder / "index.html"
    page_file.write_text(f"<!doctype html><title>Rapport</title><style>{style}</style>{table}")
    page = browser.new_page(viewport={"width": 1760, "height": 800})
    page.goto(page_file.as_uri())
    page.screenshot(path=folder / "sheet.png", full_page=True)
    return folder / "sheet.png"


def _file(name: str, size: Size, scheme: Scheme) -> str:
    return f"{name.replace(' ', '-')}-{size}-{scheme}.png"


def main(to: Path, wanted: Sequence[str]) -> None:
    """Take the pictures whose names are wanted; all of them when none is named."""
    to.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=8_000)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        apps = prepare(Path(name), stack)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, *MICROPHONE]
        )
        stack.callback(browser.close)
        shown = (*scenes(Path(name)), *looked_after(Path(name)), *speaking())
        taken = [s for s in shown if not wanted or s.name in wanted]
        for scene in taken:
            print(scene.name)
            for size, scheme in product(scene.sizes, SCHEMES):
                window = Window(browser, apps[scene.who].url, size)
                take(window, scene, scheme, to / _file(scene.name, size, scheme))
        print(sheet(browser, [scene.name for scene in taken], to))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
