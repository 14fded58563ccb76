"""Makes subsampled-jpeg-goldens.txt: JPEG images whose colour has fewer samples than its brightness (and one
whose has as many), and what libjpeg-turbo (in Pillow) makes of them, without turning them into RGB.

Needs Pillow and numpy.

    python3 make_subsampled_jpeg_goldens.py ../resources/dev/xraygpu/dicom/subsampled-jpeg-goldens.txt
"""
import io
import sys

import numpy as np
from PIL import Image

CASES = [
    ("half-columns", 21, 11, 1, True),
    ("half-both", 21, 11, 2, True),
    ("half-both-even", 32, 18, 2, True),
    ("two-columns-of-colour", 4, 9, 2, True),
    ("one-row", 17, 1, 2, True),
    ("no-marker", 21, 11, 2, False),
    ("full-without-marker", 13, 9, 0, False),
]


def picture(width, height):
    y, x = np.mgrid[0:height, 0:width]
    red = (x * 11 + y * 3) % 256
    green = (x * x + y * 17) % 256
    blue = np.where((x + y) % 7 < 3, 230, 20)
    return np.stack([red, green, blue], -1).astype(np.uint8)


def without_jfif(jpeg):
    assert jpeg[2:4] == b"\xff\xe0"
    length = int.from_bytes(jpeg[4:6], "big")
    return jpeg[:2] + jpeg[4 + length:]


with open(sys.argv[1], "w") as out:
    out.write("# name, columns, rows, JPEG, Y Cb Cr: made by make_subsampled_jpeg_goldens.py\n")
    for name, width, height, subsampling, marker in CASES:
        stream = io.BytesIO()
        Image.fromarray(picture(width, height)).save(
            stream, "JPEG", quality=92, subsampling=subsampling)
        jpeg = stream.getvalue()
        image = Image.open(io.BytesIO(jpeg))
        image.draft("YCbCr", None)
        assert image.mode == "YCbCr"
        values = np.asarray(image)
        stored = jpeg if marker else without_jfif(jpeg)
        out.write(f"{name} {width} {height} {stored.hex()} {values.tobytes().hex()}\n")
