"""English verbs of what a rep does, as orders ("ring him") and in the making ("ringing him")."""

import re
from typing import Final

from app.understanding.grammar import either, words

DEEDS: Final = words(
    """
    add adjust agree align announce answer apply approach arrange ask assess attend book bounce
    brief bring build buy call carry catch change chase check circle clarify clean clear collect
    come complete compose confirm connect contact copy count cross deliver demo demonstrate
    describe discuss dispatch do draft draw drive drop email enquire enter explain explore fax
    fetch figure file fill find finish fix follow forward gather get give go grab hand handle
    have head help hold inform inspect install introduce investigate invite invoice join jump
    keep learn leave listen load log look loop mail make measure meet mention message move nail
    nudge offer order organise organize pack pass pay pencil phone photograph pick ping pitch
    place plan pop post prep prepare present press print process propose provide pull push put
    query quote raise reach read rebook recap recheck reconnect redo remind renew repair replace
    reply report request resend research reserve resolve respond return revert review revise
    revisit ring run schedule scope see sell send serve service set settle share ship show sign
    sit sketch sort speak start stop submit suggest supply survey swap swing take talk tell test
    text thank touch track train try turn update upload visit wait walk watch work wrap write
    """
)
"""The bare form."""


def making(verb: str) -> str:
    """Return a verb as what is being done: ``trying``, ``giving``, ``dropping``."""
    if re.fullmatch(r"[^aeiou]*[aeiou][bdglmnprt]", verb):
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1] if re.search(r'[^eoy]e$', verb) else verb}ing"


def any_deed() -> str:
    """Return a pattern for any of them, bare or in the making."""
    return either(form for verb in DEEDS for form in (verb, making(verb)))
