"""English. Keys sorted within each section; a section is the screen or widget it serves.

Write as one person to another: plain, short, kind. Counted texts need `.one` and
`.other`. `tests/app/test_catalog.py` names the words that never appear here.
"""

from typing import Final

from app.i18n import en_dictation, en_speech, en_spoken
from app.i18n.language import Language, one_or_other

TEXTS: Final = {
    # alone: start without a team
    "alone.currency": "You sell in",
    "alone.go": "Start",
    "alone.name": "What is your name?",
    "alone.name_missing": "Please write your name. It stands beside your notes.",
    "alone.title": "Start on your own",
    "alone.why": "Two answers, then you write your first note.",
    # capture: the one gesture
    "capture.another": "Start another",
    "capture.call": "Call",
    "capture.close": "Close. What you wrote is kept.",
    "capture.deal_untitled": "Deal without a name",
    "capture.found": "You wrote this {when} and have not saved it yet.",
    "capture.keys": "Ctrl+Enter saves. Escape closes and keeps what you wrote.",
    "capture.new_customer": "A new customer",
    "capture.next_step": "Next step",
    "capture.no_customer": "Which customer is this about? Your words are safe.",
    "capture.saved": "Saved on this phone",
    "capture.saved_here": "Saved on this computer",
    "capture.search": "Search or add",
    "capture.someone": "Someone else",
    "capture.step_label": "What did you promise?",
    "capture.visit": "Visit",
    "capture.who": "Which customer?",
    "capture.why_open": "You had them open",
    "capture.why_planned": "You planned to be there about now",
    "capture.why_recent": "You spoke with them lately",
    "capture.words_call": "What did you talk about?",
    "capture.words_visit": "What did they say? What did they agree to?",
    # clash: two people wrote the same thing unseen
    "clash.author": "{lost}. {kept} later, and that is kept.",
    "clash.bring_back": "Bring it back",
    "clash.brought_back": "It is back",
    "clash.chose": "{name} chose {value}",
    "clash.chose_you": "You chose {value}",
    "clash.comes_back": "It was deleted since. “{use}” brings it back.",
    "clash.delete": "Delete it",
    "clash.deleted": "Changed and deleted",
    "clash.deleted_again": "Deleted",
    "clash.deletion_lost_author": (
        "You deleted this. {name} changed it later, so it is still here."
    ),
    "clash.deletion_lost_both": (
        "You deleted this on one device and changed it on another later. It is still here."
    ),
    "clash.deletion_lost_keeper": (
        "{name} deleted this without seeing your change. It is still here."
    ),
    "clash.dismiss": "Fine as it is",
    "clash.edit_lost_author": "You changed this. {name} deleted it later.",
    "clash.edit_lost_both": "You changed this on one device and deleted it on another later.",
    "clash.edit_lost_keeper": "{name} changed this, and you deleted it without seeing that.",
    "clash.emptied": "{name} left it empty",
    "clash.emptied_you": "You left it empty",
    "clash.from_here": "From this device",
    "clash.from_there": "From another device",
    "clash.gone_since": "It was deleted since.",
    "clash.is_kept": "{who}, kept",
    "clash.keeper": "{lost} without seeing yours. {kept} later, and that is kept.",
    "clash.later_version": "Something from a later version of Rapport",
    "clash.left": "Left as it is",
    "clash.none_why": (
        "When two people change the same thing without seeing each other, both values stand here."
    ),
    "clash.now": "Now it says {value}.",
    "clash.now_empty": "Now it is empty.",
    "clash.own_elsewhere": (
        "{lost} on another device. {kept} on this one later, and that is kept."
    ),
    "clash.own_here": "{lost} on this device. {kept} on another one later, and that is kept.",
    "clash.read_all": "Read both",
    "clash.read_less": "Less",
    "clash.replaces": "“{use}” replaces that.",
    "clash.restored": "Changed",
    "clash.restored_mine": "Yours is back",
    "clash.someone": "Somebody",
    "clash.theirs": "{name} wrote",
    "clash.title": "Written twice",
    "clash.to_look.one": "{count} value to look at",
    "clash.to_look.other": "{count} values to look at",
    "clash.use_mine": "Use mine",
    "clash.use_other": "Use the other",
    "clash.wrote": "{name} wrote {value}",
    "clash.wrote_you": "You wrote {value}",
    "clash.yours": "You wrote",
    # cli: what the command line says
    "cli.app_at": "Rapport is open at {url}. Press Ctrl+C to stop.",
    "cli.deals_sum": "deals in all: {money}",
    "cli.exchanged": "{sent} sent, {received} received",
    "cli.invitation": (
        "{name} can join with the code {code} at {url}. It works once, within a week."
    ),
    # clock: said once when the clock of this device is off
    "clock.ahead": (
        "This device's clock is about {amount} ahead. What you write gets the right time anyway."
    ),
    "clock.behind": (
        "This device's clock is about {amount} behind. What you write gets the right time anyway."
    ),
    "clock.days.one": "{count} day",
    "clock.days.other": "{count} days",
    "clock.hours.one": "{count} hour",
    "clock.hours.other": "{count} hours",
    "clock.minutes.one": "{count} minute",
    "clock.minutes.other": "{count} minutes",
    "clock.seen": "All right",
    "clock.years.one": "{count} year",
    "clock.years.other": "{count} years",
    # common: words of buttons and fields everywhere
    "common.back": "Back",
    "common.cancel": "Cancel",
    "common.clear": "Clear",
    "common.close": "Close",
    "common.done": "Done",
    "common.more": "More",
    "common.retry": "Try again",
    "common.save": "Save",
    "common.search": "Search",
    "common.undo": "Undo",
    # customer: one customer's card and the forms that change it
    "customer.added": "Customer added",
    "customer.call": "Call",
    "customer.call_person": "Call {name}",
    "customer.cannot_open": "This device has nothing to open that with.",
    "customer.confirmed": "Confirmed {when}",
    "customer.confirmed_now": "Confirmed just now",
    "customer.deals": "Deals",
    "customer.deals_all.one": "Show {count} deal",
    "customer.deals_all.other": "Show all {count} deals",
    "customer.delete": "Delete this customer",
    "customer.deleted": "{name} deleted",
    "customer.done": "Done: {what}",
    "customer.edit": "Change the details",
    "customer.go_on": "Go on",
    "customer.gone": "This customer was deleted. Everything written about it is still here.",
    "customer.gone_editing": (
        "Somebody deleted this customer meanwhile. Your words are safe: saving brings it back."
    ),
    "customer.known": "Already here:",
    "customer.map": "Map",
    "customer.must_know": "What one must know",
    "customer.must_know_add": "Add a must-know",
    "customer.must_know_change": "Tap to change",
    "customer.must_know_hint": "Delivery only before 9. Ask for Mr Roth.",
    "customer.must_know_saved": "Saved",
    "customer.nobody": "Nobody",
    "customer.not_here": "This customer is not here",
    "customer.not_here_why": "It was given to somebody else, or it never reached this device.",
    "customer.not_read": "This customer could not be read",
    "customer.not_read_why": "Nothing is lost. Go back and open it again.",
    "customer.owner": "looked after by {name}",
    "customer.people": "People",
    "customer.people_all.one": "Show {count} person",
    "customer.people_all.other": "Show all {count} people",
    "customer.person_added": "Person added",
    "customer.person_delete": "Delete this person",
    "customer.person_deleted": "{name} deleted",
    "customer.person_edit": "Change the details",
    "customer.person_gone": (
        "Somebody deleted this person meanwhile. Your words are safe: saving brings them back."
    ),
    "customer.person_new": "New person",
    "customer.person_saved": "Saved",
    "customer.person_unfinished": "You began to change this. Tap to go on.",
    "customer.restore": "Bring it back",
    "customer.restored": "Customer is back",
    "customer.saved": "Saved",
    "customer.step_done": "Done",
    "customer.step_untitled": "Next step",
    "customer.steps": "Next steps",
    "customer.steps_all.one": "Show {count} next step",
    "customer.steps_all.other": "Show all {count} next steps",
    "customer.still_right": "Still right",
    "customer.to_all": "All customers",
    "customer.unconfirmed": "Never confirmed",
    "customer.unfinished": "You began to change this customer. Your words are kept.",
    "customer.write": "Write",
    "customer.write_person": "Write to {name}",
    # customers: the list and its search
    "customers.all.one": "{count} customer",
    "customers.all.other": "All {count} customers",
    "customers.new": "New customer",
    "customers.none": "No customers yet",
    "customers.none_why": "Add the first one, or bring them in from a file under Me.",
    "customers.open_deals.one": "{count} open deal",
    "customers.open_deals.other": "{count} open deals",
    "customers.pick": "Pick a customer",
    "customers.pick_why": "Their card opens here.",
    "customers.recent": "Recent",
    "customers.search": "Search customers, people, deals, notes",
    "customers.unnamed": "Without a name",
    # doctor: what was looked at, and what to do
    "doctor.alone": "This device belongs to no team yet, so nothing leaves it.",
    "doctor.clock": "This device's clock agrees with the server's.",
    "doctor.clock_off.one": (
        "This device's clock is {count} minute off. Nothing is lost; set it to automatic."
    ),
    "doctor.clock_off.other": (
        "This device's clock is {count} minutes off. Nothing is lost; set it to automatic."
    ),
    "doctor.database": "Sound. SQLite found no fault.",
    "doctor.disk": "{free} MB free.",
    "doctor.disk_low": (
        "Only {free} MB free. What is saved is safe; make room before more is written."
    ),
    "doctor.files.one": "{count} file waits to be sent or fetched.",
    "doctor.files.other": "{count} files wait to be sent or fetched.",
    "doctor.files_failed.one": (
        "{count} file could not be sent or fetched yet. It is safe, and tried again by itself."
    ),
    "doctor.files_failed.other": (
        "{count} files could not be sent or fetched yet. They are safe, and tried again by "
        "themselves."
    ),
    "doctor.folder": "{path} can be written.",
    "doctor.history.one": "{count} entry, unbroken, and everything is what it says.",
    "doctor.history.other": "{count} entries, unbroken, and everything is what they say.",
    "doctor.history_altered.one": (
        "{count} item at the server is not what its history says. Somebody changed it past "
        "Rapport, or a disk did. Tell whoever looks after the server."
    ),
    "doctor.history_altered.other": (
        "{count} items at the server are not what their history says. Somebody changed them "
        "past Rapport, or a disk did. Tell whoever looks after the server."
    ),
    "doctor.history_broken": (
        "The team's history is not what was written, from entry {n} on. Tell whoever looks after "
        "the server, and keep its backups."
    ),
    "doctor.history_rewritten": (
        "The team's history is not the one this device saw before: it was rewritten, or the "
        "server was put back to an older copy. If that is known, say so: rapport doctor "
        "--trust-history"
    ),
    "doctor.migrated": (
        "Brought up to version {version}. The database as it was lies beside it in {backup}."
    ),
    "doctor.migrations": "At version {version}, nothing to do.",
    "doctor.newer_server": (
        "The team's server is newer than this app. What the app does not know is kept; update it "
        "to see everything."
    ),
    "doctor.no_database": "None yet; it is made at the first start.",
    "doctor.no_speech": "Not part of this version; notes are typed.",
    "doctor.not_compared": (
        "Not compared: the team is writing just now. Everything is saved; try again in a minute."
    ),
    "doctor.older_server": (
        "The team's server is older than this app and cannot be compared with yet. What it "
        "does not know waits here until it is updated."
    ),
    "doctor.records": "Everything is what the server has.",
    "doctor.refused.one": "{count} change was not accepted. Open Me in the app to see why.",
    "doctor.refused.other": "{count} changes were not accepted. Open Me in the app to see why.",
    "doctor.repaired.one": (
        "{count} item differed from the server's and was repaired. What stood here before is "
        "in {path}."
    ),
    "doctor.repaired.other": (
        "{count} items differed from the server's and were repaired. What stood here before "
        "is in {path}."
    ),
    "doctor.server": "{url} answers.",
    "doctor.server_away": (
        "{url} does not answer. Everything is saved here and goes out once it does."
    ),
    "doctor.versions": "App and server are of the same version.",
    "doctor.waiting.one": "{count} change waits to be sent.",
    "doctor.waiting.other": "{count} changes wait to be sent.",
    # day: days one usually promises, plans or expects something for
    "day.friday": "Friday",
    "day.month": "End of month",
    "day.next_week": "Next week",
    "day.none": "No date",
    "day.pick": "Pick a day",
    "day.quarter": "End of quarter",
    "day.today": "Today",
    "day.tomorrow": "Tomorrow",
    "day.two_weeks": "In 2 weeks",
    # amount: what is wrong with a typed one
    "amount.negative": "An amount cannot be below zero.",
    "amount.too_much": "That is more than a deal can hold. Check the number of zeros.",
    "amount.unreadable": "Type an amount such as 45,000 or 45k.",
    # deal: one deal, and a new one
    "deal.added": "Deal saved",
    "deal.amount": "Amount",
    "deal.amount_hint": "45,000 or 45k",
    "deal.ask_customer": "Which customer is it for? Pick one, or type a new name.",
    "deal.bring_back": "Bring it back",
    "deal.brought_back": "The deal is back",
    "deal.change_customer": "Change the customer",
    "deal.changed": "Saved",
    "deal.clear": "Start afresh",
    "deal.closed": "Closed",
    "deal.contact": "Who decides",
    "deal.currency": "Currency",
    "deal.delete": "Delete deal",
    "deal.deleted": "Deal deleted",
    "deal.expected": "Expected",
    "deal.gone": "This deal was deleted, or is not shared with you any more.",
    "deal.gone_typed": "What you had typed",
    "deal.less": "Less",
    "deal.moved": "Moved to {stage}",
    "deal.next_steps": "Next steps",
    "deal.no_customer": "No customer yet",
    "deal.no_title": "What is it about?",
    "deal.nobody": "Nobody's",
    "deal.nobody_yet": "Nobody yet",
    "deal.not_shared": "for you and your managers",
    "deal.other_pipeline": "Another pipeline",
    "deal.owned": "Owner: {name}",
    "deal.owner": "Whose deal",
    "deal.people": "People",
    "deal.read": "How they feel to you",
    "deal.reason": "Reason",
    "deal.reason_hint": "In your own words",
    "deal.save": "Save deal",
    "deal.shared": "The whole team sees it",
    "deal.stage": "Stage",
    "deal.step_done": "Done",
    "deal.step_ticked": "Done",
    "deal.step_unnamed": "Next step",
    "deal.title": "What is it about?",
    "deal.title_hint": "Packaging line, second hall",
    "deal.unread": "This deal could not be read",
    "deal.why_lost": "Why did they say no?",
    "deal.why_open": "Reason",
    "deal.why_won": "Why did they say yes?",
    # deals: the list and the board
    "deals.all": "Open and closed",
    "deals.as_board": "Show as a board",
    "deals.as_list": "Show as a list",
    "deals.count.one": "{count} deal",
    "deals.count.other": "{count} deals",
    "deals.everyone": "Everyone's",
    "deals.lost": "Lost",
    "deals.mine": "Mine",
    "deals.move": "Move to",
    "deals.move_here": "Drop it here",
    "deals.more.one": "{count} more",
    "deals.more.other": "{count} more",
    "deals.new": "New deal",
    "deals.no_amount": "no amount yet",
    "deals.no_date": "no date yet",
    "deals.no_stage": "No stage",
    "deals.none": "No deals yet",
    "deals.none_found": "Nothing found",
    "deals.none_found_why": "Try a part of the customer's name or of the deal's title.",
    "deals.none_here": "Nothing here",
    "deals.none_here_why": "You are looking at some of the deals only.",
    "deals.none_why": "Add the first one with the plus above.",
    "deals.open": "Open",
    "deals.pick": "Pick a deal",
    "deals.pick_why": "It opens here, beside the list.",
    "deals.pipeline": "Which pipeline",
    "deals.search": "Search deals and customers",
    "deals.show_all": "Look through all deals",
    "deals.someone": "Somebody's",
    "deals.title": "Deals",
    "deals.unread": "The deals could not be read",
    "deals.waiting": "Waits to be sent",
    "deals.which": "Open, closed, or one stage",
    "deals.whose": "Whose deals",
    "deals.won": "Won",
    # error: what happened, what is safe, what to do
    "error.action": "That did not work. What you wrote is safe. Please try again.",
    "error.address": "That is not an address. It looks like rapport.example.com.",
    "error.because": "{reason} Nothing was changed, and what you typed is still here.",
    "error.busy": (
        "Your team's server is busy at the moment. Everything is safe here. Please try again."
    ),
    "error.damaged_database": (
        "What is saved on this device could not be read: the file seems damaged. It was left "
        "exactly as it is. Keep the app installed and ask whoever looks after Rapport in your "
        "team."
    ),
    "error.disk_full": (
        "This device is full. What was saved before is safe, and what you typed is still here. "
        "Make some room, then try again."
    ),
    "error.email_taken": "A colleague signs in with this e-mail address. Use another one.",
    "error.forbidden": (
        "Your role in the team does not allow this. Nothing was changed. Ask a manager or an admin."
    ),
    "error.invitation": (
        "This code did not work. It may be mistyped, used already or more than a week old. "
        "Check it, or ask for a new one."
    ),
    "error.list": "This list could not be read. Nothing is lost.",
    "error.nameless": "It needs a name. Everything else can wait.",
    "error.newer_database": (
        "What is saved on this device was written by a later version of Rapport. Nothing was "
        "changed. Update Rapport to open it."
    ),
    "error.outdated": (
        "This version of Rapport and your team's server are too far apart. Everything is safe "
        "here and goes out by itself once Rapport is up to date."
    ),
    "error.part": "This part could not be shown. What you wrote is safe.",
    "error.part_failed": "One part did not start. What it said stands above; nothing is lost.",
    "error.password": (
        "Together, this e-mail address and password fit nobody. Check both; a colleague can also"
        " send you an invitation."
    ),
    "error.port_in_use": (
        "Port {port} is taken by another program. Stop that one, or choose another with --port."
    ),
    "error.read_only": (
        "Rapport is not allowed to save in its own folder. What was saved before is safe. Allow"
        " the app to write there, then try again."
    ),
    "error.record_exists": "This is here already. Nothing was changed.",
    "error.record_missing": (
        "This is no longer here: somebody removed it, or it is not shared with you any more. "
        "What you typed is still on the screen."
    ),
    "error.refused": (
        "This is not yours to change. Nothing was changed. Ask a manager or an admin."
    ),
    "error.server_fault": (
        "Your team's server could not answer properly. Everything is safe here, and Rapport "
        "tries again by itself."
    ),
    "error.service": (
        "Your team's server gave an answer that makes no sense here. Everything is safe on this"
        " device. Please try again later."
    ),
    "error.server_restored": (
        "Your team's server was put back to an older copy, so nothing was exchanged. Everything"
        " on this device is safe. Ask whoever runs the server to put the newest copy in place."
    ),
    "error.signed_out": (
        "This device was signed out by your team. Your words are safe here. Ask for a new "
        "invitation and join again to send them."
    ),
    "error.stamp": (
        "The time on one change could not be read, so that change was left out. Everything else"
        " is safe here."
    ),
    "error.store": (
        "Rapport could not read or save on this device just now. What was saved before is safe,"
        " and what you typed is still here. Please try again."
    ),
    "error.too_large": (
        "That is too much to send at once. Everything is safe here. Ask whoever looks after "
        "Rapport in your team."
    ),
    "error.too_many": (
        "That was tried too often. Wait a few minutes, then try again. What you typed is still"
        " here."
    ),
    "error.unexpected": "Something unexpected happened. What was saved is safe. Please try again.",
    "error.unknown_kind": (
        "This was made with a later version of Rapport. Nothing is lost. Update Rapport to see it."
    ),
    "error.unreachable": (
        "Your team's server did not answer. Everything is safe here and goes out by itself when"
        " there is signal."
    ),
    "error.violation": (
        "This cannot be saved as it stands. Nothing was changed, and what you typed is still here."
    ),
    # form: what is asked about a customer or a person
    "form.city": "City",
    "form.country": "Country",
    "form.email": "E-mail",
    "form.industry": "Industry",
    "form.mobile": "Mobile",
    "form.more": "More",
    "form.name": "Name",
    "form.owner_id": "Looked after by",
    "form.phone": "Phone",
    "form.postcode": "Postcode",
    "form.region": "Region",
    "form.street": "Street",
    "form.title": "Function",
    "form.website": "Website",
    # found: what a search brought
    "found.account": "Customers",
    "found.contact": "People",
    "found.deal": "Deals",
    "found.more": "Show more",
    "found.note": "Notes",
    "found.nothing": "Nothing found",
    "found.nothing_why": "No customer, person, deal or note holds “{typed}”.",
    "found.unfiled": "Note without a customer",
    # field: what one part of a card is called, inside a sentence
    "field.account_id": "customer",
    "field.active": "place in the team",
    "field.amount_minor": "amount",
    "field.at_ms": "time",
    "field.city": "city",
    "field.closed_on": "closing day",
    "field.code": "code",
    "field.confirmed_ms": "check of the details",
    "field.contact_id": "person",
    "field.country": "country",
    "field.cost_minor": "cost",
    "field.created_ms": "first day",
    "field.currency": "currency",
    "field.deal_id": "deal",
    "field.deleted": "removal",
    "field.done": "outcome",
    "field.done_ms": "tick",
    "field.due_on": "day",
    "field.email": "e-mail",
    "field.expected_on": "expected day",
    "field.form": "kind of visit",
    "field.given_by": "giver",
    "field.given_from": "former owner",
    "field.given_why": "why it was given",
    "field.industry": "industry",
    "field.meaning": "meaning",
    "field.mime": "kind of file",
    "field.mobile": "mobile",
    "field.must_know": "must-know line",
    "field.name": "name",
    "field.note_id": "note",
    "field.number": "number",
    "field.original": "first wording",
    "field.outcome": "outcome",
    "field.owner_id": "owner",
    "field.parent_id": "parent company",
    "field.phone": "phone",
    "field.pipeline_id": "pipeline",
    "field.position": "order",
    "field.postcode": "postcode",
    "field.price_minor": "price",
    "field.product_id": "product",
    "field.read": "read of the customer",
    "field.reason": "reason",
    "field.region": "region",
    "field.revoked": "sign-out",
    "field.role": "role",
    "field.sha256": "content",
    "field.shared": "sharing",
    "field.size": "size",
    "field.source": "origin",
    "field.source_id": "number in the other system",
    "field.stage_id": "stage",
    "field.street": "street",
    "field.text": "text",
    "field.title": "title",
    "field.unknown": "value",
    "field.visit_id": "visit",
    "field.website": "website",
    "field.written_ms": "time",
    # given: from one person to another, and why
    "given.done": "Given to {name}",
    "given.fine": "Got it",
    "given.gave": "You gave this to {to}.",
    "given.gave_nobody": "This is nobody's now.",
    "given.gave_nobody_why": "This is nobody's now: “{why}”",
    "given.gave_why": "You gave this to {to}: “{why}”",
    "given.got": "{by} gave you this.",
    "given.got_why": "{by} gave you this: “{why}”",
    "given.lost": "{by} gave this to {to}.",
    "given.lost_nobody": "{by} took this from you. It is nobody's now.",
    "given.lost_nobody_why": "{by} took this from you: “{why}”",
    "given.lost_taken": "{by} took this over from you.",
    "given.lost_taken_why": "{by} took this over from you: “{why}”",
    "given.lost_why": "{by} gave this to {to}: “{why}”",
    "given.more.one": "and {count} more that changed hands",
    "given.more.other": "and {count} more that changed hands",
    "given.open": "Open",
    "given.say_why": "Say why",
    "given.someone": "Somebody",
    "given.why": "Why, in one line",
    "given.why_change": "Change why",
    "given.why_hint": "You know them from last year.",
    "given.why_kept": "They will read that",
    # history: who wrote what, when
    "history.alone": "No history here",
    "history.alone_why": (
        "History is kept by a team's server, and you work on your own. It begins once you join a"
        " team."
    ),
    "history.arrived": "reached your team {when}",
    "history.brought_back": "Brought back",
    "history.deleted": "Deleted",
    "history.emptied": "{field}: emptied",
    "history.emptied_from": "{field}: emptied, before that {before}",
    "history.given": "Given to {value}",
    "history.given_from": "Given from {before} to {value}",
    "history.made": "Written down",
    "history.moved": "Moved to {value}",
    "history.moved_from": "Moved from {before} to {value}",
    "history.none": "Nothing here yet",
    "history.none_why": "What is written from now on will stand here.",
    "history.not_kept": "That was not kept: {name} wrote {value} later.",
    "history.offline": "No signal",
    "history.offline_why": (
        "History is kept by your team's server, which did not answer. Everything else is here on"
        " this device."
    ),
    "history.older": "Show older",
    "history.server": "Your team's server",
    "history.taken": "Now nobody's",
    "history.taken_from": "Taken from {before}, now nobody's",
    "history.title": "History",
    "history.unread": "The history could not be read",
    "history.unsent": "Not sent yet",
    "history.unsent_why": "Its history begins once it has reached your team.",
    "history.wrote": "{field}: {value}",
    "history.wrote_from": "{field}: {value}, before that {before}",
    "history.you": "You",
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
    "import.error.empty": "There is nothing in this file. Export it again, or pick another one.",
    "import.error.file": (
        "This file could not be read. Nothing of it was brought in. Export it again and try "
        "that file."
    ),
    "import.error.long_line": (
        "Line {line} is longer than any row of an export, so nothing of this file was brought "
        "in. Export it again and try that file."
    ),
    "import.error.missing": "This file could not be opened. Pick it once more.",
    "import.error.not_text": (
        "This is not a CSV file. Nothing of it was brought in. In your old system, choose CSV "
        "when you export."
    ),
    "import.error.spreadsheet": (
        "This is a spreadsheet. Open it, save it as CSV, and pick that file."
    ),
    "import.error.too_large": (
        "This file is larger than {limit_mb} MB. Export fewer rows at a time."
    ),
    "import.error.unknown_table": (
        "This does not look like an export of Salesforce, HubSpot, Zoho or Pipedrive: its first"
        " line was not recognised. Nothing of it was brought in."
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
    "import.kind.pipeline.one": "{count} pipeline",
    "import.kind.pipeline.other": "{count} pipelines",
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
        "Pick the CSV files you exported from Salesforce, HubSpot, Zoho or Pipedrive: "
        "customers, people and deals, all at once."
    ),
    "import.without_account.one": "{count} deal has no customer.",
    "import.without_account.other": "{count} deals have no customer.",
    "import.without_contact.one": "{count} deal names no person.",
    "import.without_contact.other": "{count} deals name no person.",
    "import.without_owner.one": "{count} deal has no owner.",
    "import.without_owner.other": "{count} deals have no owner.",
    "import.working": "You can go on working meanwhile.",
    "import.would": "What would arrive",
    # invite: bring a colleague in
    "invite.copy": "Copy",
    "invite.made": "Invitation for {name}",
    "invite.make": "Make the invitation",
    "invite.message": (
        "Join me in Rapport. Paste this link there: {link} (or type the server address {url} and"
        " the invitation code {code})"
    ),
    "invite.name": "Their name",
    "invite.name_missing": "Please write their name.",
    "invite.offline": (
        "An invitation needs signal, and your team's server did not answer. Try again when "
        "there is some."
    ),
    "invite.open": "Invite a colleague",
    "invite.picture": "The invitation as a picture for another phone's camera",
    "invite.title": "Who joins you?",
    "invite.until": "It works once, until {day}.",
    # join: become part of a team
    "join.again": "Join again",
    "join.again_why": (
        "Ask a manager or admin for a new invitation. What waits here goes out once you are in."
    ),
    "join.busy": "Asking your team…",
    "join.by_code": "I have an invitation",
    "join.by_password": "Sign in with e-mail and password",
    "join.code": "Invitation code",
    "join.code_hint": "K7QF-2MXD",
    "join.code_missing": "Type the code from your invitation, such as K7QF-2MXD.",
    "join.device": "What to call this device",
    "join.device_missing": "Give this device a name, so that your team can tell it from others.",
    "join.email": "E-mail address",
    "join.go": "Join",
    "join.not_rapport": (
        "Something answered at {address}, but it is not a Rapport server. Check the address."
    ),
    "join.password": "Password",
    "join.password_why": (
        "For a further device of yours, once you have set a password under Me on another one."
    ),
    "join.server": "Server address or link",
    "join.server_hint": "rapport.example.com",
    "join.sign_in": "Sign in",
    "join.this_computer": "My computer",
    "join.this_phone": "My phone",
    "join.title": "Join your team",
    "join.unreachable": (
        "Nobody answered at {address}. Check the address and the signal, then try again."
    ),
    "join.why": "Ask a manager or admin of your team for an invitation.",
    # kind: what a thing is called, before its name
    "kind.account": "Customer",
    "kind.attachment": "File",
    "kind.conflict": "Choice of two values",
    "kind.contact": "Person",
    "kind.deal": "Deal",
    "kind.device": "Device",
    "kind.follow_up": "Promise",
    "kind.note": "Note",
    "kind.pipeline": "Pipeline",
    "kind.product": "Product",
    "kind.stage": "Stage",
    "kind.team": "Team",
    "kind.user": "Colleague",
    "kind.visit": "Visit",
    # me: what of mine is where, my team, this device
    "me.all_here": "Everything is saved on this device.",
    "me.alone": "Only on this device",
    "me.alone_why": (
        "Nobody else sees what you write. Join a team to share it, and to have it on other devices."
    ),
    "me.arriving": "Your team's customers are arriving",
    "me.arriving_count": "{count} customers, deals and notes so far. You can write already.",
    "me.arriving_first": "the first ones are on their way. You can write already.",
    "me.change": "{kind} “{title}”",
    "me.change_more": "{said} and {count} more",
    "me.change_new": "new",
    "me.change_removed": "removed",
    "me.data": "What is here",
    "me.gone": "Let go",
    "me.heard": "Your team last heard from this device {ago}.",
    "me.held_up": "Your changes wait",
    "me.import": "Bring in customers from a file",
    "me.leave_alone": "Start over",
    "me.leave_alone_why": (
        "Everything here moves to a backup file on this device, and Rapport starts empty."
    ),
    "me.leave_team": "Sign out",
    "me.leave_team_why": (
        "Everything here moves to a backup file on this device, and Rapport starts empty. To "
        "come back you need a new invitation."
    ),
    "me.leave_waiting.one": "{count} change has not reached your team and would stay behind.",
    "me.leave_waiting.other": "{count} changes have not reached your team and would stay behind.",
    "me.let_go": "Let go",
    "me.look": "How it looks",
    "me.more_waiting.one": "and {count} more",
    "me.more_waiting.other": "and {count} more",
    "me.moving": "Talking to your team",
    "me.moving_count": "{sent} sent, {received} received so far.",
    "me.nameless": "No name yet",
    "me.never_heard": "Your team has not heard from this device yet.",
    "me.no_signal": "No signal",
    "me.practice": "This is practice data. Write, move and close what you like.",
    "me.practice_end": "Start for real",
    "me.refused.one": "{count} change was not taken",
    "me.refused.other": "{count} changes were not taken",
    "me.safe_here.one": "Saved on this device. {count} change will go out when there is signal.",
    "me.safe_here.other": (
        "Saved on this device. {count} changes will go out when there is signal."
    ),
    "me.seen": "What your manager sees",
    "me.send_again": "Send again",
    "me.sent_again": "On its way again",
    "me.signed_out": "Signed out",
    "me.stay": "Stay",
    "me.team.one": "Team, {count} person",
    "me.team.other": "Team, {count} people",
    "me.text": "Text size",
    "me.theme": "Light or dark",
    "me.try_now": "Try now",
    "me.waiting.one": "{count} change waits",
    "me.waiting.other": "{count} changes wait",
    "me.who": "{role} in {team}",
    "me.you": "{role}, you",
    # nav: the four tabs
    "nav.customers": "Customers",
    "nav.deals": "Deals",
    "nav.me": "Me",
    "nav.today": "Today",
    # number
    "number.percent": "{value}%",
    # practice: a team to look around in
    "practice.done": "{count} so far",
    "practice.title": "Making a team to practise with",
    "practice.why": "This takes a few seconds. All of it stays on this device.",
    # refused: why a change was not taken
    "refused.admins_only": "Only an admin can change this.",
    "refused.foreign_stamp": (
        "This was written on another device of yours. Send it again from this one."
    ),
    "refused.managers_only": "Only a manager can change this.",
    "refused.no_owner": "Something private needs somebody it belongs to.",
    "refused.not_yours": "This belongs to somebody else and is not shared with you.",
    "refused.other_kind": "Your team already keeps something else in this place.",
    "refused.server_failed": (
        "Your team's server failed at this, and at nothing else. Tell whoever looks after it, then "
        "send it again."
    ),
    "refused.server_only": "Only your team's server can change this.",
    "refused.signed_out": "You were no longer in the team when this arrived.",
    "refused.too_large": "This is more than your team's server can take at once.",
    "refused.unknown": "Your team's server did not take this.",
    "refused.unknown_record": (
        "This changes something that your team's server did not take. Send that again first."
    ),
    "refused.unreadable": "Your team's server could not read this.",
    # password: for signing in on a further device
    "password.email": "E-mail address",
    "password.email_wrong": "That is not an e-mail address. It looks like anna@example.com.",
    "password.hint": "At least {count} characters. A few words you will remember do well.",
    "password.new": "New password",
    "password.offline": (
        "A password needs signal, and your team's server did not answer. Try again when there is"
        " some."
    ),
    "password.password_wrong": "A password needs at least {count} characters.",
    "password.remove": "Remove the password",
    "password.removed": "The password is removed",
    "password.row": "E-mail and password",
    "password.saved": "The password is set",
    "password.section": "Signing in elsewhere",
    "password.why": "On another device, without an invitation",
    # picker: which customer something is about
    "picker.add": "Add “{name}” as a new customer",
    "picker.hint": "Type a name",
    "picker.keep": "Leave it as it is",
    "picker.label": "Customer",
    "picker.new": "New customer",
    # plan: a visit to come
    "plan.no_customer": "Which customer will you visit?",
    "plan.save": "Plan the visit",
    "plan.saved": "Planned: {when}, {time}",
    "plan.title": "Plan a visit",
    "plan.when": "When",
    # read: one's own read of the customer
    "read.cold": "Cold",
    "read.keen": "Keen",
    "read.unsure": "Unsure",
    # role: what a person may do
    "role.admin": "Admin",
    "role.admin_may": "Also looks after people and the team.",
    "role.manager": "Manager",
    "role.manager_may": "Also sees everybody's deals and shapes stages and products.",
    "role.rep": "Rep",
    "role.rep_may": "Works with customers and deals.",
    # said: a value inside a sentence
    "said.deleted": "deleted",
    "said.done": "done",
    "said.empty": "nothing",
    "said.gone": "what is no longer there",
    "said.met": "that it took place",
    "said.no": "no",
    "said.open": "still open",
    "said.planned": "that it is only planned",
    "said.private": "private",
    "said.shared": "shared with the whole team",
    "said.text": "“{text}”",
    "said.there": "still there",
    "said.unknown": "what this version of Rapport cannot show",
    "said.yes": "yes",
    # seen: what a rep's manager sees
    "seen.all_private": "Only for you and your managers.",
    "seen.along": "Sent with it",
    "seen.along_corrected": (
        "What you change after saving. The first wording of a note stays with it, and the history "
        "keeps each change."
    ),
    "seen.along_counting": (
        "No screen counts your notes or visits for anybody. But the dates are there for who reads "
        "them."
    ),
    "seen.along_server": (
        "The day this device last came. Your team's server needs it for tidying up and shows it to "
        "nobody."
    ),
    "seen.along_when": "When you saved each thing, and on which device. Its history shows that.",
    "seen.attachment.one": "{count} photo or recording",
    "seen.attachment.other": "{count} photos and recordings",
    "seen.deal.one": "{count} deal of yours",
    "seen.deal.other": "{count} deals of yours",
    "seen.follow_up.one": "{count} next step",
    "seen.follow_up.other": "{count} next steps",
    "seen.form_call": "Call",
    "seen.form_done": "Done",
    "seen.form_file": "Added",
    "seen.form_note": "Note",
    "seen.form_open": "Open",
    "seen.form_planned": "Planned",
    "seen.form_visit": "Visit",
    "seen.more": "Show {count} more",
    "seen.never": "Never leaves this device",
    "seen.never_correcting": "What you take out or correct before you save.",
    "seen.never_letting_go": "That you have read word of something that changed hands.",
    "seen.never_looking": "When you open the app, what you look at, and what you search for.",
    "seen.never_place": "Where you are, now or at any time.",
    "seen.never_typing": "What you are typing, and what you began and have not saved.",
    "seen.no_customer": "No customer",
    "seen.note.one": "{count} note",
    "seen.note.other": "{count} notes",
    "seen.nothing": "Nothing of yours yet.",
    "seen.private.one": "{count} of them is only for you and your managers.",
    "seen.private.other": "{count} of them are only for you and your managers.",
    "seen.title": "What your manager sees",
    "seen.visit.one": "{count} visit or call",
    "seen.visit.other": "{count} visits and calls",
    "seen.why": (
        "Everything of yours that reaches your team stands here, the way your manager reads it. "
        "Customers and the people there are the whole team's. A clock marks what has not gone out "
        "yet."
    ),
    # stage
    "stage.place": "{stage}, step {step} of {of}",
    # status: is what I wrote safe
    "status.failed.one": "{count} change could not go out",
    "status.failed.other": "{count} changes could not go out",
    "status.files.one": "{count} file to send",
    "status.files.other": "{count} files to send",
    "status.files_coming.one": "{count} file to come",
    "status.files_coming.other": "{count} files to come",
    "status.offline": "No signal. Everything is saved on this phone.",
    "status.offline_short": "No signal, all saved",
    "status.saved": "All saved",
    "status.sending": "Sending",
    "status.waiting.one": "{count} change to send",
    "status.waiting.other": "{count} changes to send",
    "status.waiting_long.one": (
        "Saved on this phone. {count} change will go out when there is signal."
    ),
    "status.waiting_long.other": (
        "Saved on this phone. {count} changes will go out when there is signal."
    ),
    # theme: in daylight and in the evening
    "theme.dark": "Dark",
    "theme.light": "Light",
    "theme.system": "As the device",
    # violation: what is wrong with a value
    "violation.bad_id": (
        "This came without a usable name of its own, so your team's server could not file it."
    ),
    "violation.bad_name": "Part of this is not known here. Update Rapport, then try again.",
    "violation.bad_stamp": (
        "The time of this could not be read. Send it again to give it a new one."
    ),
    "violation.bad_text": "The {field} has letters in it that were cut in half.",
    "violation.field_count": "More than {limit} things were changed at once, which is too many.",
    "violation.not_a_choice": "The {field} is none of the possible answers.",
    "violation.not_a_currency": "The currency needs three capital letters, such as EUR.",
    "violation.not_a_date": "The {field} is not a day on the calendar.",
    "violation.not_a_hash": "The {field} of this file could not be read. Attach it again.",
    "violation.too_large": "The {field} is too large a number.",
    "violation.too_long": "The {field} is too long. It can have up to {limit} characters.",
    "violation.too_long_plain": "The {field} is too long to keep.",
    "violation.unknown_kind": (
        "This was made with a later version of Rapport. Update Rapport, then try again."
    ),
    "violation.wrong_type": "The {field} could not be read.",
    # trouble: the app cannot open its data
    "trouble.anew": "Start anew",
    "trouble.anew_why": (
        "The damaged notebook is kept beside the new one. What your team has comes back when you"
        " join it again."
    ),
    "trouble.title": "Rapport could not open its notebook",
    # timeline: everything said and done, one entry each
    "timeline.call": "Call",
    "timeline.call_with": "Call with {name}",
    "timeline.edit": "Change the words",
    "timeline.empty": "Nothing here yet. The first visit, call or note will stand here.",
    "timeline.note": "Note",
    "timeline.note_with": "Note about {name}",
    "timeline.older": "Show older",
    "timeline.original": "As first written",
    "timeline.read_all": "Read all",
    "timeline.saved": "Words changed",
    "timeline.title": "Timeline",
    "timeline.visit": "Visit",
    "timeline.visit_with": "Visit with {name}",
    "timeline.waiting": "Not sent yet",
    "timeline.words": "Your words",
    # welcome: the first run
    "welcome.alone": "Start with my own customers",
    "welcome.alone_why": (
        "Just you. You can bring customers in from a file, and join a team later."
    ),
    "welcome.join": "Join my team",
    "welcome.join_why": "With the server address and the code you were given.",
    "welcome.practice": "Try it with practice data",
    "welcome.practice_why": "A made-up team with customers and deals, to look around in.",
    "welcome.private": "What you write stays on this device until you join a team.",
    "welcome.title": "Rapport",
    "welcome.why": (
        "The notebook for people who visit customers. It works wherever you are, with signal or"
        " without."
    ),
    # today: where to go, what was promised
    "today.afternoon": "Good afternoon, {name}",
    "today.afternoon_nobody": "Good afternoon",
    "today.clashes_look": "Look",
    "today.coming": "Coming up",
    "today.continue": "Continue",
    "today.draft": "You were writing about {name}.",
    "today.draft_nobody": "You were writing a note.",
    "today.drop": "It did not happen",
    "today.dropped": "Taken off your day",
    "today.due": "You promised",
    "today.evening": "Good evening, {name}",
    "today.evening_nobody": "Good evening",
    "today.finish": "Done: {text}",
    "today.finished": "Done",
    "today.first": "Start with one note",
    "today.first_why": "Think of the last customer you met. What did they say?",
    "today.free": "Nothing waits for you",
    "today.free_why": "A good day to go and see somebody.",
    "today.last": "{when}: {text}",
    "today.later": "After that",
    "today.money.one": "{money} in {count} open deal",
    "today.money.other": "{money} in {count} open deals",
    "today.morning": "Good morning, {name}",
    "today.morning_nobody": "Good morning",
    "today.next": "Visits",
    "today.no_visit": "No visit planned.",
    "today.note": "Write a note",
    "today.nothing_known": "Nothing written down yet. Your next note stands here.",
    "today.open": "Open customer",
    "today.plan": "Plan a visit",
    "today.postponed": "Moved to tomorrow",
    "today.promised": "You promised: {text}",
    "today.promised_by": "Promised for {when}: {text}",
    "today.quiet.one": "{count} open deal has been quiet for a month. A call may wake it.",
    "today.quiet.other": "{count} open deals have been quiet for a month. A call may wake one.",
    "today.see_deals": "See the deals",
    "today.some_day.one": "{count} more for some day, without a date",
    "today.some_day.other": "{count} more for some day, without a date",
    "today.step_untitled": "Get in touch",
    "today.tomorrow": "Move to tomorrow",
    "today.unnoted": "{when}. How did it go?",
    "today.was_due": "Due {when}",
    # when: days and moments as people say them
    "when.ago_days.one": "{count} day ago",
    "when.ago_days.other": "{count} days ago",
    "when.ago_hours.one": "{count} hour ago",
    "when.ago_hours.other": "{count} hours ago",
    "when.ago_minutes.one": "{count} minute ago",
    "when.ago_minutes.other": "{count} minutes ago",
    "when.ago_months.one": "{count} month ago",
    "when.ago_months.other": "{count} months ago",
    "when.ago_weeks.one": "a week ago",
    "when.ago_weeks.other": "{count} weeks ago",
    "when.ago_years.one": "a year ago",
    "when.ago_years.other": "{count} years ago",
    "when.in_days.one": "in {count} day",
    "when.in_days.other": "in {count} days",
    "when.in_months.one": "in {count} month",
    "when.in_months.other": "in {count} months",
    "when.in_weeks.one": "in a week",
    "when.in_weeks.other": "in {count} weeks",
    "when.in_years.one": "in a year",
    "when.in_years.other": "in {count} years",
    "when.just_now": "just now",
    "when.last": "last {day}",
    "when.today": "today",
    "when.tomorrow": "tomorrow",
    "when.yesterday": "yesterday",
}

ENGLISH: Final = Language(
    code="en",
    name="English",
    texts={**TEXTS, **en_dictation.TEXTS, **en_speech.TEXTS, **en_spoken.TEXTS},
    plural=one_or_other,
    decimal=".",
    group=",",
    money="{currency}{amount}",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    short_months=(
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ),
    weekdays=(
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
    short_weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    day_month="{day} {month}",
    full_date="{weekday} {day} {month} {year}",
)
