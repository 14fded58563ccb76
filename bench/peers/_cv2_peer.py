"""What the two cv2 pools share: all but the kind of pool."""

import _peer


def install():
    """install python3-opencv, or pip install opencv-python-headless"""
    import cv2  # noqa: F401


def main(executor):
    args = _peer.arguments(install)
    import _cv2_pool

    def work():
        # The pool's start is in its time: a user pays for it, too.
        with executor(args.threads) as pool:
            return _cv2_pool.flow(args.dataset, pool)

    results, seconds, cpu = _peer.measure(work)
    _peer.report(len(results), seconds, cpu, _peer.compare(args.reference, results))
