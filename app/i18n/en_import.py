"""English for what is brought in from elsewhere.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # import: customers, people and deals from elsewhere
    "import.again": "Bring them in again",
    "import.all_same": "All of them are the same",
    "import.and_more.one": "{file} and {count} more",
    "import.and_more.other": "{file} and {count} more",
    "import.as_new": "Somebody new",
    "import.added": "{count} new",
    "import.arrived": "What arrived",
    "import.bringing": "Bringing them in",
    "import.choose": "Choose files",
    "import.choose_others": "Choose other files",
    "import.columns": "Columns of {table}",
    "import.columns_cut": "Only the first {most} columns are read.",
    "import.columns_why": (
        "What each column means. The next file with these columns is read the same way."
    ),
    "import.dates": "What does 3/4 mean in these files?",
    "import.dates_day": "3 April",
    "import.dates_month": "4 March",
    "import.deleted": "{count} deleted in the other system",
    "import.doubts.one": "{count} may be here already",
    "import.doubts.other": "{count} may be here already",
    "import.doubts_why": (
        "They look like somebody you have. What is the same is not doubled: what is here stays, "
        "and gaps are filled."
    ),
    "import.each_row": "Each row is",
    "import.earlier": "Earlier imports",
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
    "import.fix": "Set this row right",
    "import.fix_save": "Save this row",
    "import.go": "Bring them in",
    "import.go_on": "Go on",
    "import.how": (
        "Nothing is written before you have seen what would arrive. You can pick the same files"
        " again: what is here already is left as it is."
    ),
    "import.is.account": "A customer",
    "import.is.contact": "A person",
    "import.is.deal": "A deal",
    "import.is.deal_line": "A line of a deal",
    "import.is.follow_up": "A follow-up",
    "import.is.note": "A note",
    "import.is.nothing": "Left out",
    "import.is.product": "A product",
    "import.is.user": "A colleague",
    "import.kept": "brought in without it",
    "import.kind.account.one": "{count} customer",
    "import.kind.account.other": "{count} customers",
    "import.kind.contact.one": "{count} person",
    "import.kind.contact.other": "{count} people",
    "import.kind.deal.one": "{count} deal",
    "import.kind.deal.other": "{count} deals",
    "import.kind.deal_line.one": "{count} line of a deal",
    "import.kind.deal_line.other": "{count} lines of deals",
    "import.kind.follow_up.one": "{count} follow-up",
    "import.kind.follow_up.other": "{count} follow-ups",
    "import.kind.note.one": "{count} note",
    "import.kind.note.other": "{count} notes",
    "import.kind.nothing.one": "left out",
    "import.kind.nothing.other": "left out",
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
    "import.look_again": "Look again",
    "import.look_why": "Set a row right here, or bring in the others and leave it.",
    "import.means": "What {column} means",
    "import.means.account_id": "Customer's number",
    "import.means.active": "Still in the team",
    "import.means.amount": "Amount",
    "import.means.birthday": "Birthday",
    "import.means.city": "Town",
    "import.means.close": "Day it closed or should",
    "import.means.code": "Product code",
    "import.means.company": "Customer",
    "import.means.contact_id": "Person's number",
    "import.means.country": "Country",
    "import.means.created": "Day it was made",
    "import.means.currency": "Currency",
    "import.means.deal": "Deal",
    "import.means.deal_id": "Deal's number",
    "import.means.discount": "Discount",
    "import.means.done": "Day it was done",
    "import.means.due": "Day it is due",
    "import.means.email": "E-mail",
    "import.means.expected": "Day it should close",
    "import.means.first": "First name",
    "import.means.id": "Number of the row",
    "import.means.industry": "Industry",
    "import.means.jobtitle": "Job title",
    "import.means.last": "Last name",
    "import.means.lost_on": "Day it was lost",
    "import.means.mobile": "Mobile",
    "import.means.nothing": "Left out",
    "import.means.owner": "Colleague",
    "import.means.owner_id": "Colleague's number",
    "import.means.parent": "Parent company",
    "import.means.person": "Person",
    "import.means.phone": "Phone",
    "import.means.photo": "Photo",
    "import.means.pipeline": "Pipeline",
    "import.means.postcode": "Postcode",
    "import.means.price": "Price",
    "import.means.probability": "Chance",
    "import.means.product": "Product",
    "import.means.product_id": "Product's number",
    "import.means.quantity": "How many",
    "import.means.reason": "Why it was won or lost",
    "import.means.region": "Region",
    "import.means.stage": "Stage",
    "import.means.status": "Open, won or lost",
    "import.means.street": "Street",
    "import.means.text": "Note",
    "import.means.website": "Website",
    "import.means.won_on": "Day it was won",
    "import.no_samples": "Nothing in it",
    "import.not_kept": "not brought in",
    "import.nothing": "Nothing to bring in",
    "import.nothing_new": "Nothing new: all of it is here already.",
    "import.nothing_read": "None of these files could be read. Nothing was changed.",
    "import.own_table": "Table",
    "import.partly": (
        "What was brought in before stays. Bring them in once more to go on from there."
    ),
    "import.partly_back": (
        "What was taken back stays so. Take it back once more to go on from there."
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
    "import.progress_back": "{done} of {total} taken back",
    "import.reading": "Reading the files",
    "import.reason.account_ambiguous": (
        "Several customers have this name, so this was not tied to one."
    ),
    "import.reason.account_not_found": (
        "Its customer is not in these files and not here, so this was not tied to one."
    ),
    "import.reason.amount": "This is not an amount.",
    "import.reason.another": (
        "Its number means somebody else here. If it is the same, say so under who may be here "
        "already; if this is another list, give it other numbers."
    ),
    "import.reason.card_cut": "The card has no end: the file was cut off within it.",
    "import.reason.contact_ambiguous": (
        "Several people have this name, so none of them was chosen."
    ),
    "import.reason.contact_not_found": (
        "Its person is not in these files and not here, so none was chosen."
    ),
    "import.reason.currency": "This is not a currency.",
    "import.reason.date": "This is not a day on the calendar, or it could be two.",
    "import.reason.deal_ambiguous": "Several deals have this title, so none was chosen.",
    "import.reason.deal_missing": "The deal of this line is not in these files and not here.",
    "import.reason.deal_not_found": "Its deal is not in these files and not here.",
    "import.reason.erased": (
        "This customer was erased here, and all that belonged to them. Nothing of them is brought"
        " back."
    ),
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
    "import.recalled": "Columns, as last time",
    "import.refused": "{count} not taken",
    "import.report": "They are here",
    "import.report_why.one": "{count} customer, person or deal has arrived.",
    "import.report_why.other": "{count} customers, people and deals have arrived.",
    "import.run_done": "{added} new, {changed} changed",
    "import.run_open": "stopped at {done} of {total} rows",
    "import.run_undoing": "half taken back",
    "import.run_undone": "taken back",
    "import.same": "{count} already here",
    "import.same_as": "The same: {name}",
    "import.see_columns": "Columns",
    "import.sum": "Sum of the deals",
    "import.take_back": "Take it all back",
    "import.undoing": "Taking it back",
    "import.undone": "It is taken back",
    "import.undone_kept.one": (
        "All is as it was before, but for {count} that somebody changed or used since: it stays."
    ),
    "import.undone_kept.other": (
        "All is as it was before, but for {count} that somebody changed or used since: they stay."
    ),
    "import.undone_why": "All is as it was before.",
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
