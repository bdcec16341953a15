"""Recruiters' questions whose right answer follows from the facts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.samples.facts import PRESENT, Person

Test = Callable[[Person], bool]
AS_OF = (2026, 12)
"""Open jobs count up to this month. No answer below is near a bound: they hold until 2030."""


@dataclass(frozen=True)
class Question:
    question: str
    right: Test
    note: str
    scans: bool = False
    """True where the answer stands in a picture and can only be found once pictures are read."""


def skill(*names: str) -> Test:
    """One of the CV's skills contains one of these words."""
    return lambda p: any(name.lower() in have.lower() for name in names for have in p.skill_names)


def knows(*names: str) -> Test:
    """One of the CV's skills is exactly one of these."""
    return lambda p: any(name in p.skill_names for name in names)


def worked_in(place: str) -> Test:
    return lambda p: any(place in job.place for job in p.jobs)


def lives_in(*spellings: str) -> Test:
    return lambda p: any(place in p.location for place in spellings)


def titled(*words: str) -> Test:
    """A present or past job title contains one of these."""
    return lambda p: any(word.lower() in job.title.lower() for word in words for job in p.jobs)


def speaks(*names: str) -> Test:
    return lambda p: any(language in names for language, _ in p.languages)


def certified(*words: str) -> Test:
    return lambda p: any(word in c.name for word in words for c in p.certifications)


def degree(*names: str) -> Test:
    return lambda p: any(study.degree in names for study in p.education)


def years(least: int, *words: str) -> Test:
    """At least so many years in jobs whose title contains one of the words; overlaps do not occur here."""
    return lambda p: (
        sum(_months(job.start, job.end) for job in p.jobs if not words or any(w in job.title for w in words))
        >= 12 * least
    )


def every(*tests: Test) -> Test:
    return lambda p: all(test(p) for test in tests)


def no(test: Test) -> Test:
    return lambda p: not test(p)


def _months(start: str, end: str) -> int:
    def count(date: str) -> int:
        year, _, month = date.partition("-")
        return int(year) * 12 + int(month or 1)

    last = AS_OF[0] * 12 + AS_OF[1] if end == PRESENT else count(end)
    return last - count(start) + 1


MASTER = degree("M.Sc.", "MSc", "Master", "Master's degree", "MBA", "LLM", "Máster")
FINANCE = titled("controll", "contrôl", "auditor", "accountant")
FRENCH = speaks("French", "Französisch", "Français")
JAVA_TITLE = ("Java", "Principal Software Engineer")

QUESTIONS = (
    Question(
        "Who knows Kubernetes and has worked in Berlin?",
        every(knows("Kubernetes"), worked_in("Berlin")),
        "Exactly three. One lives in Wrocław today, one writes K8s in the text and lists Kubernetes. Not: "
        "Kubernetes without Berlin (Bristol, Bengaluru), Berlin without Kubernetes, living in Berlin only.",
    ),
    Question(
        "Java developers with 5+ years",
        every(knows("Java"), years(5, *JAVA_TITLE)),
        "Not: a graduate with an internship, a DevOps engineer and a product manager with two and "
        "three early "
        "years of Java.",
    ),
    Question(
        "Who speaks French and works in finance?",
        every(FRENCH, FINANCE),
        "Not: a cardiologist, a solicitor and an engineer who speak French; a controller who does not.",
    ),
    Question(
        "registered nurse", titled("Registered Nurse"), "The titles of two people, in Leeds and San Antonio."
    ),
    Question(
        "SAP and a Master's degree",
        every(skill("SAP"), MASTER),
        "Not: the controller in Chicago (SAP, but a Bachelor's degree).",
    ),
    Question("PMP certified", certified("PMP"), "Not: IPMA, PRINCE2 or a Scrum certificate."),
    Question(
        "Who lives in Berlin?", lives_in("Berlin", "Berlín"), "One of them writes Berlín in a Spanish CV."
    ),
    Question(
        "Who has worked in Berlin but does not know Kubernetes?",
        every(worked_in("Berlin"), no(knows("Kubernetes"))),
        "A Java developer and a chemist.",
    ),
    Question(
        "Kubernetes experts outside Germany",
        every(knows("Kubernetes"), lambda p: p.country != "DE"),
        "By where they live today.",
    ),
    Question("Who has worked in London?", worked_in("London"), "Past or present."),
    Question(
        "Data scientist with Python and a PhD",
        every(knows("Python"), degree("PhD"), titled("Data Scientist")),
        "Not: the chemist, who has Python and a PhD.",
    ),
    Question("Who holds a doctorate?", degree("PhD", "Dr. med."), "Two PhDs and one Dr. med."),
    Question(
        "certified welder",
        every(titled("Welder"), certified("Welder")),
        "Not: the holders of Amazon's AWS certificates.",
    ),
    Question(
        "Electrician in Germany who can install photovoltaics",
        every(lambda p: p.country == "DE", knows("Photovoltaik")),
        "A German CV: Elektroniker, Photovoltaik.",
    ),
    Question("Mechanical engineer with CATIA and SolidWorks", every(skill("CATIA"), knows("SolidWorks")), ""),
    Question("Lawyer with GDPR experience", every(titled("Solicitor", "Associate"), knows("GDPR")), ""),
    Question("Who speaks Polish?", speaks("Polish"), ""),
    Question("Spanish-speaking nurse", every(speaks("Spanish"), titled("Nurse")), ""),
    Question("Certified Public Accountant", certified("CPA"), ""),
    Question(
        "Cardiologist in Hamburg",
        every(lives_in("Hamburg"), titled("Kardiologie")),
        "A German CV: Oberärztin Kardiologie.",
    ),
    Question("HR business partner", titled("HR Business Partner"), ""),
    Question("Mathematics teacher who speaks Welsh", every(titled("Teacher"), speaks("Welsh")), ""),
    Question("Digital marketing manager with SEO", every(titled("marketing"), knows("SEO")), "A Spanish CV."),
    Question("Docker but not Kubernetes", every(knows("Docker"), no(knows("Kubernetes"))), ""),
    Question("More than 30 years of experience", years(30), "All jobs together."),
    Question(
        "Who worked at Nordlicht Software GmbH?",
        lambda p: any(job.company == "Nordlicht Software GmbH" for job in p.jobs),
        "",
    ),
    Question(
        "Kfz-Mechatroniker mit Staplerschein",
        every(titled("Kfz"), certified("Staplerschein")),
        "Only in the photo of a CV.",
        scans=True,
    ),
    Question(
        "Supply chain planner with CPIM",
        every(titled("Supply Chain"), certified("CPIM")),
        "Only in the scanned CV.",
        scans=True,
    ),
)


def answered(readable: Iterable[Person], pictures: Iterable[Person]) -> list[dict[str, Any]]:
    """Each question with the files that answer it; the pictures count only where a question says so."""
    readable, pictures = list(readable), list(pictures)
    rows = []
    for q in QUESTIONS:
        among = [*readable, *pictures] if q.scans else readable
        rows.append(
            {"question": q.question, "expected": [p.file for p in among if q.right(p)], "note": q.note}
            | ({"in_pictures": True} if q.scans else {})
        )
    return rows
