"""Spanish for customers, people and deals, and what is said and done about them.

Keys sorted within each section, as in `en`.
"""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    # customer: one customer's card and the forms that change it
    # customers: the list and its search
    # deal: one deal, and a new one
    # deals: the list and the board
    # form: what is asked about a customer or a person
    # found: what a search brought
    # picker: which customer something is about
    # plan: a visit to come
    # read: one's own read of the customer
    # stage
    # timeline: everything said and done, one entry each
}
