"""English for questions to a colleague, links, handing over and words kept to oneself.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # ask: a question to a colleague
    "ask.answer": "Answer",
    "ask.answer_change": "Change the answer",
    "ask.answer_hint": "What you know",
    "ask.answered": "Answered",
    "ask.asked": "{by} asked {to}",
    "ask.asks_you": "{by} asks you",
    "ask.by": "by {when}",
    "ask.empty": "Write what you want to know, then ask.",
    "ask.new": "Ask a colleague",
    "ask.send": "Ask",
    "ask.send_answer": "Send the answer",
    "ask.sent": "{to} will see it on Today",
    "ask.they_said": "{to} says",
    "ask.title": "Questions",
    "ask.until": "An answer helps until",
    "ask.use_spoken": "Use what you just said",
    "ask.what": "Your question",
    "ask.what_hint": "Who decides there now?",
    "ask.whom": "Whom",
    "ask.withdraw": "Take it back",
    "ask.withdrawn": "Question taken back",
    "ask.you_asked": "You asked {to}",
    "ask.you_said": "You said",
    "ask.your_answer": "Your answer",
    # handover: a customer on one page
    "handover.asks": "Questions and answers",
    "handover.confirmed": "checked {when}",
    "handover.deals": "Deals",
    "handover.facts": "What is new there",
    "handover.little": "Little things",
    "handover.made": "As of {when}",
    "handover.make": "Hand over as a text",
    "handover.must_know": "Must know",
    "handover.people": "People",
    "handover.problems": "Open problems",
    "handover.promised": "Promised",
    "handover.reach": "How to reach them",
    "handover.said": "Last said and done",
    "handover.saved": "Saved",
    # hint: a feature shows itself
    "hint.no": "No, thanks",
    "hint.pin": "Keep the deals that matter on top of your list. Nothing moves them from there.",
    "hint.pin_yes": "Pick one",
    "hint.plan": "Put tomorrow's stops in order once, and Rapport leads you from one to the next.",
    "hint.plan_yes": "Plan a stop",
    "hint.remind": "Nothing is promised to {name}. Remind you on {day}?",
    "hint.remind_text": "Ask how it stands",
    "hint.remind_yes": "Yes, on {day}",
    "hint.reminded": "It stands on Today on {day}",
    "hint.speak": "Hold the round button and speak: the note writes itself, without signal, too.",
    "hint.speak_yes": "Good to know",
    # kept: words on this device alone
    "kept.drop": "Throw away",
    "kept.dropped": "Thrown away",
    "kept.here": "On this device alone, {when}",
    "kept.keep": "Keep to myself",
    "kept.kept": "Kept on this device. Nobody else sees it until you share it.",
    "kept.share": "Share with the team",
    "kept.title": "Kept to yourself",
    # share: a link to a deal or a customer
    "share.copied": "Link copied. A colleague pastes it into the search.",
    "share.copy": "Copy the link",
    "share.share": "Share",
}
