"""Every screen, in the order a new person meets them."""

from collections.abc import Iterator
from pathlib import Path

from tests.exports import salesforce_export
from tests.pictures.scene import Scene, beside, held, picked, seen, tap, typed
from tests.stories.notebooks import one, open_deals, rows

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
