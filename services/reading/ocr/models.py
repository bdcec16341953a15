"""The two networks that read pictures, from the wheel `rapidocr` (PP-OCRv6): where text stands, and what it says.

They are loaded in the child that reads a page, in 0.15 s, and end with it. Nothing is downloaded.
"""

import importlib.util
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import SettingsProblem

DETECTION = "PP-OCRv6_det_small.onnx"
RECOGNITION = "PP-OCRv6_rec_small.onnx"
THREADS = {DETECTION: min(2, os.cpu_count() or 1), RECOGNITION: 1}  # lines are read side by side
Pixels = np.ndarray[Any, np.dtype[np.uint8]]
Numbers = np.ndarray[Any, np.dtype[np.float32]]


def models_folder() -> Path:
    """Where the wheel keeps its networks; raises SettingsProblem when it is not installed."""
    spec = importlib.util.find_spec(
        "rapidocr"
    )  # found, never imported: its code needs more than its models do
    if spec is None or spec.origin is None:
        raise SettingsProblem("The built-in reader of pictures is not installed: run `make run` once more.")
    return Path(spec.origin).parent / "models"


@cache
def network(name: str) -> Any:
    """A network by its file's name, ready to run on the processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = THREADS[name], 1
    options.enable_cpu_mem_arena = False  # a page's memory goes back at once
    options.log_severity_level = 3
    # Numbers next to nothing cost a third of the time on paper that is all white.
    options.add_session_config_entry("session.set_denormal_as_zero", "1")
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(models_folder() / name), options, providers=["CPUExecutionProvider"]
    )


def run_network(name: str, values: Numbers) -> Numbers:
    """The one output of a network with one input."""
    session = network(name)
    answer: Numbers = session.run(None, {session.get_inputs()[0].name: values})[0]
    return answer


def as_input(pixels: Pixels) -> Numbers:
    """Grey pixels as both networks take them: three equal channels from -1 to 1, a batch of one."""
    scaled = (pixels.astype(np.float32) / 127.5 - 1.0)[np.newaxis, np.newaxis]
    return np.ascontiguousarray(np.repeat(scaled, 3, axis=1))
