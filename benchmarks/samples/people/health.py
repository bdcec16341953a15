"""Nursing and medicine."""

from benchmarks.samples.facts import PRESENT, Certificate, Job, Person, Study

SIOBHAN = Person(
    file="Siobhan Kettleborough CV.docx",
    layout="docx_headings",
    name="Siobhan Kettleborough",
    language="en",
    country="GB",
    made="2026-02-19",
    title="Registered Nurse (Adult)",
    email="siobhan.kettleborough@example.com",
    phone="0113 496 0127",
    location="Leeds",
    address="Flat 4, 22 Harehills Rise, Leeds LS8 9ZZ",
    summary="Registered nurse with twelve years in acute and intensive care. Calm in a crowded resus bay, "
    "patient "
    "with students, blunt about hand hygiene.",
    jobs=(
        Job(
            "Senior Staff Nurse, Intensive Care",
            "St Oswin's Hospital",
            "2019-09",
            PRESENT,
            "Leeds",
            (
                "Nurse-in-charge of a 16-bed unit on rotating shifts",
                "Ventilated patients, renal replacement, arterial lines",
                "Practice assessor for nine student nurses",
                "Led the ward's falls audit: falls with harm down by 40 per cent",
            ),
        ),
        Job(
            "Registered Nurse",
            "Airedale Moor Infirmary",
            "2015-03",
            "2019-08",
            "Bradford",
            (
                "Acute medical unit with 28 beds",
                "Triage, IV therapy, discharge planning",
            ),
        ),
        Job("Staff Nurse", "Airedale Moor Infirmary", "2013-10", "2015-02", "Bradford"),
    ),
    education=(
        Study(
            "University of Leeds",
            "BSc (Hons)",
            "Adult Nursing",
            "2010-09",
            "2013-07",
            joined="{degree} {field}",
        ),
        Study("University of Bradford", "PGCert", "Critical Care", "2020", "2021", joined="{degree} {field}"),
    ),
    skills=(
        (
            "",
            (
                "Mechanical ventilation",
                "Triage",
                "IV therapy",
                "Wound care",
                "Student supervision",
                "Tracheostomy care",
            ),
        ),
    ),
    languages=(("English", "first language"), ("British Sign Language", "Level 2")),
    certifications=(
        Certificate("NMC Registration", "Registered Nurse – Adult, since 2013"),
        Certificate("Advanced Life Support (ALS)", "2024"),
    ),
    extras=(("Interests", ("Fell running, brass band (second cornet)",)),),
    dates="Sept. 2019",
    headings={
        "summary": "Personal Profile",
        "jobs": "Nursing Experience",
        "education": "Education and Training",
        "skills": "Clinical Skills",
        "certifications": "Registration and Courses",
    },
)

MARISOL = Person(
    file="Marisol_Estevane_RN.pdf",
    layout="two_columns",
    name="Marisol Estevane",
    around_name="{}, RN",
    language="en",
    country="US",
    made="2026-08-14",
    title="Registered Nurse",
    email="marisol.estevane@example.com",
    phone="(210) 555-0168",
    location="San Antonio, TX",
    summary="Bilingual registered nurse in pediatrics and community health. Returned to the bedside in 2021 "
    "after "
    "two and a half years at home with my twins.",
    jobs=(
        Job(
            "Registered Nurse, Pediatrics",
            "Mission Creek Children's Hospital",
            "2021-02",
            PRESENT,
            "San Antonio, TX",
            (
                "24-bed general pediatric unit, 1:4 ratio, rotating nights",
                "Charge nurse on two weekends a month",
                "Preceptor for new graduates; bilingual discharge teaching",
                "Member of the asthma pathway committee",
            ),
        ),
        Job(
            "Community Health Nurse",
            "Rio Almendro Clinics",
            "2014-06",
            "2018-07",
            "Laredo, TX",
            (
                "Immunization outreach in 11 schools, 6,400 children in four years",
                "Diabetes teaching for families in English and Spanish",
                "Home visits for newborns",
            ),
        ),
        Job(
            "Nursing Assistant",
            "Villa Encina Care Home",
            "2012-05",
            "2014-05",
            "San Antonio, TX",
            ("Evenings and weekends during nursing school",),
        ),
    ),
    education=(
        Study(
            "The University of Texas at San Antonio",
            "BSN",
            "Nursing",
            "2010",
            "2014",
            joined="{degree}, {field}",
        ),
    ),
    skills=(
        (
            "",
            (
                "Pediatric nursing",
                "Immunization",
                "Patient education",
                "Epic",
                "Phlebotomy",
                "Case management",
            ),
        ),
    ),
    languages=(("Spanish", "native"), ("English", "native")),
    certifications=(
        Certificate("Registered Nurse (RN)", "Texas, active"),
        Certificate("Pediatric Advanced Life Support (PALS)", "2025"),
        Certificate("BLS", "2025"),
    ),
    dates="mm/yyyy",
    accent="#8c2f5d",
    headings={
        "summary": "Summary",
        "jobs": "Nursing experience",
        "certifications": "Licenses & certifications",
    },
)

