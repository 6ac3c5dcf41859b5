"""Reads from the words of a note what a person would otherwise type in.

Everything is offered and nothing is applied: `offers.offers` is the way in. All of
it is pure, and works the same for typed words.
"""
