"""Writes small ONNX models without trained weights, for tests of the voice-pack loader.

:func:`beeping_voice` is a whole "voice": every token beeps for a while at a frequency of its own, so that a test can
hear which tokens were said. The few fields of ``onnx.proto`` it needs are written by hand.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

RATE_HZ = 16_000
TOKEN_SAMPLES = 3200
"""Samples of a token at speed 1: 200 ms."""
SILENT_TOKENS = 2
"""Tokens 0 and 1 are silence."""
LOWEST_HZ, STEP_HZ = 200, 50

KOKORO_STYLE = (64, 1, 4)
"""Longest text, one, and numbers in a style: ``voices.bin`` holds as many floats."""
_METADATA = {
    "vits": {"add_blank": "0", "language": "Chinese", "comment": "icefall", "punctuation": ""},
    "matcha": {"jieba": "1", "use_eos_bos": "0", "pad_id": "0"},
    "kokoro": {"has_espeak": "1", "version": "2", "style_dim": ",".join(map(str, KOKORO_STYLE))},
}

_FLOAT, _INT64, _BOOL = 1, 7, 9


def frequency_hz(token: int) -> float:
    return LOWEST_HZ + STEP_HZ * token


def beeping_voice(
    metadata: Mapping[str, str] | None = None, hangs: bool = False, kind: str = "vits"
) -> bytes:
    """Give a model as sherpa-onnx wants it for packs of ``kind``; ``hangs`` makes one that never answers."""
    x = "tokens" if kind == "kokoro" else "x"
    constants = [
        _floats("samples", TOKEN_SAMPLES),
        _floats("one", 1),
        _floats("nothing", 0),
        _floats("lowest", LOWEST_HZ),
        _floats("step", STEP_HZ),
        _floats("loudness", 0.3),
        _floats("turn", 6.283185307179586 / RATE_HZ),
        _integers("zero", [0], scalar=True),
        _integers("single", [1], scalar=True),
        _integers("first_axis", [0]),
        _integers("shape", [1, 1, -1]),
    ]
    nodes = [
        _node("Size", [x], "count"),
        _node("Cast", ["count"], "count_f", to=_FLOAT),
        _node("Div", ["samples", "speed"], "each")
        if kind == "kokoro"
        else _node("Mul", ["length_scale", "samples"], "each"),
        _node("Mul", ["count_f", "each"], "all_f"),
        _node("Cast", ["all_f"], "all_i", to=_INT64),
        _node("Squeeze", ["all_i", "first_axis"], "all"),
        _node("Range", ["zero", "all", "single"], "frames"),
        _node("Cast", ["frames"], "frames_f", to=_FLOAT),
        _node("Div", ["frames_f", "each"], "place_f"),
        _node("Sub", ["count_f", "one"], "last"),
        _node("Min", ["place_f", "last"], "place_in"),
        _node("Cast", ["place_in"], "place", to=_INT64),
        _node("Squeeze", [x, "first_axis"], "row"),
        _node("Gather", ["row", "place"], "token_i"),
        _node("Cast", ["token_i"], "token", to=_FLOAT),
        _node("Mul", ["token", "step"], "above"),
        _node("Add", ["above", "lowest"], "hertz"),
        _node("Mul", ["hertz", "turn"], "angle_step"),
        _node("Mul", ["angle_step", "frames_f"], "angle"),
        _node("Sin", ["angle"], "wave"),
        _node("Sub", ["token", "one"], "voiced"),
        _node("Clip", ["voiced", "nothing_s", "one_s"], "gate"),
        _node("Mul", ["wave", "gate"], "gated"),
        _node("Mul", ["gated", "loudness"], "quiet"),
        _node("Reshape", ["quiet", "shape"], "shaped"),
        *([_endless_loop()] if hangs else [_node("Identity", ["shaped"], "y")]),
    ]
    constants += [_floats("nothing_s", 0, scalar=True), _floats("one_s", 1, scalar=True)]
    if hangs:
        constants += [_integers("very_often", [2**62], scalar=True), _truth("on")]
    inputs = {
        "vits": (*_icefall_inputs(), _value("noise_scale_w", _FLOAT, [1])),
        "matcha": _icefall_inputs(),
        "kokoro": (
            _value("tokens", _INT64, [1, "n"]),
            _value("style", _FLOAT, [1, KOKORO_STYLE[2]]),
            _value("speed", _FLOAT, [1]),
        ),
    }[kind]
    told = {
        "sample_rate": str(RATE_HZ),
        "n_speakers": "1",
        **_METADATA[kind],
        **(metadata or {}),
    }
    return _model(nodes, constants, inputs, _value("y", _FLOAT, [1, 1, "m"]), told)


def passing_vocoder() -> bytes:
    """Give a vocoder that takes what comes for sound already."""
    nodes = [_node("Identity", ["mel"], "y")]
    shape: list[int | str] = [1, 1, "m"]
    return _model(
        nodes, [], [_value("mel", _FLOAT, shape)], _value("y", _FLOAT, shape), {"model_type": "hifigan"}
    )


def _model(
    nodes: Sequence[bytes],
    constants: Sequence[bytes],
    inputs: Sequence[bytes],
    output: bytes,
    told: Mapping[str, str],
) -> bytes:
    graph = b"".join(
        [_field(1, node) for node in nodes]
        + [_field(2, b"beeps")]
        + [_field(5, constant) for constant in constants]
        + [_field(11, each) for each in inputs]
        + [_field(12, output)]
    )
    return b"".join(
        [_number(1, 8), _field(7, graph), _field(8, _number(2, 17))]
        + [_field(14, _field(1, key.encode()) + _field(2, value.encode())) for key, value in told.items()]
    )


def _icefall_inputs() -> tuple[bytes, ...]:
    return (
        _value("x", _INT64, [1, "n"]),
        _value("x_length", _INT64, [1]),
        _value("noise_scale", _FLOAT, [1]),
        _value("length_scale", _FLOAT, [1]),
    )


def _endless_loop() -> bytes:
    body = b"".join(
        [
            _field(1, _node("Identity", ["go"], "go_on")),
            _field(1, _node("Identity", ["carried"], "carried_on")),
            _field(2, b"body"),
            _field(11, _value("turn_number", _INT64, [])),
            _field(11, _value("go", _BOOL, [])),
            _field(11, _value("carried", _FLOAT, [1, 1, "m"])),
            _field(12, _value("go_on", _BOOL, [])),
            _field(12, _value("carried_on", _FLOAT, [1, 1, "m"])),
        ]
    )
    attribute = _field(1, b"body") + _field(6, body) + _number(20, 5)
    names = [_field(1, name.encode()) for name in ("very_often", "on", "shaped")]
    return b"".join([*names, _field(2, b"y"), _field(3, b"loop"), _field(4, b"Loop"), _field(5, attribute)])


def _node(kind: str, inputs: Sequence[str], output: str, to: int | None = None) -> bytes:
    parts = [_field(1, name.encode()) for name in inputs]
    parts += [_field(2, output.encode()), _field(3, f"make {output}".encode()), _field(4, kind.encode())]
    if to is not None:
        parts.append(_field(5, _field(1, b"to") + _number(3, to) + _number(20, 2)))
    return b"".join(parts)


def _floats(name: str, value: float, scalar: bool = False) -> bytes:
    dims = b"" if scalar else _number(1, 1)
    return dims + _number(2, _FLOAT) + _field(8, name.encode()) + _field(9, struct.pack("<f", value))


def _integers(name: str, values: Sequence[int], scalar: bool = False) -> bytes:
    dims = b"" if scalar else _number(1, len(values))
    raw = struct.pack(f"<{len(values)}q", *values)
    return dims + _number(2, _INT64) + _field(8, name.encode()) + _field(9, raw)


def _truth(name: str) -> bytes:
    return _number(2, _BOOL) + _field(8, name.encode()) + _field(9, b"\1")


def _value(name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    dims = [
        _field(1, _number(1, size) if isinstance(size, int) else _field(2, size.encode())) for size in shape
    ]
    tensor = _number(1, kind) + _field(2, b"".join(dims))
    return _field(1, name.encode()) + _field(2, _field(1, tensor))


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
