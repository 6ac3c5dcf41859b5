"""What an unknown table holds: by its headers, in any language, and by its content."""

import pytest

from app.commands.imports import import_files
from app.imports.layouts import Layout
from app.imports.options import ImportOptions
from app.imports.report import KindCount
from app.imports.sheets import Sheet, open_file
from app.imports.text import SourceFile
from app.imports.vocabulary import concept_of, plain
from sync.client.replica import Replica
from sync.core.records.deal import Deal
from tests.app.test_imports_command import OPTIONS, csv, reasons, rows


def layouts(*lines: str, name: str = "table.csv") -> dict[str, Layout]:
    """Return the layouts guessed for a table, by kind."""
    return {sheet.layout.kind: sheet.layout for sheet in sheets(csv(*lines, name=name))}


def sheets(file: SourceFile) -> tuple[Sheet, ...]:
    """Return what is made of a file of one table."""
    (opened,) = open_file(file, ImportOptions())
    return opened.sheets


@pytest.mark.parametrize(
    ("header", "concept"),
    [
        ("CompanyName", "company"),
        ("firma", "company"),
        ("Raison sociale", "company"),
        ("Prénom", "first"),
        ("NACHNAME", "last"),
        ("E-Mail-Adresse", "email"),
        ("Phone_Work", "phone"),
        ("Telefon 2", "phone"),
        ("Billing City", "city"),
        ("PLZ", "postcode"),
        ("Straße", "street"),
        ("電話番号", "phone"),
        ("Фамилия", "last"),
        ("Colour", ""),
    ],
)
def test_a_header_says_what_its_column_is_about(header: str, concept: str) -> None:
    assert concept_of(header)[0] == concept


def test_a_header_is_compared_without_capitals_signs_and_accents() -> None:
    assert plain("Prénom_du-Contact") == "prenom du contact"
    assert plain("ShipCountry") == "ship country"


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("Company,City,Phone", "Hof GmbH,Ulm,0731 1", "account"),
        ("Firma;Ansprechpartner;Ort", "Hof GmbH;Nora Falk;Ulm", "account"),
        ("Vorname;Nachname;Firma", "Nora;Falk;Hof GmbH", "contact"),
        ("Name,Company,Email", "Nora Falk,Hof,n@hof.example", "contact"),
        ("Name,Email", "Nora Falk,nora.falk@hof.example", "contact"),
        ("Name,Email", "Hof GmbH,info@elsewhere.example", "account"),
        ("Opportunity,Customer,Stage,Amount", "Espresso bar,Hof,New,100", "deal"),
        ("Product,Price", "Grinder,100", "product"),
        ("Sales agent,Region", "Nora Falk,South", "user"),
        ("contact_id,text,date", "7,They want three,2026-01-02", "note"),
        ("contact_id,text,due_date", "7,Send the offer,2026-01-02", "follow_up"),
    ],
)
def test_the_columns_tell_what_the_rows_are(header: str, row: str, kind: str) -> None:
    assert next(iter(layouts(header, row))) == kind


def test_the_name_of_a_file_decides_where_columns_leave_it_open() -> None:
    row = "Nora,1 High St,Ulm"
    assert "contact" in layouts("Name,Street,City", row, name="contacts-2026-11.csv")
    assert "account" in layouts("Name,Street,City", row, name="Kunden (3).csv")


def test_a_table_about_nothing_we_keep_is_named() -> None:
    assert layouts("RegionID,Shade", "1,blue") == {}


def test_content_tells_what_headers_do_not() -> None:
    table = layouts("Customer,A,B,C", "Hof,info@hof.example,www.hof.example,+49 731 123")
    slots = table["account"].slots
    assert (slots["email"], slots["website"], slots["phone"]) == (("a",), ("b",), ("c",))


def test_dates_and_sums_are_no_phones() -> None:
    table = layouts("Customer,A,B,C", "Hof,2026-01-02,300000.0000,1.234.567")
    assert "phone" not in table["account"].slots


