"""Makes compressed-goldens.txt: small DICOM files that dcmtk compressed, as hexadecimal text.

Needs pydicom, numpy and dcmtk (dcmcjpeg, dcmcjpls, dcmcrle, dcmconv). Values follow a formula that the
test knows, so that no decoder is needed to say what they are.

    /usr/bin/python3 make_compressed_dicom_goldens.py ../resources/dev/xraygpu/dicom/compressed-goldens.txt
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

WIDTH, HEIGHT = 24, 20


def values(bits, samples=1):
    y, x, s = np.mgrid[0:HEIGHT, 0:WIDTH, 0:samples]
    steep = np.where(x > 12, 900, 0)
    flat = (y >= 8) & (y < 12)
    v = np.where(flat, 77, x * x * 3 + y * y * 5 + x * y * 7 + steep + 31 * s)
    return (v & ((1 << bits) - 1)).astype(np.uint16 if bits > 8 else np.uint8)


def write(path, bits, signed=False, samples=1):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    ds = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    ds.is_little_endian, ds.is_implicit_VR = True, False
    ds.SOPClassUID, ds.SOPInstanceUID = meta.MediaStorageSOPClassUID, "1.2.3"
    ds.StudyInstanceUID = ds.SeriesInstanceUID = "1.2.3"
    ds.Modality, ds.ConversionType = "OT", "SYN"
    ds.SamplesPerPixel = samples
    ds.PhotometricInterpretation = "RGB" if samples == 3 else "MONOCHROME2"
    if samples == 3:
        ds.PlanarConfiguration = 0
    ds.Rows, ds.Columns = HEIGHT, WIDTH
    ds.BitsAllocated = 16 if bits > 8 else 8
    ds.BitsStored, ds.HighBit = bits, bits - 1
    ds.PixelRepresentation = int(signed)
    ds.PixelData = values(bits, samples).tobytes()
    ds.save_as(path, write_like_original=False)


CASES = [(f"lossless-{n}-{b}", b, 1, ["dcmcjpeg", "+el", "+sv", str(n)])
         for n, b in ((1, 16), (2, 12), (3, 16), (4, 12), (5, 16), (6, 12), (7, 16))]
CASES += [
    ("first-order", 10, 1, ["dcmcjpeg", "+e1"]),
    ("lossless-rgb", 8, 3, ["dcmcjpeg", "+e1"]),
    ("fragments", 16, 1, ["dcmcjpeg", "+e1", "+fs", "1"]),
    ("rle-16", 16, 1, ["dcmcrle"]),
    ("rle-rgb", 8, 3, ["dcmcrle"]),
    ("jpegls-16", 16, 1, ["dcmcjpls", "+el"]),
    ("jpegls-12", 12, 1, ["dcmcjpls", "+el"]),
    ("jpegls-8", 8, 1, ["dcmcjpls", "+el"]),
    ("jpegls-rgb-line", 8, 3, ["dcmcjpls", "+el", "+il"]),
    ("jpegls-rgb-sample", 8, 3, ["dcmcjpls", "+el", "+is"]),
    ("jpegls-rgb-none", 8, 3, ["dcmcjpls", "+el", "+in"]),
    ("near-12", 12, 1, ["dcmcjpls", "+en", "+md", "3"]),
    ("big-endian-16", 16, 1, ["dcmconv", "+tb"]),
    ("big-endian-8", 8, 1, ["dcmconv", "+tb"]),
    ("implicit-12", 12, 1, ["dcmconv", "+ti"]),
    ("deflated-16", 16, 1, ["dcmconv", "+td"]),
    ("no-meta-12", 12, 1, ["dcmconv", "-F", "+te"]),
]

with tempfile.TemporaryDirectory() as folder, open(sys.argv[1], "w") as out:
    out.write("# name, bits, samples, file: made by make_compressed_dicom_goldens.py with dcmtk\n")
    for name, bits, samples, command in CASES:
        source, target = Path(folder, "in.dcm"), Path(folder, "out.dcm")
        write(source, bits, samples=samples)
        done = subprocess.run(command + [str(source), str(target)], capture_output=True, text=True)
        if done.returncode or not target.exists():
            print("skipped", name, done.stderr, file=sys.stderr)
            continue
        out.write(f"{name} {bits} {samples} {target.read_bytes().hex()}\n")
        target.unlink()
