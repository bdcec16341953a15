from typing import Annotated
from uuid import UUID

from pydantic import Field

from core.errors import InvalidInput
from services.access import Permission
from services.search import search
from tools.answers import PeopleFound, people_found
from tools.caller import Run


class PeopleCompared(PeopleFound):
    """The same verdicts for two to five people side by side."""

    def rows(self) -> int:
        return len(self.results)

    def note(self) -> str:
        return f"{len(self.results)} people side by side"


async def compare_experts(
    run: Run,
    person_ids: Annotated[list[int], Field(min_length=2, max_length=5)],
    run_id: str | None = None,
    question: Annotated[str | None, Field(max_length=20_000)] = None,
) -> PeopleCompared:
    """Compare two to five people, wish by wish, with the quotes that show it. The page shows the table.

    Args:
        person_ids: The people's `person_id`s, as searches and look-ups give them.
        run_id: The search whose wishes to compare by; leave it out to compare by `question`.
        question: Other wishes to compare by, in plain words.
    """
    turn = run.context
    async with turn.transaction(Permission.SEARCH) as (session, caller):
        answer = await search.compare_people(
            session,
            caller,
            list(dict.fromkeys(person_ids)),
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
