"""English for what was spoken: its words, its sound, what it offers. Keys sorted as in `en`."""

from typing import Final

TEXTS: Final = {
    # offer: what was heard in the words, one tap takes it
    "offer.cold": "Cold",
    "offer.customer": "It is about {name}",
    "offer.due": "Follow up {day}",
    "offer.due_at": "Follow up {day}, {time}",
    "offer.heard": "from “{words}”",
    "offer.keen": "Keen",
    "offer.lost": "Lost",
    "offer.more.one": "One more thing heard in it",
    "offer.more.other": "{count} more things heard in it",
    "offer.new_person": "You met {name}, new here",
    "offer.person": "You met {name}",
    "offer.pieces": "pieces",
    "offer.refused": "Left out",
    "offer.stage": "Move to {name}",
    "offer.title": "Heard in it",
    "offer.took_amount": "{what} is on the deal",
    "offer.took_customer": "Filed",
    "offer.took_due": "Written down. It is in Today when it is due.",
    "offer.took_outcome": "The deal is closed",
    "offer.took_person": "Noted",
    "offer.took_read": "Noted: {what}",
    "offer.took_stage": "The deal has moved",
    "offer.took_step": "Written down as a next step",
    "offer.took_units": "Noted: {what}",
    "offer.units": "{number} {of}",
    "offer.unsure": "Unsure",
    "offer.which_deal": "Which deal is it about?",
    "offer.won": "Won",
    "offer.wrong": "Not right: {what}",
    # recordings: how long they are kept
    "recordings.chosen": "Chosen for your team",
    "recordings.days.one": (
        "A recording goes {count} day after it was made, wherever it is kept. The words stay, and "
        "so does a recording that is not written down."
    ),
    "recordings.days.other": (
        "A recording goes {count} days after it was made, wherever it is kept. The words stay, and "
        "so does a recording that is not written down."
    ),
    "recordings.ever": "For ever",
    "recordings.for_ever": "Recordings are kept for ever, with their words.",
    "recordings.section": "How long recordings are kept",
    "recordings.short_days.one": "{count} day",
    "recordings.short_days.other": "{count} days",
    # spoken: a note's own sheet
    "spoken.again": "Write it down again",
    "spoken.again_said": "It is being written down again",
    "spoken.corrected": "Written {now}, heard “{was}”",
    "spoken.corrected_undo": "As heard",
    "spoken.corrected_undone": "As it was heard",
    "spoken.failed": "This could not be written down. The recording is kept.",
    "spoken.filed": "Filed to {name}",
    "spoken.gone": "This note is not here",
    "spoken.gone_agreed": "The recording is gone, as your team agreed. The words stay.",
    "spoken.gone_deleted": "The recording was deleted. What is written stays.",
    "spoken.gone_why": "It was deleted, or it is no longer yours to see.",
    "spoken.listen": "Listen",
    "spoken.none": "Kept as a recording, not written down.",
    "spoken.original": "As it was heard",
    "spoken.pause": "Pause",
    "spoken.pending": "It is being written down. You can go on.",
    "spoken.pending_there": "It is not written down yet.",
    "spoken.play": "Play",
    "spoken.shape": "Recording, at {at}",
    "spoken.short_done": "No words were heard",
    "spoken.short_failed": "It could not be written down",
    "spoken.short_none": "Kept as a recording",
    "spoken.short_pending": "Waits for its words",
    "spoken.silent": "No words were heard.",
    "spoken.sound_away": (
        "The recording is not here, nor with your team. It may still be on the device that made "
        "it, or it is gone. The words stay."
    ),
    "spoken.speed_100": "1x",
    "spoken.speed_150": "1.5x",
    "spoken.speed_200": "2x",
    "spoken.today": "Just said",
    "spoken.try_again": "Try again",
    "spoken.type": "Type the words",
    "spoken.whose": "Whose was it?",
}
