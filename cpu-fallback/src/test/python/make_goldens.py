#!/usr/bin/env python3
"""Prints the goldens of OpenCvGoldenTest: `name sha256`, one per line.

Run with OpenCV's Python bindings, for example Debian's python3-opencv:

    /usr/bin/python3 make_goldens.py > ../resources/dev/xraygpu/cpu/goldens.txt

The inputs come from a linear congruential generator that the test repeats:
`state = state * 1664525 + 1013904223 (mod 2^32)`; a pixel is smooth ramp plus noise, see `image`.
Results are hashed as their bytes, row by row, little-endian.
"""
import hashlib

import cv2
import numpy as np

TIE = 0.02
SIZES = [(97, 61), (64, 64), (33, 150), (1, 40), (40, 1), (250, 201)]


def image(width, height, bits):
    """Diagonal ramp with noise over an eighth of the range."""
    top = (1 << bits) - 1
    state = (width * 7919 + height * 104729 + bits) & 0xFFFFFFFF
    pixels = np.zeros((height, width), np.uint8 if bits == 8 else np.uint16)
    for y in range(height):
        for x in range(width):
            state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
            ramp = (x * 3 + y * 2) * (top // 8) // (width + height)
            noise = (state >> 16) % (top // 8)
            pixels[y, x] = min(top, top // 4 + ramp + noise)
    return pixels


def letterbox(source, width, height, interpolation):
    rows, columns = source.shape
    scale = min(height / rows, width / columns)
    new_width = max(1, int(columns * scale))
    new_height = max(1, int(rows * scale))
    inner = cv2.resize(source, (new_width, new_height), interpolation=interpolation)
    left = (width - new_width) // 2
    top = (height - new_height) // 2
    return cv2.copyMakeBorder(
        inner, top, height - new_height - top, left, width - new_width - left,
        cv2.BORDER_CONSTANT, value=0)


def bilateral(source, diameter, color, space):
    """Versions differ in the order of their sums: pixels within TIE of a half are set to 0."""
    if source.dtype == np.uint8:
        unit = 1.0
        result = cv2.bilateralFilter(source, diameter, color, space)
    else:
        unit = 65535 / 255
        result = cv2.bilateralFilter(source.astype(np.float32), diameter, color * unit, space)
        result = np.clip(np.rint(result), 0, 65535).astype(np.uint16)
    exact = exact_bilateral(source.astype(np.float64), diameter, color * unit, space)
    result[np.abs(exact - np.floor(exact) - 0.5) < TIE] = 0
    return result


def exact_bilateral(source, diameter, color, space):
    """The definition in double precision."""
    radius = diameter // 2
    rows, columns = source.shape
    padded = cv2.copyMakeBorder(source, radius, radius, radius, radius, cv2.BORDER_REFLECT_101)
    total = np.zeros_like(source)
    weights = np.zeros_like(source)
    for j in range(2 * radius + 1):
        for i in range(2 * radius + 1):
            distance = (i - radius) ** 2 + (j - radius) ** 2
            if distance > radius ** 2:
                continue
            value = padded[j:j + rows, i:i + columns]
            weight = np.exp(-0.5 * distance / space ** 2 - 0.5 * ((value - source) / color) ** 2)
            total += weight * value
            weights += weight
    return total / weights


def clahe(source, limit, across, down):
    return cv2.createCLAHE(limit, (across, down)).apply(source)


def non_local_means(source, strength, template, search):
    eight = source.dtype == np.uint8
    return cv2.fastNlMeansDenoising(
        source, h=[strength * (1 if eight else 257)], templateWindowSize=template,
        searchWindowSize=search, normType=cv2.NORM_L2 if eight else cv2.NORM_L1)


def tutorial(source):
    return clahe(cv2.medianBlur(letterbox(source, 224, 224, cv2.INTER_LINEAR), 3), 2.0, 8, 8)


STAGES = {
    "letterbox-linear-224x224": lambda s: letterbox(s, 224, 224, cv2.INTER_LINEAR),
    "letterbox-area-32x48": lambda s: letterbox(s, 32, 48, cv2.INTER_AREA),
    "stretch-linear-50x37": lambda s: cv2.resize(s, (50, 37), interpolation=cv2.INTER_LINEAR),
    "stretch-area-31x29": lambda s: cv2.resize(s, (31, 29), interpolation=cv2.INTER_AREA),
    "median-3": lambda s: cv2.medianBlur(s, 3),
    "median-5": lambda s: cv2.medianBlur(s, 5),
    "bilateral-5-50-50": lambda s: bilateral(s, 5, 50, 50),
    "bilateral-9-20-3": lambda s: bilateral(s, 9, 20, 3),
    "non-local-means-3-7-21": lambda s: non_local_means(s, 3, 7, 21),
    "non-local-means-12.5-3-9": lambda s: non_local_means(s, 12.5, 3, 9),
    "clahe-2-8x8": lambda s: clahe(s, 2.0, 8, 8),
    "clahe-40-3x5": lambda s: clahe(s, 40.0, 3, 5),
    "tutorial": tutorial,
}


def main():
    cv2.setNumThreads(1)
    print("# made by make_goldens.py with OpenCV", cv2.__version__, "and NumPy", np.__version__)
    for width, height in SIZES:
        for bits in (8, 16):
            source = image(width, height, bits)
            print(f"{width}x{height}-{bits}-input", hashlib.sha256(source.tobytes()).hexdigest())
            for name, stage in STAGES.items():
                result = np.ascontiguousarray(stage(source))
                digest = hashlib.sha256(result.tobytes()).hexdigest()
                print(f"{width}x{height}-{bits}-{name}", digest)


if __name__ == "__main__":
    main()
