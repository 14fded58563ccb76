#!/usr/bin/env python3
"""Writes jpeg2000-coding-goldens.txt: codestreams of the rarer codings, which opj_compress made of the
values of make_jpeg2000_goldens.py, with the values that opj_decompress makes of them. Needs
python3-numpy, python3-pil and libopenjp2-tools.

    python3 make_jpeg2000_coding_goldens.py ../resources/dev/xraygpu/dicom
"""
import pathlib
import subprocess
import sys
import tempfile

import numpy

from make_jpeg2000_goldens import values

CASES = [
    # name, bits, samples, width, height, options
    ("bypass", 16, 1, 30, 25, "-n 3 -M 1"),
    ("reset", 8, 1, 24, 20, "-n 3 -M 2"),
    ("termination", 8, 1, 24, 20, "-n 3 -M 4"),
    ("causal", 8, 1, 24, 20, "-n 3 -M 8"),
    ("bypass-causal", 16, 1, 24, 20, "-n 3 -M 9 -I"),
    ("bypass-termination", 16, 1, 33, 21, "-n 3 -M 5 -r 20,6,1 -b 16,16"),
    ("all-codings", 16, 1, 33, 21, "-n 3 -M 63 -r 20,6,2 -b 16,16 -I"),
    ("symbols", 8, 1, 24, 20, "-n 3 -M 32 -r 12,3 -b 4,4"),
    ("resolutions-in-turn", 8, 1, 36, 28, "-n 4 -c [16,16] -p LRCP -POC T1=0,0,1,2,1,RPCL/T1=2,0,1,4,1,PCRL"),
    ("components-in-turn", 8, 3, 36, 28, "-n 3 -mct 0 -p LRCP -POC T1=0,0,1,3,1,RLCP/T1=0,1,1,3,3,CPRL"),
    ("region", 8, 1, 24, 20, "-n 3 -I -ROI c=0,U=3"),
    ("region-in-colour", 8, 3, 24, 20, "-n 3 -mct 1 -ROI c=1,U=3"),
    ("markers", 8, 3, 36, 28, "-n 3 -SOP -EPH -mct 1 -r 20,2 -t 20,28 -TP R -p RLCP"),
]


def version():
    said = subprocess.run(["opj_decompress", "-h"], stdout=subprocess.PIPE, text=True).stdout
    return said.split("openjp2 library v")[1].split()[0].rstrip(".")


def main():
    folder = pathlib.Path(sys.argv[1])
    lines = [
        "# name, bits, samples, width, height, codestream, values of 16 bits: made by",
        f"# make_jpeg2000_coding_goldens.py with OpenJPEG {version()}",
    ]
    with tempfile.TemporaryDirectory() as scratch:
        raw, stream, back = (str(pathlib.Path(scratch, name)) for name in ("in.rawl", "a.j2k", "out.rawl"))
        for name, bits, samples, width, height, options in CASES:
            pixels = values(bits, samples, width, height, name).reshape(height, width, samples)
            kind = "<u1" if bits == 8 else "<u2"
            pathlib.Path(raw).write_bytes(pixels.transpose(2, 0, 1).astype(kind).tobytes())
            size = f"{width},{height},{samples},{bits},u"
            for command in (
                ["opj_compress", "-i", raw, "-o", stream, "-F", size, *options.split()],
                ["opj_decompress", "-i", stream, "-o", back],
            ):
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            planes = numpy.fromfile(back, kind).reshape(samples, height, width)
            decoded = planes.transpose(1, 2, 0).astype(">u2")
            if "-I" not in options and ("-r" not in options or ",1" in options.split("-r")[1].split()[0]):
                assert (decoded == pixels).all(), name
            codes = pathlib.Path(stream).read_bytes().hex()
            lines.append(f"{name} {bits} {samples} {width} {height} {codes} {decoded.tobytes().hex()}")
    (folder / "jpeg2000-coding-goldens.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
