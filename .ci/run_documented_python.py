#!/usr/bin/env python3
"""Runs the Python of README.md and docs as it stands there: run_documented_python.py DATASET WORK

Each page's blocks run in their order in one process of their own, in a folder that has what the commands beside them
make. A block whose library is not installed is left out, and said. What they compute is judged where it can be.
"""
import csv
import importlib.util
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

import cv2
import numpy as np

data, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
project = pathlib.Path(__file__).resolve().parent.parent
work.mkdir(parents=True)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks(page, language):
    return [text for kind, text in FENCE.findall((project / page).read_text("utf-8")) if kind == language]


def program(*arguments, exits_with=(0,)):
    done = subprocess.run([project / "xray-gpu", *arguments], capture_output=True, text=True)
    assert done.returncode in exits_with, (arguments, done.stderr)


def missing(block):
    names = re.findall(r"^(?:import|from) (\w+)", block, re.M)
    return [name for name in names if importlib.util.find_spec(name) is None]


def run(page, variables):
    """What the page's blocks leave behind; a name that one of those left out would have made is missing."""
    for block in blocks(page, "python"):
        lacks = missing(block)
        if lacks:
            print(f"{page}: not run, {', '.join(lacks)} is not installed: {block.splitlines()[0]} ...")
        else:
            exec(compile(block, page, "exec"), variables)
    return variables


def apart(one, other):
    """Mean absolute difference of two gray images, each of mean 0 and deviation 1."""
    one, other = ((np.float64(image) - image.mean()) / image.std() for image in (one, other))
    return np.abs(one - other).mean()


def readme_and_results():
    program("preprocess", data, "--out", "arrays", "--clahe", "none", "--denoise", "none")
    program("preprocess", data, "--out", "pngs", "--format", "png")
    program("preprocess", data, "--out", "shards", "--format", "webdataset")
    here = run("README.md", {})
    assert here["images"].shape[0] == len(here["labels"]) > 0
    once = json.loads((work / "arrays/statistics.json").read_text())["input"]
    twice = run("docs/clusters.md", {})["joined"](["arrays/statistics.json"] * 2)  # twice the same pixels
    assert np.allclose(twice, (once["mean"], once["std"]), rtol=1e-12, atol=0), (twice, once)
    there = run("docs/results.md", {})
    tried = 0
    for (split, index), row in there["rows"].items():
        original = cv2.imread(str(data / row["path"]), cv2.IMREAD_GRAYSCALE)
        if original is None or original.std() < 1 or int(row["crop_width"]) != original.shape[1]:
            continue
        # A box on the original, and where the README's lines put it: both show the same.
        result = np.load(work / "arrays" / split / "images.npy", mmap_mode="r", allow_pickle=False)[index]
        height, width = original.shape
        x0, x1, y0, y1 = width // 5, width * 3 // 4, height // 4, height * 2 // 3
        (left, top), (right, bottom) = here["to_result"](row, x0, y0), here["to_result"](row, x1, y1)
        box = result[round(top):round(bottom), round(left):round(right)]
        shown = cv2.resize(original[y0:y1, x0:x1], box.shape[::-1], interpolation=cv2.INTER_AREA)
        # The way back: the whole original, of which the model saw all.
        back = there["onto_original"](row, result)
        assert back.shape == original.shape and not np.isnan(back).any(), row["path"]
        # A shift by a twentieth of the side is further away than what resizing rounds.
        shift = np.roll(back, height // 20, axis=0)
        if apart(original, shift) > 0.2:
            assert apart(original, back) < apart(original, shift) / 2, row["path"]
            assert apart(box, shown) < 0.2, row["path"]
            tried += 1
    assert tried >= 20, tried


def labels():
    with (work / "several.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["path", "split", "Edema", "Mass"])
        for i, image in enumerate(sorted(p.relative_to(data) for p in data.rglob("*.png"))):
            table.writerow([image, "train" if i % 3 else "test", ["1", "0", "-1", ""][i % 4], "01"[i % 2]])
    shutil.rmtree("arrays")
    program("preprocess", data, "--labels", work / "several.csv", "--out", "arrays",
            "--label-columns", "path=path,split=split,label=Edema..Mass")
    if missing("import torch"):
        print("docs/labels.md: not run, torch is not installed")
        return
    import torch
    count = len(np.load(work / "arrays/train/labels.npy"))
    here = run("docs/labels.md", {"logits": torch.zeros(count, 2)})
    assert abs(float(here["loss"]) - np.log(2)) < 1e-6, here["loss"]


def archive_export():
    import pydicom
    from pydicom.dataset import FileDataset, FileMetaDataset
    pick = np.random.default_rng(5)
    wanted = {}
    with (work / "ris.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["AccessionNumber", "finding"])
        for i in range(24):
            view, modality = ["PA", "AP", "LL"][i % 3], ["CR", "DX", "CR", "CT"][i // 3 % 4]
            intent = "FOR PROCESSING" if i in (3, 4) else "FOR PRESENTATION"
            path = work / f"export/PT{i // 2:06}/ST000001/IM{i:06}"
            path.parent.mkdir(parents=True, exist_ok=True)
            meta = FileMetaDataset()
            meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
            meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
            meta.MediaStorageSOPInstanceUID = f"1.2.3.{i}"
            image = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
            image.is_little_endian, image.is_implicit_VR = True, False
            image.SOPClassUID, image.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
            image.PatientID, image.AccessionNumber = f"patient {i // 2}", f"A{i}"
            image.Modality, image.ViewPosition, image.PresentationIntentType = modality, view, intent
            image.Rows, image.Columns, image.SamplesPerPixel = 120, 110, 1
            image.PhotometricInterpretation, image.PixelRepresentation = "MONOCHROME2", 0
            image.BitsAllocated, image.BitsStored, image.HighBit = 16, 12, 11
            coarse = np.float32(pick.uniform(200, 3900, (8, 8)))
            image.PixelData = np.uint16(np.clip(cv2.resize(coarse, (110, 120), interpolation=cv2.INTER_CUBIC), 0, 4095)).tobytes()
            image.save_as(path, write_like_original=False)
            if i % 12 != 0:
                table.writerow([f"A{i}", ["Normal", "Opacity"][i % 2]])
            if i % 12 != 0 and view != "LL" and modality != "CT" and intent != "FOR PROCESSING":
                wanted[str(path.relative_to(work / "export"))] = ["Normal", "Opacity"][i % 2]
    shell = [shlex.split(line, comments=True) for block in blocks("docs/dicom.md", "sh") for line in block.splitlines()
             if " export " in line]
    assert [line[1] for line in shell] == ["validate", "validate", "preprocess"], shell
    program(*shell[0][1:])
    run("docs/dicom.md", {})
    shutil.rmtree("arrays")
    for line in shell[1:]:
        program(*line[1:])
    with (work / "arrays/manifest.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    kept = {row["path"]: row["label"] for row in rows if row["status"] != "dropped"}
    assert kept == wanted, sorted(kept.items() ^ wanted.items())
    assert all(row["codes"] == "no-label" for row in rows if row["path"] not in wanted)


os.chdir(work)
os.environ["XDG_CONFIG_HOME"] = str(work / "settings")  # where the key of pseudonyms is made
if missing("import pydicom"):
    raise SystemExit("python3-pydicom is not installed")
readme_and_results()
labels()
archive_export()
