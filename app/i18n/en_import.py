"""English for what is brought in from elsewhere.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # import: customers, people and deals from elsewhere
    "import.added": "{count} new",
    "import.arrived": "What arrived",
    "import.bringing": "Bringing them in",
    "import.choose": "Choose files",
    "import.choose_others": "Choose other files",
    "import.dates": "What does 3/4 mean in these files?",
    "import.dates_day": "3 April",
    "import.dates_month": "4 March",
    "import.deleted": "{count} deleted in the other system",
    "import.error.damaged": (
        "This is not a whole table: more than {count} rows are broken. Nothing of it was "
        "brought in. Export it again and try that file."
    ),
    "import.error.damaged_file": (
        "This file is damaged, so nothing of it was brought in. Export it again and try that file."
    ),
    "import.error.empty": "There is nothing in this file. Export it again, or pick another one.",
    "import.error.file": (
        "This file could not be read. Nothing of it was brought in. Export it again and try "
        "that file."
    ),
    "import.error.load_plan": (
        "This file only names other files. Pick those: they hold the customers and people."
    ),
    "import.error.long_line": (
        "Line {line} is longer than any row of an export, so nothing of this file was brought "
        "in. Export it again and try that file."
    ),
    "import.error.missing": "This file could not be opened. Pick it once more.",
    "import.error.not_text": (
        "This is no table and no address book. Nothing of it was brought in. In your old system,"
        " choose CSV or Excel when you export."
    ),
    "import.error.spreadsheet": (
        "This is an older kind of spreadsheet. Open it, save it as .xlsx or CSV, and pick that"
        " file."
    ),
    "import.error.too_large": (
        "This file is larger than {limit_mb} MB. Export fewer rows at a time."
    ),
    "import.error.unknown_table": (
        "Nothing in its first line says that it holds customers, people or deals, so nothing of "
        "it was brought in."
    ),
    "import.file": "{system}, {what}",
    "import.files": "Files",
    "import.first": "The first {count} are listed.",
    "import.go": "Bring them in",
    "import.how": (
        "Nothing is written before you have seen what would arrive. You can pick the same files"
        " again: what is here already is left as it is."
    ),
    "import.kept": "brought in without it",
    "import.kind.account.one": "{count} customer",
    "import.kind.account.other": "{count} customers",
    "import.kind.contact.one": "{count} person",
    "import.kind.contact.other": "{count} people",
    "import.kind.deal.one": "{count} deal",
    "import.kind.deal.other": "{count} deals",
    "import.kind.follow_up.one": "{count} follow-up",
    "import.kind.follow_up.other": "{count} follow-ups",
    "import.kind.note.one": "{count} note",
    "import.kind.note.other": "{count} notes",
    "import.kind.pipeline.one": "{count} pipeline",
    "import.kind.pipeline.other": "{count} pipelines",
    "import.kind.product.one": "{count} product",
    "import.kind.product.other": "{count} products",
    "import.kind.stage.one": "{count} stage",
    "import.kind.stage.other": "{count} stages",
    "import.kind.user.one": "{count} colleague",
    "import.kind.user.other": "{count} colleagues",
    "import.left_out": "Left out: {columns}",
    "import.look.one": "{count} row wants a look",
    "import.look.other": "{count} rows want a look",
    "import.not_kept": "not brought in",
    "import.nothing": "Nothing to bring in",
    "import.nothing_new": "Nothing new: all of it is here already.",
    "import.nothing_read": "None of these files could be read. Nothing was changed.",
    "import.own_table": "Table",
    "import.partly": (
        "What was brought in before stays. Bring them in once more to go on from there."
    ),
    "import.pick": "Bring in customers",
    "import.place": "{file}, line {line}",
    "import.preview": "This would arrive",
    "import.preview_why.one": (
        "{count} customer, person or deal is new or changed. Nothing is written yet."
    ),
    "import.preview_why.other": (
        "{count} customers, people and deals are new or changed. Nothing is written yet."
    ),
    "import.progress": "{done} of {total} rows",
    "import.reading": "Reading the files",
    "import.reason.account_ambiguous": (
        "Several customers have this name, so this was not tied to one."
    ),
    "import.reason.account_not_found": (
        "Its customer is not in these files and not here, so this was not tied to one."
    ),
    "import.reason.amount": "This is not an amount.",
    "import.reason.card_cut": "The card has no end: the file was cut off within it.",
    "import.reason.contact_ambiguous": (
        "Several people have this name, so none of them was chosen."
    ),
    "import.reason.contact_not_found": (
        "Its person is not in these files and not here, so none was chosen."
    ),
    "import.reason.currency": "This is not a currency.",
    "import.reason.date": "This is not a day on the calendar, or it could be two.",
    "import.reason.no_id": (
        "The row has no number of its own, so it could not be told from the others."
    ),
    "import.reason.no_name": "The row has no name.",
    "import.reason.no_title": "The row has no title.",
    "import.reason.no_text": "The row has no words.",
    "import.reason.nul": "The row holds signs that no text has.",
    "import.reason.owner_ambiguous": (
        "Several colleagues have this name, so nobody was named as owner."
    ),
    "import.reason.owner_not_found": (
        "Its owner is not in these files and not here, so nobody was named as owner."
    ),
    "import.reason.parent_ambiguous": (
        "Several companies have this name, so none was chosen as its parent company."
    ),
    "import.reason.parent_not_found": "Its parent company is not in these files and not here.",
    "import.reason.product_ambiguous": "Several products have this name, so none was chosen.",
    "import.reason.product_not_found": (
        "Its product is not in these files and not here, so none was chosen."
    ),
    "import.reason.quotes": (
        "A quotation mark is never closed, so the rows behind it ran together."
    ),
    "import.reason.repeated": "The same row stands in the files twice. The first one was taken.",
    "import.reason.stage_missing": "Your team has no such stage, and only a manager can add one.",
    "import.reason.too_few_cells": "The row has fewer columns than the first line.",
    "import.reason.too_many_cells": "The row has more columns than the first line.",
    "import.refused": "{count} not taken",
    "import.report": "They are here",
    "import.report_why.one": "{count} customer, person or deal has arrived.",
    "import.report_why.other": "{count} customers, people and deals have arrived.",
    "import.same": "{count} already here",
    "import.sum": "Sum of the deals",
    "import.unlook": "Back to the summary",
    "import.updated": "{count} changed",
    "import.why": (
        "Pick what you exported: from Salesforce, HubSpot, Zoho, Pipedrive or Atomic CRM, Excel "
        "and CSV tables, or the contacts of a phone (vCard). All at once is best."
    ),
    "import.without_account.one": "{count} deal has no customer.",
    "import.without_account.other": "{count} deals have no customer.",
    "import.without_contact.one": "{count} deal names no person.",
    "import.without_contact.other": "{count} deals name no person.",
    "import.without_owner.one": "{count} deal has no owner.",
    "import.without_owner.other": "{count} deals have no owner.",
    "import.working": "You can go on working meanwhile.",
    "import.would": "What would arrive",
}