def test_the_rows_own_id_is_told_from_those_of_others() -> None:
    lines = ("OrderID,CustomerID,EmployeeID,OrderDate", "1,7,3,2026-01-02", "2,8,4,2026-01-03")
    slots = layouts(*lines, name="orders.csv")["deal"].slots
    assert (slots["id"], slots["account.id"], slots["owner.id"]) == (
        ("orderid",),
        ("customerid",),
        ("employeeid",),
    )


def test_a_repeated_value_is_no_id() -> None:
    assert "id" not in layouts("Id,Company", "1,A", "1,B")["account"].slots


def test_a_table_without_headers_is_read_by_its_content(replica: Replica) -> None:
    lines = (
        "1|AW01|030-555-0001|A Bike Store|2 Elm St",
        "2|AW02|030-555-0002|Other Bikes|4 Elm St",
    )
    import_files(replica.transaction, [csv(*lines)], OPTIONS)
    assert rows(replica, "SELECT name, phone, street, source_id FROM account ORDER BY name") == [
        ("A Bike Store", "030-555-0001", "2 Elm St", "AW01"),
        ("Other Bikes", "030-555-0002", "4 Elm St", "AW02"),
    ]


PEOPLE = (
    "Vorname;Nachname;Firma;Ort;Notizen",
    "Nora;Falk;Hof GmbH;Ulm;Mag Quitten",
    "Ben;Ott;Hof GmbH;Ulm;",
    "Ida;Lind;;Bonn;",
)


def test_a_list_of_people_brings_their_companies_and_notes(replica: Replica) -> None:
    """Who has no company is a customer of their own, so that notes have a place."""
    report = import_files(replica.transaction, [csv(*PEOPLE, name="leute.csv")], OPTIONS)
    assert report.problems == ()
    assert rows(
        replica,
        "SELECT c.name, a.name, a.city FROM contact c JOIN account a ON a.id = account_id"
        " ORDER BY c.name",
    ) == [
        ("Ben Ott", "Hof GmbH", "Ulm"),
        ("Ida Lind", "Ida Lind", "Bonn"),
        ("Nora Falk", "Hof GmbH", "Ulm"),
    ]
    assert rows(
        replica, "SELECT a.name, n.text FROM note n JOIN account a ON a.id = account_id"
    ) == [("Hof GmbH", "Mag Quitten")]
    assert import_files(replica.transaction, [csv(*PEOPLE, name="leute.csv")], OPTIONS).added == 0


def test_people_come_to_the_company_that_is_here_already(replica: Replica) -> None:
    import_files(replica.transaction, [csv("Company,City", "HOF GmbH,Ulm")], OPTIONS)
    report = import_files(replica.transaction, [csv(*PEOPLE)], OPTIONS)
    assert report.count("account") == KindCount("account", added=1)


def test_a_row_of_a_customer_and_its_person_makes_both(replica: Replica) -> None:
    table = ("CustomerID,CompanyName,ContactName,ContactTitle", "ALF,Hof,Nora Falk,Owner")
    import_files(replica.transaction, [csv(*table)], OPTIONS)
    assert rows(
        replica, "SELECT a.name, c.name, c.title FROM contact c JOIN account a ON a.id = account_id"
    ) == [("Hof", "Nora Falk", "Owner")]


def test_ids_are_followed_from_one_table_to_the_other(replica: Replica) -> None:
    customers = csv("CustomerID,CompanyName", "ALF,Hof", "BON,Rest", name="customers.csv")
    people = csv("EmployeeID,LastName,FirstName", "5,Falk,Nora", name="employees.csv")
    orders = csv(
        "OrderID,CustomerID,EmployeeID,OrderDate,ShippedDate",
        "10,ALF,5,2026-01-02,2026-01-09",
        "11,BON,5,2026-01-03,",
        name="orders.csv",
    )
    import_files(replica.transaction, [orders, people, customers], OPTIONS)
    assert rows(
        replica,
        "SELECT d.title, a.name, u.name, s.outcome, closed_on FROM deal d"
        " JOIN account a ON a.id = d.account_id JOIN user u ON u.id = d.owner_id"
        " JOIN stage s ON s.id = d.stage_id ORDER BY d.title",
    ) == [
        ("Order 10", "Hof", "Nora Falk", "won", "2026-01-09"),
        ("Order 11", "Rest", "Nora Falk", "open", ""),
    ]


