"""libvips' thumbnail through its C interface: nothing but the library itself is needed."""

import ctypes
import ctypes.util

import numpy as np


def load():
    """The library; raises ImportError where there is none."""
    name = ctypes.util.find_library("vips")
    if name is None:
        raise ImportError("libvips is missing")
    vips = ctypes.CDLL(name)
    vips.vips_error_buffer.restype = ctypes.c_char_p
    vips.vips_image_write_to_memory.restype = ctypes.c_void_p
    vips.vips_image_write_to_memory.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_size_t)]
    for size in ("width", "height", "bands", "format"):
        getattr(vips, f"vips_image_get_{size}").argtypes = [ctypes.c_void_p]
    vips.g_object_unref.argtypes = [ctypes.c_void_p]
    vips.g_free.argtypes = [ctypes.c_void_p]
    vips.vips_colourspace.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]
    if vips.vips_init(b"xray-gpu") != 0:
        raise ImportError(vips.vips_error_buffer().decode())
    return vips


UNSIGNED_BYTE = 0  # VIPS_FORMAT_UCHAR
GRAY = 1  # VIPS_INTERPRETATION_B_W


class Libvips:
    """One image at a time and thread; each thread may call it."""

    def __init__(self):
        self.vips = load()
        self.vips.vips_cache_set_max(0)
        self.vips.vips_concurrency_set(1)

    def check(self, code):
        if code != 0:
            raise OSError(self.vips.vips_error_buffer().decode().strip())

    def thumbnail(self, path, side):
        """Gray pixels that fit a square, decoded at a smaller scale where the format allows."""
        vips = self.vips
        image, gray = ctypes.c_void_p(), ctypes.c_void_p()
        end = ctypes.c_void_p()  # what ends C's list of options
        self.check(
            vips.vips_thumbnail(
                path.encode(), ctypes.byref(image), ctypes.c_int(side),
                b"height", ctypes.c_int(side), end,
            )
        )
        try:
            self.check(
                vips.vips_colourspace(image, ctypes.byref(gray), ctypes.c_int(GRAY), end)
            )
            return self.pixels(gray)
        finally:
            vips.g_object_unref(image)
            if gray:
                vips.g_object_unref(gray)

    def pixels(self, image):
        vips = self.vips
        if vips.vips_image_get_format(image) != UNSIGNED_BYTE:
            raise OSError("not 8 bits a pixel")
        shape = [getattr(vips, f"vips_image_get_{n}")(image) for n in ("height", "width", "bands")]
        length = ctypes.c_size_t()
        memory = vips.vips_image_write_to_memory(image, ctypes.byref(length))
        if not memory:
            raise OSError(vips.vips_error_buffer().decode().strip())
        try:
            data = ctypes.string_at(memory, length.value)
        finally:
            vips.g_free(memory)
        return np.frombuffer(data, np.uint8).reshape(shape)[:, :, 0]
