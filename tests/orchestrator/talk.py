"""Conversations as the built-in model gets them, written short."""

import json
from collections.abc import Mapping
from typing import Any

from orchestrator.memory import user_item

RECRUITER = frozenset(
    {"upload_cv", "extract_cv", "look_up_cvs", "search_experts", "show_profile", "compare_experts",
     "list_my_uploads", "withdraw_cv"}
)  # fmt: skip
CANDIDATE = RECRUITER - {"search_experts", "compare_experts"}
BERLIN = "Who knows Kubernetes and has worked in Berlin?"
RUN = "5a0d39a6-6a5c-4c9b-8f6c-0f4f7f5b9d11"

Item = Any


def said(text: str, *files: tuple[Any, str]) -> Item:
    return user_item(text, files)


def used(tool: str, arguments: Mapping[str, Any], result: Mapping[str, Any], call: str = "c1") -> list[Item]:
    """A call and its result."""
    return [
        {"type": "function_call", "call_id": call, "name": tool, "arguments": json.dumps(arguments)},
        {"type": "function_call_output", "call_id": call, "output": json.dumps(result)},
    ]


def person(id: int, name: str, **facts: Any) -> dict[str, Any]:
    return {
        "person_id": id,
        "cv_id": id + 100,
        "name": name,
        "score": 90,
        "required": "2 of 2",
        "verdicts": [],
        **facts,
    }


def people_found(*people: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """What search_experts returns."""
    wishes = [
        {"id": "c1", "kind": "skill", "text": "Kubernetes", "importance": "required"},
        {"id": "c2", "kind": "place", "text": "has worked in Berlin", "importance": "required"},
    ]
    plain = {"run_id": RUN, "question": BERLIN, "understood": wishes, "ignored": [], "total": len(people)}
    return (
        plain
        | {"people": 24, "unread": 0, "unread_samples": 0, "results": list(people), "near_misses": []}
        | facts
    )


def searched(*people: dict[str, Any], **facts: Any) -> list[Item]:
    """A whole turn: the Berlin question and its answer."""
    found = people_found(*people, **facts)
    answer = {"role": "assistant", "content": "3 of 24 people."}
    return [said(BERLIN), *used("search_experts", {"question": BERLIN}, found, call="s1"), answer]


def dropped(cv_id: int = 7, filename: str = "anna.pdf") -> list[Item]:
    """A whole turn: a file dropped and taken in."""
    result = {
        "filename": filename,
        "cv_id": cv_id,
        "status": "pending",
        "duplicate": False,
        "sentence": "Waiting.",
    }
    id = "0b8f2f0e-4d3f-4c43-9a55-9f0f4a6d3b10"
    return [
        said("", (id, filename)),
        *used("upload_cv", {"attachment_id": id}, result, call=f"u{cv_id}"),
        {"role": "assistant", "content": "I have taken it in."},
    ]


def asked_to_withdraw(cv_id: int = 7) -> list[Item]:
    """A whole turn: withdrawing is asked for, and the assistant asks back."""
    result = {"cv_id": cv_id, "done": False, "erased": False, "sentence": f"Withdraw CV {cv_id}?"}
    return [
        said("withdraw it"),
        *used("withdraw_cv", {"cv_id": cv_id}, result, call=f"w{cv_id}"),
        {"role": "assistant", "content": result["sentence"]},
    ]
