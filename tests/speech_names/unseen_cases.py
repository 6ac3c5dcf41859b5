"""Names, sentences and look-alikes made up before the recogniser was asked about any.

Nothing was set on the names: they were spoken, and counted once at the end. The
look-alikes, in which no name is meant, were looked at when the last figures were set.
"""

from typing import Final

from tests.speech_names.cases import Case
from tests.speech_names.cases import cases as cases_of

CUSTOMERS: Final = (
    *("Harrowgate Tools", "Belmont Paper Mills", "Castlewood Nursery", "Draycott & Finch LLP"),
    *("Eastbrook Dental Care", "Farrington Coaches", "Glenmorrow Distillery", "Hawthorne Optics"),
    *("Ivybridge Printers", "Jessop Fencing", "Kilbride Seafoods", "Lomax Tyres Ltd"),
    *("Marlowe House School", "Northgate Timber", "Ottery Vale Farm", "Priestley Haulage"),
    *("Quayside Brewing Co.", "Rookwood Joinery", "Selwyn Chemicals plc", "Tamworth Glass"),
    *("Underhill Motors", "Vickery Catering", "Wexcombe Stables", "Yardley Foundry"),
    *("Brandt Metallbau GmbH", "Sonnenhof Klinik", "Weingut Lauterbach", "Drogerie Hoffmann"),
    *("Zimmerei Kaltenegger", "Spedition Rademacher KG", "Fromagerie Dupuis", "Atelier Rousseau"),
    *("Pharmacie Lambert SARL", "Bodegas Alarcón", "Ferretería Molina SL", "Clínica Santa Rosa"),
    *("Meble Jankowski", "Hurtownia Sadowski", "Trattoria Bellini", "Officina Ferraro SRL"),
    *("Okonkwo Textiles", "Patel Pharmacy", "Singh Auto Parts", "Yamamoto Precision"),
    *("Hassan Carpets", "Volkov Shipping", "Almeida Cork", "Jensen Windows AB"),
    *("Trivanta", "Solvexis", "Nexoria", "Cloudmere", "Altivio", "Pentagreen", "Datafern"),
    *("Brightwater Energy", "Sunrise Plumbing LLC", "Iron Gate Security", "Maple Street Bakery"),
    *("Golden Fleece Inn", "Cobalt Ridge Mining", "Fennimore Bros.", "Larsen & Pruitt"),
    *("Whispering Pines Lodge", "Orbitel", "Kaminski Feinkost"),
)

CONTACTS: Final = (
    *("Harriet Draycott", "Simon Farrington", "Isla Kilbride", "Trevor Lomax", "Judith Marlowe"),
    *("Colin Priestley", "Naomi Selwyn", "Edmund Vickery", "Phoebe Yardley", "Malcolm Underhill"),
    *("Stefan Brandt", "Ulrike Lauterbach", "Matthias Hoffmann", "Claire Dupuis", "Luc Rousseau"),
    *("Pilar Alarcón", "Diego Molina", "Ewa Jankowska", "Grzegorz Sadowski", "Paolo Bellini"),
    *("Giorgia Ferraro", "Emeka Okonkwo", "Nisha Patel", "Harpreet Singh", "Kenji Yamamoto"),
    *("Leila Hassan", "Dmitri Volkov", "Teresa Almeida", "Mikkel Jensen", "Abigail Reeve"),
    *("Duncan Forsyth", "Roisin Keane", "Walter Abbott", "Denise Carmichael", "Hugo Lindgren"),
    *("Sunita Menon", "Oliver Pike", "Grace Adebayo", "Victor Ramos", "Helen Strachan"),
)

PRODUCTS: Final = ("AquaGuard 12", "PowerLift", "Senso Pro", "EcoSeal", "Titan 700")

