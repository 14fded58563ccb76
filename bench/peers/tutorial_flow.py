"""The flow of tutorials: validate, then statistics, then preprocess; each reads every file anew.

Four decodes an image: one to validate, two passes for mean and deviation, one to preprocess.
Install: python3-opencv and python3-numpy (Debian), or pip install opencv-python-headless numpy.
"""

import os

import _peer


def install():
    """install python3-opencv, or pip install opencv-python-headless"""
    import cv2  # noqa: F401


def flow(root):
    import cv2
    import numpy as np

    import _cv2_flow

    cv2.setNumThreads(1)
    files = _peer.files(root)

    def read(path):
        return cv2.imread(os.path.join(root, path), cv2.IMREAD_GRAYSCALE)

    valid = []
    for path, split in files:
        image = read(path)
        if image is not None and min(image.shape) >= 50 and image.mean() >= 5:
            valid.append((path, split))
    train = [path for path, split in valid if split == "train"]
    total = pixels = 0.0
    for path in train:
        image = read(path).astype(np.float64) / 255
        total += image.sum()
        pixels += image.size
    mean = total / pixels
    squares = 0.0
    for path in train:
        image = read(path).astype(np.float64) / 255
        squares += ((image - mean) ** 2).sum()
    std = float(np.sqrt(squares / pixels))
    results = {}
    for path, _ in valid:
        image = _cv2_flow.enhance(read(path)).astype(np.float32) / np.float32(255)
        results[path] = (image - np.float32(mean)) / np.float32(std)
    return results


def main():
    args = _peer.arguments(install)
    results, seconds, cpu = _peer.measure(lambda: flow(args.dataset))
    _peer.report(len(results), seconds, cpu, _peer.compare(args.reference, results))


if __name__ == "__main__":
    main()
