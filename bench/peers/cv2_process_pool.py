"""One decode an image with cv2, in a pool of processes.

Install: python3-opencv and python3-numpy (Debian), or pip install opencv-python-headless numpy.
"""

from concurrent.futures import ProcessPoolExecutor

import _cv2_peer

if __name__ == "__main__":
    _cv2_peer.main(ProcessPoolExecutor)
