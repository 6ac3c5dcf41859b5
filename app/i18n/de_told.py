"""German for who wrote what: values that lost unseen, and history.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # clash: two people wrote the same thing unseen
    "clash.author": "{lost}. {kept}. Das kam später und gilt.",
    "clash.bring_back": "Zurückholen",
    "clash.brought_back": "Es ist wieder da",
    "clash.chose": "{name} wählte: {value}",
    "clash.chose_you": "Du wähltest: {value}",
    "clash.comes_back": "Es wurde seitdem gelöscht. „{use}“ holt es zurück.",
    "clash.delete": "Löschen",
    "clash.deleted": "Geändert und gelöscht",
    "clash.deleted_again": "Gelöscht",
    "clash.deletion_lost_author": (
        "Du hast das gelöscht. {name} hat es später geändert, darum ist es noch da."
    ),
    "clash.deletion_lost_both": (
        "Du hast das auf einem Gerät gelöscht und später auf einem anderen geändert. Es ist noch "
        "da."
    ),
    "clash.deletion_lost_keeper": (
        "{name} hat das gelöscht, ohne deine Änderung zu sehen. Es ist noch da."
    ),
    "clash.dismiss": "So lassen",
    "clash.edit_lost_author": "Du hast das geändert. {name} hat es später gelöscht.",
    "clash.edit_lost_both": (
        "Du hast das auf einem Gerät geändert und später auf einem anderen gelöscht."
    ),
    "clash.edit_lost_keeper": (
        "{name} hat das geändert, und du hast es gelöscht, ohne das zu sehen."
    ),
    "clash.emptied": "{name} ließ es leer",
    "clash.emptied_you": "Du ließt es leer",
    "clash.from_here": "Von diesem Gerät",
    "clash.from_there": "Von einem anderen Gerät",
    "clash.gone_since": "Es wurde seitdem gelöscht.",
    "clash.is_kept": "{who}, gilt",
    "clash.keeper": "{lost}, ohne deines zu sehen. {kept}. Das kam später und gilt.",
    "clash.later_version": "Etwas aus einer neueren Version von Rapport",
    "clash.left": "So gelassen",
    "clash.none_why": (
        "Wenn zwei dasselbe ändern, ohne voneinander zu wissen, stehen beide Werte hier."
    ),
    "clash.now": "Jetzt steht da: {value}.",
    "clash.now_empty": "Jetzt ist es leer.",
    "clash.own_elsewhere": (
        "{lost} (auf einem anderen Gerät). {kept}. Das kam später von diesem und gilt."
    ),
    "clash.own_here": (
        "{lost} (auf diesem Gerät). {kept}. Das kam später von einem anderen und gilt."
    ),
    "clash.read_all": "Beide lesen",
    "clash.read_less": "Weniger",
    "clash.replaces": "„{use}“ ersetzt das.",
    "clash.restored": "Geändert",
    "clash.restored_mine": "Deines gilt wieder",
    "clash.someone": "Jemand",
    "clash.theirs": "{name} schrieb",
    "clash.title": "Zweimal geschrieben",
    "clash.to_look.one": "{count} Wert zum Ansehen",
    "clash.to_look.other": "{count} Werte zum Ansehen",
    "clash.use_mine": "Meines nehmen",
    "clash.use_other": "Das andere nehmen",
    "clash.wrote": "{name} schrieb: {value}",
    "clash.wrote_you": "Du schriebst: {value}",
    "clash.yours": "Du schriebst",
    # history: who wrote what, when
    "history.alone": "Hier keine Geschichte",
    "history.alone_why": (
        "Die Geschichte führt der Server eines Teams, und du arbeitest allein. Sie beginnt, "
        "sobald du einem Team beitrittst."
    ),
    "history.arrived": "bei deinem Team {when}",
    "history.brought_back": "Zurückgeholt",
    "history.deleted": "Gelöscht",
    "history.emptied": "{field}: geleert",
    "history.emptied_from": "{field}: geleert, vorher {before}",
    "history.given": "An {value} gegeben",
    "history.given_from": "Von {before} an {value} gegeben",
    "history.made": "Aufgeschrieben",
    "history.moved": "Nach {value} verschoben",
    "history.moved_from": "Von {before} nach {value} verschoben",
    "history.none": "Noch nichts hier",
    "history.none_why": "Was ab jetzt geschrieben wird, steht dann hier.",
    "history.not_kept": "Das blieb nicht: {name} schrieb später {value}.",
    "history.offline": "Kein Netz",
    "history.offline_why": (
        "Die Geschichte führt der Server deines Teams, und der hat nicht geantwortet. Alles "
        "andere ist hier auf dem Gerät."
    ),
    "history.older": "Ältere zeigen",
    "history.server": "Der Server deines Teams",
    "history.taken": "Niemand mehr zuständig",
    "history.taken_from": "{before} abgenommen, jetzt ist niemand zuständig",
    "history.title": "Geschichte",
    "history.unread": "Die Geschichte ließ sich nicht lesen",
    "history.unsent": "Noch nicht gesendet",
    "history.unsent_why": "Die Geschichte beginnt, sobald es bei deinem Team ist.",
    "history.wrote": "{field}: {value}",
    "history.wrote_from": "{field}: {value}, vorher {before}",
    "history.you": "Du",
    # said: a value inside a sentence
    "said.deleted": "gelöscht",
    "said.done": "erledigt",
    "said.empty": "nichts",
    "said.gone": "was es nicht mehr gibt",
    "said.met": "dass es stattfand",
    "said.no": "nein",
    "said.open": "noch offen",
    "said.planned": "dass es erst geplant ist",
    "said.private": "privat",
    "said.shared": "mit dem ganzen Team geteilt",
    "said.text": "„{text}“",
    "said.there": "noch da",
    "said.unknown": "was diese Version von Rapport nicht zeigen kann",
    "said.yes": "ja",
}