SENTENCES: Final = (
    "I have just left {C}, {P} was in a good mood and will sign next week.",
    "Note to self, {P} at {C} still waits for the drawings.",
    "{C} has a new owner, so {P} asked me to come back in May.",
    "Had lunch with {P} from {C} and showed her the {G}.",
    "The people at {C} like the {G}, but {P} finds it too dear.",
    "Tell {P} that the delivery for {C} is two days late.",
    "{P} has left {C} and nobody knows who comes next.",
    "Rang {C} about the invoice, {P} has paid it already.",
    "Tomorrow at nine I see {P} at {C} about the {G}.",
    "{C} ordered twelve of the {G}, {P} wants them by the end of June.",
)

LIKE_NAMES: Final = (
    "The belt on the mountain road was paper thin near the mill.",
    "We drove past a castle and a wood with a nursery behind it.",
    "He was harrowed by the tools we gave him last winter.",
    "The east bank of the brook needs dental floss, he joked.",
    "Their coaches are farther than I thought.",
    "My option is the hawthorn hedge beside the gate.",
    "I jest, but the fencing will hold for years.",
    "They will make a bride of her before the sea food is cold.",
    "The north gate has new timber and a lock.",
    "The otter in the valley was seen near the farm.",
    "A priestly man haggled with us over the haul.",
    "We were key sided on brewing coffee for everyone.",
    "The rook would join us if we had more space.",
    "He sells wine and chemicals in the same shop.",
    "Under the hill the motors of the old plant still run.",
    "The victory dinner had better catering than ours.",
    "The stable is vexed with a comb that does not fit.",
    "In the yard they found dry sand and a broken cart.",
    "The brand of metal we use is too soft for them.",
    "Sunny half of the clinic, cold half of the kitchen.",
    "Wine is good and louder talk makes it better.",
    "The patent for the pharmacy scale runs out in spring.",
    "He can sing all day about auto parts.",
    "The volt of the ship was wrong, so nothing worked.",
    "The bright water in the tank is a sign of good energy.",
    "At sunrise the plumbing froze and we had to wait.",
    "An iron gate gives no security without a camera.",
    "There is maple syrup in the street behind the bakery.",
    "The golden fleas in the inn made us laugh.",
    "A cloud was merely passing over the site.",
    "The data was fair and the price was fine.",
    "They will solve exits and stairs in the second phase.",
    "Five pens are green and the rest are blue.",
    "All the video files are still on his laptop.",
    "Next, or rather after lunch, we looked at the plans.",
    "Trim the van to fit the lower garage.",
    "Dance on the kettle, my coffee is cold, he said.",
    "Ask the brewer and his lane neighbour to move the van.",
    "The acne cream and the dynamics of skin were her topics.",
    "A blue harbour and good logistics is all he dreams about.",
    "The split rail on the stairs needs beer money and ale.",
    "A meridian line runs through the packaging hall.",
    "They crossed a stone bridge and came to a hall.",
    "The lark in the field needs no veterinary help.",
    "Pine crates and bottling lines are all they have left.",
    "We met in the ridge way near the cold storage.",
    "The oak has hurt the dairy roof in the storm.",
    "Her garden was pink, her tin roof red.",
    "He prays for the bat to leave the attic.",
    "Please bring your bat and the key to the canteen.",
    "Marcus was thorny about the discount but kind.",
    "Every day they can and will call more doors.",
    "Lower the elevator to the ground floor before noon.",
    "She and doyleys do not go together, said the decorator.",
    "Call us men, or does it matter who calls.",
    "The aquarium guard counts twelve fish every evening.",
    "With more power the lift can take two pallets.",
    "It makes sense or the professor is wrong.",
    "They want to seal the echo chamber with foam.",
    "A tight ten to seven hundred kilos is the limit.",
    "You can see through the glass when the tam is worth it.",
    "I will be rich if printers keep breaking like this.",
    "Gloomy morrow or not, the distillery opens at six.",
    "Draw a cot and a finch for the poster.",
    "The lower max is tired of tyres.",
    "Hand her the carpet when the sun is gone.",
)


def cases() -> tuple[Case, ...]:
    """Return the sentences as they are spoken."""
    return cases_of(CUSTOMERS, CONTACTS, PRODUCTS, SENTENCES)
