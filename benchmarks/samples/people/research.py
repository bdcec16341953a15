"""Data science, chemistry and teaching."""

from benchmarks.samples.facts import PRESENT, Certificate, Job, Person, Project, Study

MEENAKSHI = Person(
    file="Varadkar_Meenakshi_CV_long.pdf",
    layout="academic",
    name="Meenakshi Varadkar",
    language="en",
    country="IN",
    made="2025-10-02",
    title="Lead Data Scientist",
    email="meenakshi.varadkar@example.org",
    phone="+91 98765 43210",
    location="Bengaluru, India",
    links=("linkedin.com/in/mvaradkar-example",),
    summary="Statistician by training, data scientist by trade. I lead a group of seven that forecasts "
    "demand for "
    "cold-chain logistics, and I still read residual plots before dashboards.",
    jobs=(
        Job(
            "Lead Data Scientist",
            "Himsagar Cold Chain Ltd",
            "2021-01",
            PRESENT,
            "Bengaluru",
            (
                "Demand forecasts for 2,300 depots; mean absolute error down from 18 % to 11 %",
                "Models in Python and PyTorch, served on Kubernetes with one release a week",
                (
                    "Built the team from two to seven people; two of them finished a part-time master's "
                    "degree meanwhile"
                ),
                "Set up a model register with owners, data sheets and an end date for every model",
            ),
        ),
        Job(
            "Senior Data Scientist",
            "Chandrika Retail Analytics",
            "2017-08",
            "2020-12",
            "Pune",
            (
                "Price elasticity models for 40 product groups (hierarchical Bayes, Stan)",
                "Churn models in production at four clients",
                "Trained 60 analysts in experimental design",
            ),
        ),
        Job(
            "Data Scientist",
            "Chandrika Retail Analytics",
            "2015-09",
            "2017-07",
            "Pune",
            ("Basket analysis and recommender prototypes in R and Spark",),
        ),
        Job(
            "Teaching Assistant",
            "Indian Institute of Science",
            "2011-08",
            "2015-06",
            "Bengaluru",
            ("Tutorials in linear models and survey sampling",),
        ),
    ),
    education=(
        Study(
            "Indian Institute of Science",
            "PhD",
            "Statistics",
            "2010",
            "2015",
            joined="{degree} in {field}",
            text="Thesis: Small-area estimation from incomplete household surveys.",
        ),
        Study(
            "Savitribai Phule Pune University",
            "M.Sc.",
            "Statistics",
            "2008",
            "2010",
            joined="{degree} in {field}",
            grade="First class with distinction",
        ),
        Study(
            "Savitribai Phule Pune University",
            "B.Sc.",
            "Mathematics",
            "2005",
            "2008",
            joined="{degree} in {field}",
        ),
    ),
    skills=(
        ("Methods", ("Machine learning", "Time series forecasting", "Bayesian statistics", "A/B testing")),
        ("Software", ("Python", "R", "PyTorch", "scikit-learn", "Apache Spark", "Stan", "SQL")),
        ("Operations", ("Kubernetes", "MLflow", "Airflow", "Google Cloud")),
    ),
    languages=(("Marathi", "native"), ("English", "fluent"), ("Hindi", "fluent"), ("Kannada", "basic")),
    projects=(
        Project(
            "Monsoon Watch",
            "District-level rainfall nowcasts from public radar images; used by two farmer cooperatives",
        ),
        Project("surveytools", "R package for small-area estimates, 30,000 downloads"),
    ),
    extras=(
        (
            "Selected publications",
            (
                "Varadkar, M. (2023). Forecasting under intermittent demand: a field report. Journal "
                "of Applied "
                "Logistics Analytics 9(2), 101–119.",
                (
                    "Varadkar, M. and Deshpande-Roy, A. (2019). Pooling prices. Annals of Retail "
                    "Statistics 4(1), 1–22."
                ),
                "Varadkar, M. (2015). Small areas, large gaps. Working paper 15/07.",
            ),
        ),
        (
            "Service and awards",
            (
                "Reviewer for two journals since 2018",
                "Best teaching assistant of the department, 2013",
            ),
        ),
        ("References", ("Available on request.",)),
    ),
    dates="Jan 2020",
    order=("summary", "jobs", "education", "skills", "projects", "extras", "languages"),
    headings={
        "summary": "Research and professional interests",
        "jobs": "Appointments",
        "skills": "Methods and software",
    },
    accent="#3b2f63",
)

