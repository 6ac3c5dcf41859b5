"""English. Keys sorted within each section; a section is the screen or widget it serves.

Write as one person to another: plain, short, kind. Counted texts need `.one` and
`.other`. `tests/app/test_catalog.py` names the words that never appear here.
"""

from typing import Final

from app.i18n.language import Language, one_or_other

TEXTS: Final = {
    # capture: the one gesture
    "capture.hint": "Hold to speak, tap to write",
    "capture.label": "New note",
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
    # error: what happened, what is safe, what to do
    "error.action": "That did not work. What you wrote is safe. Please try again.",
    "error.list": "This list could not be read. Nothing is lost.",
    "error.part": "This part could not be shown. What you wrote is safe.",
    # nav: the four tabs
    "customers.pick": "Pick a customer",
    "customers.pick_why": "Their card opens here.",
    "deals.pick": "Pick a deal",
    "deals.pick_why": "It opens here, beside the list.",
    "nav.customers": "Customers",
    "nav.deals": "Deals",
    "nav.me": "Me",
    "nav.today": "Today",
    # number
    "number.percent": "{value}%",
    # stage
    "stage.place": "{stage}, step {step} of {of}",
    # status: is what I wrote safe
    "status.failed.one": "{count} change could not go out",
    "status.failed.other": "{count} changes could not go out",
    "status.offline": "No signal. Everything is saved on this phone.",
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
    texts=TEXTS,
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
