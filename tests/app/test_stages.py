"""The team's own pipelines: named, ordered, split, merged, and no deal lost on the way."""

from collections.abc import Callable
from functools import partial
from itertools import product

import pytest

from app.commands.deals import move_deal
from app.commands.stages import (
    OutcomesDifferError,
    add_pipeline,
    add_stage,
    edit_stage,
    merge_pipeline,
    merge_stage,
    rename_pipeline,
    shift_stage,
    split_stage,
)
from app.commands.undo import undo
from app.queries.deal_page import deal_detail
from app.queries.deals import DealFilter, board, deals_count, deals_page
from app.queries.team import StageOption, stages
from sync.client.replica import Replica
from sync.client.writer import Writer
from sync.core.defaults import PIPELINE_ID
from sync.core.errors import RefusedError, ViolationError
from sync.core.permissions import Actor
from sync.core.records.pipeline import Stage
from tests.app.test_deals_queries import TODAY, add_deal

NAMES = ("Asked", "Renewed", "Left")


def known(replica: Replica, pipeline_id: str = PIPELINE_ID) -> dict[str, StageOption]:
    """Return the stages of a pipeline by name, in order."""
    with replica.reading() as connection:
        return {s.name: s for s in stages(connection) if s.pipeline_id == pipeline_id}


def test_new_pipeline_has_an_open_a_won_and_a_lost_stage_and_undo_takes_all_away(
    replica: Replica,
) -> None:
    with replica.transaction() as writer:
        done = add_pipeline(writer, " Renewals ", NAMES)
    found = known(replica, done.id)
    assert [(s.name, s.outcome) for s in found.values()] == list(
        zip(NAMES, ("open", "won", "lost"), strict=True)
    )
    assert found["Asked"].pipeline == "Renewals"
    with replica.transaction() as writer:
        rename_pipeline(writer, done.id, "Second year")
    assert known(replica, done.id)["Asked"].pipeline == "Second year"
    with replica.transaction() as writer:
        undo(writer, done)
    assert known(replica, done.id) == {}


def test_stages_are_added_renamed_given_a_meaning_and_moved(replica: Replica) -> None:
    with replica.transaction() as writer:
        add_stage(writer, PIPELINE_ID, "Trial", after_id="stage-new")
        add_stage(writer, PIPELINE_ID, "Contract")
        edit_stage(writer, "stage-new", name="Heard of", meaning="Somebody called")
    names = ["Heard of", "Trial", "Qualified", "Proposal", "Negotiation", "Contract", "Won", "Lost"]
    assert list(known(replica)) == names
    assert known(replica)["Heard of"].meaning == "Somebody called"
    with replica.transaction() as writer:
        done = shift_stage(writer, "stage-proposal", -1)
    assert list(known(replica))[2:4] == ["Proposal", "Qualified"]
    with replica.transaction() as writer:
        undo(writer, done)
        shift_stage(writer, "stage-new", -1)
        shift_stage(writer, "stage-lost", 1)
    assert list(known(replica)) == names


