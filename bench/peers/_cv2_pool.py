"""The best we can write with cv2: one decode an image, shared among threads or processes."""

import os

import cv2
import numpy as np

import _cv2_flow
import _peer

cv2.setNumThreads(1)


def one(task):
    root, path, split = task
    with open(os.path.join(root, path), "rb") as file:
        data = np.frombuffer(file.read(), np.uint8)
    image = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
    if image is None or min(image.shape) < 50:
        return path, split, None, None
    counts = cv2.calcHist([image], [0], None, [256], [0, 256]).ravel().astype(np.int64)
    if counts @ np.arange(256) < 5 * image.size:
        return path, split, None, None
    return path, split, _cv2_flow.enhance(image), counts


def flow(root, pool):
    """Maps one() over all files, then writes float32 arrays, as xray-gpu does."""
    tasks = [(root, path, split) for path, split in _peer.files(root)]
    train = np.zeros(256, np.int64)
    kept = []
    for path, split, image, counts in pool.map(one, tasks):
        if image is None:
            continue
        kept.append((path, split, image))
        if split == "train":
            train += counts
    mean, std = _peer.moments(train)
    splits = {}
    for path, split, image in kept:
        splits.setdefault(split, []).append((path, image))
    return _peer.write_arrays(
        splits, lambda images: _cv2_flow.normalize(np.stack(images), mean, std)
    )
