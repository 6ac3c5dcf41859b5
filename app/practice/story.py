"""Make what happened with one practice customer: visits, notes, next steps."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.practice.chance import Chance, workday
from app.practice.course import Course, Diary, Ground, make_course
from app.practice.goods import GOODS, WON
from app.practice.houses import House
from app.practice.talk import Scene, Talk, talk_of
from sync.core.records.base import Record
from sync.core.records.contact import Contact
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.core.records.visit import Visit

_PER_DAY = 5
"""Follow-ups a rep has due today, and twice as many overdue; more is no life."""

_OFFER_FROM, _CLOSING_FROM = 0.4, 0.75
"""Parts of a deal's talks after which one speaks of the offer, and of the end."""


class Story:
    """What happens with one customer. Lives for that customer's turn."""

    def __init__(self, chance: Chance, house: House, ground: Ground, diary: Diary) -> None:
        """Begin with nothing told."""
        self._chance = chance
        self._house = house
        self._ground = ground
        self._diary = diary
        self._owner_id = house.account.owner_id

    def tell(self, deals: int, notes: int) -> Iterator[Record]:
        """Yield so many deals and notes, with the visits and next steps they bring."""
        courses = [
            make_course(self._chance, self._house, self._ground, self._diary) for _ in range(deals)
        ]
        yield from (course.deal for course in courses)
        for number in range(notes):
            if not courses:
                yield from self._cared()
                continue
            share = range(number % deals, notes, deals)
            yield from self._talked(courses[number % deals], share.index(number), len(share))
        for course in courses:
            yield from self._next_step(course)
        yield from self._planned(courses)

    def _talked(self, course: Course, step: int, of: int) -> Iterator[Record]:
        span = (course.last - course.first).days
        day = workday(course.first + timedelta(days=round(span * (step + 1) / of)))
        day = min(max(day, course.first), course.last)
        yield from self._noted(day, _phase(course, step, of), course)

    def _cared(self) -> Iterator[Record]:
        day = workday(self._diary.today - timedelta(days=self._chance.between(1, 240)))
        yield from self._noted(day, "care", None)

    def _noted(self, day: date, phase: str, course: Course | None) -> Iterator[Record]:
        chance = self._chance
        person = chance.pick(self._house.contacts)
        form = "visit" if chance.odds(62) else "call"
        short = course.good.short if course else chance.pick(GOODS).short
        talk = talk_of(chance, self._scene(person, short, phase, form, day))
        at_ms = self._diary.at(day, chance.between(32, 68) * 15)
        deal_id = course.deal.id if course else ""
        visit_id = ""
        if chance.odds(85):
            visit = Visit(
                id=chance.id(at_ms),
                created_ms=at_ms,
                account_id=self._house.account.id,
                contact_id=person.id,
                deal_id=deal_id,
                form=form,
                at_ms=at_ms,
                read=chance.pick(("", "keen", "unsure", "")) if course else "",
                owner_id=self._owner_id,
            )
            visit_id = visit.id
            yield visit
        written_ms = at_ms + chance.between(3, 50) * 60_000
        yield Note(
            id=chance.id(written_ms),
            created_ms=written_ms,
            account_id=self._house.account.id,
            deal_id=deal_id,
            visit_id=visit_id,
            text=talk.text,
            original=talk.text,
            written_ms=written_ms,
            owner_id=self._owner_id,
        )
        if talk.promise and visit_id and talk.due < self._diary.today and chance.odds(40):
            yield self._kept(deal_id, visit_id, talk, written_ms)

    def _scene(self, person: Contact, short: str, phase: str, form: str, day: date) -> Scene:
        house = self._house
        others = [c for c in house.contacts if c is not person]
        return Scene(
            house=house.short_name,
            who=_called(self._chance, person),
            other=self._chance.pick(others).name.split(" ")[0] if others else "the chef",
            short=short,
            town=house.town.name,
            phase=phase,
            form=form,
            day=day,
        )

    def _kept(self, deal_id: str, visit_id: str, talk: Talk, made_ms: int) -> FollowUp:
        """Return a promise of the past, ticked off."""
        done_ms = max(made_ms, self._diary.at(talk.due, self._chance.between(480, 1060)))
        return FollowUp(
            id=self._chance.id(made_ms),
            created_ms=made_ms,
            account_id=self._house.account.id,
            deal_id=deal_id,
            visit_id=visit_id,
            text=talk.promise,
            due_on=talk.due.isoformat(),
            done_ms=done_ms,
            owner_id=self._owner_id,
        )

    def _next_step(self, course: Course) -> Iterator[FollowUp]:
        """Yield what is still to do for an open deal; some have nothing, as in life."""
        deal, chance = course.deal, self._chance
        if deal.closed_on or deal.id in self._diary.stale or not chance.odds(70):
            return
        due = self._diary.today + timedelta(days=self._due_in())
        person = self._house.contacts[0]
        scene = self._scene(person, course.good.short, "offer", "visit", course.last)
        text = ""
        while not text:
            text = talk_of(chance, scene).promise
        made_ms = self._diary.at(course.last, 1070)
        yield FollowUp(
            id=chance.id(made_ms),
            created_ms=made_ms,
            account_id=deal.account_id,
            deal_id=deal.id,
            text=text,
            due_on=due.isoformat(),
            owner_id=self._owner_id,
        )

    def _due_in(self) -> int:
        """Return in how many days something is due, negative when it is overdue."""
        draw, rep, diary = self._chance.between(1, 100), self._owner_id, self._diary
        if draw <= 20 and diary.due_today.get(rep, 0) < _PER_DAY:
            diary.due_today[rep] = diary.due_today.get(rep, 0) + 1
            return 0
        if draw <= 40 and diary.overdue.get(rep, 0) < 2 * _PER_DAY:
            diary.overdue[rep] = diary.overdue.get(rep, 0) + 1
            return -self._chance.between(1, 12)
        return self._chance.between(1, 45)

    def _planned(self, courses: Sequence[Course]) -> Iterator[Visit]:
        """Yield a planned visit if the rep has a page free and something to talk about."""
        pages = self._diary.planned.get(self._owner_id, [])
        live = [c for c in courses if not c.deal.closed_on and c.deal.id not in self._diary.stale]
        if not pages or not live:
            return
        deal, made_ms = live[0].deal, self._diary.at(live[0].last, 1075)
        yield Visit(
            id=self._chance.id(made_ms),
            created_ms=made_ms,
            account_id=deal.account_id,
            contact_id=deal.contact_id,
            deal_id=deal.id,
            at_ms=pages.pop(),
            done=False,
            owner_id=self._owner_id,
        )


def _phase(course: Course, step: int, of: int) -> str:
    """Return how far a deal was at one of its talks."""
    if step == of - 1 and course.deal.closed_on:
        return "won" if course.deal.reason in WON else "lost"
    done = step / of
    return "first" if done < _OFFER_FROM else "offer" if done < _CLOSING_FROM else "closing"


def _called(chance: Chance, person: Contact) -> str:
    given, _, family = person.name.partition(" ")
    # "Smith, J." and "J. Smith" are names in a list, nobody says them.
    spoken = given.isalpha() and len(given) > 1
    return given if spoken and family and chance.odds(60) else person.name
