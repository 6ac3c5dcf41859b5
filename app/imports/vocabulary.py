"""What columns are called, in the languages of the teams we know of.

A concept is what a column is about, whatever the table: `app.imports.guess`
turns it into a slot of a layout.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

_WORDS: Mapping[str, str] = {
    "id": "id|key|record id|uid|unique id|external id|nr|no|number|nummer|numero|guid|номер",
    "name": "name|full name|display name|naam|navn|namn|nome completo|nombre completo|"
    "nom complet|imie i nazwisko|vollstandiger name|имя|氏名|姓名|名前",
    "first": "first name|firstname|given name|forename|vorname|prenom|nombre|voornaam|fornavn|"
    "fornamn|imie|primeiro nome|fname|名",
    "last": "last name|lastname|surname|family name|nachname|familienname|nom de famille|"
    "apellido|apellidos|cognome|achternaam|efternavn|efternamn|nazwisko|sobrenome|lname|"
    "фамилия|姓",
    "company": "company|company name|account|account name|organization|organisation|"
    "organization name|organisation name|customer|customer name|client|client name|business|"
    "business name|employer|firma|firmenname|kunde|kundenname|unternehmen|societe|entreprise|"
    "raison sociale|empresa|nombre de la empresa|azienda|ragione sociale|bedrijf|bedrijfsnaam|"
    "klant|virksomhed|foretag|klient|nazwa firmy|cliente|razon social|site name|shop|store|"
    "reseller|supplier|supplier name|vendor|компания|организация|会社|会社名|公司",
    "person": "contact|contact name|contact person|person|primary contact|lead|lead name|"
    "ansprechpartner|ansprechperson|kontakt|kontaktperson|personne|interlocuteur|persona|"
    "persona de contacto|contacto|contatto|referente|contactpersoon|контакт|担当者",
    "jobtitle": "title|job title|position|role|occupation|job|funktion|berufsbezeichnung|"
    "fonction|poste|cargo|puesto|ruolo|functie|stanowisko|должность|役職",
    "phone": "phones number|phone|phone number|telephone|telephone number|tel|work phone|"
    "business phone|office phone|home phone|landline|telefon|telefonnummer|festnetz|rufnummer|"
    "telefono|telefone|telefoon|telefoonnummer|numero de telephone|телефон|電話|電話番号|电话",
    "mobile": "mobile|mobile phone|mobile number|cell|cell phone|cellphone|handy|handynummer|"
    "mobil|mobiltelefon|mobilnummer|portable|telephone portable|movil|celular|cellulare|mobiel|"
    "komorka|携帯|携帯電話|手机",
    "email": "email|e mail|email address|e mail address|mail|mail address|emails email|"
    "mailadresse|e mail adresse|email adresse|courriel|adresse mail|adresse e mail|"
    "adresse email|correo|correo electronico|posta elettronica|indirizzo email|почта|эл почта|"
    "メール|メールアドレス|电子邮件",
    "website": "website|web site|url|web|homepage|home page|domain|company domain name|"
    "webseite|internet|site web|sitio web|sito|sito web|сайт",
    "street": "street|address|street address|address line|address 1|street name|strasse|straße|"
    "anschrift|adresse|strasse und hausnummer|straße hausnummer|rue|direccion|calle|domicilio|"
    "indirizzo|via|adres|straat|endereco|rua|ulica|adress|адрес|улица|住所|地址",
    "city": "city|town|locality|location|ort|stadt|wohnort|ville|ciudad|citta|comune|plaats|"
    "stad|cidade|miasto|poblacion|by|город|市|城市",
    "region": "region|state|province|county|state province|state code|state province code|"
    "bundesland|departement|provincia|provincie|regione|estado|wojewodztwo|state abbr|область|"
    "都道府県",
    "postcode": "postcode|post code|postal code|zip|zip code|zipcode|plz|postleitzahl|"
    "code postal|codigo postal|cap|cp|cep|kod pocztowy|postnummer|postnr|индекс|郵便番号|邮编",
    "country": "country|country code|nation|land|staat|pays|pais|paese|kraj|country region|"
    "office location|страна|国",
    "industry": "industry|sector|branch|branche|business type|secteur|sector|settore|industria|"
    "bransch|branza|kategorie|отрасль|業種",
    "owner": "owner|sales rep|sales agent|salesperson|sales person|rep|agent|account manager|"
    "account owner|deal owner|record owner|assigned to|sales|employee|user|verkaufer|"
    "verkauferin|betreuer|zustandig|vertriebler|kundenbetreuer|vendedor|venditore|commercial|"
    "verkoper|handlowiec|responsable|ответственный|営業担当",
    "parent": "parent|parent company|parent account|subsidiary of|parent organization|"
    "muttergesellschaft|konzern|societe mere|empresa matriz|reports to",
    "product": "product|product name|item|item name|article|produkt|produktname|artikel|"
    "produit|producto|prodotto|produto|продукт|товар|商品",
    "code": "code|sku|product code|item code|artikelnummer|part number",
    "deal": "deal|deal name|deal title|opportunity|opportunity name|order|order name|subject|"
    "topic|geschaft|verkaufschance|chance|auftrag|angebot|affaire|opportunite|oportunidad|"
    "opportunita|quote|сделка|案件",
    "stage": "stage|deal stage|sales stage|opportunity stage|phase|stufe|verkaufsphase|etape|"
    "etapa|fase|etap|этап|стадия|フェーズ",
    "status": "status|deal status|state of deal|stato|estado del trato|статус",
    "pipeline": "pipeline|sales pipeline|воронка",
    "amount": "amount|value|deal value|deal amount|close value|total|total amount|order total|"
    "betrag|wert|summe|auftragswert|volumen|montant|valeur|importe|valor|importo|valore|bedrag|"
    "waarde|kwota|wartosc|сумма|金額",
    "price": "price|unit price|list price|sales price|preis|listenpreis|stuckpreis|prix|precio|"
    "prezzo|prijs|cena|цена|価格",
    "currency": "currency|currency code|wahrung|devise|monnaie|moneda|divisa|valuta|moeda|"
    "waluta|валюта",
    "close": "close date|closing date|closed|closed on|date closed|abschlussdatum|abschluss|"
    "date de cloture|fecha de cierre|data di chiusura|sluitingsdatum|дата закрытия",
    "expected": "expected close date|expected close|expected|required date|forecast date|"
    "erwartetes abschlussdatum|erwartet|date prevue|fecha prevista",
    "won_on": "won time|won on|won date|shipped date|ship date|shipped|gewonnen am",
    "lost_on": "lost time|lost on|lost date|verloren am",
    "reason": "reason|lost reason|closed lost reason|reason for loss|verlustgrund",
    "probability": "probability|chance of winning|wahrscheinlichkeit|probabilite|probabilidad",
    "created": "created|created at|created on|create date|created date|date created|date added|"
    "engage date|order date|first seen|since|erstellt|erstellt am|angelegt am|cree le|"
    "date de creation|fecha de creacion|data di creazione|date|datum|fecha|data|дата",
    "text": "text|note|notes|comment|comments|body|content|remark|remarks|notiz|notizen|"
    "bemerkung|bemerkungen|kommentar|remarque|commentaire|nota|notas|note text|opmerking|uwagi|"
    "task|заметка|メモ",
    "due": "due|due date|due on|deadline|fallig|fallig am|frist|echeance|vencimiento|scadenza",
    "done": "done|done date|completed|completed on|completed at|erledigt|erledigt am|done on",
    "active": "active|is active|aktiv|enabled",
    "photo": "photo",
    "birthday": "birthday|birth date|birthdate|date of birth|dob|geburtstag|geburtsdatum|"
    "date de naissance|anniversaire|fecha de nacimiento|cumpleanos|data di nascita|"
    "geboortedatum|data urodzenia|дата рождения|誕生日",
    "quantity": "quantity|qty|menge|anzahl|stuckzahl|quantite|cantidad|quantita|aantal|ilosc",
    "discount": "discount|rabatt|remise|descuento|sconto|korting",
    "fax": "fax|fax number|telefax|pager",
}
_KINDS: Mapping[str, str] = {
    "account": "account accounts company companies customer customers client clients "
    "organization organizations organisations kunden firmen unternehmen suppliers vendors "
    "resellers shops stores clientes empresas entreprises aziende klanten",
    "contact": "contact contacts people person persons lead leads prospect prospects kontakte "
    "personen ansprechpartner personnes personas contactos contatti contacten",
    "deal": "deal deals opportunity opportunities order orders pipeline quotes angebote "
    "auftrage verkaufschancen opportunites oportunidades",
    "product": "product products item items article articles produkte artikel produits productos",
    "user": "user users employee employees sales team teams reps staff colleagues mitarbeiter "
    "benutzer utilisateurs usuarios",
    "note": "note notes comments notizen notas",
    "follow_up": "task tasks todo todos aufgaben taches tareas",
}
LINKED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("customer", "company", "account", "organization", "kunden"), "account"),
        **dict.fromkeys(("contact", "person", "kontakt"), "contact"),
        **dict.fromkeys(("owner", "user", "employee", "sales", "agent", "rep", "author"), "owner"),
        **dict.fromkeys(("deal", "opportunity", "order"), "deal"),
        **dict.fromkeys(("product", "item"), "product"),
        **dict.fromkeys(("parent",), "parent"),
    }
)
"""What ``<word> id`` points to, by word."""

_PREFIXES = (
    *("customer", "company", "account", "organization", "contact", "person", "deal", "product"),
    *("billing", "mailing", "shipping", "primary", "work", "business", "main", "office"),
)
_SUFFIXES = ("work", "business", "main", "home", "private", "other", "1", "2", "3", "c", "number")
_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def plain(header: str) -> str:
    """Return a header in small words without accents: ``CompanyName`` is ``company name``."""
    split = _CAMEL.sub(" ", header[:200])
    bare = unicodedata.normalize("NFKD", split.casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(letters))


@cache
def _concepts() -> Mapping[str, str]:
    return {plain(word): name for name, some in _WORDS.items() for word in some.split("|")}


def concept_of(header: str) -> tuple[str, int]:
    """Return what a column is about and how sure that is, from 3 (its very name) to 0.

    ``Billing City`` and ``phone_work`` are a city and a phone, but less surely
    so: a column of just that name comes before them.
    """
    words = plain(header)
    if found := _concepts().get(words):
        return found, 3
    first, _, rest = words.partition(" ")
    if rest and first in _PREFIXES and (found := _concepts().get(rest)):
        return found, 2
    begin, _, last = words.rpartition(" ")
    if begin and last in _SUFFIXES:
        found, sure = concept_of(begin)
        return found, max(sure - 1, 0)
    return "", 0


def link_of(header: str) -> str:
    """Return the link that a header such as ``CustomerID`` states, empty for none."""
    stem, _, last = plain(header).rpartition(" ")
    return LINKED.get(stem.rpartition(" ")[2], "") if last in ("id", "key", "ref") else ""


def kind_named(name: str) -> str:
    """Return the kind of record that the name of a file or table promises, empty for none."""
    words = plain(name).split()
    found = {kind for kind, some in _KINDS.items() for word in words if word in some.split()}
    return found.pop() if len(found) == 1 else ""
