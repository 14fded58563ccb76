"""scikit-image's CLAHE alone, on letterboxed images that are in memory.

Its clip limit is a fraction of a tile's pixels, and its tiles are chosen by size, so that no
setting gives OpenCV's result; the distance is printed.
Install: apt install python3-skimage python3-opencv, or pip install scikit-image opencv-python-headless.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import _peer


def install():
    """install python3-skimage and python3-opencv, or pip install both"""
    import cv2  # noqa: F401
    import skimage.exposure  # noqa: F401


def main():
    args = _peer.arguments(install)
    import cv2
    import numpy as np
    from skimage.exposure import equalize_adapthist

    import _cv2_flow

    images = {}
    for path, _ in _peer.files(args.dataset):
        image = cv2.imread(os.path.join(args.dataset, path), cv2.IMREAD_GRAYSCALE)
        if image is not None:
            images[path] = cv2.medianBlur(_cv2_flow.letterbox(image), 3)

    def one(item):
        # OpenCV's limit of 2.0 is relative to the mean of a bin, 1/256 of a tile.
        return item[0], equalize_adapthist(item[1], kernel_size=28, clip_limit=2.0 / 256)

    def work():
        with ThreadPoolExecutor(args.threads) as pool:
            return dict(pool.map(one, images.items()))

    results, seconds, cpu = _peer.measure(work)
    clahe = cv2.createCLAHE(clipLimit=2.0, tileGridSize=(8, 8))
    distance = np.mean(
        [np.abs(clahe.apply(images[p]) / 255.0 - result).mean() for p, result in results.items()]
    )
    _peer.report(
        len(results), seconds, cpu, f"CLAHE only; mean distance to OpenCV's {255 * distance:.2f} of 255"
    )


if __name__ == "__main__":
    main()
