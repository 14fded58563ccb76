"""Matrices of labels against what this script makes of the same tables: check_labels.py DATASET WORK

Writes tables in the form of ChestX-ray14, CheXpert and VinDr-CXR for the images of a dataset, lets the
program read them, and compares labels.npy, the manifest and labels.json with the tables, value by value.
"""
import csv
import json
import pathlib
import random
import subprocess
import sys

import numpy as np

data, work = map(pathlib.Path, sys.argv[1:])
work.mkdir(parents=True)
images = sorted(p.relative_to(data).as_posix() for p in data.rglob("*") if p.suffix in {".png", ".jpg", ".jpeg"})
names = [path.rsplit("/", 1)[1] for path in images]
images = [path for path, name in zip(images, names) if names.count(name) == 1]
pick = random.Random(8)

NIH = ["Atelectasis", "Cardiomegaly", "Effusion", "Hernia", "Pleural_Thickening"]
CHEXPERT = ("No Finding,Enlarged Cardiomediastinum,Cardiomegaly,Lung Opacity,Lung Lesion,Edema,Consolidation,Pneumonia,"
            "Atelectasis,Pneumothorax,Pleural Effusion,Pleural Other,Fracture,Support Devices").split(",")
VINDR = ["Aortic enlargement", "Atelectasis", "Calcification", "Cardiomegaly", "Pleural effusion", "No finding"]


def table(name, header, rows):
    path = work / (name + ".csv")
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def compare(name, labels, classes, expected, *options):
    """expected: by path, one number per class."""
    out = work / name
    subprocess.run(["./xray-gpu", "preprocess", data, "--labels", labels, "--out", out, "--size", "32",
                    "--normalize", "none", "--dtype", "uint8", *options], check=True, stdout=subprocess.DEVNULL)
    columns = json.loads((out / "classes.json").read_text())
    assert list(columns) == classes and list(columns.values()) == list(range(len(classes))), columns
    arrays, rows = {}, 0
    counts = {}
    for row in csv.DictReader((out / "manifest.csv").open(newline="")):
        if row["index"] == "":
            continue
        split = row["split"]
        array = arrays.setdefault(split, np.load(out / split / "labels.npy", allow_pickle=False))
        want = np.array(expected[row["path"]], np.float32)
        assert array.dtype == np.float32 and np.array_equal(array[int(row["index"])], want, equal_nan=True), row
        shown = [part for part in row["label"].split("|") if part[:1] not in {"-", "("} and part[-1:] not in {"?", ""}]
        assert shown == [c for c, value in zip(classes, want) if value == 1], row
        counts[split] = counts.get(split, 0) + 1
        rows += 1
    assert rows > 10 and all(len(arrays[s]) == n for s, n in counts.items()), counts
    told = json.loads((out / "labels.json").read_text())["images"]
    for split, array in arrays.items():
        for i, c in enumerate(classes):
            values = {"positive": array[:, i] == 1, "negative": array[:, i] == 0, "uncertain": array[:, i] == -1,
                      "unknown": np.isnan(array[:, i])}
            assert told[split][c] == {key: int(v.sum()) for key, v in values.items()}, (split, c)
    print(name, rows, "rows equal")


rows, expected = [], {}
for number, path in enumerate(images):
    found = sorted(pick.sample(NIH, pick.randint(0, 3)))
    cell = "|".join(found) or "No Finding"
    rows.append([path.rsplit("/", 1)[1], cell, 0, number // 2, 58, "M", "PA", 2682, 2749, 0.143, 0.143, ""])
    expected[path] = [float(c in cell.split("|")) for c in sorted(NIH + ["No Finding"])]
compare("nih", table("nih", "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,"
                     "OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],".split(","), rows),
        sorted(NIH + ["No Finding"]), expected)

rows, expected = [], {}
for path in images:
    cells = [pick.choice(["1.0", "0.0", "-1.0", "", "", ""]) for _ in CHEXPERT]
    rows.append([data.name + "/" + path, "Female", 68, "Frontal", "AP", *cells])
    expected[path] = [float(cell) if cell else np.nan for cell in cells]
compare("chexpert", table("chexpert", ["Path", "Sex", "Age", "Frontal/Lateral", "AP/PA", *CHEXPERT], rows),
        CHEXPERT, expected)

rows, expected = [], {}
for path in images:
    votes = [[pick.randint(0, 1) for _ in VINDR] for _ in range(3)]
    rows += [[path.rsplit("/", 1)[1].rsplit(".", 1)[0], f"R{reader}", *vote] for reader, vote in enumerate(votes)]
    expected[path] = [float(sum(column) >= 2) for column in zip(*votes)]
pick.shuffle(rows)
compare("vindr", table("vindr", ["image_id", "rad_id", *VINDR], rows), VINDR, expected, "--label-rows", "majority")