EWA = Person(
    file="kalinowska-brzeg_cv.pdf",
    layout="swiss",
    name="Ewa Kalinowska-Brzeg",
    language="en",
    country="PL",
    made="2024-12-12",
    title="Research Chemist, PhD",
    email="ewa.kb@example.net",
    location="Poznań, Poland",
    summary="Organic chemist with a weakness for catalysts that work in water.",
    jobs=(
        Job(
            "Senior Research Chemist",
            "Warta Fine Chemicals S.A.",
            "2019",
            PRESENT,
            "Poznań",
            (
                "Head of a laboratory of five: greener routes to fragrance intermediates",
                "Two processes scaled from 100 mL to 2 m³; solvent use down by 70 %",
                "Three granted patents as first inventor",
            ),
        ),
        Job(
            "Postdoctoral Researcher",
            "Technische Universität Berlin",
            "2016",
            "2019",
            "Berlin",
            ("Aqueous cross-coupling in micelles, in a group of 14",),
        ),
        Job(
            "Research Assistant",
            "Adam Mickiewicz University",
            "2011",
            "2016",
            "Poznań",
            ("Ligand synthesis, NMR service for the faculty",),
        ),
    ),
    education=(
        Study(
            "Adam Mickiewicz University",
            "PhD",
            "Organic Chemistry",
            "2011",
            "2016",
            joined="{degree}, {field}",
        ),
        Study("Adam Mickiewicz University", "MSc", "Chemistry", "2006", "2011", joined="{degree}, {field}"),
    ),
    skills=(
        (
            "Laboratory",
            (
                "Organic synthesis",
                "Homogeneous catalysis",
                "HPLC",
                "GC-MS",
                "NMR spectroscopy",
                "Process scale-up",
            ),
        ),
        ("Software", ("ChemDraw", "MestReNova", "Python", "Design of experiments")),
    ),
    languages=(("Polish", "native"), ("English", "C2"), ("German", "B2")),
    certifications=(Certificate("Six Sigma Green Belt", "2021"),),
    extras=(("Patents", ("PL 900001, PL 900002, EP 9900003: aqueous hydrogenation of terpene aldehydes",)),),
    dates="years since",
    accent="#d1342f",
    headings={"summary": "About", "jobs": "Positions", "skills": "Techniques"},
)

OWAIN = Person(
    file="Owain Prydderch teaching CV.pdf",
    layout="margin_headings",
    name="Owain Prydderch",
    language="en",
    country="GB",
    made="2026-04-18",
    title="Teacher of Mathematics and Physics",
    email="o.prydderch@example.com",
    phone="029 2018 0457",
    location="Cardiff",
    address="7 Maes yr Onnen, Cardiff CF5 9ZZ",
    summary="Secondary teacher with nine years in the classroom, after six years as a structural "
    "draughtsman. I "
    "coach the school's robotics team and run the Year 11 revision mornings.",
    jobs=(
        Job(
            "Head of Mathematics",
            "Ysgol Bryn Eirlys",
            "2022-09",
            PRESENT,
            "Cardiff",
            (
                (
                    "Lead a department of six; share of pupils with grade C or better rose from 61 to 74 "
                    "per cent"
                ),
                "Introduced bilingual (Welsh and English) teaching materials",
            ),
        ),
        Job(
            "Teacher of Mathematics and Physics",
            "Saint Teilo Vale School",
            "2017-09",
            "2022-08",
            "Newport",
            ("Taught ages 11 to 18, form tutor for five years",),
        ),
        Job(
            "CAD Technician",
            "Pont Haearn Structures Ltd",
            "2010-08",
            "2016-08",
            "Swansea",
            ("Steel details in AutoCAD for foot bridges and school halls",),
        ),
    ),
    education=(
        Study(
            "Cardiff University",
            "PGCE",
            "Secondary Mathematics",
            "2016-09",
            "2017-07",
            joined="{degree} {field}",
        ),
        Study("Swansea University", "BSc (Hons)", "Physics", "2007", "2010", grade="Upper second class"),
    ),
    skills=(
        ("", ("Classroom management", "Curriculum planning", "AutoCAD", "GeoGebra", "Robotics coaching")),
    ),
    languages=(("Welsh", "first language"), ("English", "fluent")),
    certifications=(
        Certificate("Qualified Teacher Status (QTS)", "2017"),
        Certificate("Enhanced DBS check", "2025"),
    ),
    extras=(("Referees", ("Names of two referees can be supplied.",)),),
    dates="Sept. 2019",
    accent="#0b6e4f",
    headings={"summary": "Personal statement", "jobs": "Employment history", "education": "Qualifications"},
)

PEOPLE = (MEENAKSHI, EWA, OWAIN)
