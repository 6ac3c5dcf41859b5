"""Names, numbers, addresses: each in the one form it is compared in."""

import pytest

from app.matching.company import split_company
from app.matching.person import other_ending, same_given, split_person
from app.matching.place import street
from app.matching.reach import domain_of, email, name_in, phone, same_phone
from app.matching.regions import region_of


@pytest.mark.parametrize(
    ("name", "words", "form"),
    [
        ("Brewster & Lane Co., Ltd.", ("brewster", "lane"), {"limited"}),
        ("Hotel Mooshof GmbH & Co. KG", ("hotel", "mooshof"), {"limited", "partners"}),
        ("Panadería La Espiga, S.L.", ("panaderia", "espiga"), {"limited"}),
        ("Acme S.A. de C.V.", ("acme",), {"shares"}),
        ("Nici Sp. z o.o.", ("nici", "sp", "z"), {"limited"}),
        ("株式会社 Tanaka", ("tanaka",), set()),
        ("Company Ltd", ("company", "ltd"), {"limited"}),
        ("FitWorld Studio III", ("fitworld", "studio", "3"), set()),
    ],
)
def test_a_company_is_known_without_its_legal_form(
    name: str, words: tuple[str, ...], form: set[str]
) -> None:
    assert split_company(name) == (words, frozenset(form))


@pytest.mark.parametrize(
    ("name", "words", "generation"),
    [
        ("Dr. Smith, John A. Jr.", ("john", "a", "smith"), "jr"),
        ("John Smith, M.B.A.", ("john", "smith"), ""),
        ("J.P. Dubois", ("j", "p", "dubois"), ""),
        ("Jan de Vries", ("jan", "vries"), ""),
        ("Sr. Juan Pérez", ("juan", "perez"), ""),
        ("John Smith Sr.", ("john", "smith"), "sr"),
    ],
)
def test_a_person_is_known_without_titles(
    name: str, words: tuple[str, ...], generation: str
) -> None:
    assert split_person(name) == (words, generation)


def test_first_names_that_one_person_may_go_by() -> None:
    assert same_given("bob", "robert")
    assert same_given("sepp", "josef")
    assert not same_given("maria", "mario")
    assert other_ending("maria", "mario")
    assert other_ending("paul", "paula")
    assert not other_ending("lotti", "lottie")


@pytest.mark.parametrize(
    ("written", "country", "read"),
    [
        ("(030) 12 34-567", "Deutschland", "+49301234567"),
        ("+49 (0)30 1234567", "", "+49301234567"),
        ("0049 30 1234567", "France", "+49301234567"),
        ("312.555.0142", "USA", "+13125550142"),
        ("555-0142", "", "5550142"),
        ("12", "USA", ""),
        ("000 000 000", "USA", ""),
        ("n/a", "USA", ""),
    ],
)
def test_a_phone_number_has_one_form(written: str, country: str, read: str) -> None:
    assert phone(written, country) == read


def test_a_number_without_its_area_code_is_the_same_number() -> None:
    assert same_phone("+13125550142", "5550142")
    assert same_phone("+13125550142", "3125550142")
    assert not same_phone("+13125550142", "+14155550142")
    assert not same_phone("+13125550142", "5550143")


def test_mail_is_delivered_alike() -> None:
    assert email("Ann.Lee+shop@GoogleMail.com ") == "annlee@gmail.com"
    assert email("ann.lee@nord.example") != email("annlee@nord.example")
    assert email("ann at nord") == ""
    assert name_in("ann.lee7@nord.example") == ("ann", "lee")
    assert name_in("j.smith@nord.example") == ()
    assert name_in("j.smith@nord.example", "smith") == ("j", "smith")
    assert name_in("a.lee2@nord.example", "ann") == name_in("annlee@nord.example", "ann")
    assert name_in("jsmith@nord.example", "joan") == ("joan", "smith")
    assert name_in("ann.lee@nord.example", "joan") == name_in("x.9@nord.example", "ann") == ()


def test_a_site_and_a_mailbox_name_their_house_and_public_ones_nobody() -> None:
    assert domain_of("https://www.Nordlicht.example/kontakt?a=1") == "nordlicht.example"
    assert domain_of("jo@nordlicht.example") == "nordlicht.example"
    assert domain_of("jo@gmail.com") == ""
    assert domain_of("none") == ""


def test_a_street_is_read_from_either_end() -> None:
    assert street("27 N. Main Street, Suite 4") == street("27 North Main St")
    assert street("Hauptstr. 27a").house == street("27 Hauptstraße").house == "27"
    assert street("Hauptstr. 27").words == street("Haupt Strasse 27").words == ("haupt",)
    assert street("W 47th Place").words == ("47",)
    assert street("").house == ""


def test_countries_by_any_name() -> None:
    assert region_of("Éire") == region_of("IE") == "IE"
    assert region_of("U.S.A.") == "US"
    assert region_of("Atlantis") == ""