def test_the_lines_of_an_order_are_lines_of_its_deal_and_make_its_amount(replica: Replica) -> None:
    """Unless the list of deals has amounts of its own, or a person wrote one since."""
    orders = csv("OrderID,Customer,OrderDate", "10,Hof,", "11,Rest,", name="orders.csv")
    goods = csv("ProductID,ProductName,UnitPrice", "7,Grinder,9", name="products.csv")
    lines = csv(
        "OrderID,ProductID,UnitPrice,Quantity,Discount",
        "10,7,9.99,3,0.15",
        "10,7,1,2.5,0",
        "12,7,1,1,0",
        name="order_details.csv",
    )
    report = import_files(replica.transaction, [lines, orders, goods], OPTIONS)
    assert report.count("deal_line") == KindCount("deal_line", added=2, refused=1)
    assert reasons(report)[-1][1:4] == (4, "import.reason.deal_missing", "12")
    assert report.amounts == {"EUR": 2_797}
    amounts = "SELECT title, amount_minor FROM deal ORDER BY title"
    assert rows(replica, amounts) == [("Order 10", 2_797), ("Order 11", 0)]
    assert rows(
        replica,
        "SELECT p.name, quantity_milli, l.price_minor FROM deal_line l"
        " JOIN product p ON p.id = product_id ORDER BY quantity_milli",
    ) == [("Grinder", 2_500, 100), ("Grinder", 3_000, 849)]
    with replica.transaction() as writer:
        ((deal_id,),) = rows(replica, "SELECT id FROM deal WHERE title = 'Order 10'")
        writer.edit(Deal, str(deal_id), amount_minor=5)
    assert import_files(replica.transaction, [lines, orders, goods], OPTIONS).added == 0
    assert rows(replica, amounts)[0] == ("Order 10", 5)


def test_a_product_is_known_however_it_is_spaced(replica: Replica) -> None:
    products = csv("product,sales_price", "GTX Pro,100", name="products.csv")
    deals = csv("opportunity_id,product,account,deal_stage", "1,GTXPro,Hof,Won", name="deals.csv")
    report = import_files(replica.transaction, [products, deals], OPTIONS)
    assert report.count("product") == KindCount("product", added=1)
    assert rows(
        replica, "SELECT p.name, d.title FROM deal d JOIN product p ON p.id = product_id"
    ) == [("GTX Pro", "GTXPro")]


def test_rows_without_ids_are_told_apart_by_what_they_say(replica: Replica) -> None:
    """Two of one name are two while something tells them apart, and one where nothing does."""
    table = csv("Company,City", "Hof,Ulm", "Hof,Bonn", "Hof,Bonn")
    report = import_files(replica.transaction, [table], OPTIONS)
    assert report.count("account") == KindCount("account", added=2, refused=1)
    assert [one[1:3] for one in reasons(report)] == [(4, "import.reason.repeated")]
    assert import_files(replica.transaction, [table], OPTIONS).added == 0


def test_a_value_that_gives_way_to_another_is_named() -> None:
    """A second phone has no place; the report says so."""
    (sheet, _) = sheets(csv("First name,Phone,Phone 2", "Nora,1,2"))
    assert sheet.layout.slots["phone"] == ("phone", "phone 2")


def test_a_vcard_keeps_a_home_out_of_the_company(replica: Replica) -> None:
    home = "ADR;TYPE=home:;;Heimweg 1;Ulm;;;\nBDAY:--0322"
    card = f"BEGIN:VCARD\nFN:Nora Falk\nORG:Hof\n{home}\nEND:VCARD\n"
    import_files(replica.transaction, [SourceFile("a.vcf", card.encode())], OPTIONS)
    assert rows(replica, "SELECT name, street FROM account") == [("Hof", "")]
    assert rows(replica, "SELECT name, city, birthday FROM contact") == [
        ("Nora Falk", "Ulm", "--03-22")
    ]
