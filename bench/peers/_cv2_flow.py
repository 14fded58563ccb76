"""The tutorial's operations, one image at a time, with cv2 and NumPy."""

import cv2
import numpy as np

SIDE = 224


def letterbox(image):
    height, width = image.shape
    scale = min(SIDE / height, SIDE / width)
    new_width, new_height = max(1, int(width * scale)), max(1, int(height * scale))
    resized = cv2.resize(image, (new_width, new_height), interpolation=cv2.INTER_LINEAR)
    canvas = np.zeros((SIDE, SIDE), np.uint8)
    top, left = (SIDE - new_height) // 2, (SIDE - new_width) // 2
    canvas[top : top + new_height, left : left + new_width] = resized
    return canvas


def enhance(image):
    clahe = cv2.createCLAHE(clipLimit=2.0, tileGridSize=(8, 8))
    return clahe.apply(cv2.medianBlur(letterbox(image), 3))


def normalize(image, mean, std):
    table = ((np.arange(256, dtype=np.float32) / np.float32(255)) - np.float32(mean)) / np.float32(
        std
    )
    return table[image]
