"""English for the team: coming in, who may do what, who gave what to whom, what is seen.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final = {
    # alone: start without a team
    "alone.currency": "You sell in",
    "alone.go": "Start",
    "alone.name": "What is your name?",
    "alone.name_missing": "Please write your name. It stands beside your notes.",
    "alone.title": "Start on your own",
    "alone.why": "Two answers, then you write your first note.",
    # given: from one person to another, and why
    "given.done": "Given to {name}",
    "given.fine": "Got it",
    "given.gave": "You gave this to {to}.",
    "given.gave_nobody": "This is nobody's now.",
    "given.gave_nobody_why": "This is nobody's now: “{why}”",
    "given.gave_why": "You gave this to {to}: “{why}”",
    "given.got": "{by} gave you this.",
    "given.got_why": "{by} gave you this: “{why}”",
    "given.lost": "{by} gave this to {to}.",
    "given.lost_nobody": "{by} took this from you. It is nobody's now.",
    "given.lost_nobody_why": "{by} took this from you: “{why}”",
    "given.lost_taken": "{by} took this over from you.",
    "given.lost_taken_why": "{by} took this over from you: “{why}”",
    "given.lost_why": "{by} gave this to {to}: “{why}”",
    "given.more.one": "and {count} more that changed hands",
    "given.more.other": "and {count} more that changed hands",
    "given.open": "Open",
    "given.say_why": "Say why",
    "given.someone": "Somebody",
    "given.why": "Why, in one line",
    "given.why_change": "Change why",
    "given.why_hint": "You know them from last year.",
    "given.why_kept": "They will read that",
    # invite: bring a colleague in
    "invite.copy": "Copy",
    "invite.made": "Invitation for {name}",
    "invite.make": "Make the invitation",
    "invite.message": (
        "Join me in Rapport. Paste this link there: {link} (or type the server address {url} and"
        " the invitation code {code})"
    ),
    "invite.name": "Their name",
    "invite.name_missing": "Please write their name.",
    "invite.offline": (
        "An invitation needs signal, and your team's server did not answer. Try again when "
        "there is some."
    ),
    "invite.open": "Invite a colleague",
    "invite.picture": "The invitation as a picture for another phone's camera",
    "invite.title": "Who joins you?",
    "invite.until": "It works once, until {day}.",
    # join: become part of a team
    "join.again": "Join again",
    "join.again_why": (
        "Ask a manager or admin for a new invitation. What waits here goes out once you are in."
    ),
    "join.busy": "Asking your team…",
    "join.by_code": "I have an invitation",
    "join.by_password": "Sign in with e-mail and password",
    "join.code": "Invitation code",
    "join.code_hint": "K7QF-2MXD",
    "join.code_missing": "Type the code from your invitation, such as K7QF-2MXD.",
    "join.device": "What to call this device",
    "join.device_missing": "Give this device a name, so that your team can tell it from others.",
    "join.email": "E-mail address",
    "join.go": "Join",
    "join.not_rapport": (
        "Something answered at {address}, but it is not a Rapport server. Check the address."
    ),
    "join.password": "Password",
    "join.password_why": (
        "For a further device of yours, once you have set a password under Me on another one."
    ),
    "join.server": "Server address or link",
    "join.server_hint": "rapport.example.com",
    "join.sign_in": "Sign in",
    "join.this_computer": "My computer",
    "join.this_phone": "My phone",
    "join.title": "Join your team",
    "join.unreachable": (
        "Nobody answered at {address}. Check the address and the signal, then try again."
    ),
    "join.why": "Ask a manager or admin of your team for an invitation.",
    # me: what of mine is where, my team, this device
    "me.all_here": "Everything is saved on this device.",
    "me.alone": "Only on this device",
    "me.alone_why": (
        "Nobody else sees what you write. Join a team to share it, and to have it on other devices."
    ),
    "me.arriving": "Your team's customers are arriving",
    "me.arriving_count": "{count} customers, deals and notes so far. You can write already.",
    "me.arriving_first": "the first ones are on their way. You can write already.",
    "me.change": "{kind} “{title}”",
    "me.change_more": "{said} and {count} more",
    "me.change_new": "new",
    "me.change_removed": "removed",
    "me.data": "What is here",
    "me.gone": "Let go",
    "me.heard": "Your team last heard from this device {ago}.",
    "me.held_up": "Your changes wait",
    "me.import": "Bring in customers from a file",
    "me.language": "Language",
    "me.leave_alone": "Start over",
    "me.leave_alone_why": (
        "Everything here moves to a backup file on this device, and Rapport starts empty."
    ),
    "me.leave_team": "Sign out",
    "me.leave_team_why": (
        "Everything here moves to a backup file on this device, and Rapport starts empty. To "
        "come back you need a new invitation."
    ),
    "me.leave_waiting.one": "{count} change has not reached your team and would stay behind.",
    "me.leave_waiting.other": "{count} changes have not reached your team and would stay behind.",
    "me.let_go": "Let go",
    "me.look": "How it looks",
    "me.more_waiting.one": "and {count} more",
    "me.more_waiting.other": "and {count} more",
    "me.moving": "Talking to your team",
    "me.moving_count": "{sent} sent, {received} received so far.",
    "me.nameless": "No name yet",
    "me.never_heard": "Your team has not heard from this device yet.",
    "me.no_signal": "No signal",
    "me.practice": "This is practice data. Write, move and close what you like.",
    "me.practice_end": "Start for real",
    "me.refused.one": "{count} change was not taken",
    "me.refused.other": "{count} changes were not taken",
    "me.safe_here.one": "Saved on this device. {count} change will go out when there is signal.",
    "me.safe_here.other": (
        "Saved on this device. {count} changes will go out when there is signal."
    ),
    "me.seen": "What your manager sees",
    "me.send_again": "Send again",
    "me.sent_again": "On its way again",
    "me.signed_out": "Signed out",
    "me.source": "The server is gone for good",
    "me.stay": "Stay",
    "me.take": "Take everything with you",
    "me.team.one": "Team, {count} person",
    "me.team.other": "Team, {count} people",
    "me.text": "Text size",
    "me.theme": "Light or dark",
    "me.try_now": "Try now",
    "me.waiting.one": "{count} change waits",
    "me.waiting.other": "{count} changes wait",
    "me.who": "{role} in {team}",
    "me.you": "{role}, you",
    # password: for signing in on a further device
    "password.email": "E-mail address",
    "password.email_wrong": "That is not an e-mail address. It looks like anna@example.com.",
    "password.hint": "At least {count} characters. A few words you will remember do well.",
    "password.new": "New password",
    "password.offline": (
        "A password needs signal, and your team's server did not answer. Try again when there is"
        " some."
    ),
    "password.password_wrong": "A password needs at least {count} characters.",
    "password.remove": "Remove the password",
    "password.removed": "The password is removed",
    "password.row": "E-mail and password",
    "password.saved": "The password is set",
    "password.section": "Signing in elsewhere",
    "password.why": "On another device, without an invitation",
    # practice: a team to look around in
    "practice.done": "{count} so far",
    "practice.title": "Making a team to practise with",
    "practice.why": "This takes a few seconds. All of it stays on this device.",
    # role: what a person may do
    "role.admin": "Admin",
    "role.admin_may": "Also looks after people and the team.",
    "role.manager": "Manager",
    "role.manager_may": "Also sees everybody's deals and shapes stages and products.",
    "role.rep": "Rep",
    "role.rep_may": "Works with customers and deals.",
    # seen: what a rep's manager sees
    "seen.all_private": "Only for you and your managers.",
    "seen.along": "Sent with it",
    "seen.along_corrected": (
        "What you change after saving. The first wording of a note stays with it, and the history "
        "keeps each change."
    ),
    "seen.along_counting": (
        "No screen counts your notes or visits for anybody. But the dates are there for who reads "
        "them."
    ),
    "seen.along_server": (
        "The day this device last came. Your team's server needs it for tidying up and shows it to "
        "nobody."
    ),
    "seen.along_when": "When you saved each thing, and on which device. Its history shows that.",
    "seen.attachment.one": "{count} photo or recording",
    "seen.attachment.other": "{count} photos and recordings",
    "seen.deal.one": "{count} deal of yours",
    "seen.deal.other": "{count} deals of yours",
    "seen.fact.one": "{count} thing you told of a customer",
    "seen.fact.other": "{count} things you told of customers",
    "seen.follow_up.one": "{count} next step",
    "seen.follow_up.other": "{count} next steps",
    "seen.form_call": "Call",
    "seen.form_check_in": "Asking how it goes",
    "seen.form_done": "Done",
    "seen.form_fact": "Going on there",
    "seen.form_file": "Added",
    "seen.form_note": "Note",
    "seen.form_open": "Open",
    "seen.form_planned": "Planned",
    "seen.form_problem_closed": "Put right",
    "seen.form_problem_open": "Open problem",
    "seen.form_problem_working": "Being worked on",
    "seen.form_visit": "Visit",
    "seen.more": "Show {count} more",
    "seen.never": "Never leaves this device",
    "seen.never_correcting": "What you take out or correct before you save.",
    "seen.never_keeping": "What you keep to yourself, until you share it.",
    "seen.never_letting_go": "That you have read word of something that changed hands.",
    "seen.never_looking": "When you open the app, what you look at, and what you search for.",
    "seen.never_place": "Where you are, now or at any time.",
    "seen.never_typing": "What you are typing, and what you began and have not saved.",
    "seen.no_customer": "No customer",
    "seen.note.one": "{count} note",
    "seen.note.other": "{count} notes",
    "seen.nothing": "Nothing of yours yet.",
    "seen.private.one": "{count} of them is only for you and your managers.",
    "seen.private.other": "{count} of them are only for you and your managers.",
    "seen.problem.one": "{count} problem you see to",
    "seen.problem.other": "{count} problems you see to",
    "seen.title": "What your manager sees",
    "seen.visit.one": "{count} visit or call",
    "seen.visit.other": "{count} visits and calls",
    "seen.why": (
        "Everything of yours that reaches your team stands here, the way your manager reads it. "
        "Customers and the people there are the whole team's. A clock marks what has not gone out "
        "yet."
    ),
    # welcome: the first run
    "welcome.alone": "Start with my own customers",
    "welcome.alone_why": (
        "Just you. You can bring customers in from a file, and join a team later."
    ),
    "welcome.back": "Bring it back",
    "welcome.back_why": "From the file that “Take everything with you” made.",
    "welcome.join": "Join my team",
    "welcome.join_why": "With the server address and the code you were given.",
    "welcome.practice": "Try it with practice data",
    "welcome.practice_why": "A made-up team with customers and deals, to look around in.",
    "welcome.private": "What you write stays on this device until you join a team.",
    "welcome.title": "Rapport",
    "welcome.why": (
        "The notebook for people who visit customers. It works wherever you are, with signal or"
        " without."
    ),
}