def test_merged_stage_stands_nowhere_and_its_deals_stand_where_it_went(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = add_deal(writer, stage_id="stage-qualified")
        done = merge_stage(writer, "stage-qualified", "stage-proposal")
    assert "Qualified" not in known(replica)
    with replica.reading() as connection:
        row = deals_page(connection, DealFilter(stage_id="stage-proposal"), 0, 5)[0]
        detail = deal_detail(connection, deal)
        column = board(connection, DealFilter(), PIPELINE_ID, {})[1]
    assert detail
    assert (row.stage, row.stage_id, row.step, row.of) == ("Proposal", "stage-proposal", 1, 3)
    assert (detail.stage, detail.stage_id, detail.pipeline_id) == (
        "Proposal",
        "stage-proposal",
        PIPELINE_ID,
    )
    assert (column.stage.name, column.count) == ("Proposal", 1)
    assert [one.kind for one in done.written] == ["deal", "stage"]
    with replica.transaction() as writer:
        writer.edit(Stage, "stage-qualified", merged_into="")
    with replica.reading() as connection:
        assert deals_page(connection, DealFilter(), 0, 5)[0].stage == "Qualified"


def test_merging_goes_on_from_one_to_the_next(replica: Replica) -> None:
    with replica.transaction() as writer:
        deal = add_deal(writer, stage_id="stage-new")
        merge_stage(writer, "stage-new", "stage-qualified")
        merge_stage(writer, "stage-qualified", "stage-proposal")
    with replica.reading() as connection:
        found = deal_detail(connection, deal)
        assert deals_count(connection, DealFilter(stage_id="stage-proposal")).rows == 1
    assert found
    assert found.stage == "Proposal"


@pytest.mark.parametrize("ring", [("new", "proposal"), ("new", "proposal", "qualified")])
def test_stages_that_two_people_merged_into_each_other_come_to_one(
    replica: Replica, ring: tuple[str, ...]
) -> None:
    with replica.transaction() as writer:
        for one in ring:
            add_deal(writer, one, stage_id=f"stage-{one}")
        for one, other in zip(ring, (*ring[1:], ring[0]), strict=True):
            writer.edit(Stage, f"stage-{one}", merged_into=f"stage-{other}")
    with replica.reading() as connection:
        rows = deals_page(connection, DealFilter(), 0, 5)
    assert {row.stage for row in rows} == {"New"}
    assert len(rows) == len(ring)
    assert "New" in known(replica)


def test_stage_merged_into_one_that_is_gone_stands_for_itself(replica: Replica) -> None:
    with replica.transaction() as writer:
        add_deal(writer, stage_id="stage-new")
        writer.edit(Stage, "stage-new", merged_into="nowhere")
    with replica.reading() as connection:
        assert deals_page(connection, DealFilter(), 0, 5)[0].stage == "New"


def test_open_and_closed_stages_do_not_merge(replica: Replica) -> None:
    for one, other in product(("new", "won", "lost"), repeat=2):
        if one != other:
            with pytest.raises(OutcomesDifferError), replica.transaction() as writer:
                merge_stage(writer, f"stage-{one}", f"stage-{other}")


def test_split_puts_a_stage_behind_one_and_some_deals_into_it(replica: Replica) -> None:
    with replica.transaction() as writer:
        stays = add_deal(writer, "stays", stage_id="stage-proposal")
        goes = add_deal(writer, "goes", stage_id="stage-proposal")
    with replica.transaction() as writer:
        done = split_stage(writer, "stage-proposal", "Second offer", [goes])
    assert list(known(replica))[2:4] == ["Proposal", "Second offer"]
    with replica.reading() as connection:
        rows = {row.id: row.stage for row in deals_page(connection, DealFilter(), 0, 5)}
    assert rows == {stays: "Proposal", goes: "Second offer"}
    with replica.transaction() as writer:
        undo(writer, done)
    with replica.reading() as connection:
        assert {r.stage for r in deals_page(connection, DealFilter(), 0, 5)} == {"Proposal"}


def test_pipelines_become_one_and_every_deal_stands_in_it(replica: Replica) -> None:
    with replica.transaction() as writer:
        other = add_pipeline(writer, "Renewals", ("NEW", "Renewed", "Lost")).id
    from_there = known(replica, other)
    with replica.transaction() as writer:
        for name, stage in from_there.items():
            deal = add_deal(writer, name)
            move_deal(writer, deal, stage.id, TODAY)
    with replica.transaction() as writer:
        done = merge_pipeline(writer, other, PIPELINE_ID)
    assert list(known(replica)) == [
        "New",
        "Qualified",
        "Proposal",
        "Negotiation",
        "Won",
        "Renewed",
        "Lost",
    ]
    with replica.reading() as connection:
        rows = deals_page(connection, DealFilter(outcome=""), 0, 9)
        assert {row.title: row.stage for row in rows} == {
            "NEW": "New",
            "Renewed": "Renewed",
            "Lost": "Lost",
        }
        assert {deal_detail(connection, row.id).pipeline_id for row in rows} == {PIPELINE_ID}  # type: ignore[union-attr]  # each is there
    with replica.transaction() as writer:
        undo(writer, done)
    assert list(known(replica, other)) == ["NEW", "Renewed", "Lost"]
    assert list(known(replica)) == ["New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"]


def test_only_those_who_lead_shape_pipelines(replica: Replica) -> None:
    rep = Actor(replica.state().user_id, "rep")
    commands: tuple[Callable[[Writer], object], ...] = (
        partial(add_pipeline, name="Mine", stage_names=NAMES),
        partial(add_stage, pipeline_id=PIPELINE_ID, name="Mine"),
        partial(merge_stage, stage_id="stage-new", into_id="stage-proposal"),
    )
    for command in commands:
        with pytest.raises(RefusedError), replica.transaction(rep) as writer:
            command(writer)


@pytest.mark.parametrize("name", ["مرحلة", "🎉 Won it", "x" * 200])
def test_stage_may_be_called_anything_that_fits(replica: Replica, name: str) -> None:
    with replica.transaction() as writer:
        add_stage(writer, PIPELINE_ID, name)
    assert name in known(replica)
    with pytest.raises(ViolationError), replica.transaction() as writer:
        add_stage(writer, PIPELINE_ID, "x" * 10_000)
