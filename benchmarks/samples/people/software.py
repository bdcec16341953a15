"""Software developers, from a graduate to a veteran."""

from benchmarks.samples.facts import PRESENT, Certificate, Job, Person, Project, Study

JONAS = Person(
    file="Hallermeier_Lebenslauf_2026.pdf",
    layout="side_dates",
    name="Jonas Hallermeier",
    language="de",
    country="DE",
    made="2026-03-15",
    title="Senior Java-Entwickler",
    email="jonas.hallermeier@example.com",
    phone="0171 3920042",
    location="Potsdam",
    address="Havelotterweg 7, 14467 Potsdam",
    personal=(("Geburtsdatum", "14.02.1989 in Ingolstadt"), ("Familienstand", "verheiratet, zwei Kinder")),
    jobs=(
        Job(
            "Senior Java-Entwickler",
            "Brandleite Versicherungstechnik GmbH",
            "2020-10",
            PRESENT,
            "Berlin",
            (
                (
                    "Technische Leitung der Schadenabwicklung (Java 21, Spring Boot, Kafka), Team von "
                    "sechs Personen"
                ),
                "Ablösung eines Großrechnermoduls ohne einen Tag Stillstand",
                "Code-Durchsichten, Einarbeitung neuer Kolleginnen und Kollegen",
            ),
        ),
        Job(
            "Java-Entwickler",
            "Mauerpark Interactive GmbH",
            "2016-08",
            "2020-09",
            "Berlin",
            (
                "Shop-Plattform für Eintrittskarten, bis zu 9.000 Bestellungen in der Minute",
                "REST-Schnittstellen mit Spring, Datenhaltung in PostgreSQL und Redis",
            ),
        ),
        Job(
            "Softwareentwickler",
            "Donauwald Systeme GmbH",
            "2014-09",
            "2016-07",
            "Regensburg",
            ("Maschinendatenerfassung in Java und Swing",),
        ),
    ),
    education=(
        Study("Universität Passau", "M.Sc.", "Informatik", "2012-10", "2014-08", grade="Note: 1,7"),
        Study("Universität Passau", "B.Sc.", "Internet Computing", "2009-10", "2012-09"),
    ),
    skills=(
        ("Sprachen", ("Java", "Kotlin", "SQL", "TypeScript")),
        ("Rahmenwerke", ("Spring Boot", "Hibernate", "Apache Kafka", "JUnit")),
        ("Werkzeuge", ("Docker", "Maven", "Git", "IntelliJ IDEA", "Nomad")),
    ),
    languages=(("Deutsch", "Muttersprache"), ("Englisch", "fließend"), ("Tschechisch", "Grundkenntnisse")),
    certifications=(Certificate("Oracle Certified Professional: Java SE 17 Developer", "2023"),),
    dates="mm.yyyy seit",
    accent="#333333",
    headings={
        "jobs": "Beruflicher Werdegang",
        "education": "Studium",
        "skills": "EDV-Kenntnisse",
        "languages": "Fremdsprachen",
        "contact": "Persönliche Daten",
    },
)

