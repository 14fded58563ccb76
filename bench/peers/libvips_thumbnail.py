"""libvips' thumbnail: decode and resize only, no median, CLAHE or statistics.

libvips shrinks JPEGs while it decodes them and then averages, so its pixels differ on purpose.
Install: apt install libvips42 (Debian, Ubuntu), dnf install vips (Fedora), brew install vips.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import _peer


def install():
    """install libvips42 (Debian), vips (Fedora, Homebrew), and python3-numpy"""
    import _libvips

    _libvips.load()


def main():
    args = _peer.arguments(install)
    import numpy as np

    import _libvips

    vips = _libvips.Libvips()

    def one(path):
        return path, vips.thumbnail(os.path.join(args.dataset, path), 224)

    def work():
        with ThreadPoolExecutor(args.threads) as pool:
            return dict(pool.map(one, [path for path, _ in _peer.files(args.dataset)]))

    results, seconds, cpu = _peer.measure(work)
    distances = []
    try:
        import cv2

        import _cv2_flow

        for path, thumbnail in results.items():
            image = cv2.imread(os.path.join(args.dataset, path), cv2.IMREAD_GRAYSCALE)
            mine = _cv2_flow.letterbox(image).astype(np.float64)
            height, width = min(224, thumbnail.shape[0]), min(224, thumbnail.shape[1])
            top, left = (224 - height) // 2, (224 - width) // 2
            part = mine[top : top + height, left : left + width]
            distances.append(np.abs(part - thumbnail[:height, :width]).mean())
        remark = f"resize only; mean distance to the linear resize {np.mean(distances):.2f} of 255"
    except ImportError:
        remark = "resize only; not compared: cv2 is missing"
    _peer.report(len(results), seconds, cpu, remark)


if __name__ == "__main__":
    main()
