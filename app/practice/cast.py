"""The people of the practice team."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team.

    Attributes:
        name: Full name.
        role: ``rep`` or ``manager``.
        since: Deals from which the team is large enough to have this person.
    """

    name: str
    role: str
    since: int = 0

    @property
    def email(self) -> str:
        """The person's address at the made-up firm."""
        plain = self.name.casefold().translate(_PLAIN).replace(" ", ".")
        return f"{plain}@kaffeewerk.example"


_PLAIN: Final = str.maketrans("áãçéíñóöüł", "aaceinooul")

TEAM: Final = (
    Member("Maria Keller", "manager"),
    Member("Jonas Weber", "rep"),
    Member("Aisha Rahman", "rep"),
    Member("Tomás Silva", "rep"),
    Member("Ingrid Solberg", "rep", 1_000),
    Member("Piotr Zalewski", "rep", 2_000),
    Member("Chiara Lombardi", "rep", 4_000),
    Member("Élodie Marchand", "rep", 8_000),
    Member("Daniel Okafor", "rep", 12_000),
)
