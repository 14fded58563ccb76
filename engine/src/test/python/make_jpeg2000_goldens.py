#!/usr/bin/env python3
"""Writes jpeg2000-goldens.txt: codestreams that OpenJPEG made, through Pillow, of values that a
formula gives; and jpeg2000-lossy-goldens.txt: such that lose information, with the values that
OpenJPEG makes of them. Needs python3-numpy and python3-pil.

    python3 make_jpeg2000_goldens.py ../resources/dev/xraygpu/dicom
"""
import io
import pathlib
import sys

import numpy
from PIL import Image, features

CASES = [
    # name, bits, samples, width, height, options
    ("plain-8", 8, 1, 24, 20, {}),
    ("plain-16", 16, 1, 24, 20, {}),
    ("noisy-16", 16, 1, 40, 35, {}),
    ("one-resolution", 8, 1, 24, 20, {"num_resolutions": 1}),
    ("two-resolutions", 16, 1, 23, 19, {"num_resolutions": 2}),
    ("one-row", 8, 1, 37, 1, {"num_resolutions": 1}),
    ("one-column", 8, 1, 1, 37, {"num_resolutions": 1}),
    ("one-pixel", 16, 1, 1, 1, {"num_resolutions": 1}),
    ("color", 8, 3, 24, 20, {"mct": 0}),
    ("color-transform", 8, 3, 33, 21, {"mct": 1}),
    ("tiles", 8, 1, 45, 37, {"tile_size": (17, 13), "num_resolutions": 3}),
    ("offset", 8, 1, 31, 25, {"offset": (5, 7), "tile_size": (20, 20), "num_resolutions": 3}),
    ("blocks-4", 8, 1, 24, 20, {"codeblock_size": (4, 4)}),
    ("blocks-wide", 16, 1, 70, 9, {"codeblock_size": (64, 4), "num_resolutions": 2}),
    ("quiet-corner", 8, 1, 40, 40, {"codeblock_size": (4, 4), "num_resolutions": 2}),
    ("layers", 16, 1, 40, 40, {"quality_mode": "rates", "quality_layers": [40, 10, 2, 0]}),
] + [
    (
        "order-" + order.lower(),
        8,
        3,
        35,
        26,
        {
            "progression": order,
            "mct": 1,
            "precinct_size": (16, 16),
            "num_resolutions": 4,
            "quality_mode": "rates",
            "quality_layers": [20, 0],
        },
    )
    for order in ("LRCP", "RLCP", "RPCL", "PCRL", "CPRL")
]


def values(bits, samples, width, height, name):
    y, x, s = numpy.mgrid[0:height, 0:width, 0:samples]
    value = x * x * 3 + y * y * 5 + x * y * 7 + (x > 12) * 900 + 31 * s
    if name.startswith("noisy"):
        value = (value * 40503) ^ (value >> 3)
    if name.startswith("quiet"):
        value = numpy.where((x < 28) & (y < 28), 77, value)
    value = numpy.where((y >= 8) & (y < 12), 77, value) & ((1 << bits) - 1)
    return value.astype(numpy.uint8 if bits == 8 else numpy.uint16).squeeze(2 if samples == 1 else ())


LOSSY = [
    # As above; of "layers=N" only the first N layers are left in the header.
    ("plain-8", 8, 1, 24, 20, {}),
    ("plain-16", 16, 1, 24, 20, {}),
    ("noisy-16", 16, 1, 40, 35, {}),
    ("one-resolution", 8, 1, 24, 20, {"num_resolutions": 1}),
    ("one-row", 8, 1, 37, 1, {"num_resolutions": 1}),
    ("one-column", 16, 1, 1, 37, {"num_resolutions": 1}),
    ("narrow", 16, 1, 3, 29, {"num_resolutions": 2}),
    ("color", 8, 3, 24, 20, {"mct": 0}),
    ("color-transform", 8, 3, 33, 21, {"mct": 1}),
    ("offset", 16, 1, 31, 25, {"offset": (5, 7), "tile_size": (20, 20), "num_resolutions": 3}),
    ("few-bytes", 8, 1, 40, 40, {"quality_mode": "rates", "quality_layers": [30, 12]}),
    ("decibels", 16, 1, 40, 40, {"quality_mode": "dB", "quality_layers": [30, 45]}),
    ("layers=2", 16, 1, 33, 40, {"quality_mode": "rates", "quality_layers": [40, 10, 2]}),
    ("lossless-layers=2", 16, 1, 33, 40, {"irreversible": False, "quality_mode": "rates", "quality_layers": [40, 10, 0]}),
    ("precincts", 8, 3, 35, 26, {"progression": "RPCL", "mct": 1, "precinct_size": (16, 16), "num_resolutions": 4}),
    # The last tiles are one row high or one column wide, an odd one of the lower resolution.
    ("odd-edges", 8, 1, 19, 31, {"irreversible": False, "tile_size": (6, 30), "num_resolutions": 3, "quality_mode": "dB", "quality_layers": [30]}),
]


def encoded(pixels, options):
    stream = io.BytesIO()
    options = {"num_resolutions": 5} | options
    Image.fromarray(pixels).save(stream, "JPEG2000", no_jp2=True, **options)
    return stream.getvalue()


def decoded(stream):
    return numpy.array(Image.open(io.BytesIO(stream)))


def main():
    folder = pathlib.Path(sys.argv[1])
    lines = [
        "# name, bits, samples, width, height, codestream: made by make_jpeg2000_goldens.py with",
        f"# OpenJPEG {features.version('jpg_2000')}",
    ]
    for name, bits, samples, width, height, options in CASES:
        pixels = values(bits, samples, width, height, name)
        stream = encoded(pixels, {"irreversible": False} | options)
        assert (decoded(stream).astype(int) == pixels).all(), name
        lines.append(f"{name} {bits} {samples} {width} {height} {stream.hex()}")
    (folder / "jpeg2000-goldens.txt").write_text("\n".join(lines) + "\n")
    lines[0] = lines[0].replace("codestream:", "codestream, values of 16 bits:")
    del lines[2:]
    for name, bits, samples, width, height, options in LOSSY:
        pixels = values(bits, samples, width, height, name)
        stream = bytearray(encoded(pixels, {"irreversible": True} | options))
        if "=" in name:
            at = stream.index(b"\xff\x52") + 6
            stream[at : at + 2] = int(name.split("=")[1]).to_bytes(2, "big")
        back = decoded(bytes(stream)).astype(">u2")
        assert (back != pixels).any(), name
        lines.append(f"{name} {bits} {samples} {width} {height} {stream.hex()} {back.tobytes().hex()}")
    (folder / "jpeg2000-lossy-goldens.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
