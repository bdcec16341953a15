"""Text becomes vectors: by the built-in model on this machine, or by a server that speaks OpenAI's protocol."""

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from openai import AsyncOpenAI, OpenAIError
from tokenizers import Tokenizer

from core.errors import AppError, SettingsProblem
from core.settings import Settings
from services.minilm import converted_model, weights_folder

BUILTIN = "builtin"
BATCH = 16  # texts a pass: more gains nothing on a CPU and delays a question that waits for its turn
REMOTE_BATCH = 256
# From which cosine on a passage counts as a hit for a free wish. Built-in: measured, the bound with the best F1 on
# the sample CVs (`python -m benchmarks.similarity`). OpenAI's: a cautious start that nobody has measured yet; set
# SIMILARITY_THRESHOLD after trying some of your own questions.
THRESHOLDS = {BUILTIN: 0.36, "text-embedding-3-large": 0.35, "text-embedding-3-small": 0.35}
DIMENSIONS = {"text-embedding-3-large": 3072, "text-embedding-3-small": 1536, "text-embedding-ada-002": 1536}
Vectors = NDArray[np.float32]


class EmbeddingUnavailable(AppError):
    """The embedding server did not answer. Please try again."""

    code, status = "embedding_unavailable", 503


class Embedder(Protocol):
    """Turns texts into L2-normalised vectors. `threshold`: the cosine from which a passage is a hit."""

    name: str
    dimensions: int
    threshold: float

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text: float32, shape (len(texts), dimensions)."""
        ...


class BuiltinEmbedder:
    """all-MiniLM-L6-v2 in int8 on CTranslate2: mean pooling over at most 256 tokens. English above all."""

    name = BUILTIN
    dimensions = 384

    def __init__(self, model: Path, *, threshold: float) -> None:
        self.threshold = threshold
        self._encoder = ctranslate2.Encoder(str(model), device="cpu", compute_type="int8", intra_threads=2)
        self._tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
        self._tokenizer.enable_truncation(256)
        self._tokenizer.no_padding()
        self._turn = threading.Lock()

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Computed in a thread; batches take turns, so that a question waits for one batch at most."""
        batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
        parts = [await asyncio.to_thread(self._embed_batch, batch) for batch in batches]
        return np.concatenate(parts) if parts else np.empty((0, self.dimensions), dtype=np.float32)

    def _embed_batch(self, texts: Sequence[str]) -> Vectors:
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        with self._turn:
            states = np.asarray(self._encoder.forward_batch(tokens).last_hidden_state)
        return normalised(np.stack([states[row, : len(ids)].mean(axis=0) for row, ids in enumerate(tokens)]))


class RemoteEmbedder:
    """Embeddings of a server that speaks OpenAI's protocol; passages leave this machine."""

    def __init__(self, client: AsyncOpenAI, name: str, *, dimensions: int, threshold: float) -> None:
        self.name, self.dimensions, self.threshold = name, dimensions, threshold
        self._client = client

    async def embed(self, texts: Sequence[str]) -> Vectors:
        rows: list[list[float]] = []
        for start in range(0, len(texts), REMOTE_BATCH):
            rows += await self._ask(texts[start : start + REMOTE_BATCH])
        if not rows:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return normalised(np.asarray(rows, dtype=np.float32))

    async def _ask(self, texts: Sequence[str]) -> list[list[float]]:
        # The protocol refuses empty texts.
        words = [text if text.strip() else "-" for text in texts]
        try:
            answer = await self._client.embeddings.create(
                model=self.name, input=words, encoding_format="float"
            )
        except OpenAIError as problem:
            raise EmbeddingUnavailable() from problem
        return [item.embedding for item in sorted(answer.data, key=lambda item: item.index)]


def normalised(vectors: NDArray[Any]) -> Vectors:
    """Rows of length one; a zero row stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return rows


async def load_embedder(settings: Settings) -> Embedder:
    """The embedder that the settings name. Raises SettingsProblem when it cannot be had."""
    threshold = settings.similarity_threshold
    if settings.embedding_model == BUILTIN:
        model = await asyncio.to_thread(converted_model, settings.data_dir / "models")
        return await asyncio.to_thread(
            BuiltinEmbedder, model, threshold=THRESHOLDS[BUILTIN] if threshold is None else threshold
        )
    return await _remote(settings, threshold)


async def _remote(settings: Settings, threshold: float | None) -> Embedder:
    name = settings.embedding_model
    if threshold is None and name not in THRESHOLDS:
        raise SettingsProblem(f"SIMILARITY_THRESHOLD: set it, there is no measured bound for '{name}'")
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none"
    client = AsyncOpenAI(api_key=key, base_url=settings.openai_base_url, timeout=30, max_retries=2)
    embedder = RemoteEmbedder(
        client,
        name,
        dimensions=DIMENSIONS.get(name, 0),
        threshold=THRESHOLDS[name] if threshold is None else threshold,
    )
    if not embedder.dimensions:
        embedder.dimensions = (await embedder.embed(["How long are your vectors?"])).shape[1]
    return embedder
