"""Platform, reliability and cloud engineers."""

from benchmarks.samples.facts import PRESENT, Certificate, Job, Person, Project, Study

KATHARINA = Person(
    file="Lebenslauf_Wendlinger_Katharina.pdf",
    layout="left_sidebar",
    name="Katharina Wendlinger",
    language="de",
    country="DE",
    made="2026-05-11",
    title="Site Reliability Engineer",
    email="k.wendlinger@example.org",
    phone="+49 30 23125 142",
    location="Berlin",
    address="Reiherwinkel 14, 12047 Berlin",
    links=("linkedin.com/in/katharina-wendlinger-example",),
    accent="#22384f",
    summary="Seit zehn Jahren halte ich Plattformen am Laufen, die niemand bemerkt, solange sie "
    "funktionieren. "
    "Ich mag klare Zielwerte, ruhige Bereitschaftsdienste und Nachbesprechungen ohne Schuldzuweisung.",
    jobs=(
        Job(
            "Site Reliability Engineer",
            "Havelstrom Digital GmbH",
            "2021-04",
            PRESENT,
            "Berlin",
            (
                "Betrieb von 14 Kubernetes-Clustern (rund 900 Knoten) für einen Ökostromanbieter",
                (
                    "Einführung von Zielwerten und Fehlerbudgets für 32 Dienste; Rufbereitschaft von "
                    "11 auf 3 Alarme je "
                    "Woche gesenkt"
                ),
                "Umstieg von Jenkins auf GitOps mit Argo CD, begleitet von internen Schulungen",
                "Patin für drei Quereinsteigerinnen, Leitung des Arbeitskreises Rufbereitschaft",
            ),
        ),
        Job(
            "Systemadministratorin",
            "Nordlicht Software GmbH",
            "2017-09",
            "2021-03",
            "Hamburg",
            (
                "Automatisierung von 220 Linux-Servern mit Ansible",
                "Aufbau der Überwachung mit Prometheus und Grafana",
                "Umzug zweier Rechenzentren an einem Wochenende, ohne Datenverlust",
                "Erste Containerplattform des Hauses, zunächst mit Docker Swarm",
            ),
        ),
        Job(
            "Werkstudentin IT-Betrieb",
            "Klabauter Logistik AG",
            "2015-10",
            "2017-08",
            "Bremen",
            ("Benutzerbetreuung, Netzwerk und Datensicherung an zwei Standorten",),
        ),
    ),
    education=(Study("Universität Bremen", "B.Sc.", "Informatik", "2013-10", "2017-07", grade="Note 1,9"),),
    skills=(
        ("Plattform", ("Kubernetes", "Helm", "Argo CD", "Terraform", "Docker")),
        ("Beobachtung", ("Prometheus", "Grafana", "OpenTelemetry")),
        ("Sprachen und Werkzeuge", ("Go", "Python", "Bash", "Ansible", "PostgreSQL")),
    ),
    languages=(
        ("Deutsch", "Muttersprache"),
        ("Englisch", "verhandlungssicher"),
        ("Dänisch", "Grundkenntnisse"),
    ),
    certifications=(Certificate("Certified Kubernetes Administrator (CKA)", "2022"),),
    extras=(("Interessen", ("Rennrudern, analoge Synthesizer",)),),
    dates="mm/yyyy heute",
    headings={"summary": "Über mich", "education": "Studium", "skills": "Kenntnisse"},
)

TOMASZ = Person(
    file="Tomasz_Brzezicki_CV.pdf",
    layout="spanning_header",
    name="Tomasz Brzezicki",
    language="en",
    country="PL",
    made="2026-02-03",
    title="Senior Platform Engineer",
    email="tomasz.brzezicki@example.com",
    phone="+48 123 456 789",
    location="Wrocław, Poland",
    links=("github.com/tbrzezicki-example",),
    accent="#7a2e3a",
    summary="Platform engineer with a developer's past. I build the paved road: clusters, pipelines and "
    "templates that let product teams ship on their own.",
    jobs=(
        Job(
            "Senior Platform Engineer",
            "Odra Payments Sp. z o.o.",
            "2022-03",
            PRESENT,
            "Wrocław",
            (
                (
                    "Own the internal developer platform used by 18 teams (Kubernetes on AWS, "
                    "Crossplane, Backstage)"
                ),
                (
                    "Cut the time from a new repository to the first production deploy from nine days to "
                    "four hours"
                ),
                "Mentor three engineers; run the platform guild",
            ),
        ),
        Job(
            "Platform Engineer",
            "Spreewerk Mobility GmbH",
            "2019-01",
            "2022-02",
            "Berlin, Germany",
            (
                "Moved 60 services of a car-sharing product from virtual machines to Kubernetes",
                "Introduced Terraform modules and policy checks; cloud bill down by a third",
                "Shared on-call with five colleagues in three countries",
            ),
        ),
        Job(
            "Backend Developer",
            "Spreewerk Mobility GmbH",
            "2017-02",
            "2018-12",
            "Berlin, Germany",
            (
                "Booking and pricing services in Go and Python, 4 million trips a year",
                "Replaced nightly batch invoices by an event stream",
            ),
        ),
        Job(
            "Junior Software Developer",
            "Krzemień Soft",
            "2014-07",
            "2017-01",
            "Kraków",
            ("Maintained a warehouse system in C# and SQL Server",),
        ),
    ),
    education=(
        Study(
            "AGH University of Krakow",
            "MSc",
            "Computer Science",
            "2012-10",
            "2014-06",
            joined="{degree} in {field}",
        ),
        Study(
            "AGH University of Krakow",
            "BSc",
            "Computer Science",
            "2009-10",
            "2012-07",
            joined="{degree} in {field}",
        ),
    ),
    skills=(
        ("Cloud", ("Kubernetes", "AWS", "Terraform", "Crossplane", "Istio")),
        ("Delivery", ("GitLab CI", "Backstage", "Helm")),
        ("Languages", ("Go", "Python", "C#")),
    ),
    languages=(("Polish", "native"), ("English", "C1"), ("German", "B1")),
    certifications=(
        Certificate("AWS Certified Solutions Architect – Professional", "2023"),
        Certificate("Certified Kubernetes Application Developer (CKAD)", "2020"),
    ),
    projects=(Project("kubelint-pl", "A small open-source checker for cluster manifests, 400 stars"),),
    dates="Jan 2020",
    headings={
        "summary": "About",
        "jobs": "Work Experience",
        "skills": "Technical Skills",
        "projects": "Side Project",
    },
)

