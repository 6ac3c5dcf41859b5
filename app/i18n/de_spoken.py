"""German for what was spoken: its words, its sound, what it offers. Keys sorted as in `en`."""

from typing import Final

TEXTS: Final = {
    # offer: what was heard in the words, one tap takes it
    "offer.cold": "Kühl",
    "offer.customer": "Es geht um {name}",
    "offer.due": "Nachfassen {day}",
    "offer.due_at": "Nachfassen {day}, {time}",
    "offer.heard": "aus „{words}“",
    "offer.keen": "Interessiert",
    "offer.lost": "Verloren",
    "offer.more.one": "Noch etwas war zu hören",
    "offer.more.other": "Noch {count} Dinge waren zu hören",
    "offer.new_person": "Du hast {name} getroffen, neu hier",
    "offer.person": "Du hast {name} getroffen",
    "offer.pieces": "Stück",
    "offer.refused": "Weggelassen",
    "offer.stage": "In {name} verschieben",
    "offer.title": "Darin gehört",
    "offer.took_amount": "{what} steht im Deal",
    "offer.took_customer": "Zugeordnet",
    "offer.took_due": "Notiert. Es steht in „Heute“, wenn es so weit ist.",
    "offer.took_outcome": "Der Deal ist abgeschlossen",
    "offer.took_person": "Notiert",
    "offer.took_read": "Notiert: {what}",
    "offer.took_stage": "Der Deal ist weiter",
    "offer.took_step": "Als nächster Schritt notiert",
    "offer.took_units": "Notiert: {what}",
    "offer.units": "{number} {of}",
    "offer.unsure": "Unsicher",
    "offer.which_deal": "Um welchen Deal geht es?",
    "offer.won": "Gewonnen",
    "offer.wrong": "Stimmt nicht: {what}",
    # recordings: how long they are kept
    "recordings.chosen": "Für dein Team gewählt",
    "recordings.days.one": (
        "Eine Aufnahme geht {count} Tag nach dem Sprechen, wo immer sie liegt. Die Worte "
        "bleiben, und was nicht aufgeschrieben ist, bleibt auch."
    ),
    "recordings.days.other": (
        "Eine Aufnahme geht {count} Tage nach dem Sprechen, wo immer sie liegt. Die Worte "
        "bleiben, und was nicht aufgeschrieben ist, bleibt auch."
    ),
    "recordings.ever": "Für immer",
    "recordings.for_ever": "Aufnahmen bleiben für immer, mit ihren Worten.",
    "recordings.section": "Wie lange Aufnahmen bleiben",
    "recordings.short_days.one": "{count} Tag",
    "recordings.short_days.other": "{count} Tage",
    # spoken: a note's own sheet
    "spoken.again": "Noch einmal aufschreiben",
    "spoken.again_said": "Es wird noch einmal aufgeschrieben",
    "spoken.corrected": "Geschrieben {now}, gehört „{was}“",
    "spoken.corrected_undo": "Wie gehört",
    "spoken.corrected_undone": "So, wie es gehört wurde",
    "spoken.failed": "Das ließ sich nicht aufschreiben. Die Aufnahme bleibt.",
    "spoken.filed": "Bei {name} abgelegt",
    "spoken.gone": "Diese Notiz ist nicht hier",
    "spoken.gone_agreed": "Die Aufnahme ist weg, wie in deinem Team vereinbart. Die Worte bleiben.",
    "spoken.gone_deleted": "Die Aufnahme wurde gelöscht. Was geschrieben ist, bleibt.",
    "spoken.gone_why": "Sie wurde gelöscht, oder du darfst sie nicht mehr sehen.",
    "spoken.listen": "Anhören",
    "spoken.none": "Als Aufnahme behalten, nicht aufgeschrieben.",
    "spoken.original": "Wie es gehört wurde",
    "spoken.pause": "Pause",
    "spoken.pending": "Es wird aufgeschrieben. Du kannst weitermachen.",
    "spoken.pending_there": "Es ist noch nicht aufgeschrieben.",
    "spoken.play": "Abspielen",
    "spoken.shape": "Aufnahme, bei {at}",
    "spoken.short_done": "Es waren keine Worte zu hören",
    "spoken.short_failed": "Es ließ sich nicht aufschreiben",
    "spoken.short_none": "Als Aufnahme behalten",
    "spoken.short_pending": "Wartet auf die Worte",
    "spoken.silent": "Es waren keine Worte zu hören.",
    "spoken.sound_away": (
        "Die Aufnahme ist weder hier noch bei deinem Team. Vielleicht ist sie noch auf dem "
        "Gerät, das sie gemacht hat, oder sie ist weg. Die Worte bleiben."
    ),
    "spoken.speed_100": "1x",
    "spoken.speed_150": "1,5x",
    "spoken.speed_200": "2x",
    "spoken.today": "Gerade gesagt",
    "spoken.try_again": "Noch einmal",
    "spoken.type": "Worte tippen",
    "spoken.whose": "Um wen ging es?",
}
