"""All tools by name: what agents/*.md may list."""

from functools import cache

from agents import FunctionTool

from services.access import Permission
from tools.compare_experts import compare_experts
from tools.correct_cv import correct_cv
from tools.extract_cv import extract_cv
from tools.list_my_uploads import list_my_uploads
from tools.list_same_person import list_same_person
from tools.look_up_cvs import look_up_cvs
from tools.search_experts import search_experts
from tools.show_profile import show_profile
from tools.upload_cv import upload_cv
from tools.withdraw_cv import withdraw_cv
from tools.wrapping import ToolSpec, as_function_tool

TOOLS: dict[str, ToolSpec] = {
    spec.name: spec
    for spec in (
        # An archive holds up to 500 files.
        ToolSpec(upload_cv, "Filing the CV", Permission.UPLOAD, timeout=300.0),
        ToolSpec(extract_cv, "Looking at how far the reading is"),
        ToolSpec(look_up_cvs, "Looking up CVs"),
        ToolSpec(search_experts, "Searching the CVs", Permission.SEARCH, timeout=60),
        ToolSpec(show_profile, "Opening the profile"),
        ToolSpec(compare_experts, "Comparing people", Permission.SEARCH, timeout=60),
        ToolSpec(correct_cv, "Correcting the profile"),
        ToolSpec(list_my_uploads, "Listing your uploads"),
        ToolSpec(list_same_person, "Looking for CVs of the same person"),
        ToolSpec(withdraw_cv, "Withdrawing a CV"),
    )
}


@cache
def tool_named(name: str) -> FunctionTool:
    """The tool as the SDK offers it. Raises KeyError for a name that TOOLS does not have."""
    return as_function_tool(TOOLS[name])
