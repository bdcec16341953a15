"""The vocabularies' data: wide enough, in four languages, and without contradictions."""

from collections import Counter

import pytest

from services.concepts import DATA, Concept, Concepts, data_files, read_data
from services.search.titles import occupations_in
from services.vocabulary import canonical_skill, fold_title, known_skills, occupations, skills

BOTH = pytest.mark.parametrize(
    ("concepts", "pattern", "least"),
    [(skills(), "skills_*", 1_500), (occupations(), "occupations_*", 300)],
    ids=["skills", "occupations"],
)


@BOTH
def test_the_vocabulary_is_wide_and_no_label_stands_twice(
    concepts: Concepts, pattern: str, least: int
) -> None:
    entries = [label for name in data_files(pattern) for label in read_data(name)]
    assert len(concepts.by_key) == len(entries) >= least


@BOTH
def test_every_form_belongs_to_one_concept(concepts: Concepts, pattern: str, least: int) -> None:
    owners = Counter(form for concept in concepts.by_key.values() for form in concept.forms)
    assert [form for form, count in owners.items() if count > 1] == []
    assert set(concepts.key_of) == set(owners)


@BOTH
def test_broader_terms_exist_and_run_in_no_circle(concepts: Concepts, pattern: str, least: int) -> None:
    for concept in concepts.by_key.values():
        assert [parent for parent in concept.broader if parent not in concepts.by_key] == [], concept.key
        narrower = concepts.and_narrower(concept.key)
        assert not any(parent in narrower for parent in concept.broader), concept.key


@BOTH
@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_most_concepts_have_a_name_in_every_language(
    concepts: Concepts, pattern: str, least: int, language: str
) -> None:
    """English is the label itself; proper names are the same everywhere."""
    entries = {label: entry for name in data_files(pattern) for label, entry in read_data(name).items()}
    common = [entry for entry in entries.values() if not entry.get("proper")]
    assert sum(bool(entry.get(language)) for entry in common) >= 0.6 * len(common)


@BOTH
def test_an_entry_says_only_what_is_read(concepts: Concepts, pattern: str, least: int) -> None:
    known = {"also", "de", "fr", "es", "spelt", "broader", "proper", "cased", "text"}
    for name in data_files(pattern):
        assert all(set(entry) <= known for entry in read_data(name).values()), name


def test_each_data_file_is_short_enough_to_be_read() -> None:
    assert [file.name for file in DATA.glob("*.toml") if len(file.read_text().splitlines()) > 400] == []


