#!/usr/bin/env python3
"""Compares the results of --format webdataset with those of --format npy, by Python's own reader of tar files.

    compare_webdataset.py ARCHIVES ARRAYS
"""
import csv
import io
import json
import os
import sys
import tarfile

import numpy as np


def samples(path):
    """What one archive holds: files grouped as WebDataset does it, those of one key next to each other."""
    groups = []
    with tarfile.open(path) as archive:
        for member in archive:
            key, extension = member.name.split(".", 1)
            if not groups or groups[-1][0] != key:
                groups.append((key, {}))
            assert extension not in groups[-1][1], member.name
            groups[-1][1][extension] = archive.extractfile(member).read()
    assert len({key for key, _ in groups}) == len(groups), path
    return groups


def main(archives_dir, arrays_dir):
    rows = list(csv.DictReader(open(os.path.join(archives_dir, "manifest.csv"), newline="")))
    kept = {(row["split"], int(row["index"])): row for row in rows if row["status"] != "dropped"}
    shards = json.load(open(os.path.join(archives_dir, "shards.json")))
    for split, described in shards.items():
        images = np.load(os.path.join(arrays_dir, split, "images.npy"), mmap_mode="r")
        labels = np.load(os.path.join(arrays_dir, split, "labels.npy"))
        assert described["images"] == len(images) == sum(described["images-of-each"])
        names = sorted(os.listdir(os.path.join(archives_dir, split)))
        assert names == [f"{split}-{i:06d}.tar" for i in range(len(described["images-of-each"]))]
        for name, count in zip(names, described["images-of-each"]):
            group = samples(os.path.join(archives_dir, split, name))
            assert len(group) == count, name
            for key, files in group:
                row = kept.pop((split, int(key)))
                array = np.load(io.BytesIO(files["npy"]), allow_pickle=False)
                assert array.dtype == images.dtype and np.array_equal(array, images[int(key)]), row["path"]
                if "labels.npy" in files:
                    known = np.load(io.BytesIO(files["labels.npy"]), allow_pickle=False)
                    assert np.array_equal(known, labels[int(key)], equal_nan=True), row["path"]
                else:
                    assert int(files.get("cls", -1)) == labels[int(key)], row["path"]
                about = json.loads(files["json"])
                assert about == {"index": int(key), "label": row["label"], "path": row["path"]}
                assert row["output"] == f"{split}/{name}"
    assert not kept, "in no archive: " + ", ".join(row["path"] for row in kept.values())
    print(f"{sum(s['images'] for s in shards.values())} images are the same")


if __name__ == "__main__":
    main(*sys.argv[1:3])
