"""Two people whose CVs are pictures: a scan and a photo."""

from benchmarks.samples.facts import PRESENT, Certificate, Job, Person, Study

DENISE = Person(
    file="scan_okafor-whitley.pdf",
    layout="scan",
    name="Denise Okafor-Whitley",
    language="en",
    country="US",
    made="2024-10-08",
    title="Supply Chain Planner",
    email="denise.okaforwhitley@example.com",
    phone="(404) 555-0136",
    location="Atlanta, GA",
    summary="Supply chain planner with fourteen years in packaging and medical devices.",
    jobs=(
        Job(
            "Supply Chain Planner",
            "Peachtree Wexley Packaging",
            "2016-04",
            PRESENT,
            "Atlanta, GA",
            (
                "Material planning for 1,200 parts and three plants",
                "Stock reduced by 2.1 million dollars in two years",
            ),
        ),
        Job(
            "Inventory Analyst",
            "Brandt-Ocmulgee Medical Supply",
            "2010-06",
            "2016-03",
            "Macon, GA",
            ("Cycle counts, reorder points and supplier scorecards",),
        ),
    ),
    education=(
        Study(
            "Georgia State University",
            "Bachelor of Science",
            "Logistics",
            "2006",
            "2010",
            joined="{degree} in {field}",
        ),
    ),
    skills=(("", ("Demand planning", "Oracle ERP", "Kanban", "Excel", "Supplier management")),),
    languages=(("English", "native"), ("Igbo", "conversational")),
    certifications=(Certificate("APICS CPIM", "2018"),),
    dates="Jan 2020",
)

UWE = Person(
    file="Foto_Lebenslauf_Stellbrink.jpg",
    layout="photo",
    name="Uwe Stellbrink",
    language="de",
    country="DE",
    made="2025-05-16",
    title="Kfz-Mechatroniker",
    email="uwe.stellbrink@example.org",
    phone="0171 3920077",
    location="Bremen",
    address="Torfkahnstieg 12, 28237 Bremen",
    jobs=(
        Job(
            "Kfz-Mechatroniker",
            "Autohaus Wümmetor GmbH",
            "2011-03",
            PRESENT,
            "Bremen",
            (
                "Diagnose und Instandsetzung von Transportern",
                "Hochvolttechnik, Klimaanlagen, Achsvermessung",
            ),
        ),
        Job(
            "Kfz-Mechaniker",
            "Werkstatt Deichgraf",
            "1998-09",
            "2011-02",
            "Delmenhorst",
            ("Inspektion, Bremsen, Motoreninstandsetzung",),
        ),
    ),
    education=(Study("Berufsschule Bremen-Mitte", "Gesellenbrief", "Kfz-Mechaniker", "1995-08", "1998-08"),),
    skills=(("", ("Fahrzeugdiagnose", "Hochvolttechnik", "Achsvermessung", "Schweißen")),),
    languages=(("Deutsch", "Muttersprache"), ("Plattdeutsch", "fließend")),
    certifications=(Certificate("Staplerschein", "2009"),),
    dates="mm/yyyy heute",
)

PEOPLE = (DENISE, UWE)