def answers(asked: Concept, concepts: Concepts, keys: set[str]) -> bool:
    return bool(concepts.and_narrower(asked.key) & keys)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("k8s", "Kubernetes"),
        ("cloud", "AWS"),
        ("cloud", "Amazon EC2"),
        ("cloud", "Azure Functions"),
        ("Java", "Spring Security"),
        ("Datenbanken", "MariaDB"),
        ("unit testing", "pytest"),
        ("SAP", "S/4HANA"),
        ("Machine Learning", "apprentissage automatique"),
        ("künstliche Intelligenz", "PyTorch"),
        ("data mining", "minería de datos"),
        ("network security", "Netzwerksicherheit"),
        ("Software testing", "pruebas de carga"),
        ("penetration testing", "Burp Suite"),
        ("PLC programming", "TIA Portal"),
        ("CAD", "Solid Edge"),
        ("welding", "WIG-Schweißen"),
        ("soudage", "TIG welding"),
        ("civil engineering", "Straßenbau"),
        ("reinforced concrete", "béton armé"),
        ("building automation", "KNX"),
        ("renewable energy", "Biogas"),
        ("nursing", "ambulante Pflege"),
        ("wound care", "soins des plaies"),
        ("dialysis", "Hämodialyse"),
        ("Ergotherapie", "occupational therapy"),
        ("ultrasound", "ecografía"),
        ("accounting", "Kreditorenbuchhaltung"),
        ("debt collection", "recouvrement de créances"),
        ("tax", "Umsatzsteuer"),
        ("Jahresabschluss", "comptes consolidés"),
        ("family law", "Familienrecht"),
        ("derecho concursal", "insolvency law"),
        ("propiedad intelectual", "patents"),
        ("digital marketing", "Google Ads"),
        ("sales", "Außendienst"),
        ("human resources", "Personalentwicklung"),
        ("logistics", "Kommissionierung"),
        ("warehouse management", "préparation de commandes"),
        ("customs clearance", "despacho de aduanas"),
        ("molecular biology", "Western Blot"),
        ("microscopy", "Rasterelektronenmikroskopie"),
        ("special education", "Sonderpädagogik"),
        ("typography", "Typografie"),
        ("subtitling", "sous-titrage"),
        ("public administration", "Kommunalverwaltung"),
        ("life cycle assessment", "Ökobilanz"),
        ("wine knowledge", "Weinberatung"),
    ],
)
def test_a_skill_asked_for_finds_what_the_cv_writes(asked: str, written: str) -> None:
    concept = skills().by_key[canonical_skill(asked) or ""]
    assert answers(concept, skills(), {canonical_skill(written) or ""})


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("lawyer", "Legal Counsel"),
        ("lawyer", "Fachanwältin für Arbeitsrecht"),
        ("SRE", "Senior Site Reliability Engineer"),
        ("DevOps engineer", "SRE"),
        ("nurse", "Registered Nurse"),
        ("nurse", "Infirmière de bloc opératoire"),
        ("nurse", "Kinderkrankenschwester"),
        ("Krankenpfleger", "enfermera pediátrica"),
        ("doctor", "Hautärztin"),
        ("médecin", "General Practitioner"),
        ("developer", "Java-Entwicklerin"),
        ("developer", "desarrolladora web"),
        ("Engineer", "Ingénieure aéronautique"),
        ("bus driver", "conductrice de bus"),
        ("cleaner", "femme de ménage"),
        ("hairdresser", "Friseurin"),
        ("teacher", "maestra de primaria"),
        ("Lehrer", "secondary school teacher"),
        ("accountant", "Debitorenbuchhalterin"),
        ("payroll specialist", "gestionnaire de paie"),
        ("cashier", "cajera"),
        ("receptionist", "hôtesse d'accueil"),
        ("HR manager", "directrice des ressources humaines"),
        ("technician", "técnica de mantenimiento"),
        ("real estate agent", "Immobilienmakler"),
        ("firefighter", "Feuerwehrfrau"),
        ("police officer", "policière"),
        ("interior designer", "Innenarchitektin"),
        ("sound engineer", "técnico de sonido"),
        ("geologist", "Geologin"),
        ("researcher", "historienne"),
        ("tour guide", "guía turística"),
        ("store manager", "Filialleiterin"),
        ("judge", "magistrada"),
    ],
)
def test_an_occupation_asked_for_finds_the_title_of_the_cv(asked: str, written: str) -> None:
    concept = occupations().by_key[occupations().key_of[fold_title(asked)]]
    assert answers(concept, occupations(), set(occupations_in(fold_title(written))))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("C", "C++"),
        ("C++", "C"),
        ("React", "React Native"),
        ("Java", "JavaScript"),
        ("AWS", "Azure"),
        ("Kubernetes", "Docker"),
        ("Linux", "Windows Server"),
        ("Photoshop", "Adobe Illustrator"),
        ("criminal law", "civil law"),
        ("accounts payable", "accounts receivable"),
        ("TIG welding", "MIG welding"),
        ("SAP FI/CO", "SAP MM"),
    ],
)
def test_neighbours_are_not_each_other(asked: str, written: str) -> None:
    key = canonical_skill(asked)
    assert key in skills().by_key
    assert canonical_skill(written) in skills().by_key
    assert canonical_skill(written) not in skills().and_narrower(key or "")


@pytest.mark.parametrize(
    "sentence",
    [
        "We go to market in spring and make the world a better place",
        "Access to swift decisions; they excel at it and rust never sleeps",
        "A lean team with a clear vision and a word of thanks",
        "He made sure that the outlook was bright and the notion clear",
        "The express train zoomed past; less is more, and karma helps",
        "Ich sage, dass wir mehr als die Hälfte schaffen",
        "Mise en place d'une nouvelle organisation",
        "John Doe was acting director and worked under the elm",
        "Formation professionnelle",
        "Weiterbildung",
    ],
)
def test_running_text_names_no_skill_by_accident(sentence: str) -> None:
    assert known_skills(sentence) == []


def test_a_capital_tells_the_program_from_the_word() -> None:
    found = [key for key, _, _ in known_skills("Word, Excel, PowerPoint and Outlook")]
    assert found == ["microsoft word", "microsoft excel", "microsoft powerpoint", "microsoft outlook"]
