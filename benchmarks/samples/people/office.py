"""Marketing, product management and human resources."""

from benchmarks.samples.facts import PRESENT, Certificate, Job, Person, Project, Study

LUCIA = Person(
    file="lucia_ferrandiz_otero_cv.pdf",
    layout="right_sidebar",
    name="Lucía Ferrándiz Otero",
    language="es",
    country="DE",
    made="2026-06-01",
    title="Responsable de marketing digital",
    email="lucia.ferrandiz@example.org",
    phone="+49 30 23125 676",
    location="Berlín, Alemania",
    links=("lucia-ferrandiz.example.com",),
    accent="#e0663c",
    summary="Diez años contando historias de marcas pequeñas que querían ser grandes. Vivo en Berlín desde "
    "2024 y "
    "trabajo a distancia para España.",
    jobs=(
        Job(
            "Responsable de marketing digital",
            "Naranjal Cosmética S.L.",
            "2020-03",
            PRESENT,
            "Valencia",
            (
                "Dirección de un equipo de cuatro personas y un presupuesto anual de 900.000 €",
                "Las ventas en línea pasaron del 9 % al 34 % de la facturación",
                "Lanzamiento de la tienda en Portugal y en Italia",
                "Selección y coordinación de dos agencias externas",
            ),
        ),
        Job(
            "Especialista en redes sociales",
            "Agencia Tresmares",
            "2016-09",
            "2020-02",
            "Barcelona",
            (
                "Campañas para museos, bodegas y una compañía de ferris",
                "Premio interno a la mejor campaña con menos de 5.000 €",
            ),
        ),
        Job(
            "Becaria de comunicación",
            "Festival Marea Baja",
            "2015-06",
            "2016-08",
            "Alicante",
            ("Notas de prensa, acreditaciones y una radio de verano",),
        ),
    ),
    education=(
        Study(
            "Universitat de València",
            "Máster",
            "Marketing e investigación de mercados",
            "2015",
            "2016",
            joined="{degree} en {field}",
        ),
        Study(
            "Universidad de Alicante",
            "Grado",
            "Publicidad y relaciones públicas",
            "2011",
            "2015",
            joined="{degree} en {field}",
        ),
    ),
    skills=(
        (
            "",
            (
                "SEO",
                "Google Analytics",
                "Google Ads",
                "Redacción publicitaria",
                "Shopify",
                "Figma",
                "Correo electrónico comercial",
            ),
        ),
    ),
    languages=(
        ("Español", "lengua materna"),
        ("Valenciano", "lengua materna"),
        ("Inglés", "C1"),
        ("Alemán", "B1"),
    ),
    certifications=(Certificate("Google Ads Search", "2024"),),
    dates="mar. 2019",
    headings={"summary": "Sobre mí", "jobs": "Experiencia"},
)

