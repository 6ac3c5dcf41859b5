"""Hand the chosen language down the component tree."""

import flet as ft

from app.i18n.catalog import Catalog
from app.i18n.en import ENGLISH

WordsContext = ft.create_context(Catalog(ENGLISH))
"""Wrap the tree once: `WordsContext(catalog, lambda: ...)`; English without it."""


def use_words() -> Catalog:
    """Return the catalog of this tree. A hook: call it first, unconditionally."""
    return ft.use_context(WordsContext)
