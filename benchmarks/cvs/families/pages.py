"""Layouts written as HTML, printed to PDF by Chromium: a template of the same name each."""

import random
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.cvs.families.family import PDF, Family
from benchmarks.cvs.sheet import Sheet, Traits

ACCENTS = ("#1f4e79", "#2e7d6b", "#8a2b3d", "#37474f", "#5b3a8c", "#b5541c", "#00695c", "#284b8f", "#444444")
SANS = ("Liberation Sans", "Liberation Sans", "DejaVu Sans Condensed, DejaVu Sans", "Liberation Sans Narrow")
SERIF = ("Liberation Serif", "Liberation Serif", "DejaVu Serif Condensed, DejaVu Serif")
# A heading stays with what follows it; padding returns on every page.
COMMON = "h2, h3 { break-after: avoid; } .main, .r { -webkit-box-decoration-break: clone; }"
# What some free editors leave at the end of a page.
MAKERS = (
    "Made with Papyrus Resume Builder – papyrus.example.com",
    "Created on cv-atelier.example.org",
    "quickcv.example.net",
)
SMALL = "clear: both; text-align: center; font-size: 7pt; color: #999; padding: 6pt"
PROFILE_OMITS = frozenset({"street", "personal", "headline"})
ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(sheet: Sheet, name: str = "") -> str:
    """The CV as one HTML page that needs nothing from outside."""
    rng = random.Random(f"{sheet.seed}:page")
    template = ENVIRONMENT.get_template(f"{name or sheet.family}.html")
    drawn = template.render(
        s=sheet,
        h=sheet.headings,
        l=sheet.labels,
        rng=rng,
        accent=rng.choice(ACCENTS),
        sans=rng.choice(SANS),
        serif=rng.choice(SERIF),
        contacts=contacts(sheet),
    )
    if rng.random() < 0.06:
        drawn = drawn.replace("</body>", f"<div style='{SMALL}'>{rng.choice(MAKERS)}</div></body>")
    return drawn.replace("</style>", f"{COMMON}</style>", 1)


def contacts(sheet: Sheet) -> list[dict[str, str]]:
    """Address, telephone, e-mail and links, each with its label and its target."""
    found = [
        {"kind": "address", "label": sheet.labels["address"], "text": sheet.address, "href": ""},
        {"kind": "phone", "label": sheet.labels["phone"], "text": sheet.phone, "href": ""},
        {
            "kind": "email",
            "label": sheet.labels["email"],
            "text": sheet.email,
            "href": f"mailto:{sheet.email}",
        },
    ]
    for link in sheet.links:
        title = {"linkedin": "LinkedIn", "github": "GitHub", "web": "Web"}[link.kind]
        found.append({"kind": link.kind, "label": title, "text": link.text, "href": link.address})
    return [item for item in found if item["text"]]


def _page(name: str, traits: Traits | None = None, *, running: bool = False) -> Family:
    return Family(name, PDF, "pdf", traits or Traits(), running=running)


FAMILIES = (
    _page("rules_serif"),
    _page("dates_left"),
    _page("sidebar_left_dark"),
    _page("label_value_table"),
    _page("name_band"),
    _page("coloured_initials"),
    _page("two_column_tags"),
    _page("blue_banner"),
    _page("tabular_photo"),
    _page("academic_running", running=True),
    _page("sidebar_right_tint"),
    _page("timeline_dots"),
    _page("cards"),
    _page("infographic"),
    _page("icon_sidebar"),
    _page("letter_spaced"),
    _page("own_words", Traits(odd_headings=True)),
    _page("small_letters"),
    _page("quiet_headings"),
    _page("web_theme"),
    _page("profile_export", Traits(omits=PROFILE_OMITS, durations=True)),
    _page("coral_docs"),
    _page("skills_three_columns"),
    _page("title_at_employer", running=True),
    _page("dates_above"),
    _page("functional", Traits(omits=frozenset({"tasks"}), needs=frozenset({"jobs"})), running=True),
    _page("narrow_left"),
    _page("big_type_grid"),
    _page("bordered_table"),
    _page("one_line_jobs"),
    _page("prose", Traits(odd_headings=True)),
    _page("contact_last"),
    _page("grouped_roles", Traits(needs=frozenset({"jobs"}))),
)


def running(sheet: Sheet) -> tuple[str, str]:
    """The header and the footer that Chromium repeats on each page."""
    page = sheet.labels["page"].format(
        page="<span class='pageNumber'></span>", pages="<span class='totalPages'></span>"
    )
    style = "font: 11px sans-serif; color: #777; width: 100%; margin: 0 19mm; display: flex"
    style += "; justify-content: space-between"
    header = f"<div style='{style}'><span>{sheet.full_name}</span><span>{sheet.labels['cv']}</span></div>"
    footer = f"<div style='{style}'><span>{sheet.labels['updated']}</span><span>{page}</span></div>"
    return header, footer