ARJUN = Person(
    file="arjun-pillaimuthu-resume.pdf",
    layout="rl_left_sidebar",
    name="Arjun Pillaimuthu",
    language="en",
    country="DE",
    made="2025-11-20",
    title="DevOps Engineer",
    email="arjun.pillaimuthu@example.net",
    phone="+49 152 28817386",
    location="Berlin, Germany",
    links=("github.com/apillaimuthu-example", "linkedin.com/in/apillaimuthu-example"),
    accent="#0f5e5a",
    summary="DevOps engineer with eleven years in software, the last seven of them on K8s. I came to Berlin "
    "in "
    "2019 and stayed for the lakes.",
    jobs=(
        Job(
            "DevOps Engineer",
            "Kranich Health Tech GmbH",
            "2022-06",
            PRESENT,
            "Berlin",
            (
                "Run K8s for a telemedicine platform under medical-device regulation (ISO 13485)",
                "Blue-green releases with audit trail: four releases a week instead of one a month",
                "Secrets moved to Vault, all images signed",
                "On-call lead of four people; wrote the runbooks in English and German",
            ),
        ),
        Job(
            "Build and Release Engineer",
            "Tegelmedia AG",
            "2019-08",
            "2022-05",
            "Berlin",
            (
                "Build farm for 140 developers on Jenkins, later GitHub Actions",
                "First K8s migration of the company, 25 services in one year",
                "Weekly office hours for developers who were afraid of YAML",
            ),
        ),
        Job(
            "Operations Engineer",
            "Kaverikara Infotech Pvt Ltd",
            "2016-05",
            "2019-06",
            "Bengaluru, India",
            (
                "24/7 operations for a payments customer: Linux, Oracle, F5",
                "Automated the month-end restarts that used to take a night shift",
            ),
        ),
        Job(
            "Java Developer",
            "Kaverikara Infotech Pvt Ltd",
            "2014-07",
            "2016-04",
            "Bengaluru, India",
            ("Struts and Spring maintenance for an insurance portal",),
        ),
    ),
    education=(
        Study(
            "Anna University",
            "B.E.",
            "Computer Science and Engineering",
            "2010",
            "2014",
            place="Chennai",
            joined="{degree}, {field}",
        ),
    ),
    skills=(
        (
            "",
            (
                "Kubernetes",
                "Docker",
                "Terraform",
                "GitHub Actions",
                "HashiCorp Vault",
                "Azure",
                "Linux",
                "Python",
                "Jenkins",
            ),
        ),
    ),
    languages=(("Tamil", "native"), ("English", "fluent"), ("Hindi", "conversational"), ("German", "B2")),
    certifications=(Certificate("HashiCorp Certified: Terraform Associate", "2021"),),
    dates="Sept. 2019",
    headings={"summary": "In short", "jobs": "Employment", "certifications": "Certificates"},
)

MAEVE = Person(
    file="maeve-trelawney.md",
    layout="markdown",
    name="Maeve Trelawney",
    language="en",
    country="GB",
    made="2026-06-30",
    title="Cloud Engineer",
    email="maeve@trelawney.example.com",
    phone="+44 117 496 0182",
    location="Bristol, UK",
    links=("https://github.com/maeve-example",),
    summary="Cloud engineer who writes things down. Currently keeping a rail-ticketing platform upright.",
    jobs=(
        Job(
            "Cloud Engineer",
            "Severn Rail Systems Ltd",
            "2022-09",
            PRESENT,
            "Bristol",
            (
                "Kubernetes on Google Cloud for ticketing at 40 stations; two person on-call team",
                "Cut the cost of test environments by 60 % by shutting them down at night",
                "Disaster recovery: restored the whole platform in 52 minutes in the last drill",
            ),
        ),
        Job(
            "Infrastructure Engineer",
            "Thornbury & Quayle Media",
            "2018-03",
            "2022-08",
            "London",
            (
                "Terraform for everything: 9 accounts, 300 modules, no more clicking",
                "Moved the video archive (1.2 PB) to object storage without downtime",
            ),
        ),
        Job(
            "IT Support Technician",
            "Penhallow College",
            "2015-09",
            "2018-02",
            "Truro",
            ("Desktops, printers and a great deal of patience",),
        ),
    ),
    education=(Study("University of Plymouth", "BSc (Hons)", "Computing", "2012", "2015", grade="2:1"),),
    skills=(("", ("Kubernetes", "Google Cloud", "Terraform", "Python", "Linux", "PostgreSQL", "Datadog")),),
    languages=(("English", "native"), ("Irish", "basic")),
    certifications=(Certificate("Google Professional Cloud Architect", "2024"),),
    extras=(("Talks", ("“Turn it off at night”, DevOps meet-up Bristol, 2024",)),),
    dates="yyyy-mm",
    headings={"summary": "Hello", "jobs": "Work", "skills": "Tools I know well"},
)

PEOPLE = (KATHARINA, TOMASZ, ARJUN, MAEVE)
