"""English for taking everything out, and bringing it back.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # archive: everything in one file
    "archive.call": "Call: {customer}",
    "archive.done": "Done: {text}",
    "archive.error.archive": "That did not work. Nothing was changed here. Try once more.",
    "archive.error.damaged": (
        "This file is cut off or was changed since Rapport wrote it ({place}). Nothing was "
        "changed here. Copy it again from where it was kept, or pick an older one."
    ),
    "archive.error.foreign": (
        "This is not a file that Rapport wrote. Nothing was changed here. Pick the zip file "
        "from “Take everything with you”."
    ),
    "archive.error.huge": (
        "This file would unpack to more than there is room for here. Nothing was changed. Pick "
        "another one, or free some space."
    ),
    "archive.error.newer": (
        "A newer Rapport wrote this file. Nothing was changed here. Update this app, then bring "
        "it back."
    ),
    "archive.error.not_empty": (
        "Somebody uses Rapport here already, and nothing of theirs is written over. Sign out "
        "first, or bring it back on another device."
    ),
    "archive.error.nothing": "There is nothing here yet that could be taken along.",
    "archive.exported": "{entries} entries and {files} recordings and photos are in {file}.",
    "archive.exported_without.one": (
        "{count} recording or photo was never on this device and is not in it: open it in the app "
        "once, then export again."
    ),
    "archive.exported_without.other": (
        "{count} recordings or photos were never on this device and are not in it: open them in "
        "the app once, then export again."
    ),
    "archive.readme": """\
Everything from Rapport: {entries} entries, {files} recordings and photos.

rapport.json   Everything, each field with the moment it was written and by which
               device, what was deleted, what lost to a later edit, and what still
               waited to be sent. Rapport reads this back: on the welcome screen of
               an empty Rapport choose "Bring it back", or run
                   rapport restore THIS-FILE.zip
               It is JSON, one entry to a line:
                   ["deal", id, when its fields were written, its fields]
               The moments are hexadecimal: 12 digits of milliseconds since 1970, 4 of
               a counter, 5 of the device. Amounts are in the smallest unit (cents),
               times in milliseconds since 1970.

tables/        One table for each kind of entry, for any spreadsheet. Amounts are in
               whole units, moments are in UTC, and beside the id of another entry
               stands its name. What was deleted is left out. Words that a spreadsheet
               would take for a formula have an apostrophe before them.

people.vcf     Customers and people, for any address book.

calendar.ics   Visits, calls and next steps, for any calendar. Next steps take a whole
               day. Reading a newer one later moves them and adds nothing twice.

files/         Recordings and photos. Each name begins with the first twelve digits of
               the file's SHA-256; rapport.json says to what it belongs (sha256 of an
               attachment).

This file is not locked: whoever has it can read it all. Keep it like the notebook itself.
""",
    "archive.restored": "{entries} entries and {files} recordings and photos are back, as {name}.",
    "archive.somebody": "somebody",
    "archive.visit": "Visit: {customer}",
    # back: everything brought back into an empty app
    "back.pick": "Choose the file",
    "back.title": "Bring it back",
    "back.why": (
        "Choose the zip file that “Take everything with you” made. Everything comes back as it "
        "was: customers, words, recordings, and what was not sent yet."
    ),
    "back.working": "Bringing everything back. Please leave this open.",
    # erase: a customer, for good
    "erase.account.one": "{count} other that is the same customer",
    "erase.account.other": "{count} others that are the same customer",
    "erase.ask": "Erase for good",
    "erase.attachment.one": "{count} recording or photo",
    "erase.attachment.other": "{count} recordings and photos",
    "erase.contact.one": "{count} person",
    "erase.contact.other": "{count} people",
    "erase.deal.one": "{count} deal",
    "erase.deal.other": "{count} deals",
    "erase.differs": "Type “{name}” just as it is written, so that nobody else goes by mistake.",
    "erase.done": "{name} is erased.",
    "erase.done_team": "{name} is erased here, and on every other device when it next goes online.",
    "erase.follow_up.one": "{count} promise",
    "erase.follow_up.other": "{count} promises",
    "erase.go": "Erase for good",
    "erase.note.one": "{count} note",
    "erase.note.other": "{count} notes",
    "erase.rest.one": "{count} other thing",
    "erase.rest.other": "{count} other things",
    "erase.title": "{name} goes for good, with everything about them:",
    "erase.type": "Type “{name}” to go on",
    "erase.visit.one": "{count} visit or call",
    "erase.visit.other": "{count} visits and calls",
    "erase.why": (
        "This cannot be undone. It goes from the team's server and from everybody's devices, and "
        "what was said of them before goes, too. That it happened, and that it was you, is kept. "
        "What other customers' notes say of them in passing stays, and so do backups and files "
        "that somebody keeps elsewhere."
    ),
    # erased: what an admin may have to show of it
    "erased.customers.one": "{count} customer",
    "erased.customers.other": "{count} customers that were one",
    "erased.records.one": "{count} thing went",
    "erased.records.other": "{count} things went",
    "erased.section": "Erased for good",
    "erased.somebody": "Somebody who left",
    # source: a new server from this device
    "source.join": "Join the new server",
    "source.step_1": "1. Bring {file} to the computer that will be the new server.",
    "source.step_2": "2. There, run: rapport serve --from “{file}”. It shows a code for you.",
    "source.step_3": (
        "3. Join it with that code, and give the others theirs; they join it in the same place. "
        "What anybody else had comes with them, and nothing is there twice."
    ),
    "source.title": "The server is gone for good",
    "source.why": (
        "Nothing is lost: this device has all that you may see. Make a file of it, and a new "
        "server begins where the old one ended. Best done by an admin, who sees most."
    ),
    # take: everything in one file
    "take.download": "Download",
    "take.download_done": "{file} is on its way to your downloads.",
    "take.inside": (
        "Tables for any spreadsheet, all contacts, a calendar, recordings and photos, and one "
        "file that Rapport reads back. It works without signal."
    ),
    "take.made": "{entries} entries, {files} recordings and photos, {size} MB",
    "take.make": "Make the file",
    "take.missing.one": (
        "{count} recording or photo is not on this device and is not in it. Open it here once, "
        "then make the file again."
    ),
    "take.missing.other": (
        "{count} recordings or photos are not on this device and are not in it. Open them here "
        "once, then make the file again."
    ),
    "take.save": "Save as",
    "take.save_done": "Saved: {file}",
    "take.share": "Share or save",
    "take.share_done": "{file} was handed over.",
    "take.title": "Take everything with you",
    "take.unlocked": "The file is not locked: whoever has it can read it all.",
    "take.why": (
        "Everything of yours in one file: to keep, to move to another device, or to leave with."
    ),
    "take.working": "Gathering everything. Please leave this open.",
}
