#!/usr/bin/env python3
"""Compares the results of --format png with those of --format npy --dtype uint8.

    compare_png.py PNG ARRAYS
"""
import csv
import os
import sys

import cv2
import numpy as np


def main(png_dir, arrays_dir):
    rows = list(csv.DictReader(open(os.path.join(png_dir, "manifest.csv"), newline="")))
    kept = [row for row in rows if row["status"] != "dropped"]
    for row in kept:
        image = cv2.imread(os.path.join(png_dir, row["output"]), cv2.IMREAD_UNCHANGED)
        assert image is not None and image.ndim == 2, row["output"]
        if image.dtype == np.uint16:
            image = np.rint(image / 257.0).astype(np.uint8)
        array = np.load(os.path.join(arrays_dir, row["split"], "images.npy"), mmap_mode="r")
        assert np.array_equal(image, array[int(row["index"])]), row["output"]
    written = {os.path.relpath(os.path.join(folder, name), png_dir).replace(os.sep, "/")
               for folder, _, names in os.walk(png_dir) for name in names if name.endswith(".png")}
    assert written == {row["output"] for row in kept}, "files and manifest disagree"
    print(f"{len(kept)} images are the same")


if __name__ == "__main__":
    main(*sys.argv[1:3])
