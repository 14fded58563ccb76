#!/usr/bin/env python3
"""Compares the results of `xray-gpu preprocess` with OpenCV's Python bindings and NumPy.

    compare_with_opencv.py DATASET PIXELS ARRAYS

DATASET  the folder that was preprocessed
PIXELS   results of --normalize none --dtype uint8
ARRAYS   results with the defaults

An independent implementation of the tutorial pipeline: gray read, letterbox to 224x224, median 3,
CLAHE 2.0 on 8x8 tiles, /255, then (x - mean) / std with the training split's input statistics.
Pixels must be equal byte for byte; normalised values must equal NumPy's float32 arithmetic.
"""
import csv
import json
import os
import sys

import cv2
import numpy as np

SIDE = 224


def letterbox(image):
    h, w = image.shape
    scale = min(SIDE / h, SIDE / w)
    new_w, new_h = max(1, int(w * scale)), max(1, int(h * scale))
    resized = cv2.resize(image, (new_w, new_h), interpolation=cv2.INTER_LINEAR)
    left, top = (SIDE - new_w) // 2, (SIDE - new_h) // 2
    return cv2.copyMakeBorder(
        resized, top, SIDE - new_h - top, left, SIDE - new_w - left, cv2.BORDER_CONSTANT, value=0)


def load(folder, split, name):
    return np.load(os.path.join(folder, split, name), mmap_mode="r", allow_pickle=False)


def files_below(dataset):
    return sorted(
        os.path.relpath(os.path.join(folder, name), dataset).replace(os.sep, "/")
        for folder, _, names in os.walk(dataset) for name in names if not name.startswith("."))


def check_statistics(name, document, counts):
    n = sum(counts[name, depth].sum() for depth in (8, 16))
    values = {depth: np.arange(2**depth) / (2**depth - 1.0) for depth in (8, 16)}
    mean = sum((counts[name, d] * values[d]).sum() for d in (8, 16)) / n
    std = np.sqrt(sum((counts[name, d] * (values[d] - mean) ** 2).sum() for d in (8, 16)) / n)
    for depth in (8, 16):
        got = document["histogram"].get(f"{depth}-bit", [0] * 2**depth)
        assert got == counts[name, depth].tolist(), f"{name}: the {depth}-bit histogram differs"
    assert document["pixels"] == n, f"{name}: {document['pixels']} pixels, not {n}"
    assert abs(document["mean"] - mean) < 1e-12, f"{name}: mean {document['mean']}, not {mean}"
    assert abs(document["std"] - std) < 1e-12, f"{name}: std {document['std']}, not {std}"


def main(dataset, pixels_dir, arrays_dir):
    cv2.setNumThreads(1)
    clahe = cv2.createCLAHE(2.0, (8, 8))
    rows = list(csv.DictReader(open(os.path.join(pixels_dir, "manifest.csv"), newline="")))
    classes = json.load(open(os.path.join(pixels_dir, "classes.json")))
    statistics = json.load(open(os.path.join(arrays_dir, "statistics.json")))
    assert [row["path"] for row in rows] == files_below(dataset), "the manifest misses files"

    counts = {(name, depth): np.zeros(2**depth, np.int64)
              for name in ("input", "processed") for depth in (8, 16)}
    mean = np.float32(statistics["input"]["mean"])
    std = np.float32(statistics["input"]["std"])
    kept = {}
    for row in rows:
        if row["status"] == "dropped":
            continue
        depth = int(row["depth"])
        flags = cv2.IMREAD_GRAYSCALE | (cv2.IMREAD_ANYDEPTH if depth == 16 else 0)
        image = cv2.imread(os.path.join(dataset, row["path"]), flags)
        assert image.dtype == (np.uint16 if depth == 16 else np.uint8), row["path"]
        want = clahe.apply(cv2.medianBlur(letterbox(image), 3))
        want_8bit = want if depth == 8 else np.rint(want / 257.0).astype(np.uint8)
        split, index = row["split"], int(row["index"])
        assert index == kept.get(split, 0), f"{row['path']}: row {index} is out of order"
        kept[split] = index + 1
        different = np.count_nonzero(load(pixels_dir, split, "images.npy")[index] != want_8bit)
        assert different == 0, f"{row['path']}: {different} pixels differ from OpenCV's"
        floats = load(arrays_dir, split, "images.npy")[index]
        expected = (want.astype(np.float32) / np.float32(2**depth - 1) - mean) / std
        assert floats.dtype == np.float32 and np.array_equal(floats, expected), (
            f"{row['path']}: normalised values differ from NumPy's")
        assert load(arrays_dir, split, "labels.npy")[index] == classes[row["label"]], row["path"]
        assert abs(float(row["mean"]) - image.mean()) < 1e-9, f"{row['path']}: mean {row['mean']}"
        if split == "train":
            counts["input", depth] += np.bincount(image.ravel(), minlength=2**depth)
            counts["processed", depth] += np.bincount(want.ravel(), minlength=2**depth)
    for split, n in kept.items():
        images, labels = load(pixels_dir, split, "images.npy"), load(pixels_dir, split, "labels.npy")
        assert images.shape == (n, SIDE, SIDE) and images.dtype == np.uint8, images.shape
        assert labels.shape == (n,) and labels.dtype == np.int64, labels.shape
    for name in ("input", "processed"):
        check_statistics(name, statistics[name], counts)
    print(f"equal to OpenCV {cv2.__version__} and NumPy {np.__version__}: "
          f"{sum(kept.values())} images of {len(rows)} files")


if __name__ == "__main__":
    main(*sys.argv[1:4])
