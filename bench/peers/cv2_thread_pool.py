"""One decode an image with cv2, in a pool of threads.

Install: python3-opencv and python3-numpy (Debian), or pip install opencv-python-headless numpy.
"""

from concurrent.futures import ThreadPoolExecutor

import _peer


def install():
    """install python3-opencv, or pip install opencv-python-headless"""
    import cv2  # noqa: F401


def main():
    args = _peer.arguments(install)
    import _cv2_pool

    def work():
        # The pool's start is in its time: a user pays for it, too.
        with ThreadPoolExecutor(args.threads) as pool:
            return _cv2_pool.flow(args.dataset, pool)

    results, seconds, cpu = _peer.measure(work)
    _peer.report(len(results), seconds, cpu, _peer.compare(args.reference, results))


if __name__ == "__main__":
    main()
