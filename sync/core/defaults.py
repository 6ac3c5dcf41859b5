"""The pipeline every team starts with.

Its ids are the same everywhere, so that deals made before joining a team stand
in the right stages afterwards.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sync.core.records.pipeline import Pipeline, Stage

PIPELINE_ID = "pipeline-sales"

_STAGES = (
    ("new", "New", "open", "We know of a need, and nobody has looked closer yet."),
    ("qualified", "Qualified", "open", "They have a need, a budget and somebody who decides."),
    ("proposal", "Proposal", "open", "They hold an offer with a price."),
    ("negotiation", "Negotiation", "open", "They want it, and we talk about the terms."),
    ("won", "Won", "won", "They said yes."),
    ("lost", "Lost", "lost", "They said no, or chose someone else."),
)


def default_stage(outcome: str) -> str:
    """Return the id of the first stage of that outcome; of the very first for any other."""
    slugs = {outcome: slug for slug, _, outcome, _ in reversed(_STAGES)}
    return f"stage-{slugs.get(outcome, _STAGES[0][0])}"


def default_ids() -> frozenset[str]:
    """Return the ids of the pipeline and its stages, which every team has."""
    return frozenset({PIPELINE_ID, *(f"stage-{slug}" for slug, *_ in _STAGES)})


def default_pipeline(
    said: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Pipeline, tuple[Stage, ...]]:
    """Return a fresh copy of the pipeline and its stages, in order.

    Args:
        said: Names and meanings in a person's language: of ``pipeline``, of a stage such as
            ``new``, and of its meaning, ``new_means``. English where there is none.
    """
    stages = tuple(
        Stage(
            id=f"stage-{slug}",
            pipeline_id=PIPELINE_ID,
            name=said.get(slug, name),
            position=position,
            outcome=outcome,
            meaning=said.get(f"{slug}_means", meaning),
        )
        for position, (slug, name, outcome, meaning) in enumerate(_STAGES)
    )
    return Pipeline(id=PIPELINE_ID, name=said.get("pipeline", "Sales")), stages
