"""German for what is wrong: on this device, with what was written, at the server.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # cli: what the command line says
    "cli.app_at": "Rapport ist offen unter {url}. Strg+C beendet es.",
    "cli.deals_sum": "Deals zusammen: {money}",
    "cli.exchanged": "{sent} gesendet, {received} empfangen",
    "cli.import_doubt": "{name} sieht aus wie {here}, schon da. Die App fragt; hier bleiben beide.",
    "cli.import_nothing": (
        "Es gibt nichts zu tun: Nenne Dateien, oder sieh nach mit `rapport import --help`."
    ),
    "cli.invitation": (
        "{name} kann mit dem Code {code} unter {url} beitreten. Er gilt einmal, eine Woche lang."
    ),
    # clock: said once when the clock of this device is off
    "clock.ahead": (
        "Die Uhr dieses Geräts geht etwa {amount} vor. Was du schreibst, bekommt trotzdem die "
        "richtige Zeit."
    ),
    "clock.behind": (
        "Die Uhr dieses Geräts geht etwa {amount} nach. Was du schreibst, bekommt trotzdem die "
        "richtige Zeit."
    ),
    "clock.days.one": "{count} Tag",
    "clock.days.other": "{count} Tage",
    "clock.hours.one": "{count} Stunde",
    "clock.hours.other": "{count} Stunden",
    "clock.minutes.one": "{count} Minute",
    "clock.minutes.other": "{count} Minuten",
    "clock.seen": "In Ordnung",
    "clock.years.one": "{count} Jahr",
    "clock.years.other": "{count} Jahre",
    # doctor: what was looked at, and what to do
    "doctor.alone": "Dieses Gerät gehört noch zu keinem Team, darum verlässt es nichts.",
    "doctor.clock": "Die Uhr dieses Geräts stimmt mit der des Servers überein.",
    "doctor.clock_off.one": (
        "Die Uhr dieses Geräts geht {count} Minute falsch. Nichts ist verloren; stell sie auf "
        "automatisch."
    ),
    "doctor.clock_off.other": (
        "Die Uhr dieses Geräts geht {count} Minuten falsch. Nichts ist verloren; stell sie auf "
        "automatisch."
    ),
    "doctor.database": "In Ordnung. SQLite fand keinen Fehler.",
    "doctor.disk": "{free} MB frei.",
    "doctor.disk_low": (
        "Nur {free} MB frei. Was gespeichert ist, ist sicher; schaff Platz, bevor mehr "
        "geschrieben wird."
    ),
    "doctor.files.one": "{count} Datei wartet darauf, gesendet oder geholt zu werden.",
    "doctor.files.other": "{count} Dateien warten darauf, gesendet oder geholt zu werden.",
    "doctor.files_failed.one": (
        "{count} Datei ließ sich noch nicht senden oder holen. Sie ist sicher und wird von "
        "selbst noch einmal versucht."
    ),
    "doctor.files_failed.other": (
        "{count} Dateien ließen sich noch nicht senden oder holen. Sie sind sicher und werden "
        "von selbst noch einmal versucht."
    ),
    "doctor.folder": "In {path} kann geschrieben werden.",
    "doctor.history.one": "{count} Eintrag, lückenlos, und alles ist, wie er es sagt.",
    "doctor.history.other": "{count} Einträge, lückenlos, und alles ist, wie sie es sagen.",
    "doctor.history_altered.one": (
        "{count} Stück auf dem Server ist nicht, was seine Geschichte sagt. Jemand hat es an "
        "Rapport vorbei geändert, oder eine Platte. Sag es der Person, die den Server betreut."
    ),
    "doctor.history_altered.other": (
        "{count} Stücke auf dem Server sind nicht, was ihre Geschichte sagt. Jemand hat sie an "
        "Rapport vorbei geändert, oder eine Platte. Sag es der Person, die den Server betreut."
    ),
    "doctor.history_broken": (
        "Die Geschichte des Teams ist ab Eintrag {n} nicht, was geschrieben wurde. Sag es der "
        "Person, die den Server betreut, und heb die Sicherungen auf."
    ),
    "doctor.history_rewritten": (
        "Die Geschichte des Teams ist nicht die, die dieses Gerät kannte: Sie wurde neu "
        "geschrieben, oder der Server läuft mit einer älteren Kopie. Wenn das bekannt ist, sag "
        "es so: rapport doctor --trust-history"
    ),
    "doctor.migrated": (
        "Auf Version {version} gebracht. Die Datenbank, wie sie war, liegt daneben in {backup}."
    ),
    "doctor.migrations": "Auf Version {version}, nichts zu tun.",
    "doctor.newer_server": (
        "Der Server des Teams ist neuer als diese App. Was die App nicht kennt, bleibt erhalten; "
        "bring sie auf den neuesten Stand, um alles zu sehen."
    ),
    "doctor.no_database": "Noch keine; sie entsteht beim ersten Start.",
    "doctor.no_speech": "In dieser Version nicht dabei; Notizen werden getippt.",
    "doctor.not_compared": (
        "Nicht verglichen: Das Team schreibt gerade. Alles ist gespeichert; versuch es in einer "
        "Minute noch einmal."
    ),
    "doctor.older_server": (
        "Der Server des Teams ist älter als diese App und lässt sich noch nicht vergleichen. Was "
        "er nicht kennt, wartet hier, bis er auf dem neuesten Stand ist."
    ),
    "doctor.records": "Alles ist so, wie der Server es hat.",
    "doctor.refused.one": (
        "{count} Änderung wurde nicht angenommen. Öffne „Ich“ in der App, um zu sehen, warum."
    ),
    "doctor.refused.other": (
        "{count} Änderungen wurden nicht angenommen. Öffne „Ich“ in der App, um zu sehen, warum."
    ),
    "doctor.repaired.one": (
        "{count} Stück war anders als auf dem Server und wurde berichtigt. Was vorher hier "
        "stand, ist in {path}."
    ),
    "doctor.repaired.other": (
        "{count} Stücke waren anders als auf dem Server und wurden berichtigt. Was vorher hier "
        "stand, ist in {path}."
    ),
    "doctor.server": "{url} antwortet.",
    "doctor.server_away": (
        "{url} antwortet nicht. Alles ist hier gespeichert und geht hinaus, sobald er antwortet."
    ),
    "doctor.versions": "App und Server haben dieselbe Version.",
    "doctor.waiting.one": "{count} Änderung wartet aufs Senden.",
    "doctor.waiting.other": "{count} Änderungen warten aufs Senden.",
    # error: what happened, what is safe, what to do
    "error.action": (
        "Das hat nicht geklappt. Was du geschrieben hast, ist sicher. Bitte versuch es noch einmal."
    ),
    "error.address": "Das ist keine Adresse. Sie sieht so aus: rapport.example.com.",
    "error.because": "{reason} Nichts wurde geändert, und was du getippt hast, ist noch da.",
    "error.busy": (
        "Der Server deines Teams hat gerade viel zu tun. Hier ist alles sicher. Bitte versuch es "
        "noch einmal."
    ),
    "error.customer_absent": (
        "Diesen Kunden gibt es hier nicht mehr. Was du geschrieben hast, ist hier sicher: Wähle "
        "einen anderen Kunden und speichere noch einmal."
    ),
    "error.customer_gone": (
        "{name} wurde inzwischen gelöscht. Was du geschrieben hast, ist hier sicher: Wähle einen "
        "anderen Kunden, oder hole ihn auf seiner Karte zurück und speichere noch einmal."
    ),
    "error.damaged_database": (
        "Was auf diesem Gerät gespeichert ist, ließ sich nicht lesen: Die Datei scheint "
        "beschädigt. Sie wurde genau so gelassen. Behalte die App und frag die Person, die "
        "Rapport in deinem Team betreut."
    ),
    "error.disk_full": (
        "Dieses Gerät ist voll. Was schon gespeichert war, ist sicher, und was du getippt hast, "
        "ist noch da. Schaff etwas Platz und versuch es noch einmal."
    ),
    "error.email_taken": (
        "Mit dieser E-Mail-Adresse meldet sich schon jemand im Team an. Nimm eine andere."
    ),
    "error.forbidden": (
        "Deine Rolle im Team erlaubt das nicht. Nichts wurde geändert. Frag die Leitung oder "
        "einen Admin."
    ),
    "error.invitation": (
        "Dieser Code ging nicht. Vielleicht ist er vertippt, schon benutzt oder über eine Woche "
        "alt. Prüfe ihn oder bitte um einen neuen."
    ),
    "error.list": "Diese Liste ließ sich nicht lesen. Nichts ist verloren.",
    "error.nameless": "Es braucht einen Namen. Alles andere kann warten.",
    "error.newer_database": (
        "Was auf diesem Gerät gespeichert ist, stammt von einer neueren Version von Rapport. "
        "Nichts wurde geändert. Bring Rapport auf den neuesten Stand, um es zu öffnen."
    ),
    "error.no_photo": (
        "{name} ist kein Foto. Was du geschrieben hast, ist sicher; wähle stattdessen ein Bild."
    ),
    "error.outdated": (
        "Diese Version von Rapport und der Server deines Teams liegen zu weit auseinander. Hier "
        "ist alles sicher und geht von selbst hinaus, sobald Rapport auf dem neuesten Stand ist."
    ),
    "error.outcomes_differ": (
        "„{stage}“ und „{into}“ enden verschieden, darum können sie nicht eins werden. Nichts "
        "wurde geändert."
    ),
    "error.part": "Dieser Teil ließ sich nicht zeigen. Was du geschrieben hast, ist sicher.",
    "error.part_failed": (
        "Ein Teil ist nicht gestartet. Was er sagte, steht oben; nichts ist verloren."
    ),
    "error.password": (
        "E-Mail-Adresse und Passwort passen zusammen zu niemandem. Prüfe beides; jemand aus dem "
        "Team kann dir auch eine Einladung schicken."
    ),
    "error.photo_too_large": (
        "Dieses Foto hat {size} MB; höchstens {most} MB sind möglich. Nimm ein kleineres oder "
        "mach ein neues."
    ),
    "error.port_in_use": (
        "Port {port} ist von einem anderen Programm belegt. Beende es oder wähle mit --port "
        "einen anderen."
    ),
    "error.read_only": (
        "Rapport darf nicht in seinen eigenen Ordner speichern. Was schon gespeichert war, ist "
        "sicher. Erlaube der App, dort zu schreiben, und versuch es noch einmal."
    ),
    "error.record_exists": "Das gibt es schon. Nichts wurde geändert.",
    "error.record_missing": (
        "Das gibt es hier nicht mehr: Jemand hat es gelöscht, oder es wird nicht mehr mit dir "
        "geteilt. Was du getippt hast, steht noch auf dem Bildschirm."
    ),
    "error.refused": (
        "Das darfst du nicht ändern. Nichts wurde geändert. Frag die Leitung oder einen Admin."
    ),
    "error.server_fault": (
        "Der Server deines Teams konnte nicht richtig antworten. Hier ist alles sicher, und "
        "Rapport versucht es von selbst noch einmal."
    ),
    "error.service": (
        "Der Server deines Teams gab eine Antwort, die hier keinen Sinn ergibt. Auf diesem Gerät "
        "ist alles sicher. Bitte versuch es später noch einmal."
    ),
    "error.server_restored": (
        "Der Server deines Teams läuft mit einer älteren Kopie, darum wurde nichts ausgetauscht. "
        "Auf diesem Gerät ist alles sicher. Bitte die Person, die den Server betreibt, die "
        "neueste Kopie einzusetzen."
    ),
    "error.signed_out": (
        "Dieses Gerät wurde von deinem Team abgemeldet. Deine Worte sind hier sicher. Bitte um "
        "eine neue Einladung und tritt wieder bei, um sie zu senden."
    ),
    "error.stamp": (
        "Die Zeit einer Änderung ließ sich nicht lesen, darum wurde sie ausgelassen. Alles "
        "andere ist hier sicher."
    ),
    "error.store": (
        "Rapport konnte auf diesem Gerät gerade nicht lesen oder speichern. Was schon "
        "gespeichert war, ist sicher, und was du getippt hast, ist noch da. Bitte versuch es "
        "noch einmal."
    ),
    "error.too_large": (
        "Das ist zu viel, um es auf einmal zu senden. Hier ist alles sicher. Frag die Person, "
        "die Rapport in deinem Team betreut."
    ),
    "error.too_many": (
        "Das wurde zu oft versucht. Warte ein paar Minuten und versuch es noch einmal. Was du "
        "getippt hast, ist noch da."
    ),
    "error.unexpected": (
        "Etwas Unerwartetes ist passiert. Was gespeichert war, ist sicher. Bitte versuch es noch "
        "einmal."
    ),
    "error.unknown_kind": (
        "Das wurde mit einer neueren Version von Rapport gemacht. Nichts ist verloren. Bring "
        "Rapport auf den neuesten Stand, um es zu sehen."
    ),
    "error.unreachable": (
        "Der Server deines Teams hat nicht geantwortet. Hier ist alles sicher und geht von "
        "selbst hinaus, sobald es Netz gibt."
    ),
    "error.untrusted": (
        "Was geantwortet hat, konnte nicht zeigen, dass es der Server deines Teams ist. Deshalb "
        "ging nichts dorthin. Melde dich in einem Gäste-WLAN zuerst dort an, und sieh nach, ob "
        "hier das Datum stimmt. Sonst sag Bescheid, wo der Server betreut wird: Sein Zertifikat "
        "ist vielleicht abgelaufen."
    ),
    "error.violation": (
        "So lässt sich das nicht speichern. Nichts wurde geändert, und was du getippt hast, ist "
        "noch da."
    ),
    # refused: why a change was not taken
    "refused.admins_only": "Nur ein Admin kann das ändern.",
    "refused.erased": "Ein Admin hat diesen Kunden für immer gelöscht.",
    "refused.foreign_stamp": (
        "Das wurde auf einem anderen Gerät von dir geschrieben. Sende es von diesem noch einmal."
    ),
    "refused.managers_only": "Nur die Leitung kann das ändern.",
    "refused.no_owner": "Etwas Privates muss jemandem gehören.",
    "refused.not_yours": "Das gehört jemand anderem und ist nicht mit dir geteilt.",
    "refused.other_kind": "An dieser Stelle hat dein Team schon etwas anderes.",
    "refused.server_failed": (
        "Der Server deines Teams scheiterte daran, und an nichts sonst. Sag es der Person, die "
        "ihn betreut, und sende es noch einmal."
    ),
    "refused.server_only": "Nur der Server deines Teams kann das ändern.",
    "refused.signed_out": "Du warst nicht mehr im Team, als das ankam.",
    "refused.too_large": "Das ist mehr, als der Server deines Teams auf einmal nehmen kann.",
    "refused.unknown": "Der Server deines Teams hat das nicht angenommen.",
    "refused.unknown_record": (
        "Das ändert etwas, das der Server deines Teams nicht angenommen hat. Sende zuerst jenes "
        "noch einmal."
    ),
    "refused.unreadable": "Der Server deines Teams konnte das nicht lesen.",
    # status: is what I wrote safe
    "status.failed.one": "{count} Änderung ging nicht hinaus",
    "status.failed.other": "{count} Änderungen gingen nicht hinaus",
    "status.files.one": "{count} Datei zu senden",
    "status.files.other": "{count} Dateien zu senden",
    "status.files_coming.one": "{count} Datei kommt noch",
    "status.files_coming.other": "{count} Dateien kommen noch",
    "status.offline": "Kein Netz. Alles ist auf diesem Handy gespeichert.",
    "status.offline_short": "Kein Netz, alles sicher",
    "status.saved": "Alles gespeichert",
    "status.sending": "Wird gesendet",
    "status.waiting.one": "{count} Änderung zu senden",
    "status.waiting.other": "{count} Änderungen zu senden",
    "status.waiting_long.one": (
        "Auf diesem Handy gespeichert. {count} Änderung geht hinaus, sobald es Netz gibt."
    ),
    "status.waiting_long.other": (
        "Auf diesem Handy gespeichert. {count} Änderungen gehen hinaus, sobald es Netz gibt."
    ),
    # trouble: the app cannot open its data
    "trouble.anew": "Neu anfangen",
    "trouble.anew_why": (
        "Das beschädigte Notizbuch bleibt neben dem neuen liegen. Was dein Team hat, kommt "
        "zurück, wenn du wieder beitrittst."
    ),
    "trouble.title": "Rapport konnte sein Notizbuch nicht öffnen",
    # violation: what is wrong with a value
    "violation.bad_id": (
        "Das kam ohne brauchbaren eigenen Namen, darum konnte der Server deines Teams es nicht "
        "ablegen."
    ),
    "violation.bad_name": (
        "Ein Teil davon ist hier unbekannt. Bring Rapport auf den neuesten Stand und versuch es "
        "noch einmal."
    ),
    "violation.bad_stamp": (
        "Die Zeit davon ließ sich nicht lesen. Sende es noch einmal, dann bekommt es eine neue."
    ),
    "violation.bad_text": "In „{field}“ stehen Buchstaben, die in der Mitte zerschnitten sind.",
    "violation.field_count": (
        "Mehr als {limit} Dinge wurden auf einmal geändert, das sind zu viele."
    ),
    "violation.not_a_choice": "„{field}“ ist keine der möglichen Antworten.",
    "violation.not_a_currency": "Die Währung braucht drei Großbuchstaben, etwa EUR.",
    "violation.not_a_date": "„{field}“ ist kein Tag im Kalender.",
    "violation.not_a_hash": (
        "„{field}“ dieser Datei ließ sich nicht lesen. Häng sie noch einmal an."
    ),
    "violation.too_large": "„{field}“ ist eine zu große Zahl.",
    "violation.too_long": "„{field}“ ist zu lang. Bis zu {limit} Zeichen passen hinein.",
    "violation.too_long_plain": "„{field}“ ist zu lang zum Speichern.",
    "violation.unknown_kind": (
        "Das wurde mit einer neueren Version von Rapport gemacht. Bring Rapport auf den neuesten "
        "Stand und versuch es noch einmal."
    ),
    "violation.wrong_type": "„{field}“ ließ sich nicht lesen.",
}
