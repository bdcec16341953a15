"""The sample people of the ground truth as stored CVs, made from the facts instead of the files."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import CVFile
from schemas.results import SearchAnswer, SearchRequest
from services.access import Caller, Role
from services.embedding import Embedder
from services.search.search import search_experts
from services.vocabulary import country_code

TRUTH = Path(__file__).parents[2] / "data" / "ground_truth"
MakeCV = Callable[..., Awaitable[CVFile]]
Search = Callable[..., Awaitable[SearchAnswer]]


def facts_of(person: dict[str, Any]) -> dict[str, Any]:
    """What `make_cv` takes, from one person of truth.json."""
    jobs = [
        {
            "job_title": job.get("title"),
            "company_name": job.get("company"),
            "location": job.get("location"),
            "country_code": country_code(job["location"]) if job.get("location") else None,
            "start_date": job.get("start"),
            "end_date": job.get("end"),
            "is_current": job["current"],
        }
        for job in person["jobs_full"]
    ]
    studies = [
        {"institution": s.get("institution"), "degree": s.get("degree"), "field_of_study": s.get("field")}
        for s in person.get("education", [])
    ]
    return {
        "full_name": person["name"],
        "professional_title": person.get("title"),
        "location": person.get("location"),
        "employment": jobs,
        "education": studies,
        "skills": person.get("skills") or [],
        "languages": person.get("languages") or [],
        "certifications": person.get("certifications") or [],
    }


@pytest.fixture
def recruiter_of(make_user: Any) -> Callable[..., Awaitable[Caller]]:
    async def make(role: str = "recruiter") -> Caller:
        user = await make_user(role=role)
        return Caller(user.id, user.email, Role(role))

    return make


@pytest.fixture
async def recruiter(recruiter_of: Any) -> Caller:
    return await recruiter_of()


@pytest.fixture
def search(session: AsyncSession, recruiter: Caller, embedder: Embedder) -> Search:
    """`await search("Who knows Go?", limit=…, criteria=…, as_of=…)` as a recruiter."""

    async def ask(query: str = "", **options: Any) -> SearchAnswer:
        settings = {name: options.pop(name) for name in ("as_of", "reader") if name in options}
        request = SearchRequest(query=query, **options)
        return await search_experts(session, recruiter, request, embedder=embedder, **settings)

    return ask


@pytest.fixture
async def samples(make_cv: MakeCV) -> dict[str, CVFile]:
    """The fictional people by file name; those of the scan and the photo are left out, as search cannot read them."""
    truth = json.loads((TRUTH / "truth.json").read_text(encoding="utf-8"))
    return {
        name: await make_cv(**facts_of(person), filename=name)
        for name, person in truth.items()
        if not person.get("picture")
    }
