"""German for the team: coming in, who may do what, who gave what to whom, what is seen.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # alone: start without a team
    "alone.currency": "Du verkaufst in",
    "alone.go": "Los",
    "alone.name": "Wie heißt du?",
    "alone.name_missing": "Bitte schreib deinen Namen. Er steht neben deinen Notizen.",
    "alone.title": "Allein anfangen",
    "alone.why": "Zwei Antworten, dann schreibst du deine erste Notiz.",
    # given: from one person to another, and why
    "given.done": "An {name} gegeben",
    "given.fine": "Alles klar",
    "given.gave": "Du hast das an {to} gegeben.",
    "given.gave_nobody": "Dafür ist jetzt niemand zuständig.",
    "given.gave_nobody_why": "Dafür ist jetzt niemand zuständig: „{why}“",
    "given.gave_why": "Du hast das an {to} gegeben: „{why}“",
    "given.got": "{by} hat dir das gegeben.",
    "given.got_why": "{by} hat dir das gegeben: „{why}“",
    "given.lost": "{by} hat das an {to} gegeben.",
    "given.lost_nobody": "{by} hat dir das abgenommen. Jetzt ist niemand zuständig.",
    "given.lost_nobody_why": "{by} hat dir das abgenommen: „{why}“",
    "given.lost_taken": "{by} hat das von dir übernommen.",
    "given.lost_taken_why": "{by} hat das von dir übernommen: „{why}“",
    "given.lost_why": "{by} hat das an {to} gegeben: „{why}“",
    "given.more.one": "und {count} weiteres in anderen Händen",
    "given.more.other": "und {count} weitere in anderen Händen",
    "given.open": "Öffnen",
    "given.say_why": "Grund nennen",
    "given.someone": "Jemand",
    "given.why": "Warum, in einer Zeile",
    "given.why_change": "Grund ändern",
    "given.why_hint": "Du kennst sie vom letzten Jahr.",
    "given.why_kept": "Sie werden das lesen",
    # invite: bring a colleague in
    "invite.copy": "Kopieren",
    "invite.made": "Einladung für {name}",
    "invite.make": "Einladung erstellen",
    "invite.message": (
        "Komm zu mir in Rapport. Füge dort diesen Link ein: {link} (oder tippe die Serveradresse "
        "{url} und den Einladungscode {code})"
    ),
    "invite.name": "Name",
    "invite.name_missing": "Bitte schreib den Namen.",
    "invite.offline": (
        "Für eine Einladung braucht es Netz, und der Server deines Teams hat nicht geantwortet. "
        "Versuch es mit Netz noch einmal."
    ),
    "invite.open": "Jemanden einladen",
    "invite.picture": "Die Einladung als Bild für die Kamera eines anderen Handys",
    "invite.title": "Wer kommt dazu?",
    "invite.until": "Sie gilt einmal, bis {day}.",
    # join: become part of a team
    "join.again": "Wieder beitreten",
    "join.again_why": (
        "Bitte die Leitung oder einen Admin um eine neue Einladung. Was hier wartet, geht "
        "hinaus, sobald du dabei bist."
    ),
    "join.busy": "Dein Team wird gefragt …",
    "join.by_code": "Ich habe eine Einladung",
    "join.by_password": "Mit E-Mail und Passwort anmelden",
    "join.code": "Einladungscode",
    "join.code_hint": "K7QF-2MXD",
    "join.code_missing": "Tippe den Code aus deiner Einladung, etwa K7QF-2MXD.",
    "join.device": "Wie dieses Gerät heißen soll",
    "join.device_missing": (
        "Gib diesem Gerät einen Namen, damit dein Team es von anderen unterscheidet."
    ),
    "join.email": "E-Mail-Adresse",
    "join.go": "Beitreten",
    "join.not_rapport": (
        "Unter {address} hat etwas geantwortet, aber kein Rapport-Server. Prüfe die Adresse."
    ),
    "join.password": "Passwort",
    "join.password_why": (
        "Für ein weiteres Gerät, wenn du auf einem anderen unter „Ich“ ein Passwort gesetzt hast."
    ),
    "join.server": "Serveradresse oder Link",
    "join.server_hint": "rapport.example.com",
    "join.sign_in": "Anmelden",
    "join.this_computer": "Mein Computer",
    "join.this_phone": "Mein Handy",
    "join.title": "Deinem Team beitreten",
    "join.unreachable": (
        "Unter {address} hat niemand geantwortet. Prüfe Adresse und Netz und versuch es noch "
        "einmal."
    ),
    "join.why": "Bitte die Leitung oder einen Admin deines Teams um eine Einladung.",
    # me: what of mine is where, my team, this device
    "me.all_here": "Alles ist auf diesem Gerät gespeichert.",
    "me.alone": "Nur auf diesem Gerät",
    "me.alone_why": (
        "Niemand sonst sieht, was du schreibst. Tritt einem Team bei, um es zu teilen und auf "
        "anderen Geräten zu haben."
    ),
    "me.arriving": "Die Kunden deines Teams kommen an",
    "me.arriving_count": "{count} Kunden, Deals und Notizen bisher. Du kannst schon schreiben.",
    "me.arriving_first": "die ersten sind unterwegs. Du kannst schon schreiben.",
    "me.change": "{kind} „{title}“",
    "me.change_more": "{said} und {count} mehr",
    "me.change_new": "neu",
    "me.change_removed": "gelöscht",
    "me.data": "Was hier ist",
    "me.gone": "Losgelassen",
    "me.heard": "Dein Team hat von diesem Gerät zuletzt {ago} gehört.",
    "me.held_up": "Deine Änderungen warten",
    "me.import": "Kunden aus einer Datei holen",
    "me.language": "Sprache",
    "me.leave_alone": "Neu anfangen",
    "me.leave_alone_why": (
        "Alles hier kommt in eine Sicherungsdatei auf diesem Gerät, und Rapport beginnt leer."
    ),
    "me.leave_team": "Abmelden",
    "me.leave_team_why": (
        "Alles hier kommt in eine Sicherungsdatei auf diesem Gerät, und Rapport beginnt leer. "
        "Zum Zurückkommen brauchst du eine neue Einladung."
    ),
    "me.leave_waiting.one": "{count} Änderung hat dein Team noch nicht erreicht und bliebe zurück.",
    "me.leave_waiting.other": (
        "{count} Änderungen haben dein Team noch nicht erreicht und blieben zurück."
    ),
    "me.let_go": "Loslassen",
    "me.look": "Aussehen",
    "me.more_waiting.one": "und {count} weitere",
    "me.more_waiting.other": "und {count} weitere",
    "me.moving": "Spricht mit deinem Team",
    "me.moving_count": "{sent} gesendet, {received} empfangen bisher.",
    "me.nameless": "Noch kein Name",
    "me.never_heard": "Dein Team hat von diesem Gerät noch nicht gehört.",
    "me.no_signal": "Kein Netz",
    "me.practice": "Das sind Übungsdaten. Schreib, verschiebe und schließe ab, was du magst.",
    "me.practice_end": "Richtig anfangen",
    "me.refused.one": "{count} Änderung wurde nicht angenommen",
    "me.refused.other": "{count} Änderungen wurden nicht angenommen",
    "me.safe_here.one": (
        "Auf diesem Gerät gespeichert. {count} Änderung geht hinaus, sobald es Netz gibt."
    ),
    "me.safe_here.other": (
        "Auf diesem Gerät gespeichert. {count} Änderungen gehen hinaus, sobald es Netz gibt."
    ),
    "me.seen": "Was deine Leitung sieht",
    "me.send_again": "Noch einmal senden",
    "me.sent_again": "Wieder unterwegs",
    "me.signed_out": "Abgemeldet",
    "me.source": "Der Server ist für immer weg",
    "me.stay": "Bleiben",
    "me.take": "Alles mitnehmen",
    "me.team.one": "Team, {count} Person",
    "me.team.other": "Team, {count} Personen",
    "me.text": "Schriftgröße",
    "me.theme": "Hell oder dunkel",
    "me.try_now": "Jetzt versuchen",
    "me.waiting.one": "{count} Änderung wartet",
    "me.waiting.other": "{count} Änderungen warten",
    "me.who": "{role} in {team}",
    "me.you": "{role}, du",
    # password: for signing in on a further device
    "password.email": "E-Mail-Adresse",
    "password.email_wrong": "Das ist keine E-Mail-Adresse. Sie sieht so aus: anna@example.com.",
    "password.hint": "Mindestens {count} Zeichen. Ein paar Wörter, die du dir merkst, reichen gut.",
    "password.new": "Neues Passwort",
    "password.offline": (
        "Für ein Passwort braucht es Netz, und der Server deines Teams hat nicht geantwortet. "
        "Versuch es mit Netz noch einmal."
    ),
    "password.password_wrong": "Ein Passwort braucht mindestens {count} Zeichen.",
    "password.remove": "Passwort entfernen",
    "password.removed": "Das Passwort ist entfernt",
    "password.row": "E-Mail und Passwort",
    "password.saved": "Das Passwort ist gesetzt",
    "password.section": "Anderswo anmelden",
    "password.why": "Auf einem anderen Gerät, ohne Einladung",
    # practice: a team to look around in
    "practice.done": "{count} bisher",
    "practice.title": "Ein Team zum Üben entsteht",
    "practice.why": "Das dauert ein paar Sekunden. Alles davon bleibt auf diesem Gerät.",
    # role: what a person may do
    "role.admin": "Admin",
    "role.admin_may": "Kümmert sich außerdem um Personen und das Team.",
    "role.manager": "Leitung",
    "role.manager_may": "Sieht außerdem alle Deals und gestaltet Phasen und Produkte.",
    "role.rep": "Außendienst",
    "role.rep_may": "Arbeitet mit Kunden und Deals.",
    # seen: what a rep's manager sees
    "seen.all_private": "Nur für dich und die Leitung.",
    "seen.along": "Geht mit",
    "seen.along_corrected": (
        "Was du nach dem Speichern änderst. Der erste Wortlaut einer Notiz bleibt dabei, und die "
        "Geschichte behält jede Änderung."
    ),
    "seen.along_counting": (
        "Kein Bildschirm zählt deine Notizen oder Besuche für jemanden. Aber wer sie liest, "
        "sieht die Tage."
    ),
    "seen.along_server": (
        "Der Tag, an dem dieses Gerät zuletzt da war. Der Server deines Teams braucht ihn zum "
        "Aufräumen und zeigt ihn niemandem."
    ),
    "seen.along_when": (
        "Wann und auf welchem Gerät du etwas gespeichert hast. Das steht in der Geschichte."
    ),
    "seen.attachment.one": "{count} Foto oder Aufnahme",
    "seen.attachment.other": "{count} Fotos und Aufnahmen",
    "seen.deal.one": "{count} Deal von dir",
    "seen.deal.other": "{count} Deals von dir",
    "seen.fact.one": "{count} Neuigkeit von dir",
    "seen.fact.other": "{count} Neuigkeiten von dir",
    "seen.follow_up.one": "{count} nächster Schritt",
    "seen.follow_up.other": "{count} nächste Schritte",
    "seen.form_call": "Anruf",
    "seen.form_check_in": "Nachgefragt",
    "seen.form_done": "Erledigt",
    "seen.form_fact": "Was dort los ist",
    "seen.form_file": "Hinzugefügt",
    "seen.form_note": "Notiz",
    "seen.form_open": "Offen",
    "seen.form_planned": "Geplant",
    "seen.form_problem_closed": "Gelöst",
    "seen.form_problem_open": "Offenes Problem",
    "seen.form_problem_working": "In Arbeit",
    "seen.form_visit": "Besuch",
    "seen.more": "{count} weitere zeigen",
    "seen.never": "Verlässt nie dieses Gerät",
    "seen.never_correcting": "Was du vor dem Speichern streichst oder verbesserst.",
    "seen.never_keeping": "Was du für dich behältst, bis du es teilst.",
    "seen.never_letting_go": "Dass du gelesen hast, was in andere Hände ging.",
    "seen.never_looking": "Wann du die App öffnest, was du ansiehst und was du suchst.",
    "seen.never_place": "Wo du bist, jetzt oder irgendwann.",
    "seen.never_typing": "Was du gerade tippst und was du begonnen und nicht gespeichert hast.",
    "seen.no_customer": "Kein Kunde",
    "seen.note.one": "{count} Notiz",
    "seen.note.other": "{count} Notizen",
    "seen.nothing": "Noch nichts von dir.",
    "seen.private.one": "{count} davon ist nur für dich und die Leitung.",
    "seen.private.other": "{count} davon sind nur für dich und die Leitung.",
    "seen.problem.one": "{count} Problem, um das du dich kümmerst",
    "seen.problem.other": "{count} Probleme, um die du dich kümmerst",
    "seen.title": "Was deine Leitung sieht",
    "seen.visit.one": "{count} Besuch oder Anruf",
    "seen.visit.other": "{count} Besuche und Anrufe",
    "seen.why": (
        "Alles von dir, was dein Team erreicht, steht hier, so wie deine Leitung es liest. "
        "Kunden und die Personen dort gehören dem ganzen Team. Eine Uhr zeigt, was noch nicht "
        "hinaus ist."
    ),
    # welcome: the first run
    "welcome.alone": "Mit eigenen Kunden anfangen",
    "welcome.alone_why": (
        "Nur du. Du kannst Kunden aus einer Datei holen und später einem Team beitreten."
    ),
    "welcome.back": "Zurückholen",
    "welcome.back_why": "Aus der Datei, die „Alles mitnehmen“ gemacht hat.",
    "welcome.join": "Meinem Team beitreten",
    "welcome.join_why": "Mit der Serveradresse und dem Code, die du bekommen hast.",
    "welcome.practice": "Mit Übungsdaten ausprobieren",
    "welcome.practice_why": "Ein erfundenes Team mit Kunden und Deals zum Umsehen.",
    "welcome.private": "Was du schreibst, bleibt auf diesem Gerät, bis du einem Team beitrittst.",
    "welcome.title": "Rapport",
    "welcome.why": (
        "Das Notizbuch für alle, die Kunden besuchen. Es geht überall, mit Netz oder ohne."
    ),
}
