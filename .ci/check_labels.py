"""Matrices of labels against what this script makes of the same tables: check_labels.py DATASET WORK

Writes tables in the form of ChestX-ray14, CheXpert, MIMIC-CXR and VinDr-CXR for the images of a dataset, lets the
program read them, and compares labels.npy, the manifest and labels.json with the tables, value by value; also
where --classes, --uncertain and --blank write something else.
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


def counts(array):
    return {"positive": int((array == 1).sum()), "uncertain": int((array == -1).sum()),
            "negative": int((array == 0).sum()), "unknown": int(np.isnan(array).sum())}


def compare(name, labels, classes, expected, *options, written=None, dataset=data):
    """expected: by path, one number per class; written: what a column of such numbers becomes, by its class."""
    out = work / name
    subprocess.run(["./xray-gpu", "preprocess", dataset, "--labels", labels, "--out", out, "--size", "32",
                    "--normalize", "none", "--dtype", "uint8", *options], check=True, stdout=subprocess.DEVNULL)
    columns = json.loads((out / "classes.json").read_text())
    assert list(columns) == classes and list(columns.values()) == list(range(len(classes))), columns
    said, rows = {}, 0
    for row in csv.DictReader((out / "manifest.csv").open(newline="")):
        if row["index"] == "":
            continue
        want = np.array(expected[row["path"]], np.float32)
        shown = [part for part in row["label"].split("|") if part[:1] not in {"-", "("} and part[-1:] not in {"?", ""}]
        assert shown == [c for c, value in zip(classes, want) if value == 1], row
        assert said.setdefault(row["split"], {}).setdefault(int(row["index"]), want) is want, row
        rows += 1
    assert rows > 10, rows
    told = json.loads((out / "labels.json").read_text())
    assert ("written" in told) == (written is not None), told.keys()
    for split, by_row in said.items():
        table = np.stack([by_row[i] for i in range(len(by_row))])
        want = table.copy()
        for i, c in enumerate(classes):
            if written:
                want[:, i] = written(c, table[:, i])
                assert told["written"][split][c] == counts(want[:, i]), (split, c)
            assert told["images"][split][c] == counts(table[:, i]), (split, c)
        array = np.load(out / split / "labels.npy", allow_pickle=False)
        assert array.dtype == np.float32 and np.array_equal(array, want, equal_nan=True), split
    print(name, rows, "rows equal")


rows, expected = [], {}
for number, path in enumerate(images):
    found = sorted(pick.sample(NIH, pick.randint(0, 3)))
    cell = "|".join(found) or "No Finding"
    rows.append([path.rsplit("/", 1)[1], cell, 0, number // 2, 58, "M", "PA", 2682, 2749, 0.143, 0.143, ""])
    expected[path] = [float(c in cell.split("|")) for c in sorted(NIH + ["No Finding"])]
nih = table("nih", "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,"
            "OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],".split(","), rows)
compare("nih", nih, sorted(NIH + ["No Finding"]), expected)
compare("nih-classes", nih, ["Hernia", "Atelectasis"], {path: [values[3], values[0]] for path, values in expected.items()},
        "--classes", "Hernia,Atelectasis")

rows, expected = [], {}
for path in images:
    cells = [pick.choice(["1.0", "0.0", "-1.0", "", "", ""]) for _ in CHEXPERT]
    rows.append([data.name + "/" + path, "Female", 68, "Frontal", "AP", *cells])
    expected[path] = [float(cell) if cell else np.nan for cell in cells]
chexpert = table("chexpert", ["Path", "Sex", "Age", "Frontal/Lateral", "AP/PA", *CHEXPERT], rows)
compare("chexpert", chexpert, CHEXPERT, expected)

COMPETITION = ["Edema", "Atelectasis", "Cardiomegaly", "Consolidation", "Pleural Effusion"]
chosen = {path: [values[CHEXPERT.index(c)] for c in COMPETITION] for path, values in expected.items()}
choice = ["--classes", ",".join(COMPETITION)]
compare("chexpert-classes", chexpert, COMPETITION, chosen, *choice)


def usual(name, said):
    number = 1 if name in {"Edema", "Atelectasis"} else 0
    return np.nan_to_num(np.where(said == -1, number, said), nan=0)


compare("chexpert-usual", chexpert, COMPETITION, chosen, *choice, "--blank", "zero",
        "--uncertain", "zero,Edema=one,Atelectasis=one", written=usual)
compare("chexpert-ignore", chexpert, CHEXPERT, expected, "--uncertain", "nan",
        written=lambda name, said: np.where(said == -1, np.nan, said))
compare("chexpert-ones", chexpert, CHEXPERT, expected, "--uncertain", "one",
        written=lambda name, said: np.where(said == -1, 1, said))
compare("chexpert-blank", chexpert, CHEXPERT, expected, "--uncertain", "nan", "--blank", "zero",
        written=lambda name, said: np.where(said == -1, np.nan, np.nan_to_num(said, nan=0)))

rows, expected = [], {}
for path in images:
    votes = [[pick.randint(0, 1) for _ in VINDR] for _ in range(3)]
    rows += [[path.rsplit("/", 1)[1].rsplit(".", 1)[0], f"R{reader}", *vote] for reader, vote in enumerate(votes)]
    expected[path] = [float(sum(column) >= 2) for column in zip(*votes)]
pick.shuffle(rows)
compare("vindr", table("vindr", ["image_id", "rad_id", *VINDR], rows), VINDR, expected, "--label-rows", "majority")

# A row for each study, whose images share it.
studies = work / "mimic"
rows, expected = [], {}
for number, path in enumerate(images):
    patient, study = 10000000 + number // 4, 50000000 + number // 2
    place = f"files/p{str(patient)[:2]}/p{patient}/s{study}/{number}{pathlib.Path(path).suffix}"
    (studies / place).parent.mkdir(parents=True, exist_ok=True)
    (studies / place).write_bytes((data / path).read_bytes())
    if number % 2 == 0:
        cells = [pick.choice(["1.0", "0.0", "-1.0", ""]) for _ in CHEXPERT]
        rows.append([patient, study, *cells])
    expected[place] = [float(cell) if cell else np.nan for cell in cells]
mimic = table("mimic-cxr-2.0.0-chexpert", ["subject_id", "study_id", *CHEXPERT], rows)
compare("mimic-arrays", mimic, CHEXPERT, expected, dataset=studies)
compare("mimic-zeros", mimic, CHEXPERT, expected, "--uncertain", "zero", "--blank", "zero", dataset=studies,
        written=lambda name, said: np.nan_to_num(np.where(said == -1, 0, said), nan=0))
