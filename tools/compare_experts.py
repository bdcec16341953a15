from typing import Annotated
from uuid import UUID

from pydantic import Field

from core.errors import InvalidInput
from services.access import Permission, readable_cv
from services.search import search
from tools.answers import PeopleFound, people_found
from tools.caller import Run

Numbers = Annotated[list[int] | None, Field(max_length=5)]


class PeopleCompared(PeopleFound):
    """The same verdicts for two to five people side by side."""

    def rows(self) -> int:
        return len(self.results)

    def note(self) -> str:
        return f"{len(self.results)} people side by side"


async def compare_experts(
    run: Run,
    person_ids: Numbers = None,
    cv_ids: Numbers = None,
    run_id: str | None = None,
    question: Annotated[str | None, Field(max_length=20_000)] = None,
) -> PeopleCompared:
    """Compare two to five people, wish by wish, with the quotes that show it. The page shows the table.

    Args:
        person_ids: The people's `person_id`s, as searches and look-ups give them.
        cv_ids: The numbers of CVs, where the user names those; people may be given either way.
        run_id: The search whose wishes to compare by; leave it out to compare by `question`.
        question: Other wishes to compare by, in plain words.
    """
    turn = run.context
    async with turn.transaction(Permission.SEARCH) as (session, caller):
        owners = [(await readable_cv(session, caller, cv_id)).person_id for cv_id in cv_ids or ()]
        answer = await search.compare_people(
            session,
            caller,
            list(dict.fromkeys([*(person_ids or ()), *owners])),
            embedder=turn.services.embedder,
            run_id=_run_id(run_id),
            query=question,
        )
    shown = answer.results + answer.near_misses
    turn.show("comparison", answer.run_id, cv_ids=[person.cv_id for person in shown])
    return PeopleCompared(**people_found(answer).model_dump())


def _run_id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput(
            "run_id is not one that a search gave. Leave it out, or repeat it exactly."
        ) from None
