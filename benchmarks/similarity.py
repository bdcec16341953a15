"""Measures from which cosine on a passage counts as a hit for a free wish: `python -m benchmarks.similarity`.

Reads the sample CVs as the product does, embeds wishes and passages with the built-in model, and prints precision,
recall and F1 over people for each bound. The best one is services.embedding.THRESHOLDS["builtin"].
"""

import asyncio
import datetime as dt
import tempfile
from pathlib import Path

import numpy as np

from core.settings import Settings
from services.embedding import load_embedder
from services.extraction.builtin import BuiltinReader
from services.extraction.evidence import resolve_profile
from services.passages import cut_passages
from services.reading.failure import ReadingFailed
from services.reading.sandbox.child import read_file
from services.reading.sniff import sniff_format

FOLDER = Path(__file__).parent.parent / "data" / "fictional_cvs"
# A free wish, and parts of the names of the files whose English CVs show it.
WISHES = {
    "keeps platforms running and is on call at night": ("arjun", "maeve", "Tomasz"),
    "saving money on cloud infrastructure": ("Tomasz", "maeve"),
    "moved services from virtual machines into containers": ("Tomasz", "arjun"),
    "builds payment systems": ("Rafael", "arjun"),
    "forecasts demand with statistical models": ("Varadkar",),
    "cares for patients in a hospital": ("Siobhan", "Marisol"),
    "works with sick children": ("Marisol",),
    "teaches children at school": ("Owain",),
    "joins metal pipes on construction sites": ("dale",),
    "makes new molecules in a laboratory": ("kalinowska",),
    "advises companies on privacy": ("Ashcombe",),
    "negotiates software contracts": ("Ashcombe",),
    "closes the books and reports to the board": ("Bexley",),
    "finds and hires new employees": ("Bianca",),
    "decides what a software product should do next": ("Grace",),
    "connects wind and solar farms to the power grid": ("Joost",),
    "served coffee to guests": ("Sanne",),
    "explains maths to teenagers": ("Owain",),
    "recovery after a disaster in the data centre": ("maeve",),
    "regulated medical software": ("arjun",),
}
ENGLISH = ("arjun", "maeve", "Tomasz", "Rafael", "Varadkar", "Siobhan", "Marisol", "Owain", "dale", "kalinowska",
           "Ashcombe", "Bexley", "Bianca", "Grace", "Joost", "Sanne")  # fmt: skip


async def passages() -> dict[str, list[str]]:
    """The passages of each readable English sample CV."""
    found = {}
    for path in sorted(FOLDER.iterdir()):
        data = path.read_bytes()
        try:
            document = await read_file(data, sniff_format(data, path.name) or "")
        except ReadingFailed:
            continue
        profile = resolve_profile(document, await BuiltinReader().read(document), as_of=dt.date(2026, 11, 1))
        key = next((name for name in ENGLISH if name in path.name), None)
        if key:
            found[key] = [draft.text for draft in cut_passages(document, profile)]
    return found


async def measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder), auth_secret="s" * 40)  # type: ignore[call-arg]  # pydantic-settings' own argument
        embedder = await load_embedder(settings)
        texts = await passages()
        vectors = {key: await embedder.embed(parts) for key, parts in texts.items()}
        wishes = await embedder.embed(list(WISHES))
    scores = np.array([[float((vectors[key] @ wish).max()) for key in vectors] for wish in wishes])
    truth = np.array([[key in relevant for key in vectors] for relevant in WISHES.values()])
    print(f"{len(WISHES)} wishes, {len(vectors)} people, {sum(map(len, texts.values()))} passages")
    print("bound  precision  recall  F1")
    for bound in np.arange(0.20, 0.56, 0.02):
        hits = scores >= bound
        right = int((hits & truth).sum())
        precision, recall = right / max(1, int(hits.sum())), right / int(truth.sum())
        print(
            f"{bound:5.2f}  {precision:9.2f}  {recall:6.2f}  {2 * right / (int(hits.sum()) + int(truth.sum())):.2f}"
        )


if __name__ == "__main__":
    asyncio.run(measure())
