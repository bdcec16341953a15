"""Finance, controlling and law."""

from benchmarks.samples.facts import PRESENT, Certificate, Job, Person, Study

ELODIE = Person(
    file="CV Élodie Marchandeau.pdf",
    layout="rl_right_sidebar",
    name="Élodie Marchandeau",
    language="fr",
    country="FR",
    made="2026-03-02",
    title="Contrôleuse de gestion senior",
    email="elodie.marchandeau@example.com",
    phone="06 39 98 42 17",
    location="Lyon",
    address="18 montée des Trois-Navettes, 69004 Lyon",
    accent="#6b1f3a",
    summary="Contrôleuse de gestion depuis onze ans dans l’industrie et la distribution. J’aime les chiffres "
    "qui "
    "aident à décider, pas ceux qui décorent.",
    jobs=(
        Job(
            "Contrôleuse de gestion senior",
            "Fonderies du Val d’Azergues",
            "2020-09",
            PRESENT,
            "Lyon",
            (
                "Pilotage du budget de trois sites (85 M€) et des clôtures mensuelles à J+4",
                "Déploiement de SAP S/4HANA, lot contrôle de gestion",
                "Encadrement de deux contrôleurs et d’une alternante",
                "Plan d’économies d’énergie : 1,1 M€ en dix-huit mois",
            ),
        ),
        Job(
            "Contrôleuse de gestion",
            "Maison Perrache Distribution",
            "2016-02",
            "2020-08",
            "Villeurbanne",
            (
                "Analyse des marges de 140 magasins, tableaux de bord Power BI",
                "Revue des stocks : 2,3 M€ de rotations lentes identifiées",
                "Formation des directeurs de magasin à la lecture du compte de résultat",
            ),
        ),
        Job(
            "Auditrice junior",
            "Cabinet Roche & Bellecour",
            "2014-09",
            "2016-01",
            "Grenoble",
            (
                "Audit légal de PME industrielles et d’associations",
                "Inventaires physiques, y compris une nuit de la Saint-Sylvestre",
            ),
        ),
    ),
    education=(
        Study("Université Grenoble Alpes", "Master", "Contrôle de gestion et audit", "2012", "2014"),
        Study("Université Lumière Lyon 2", "Licence", "Économie et gestion", "2009", "2012"),
    ),
    skills=(
        ("Finance", ("Contrôle de gestion", "Consolidation", "IFRS", "Budget")),
        ("Outils", ("SAP S/4HANA", "Power BI", "Excel", "VBA")),
    ),
    languages=(("Français", "langue maternelle"), ("Anglais", "courant (C1)"), ("Italien", "intermédiaire")),
    extras=(("Centres d’intérêt", ("Escalade, restauration de meubles",)),),
    dates="mars 2019",
)

HENRIK = Person(
    file="Oberländer_Henrik_CV.docx",
    layout="docx_table",
    name="Henrik Oberländer",
    language="de",
    country="DE",
    made="2026-04-07",
    title="Leiter Controlling",
    email="henrik.oberlaender@example.net",
    phone="069 90009 254",
    location="Frankfurt am Main",
    address="Rotlintweg 31, 60316 Frankfurt am Main",
    summary="Controller mit Sinn für das Geschäft hinter den Zahlen. Zweisprachig aufgewachsen im Elsass und "
    "in "
    "Baden, seit 2012 in Frankfurt.",
    jobs=(
        Job(
            "Leiter Controlling",
            "Taunusbogen Immobilien AG",
            "2018-04",
            PRESENT,
            "Frankfurt am Main",
            (
                "Führung eines Teams von sieben Personen, Berichtslinie an die Finanzvorständin",
                "Einführung von SAP S/4HANA (CO, PS) als fachlicher Projektleiter",
                "Monatsabschluss von zwölf auf fünf Arbeitstage verkürzt",
            ),
        ),
        Job(
            "Senior Controller",
            "Mainkai Pharma GmbH",
            "2012-05",
            "2018-03",
            "Frankfurt am Main",
            (
                "Werks- und Beteiligungscontrolling für Deutschland und Frankreich",
                "Planungsmodell in SAP BW für elf Gesellschaften",
            ),
        ),
        Job(
            "Controller",
            "Vogesia Papier SAS",
            "2009-09",
            "2012-04",
            "Straßburg",
            ("Kostenrechnung und Kalkulation in einem Werk mit 400 Beschäftigten",),
        ),
    ),
    education=(
        Study(
            "Universität Mannheim",
            "M.Sc.",
            "Betriebswirtschaftslehre",
            "2007-09",
            "2009-08",
            grade="Note 1,6",
        ),
        Study("Université de Strasbourg", "Licence", "Sciences de gestion", "2004-09", "2007-06"),
    ),
    skills=(
        ("Systeme", ("SAP S/4HANA", "SAP BW", "Excel", "Power BI")),
        ("Fachlich", ("Konzerncontrolling", "IFRS", "Unternehmensplanung", "Investitionsrechnung")),
    ),
    languages=(
        ("Deutsch", "Muttersprache"),
        ("Französisch", "Muttersprache"),
        ("Englisch", "verhandlungssicher"),
    ),
    dates="März 2019",
    headings={"summary": "Kurzprofil", "jobs": "Berufspraxis", "education": "Studium"},
)

