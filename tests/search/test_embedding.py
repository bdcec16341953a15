"""Text becomes vectors: on this machine from checked weights, or by a server that speaks OpenAI's protocol."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import SettingsProblem
from core.settings import Settings
from services import minilm
from services.embedding import Embedder, EmbeddingUnavailable, load_embedder


def settings_for(folder: Path, **more: Any) -> Settings:
    return Settings(_env_file=None, data_dir=folder, auth_secret="s" * 40, **more)  # type: ignore[call-arg]  # pydantic-settings' own argument


async def test_near_meanings_have_near_vectors(embedder: Embedder) -> None:
    vectors = await embedder.embed(["a pastry chef in Paris", "somebody who bakes cakes", "a tax lawyer"])
    assert vectors.shape == (3, embedder.dimensions) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


async def test_a_text_has_the_same_vector_every_time(embedder: Embedder) -> None:
    first = await embedder.embed(["Kubernetes in Berlin"])
    assert np.array_equal(first, await embedder.embed(["Kubernetes in Berlin"]))


async def test_empty_and_endless_texts_have_vectors_too(embedder: Embedder) -> None:
    vectors = await embedder.embed(["", "word " * 5000])
    assert np.isfinite(vectors).all()
    assert (await embedder.embed([])).shape == (0, 384)


async def test_embedding_leaves_the_event_loop_free(embedder: Embedder) -> None:
    longest, done = 0.0, False

    async def watch() -> None:
        nonlocal longest
        while not done:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - before)

    watcher = asyncio.create_task(watch())
    started = time.perf_counter()
    await embedder.embed(["a sentence about platforms and people " * 20] * 64)
    took = time.perf_counter() - started
    done = True
    await watcher
    assert longest < took / 2


async def test_weights_that_are_not_ours_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "SHA256", "0" * 64)
    with pytest.raises(SettingsProblem, match="not the one"):
        await load_embedder(settings_for(tmp_path))
    assert not list((tmp_path / "models").iterdir())


async def test_several_processes_may_convert_the_model_at_once(tmp_path: Path) -> None:
    folders = await asyncio.gather(*(asyncio.to_thread(minilm.converted_model, tmp_path) for _ in range(3)))
    assert len(set(folders)) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == [folders[0].name]


class Server(ThreadingHTTPServer):
    """Answers `POST /v1/embeddings` as OpenAI does, in reversed order; "fail" in a text is an error."""

    asked: list[dict[str, Any]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({**asked, "path": self.path, "key": self.headers["Authorization"]})
        failed = any("fail" in text for text in asked["input"])
        rows = [
            {"object": "embedding", "index": n, "embedding": [len(t), 0, 3.0]}
            for n, t in enumerate(asked["input"])
        ]
        answer = {
            "object": "list",
            "model": asked["model"],
            "data": rows[::-1],
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        }
        body = json.dumps({"error": {"message": "no"}} if failed else answer).encode()
        self.send_response(400 if failed else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def remote(folder: Path, server: Server, **more: Any) -> Settings:
    options = {
        "embedding_model": "text-embedding-3-large",
        "openai_api_key": "key-1",
        "chat_model": "any",
        **more,
    }
    return settings_for(folder, openai_base_url=f"http://127.0.0.1:{server.server_port}/v1", **options)


async def test_a_server_is_asked_by_setting_and_its_order_does_not_matter(
    tmp_path: Path, server: Server
) -> None:
    embedder = await load_embedder(remote(tmp_path, server))
    assert (embedder.name, embedder.dimensions) == ("text-embedding-3-large", 3072)
    vectors = await embedder.embed(["four", ""])
    assert np.allclose(vectors, [[0.8, 0, 0.6], [0.3162278, 0, 0.9486833]])
    (asked,) = server.asked
    assert (asked["path"], asked["model"], asked["key"]) == (
        "/v1/embeddings",
        "text-embedding-3-large",
        "Bearer key-1",
    )
    assert not (tmp_path / "models").exists()


async def test_an_unknown_model_needs_a_threshold_and_tells_its_size(tmp_path: Path, server: Server) -> None:
    with pytest.raises(SettingsProblem, match="SIMILARITY_THRESHOLD"):
        await load_embedder(remote(tmp_path, server, embedding_model="house-model"))
    embedder = await load_embedder(
        remote(tmp_path, server, embedding_model="house-model", similarity_threshold=0.2)
    )
    assert (embedder.dimensions, embedder.threshold) == (3, 0.2)


async def test_a_failing_server_is_told_in_a_sentence(tmp_path: Path, server: Server) -> None:
    embedder = await load_embedder(remote(tmp_path, server))
    with pytest.raises(EmbeddingUnavailable, match="did not answer"):
        await embedder.embed(["please fail"])
