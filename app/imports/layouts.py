"""Which headers each system writes, and what they mean to us.

A layout is plain data: a slot (our word) and the headers that may fill it, the
first that holds something wins. Headers are compared as `header_key` writes
them. A mapping a person makes for another file is one more layout.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.imports.table import header_key

Slots = Mapping[str, tuple[str, ...]]

ORDER = ("user", "product", "account", "contact", "deal", "deal_line", "note", "follow_up")
"""Kinds in the order in which links need them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How one system writes one table.

    Attributes:
        source: The system, such as ``salesforce``; part of a record's identity.
        kind: Record kind the rows become.
        signature: Headers without which it is not this table.
        slots: Headers by slot, most telling first.
        beside: Whether its records stand in rows about something else, as the
            company does in a list of people: rows without one are passed over,
            repeated ones are taken once, and what is here already is left alone.
        alone: Whether a person without a company is a customer of their own.
        called: What such a row is called where it has no title: ``Order``.
    """

    source: str
    kind: str
    signature: frozenset[str]
    slots: Slots
    beside: bool = False
    alone: bool = False
    called: str = ""

    @property
    def guessed(self) -> bool:
        """Whether no known system writes it so: it may have no ids of its own."""
        return not self.signature

    def headers(self) -> frozenset[str]:
        """Return every header this layout understands."""
        return frozenset(header for some in self.slots.values() for header in some)


def _layout(source: str, kind: str, signature: str, slots: dict[str, str]) -> Layout:
    """Write a layout as texts; headers are parted by ``|``."""
    return Layout(
        source,
        kind,
        frozenset(header_key(h) for h in signature.split("|")),
        {slot: tuple(header_key(h) for h in some.split("|")) for slot, some in slots.items()},
    )


LAYOUTS: tuple[Layout, ...] = (
    _layout(
        "salesforce",
        "account",
        "Id|Name|BillingCountry",
        {
            "id": "Id",
            "deleted": "IsDeleted",
            "name": "Name",
            "parent.id": "ParentId",
            "industry": "Industry",
            "phone": "Phone",
            "website": "Website",
            "street": "BillingStreet",
            "city": "BillingCity",
            "region": "BillingState",
            "postcode": "BillingPostalCode",
            "country": "BillingCountry",
            "owner.id": "OwnerId",
            "created": "CreatedDate",
        },
    ),
    _layout(
        "salesforce",
        "contact",
        "Id|AccountId|LastName",
        {
            "id": "Id",
            "deleted": "IsDeleted",
            "account.id": "AccountId",
            "name": "Name",
            "first_name": "FirstName",
            "last_name": "LastName",
            "title": "Title",
            "phone": "Phone",
            "mobile": "MobilePhone",
            "email": "Email",
            "city": "MailingCity",
            "country": "MailingCountry",
            "owner.id": "OwnerId",
            "created": "CreatedDate",
        },
    ),
    _layout(
        "salesforce",
        "deal",
        "Id|StageName|CloseDate",
        {
            "id": "Id",
            "deleted": "IsDeleted",
            "account.id": "AccountId",
            "contact.id": "ContactId",
            "title": "Name",
            "stage": "StageName",
            "amount": "Amount",
            "currency": "CurrencyIsoCode",
            "close": "CloseDate",
            "closed": "IsClosed",
            "won": "IsWon",
            "probability": "Probability",
            "private": "IsPrivate",
            "owner.id": "OwnerId",
            "created": "CreatedDate",
        },
    ),
    _layout(
        "salesforce",
        "user",
        "Id|Username",
        {
            "id": "Id",
            "name": "Name",
            "first_name": "FirstName",
            "last_name": "LastName",
            "email": "Email",
            "active": "IsActive",
            "created": "CreatedDate",
        },
    ),
    _layout(
        "hubspot",
        "account",
        "Record ID|Company name",
        {
            "id": "Record ID",
            "name": "Company name",
            "parent.name": "Parent Company",
            "industry": "Industry",
            "phone": "Phone Number",
            "website": "Website URL|Company Domain Name",
            "street": "Street Address",
            "city": "City",
            "region": "State/Region",
            "postcode": "Postal Code",
            "country": "Country/Region",
            "owner.name": "Company owner",
            "created": "Create Date",
        },
    ),
    _layout(
        "hubspot",
        "contact",
        "Record ID|First Name|Last Name|Email",
        {
            "id": "Record ID",
            "account.id": "Primary Associated Company ID|Associated Company IDs",
            "account.name": "Associated Company|Company Name",
            "first_name": "First Name",
            "last_name": "Last Name",
            "title": "Job Title",
            "phone": "Phone Number",
            "mobile": "Mobile Phone Number",
            "email": "Email",
            "city": "City",
            "country": "Country/Region",
            "owner.name": "Contact owner",
            "created": "Create Date",
        },
    ),
    _layout(
        "hubspot",
        "deal",
        "Record ID|Deal Name|Deal Stage",
        {
            "id": "Record ID",
            "account.id": "Associated Company IDs",
            "account.name": "Associated Company",
            "contact.id": "Associated Contact IDs",
            "contact.name": "Associated Contact",
            "title": "Deal Name",
            "pipeline": "Pipeline",
            "stage": "Deal Stage",
            "amount": "Amount",
            "currency": "Currency",
            "close": "Close Date",
            "reason": "Closed Lost Reason|Closed Won Reason",
            "probability": "Deal Probability",
            "owner.name": "Deal owner",
            "created": "Create Date",
        },
    ),
    _layout(
        "pipedrive",
        "account",
        "Organization - ID|Organization - Name",
        {
            "id": "Organization - ID",
            "name": "Organization - Name",
            "phone": "Organization - Phone",
            "website": "Organization - Website",
            "industry": "Organization - Industry",
            "street": "Organization - Address",
            "city": "Organization - City/town/village/locality of Address",
            "region": "Organization - State/county of Address",
            "postcode": "Organization - ZIP/Postal code of Address",
            "country": "Organization - Country of Address",
            "owner.name": "Organization - Owner",
            "created": "Organization - Organization created",
        },
    ),
    _layout(
        "pipedrive",
        "contact",
        "Person - ID|Person - Name",
        {
            "id": "Person - ID",
            "name": "Person - Name",
            "account.name": "Person - Organization",
            "title": "Person - Job title",
            "phone": "Person - Phone - Work|Person - Phone|Person - Phone - Other",
            "mobile": "Person - Phone - Mobile",
            "email": "Person - Email - Work|Person - Email|Person - Email - Other",
            "owner.name": "Person - Owner",
            "created": "Person - Person created",
        },
    ),
    _layout(
        "pipedrive",
        "deal",
        "Deal - ID|Deal - Title|Deal - Stage",
        {
            "id": "Deal - ID",
            "title": "Deal - Title",
            "amount": "Deal - Value",
            "currency": "Deal - Currency of Value|Deal - Currency",
            "pipeline": "Deal - Pipeline",
            "stage": "Deal - Stage",
            "status": "Deal - Status",
            "account.name": "Deal - Organization",
            "contact.name": "Deal - Contact person",
            "owner.name": "Deal - Owner",
            "expected": "Deal - Expected close date",
            "won_on": "Deal - Won time",
            "lost_on": "Deal - Lost time",
            "reason": "Deal - Lost reason",
            "probability": "Deal - Probability",
            "created": "Deal - Deal created",
        },
    ),
    _layout(
        "zoho",
        "account",
        "Record Id|Account Name|Account Owner",
        {
            "id": "Record Id",
            "name": "Account Name",
            "parent.id": "Parent Account.id",
            "parent.name": "Parent Account",
            "industry": "Industry",
            "phone": "Phone",
            "website": "Website",
            "street": "Billing Street",
            "city": "Billing City",
            "region": "Billing State",
            "postcode": "Billing Code",
            "country": "Billing Country",
            "owner.id": "Account Owner.id",
            "owner.name": "Account Owner",
            "created": "Created Time",
        },
    ),
    _layout(
        "zoho",
        "contact",
        "Record Id|Last Name|Account Name",
        {
            "id": "Record Id",
            "account.id": "Account Name.id",
            "account.name": "Account Name",
            "first_name": "First Name",
            "last_name": "Last Name",
            "title": "Title",
            "phone": "Phone",
            "mobile": "Mobile",
            "email": "Email",
            "city": "Mailing City",
            "country": "Mailing Country",
            "owner.id": "Contact Owner.id",
            "owner.name": "Contact Owner",
            "created": "Created Time",
        },
    ),
    _layout(
        "zoho",
        "deal",
        "Record Id|Deal Name|Stage",
        {
            "id": "Record Id",
            "title": "Deal Name",
            "account.id": "Account Name.id",
            "account.name": "Account Name",
            "contact.id": "Contact Name.id",
            "contact.name": "Contact Name",
            "amount": "Amount",
            "currency": "Currency",
            "pipeline": "Pipeline",
            "stage": "Stage",
            "close": "Closing Date",
            "reason": "Reason For Loss",
            "probability": "Probability (%)",
            "owner.id": "Deal Owner.id",
            "owner.name": "Deal Owner",
            "created": "Created Time",
        },
    ),
)
"""Every table we recognise. Salesforce's are its standard field names; the
others are the headers that public import code reads from real exports."""
