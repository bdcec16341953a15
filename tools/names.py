"""The names that agents/*.md may list, to be checked without loading the Agents SDK; tools.registry has the tools."""

TOOL_NAMES = (
    "compare_experts", "correct_cv", "extract_cv", "list_my_uploads", "list_same_person", "look_up_cvs",
    "search_experts", "show_profile", "upload_cv", "withdraw_cv",
)  # fmt: skip
