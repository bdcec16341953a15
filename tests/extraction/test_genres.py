"""What is no CV is told apart, and no CV, however short or odd, is taken for something else."""

import pytest

from services.extraction.assess import Assessment, assess
from tests.extraction.text import document, profile


def assessed(text: str, *, headings: tuple[str, ...] = ()) -> Assessment:
    return assess(document(text, headings=headings), profile(text, headings=headings))


JOB_EN = """
Senior Data Engineer
Kranich Systems Ltd, Manchester – full time
About the role
We are looking for a data engineer who enjoys untangling pipelines. You will be responsible for our event platform.
What you will do
• Design and run streaming jobs in Kafka and Flink
• Own data quality together with the analysts
Requirements
• 5+ years of experience with Python and SQL
• English, fluent
What we offer
• 28 days of annual leave and a pension
How to apply
Send your CV to jobs@kranich.example.com or call +44 161 496 0000. Closing date for applications: 31 May 2026.
"""
JOB_DE = """
Sachbearbeiter Einkauf (m/w/d)
Für unseren Standort Bremen suchen wir zum nächstmöglichen Zeitpunkt Verstärkung in Vollzeit.
Ihre Aufgaben
• Bestellwesen und Terminverfolgung
• Pflege der Stammdaten in SAP
Ihr Profil
• Abgeschlossene kaufmännische Ausbildung
• Sehr gute Kenntnisse in MS Excel, Englisch in Wort und Schrift
Wir bieten
• 30 Tage Urlaub
Ihre Bewerbung senden Sie bitte an personal@beispielwerk.example.
"""
JOB_FR = """
Offre d'emploi – Comptable (H/F)
Qui sommes-nous ?
Notre entreprise accompagne les commerces de la région.
Vos missions
• Tenir la comptabilité générale
Profil recherché
• Vous avez une formation en comptabilité et trois ans d'expérience
Nous offrons
• CDI, temps plein
Envoyez votre CV à emploi@exemple.example
"""
JOB_ES = """
Oferta de empleo: Técnico de mantenimiento
Buscamos una persona para nuestra planta de Zaragoza.
Funciones
• Mantenimiento preventivo de la maquinaria
Requisitos
• Formación profesional y dos años de experiencia
Ofrecemos
• Contrato indefinido, jornada completa
Envía tu CV a empleo@ejemplo.example
"""
INVOICE = """
Invoice
Lakeshore Mills, Inc. – 12 Quay Road, Leeds
Invoice number: 2026-0412
Invoice date: 12/03/2026
Bill to: Kranich Systems Ltd
Description\tQuantity\tUnit price\tTotal
Consulting, March\t3\t900.00\t2,700.00
Subtotal\t2,700.00
VAT 20 %\t540.00
Total due\t3,240.00
IBAN GB00 TEST 0000 0000 0000 00
"""
RECHNUNG = """
Rechnung
Rechnungsnummer: 4711\tRechnungsdatum: 02.03.2026
Kundennummer: 1203
Pos.\tBezeichnung\tMenge\tEinzelpreis\tBetrag
1\tWartung Heizung\t1\t240,00\t240,00
Zwischensumme\t240,00
MwSt 19 %\t45,60
Gesamtbetrag\t285,60
Zahlbar bis 16.03.2026, Tel. 0421 555 0199
"""
LETTER = """
Jane Doe
7 Mill Lane, Cardiff
jane.doe@example.com
Dear Hiring Manager,
I am writing to apply for the post of data engineer that you advertised last week on your website.
For six years I have built pipelines that people rely on, and I would like to do so at your company.
I look forward to hearing from you.
Yours sincerely,
Jane Doe
"""
CONTRACT = """
Arbeitsvertrag
Zwischen der Beispielwerk GmbH, Bremen, und Frau Erika Beispiel wird folgender Vertrag geschlossen.
§ 1 Beginn und Tätigkeit
Die Arbeitnehmerin wird ab 01.04.2026 als Sachbearbeiterin beschäftigt.
§ 2 Kündigungsfrist
Die Kündigungsfrist beträgt vier Wochen zum Monatsende.
§ 3 Salvatorische Klausel
Sollte eine Bestimmung unwirksam sein, bleibt dieser Vertrag im Übrigen bestehen.
"""
RECIPE = """
Apple cake
Serves 4
Ingredients
200 g flour
3 apples
2 tablespoons sugar
Method
Preheat the oven to 180 degrees. Stir the flour and the sugar, add the apples and bake for 40 minutes.
"""
NEWS = """
Harbour bridge reopens after two years of repairs
The old swing bridge over the harbour reopened on Monday, two years after a barge had damaged its eastern pier badly.
Hundreds of people walked across in the rain, and the mayor, who had promised the day many times, cut a blue ribbon.
Repairs had taken longer than planned because the steel had to be cast again, the port authority said in a statement.
Shipping will be let through four times a day, and cyclists are asked to dismount while the barriers are moving.
"""
FORM = """
Application form
Please complete in block capitals
Surname: ____________________
First name: ____________________
Date of birth: ______________
Address: ____________________
E-mail: ____________________
Employment history
Employer: ____________________
Position: ____________________
From: ________ To: ________
Signature of applicant: ______________
"""
TEMPLATE = """
[Your Name]
[Street Address], [City, State]
[Phone number] | [E-mail]
Experience
[Job Title], [Company Name]\t[Month Year] – [Month Year]
• [Describe your main duty]
Education
[Degree], [School Name]
Skills
[Skill 1], [Skill 2]
"""
THESIS = """
Kelp forests under heat
A thesis submitted in partial fulfilment of the requirements for the degree of Doctor of Philosophy
Abstract
In this thesis the growth of kelp is followed over four summers on two coasts with different currents and light.
Table of contents
1 Introduction
2 Literature review
3 Methodology
4 Results
5 Discussion
List of figures
References
"""

