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
}
