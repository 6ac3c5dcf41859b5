"""An address is understood however it is typed, and nonsense is refused."""

import pytest

from app.commands.address import AddressError, server_address
from app.i18n.currency import guessed_currency


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("rapport.example.com", "https://rapport.example.com"),
        ("  https://Rapport.Example.com/ ", "https://rapport.example.com"),
        ("rapport.example.com:8443", "https://rapport.example.com:8443"),
        ("rapport.example.com/team", "https://rapport.example.com/team"),
        ("http://rapport.example.com", "http://rapport.example.com"),
        ("127.0.0.1:8550", "http://127.0.0.1:8550"),
        ("localhost:8550", "http://localhost:8550"),
        ("192.168.1.20", "http://192.168.1.20"),
        ("[::1]:8550", "http://[::1]:8550"),
        ("office:8550", "http://office:8550"),
        ("crm.office.test", "http://crm.office.test"),
        ("8.8.8.8", "https://8.8.8.8"),
        ("https://127.0.0.1:8550/?x=1#y", "https://127.0.0.1:8550"),
    ],
)
def test_an_address_is_completed(typed: str, address: str) -> None:
    assert server_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "not an address",
        "http://",
        "ftp://files.example.com",
        "rapport.example.com:99999",
        "rapport.example.com:http",
        "anna@example.com",
        "K7QF-2MXD!",
        "300.1.1.1",
        "-bad.example.com",
        "[::1",
    ],
)
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(AddressError):
        server_address(typed)


@pytest.mark.parametrize(
    ("name", "currency"),
    [("de_CH", "CHF"), ("en-US", "USD"), ("de_DE.UTF-8", "EUR"), ("C", "EUR"), ("", "EUR")],
)
def test_a_currency_is_guessed_from_the_country(name: str, currency: str) -> None:
    assert guessed_currency(name) == currency
