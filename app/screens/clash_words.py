"""Tell two people kindly that both of them wrote the same thing."""

from datetime import datetime

from app.i18n.catalog import Catalog
from app.queries.conflicts import Clash
from app.queries.said import Said
from app.screens.problems import field_words
from app.screens.said_words import said_words

DELETED = "deleted"
_EDIT_LOST = "said.there"


def clash_title(words: Catalog, clash: Clash) -> str:
    """Return what was written twice: "Amount"."""
    if clash.field == DELETED:
        return words.t("clash.deleted")
    name = field_words(words, clash.field)
    return name[:1].upper() + name[1:]


def clash_words(words: Catalog, clash: Clash, now: datetime) -> str:
    """Return who wrote what, and which of the two is kept."""
    name = clash.other or words.t("clash.someone")
    if clash.field == DELETED:
        lost = "edit" if clash.lost.text == _EDIT_LOST else "deletion"
        return words.t(f"clash.{lost}_lost_{clash.side}", name=name)
    side: str = clash.side
    if side == "both":
        side = "own_here" if clash.lost_here else "own_elsewhere"
    return words.t(
        f"clash.{side}",
        lost=_deed(words, clash.lost, "" if clash.side != "keeper" else name, now),
        kept=_deed(words, clash.kept, name if clash.side == "author" else "", now),
    )


def since_words(words: Catalog, clash: Clash, now: datetime) -> str:
    """Return what has become of it since, and what the tap would do to that; or nothing."""
    said: list[str] = []
    use = restore_label(words, clash)
    if clash.now and clash.now.form == "empty":
        said.append(words.t("clash.now_empty"))
    elif clash.now:
        said.append(words.t("clash.now", value=said_words(words, clash.now, now)))
    if clash.now and clash.may_restore:
        said.append(words.t("clash.replaces", use=use))
    if clash.deleted and clash.field != DELETED:
        key = "clash.comes_back" if clash.may_restore else "clash.gone_since"
        said.append(words.t(key, use=use))
    return " ".join(said)


def who_wrote(words: Catalog, clash: Clash) -> tuple[str, str]:
    """Return the words over the lost and over the kept value, where both stand in full."""
    name = clash.other or words.t("clash.someone")
    mine, theirs = words.t("clash.yours"), words.t("clash.theirs", name=name)
    if clash.side == "author":
        return mine, theirs
    if clash.side == "keeper":
        return theirs, mine
    here, there = words.t("clash.from_here"), words.t("clash.from_there")
    return (here, there) if clash.lost_here else (there, here)


def restore_label(words: Catalog, clash: Clash) -> str:
    """Return the words on the button that puts the lost value in place."""
    if clash.field == DELETED:
        back = clash.lost.text == _EDIT_LOST
        return words.t("clash.bring_back" if back else "clash.delete")
    return words.t("clash.use_mine" if clash.side == "author" else "clash.use_other")


def restored_words(words: Catalog, clash: Clash) -> str:
    """Return what is said once that is done."""
    if clash.field == DELETED:
        back = clash.lost.text == _EDIT_LOST
        return words.t("clash.brought_back" if back else "clash.deleted_again")
    return words.t("clash.restored_mine" if clash.side == "author" else "clash.restored")


def _deed(words: Catalog, value: Said, name: str, now: datetime) -> str:
    """Return "You wrote €45,000" or "Maria chose Proposal"."""
    who = "_you" if not name else ""
    if value.form == "empty":
        return words.t(f"clash.emptied{who}", name=name)
    verb = "wrote" if value.form in ("money", "text", "day", "moment", "unknown") else "chose"
    return words.t(f"clash.{verb}{who}", name=name, value=said_words(words, value, now))
