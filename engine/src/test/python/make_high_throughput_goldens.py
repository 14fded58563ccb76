#!/usr/bin/env python3
"""Writes high-throughput-goldens.txt: codestreams that OpenJPH made of values that a formula gives, the one of
make_jpeg2000_goldens.py. Needs python3-numpy and ojph_compress, whose path and version are the arguments.

    python3 make_high_throughput_goldens.py ojph_compress 0.31.0 > ../resources/dev/xraygpu/dicom/high-throughput-goldens.txt
"""
import pathlib
import subprocess
import sys
import tempfile

from make_jpeg2000_goldens import values

CASES = [
    # name, bits, samples, width, height, options
    ("plain-8", 8, 1, 24, 20, []),
    ("plain-16", 16, 1, 24, 20, []),
    ("noisy-8", 8, 1, 41, 35, []),
    ("noisy-16", 16, 1, 40, 35, ["-num_decomps", "2"]),
    ("one-row", 8, 1, 37, 1, ["-num_decomps", "1"]),
    ("one-column", 16, 1, 1, 37, ["-num_decomps", "1"]),
    ("one-pixel", 8, 1, 1, 1, ["-num_decomps", "1"]),
    ("color", 8, 3, 24, 20, ["-colour_trans", "false"]),
    ("color-transform", 8, 3, 33, 21, []),
    ("tiles", 8, 1, 45, 37, ["-tile_size", "{17,13}", "-num_decomps", "2", "-tlm_marker", "true"]),
    ("noisy-tile-parts", 8, 1, 45, 37, ["-tileparts", "R", "-num_decomps", "3"]),
    ("noisy-blocks-4", 16, 1, 24, 20, ["-block_size", "{4,4}", "-num_decomps", "3"]),
    ("noisy-blocks-wide", 16, 1, 70, 9, ["-block_size", "{4,64}", "-num_decomps", "1"]),
    ("noisy-blocks-high", 16, 1, 9, 70, ["-block_size", "{64,4}", "-num_decomps", "1"]),
    ("quiet-corner", 8, 1, 40, 40, ["-block_size", "{4,4}", "-num_decomps", "1"]),
] + [
    ("order-" + order.lower(), 8, 3, 35, 26, ["-prog_order", order, "-precincts", "{16,16}", "-num_decomps", "3"])
    for order in ("LRCP", "RLCP", "RPCL", "PCRL", "CPRL")
]


def main():
    compress, version = sys.argv[1:]
    print("# name, bits, samples, width, height, codestream: made by make_high_throughput_goldens.py with")
    print(f"# OpenJPH {version}")
    for name, bits, samples, width, height, options in CASES:
        pixels = values(bits, samples, width, height, name).astype(">u2" if bits == 16 else "u1")
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder, "x.pgm" if samples == 1 else "x.ppm")
            kind = 5 if samples == 1 else 6
            head = f"P{kind} {width} {height} {(1 << bits) - 1}\n"
            source.write_bytes(head.encode() + pixels.tobytes())
            made = pathlib.Path(folder, "x.j2c")
            subprocess.run(
                [compress, "-i", source, "-o", made, "-reversible", "true", *options],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            print(name, bits, samples, width, height, made.read_bytes().hex())


main()