GRACE = Person(
    file="GraceAdeyinkaHolt_ProductManager.pdf",
    layout="banner",
    name="Grace Adeyinka-Holt",
    language="en",
    country="CA",
    made="2026-09-17",
    title="Senior Product Manager",
    email="grace.adeyinka.holt@example.com",
    phone="+1 416 555 0172",
    location="Toronto, Canada",
    links=("linkedin.com/in/graceah-example",),
    accent="#1d3557",
    summary="Product manager for logistics and travel software. Once a developer, so I can tell a two-day "
    "job from "
    "a two-month one.",
    jobs=(
        Job(
            "Senior Product Manager",
            "Maple & Main Logistics Software",
            "2021-05",
            PRESENT,
            "Toronto",
            (
                "Own routing and proof of delivery, used by 9,000 drivers every day",
                "Raised on-time delivery for the ten largest customers from 88 to 95 percent",
                "Run discovery with drivers, not only with their managers",
                "Priced and launched a self-service plan that now brings 22 percent of new customers",
            ),
        ),
        Job(
            "Product Manager",
            "Gantry Travel Ltd",
            "2015-02",
            "2021-04",
            "London",
            (
                "Launched rail booking in six countries",
                "Backlog and roadmap for three teams in two time zones",
            ),
        ),
        Job(
            "Project Manager",
            "Gantry Travel Ltd",
            "2011-10",
            "2015-01",
            "London",
            (
                "Delivered the loyalty programme two weeks early, with five suppliers in three countries",
                "Moved the department from fixed releases to two-week sprints",
            ),
        ),
        Job(
            "Java Developer",
            "Quillon Systems plc",
            "2008-09",
            "2011-09",
            "Reading",
            ("Back office of an airline tariff system",),
        ),
    ),
    education=(
        Study(
            "University of Reading",
            "BSc (Hons)",
            "Computer Science",
            "2005",
            "2008",
            joined="{degree} {field}",
        ),
    ),
    skills=(
        ("Product", ("Roadmapping", "User research", "Backlog management", "Pricing", "OKRs")),
        ("Tools", ("Jira", "Figma", "SQL", "Amplitude")),
    ),
    languages=(("English", "native"), ("Yoruba", "conversational")),
    certifications=(
        Certificate("Project Management Professional (PMP)", "2014, renewed 2023"),
        Certificate("Certified Scrum Product Owner (CSPO)", "2016"),
    ),
    projects=(Project("Second Shift", "A weekend course that brings warehouse workers into product roles"),),
    dates="JAN 2020",
    headings={
        "jobs": "Career",
        "skills": "Toolbox",
        "certifications": "Credentials",
        "projects": "Giving back",
    },
)

BIANCA = Person(
    file="Bianca-Tavares-Leitao-CV.pdf",
    layout="rl_right_sidebar",
    name="Bianca Tavares Leitão",
    language="en",
    country="BR",
    made="2025-12-03",
    title="HR Business Partner",
    email="bianca.tavares@example.com",
    phone="+55 21 91234-5678",
    location="Rio de Janeiro, Brazil",
    links=("linkedin.com/in/biancatl-example",),
    accent="#2f6f4f",
    summary="Psychologist by degree, HR business partner by conviction. At home on building sites, in board "
    "rooms "
    "and in labour court.",
    jobs=(
        Job(
            "HR Business Partner",
            "Guaraqui Engenharia S.A.",
            "2019-02",
            PRESENT,
            "Rio de Janeiro",
            (
                "Partner of the operations board, 1,400 employees on nine sites",
                "Negotiations with two unions, no strike days since 2020",
                "Workforce planning for an offshore maintenance contract (320 people in five months)",
                "Roll-out of SAP SuccessFactors: recruiting, learning and performance",
                "Voluntary turnover from 17 to 11 per cent in three years",
            ),
        ),
        Job(
            "Recruitment Specialist",
            "Jatobá & Lins Consultoria",
            "2014-01",
            "2019-01",
            "Belo Horizonte",
            (
                "Filled 350 positions in construction and energy",
                "Assessment centres for graduate programmes",
                "Key account for three clients in wind energy",
            ),
        ),
        Job(
            "HR Assistant",
            "Colégio Aroeira-Mirim",
            "2011-08",
            "2013-12",
            "Belo Horizonte",
            ("Payroll, holidays, contracts for 180 teachers",),
        ),
    ),
    education=(
        Study(
            "Universidade de São Paulo",
            "Master's degree",
            "People Management",
            "2016",
            "2018",
            joined="{degree} in {field}",
        ),
        Study(
            "Universidade Federal de Minas Gerais",
            "Bachelor's degree",
            "Psychology",
            "2007",
            "2011",
            joined="{degree} in {field}",
        ),
    ),
    skills=(
        ("HR", ("Talent acquisition", "Labour law (CLT)", "Compensation and benefits", "Coaching")),
        ("Tools", ("SAP SuccessFactors", "Gupy", "Excel")),
    ),
    languages=(("Portuguese", "native"), ("English", "advanced"), ("Spanish", "advanced")),
    certifications=(Certificate("PRINCE2 Foundation", "2022"),),
    extras=(("Volunteer work", ("Job interviews training for young people in Maré, monthly since 2020",)),),
    dates="mm/yyyy",
    headings={"jobs": "Professional background", "education": "Academic background"},
)

PEOPLE = (LUCIA, GRACE, BIANCA)