CAROLYN = Person(
    file="Bexley-Tate Resume 2026.docx",
    layout="docx_plain",
    name="Carolyn Bexley-Tate",
    language="en",
    country="US",
    made="2026-06-12",
    title="Corporate Controller, CPA",
    email="carolyn.bexleytate@example.com",
    phone="(312) 555-0119",
    location="Chicago, IL",
    summary="Hands-on corporate controller with 22 years in manufacturing and food. Built closes that finish "
    "on "
    "day three and teams that stay.",
    jobs=(
        Job(
            "Corporate Controller",
            "Lakeshore Brannock Mills, Inc.",
            "2015-11",
            PRESENT,
            "Chicago, IL",
            (
                "Own the books of a $640 million bakery-ingredients group with four plants",
                "Led the move from three legacy ledgers to SAP",
                "Cut the monthly close from nine days to three; no material weakness in ten audits",
                "Manage 14 people in accounting, payroll and tax",
            ),
        ),
        Job(
            "Assistant Controller",
            "Lakeshore Brannock Mills, Inc.",
            "2011-03",
            "2015-10",
            "Chicago, IL",
            (
                "Fixed assets, inventory and cost accounting for two plants",
                "Wrote the policy manual that the auditors still quote",
            ),
        ),
        Job(
            "Senior Accountant",
            "Hartwell-Dunmore Gear Company",
            "2007-01",
            "2011-02",
            "Milwaukee, WI",
            ("Cost accounting, standard costs and variance analysis",),
        ),
        Job(
            "Staff Auditor",
            "Prentiss Wray LLP",
            "2004-08",
            "2006-12",
            "Milwaukee, WI",
            ("Audits of cooperatives, municipalities and family businesses",),
        ),
    ),
    education=(
        Study(
            "University of Wisconsin–Milwaukee",
            "Bachelor of Business Administration",
            "Accounting",
            "2000",
            "2004",
            joined="{degree} in {field}",
        ),
    ),
    skills=(
        ("", ("SAP", "US GAAP", "Cost accounting", "Internal controls", "Hyperion", "Excel", "Tax planning")),
    ),
    languages=(("English", "native"), ("Spanish", "basic")),
    certifications=(
        Certificate("Certified Public Accountant (CPA)", "Illinois, 2006"),
        Certificate("Certified Management Accountant (CMA)", "2012"),
    ),
    extras=(
        (
            "Community",
            (
                "Treasurer, Rogers Park Community Kitchen, since 2016",
                "Volunteer tax preparer for seniors every spring",
            ),
        ),
    ),
    dates="January 2020",
    headings={
        "summary": "Summary of Qualifications",
        "jobs": "Professional Experience",
        "certifications": "Licenses",
    },
)

IMOGEN = Person(
    file="Ashcombe-Rao_Imogen.docx",
    layout="docx_text_box",
    name="Imogen Ashcombe-Rao",
    language="en",
    country="GB",
    made="2025-07-21",
    title="Senior Associate, Technology and Data Protection",
    email="imogen.ashcombe-rao@example.com",
    phone="020 7946 0385",
    location="London",
    address="3 Clerkenwell Yard, London EC1R 9ZZ",
    summary="Solicitor in technology and data protection law. I draft contracts that engineers can read, and "
    "I have "
    "twice talked a client out of a lawsuit that they would have won.",
    jobs=(
        Job(
            "Senior Associate",
            "Pemberlow & Finch LLP",
            "2020-01",
            PRESENT,
            "London",
            (
                "Cloud and software contracts up to £40 million for public and private clients",
                "GDPR audits for two hospital groups and a bus operator",
                "Supervise two trainees",
            ),
        ),
        Job(
            "Associate",
            "Pemberlow & Finch LLP",
            "2016-09",
            "2019-12",
            "London",
            ("Data breach response, regulator correspondence",),
        ),
        Job(
            "Trainee Solicitor",
            "Harcastle Wyse LLP",
            "2014-09",
            "2016-08",
            "Birmingham",
            ("Seats in commercial, employment, property and litigation",),
        ),
    ),
    education=(
        Study(
            "University of Birmingham",
            "LLM",
            "Information Technology Law",
            "2018",
            "2019",
            joined="{degree} in {field}",
        ),
        Study(
            "Durham University",
            "LLB",
            "Law with French",
            "2009",
            "2013",
            grade="First class",
            joined="{degree} {field}",
        ),
    ),
    skills=(
        ("", ("GDPR", "Commercial contracts", "Software licensing", "Data breach response", "Negotiation")),
    ),
    languages=(
        ("English", "native"),
        ("French", "fluent, year abroad in Rennes"),
        ("Hindi", "conversational"),
    ),
    certifications=(
        Certificate("Admitted as a Solicitor of England and Wales", "2016"),
        Certificate("CIPP/E", "2021"),
    ),
    dates="January 2020 to",
    headings={
        "summary": "Profile",
        "jobs": "Legal Experience",
        "certifications": "Admissions",
        "skills": "Areas of Practice",
    },
)

PEOPLE = (ELODIE, HENRIK, CAROLYN, IMOGEN)
