"""What the built-in model says without any tool: who it is, what it does, and why it does not."""

from orchestrator.builtin.intents import Intent

SMALL_TALK = (
    Intent.GREET, Intent.THANK, Intent.HELP, Intent.PRIVACY, Intent.HAND_IN, Intent.DELETE_MORE
)  # fmt: skip
NO_SEARCH = (
    "Searching for people is open to recruiters only, sorry; but I can take in your CV, show you what was read "
    "in it, and withdraw it whenever you like."
)
DELETE_MORE = (
    "Nothing was deleted. I can withdraw a CV that you handed in yourself, one at a time: say “what are my uploads?” "
    "and then, for example, “withdraw CV 1”. Accounts are in the hands of an admin."
)
BEST_AT_WHAT = (
    "Best at what? Tell me what the person should know or have done, for example “Who knows Kubernetes and has worked "
    "in Berlin?”, and I rank everybody by what their CVs show."
)
NOT_CHANGED = "All right, nothing was changed."
NOT_WITHDRAWN = "All right, nothing was withdrawn."
WHOM_TO_COMPARE = (
    "Whom shall I compare? Ask for people first and then say, for example, “compare the first two”, or give me "
    "two names."
)
FOR_RECRUITERS = (
    "I find people by what their CVs show, and every claim is a quote. You can\n\n"
    "- ask for people: “Who knows Kubernetes and has worked in Berlin?”, or paste a job description\n"
    "- narrow it down: “only those in Germany”, “and without Java?”\n"
    "- open or compare: “open the first one”, “compare the first two”\n"
    "- look things up: “how many CVs are there?”, “who is called Anna?”\n"
    "- drop CV files into this chat, see what was read in them, and correct it\n\n"
    "People are ranked by arithmetic that you can check: each wish gets a verdict with a quote, and the score counts "
    "verdicts. The same question gives the same answer."
)
HAND_IN = (
    "Drop the file into this chat, or use the paper clip below. I take {file_types}. You then see what was read in it, "
    "and can correct it or take it back."
)
PRIVACY = (
    "Recruiters and admins of this company can see and find the CVs that are handed in; a candidate sees their own "
    "only. Whoever handed a CV in can withdraw it at any time: say “withdraw it”, and the file, its text and what was "
    "read from it are erased. Admins can review conversations, and each reading is recorded."
)
FOR_CANDIDATES = (
    "I keep your CV and show you what was read in it. You can\n\n"
    "- drop your CV into this chat (“which files can I send?” says which kinds)\n"
    "- ask “show me what you read in it”\n"
    "- correct it: “my phone number is wrong, it is …”\n"
    "- ask “what are my uploads?”\n"
    "- say “withdraw it”, and it is erased"
)

NOT_UNDERSTOOD = f"I did not understand that, sorry. {FOR_CANDIDATES}"


def small_talk(intent: Intent, *, may_search: bool, file_types: str) -> str:
    """The answer to one of SMALL_TALK; who may not search hears nothing of searching. `file_types` are those that are
    taken here, in words."""
    if intent is Intent.GREET:
        return "Hello! " + (
            "Ask me who knows what, or drop CVs into this chat."
            if may_search
            else "Drop your CV into this chat."
        )
    if intent is Intent.THANK:
        return "You are welcome."
    if intent is Intent.DELETE_MORE:
        return DELETE_MORE
    if intent is Intent.PRIVACY:
        return PRIVACY
    if intent is Intent.HAND_IN:
        return HAND_IN.format(file_types=file_types)
    return FOR_RECRUITERS if may_search else FOR_CANDIDATES