ANNEGRET = Person(
    file="CV_Dr_Lohwasser.pdf",
    layout="table_cv",
    name="Annegret Lohwasser",
    around_name="Dr. med. {}",
    language="de",
    country="DE",
    made="2025-09-01",
    title="Fachärztin für Innere Medizin und Kardiologie",
    email="annegret.lohwasser@example.org",
    phone="040 66969 318",
    location="Hamburg",
    address="Isestieg 40, 20149 Hamburg",
    personal=(("Geboren", "09.05.1979 in Saarlouis"),),
    jobs=(
        Job(
            "Oberärztin Kardiologie",
            "Klinikum Elbaue",
            "2017-10",
            PRESENT,
            "Hamburg",
            (
                "Leitung der Herzinsuffizienz-Ambulanz (1.800 Patienten im Jahr)",
                "Echokardiographie einschließlich Stressecho und TEE, rund 900 Untersuchungen im Jahr",
                "Weiterbildungsbeauftragte der Abteilung, Prüferin der Ärztekammer",
            ),
        ),
        Job(
            "Fachärztin für Innere Medizin",
            "Marienstift Süderelbe",
            "2013-01",
            "2017-09",
            "Hamburg",
            (
                "Notaufnahme und Intensivstation mit zehn Betten",
                "Weiterbildung zur Kardiologin, Herzkatheter",
            ),
        ),
        Job(
            "Assistenzärztin",
            "Hospital Sankt Wendelin",
            "2006-02",
            "2012-12",
            "Saarbrücken",
            ("Rotation Innere Medizin, Geriatrie und Anästhesie",),
        ),
        Job("Ärztin im Praktikum", "Clinique du Val Rosselin", "2005-03", "2005-12", "Metz, Frankreich"),
    ),
    education=(
        Study(
            "Universität des Saarlandes",
            "Dr. med.",
            "",
            "2003",
            "2007",
            grade="magna cum laude",
            text="Dissertation: Herzfrequenzvariabilität bei Ausdauersportlerinnen",
        ),
        Study(
            "Universität des Saarlandes",
            "Staatsexamen",
            "Humanmedizin",
            "1998-10",
            "2004-11",
            joined="{degree} {field}",
        ),
        Study("Gymnasium am Stadtgarten Saarlouis", "Abitur", "", "1989", "1998"),
    ),
    skills=(
        (
            "Klinisch",
            ("Echokardiographie", "Herzkatheterdiagnostik", "Notfallmedizin", "Schrittmacherkontrolle"),
        ),
        ("Sonstiges", ("ORBIS", "Studienleitung nach GCP", "Strahlenschutz")),
    ),
    languages=(("Deutsch", "Muttersprache"), ("Französisch", "fließend"), ("Englisch", "sehr gut")),
    certifications=(
        Certificate("Zusatzbezeichnung Notfallmedizin", "2011"),
        Certificate("Facharztanerkennung Kardiologie", "Ärztekammer Hamburg, 2017"),
    ),
    extras=(
        (
            "Publikationen",
            (
                "Lohwasser A. Herzschwäche im Alltag: was Angehörige wissen müssen. Hamburger Hefte "
                "für Medizin 2022; "
                "14: 22–31.",
                "Lohwasser A, Trautenau P. Stressecho bei Frauen. Kardiologie im Norden 2019; 3: 7–15.",
                "Lohwasser A. Der stille Infarkt. Fallbericht. Kardiologie im Norden 2016; 1: 40–42.",
            ),
        ),
        (
            "Mitgliedschaften",
            ("Deutsche Gesellschaft für Kardiologie", "Verein Herzgruppe Eimsbüttel e. V., Beirat"),
        ),
        ("Persönliches", ("Segeln, Chor (Alt)",)),
    ),
    dates="mm/yyyy heute",
    headings={
        "jobs": "Ärztliche Tätigkeit",
        "education": "Ausbildung",
        "skills": "Schwerpunkte",
        "certifications": "Zusatzqualifikationen",
        "contact": "Person",
    },
)

PEOPLE = (SIOBHAN, MARISOL, ANNEGRET)
