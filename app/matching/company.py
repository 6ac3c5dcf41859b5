"""Names of companies: what kind of company it is, and which words say little."""

from typing import Final

from app.matching.folding import listed, undotted, words_of

_FORMS: Final = {
    form: family
    for family, forms in {
        "limited": "ltd limited ltda limitada llc llp gmbh mbh ggmbh sarl srl sl slu srls bv bvba "
        "sro kft doo spzoo zoo oo ooo pty pvt private oy aps lda ug eurl sasu",
        "shares": "inc incorporated corp corporation plc ag sa spa nv ab as asa oyj se sas cv sab "
        "kgaa zao oao pao ao kk aktiengesellschaft",
        "partners": "kg ohg gbr lp ek eg snc scs vof",
        "any": "co company cia compagnie compania",
    }.items()
    for form in forms.split()
}
"""Legal forms by what they are like: some change the one, hardly anybody the other."""
_WITHIN: Final = ("株式会社", "有限会社", "有限公司", "股份有限公司", "(株)", "주식회사")
"""Legal forms of scripts without spaces."""
_LINKS: Final = listed(
    "and und et y e the of de del der die das la le el los les di da do dos des du van von zum "
    "zur am im in i og och en for fur at a"
)
_GENERAL: Final = listed(
    "group gruppe groupe grupo gruppo holding holdings international services service solutions "
    "hotel restaurant ristorante restaurante cafe bar bakery backerei boulangerie panaderia "
    "pharmacy apotheke pharmacie farmacia clinic klinik clinique clinica hospital dental praxis "
    "school schule ecole escuela scuola college university kindergarten preschool nursery "
    "academy center centre zentrum centro club verein association society foundation institute "
    "church store shop shops market markt supermarket outlet sports bike bikes auto autohaus "
    "garage dr med doctor bau construction consulting trading handel import export transport "
    "logistics logistik electronics elektronik software systems technologies technology tech "
    "media design studio engineering industries industrie manufacturing energy foods food wine "
    "garden house haus casa child children childrens care day daycare learning development "
    "early community public city new great big super best first home family north south east "
    "west nord sud ost ouest st saint san santa"
)
"""Words that many names share; a small notebook cannot know it from its own."""
_ROMAN: Final = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


def split_company(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the words a company is known by, and what its legal form is like.

    Example: ``Brewster & Lane Co., Ltd.`` is ``brewster lane`` and ``limited``. A name of
    nothing but such words keeps them.
    """
    for form in _WITHIN:
        name = name.replace(form, " ")
    words = words_of(undotted(name))
    known = tuple(w for w in words if w not in _FORMS and w not in _LINKS)
    forms = frozenset(_FORMS[w] for w in words if w in _FORMS) - {"any"}
    return tuple(_ROMAN.get(w, w) for w in known or words), forms


def is_general(word: str) -> bool:
    """Tell a word that many names share, such as ``hotel``."""
    return word in _GENERAL
