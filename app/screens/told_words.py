"""What was told of a visit beside words, in one line."""

from app.i18n.catalog import Catalog
from app.queries.visit_told import Told


def told_words(words: Catalog, told: Told) -> str:
    """Return it as "Ines, Tomasz · Ordered · Happy · Oven · 2 photos"."""
    parts = [
        ", ".join(told.met),
        told.outcome,
        words.t(f"mood.{told.mood}") if told.mood else "",
        ", ".join(told.products),
        words.t("photo.count", count=told.photos) if told.photos else "",
    ]
    return " · ".join(part for part in parts if part)
