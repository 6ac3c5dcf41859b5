"""What the people of a simulated team write."""

from sync.core.records.account import Account
from sync.core.records.base import Record
from sync.core.records.contact import Contact
from sync.core.records.deal import Deal
from sync.core.records.follow_up import FollowUp
from sync.core.records.note import Note
from sync.core.records.product import Product
from sync.core.records.saved_view import SavedView

MODELS: tuple[type[Record], ...] = (Deal, Account, Contact, Note, FollowUp, Product, SavedView)
WORDS = {
    "deal": "title",
    "account": "name",
    "contact": "name",
    "note": "text",
    "follow_up": "text",
    "product": "name",
    "saved_view": "name",
}
"""The register of each kind that tests write words into."""
