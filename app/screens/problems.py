"""Say in words what went wrong: what happened, what is safe, what to do."""

from app.i18n.catalog import Catalog
from sync.core.errors import RapportError


def problem_words(words: Catalog, error: RapportError) -> str:
    """Return one to three sentences about an error.

    What the rules refused is said with its reason; what a server answered goes
    by the key the server gave, when there are words for it.
    """
    reason = str(error.fields.get("reason") or error.fields.get("rule") or "")
    if reason:
        field, limit = (str(error.fields.get(name, "")) for name in ("field", "limit"))
        return words.t("error.because", reason=reason_words(words, reason, field, limit))
    answered = str(error.fields.get("error", ""))
    for key in (answered, error.key):
        if key in words.language.texts:
            return words.t(key, **error.fields)
    return words.t("error.unexpected")


def reason_words(words: Catalog, reason: str, field: str = "", limit: str = "") -> str:
    """Return one sentence for a refusal or a broken rule.

    Args:
        words: The language.
        reason: Its key, such as ``refused.managers_only``.
        field: Register it is about; empty for the whole record.
        limit: The rule's number or word.
    """
    texts = words.language.texts
    plain = f"{reason}_plain"  # an import knows the rule, but not its number
    key = plain if not limit and plain in texts else reason
    if key not in texts:
        key = "refused.unknown"
    number = words.number(int(limit)) if limit.isdecimal() else limit
    return words.t(key, field=field_words(words, field), limit=number)


def field_words(words: Catalog, field: str) -> str:
    """Return what a register is called inside a sentence: "amount"."""
    key = f"field.{field}"
    return words.t(key if key in words.language.texts else "field.unknown")
