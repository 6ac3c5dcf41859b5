"""An export as Salesforce writes it, made up and as large as asked."""

import csv
import random
from collections.abc import Sequence
from pathlib import Path

STAGES = ("Prospecting", "Engaging", "Closed Won", "Closed Lost")
_ACCOUNT = ("Id", "IsDeleted", "Name", "Industry", "BillingCountry", "OwnerId", "CreatedDate")
_USER = ("Id", "Username", "LastName", "FirstName", "Name", "Email", "IsActive")
_DEAL = (
    "Id",
    "IsDeleted",
    "AccountId",
    "Name",
    "StageName",
    "Amount",
    "CloseDate",
    "IsClosed",
    "IsWon",
    "OwnerId",
    "CreatedDate",
)


def salesforce_export(folder: Path, deals: int, *, accounts: int = 85, users: int = 35) -> Path:
    """Write Account.csv, User.csv and Opportunity.csv; one deal in six has no account."""
    rng = random.Random(7)
    folder.mkdir(parents=True, exist_ok=True)
    people = [
        (f"005{n:012d}AAA", f"u{n}@shop.example", f"Last{n}", f"First{n}", f"First{n} Last{n}",
         f"u{n}@shop.example", "1")
        for n in range(users)
    ]  # fmt: skip
    companies = [
        (f"001{n:012d}AAA", "0", f"Company {n} Ümlaut", "retail", "Ireland",
         rng.choice(people)[0], "2016-10-01T00:00:00.000Z")
        for n in range(accounts)
    ]  # fmt: skip
    _write(folder / "User.csv", _USER, people)
    _write(folder / "Account.csv", _ACCOUNT, companies)
    _write(
        folder / "Opportunity.csv",
        _DEAL,
        [_deal(n, rng, people, companies) for n in range(deals)],
    )
    return folder


def _deal(
    n: int,
    rng: random.Random,
    people: Sequence[tuple[str, ...]],
    companies: Sequence[tuple[str, ...]],
) -> tuple[str, ...]:
    stage = rng.choice(STAGES)
    account = "" if n % 6 == 0 else rng.choice(companies)[0]
    closed = stage.startswith("Closed")
    return (
        f"006{n:012d}AAA",
        "0",
        account,
        f"Order {n}",
        stage,
        str(rng.randrange(10, 30_000)) if closed else "",
        f"2017-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d}",
        "1" if closed else "0",
        "1" if stage == "Closed Won" else "0",
        rng.choice(people)[0],
        "2016-10-20T00:00:00.000Z",
    )


def _write(path: Path, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink, quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        writer.writerows(rows)
