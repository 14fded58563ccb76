"""What the peers share: arguments, the dataset's files, timing, and the comparison of results.

A peer prints one line of JSON: images, seconds (without Python's start and imports), cpu_seconds
(of all its processes), and a remark that says how far its results are from those of xray-gpu.
"""

import argparse
import csv
import json
import os
import resource
import sys
import tempfile
import time

import numpy as np

SPLITS = ("train", "val", "test")


def arguments(install, devices=()):
    """Parses the command line; with --check, says whether the peer can run and exits.

    devices: what --device takes, the default first, for peers that have a choice.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("dataset", nargs="?")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--reference", help="results of xray-gpu preprocess, to compare with")
    parser.add_argument("--check", action="store_true", help="only say whether this can run")
    if devices:
        parser.add_argument("--device", choices=devices, default=devices[0])
    args = parser.parse_args()
    if args.check:
        try:
            install(args.device) if devices else install()
        except ImportError as error:
            print(f"{error}; {' '.join(install.__doc__.split())}")
            sys.exit(3)
        print("ready")
        sys.exit(0)
    if not args.dataset:
        parser.error("name a dataset")
    return args


def files(root):
    """(path relative to the root, split) of every image, sorted by path."""
    found = []
    for split in SPLITS:
        for folder, _, names in os.walk(os.path.join(root, split)):
            for name in names:
                if not name.startswith("."):
                    path = os.path.join(folder, name)
                    found.append((os.path.relpath(path, root).replace(os.sep, "/"), split))
    return sorted(found)


def moments(counts):
    """Mean and standard deviation of a histogram of 8-bit values, in [0, 1]."""
    values = np.arange(256, dtype=np.float64) / 255
    pixels = counts.sum()
    mean = float((counts * values).sum() / pixels)
    return mean, float(np.sqrt((counts * (values - mean) ** 2).sum() / pixels))


def write_arrays(splits, normalize, at_once=256):
    """Writes a float32 array per split into a folder that is deleted again, as xray-gpu does.

    splits: {split: [(path, image)]}; normalize: list of images to an array (n, 224, 224).
    Returns {path: normalised image}.
    """
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for split, rows in splits.items():
            array = np.lib.format.open_memmap(
                os.path.join(folder, split + ".npy"), "w+", np.float32, (len(rows), 224, 224)
            )
            for first in range(0, len(rows), at_once):
                part = rows[first : first + at_once]
                array[first : first + len(part)] = normalize([image for _, image in part])
            array.flush()
            results.update({path: np.array(array[i]) for i, (path, _) in enumerate(rows)})
    return results


def processor_seconds():
    """Of this process and its children, in user and system mode."""
    total = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        total += usage.ru_utime + usage.ru_stime
    return total


def measure(work):
    """Runs work() once; returns its result, the seconds and the processor's seconds."""
    cpu = processor_seconds()
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start, processor_seconds() - cpu


def report(images, seconds, cpu_seconds, remark):
    print(
        json.dumps(
            {
                "images": images,
                "seconds": seconds,
                "cpu_seconds": cpu_seconds,
                "remark": remark,
            }
        )
    )


def compare(reference, results):
    """Says how far {path: array} is from what xray-gpu wrote, in the unit of the arrays."""
    if not reference or not os.path.exists(os.path.join(reference, "manifest.csv")):
        return "not compared: no results to compare with"
    arrays = {}
    different = values = images = 0
    largest = 0.0
    with open(os.path.join(reference, "manifest.csv"), newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["status"] == "dropped" or row["path"] not in results:
                continue
            split = row["split"]
            if split not in arrays:
                arrays[split] = np.load(
                    os.path.join(reference, split, "images.npy"), mmap_mode="r"
                )
            mine = results[row["path"]]
            theirs = arrays[split][int(row["index"])]
            if mine.shape != theirs.shape:
                return f"not comparable: {mine.shape} against {theirs.shape}"
            distance = np.abs(mine.astype(np.float64) - theirs.astype(np.float64))
            different += int(np.count_nonzero(distance))
            largest = max(largest, float(distance.max()))
            values += distance.size
            images += 1
    if different == 0:
        return f"the same {values} values in {images} images"
    return f"{different} of {values} values differ, by at most {largest:.6g}"
