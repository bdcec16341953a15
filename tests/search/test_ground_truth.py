"""The recruiters' questions of the ground truth find exactly the people that answer them."""

import json
import random

from core.errors import InvalidInput
from models import CVFile
from tests.search.conftest import TRUTH, MakeCV, Search


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


async def test_the_demo_question_has_the_same_answer_in_four_languages(
    samples: dict[str, CVFile], search: Search
) -> None:
    english = await search("Who knows Kubernetes and has worked in Berlin?")
    for question in (
        "Wer kennt Kubernetes und hat in Berlin gearbeitet?",
        "Qui connaît Kubernetes et a travaillé à Berlin ?",
        "¿Quién conoce Kubernetes y ha trabajado en Berlín?",
        "has worked in Berlin, knows K8s",
    ):
        asked = await search(question)
        assert [found.person_id for found in asked.results] == [found.person_id for found in english.results]
        assert asked.total == 3


async def test_any_text_is_answered_or_politely_refused(make_cv: MakeCV, search: Search) -> None:
    await make_cv(full_name="Anna", location="Berlin", skills=["Kubernetes", "Java", "C++"])
    dice = random.Random(7)
    signs = "'\"\\;:!&|<->()*%$_{}[]~@#\x00\u0000\ud7ff\u202e\U0001f600 éßłÅ½①漢字Kubernetes Berlin or not 5 years of"
    for _ in range(60):
        question = "".join(dice.choice(signs) for _ in range(dice.randint(1, 60)))
        question += dice.choice([" Java", " lives in Berlin", " 5+ years of Go", " ideally Rust", ""])
        try:
            answer = await search(question)
        except InvalidInput:
            continue
        assert answer.people == 1