ALL_OTHERS = {
    "job, English": JOB_EN, "job, German": JOB_DE, "job, French": JOB_FR, "job, Spanish": JOB_ES, "invoice": INVOICE,
    "Rechnung": RECHNUNG, "letter": LETTER, "contract": CONTRACT, "recipe": RECIPE, "news": NEWS, "form": FORM,
    "template": TEMPLATE, "thesis": THESIS,
}  # fmt: skip
HEADINGS = (
    "About the role", "What you will do", "Requirements", "What we offer", "How to apply", "Ihre Aufgaben",
    "Ihr Profil", "Wir bieten", "Vos missions", "Profil recherché", "Nous offrons", "Funciones", "Requisitos",
    "Ofrecemos", "Invoice", "Experience", "Education", "Skills", "Abstract",
)  # fmt: skip


@pytest.mark.parametrize("name", ALL_OTHERS)
@pytest.mark.parametrize("headings", [(), HEADINGS], ids=["plain", "with headings"])
def test_what_is_no_cv_is_told_apart(name: str, headings: tuple[str, ...]) -> None:
    assert assessed(ALL_OTHERS[name], headings=headings).status == "not_a_cv"


@pytest.mark.parametrize("text", [JOB_EN, JOB_DE, JOB_FR, JOB_ES])
def test_a_job_description_is_named_and_says_what_to_do_with_it(text: str) -> None:
    detail = assessed(text).detail
    assert "job description" in detail
    assert "into the chat" in detail


WELDER = """
Dale Hutch
Wakefield, 07700 900731
Coded welder (TIG, MIG). Clean driving licence.
2014 to date  Brackenridge Fabrication, welder
2005 to 2014  Pell Haulage, trailer repairs
References on request
"""
STUDENT = """
Mina Okoye
mina.okoye@example.edu
Education
BSc Biology, University of Leeds\t2024 – present
Skills
Excel, R, pipetting
"""
FUNCTIONAL = """
Jane Doe
jane.doe@example.com
Key competencies
Budgets, tenders, supplier management
Requirements engineering: workshops, specifications
Achievements
• Cut the cost of freight by a fifth
"""
ADVISER = """
Erika Beispiel
Lebenslauf
Berufserfahrung
03/2015 – heute\tReferentin Vertragsrecht, Beispielwerk GmbH
• Arbeitsvertrag, Kündigungsfrist und Aufhebungsvereinbarung: Beratung der Fachbereiche
• Stellenausschreibung und Auswahl (m/w/d)
Ausbildung
2008 – 2014\tRechtswissenschaften, Universität Bremen
"""
BOOKKEEPER = """
Name: Jane Doe
Phone: 029 2018 0457
Work history
Bookkeeper, Acme Ltd\t2016 – 2024
• Invoice number ranges, VAT returns, purchase order matching, bank and account statement
Clerk, Pell Haulage\t2012 – 2016
• Delivery note and invoice checks, subtotal and total due by supplier
"""


@pytest.mark.parametrize("text", [WELDER, STUDENT, FUNCTIONAL, ADVISER, BOOKKEEPER])
def test_a_cv_is_a_cv_however_short_or_odd(text: str) -> None:
    assert assessed(text).status != "not_a_cv"
