"""Look at everything, from the folder to the team's history."""

from pathlib import Path

from app.device import open_replica
from app.doctor import local, team
from app.doctor.finding import Finding, fine, look
from app.i18n.catalog import Catalog
from app.screens.problems import problem_words
from sync.client.replica import FILE_NAME
from sync.core.errors import RapportError


def examine(folder: Path, words: Catalog, *, trust_history: bool = False) -> tuple[Finding, ...]:
    """Look at a data folder, and compare it with the team's server.

    What waits is sent and what is new is taken in first. Rows that differ from the
    server's are repaired.

    Args:
        folder: The data folder.
        words: The language to say it in.
        trust_history: Take the team's history from now on as the server tells it,
            though it may have been another.
    """
    findings = [local.folder(folder, words), local.disk(folder, words)]
    if not (folder / FILE_NAME).exists():
        return (*findings, fine("database", words.t("doctor.no_database")))
    try:
        replica = open_replica(folder)
    except RapportError as error:
        return (*findings, look("database", problem_words(words, error)))
    try:
        findings.append(local.database(replica, words))
        findings.append(local.migrations(replica, words))
        if replica.state().joined:
            findings += team.examine(replica, words, trust_history=trust_history)
        else:
            findings.append(fine("server", words.t("doctor.alone")))
    finally:
        replica.close()
    findings.append(fine("speech", words.t("doctor.no_speech")))
    return tuple(findings)
