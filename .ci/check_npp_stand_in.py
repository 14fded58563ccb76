#!/usr/bin/env python3
"""Counts with the functions of bench/npp-stand-in, compiled for the host, and with NumPy.

    check_npp_stand_in.py LIBNPPIST
"""
import ctypes
import sys

import numpy as np


class Size(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int)]


class Context(ctypes.Structure):  # NppStreamContext of CUDA 13
    _fields_ = [("stream", ctypes.c_void_p), ("before", ctypes.c_int * 4), ("shared", ctypes.c_size_t), ("behind", ctypes.c_int * 4)]


library = ctypes.CDLL(sys.argv[1])
random = np.random.default_rng(3)
for width, height, pitch, lowest, bins in [(1, 1, 2, 0, 65536), (640, 311, 1280, 0, 65536), (517, 300, 1536, 0, 65536), (90, 70, 256, 300, 4096)]:
    rows = np.full((height, pitch), 0xFF, np.uint8)
    image = random.integers(0, 65536, (height, width), np.uint16)
    image[: height // 2] &= 1023
    rows[:, : 2 * width] = image.view(np.uint8)
    size = ctypes.c_size_t(0)
    assert library.nppiHistogramEvenGetBufferSize_16u_C1R_Ctx(Size(width, height), bins + 1, ctypes.byref(size), Context()) == 0
    assert size.value > 0
    counts = random.integers(0, 9, bins, np.int32)
    call = lambda end: library.nppiHistogramEven_16u_C1R_Ctx(
        ctypes.c_void_p(rows.ctypes.data), pitch, Size(width, height), ctypes.c_void_p(counts.ctypes.data), bins + 1,
        lowest, end, ctypes.c_void_p(0), Context())
    assert call(lowest + bins) == 0
    wanted = np.bincount(image.ravel(), minlength=65536)[lowest : lowest + bins]
    assert np.array_equal(counts, wanted), (width, height)
    assert call(lowest + 2 * bins) < 0, "levels wider than a value are refused"
assert library.nppiHistogramEven_8u_C1R_Ctx() < 0, "what the device does not call fails"
print("the same counts")
