"""Mechanical and electrical engineering, and the skilled trades."""

from benchmarks.samples.facts import PRESENT, Certificate, Job, Person, Project, Study

MATTHIAS = Person(
    file="Bewerbung_Drexelhofer_Lebenslauf.pdf", layout="rl_grid", name="Matthias Drexelhofer",
    language="de", country="DE", made="2025-02-24", title="Entwicklungsingenieur Antriebstechnik",
    email="matthias.drexelhofer@example.org", phone="0176 04069052", location="Esslingen",
    address="Hirschlandweg 9, 73730 Esslingen",
    personal=(("Geburtsdatum", "03.11.1974"), ("Staatsangehörigkeit", "deutsch"), ("Führerschein", "Klasse B, BE")),
    jobs=(
        Job("Teamleiter Getriebeentwicklung", "Filderwerk Antriebe GmbH & Co. KG", "2013-07", PRESENT, "Esslingen", (
            "Fachliche und disziplinarische Führung von neun Konstrukteuren und Berechnern",
            "Serienentwicklung eines zweistufigen Getriebes für elektrische Lieferwagen (bis 150 kW)",
            "Verantwortung für FMEA, Toleranzketten und Lieferantenfreigaben",
            "Geräuschpegel der Baureihe um 6 dB(A) gesenkt, Stückkosten um 14 %",
        )),
        Job("Entwicklungsingenieur", "Filderwerk Antriebe GmbH & Co. KG", "2006-04", "2013-06", "Esslingen", (
            "Konstruktion von Planetengetrieben in CATIA V5",
            "Prüfstandsversuche und Auswertung mit MATLAB",
            "Betreuung der Zulieferer in Oberitalien",
        )),
        Job("Konstrukteur", "Ostalb Pumpenbau AG", "2001-10", "2006-03", "Aalen", (
            "Gehäuse und Laufräder für Kreiselpumpen, Normteilverwaltung",
            "Umstellung von 2D-Zeichnungen auf SolidWorks",
        )),
    ),
    education=(
        Study("Universität Stuttgart", "Dipl.-Ing.", "Maschinenbau", "1995-10", "2001-08", grade="Gesamtnote: gut",
              text="Vertiefung Maschinenelemente und Getriebelehre"),
        Study("Theodor-Neumeyer-Gymnasium Göppingen", "Abitur", "", "1985", "1994"),
    ),
    skills=(
        ("CAD", ("CATIA V5", "SolidWorks", "Siemens NX")),
        ("Berechnung", ("ANSYS", "MATLAB", "KISSsoft")),
        ("Methoden", ("FMEA", "Toleranzmanagement", "APQP")),
    ),
    languages=(("Deutsch", "Muttersprache"), ("Englisch", "gut in Wort und Schrift"), ("Italienisch", "B1")),
    certifications=(Certificate("IPMA Level C", "2014"), Certificate("VDA 6.3 Prozessauditor", "2018")),
    projects=(
        Project("Leisegetriebe", "Verbundvorhaben mit zwei Hochschulen, 2019 bis 2022, Teilprojektleitung"),
    ),
    extras=(
        ("Veröffentlichungen", ("Drexelhofer, M.: Wenn Zahnräder singen. Vortrag, Antriebstagung Friedrichshafen, "
                                "2021",)),
        ("Ehrenamt", ("Freiwillige Feuerwehr Esslingen, Gruppenführer seit 2009",)),
    ),
    dates="mm/yyyy seit",
    headings={"jobs": "Beruflicher Werdegang", "education": "Schule und Studium", "skills": "Fachkenntnisse",
              "certifications": "Weiterbildung", "contact": "Persönliche Angaben"},
)

JOOST = Person(
    file="Resume Joost van Rietveld.pdf", layout="rl_bars", name="Joost van Rietveld",
    language="en", country="NL", made="2026-05-29", title="Electrical Engineer / Project Lead",
    email="joost@vanrietveld.example.net", phone="+31 40 123 4567", location="Eindhoven, The Netherlands",
    accent="#2c6fad",
    jobs=(
        Job("Project Lead Grid Connections", "Kempenland Energie B.V.", "2018", PRESENT, "Eindhoven", (
            "Lead connection projects for battery parks up to 80 MW, budgets up to EUR 22 million",
            "Coordinate contractors, grid operator and municipalities; 14 sites delivered, 12 on time",
            "Wrote the company's commissioning checklist, now in its sixth edition",
        )),
        Job("Electrical Engineer", "Maasoever Automation", "2012", "2018", "Venlo", (
            "Switchgear and PLC cabinets (Siemens S7, EPLAN) for greenhouses",
            "Low-voltage calculations to NEN 1010",
        )),
        Job("Junior Engineer", "Polderlicht Installaties", "2010", "2012", "Tilburg"),
    ),
    education=(
        Study("TU Delft", "MSc", "Electrical Engineering", "2008", "2010"),
        Study("Eindhoven University of Technology", "BSc", "Electrical Engineering", "2004", "2008"),
    ),
    skills=(
        ("Engineering", ("EPLAN", "Siemens TIA Portal", "PLC programming", "DIgSILENT PowerFactory",
                         "High-voltage safety")),
        ("Management", ("Stakeholder management", "MS Project", "Risk management", "FIDIC contracts")),
    ),
    languages=(("Dutch", "mother tongue"), ("English", "C1"), ("German", "B2"), ("French", "A2")),
    certifications=(Certificate("PMP", "Project Management Institute, 2019"),
                    Certificate("VCA-VOL", "2024")),
    dates="years", headings={"jobs": "Work history", "certifications": "Certificates"},
)