RAFAEL = Person(
    file="Rafael Monteiro Quaresma - Resume.pdf",
    layout="rl_classic",
    name="Rafael Monteiro Quaresma",
    language="en",
    country="BR",
    made="2026-01-09",
    title="Principal Software Engineer",
    email="rafael.quaresma@example.com",
    phone="+55 11 91234-5678",
    location="São Paulo, Brazil",
    links=("linkedin.com/in/rmquaresma-example",),
    summary="Backend engineer and technical lead with more than fifteen years of Java in banking and retail. "
    "I like "
    "boring technology, explicit boundaries and deleting code.",
    jobs=(
        Job(
            "Principal Software Engineer",
            "Banco Ipê Digital S.A.",
            "2020-02",
            PRESENT,
            "São Paulo",
            (
                (
                    "Architecture of the instant-payments core: Java 17, Quarkus, Kafka, 3,200 "
                    "transactions per second at "
                    "peak"
                ),
                (
                    "Led the split of a 1.4 million line monolith into eleven modules; release time "
                    "from six weeks to two "
                    "days"
                ),
                "Chair the engineering hiring panel, more than 120 interviews",
                "Introduced contract tests between 30 teams",
            ),
            about="Retail bank with 6 million customers",
        ),
        Job(
            "Lead Java Developer",
            "Lojas Caravela",
            "2015-06",
            "2020-01",
            "São Paulo",
            (
                "Team lead of eight; checkout and stock reservation for 340 stores",
                "Migrated from JBoss to Spring Boot on AWS ECS",
                "Reduced abandoned carts by 12 % through faster price calculation",
            ),
            about="Home-goods retailer",
        ),
        Job(
            "Java Developer",
            "Lojas Caravela",
            "2012-03",
            "2015-05",
            "São Paulo",
            (
                "Order management with Java EE, Oracle and JMS",
                "On-call for the Christmas season, four years in a row",
            ),
        ),
        Job(
            "Software Developer",
            "Tietê Sistemas Ltda",
            "2009-01",
            "2012-02",
            "Campinas",
            (
                "Point-of-sale software in Java Swing for pharmacies",
                "Wrote the fiscal printer driver that is apparently still in use",
            ),
        ),
        Job("Intern", "Tietê Sistemas Ltda", "2008-02", "2008-12", "Campinas"),
    ),
    education=(
        Study(
            "Universidade de São Paulo",
            "MBA",
            "Software Engineering",
            "2016",
            "2018",
            joined="{degree} in {field}",
        ),
        Study(
            "Universidade Estadual de Campinas",
            "Bachelor of Science",
            "Computer Engineering",
            "2004",
            "2008",
            joined="{degree} in {field}",
        ),
    ),
    skills=(
        ("Languages", ("Java", "Kotlin", "SQL", "Groovy")),
        ("Frameworks", ("Spring Boot", "Quarkus", "Hibernate", "Apache Camel")),
        ("Infrastructure", ("Apache Kafka", "AWS", "Docker", "Oracle Database", "PostgreSQL", "Redis")),
        ("Practices", ("Domain-driven design", "Contract testing", "Trunk-based development")),
    ),
    languages=(("Portuguese", "native"), ("English", "professional"), ("Italian", "intermediate")),
    certifications=(
        Certificate("AWS Certified Developer – Associate", "2021"),
        Certificate("Professional Scrum Master I", "2017"),
    ),
    projects=(
        Project(
            "Conta Clara", "Household-budget app built with two friends; 20,000 downloads before we stopped"
        ),
        Project(
            "pix-simulator", "Open-source simulator for instant payments, used in two university courses"
        ),
    ),
    extras=(
        (
            "Speaking",
            (
                "“Eleven modules are enough”, Java user group São Paulo, 2024",
                "“Queues are not a database”, conference talk, Florianópolis, 2022",
            ),
        ),
        ("Volunteering", ("Teaches programming to teenagers in Capão Redondo on Saturdays since 2018",)),
    ),
    dates="January 2020",
    headings={
        "summary": "Summary",
        "jobs": "Professional Experience",
        "skills": "Technical Skills",
        "projects": "Personal Projects",
    },
)

SANNE = Person(
    file="CV-Sanne-Dijkhuizen.pdf",
    layout="timeline",
    name="Sanne Dijkhuizen",
    language="en",
    country="NL",
    made="2026-07-06",
    title="Computer science graduate",
    email="sanne.dijkhuizen@example.org",
    phone="+31 6 12345678",
    location="Utrecht, Netherlands",
    links=("github.com/sannedijk-example",),
    accent="#c2571a",
    summary="Fresh graduate looking for a first job in backend development, preferably somewhere that ships "
    "something people can touch.",
    education=(
        Study(
            "Universiteit Utrecht",
            "BSc",
            "Informatica",
            "2022-09",
            "2026-06",
            grade="Average 7.8",
            text="Thesis: scheduling cargo bikes with constraint solving.",
        ),
        Study("Gymnasium de Singel", "VWO diploma", "", "2016", "2022", place="Amersfoort"),
    ),
    jobs=(
        Job(
            "Software Engineering Intern",
            "Fietsenmaker Connect B.V.",
            "2025-09",
            "2026-01",
            "Utrecht",
            (
                "Built the repair-booking endpoint in Java and Spring Boot",
                "Wrote the first integration tests of the project",
            ),
        ),
        Job(
            "Barista",
            "Koffie op de Gracht",
            "2022-05",
            "2025-08",
            "Utrecht",
            ("Weekends and holidays; trained six new colleagues",),
        ),
    ),
    skills=(("", ("Java", "Python", "Git", "SQL", "Docker", "HTML/CSS")),),
    languages=(("Dutch", "native"), ("English", "C1"), ("German", "A2")),
    projects=(
        Project("Bakfiets Planner", "Route planner for cargo bikes in Java, my bachelor thesis"),
        Project("Stroopwafel Bot", "A chat bot that settles who pays for coffee (Python)"),
    ),
    extras=(("Outside work", ("Korfball trainer for under-12s, bass guitar",)),),
    order=("summary", "education", "projects", "jobs", "skills", "languages", "extras"),
    dates="Jan 2020",
    headings={
        "summary": "Who I am",
        "jobs": "Jobs and internship",
        "projects": "Things I built",
        "skills": "Skills",
    },
)

PEOPLE = (JONAS, RAFAEL, SANNE)
