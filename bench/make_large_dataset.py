#!/usr/bin/env python3
"""Makes a dataset of any size out of the images of a small one, to see what grows with it.

    bench/make_large_dataset.py DATASET OUT N [--side 500]

Writes N JPEG files of SIDE x SIDE, N/10 and N/100 of them linked in folders of their own:
OUT/N, OUT/N/10 and so on, down to 1,000 images. Each is a mix of parts of two images of DATASET,
warped, mirrored, shaded and with noise of its own, so that no two show the same exposure and no
search for copies takes them for that. The same N and DATASET give the same files.

Install: python3-opencv and python3-numpy (Debian), or pip install opencv-python-headless numpy.
"""

import argparse
import os

import cv2
import numpy as np

def name(index):
    """train/NORMAL/IM-00000012-0001.jpeg: one patient an image, 8 of 10 of them to learn from."""
    place = index // 2 % 10
    split = next(s for s, end in (("train", 8), ("val", 9), ("test", 10)) if place < end)
    if index % 2 == 0:
        return f"{split}/NORMAL/IM-{index:08d}-0001.jpeg"
    return f"{split}/PNEUMONIA/person{index}_bacteria_{index}.jpeg"


def part(image, side, random):
    """A part of an image, slightly turned and bent, stretched to side x side, perhaps mirrored."""
    height, width = image.shape
    share = random.uniform(0.6, 0.95, 2)
    w, h = width * share[0], height * share[1]
    left, top = random.uniform(0, width - w), random.uniform(0, height - h)
    corners = np.float32([[left, top], [left + w, top], [left + w, top + h], [left, top + h]])
    corners += random.uniform(-0.06, 0.06, (4, 2)).astype(np.float32) * np.float32([w, h])
    if random.random() < 0.5:
        corners = corners[[1, 0, 3, 2]]
    target = np.float32([[0, 0], [side, 0], [side, side], [0, side]])
    warp = cv2.getPerspectiveTransform(corners, target)
    return cv2.warpPerspective(
        image, warp, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )


def picture(images, noise, side, random):
    first, second = random.choice(len(images), 2, replace=False)
    mixed = cv2.addWeighted(
        part(images[first], side, random), 0.55, part(images[second], side, random), 0.45, 0
    )
    shade = cv2.resize(
        random.uniform(-40, 40, (4, 4)).astype(np.float32), (side, side), interpolation=cv2.INTER_CUBIC
    )
    x, y = random.integers(0, noise.shape[0] - side, 2)
    grain = noise[y : y + side, x : x + side] * np.float32(random.uniform(1, 4))
    return np.clip(mixed + shade + grain, 0, 255).astype(np.uint8)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dataset")
    parser.add_argument("out")
    parser.add_argument("count", type=int)
    parser.add_argument("--side", type=int, default=500)
    args = parser.parse_args()
    cv2.setNumThreads(1)
    images = []
    for folder, _, names in sorted(os.walk(args.dataset)):
        for file in sorted(names):
            image = cv2.imread(os.path.join(folder, file), cv2.IMREAD_GRAYSCALE)
            if image is not None and min(image.shape) >= args.side // 2:
                images.append(image)
    if len(images) < 2:
        parser.error(f"{args.dataset} holds fewer than two images of {args.side // 2} pixels a side")
    noise = np.random.default_rng(1895).normal(0, 1, (4 * args.side,) * 2).astype(np.float32)
    smaller = [args.count // 10**k for k in range(1, 7) if args.count // 10**k >= 1000]
    for index in range(args.count):
        random = np.random.default_rng([1895, index])
        file = name(index)
        path = os.path.join(args.out, str(args.count), file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        quality = int(random.integers(80, 93))
        done, data = cv2.imencode(
            ".jpg", picture(images, noise, args.side, random), [cv2.IMWRITE_JPEG_QUALITY, quality]
        )
        if not done:
            raise OSError(f"cannot encode {path}")
        with open(path, "wb") as out:
            out.write(data)
        for count in smaller:
            if index < count:
                link = os.path.join(args.out, str(count), file)
                os.makedirs(os.path.dirname(link), exist_ok=True)
                if os.path.exists(link):
                    os.remove(link)
                os.link(path, link)


if __name__ == "__main__":
    main()
