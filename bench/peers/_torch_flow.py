"""The tutorial's operations in PyTorch, on whole batches and on any device.

Integers and single precision in OpenCV's order, so that what differs from OpenCV's results is the
decoder's doing. `images` are uint8 tensors.
"""

import functools

import numpy as np
import torch

SIDE = 224
TILES = 8
TILE = SIDE // TILES
CLIP_LIMIT = 2.0


@functools.lru_cache(maxsize=4096)
def axis(source, target, clamp_weights, device):
    """Per target pixel: the two source pixels and their weights in 1/2048."""
    scale = 1.0 / (target / source)
    place = ((np.arange(target) + 0.5) * scale - 0.5).astype(np.float32)
    first = np.floor(place).astype(np.int64)
    part = place - first.astype(np.float32)
    if clamp_weights:
        outside = (first < 0) | (first >= source - 1)
        part[outside] = 0
    weights = np.rint(np.stack([np.float32(1) - part, part]) * np.float32(2048)).astype(np.int32)
    indices = np.clip(np.stack([first, first + 1]), 0, source - 1)
    return torch.from_numpy(indices).to(device), torch.from_numpy(weights).to(device)


def letterbox(image):
    """(H, W) to (224, 224)."""
    height, width = image.shape
    scale = min(SIDE / height, SIDE / width)
    new_width, new_height = max(1, int(width * scale)), max(1, int(height * scale))
    if (height, width) == (2 * new_height, 2 * new_width):
        wide = image.to(torch.int32)
        rows = wide[0::2] + wide[1::2]
        resized = (rows[:, 0::2] + rows[:, 1::2] + 2) >> 2
    else:
        columns, across = axis(width, new_width, True, image.device)
        rows, down = axis(height, new_height, False, image.device)
        sums = []
        for row in rows:
            line = image[row].to(torch.int32)
            sums.append(line[:, columns[0]] * across[0] + line[:, columns[1]] * across[1])
        resized = ((down[0][:, None] * (sums[0] >> 4)) >> 16) + (
            (down[1][:, None] * (sums[1] >> 4)) >> 16
        )
        resized = ((resized + 2) >> 2).clamp(0, 255)
    canvas = torch.zeros((SIDE, SIDE), dtype=torch.uint8, device=image.device)
    top, left = (SIDE - new_height) // 2, (SIDE - new_width) // 2
    canvas[top : top + new_height, left : left + new_width] = resized.to(torch.uint8)
    return canvas


def median_3(images):
    """(N, H, W); the median of 3 x 3, edge pixels repeated."""
    _, height, width = images.shape
    rows = torch.arange(-1, height + 1, device=images.device).clamp(0, height - 1)
    columns = torch.arange(-1, width + 1, device=images.device).clamp(0, width - 1)
    padded = images[:, rows][:, :, columns]

    def order(a, b):
        return torch.minimum(a, b), torch.maximum(a, b)

    def middle(a, b, c):
        return torch.maximum(torch.minimum(a, b), torch.minimum(torch.maximum(a, b), c))

    # Each column of three is sorted once for the three pixels that it belongs to.
    low, mid = order(padded[:, :-2], padded[:, 1:-1])
    mid, high = order(mid, padded[:, 2:])
    low, mid = order(low, mid)

    def shifted(a):
        return a[:, :, :-2], a[:, :, 1:-1], a[:, :, 2:]

    a, b, c = shifted(low)
    largest_low = torch.maximum(torch.maximum(a, b), c)
    a, b, c = shifted(high)
    smallest_high = torch.minimum(torch.minimum(a, b), c)
    return middle(largest_low, middle(*shifted(mid)), smallest_high)


def clahe(images):
    """(N, 224, 224); limit 2.0, 8 x 8 tiles."""
    count = images.shape[0]
    device = images.device
    tiles = images.reshape(count, TILES, TILE, TILES, TILE).permute(0, 1, 3, 2, 4)
    tiles = tiles.reshape(count * TILES * TILES, TILE * TILE).long()
    bins = torch.zeros((tiles.shape[0], 256), dtype=torch.int32, device=device)
    bins.scatter_add_(1, tiles, torch.ones_like(tiles, dtype=torch.int32))
    clip = max(1, int(CLIP_LIMIT * TILE * TILE / 256))
    excess = (bins - clip).clamp(min=0).sum(1, keepdim=True)
    share = torch.div(excess, 256, rounding_mode="floor")
    rest = excess - share * 256
    step = torch.div(256, rest.clamp(min=1), rounding_mode="floor").clamp(min=1)
    values = torch.arange(256, device=device)[None]
    more = (values % step == 0) & (torch.div(values, step, rounding_mode="floor") < rest)
    sums = (bins.clamp(max=clip) + share + more).cumsum(1)
    scale = np.float32(255) / np.float32(TILE * TILE)
    tables = (sums.float() * float(scale)).round().clamp(0, 255)
    tables = tables.reshape(count, TILES * TILES * 256)

    place = torch.arange(SIDE, device=device).float() * float(np.float32(1) / np.float32(TILE)) - 0.5
    former = place.floor()
    part = place - former
    first = former.long().clamp(min=0)
    second = (former.long() + 1).clamp(max=TILES - 1)
    flat = images.reshape(count, -1).long()

    def entry(row, column):
        tile = (row[:, None] * TILES + column[None]) * 256
        return tables.gather(1, tile.reshape(1, -1) + flat).reshape(count, SIDE, SIDE)

    a, b = part[None, None, :], part[None, :, None]
    above = entry(first, first) * (1 - a) + entry(first, second) * a
    below = entry(second, first) * (1 - a) + entry(second, second) * a
    return (above * (1 - b) + below * b).round().clamp(0, 255).to(torch.uint8)


def normalize(images, mean, std):
    """uint8 to float32 by a table, as the others do."""
    table = (np.arange(256, dtype=np.float32) / np.float32(255) - np.float32(mean)) / np.float32(std)
    return torch.from_numpy(table).to(images.device)[images.long()]
