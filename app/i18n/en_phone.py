"""English for a phone's own recogniser. Keys sorted, as in `en`."""

from typing import Final

TEXTS: Final = {
    # phone: its own recogniser, which hears without a recording
    "phone.alone": "This phone writes along. Nothing is recorded.",
    "phone.asking": "One moment, this phone is being asked",
    "phone.busy": "Something else on this phone is listening.",
    "phone.failed": "This phone heard no words.",
    "phone.heard": "What was heard",
    "phone.instead": "{why} You are recorded instead.",
    "phone.language": (
        "This phone has not got your language for hearing without the network. It can be added "
        "in the phone's settings."
    ),
    "phone.not_alone": (
        "This phone cannot promise to hear you without sending your voice away, so it is not asked."
    ),
    "phone.off": "Dictation is switched off in this phone's settings.",
    "phone.refused": "This phone's own hearing is not allowed for Rapport in its settings.",
    "phone.row": "Never sent. No recording to listen to.",
    "phone.starts": "Your words appear here",
    "phone.why": (
        "Your words are heard on this phone and never sent. There is no recording to listen back "
        "to."
    ),
}
