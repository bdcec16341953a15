"""Invents people: name, place, career, studies and skills, the same for the same seed."""

import random
from typing import Any

from benchmarks.cvs import careers, phones, words
from benchmarks.cvs.facts import TODAY, Extra, Person, SkillGroup
from benchmarks.cvs.folding import plain
from benchmarks.cvs.splits import known, pick, side_of

SHARES = {"en": 9, "de": 6, "fr": 5, "es": 5}  # of each 25 people
HOME = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}
MAILS = (
    "{g}.{f}", "{g}{f}", "{i}{f}", "{g}_{f}", "{f}.{g}", "{g}.{f}{n}", "{i}.{f}", "{g}", "contact.{f}", "{f}{n}",
)  # fmt: skip
DOMAINS = ("example.com", "example.com", "example.org", "example.net", "mail.example.com", "post.example.org")


def invent(count: int, seed: int) -> list[Person]:
    """That many people with different names; the first of a longer list are those of a shorter one."""
    people: dict[str, Person] = {}
    for number in range(count * 3):
        if len(people) == count:
            break
        person = _person(random.Random(f"{seed}:person:{number}"), number, _language(seed, number))
        people.setdefault(plain(person.name), person)
    return list(people.values())


def _language(seed: int, number: int) -> str:
    deck = [language for language, share in SHARES.items() for _ in range(share)]
    random.Random(f"{seed}:languages:{number // len(deck)}").shuffle(deck)
    return deck[number % len(deck)]


def _person(rng: random.Random, number: int, language: str) -> Person:
    spoken = words.of_language(language)
    field = words.fields()[number % len(words.fields())]
    origin = HOME[language] if rng.random() < 0.55 else rng.choice(sorted(words.names()))
    female = rng.random() < 0.5
    given, family = _name(rng, origin, female)
    side = side_of(f"{given} {family}")
    country, city, region, country_name = rng.choice(spoken["cities"])
    years = careers.years_of_work(rng)
    career = careers.invent(
        rng, words.of_field(field), spoken, (language, field, country), female, years, side
    )
    trade = words.of_field(field)[language]
    return Person(
        given=given,
        family=family,
        female=female,
        language=language,
        country=country,
        region=region,
        city=city,
        country_name=country_name,
        street=rng.choice(spoken["streets"]).format(n=rng.randint(2, 148)),
        postcode=phones.postcode(rng, country),
        prefix=careers.title_of(rng, language, field, years, female=female),
        suffix="PhD"
        if language == "en" and field in ("academia", "laboratory") and rng.random() < 0.4
        else "",
        born=f"{TODAY[0] - 20 - years - rng.randint(2, 6)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        nationality=spoken["nationalities"][country],
        field=field,
        headline=career.headline,
        summary=_summary(rng, trade, side),
        email=_email(rng, given, family),
        phone=phones.number(rng, country),
        links=_links(rng, given, family, field),
        posts=career.posts,
        studies=career.studies,
        skills=_skills(rng, trade, side),
        languages=_languages(rng, spoken, origin),
        extras=_extras(rng, spoken, words.of_field(field), language),
    )


def _name(rng: random.Random, origin: str, female: bool) -> tuple[str, str]:
    pool = words.names()[origin]
    given, family = rng.choice(pool["f" if female else "m"]), rng.choice(pool["last"])
    if rng.random() < 0.08 and origin in ("english", "german", "nigerian"):
        given = f"{given} {rng.choice('ABCEGHJKLMRST')}."
    if rng.random() < 0.08 and "-" not in family and " " not in family:
        family = f"{family}-{rng.choice(words.names()['german']['last'][:3])}"
    return given, family


def _summary(rng: random.Random, trade: dict[str, Any], side: str) -> str:
    first = rng.choice(trade["about"])
    return f"{first} {pick(rng, trade['tasks'], side).format(n=rng.randint(12, 90), m=rng.randint(3, 12))}."


def _email(rng: random.Random, given: str, family: str) -> str:
    first, last = plain(given.split()[0]), plain(family.split()[-1])
    local = rng.choice(MAILS).format(g=first, f=last, i=first[0], n=rng.randint(1, 99))
    return f"{local}@{rng.choice(DOMAINS)}"


def _links(rng: random.Random, given: str, family: str, field: str) -> tuple[tuple[str, str], ...]:
    handle = f"{plain(given.split()[0])}-{plain(family.split()[-1])}-{rng.randint(10, 9999)}"
    links = [("linkedin", f"linkedin.com/in/{handle}")] if rng.random() < 0.5 else []
    if field in ("software", "data", "academia", "engineering") and rng.random() < 0.6:
        links.append(("github", f"github.com/{handle.replace('-', '')}"))
    if field in ("design", "marketing", "software") and rng.random() < 0.3:
        links.append(("web", f"www.{plain(family.split()[-1])}.example.com"))
    return tuple(links)


def _skills(rng: random.Random, trade: dict[str, Any], side: str) -> tuple[SkillGroup, ...]:
    groups = []
    for name, skills in trade["skills"].items():
        among = known(skills, side)
        chosen = rng.sample(among, min(len(among), rng.randint(2, 6)))
        groups.append(SkillGroup(name, tuple((skill, rng.randint(2, 5)) for skill in chosen)))
    return tuple(groups)


def _languages(rng: random.Random, spoken: dict[str, Any], origin: str) -> tuple[tuple[str, int], ...]:
    own = spoken["origin_tongues"].get(origin)
    levels = {own: 5, spoken["native"]: rng.choice((4, 5))} if own else {spoken["native"]: 5}
    for tongue in rng.sample(spoken["tongues"], rng.choice((0, 1, 1, 2, 2, 3))):
        levels.setdefault(tongue, rng.randint(1, 4))
    return tuple(levels.items())


def _extras(
    rng: random.Random, spoken: dict[str, Any], field: dict[str, Any], language: str
) -> tuple[Extra, ...]:
    chances = {"certificates": 0.4, "projects": 0.15, "awards": 0.15, "volunteer": 0.15, "interests": 0.4}
    chances |= {"licences": 0.15, "references": 0.25, "publications": 0.85}
    extras = []
    for key, chance in chances.items():
        pool = field[language].get(key) or field.get(key) or spoken.get(key)
        if not pool or rng.random() > chance:
            continue
        few = {"references": 1, "licences": 1, "publications": 9}.get(key, rng.randint(1, 4))
        chosen = rng.sample(pool, min(len(pool), few))
        if key == "references" and rng.random() < 0.5:
            chosen = [_referee(rng, field[language], spoken) for _ in range(rng.randint(1, 2))]
        if key == "certificates" and rng.random() < 0.4:
            chosen = [
                rng.choice((f"{name} ({year})", f"{name}, {year}")) for name, year in _years(rng, chosen)
            ]
        extras.append(Extra(key, (", ".join(chosen),) if key == "interests" else tuple(chosen)))
    return tuple(extras)


def _years(rng: random.Random, names: list[str]) -> list[tuple[str, int]]:
    return [(name, rng.randint(TODAY[0] - 12, TODAY[0] - 1)) for name in names]


def _referee(rng: random.Random, trade: dict[str, Any], spoken: dict[str, Any]) -> str:
    """Somebody else's name, employer and e-mail, as references have them."""
    female = rng.random() < 0.5
    given, family = _name(rng, rng.choice(sorted(words.names())), female)
    title = rng.choice(trade["lead"]).split("|")[-1 if female else 0]
    employer = rng.choice(trade["employers"]).format(root=rng.choice(spoken["roots"]))
    return f"{given} {family}, {title}, {employer}, {_email(rng, given, family)}"
