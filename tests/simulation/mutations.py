"""Prove that the simulation can see: break one rule at a time, in a scratch copy.

    python -m tests.simulation.mutations [WORD]

Each mutation replaces a text in a copy of `sync`; then the tests named must
fail. Ends with 1 if any of them passes. WORD picks mutations by name.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFLICTS = "tests/simulation/test_found_conflicts.py"
NETWORK = "tests/simulation/test_found_network.py"
READING = "tests/simulation/test_found_reading.py"
REFUSED = "tests/simulation/test_found_refused.py"
SERVER = "tests/simulation/test_found_server.py"
TEAM = "tests/simulation/test_simulation.py::TestStory"
OFFERS = "tests/server/test_offers.py"
DIGESTS = "tests/server/test_digests.py"
COLLECTING = "tests/server/test_collecting.py"
HISTORY = "tests/server/test_history.py"
CLOCKS = "tests/simulation/test_clocks.py"


@dataclass(frozen=True)
class Mutation:
    """One deliberate breakage.

    Attributes:
        name: What is broken.
        file: Where.
        old: The text as it is; it occurs once.
        new: The text that breaks it.
        tests: What must fail.
    """

    name: str
    file: str
    old: str
    new: str
    tests: str = TEAM


MUTATIONS = (
    Mutation(
        "merge takes whatever comes",
        "sync/core/merge.py",
        "wins = stamp > mine",
        "wins = True",
    ),
    Mutation(
        "merge names no loss",
        "sync/core/merge.py",
        "if mine not in (NEVER, met) and other != value:",
        "if False:",
    ),
    Mutation(
        "merge lets a default win",
        "sync/core/merge.py",
        "base if name in values else NEVER",
        "base",
        f"{CONFLICTS}::test_what_one_types_does_not_lose_to_a_default_of_the_others_import",
    ),
    Mutation(
        "clock does not count",
        "sync/core/clock.py",
        "return replace(self, counter=self.counter + 1)",
        "return self",
    ),
    Mutation(
        "clock follows the wall back",
        "sync/core/clock.py",
        "if now_ms > self.ms:",
        "if now_ms != self.ms:",
    ),
    Mutation(
        "clock does not observe what is pulled",
        "sync/client/engine.py",
        "state.clock_of(connection).observe(latest)",
        "state.clock_of(connection)",
    ),
    Mutation(
        "server takes in what is ahead",
        "sync/server/push.py",
        "anew = off or text > limit or text == login.ahead",
        "anew = off",
        "tests/server/test_push.py",
    ),
    Mutation(
        "server forgets the stamp it asked to be made anew",
        "sync/server/push.py",
        "anew = off or text > limit or text == login.ahead",
        "anew = off or text > limit",
        "tests/server/test_push.py",
    ),
    Mutation(
        "server goes by its wall clock alone",
        "sync/server/push.py",
        "max(now_ms + TOLERANCE_MS, parse(known)[0] + 1)",
        "now_ms + TOLERANCE_MS",
    ),
    Mutation(
        "the team's latest stamp is not kept",
        "sync/server/rows.py",
        '(TEAM_HEAD.c.clock < bindparam("latest"), bindparam("latest"))',
        '(TEAM_HEAD.c.clock < "", bindparam("latest"))',
    ),
    Mutation(
        "a stamp made anew may fall behind what was pulled",
        "sync/client/engine.py",
        "state.save(connection, clock=clock.stamp, floor=latest)",
        "state.save(connection, clock=clock.stamp)",
    ),
    Mutation(
        "a change made anew has still seen the old stamp",
        "sync/client/clocks.py",
        "replace(c, stamp=new(c.stamp), seen=restamped(c.seen, new))",
        "replace(c, stamp=new(c.stamp))",
    ),
    Mutation(
        "rows keep the stamp that was ahead",
        "sync/client/clocks.py",
        "stamps=restamped(r.stamps, new)",
        "stamps=r.stamps",
    ),
    Mutation(
        "what waits is not laid over the rows again",
        "sync/client/clocks.py",
        "[apply.overlaid(r, waiting[r.id]) for r in moved]",
        "moved",
        CLOCKS,
    ),
    Mutation(
        "how far the wall clock is off is forgotten",
        "sync/client/clocks.py",
        "wall_ms + one.off_ms for one in heard",
        "wall_ms for one in heard",
        CLOCKS,
    ),
    Mutation(
        "what was written in the boot before is not carried over",
        "sync/client/clocks.py",
        "outbox.carry_over(connection, before.boot, after.boot, later_ms)",
        "_ = later_ms",
        CLOCKS,
    ),
    Mutation(
        "a device does not see that its stamps are off",
        "sync/client/clocks.py",
        'return "off"',
        'return ""',
        CLOCKS,
    ),
    Mutation(
        "a device that was set right keeps the old times",
        "sync/client/clocks.py",
        "outbox.retime(connection, times)",
        "_ = times",
        CLOCKS,
    ),
    Mutation(
        "what was heard is not believed",
        "sync/core/reading.py",
        "self.start_ms if self.knows(now.boot) else now.start_ms",
        "now.start_ms",
        CLOCKS,
    ),
    Mutation(
        "what was heard is believed after a restart",
        "sync/core/reading.py",
        "self.ms > 0 and self.boot == boot",
        "self.ms > 0",
        CLOCKS,
    ),
    Mutation(
        "a slow line makes an honest clock look wrong",
        "sync/core/reading.py",
        "max(min(self.start_in(now), latest), earliest)",
        "earliest",
        "tests/core/test_reading.py",
    ),
    Mutation(
        "server trusts every wall clock",
        "sync/server/push.py",
        'wrong = request.clock == "wall" and ',
        "wrong = False and ",
        CLOCKS,
    ),
    Mutation(
        "server finds those behind who have heard the time",
        "sync/server/push.py",
        'wrong = request.clock == "wall" and ',
        "wrong = ",
        "tests/server/test_clocks.py",
    ),
    Mutation(
        "an edit of what was refused makes half a record",
        "sync/server/push.py",
        "if change.seen and not row.exists:",
        "if False:",
        f"{REFUSED}::test_an_edit_of_what_was_refused_is_refused_and_arrives_once_both_are_sent_again",
    ),
    Mutation(
        "what was taken away stays after a copy was put back",
        "sync/client/engine.py",
        "    apply.begin_sweep(connection)\n    outbox.renumber",
        "    outbox.renumber",
        f"{READING}::test_what_was_taken_away_since_an_older_copy_was_made_does_not_stay",
    ),
    Mutation(
        "server takes repeated changes as new",
        "sync/server/push.py",
        "new = changes[max(0, login.accepted + 1 - changes[0].n) :]",
        "new = changes",
    ),
    Mutation(
        "server forgets the refusals it gave",
        "sync/server/push.py",
        "if first > login.accepted:",
        "if True:",
        f"{REFUSED}::test_a_refusal_whose_answer_was_lost_is_given_again",
    ),
    Mutation(
        "server says more was accepted than came",
        "sync/server/push.py",
        "accepted=max(login.accepted, changes[-1].n),",
        "accepted=changes[-1].n + 1,",
        "tests/server/test_push.py",
    ),
    Mutation(
        "device takes more as acknowledged than it sent",
        "sync/client/engine.py",
        "min(reply.accepted, max((c.n for c in request.changes), default=0))",
        "reply.accepted",
        "tests/client/test_engine.py",
    ),
    Mutation(
        "cursor passes rows that were not sent",
        "sync/server/pull.py",
        "upto = pos if more else head",
        "upto = head",
    ),
    Mutation(
        "positions end one early",
        "sync/server/rows.py",
        "seq - len(changed) + 1, link.n",
        "seq - len(changed), link.n",
    ),
    Mutation(
        "writer is thought to hold what it has not read",
        "sync/server/push.py",
        "known = row.whole and row.pos <= self._seen_pos",
        "known = True",
    ),
    Mutation(
        "no exit is sent",
        "sync/server/pull.py",
        "return list(gone)",
        "return []",
    ),
    Mutation(
        "a refused row does not leave",
        "sync/server/push.py",
        "exits=[(row.kind, row.id) for row in touched if not intake.may_read(row)],",
        "exits=[],",
        f"{READING}::test_a_row_that_leaves_while_an_edit_is_typed_does_not_stay",
    ),
    Mutation(
        "a change of view does not start over",
        "sync/server/service.py",
        "cursor.epoch != login.epoch or cursor.view != view_of(actor):",
        "cursor.epoch != login.epoch:",
    ),
    Mutation(
        "starting over leaves out one's own rows",
        "sync/server/pull.py",
        '"device": -1 if cursor.since else login.number,',
        '"device": login.number,',
    ),
    Mutation(
        "outbox drops what was refused",
        "sync/client/outbox.py",
        "    if kept:\n",
        "    if False:\n",
    ),
    Mutation(
        "outbox drops what was not acknowledged",
        "sync/client/outbox.py",
        "\"DELETE FROM outbox WHERE n <= ? AND refusal = ''\", (accepted,)",
        "\"DELETE FROM outbox WHERE n <= ? + 1 AND refusal = ''\", (accepted,)",
    ),
    Mutation(
        "a pull overwrites edits that wait",
        "sync/store/apply.py",
        "overlaid(row, changes) if changes else row",
        "row",
    ),
    Mutation(
        "an exit takes a row with waiting edits",
        "sync/store/apply.py",
        " and (kind, record_id) not in waiting:",
        ":",
        f"{READING}::test_a_row_that_leaves_while_an_edit_is_typed_does_not_stay",
    ),
    Mutation(
        "a sweep takes rows with waiting edits",
        "sync/store/apply.py",
        "WHERE refusal = '')",
        "WHERE 0)",
        "tests/store/test_apply.py",
    ),
    Mutation(
        "a sweep takes what was made in vain",
        "sync/store/apply.py",
        "WHERE seen = '')",
        "WHERE 0)",
        f"{REFUSED}::test_a_refused_new_record_can_be_sent_again_once_it_may",
    ),
    Mutation(
        "another's row of an id made in vain is not offered",
        "sync/client/offers.py",
        "row.made not in in_vain",
        "row.id not in {made for made, _ in in_vain}",
        f"{REFUSED}::test_a_row_that_one_made_in_vain_and_reads_now_is_given_back",
    ),
    Mutation(
        "another's row of an id made in vain is not compared",
        "sync/client/comparing.py",
        "row.made not in in_vain",
        "row.id not in {made for made, _ in in_vain}",
        f"{REFUSED}::test_a_row_that_one_made_in_vain_and_reads_now_is_compared",
    ),
    Mutation(
        "a sweep forgets what came again",
        "sync/store/apply.py",
        '    if keys:\n        connection.exec_driver_sql("DELETE FROM unseen',
        '    if False:\n        connection.exec_driver_sql("DELETE FROM unseen',
    ),
    Mutation(
        "a late answer is applied",
        "sync/client/engine.py",
        "= set()\n        current = state.load(connection).cursor == request.cursor",
        "= set()\n        current = True",
        f"{NETWORK}::test_an_old_answer_that_comes_late_changes_nothing",
    ),
    Mutation(
        "the cursor passes a row that was not applied",
        "sync/client/engine.py",
        "touched = _apply(connection, reply, first=not request.cursor)",
        "touched = _apply(connection, replace(reply, rows=reply.rows[:-1]), first=False)",
    ),
    Mutation(
        "a loss makes no conflict",
        "sync/server/push.py",
        "        conflicts.record_losses(connection, team_id, self._losses, rows)\n",
        "",
        f"{CONFLICTS}::test_two_people_import_the_same_file",
    ),
    Mutation(
        "a conflict stays where its record was",
        "sync/server/push.py",
        "        conflicts.move_along(connection, team_id, rows)\n",
        "",
        f"{CONFLICTS}::test_whoever_settled_a_conflict_sees_where_it_goes",
    ),
    Mutation(
        "a conflict does not follow a record that comes back",
        "sync/server/offers.py",
        "    conflicts.put_in_place(connection, login.team_id, rows)\n",
        "",
        f"{CONFLICTS}::test_a_conflict_follows_its_record_that_comes_back_as_private",
    ),
    Mutation(
        "whoever wrote a row is thought to hold what became of it",
        "sync/server/rows.py",
        "self.changed, self.settled_by = True, 0",
        "self.changed = True",
        f"{CONFLICTS}::test_whoever_settled_a_conflict_sees_where_it_goes",
    ),
    Mutation(
        "epochs are not counted",
        "sync/server/cursor.py",
        "generation(epoch) + 1",
        "generation(epoch)",
        f"{SERVER}::test_a_server_put_back_to_the_same_copy_twice_is_noticed_twice",
    ),
    Mutation(
        "a cursor of a later epoch says nothing",
        "sync/server/service.py",
        "return generation(cursor.epoch) > generation(login.epoch)",
        "return False",
        f"{SERVER}::test_a_server_put_back_to_the_same_copy_twice_is_noticed_twice",
    ),
    Mutation(
        "who is to offer begins without a cursor",
        "sync/server/service.py",
        'begin.text(login.secret) if offer else ""',
        '""',
        f"{SERVER}::test_a_server_put_back_again_while_devices_offer_is_noticed",
    ),
    Mutation(
        "another history is not noticed",
        "sync/server/service.py",
        "return not here.startswith(cursor.mark)",
        "return False",
        OFFERS,
    ),
    Mutation(
        "the clock that a cursor proves is not believed",
        "sync/server/presence.py",
        "if at > login.clock:",
        "if False:",
        f"{SERVER}::test_what_was_written_while_a_servers_clock_was_ahead_comes_back",
    ),
    Mutation(
        "what waits is offered",
        "sync/client/offers.py",
        "rows.told(kind, row, waiting)",
        "rows.told(kind, row, ())",
        f"{SERVER}::test_an_edit_that_was_not_sent_wins_over_nobody_unnoticed_after_a_restore",
    ),
    Mutation(
        "what was refused is offered",
        "sync/client/offers.py",
        "if told.values and row.made not in in_vain:",
        "if told.values:",
        f"{REFUSED}::test_a_record_that_was_refused_does_not_come_in_with_an_offer",
    ),
    Mutation(
        "an offer does what its person may not",
        "sync/server/offers.py",
        "if refusal(actor, row.kind, row.id, row.values, fields) is None:",
        "if True:",
        OFFERS,
    ),
    Mutation(
        "an offer of a time to come is taken",
        "sync/server/offers.py",
        "newest(stamps) <= latest and not",
        "not",
        OFFERS,
    ),
    Mutation(
        "what was collected comes back by an offer",
        "sync/server/offers.py",
        "if row[1] not in gone",
        "if True",
        COLLECTING,
    ),
    Mutation(
        "who comes back is not asked for what it holds",
        "sync/server/teams.py",
        "if before == team_id:",
        "if False:",
        OFFERS,
    ),
    Mutation(
        "a server begun anew gives numbers out again",
        "sync/server/seeding.py",
        "begin_team(connection, outside, team_id, numbers)",
        "begin_team(connection, outside, team_id)",
        OFFERS,
    ),
    Mutation(
        "sums leave out what rows say",
        "sync/core/digest.py",
        "to_json((record_id, stamps, told))",
        "to_json((record_id, stamps))",
        DIGESTS,
    ),
    Mutation(
        "what differs is not repaired",
        "sync/client/comparing.py",
        "            apply.apply_rows(connection, reply.rows, {})\n",
        "",
        DIGESTS,
    ),
    Mutation(
        "a damaged row is sent",
        "sync/server/pull.py",
        "if crc != checksum(stamps, fields):",
        "if False:",
        f"{SERVER}::test_a_damaged_row_is_healed_before_anybody_reads_it",
    ),
    Mutation(
        "a damaged row is merged",
        "sync/server/rows.py",
        "if crc == checksum(stamps, fields):",
        "if True:",
        DIGESTS,
    ),
    Mutation(
        "a tombstone goes before everybody has passed",
        "sync/server/collecting.py",
        "func.min(DEVICE.c.read_pos)",
        "func.max(DEVICE.c.read_pos)",
        COLLECTING,
    ),
    Mutation(
        "a tombstone goes at once",
        "sync/server/collecting.py",
        "limit_ms = now_ms - KEPT_DAYS * DAY_MS",
        "limit_ms = now_ms",
        COLLECTING,
    ),
    Mutation(
        "who was away for long goes on where they were",
        "sync/server/service.py",
        "told = cursor.since or cursor.pos >= login.collected",
        "told = True",
        COLLECTING,
    ),
    Mutation(
        "conflicts about what was collected stay on devices",
        "sync/server/collecting.py",
        "    if over:\n",
        "    if False:\n",
        f"{CONFLICTS}::test_conflicts_about_what_was_collected_leave_every_device",
    ),
    Mutation(
        "the history leaves out what lost",
        "sync/server/rows.py",
        "if merged.won or merged.losses:",
        "if merged.won:",
        TEAM,
    ),
    Mutation(
        "the history does not lead back",
        "sync/server/rows.py",
        "self.items.append((self.entry,",
        "self.items.append((0,",
        HISTORY,
    ),
    Mutation(
        "an entry of the history says nothing of the one before",
        "sync/server/history.py",
        "parts = (before, n,",
        "parts = (n,",
        HISTORY,
    ),
    Mutation(
        "what a role may not see is sent",
        "sync/server/rows.py",
        "if hidden := hidden_registers(actor, kind):",
        "if (hidden := hidden_registers(actor, kind)) and not hidden:",
        TEAM,
    ),
    Mutation(
        "a pull sends what is out of scope",
        "sync/server/pull.py",
        "statement = _ROWS if scopes is None else _SCOPED_ROWS",
        "statement = _ROWS",
        TEAM,
    ),
    Mutation(
        "what another process wrote in between does not count",
        "sync/server/service.py",
        "take_turn(connection, login)\n            login = sign_in(connection, token)\n",
        "take_turn(connection, login)\n",
        f"{NETWORK}::test_what_another_process_took_in_between_counts",
    ),
)


def fallen(mutation: Mutation) -> str:
    """Return the first test that fails once the mutation is made; empty if none does."""
    with tempfile.TemporaryDirectory(prefix="rapport-mutation-") as name:
        copy = Path(name)
        for part in ("sync", "tests"):
            ignored = shutil.ignore_patterns("__pycache__", "stories", "app")
            shutil.copytree(ROOT / part, copy / part, ignore=ignored)
        shutil.copy(ROOT / "pyproject.toml", copy)
        file = copy / mutation.file
        text = file.read_text(encoding="utf-8")
        if text.count(mutation.old) != 1:
            sys.exit(f"{mutation.name}: {mutation.file} reads differently now")
        file.write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        # The copy must be imported, not an installed checkout.
        environment = {"RAPPORT_EXAMPLES": "400", **os.environ, "RAPPORT_QUICK": "1"}
        environment["PYTHONPATH"] = str(copy)
        done = subprocess.run(
            [*command, *mutation.tests.split()],
            cwd=copy,
            env=environment,
            capture_output=True,
            timeout=600,
            check=False,
        )
        if done.returncode not in (0, 1):
            sys.exit(f"{mutation.name}: {done.stdout.decode()[-2_000:]}")
        failed = re.search(r"^FAILED \S+::(\S+)", done.stdout.decode(), re.MULTILINE)
        return failed[1] if failed else ""


def main(words: list[str]) -> int:
    """Try every mutation; return how the process ends."""
    survivors = 0
    for mutation in MUTATIONS:
        if all(word in mutation.name for word in words):
            test = fallen(mutation)
            survivors += not test
            print(f"| {mutation.name} | {test or 'MISSED'} |", flush=True)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
