"""English for what is wrong: on this device, with what was written, at the server.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # cli: what the command line says
    "cli.app_at": "Rapport is open at {url}. Press Ctrl+C to stop.",
    "cli.deals_sum": "deals in all: {money}",
    "cli.exchanged": "{sent} sent, {received} received",
    "cli.import_doubt": "{name} looks like {here}, who is here. The app asks; here both stay.",
    "cli.import_nothing": "There is nothing to do: name files, or see `rapport import --help`.",
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
    # error: what happened, what is safe, what to do
    "error.action": "That did not work. What you wrote is safe. Please try again.",
    "error.address": "That is not an address. It looks like rapport.example.com.",
    "error.because": "{reason} Nothing was changed, and what you typed is still here.",
    "error.busy": (
        "Your team's server is busy at the moment. Everything is safe here. Please try again."
    ),
    "error.customer_absent": (
        "This customer is not here any more. What you wrote is safe here: choose another customer "
        "and save again."
    ),
    "error.customer_gone": (
        "{name} was deleted meanwhile. What you wrote is safe here: choose another customer, or "
        "bring them back from their card and save again."
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
    "error.no_photo": "{name} is not a photo. Your words are safe; pick a picture instead.",
    "error.outdated": (
        "This version of Rapport and your team's server are too far apart. Everything is safe "
        "here and goes out by itself once Rapport is up to date."
    ),
    "error.outcomes_differ": (
        "“{stage}” and “{into}” end differently, so they cannot become one. Nothing was changed."
    ),
    "error.part": "This part could not be shown. What you wrote is safe.",
    "error.part_failed": "One part did not start. What it said stands above; nothing is lost.",
    "error.password": (
        "Together, this e-mail address and password fit nobody. Check both; a colleague can also"
        " send you an invitation."
    ),
    "error.photo_too_large": (
        "That photo is {size} MB; one can be {most} MB at most. Send it to yourself smaller, or "
        "take another one."
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
    "error.untrusted": (
        "What answered could not prove that it is your team's server, so nothing was sent to it."
        " On a guest Wi-Fi, sign in there first; look at this device's date, too. Otherwise tell"
        " whoever runs the server: its certificate may have run out."
    ),
    "error.violation": (
        "This cannot be saved as it stands. Nothing was changed, and what you typed is still here."
    ),
    # refused: why a change was not taken
    "refused.admins_only": "Only an admin can change this.",
    "refused.erased": "An admin erased this customer for good.",
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
    # trouble: the app cannot open its data
    "trouble.anew": "Start anew",
    "trouble.anew_why": (
        "The damaged notebook is kept beside the new one. What your team has comes back when you"
        " join it again."
    ),
    "trouble.title": "Rapport could not open its notebook",
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
}