KEVIN = Person(
    file="Lebenslauf Kevin Brodmüller.docx", layout="docx_form", name="Kevin Brodmüller",
    language="de", country="DE", made="2026-01-27", title="Elektroniker für Energie- und Gebäudetechnik",
    email="kevin.brodmueller@example.com", phone="0152 28895456", location="Leipzig",
    address="Eisenbahnstraße 188, 04315 Leipzig",
    personal=(("Geboren", "22.08.1998 in Grimma"), ("Führerschein", "B")),
    jobs=(
        Job("Elektroniker für Energie- und Gebäudetechnik", "Elektro Sperlich GmbH", "2019-02", PRESENT, "Leipzig", (
            "Hausinstallation in Alt- und Neubau, Verteilerbau",
            "Wallboxen und Photovoltaik bis 30 kWp, Anmeldung beim Netzbetreiber",
            "Anleitung von zwei Auszubildenden",
        )),
        Job("Helfer auf Montage", "Pleißetal Anlagenservice", "2015-08", "2015-12", "Markkleeberg"),
    ),
    education=(
        Study("Elektro Sperlich GmbH", "Gesellenbrief", "Elektroniker", "2015-08", "2019-01", place="Leipzig",
              grade="Note 2", joined="{degree} {field}"),
        Study("Oberschule Grimma-Süd", "Realschulabschluss", "", "2009-08", "2015-07"),
    ),
    skills=(("", ("KNX", "Photovoltaik", "Verteilerbau", "DGUV V3 Prüfung", "Brandmeldeanlagen")),),
    languages=(("Deutsch", "Muttersprache"), ("Englisch", "Schulkenntnisse")),
    certifications=(Certificate("KNX Partner", "2022"), Certificate("Sachkunde Photovoltaik", "2024")),
    dates="mm.yyyy seit", headings={"jobs": "Berufliche Erfahrung", "certifications": "Lehrgänge",
                                    "contact": "Zur Person"},
)

DALE = Person(
    file="dale_hutchcroft_resume.txt", layout="plain_text", name="Dale Hutchcroft",
    language="en", country="US", made="2024-08-05", title="Combination Pipe Welder",
    phone="(918) 555-0143", location="Tulsa, OK",
    jobs=(
        Job("Combination Pipe Welder", "Redbud Pipeline Services", "2009", PRESENT, "Tulsa, OK", (
            "TIG root and stick fill on 2 to 24 inch carbon and stainless pipe, X-ray quality",
            "Repair rate under 1 percent over the last five years",
            "Crew lead of six on the Cimarron River crossing",
        )),
        Job("Structural Welder", "Prairie Iron Works", "1998", "2009", "Wichita, KS", (
            "Flux-core on bridges and grain elevators, all positions",
        )),
        Job("Welder Helper", "Hollis & Sons Fabrication", "1991", "1998", "Enid, OK", (
            "Fitting, grinding, then welding from 1993",
        )),
    ),
    education=(Study("Tulsa Community College", "Certificate", "Welding Technology", "1990", "1991",
                     joined="{degree} in {field}"),),
    skills=(("Processes", ("SMAW", "GTAW", "FCAW", "Pipe fitting", "Blueprint reading")),),
    certifications=(Certificate("AWS Certified Welder", "6G, renewed 2023"), Certificate("OSHA 30", "2016")),
    languages=(("English", "native"),),
    extras=(("Other", ("Clean driving record, own truck and rig. Will travel.",)),),
    dates="years to", headings={"jobs": "Work", "education": "School", "skills": "What I do"},
    order=("jobs", "skills", "certifications", "education", "languages", "extras"),
)

PEOPLE = (MATTHIAS, JOOST, KEVIN, DALE)
