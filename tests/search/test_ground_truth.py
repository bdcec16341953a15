"""The recruiters' questions of the ground truth find exactly the people that answer them."""

import json

from models import CVFile
from tests.search.conftest import TRUTH, Search


async def test_every_question_finds_exactly_the_right_people(
    samples: dict[str, CVFile], search: Search
) -> None:
    questions = json.loads((TRUTH / "questions.json").read_text(encoding="utf-8"))
    names = {cv.person_id: name for name, cv in samples.items()}
    wrong = {}
    for question in questions:
        if question.get("in_pictures"):
            continue
        answer = await search(question["question"], limit=100)
        found = sorted(names[candidate.person_id] for candidate in answer.results)
        assert answer.total == len(found)
        if found != sorted(question["expected"]):
            wrong[question["question"]] = (found, sorted(question["expected"]))
    assert not wrong
