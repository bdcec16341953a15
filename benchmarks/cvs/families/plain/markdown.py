"""Markdown as developers and writers keep it."""

import random

from benchmarks.cvs.families.pages import contacts
from benchmarks.cvs.sheet import Sheet


def draw(sheet: Sheet) -> bytes:
    rng = random.Random(f"{sheet.seed}:markdown")
    out = [f"# {sheet.full_name}", ""]
    if sheet.headline:
        out += [f"**{sheet.headline}**", ""]
    listed = [
        f"[{item['text']}]({item['href']})" if item["href"] else item["text"] for item in contacts(sheet)
    ]
    out += [rng.choice((" | ", " · ")).join(listed), ""]
    if sheet.summary:
        out += [f"## {sheet.headings['profile']}", "", sheet.summary, ""]
    if sheet.jobs:
        out += [f"## {sheet.headings['work']}", ""]
    style = rng.randrange(3)
    for job in sheet.jobs:
        out += [*_head(style, job.title, job.employer, job.place, job.span.text), ""]
        out += [*(f"- {task}" for task in job.tasks), *([""] if job.tasks else [])]
    if sheet.studies:
        out += [f"## {sheet.headings['study']}", ""]
    for study in sheet.studies:
        out += [*_head(style, study.degree, study.school, "", study.span.text), ""]
    if sheet.skills:
        out += [f"## {sheet.headings['skills']}", ""]
        out += [
            f"- **{group.name}**: {', '.join(name for name, _ in group.skills)}" for group in sheet.skills
        ]
        out += [""]
    if sheet.languages:
        out += [f"## {sheet.headings['languages']}", ""]
        out += [f"- {tongue.name} – {tongue.level}" for tongue in sheet.languages] + [""]
    for extra in sheet.extras:
        out += [f"## {sheet.headings[extra.key]}", "", *(f"- {line}" for line in extra.lines), ""]
    return "\n".join(out).encode()


def _head(style: int, title: str, owner: str, place: str, dates: str) -> list[str]:
    where = f"{owner}, {place}" if owner and place else owner
    if style == 0:
        return [f"### {title}", f"*{where}* | {dates}" if where else dates]
    if style == 1:
        return [f"### {title}, {where} ({dates})" if where else f"### {title} ({dates})"]
    return [f"**{where or title}**", "", f"{title}  " if where else "", f"_{dates}_"]
