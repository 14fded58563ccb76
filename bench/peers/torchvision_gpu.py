"""torchvision's JPEG decoder on the GPU (nvJPEG), and everything else in PyTorch on the GPU.

--device cpu runs the same without a GPU; its results are the whole job's.
Install: pip install torch torchvision (0.20 or newer), on a machine with an NVIDIA GPU.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import _peer

BATCH = 64


def install(device):
    """pip install torch torchvision (0.20 or newer); on the CPU, python3-torchvision does as well"""
    import torch
    import torchvision.io  # noqa: F401

    if device == "cuda" and not torch.cuda.is_available():
        raise ImportError("PyTorch finds no GPU")


def main():
    args = _peer.arguments(install, ("cuda", "cpu"))
    import torch
    from torchvision.io import ImageReadMode, decode_jpeg, read_file

    import _torch_flow

    torch.set_num_threads(args.threads)
    device = torch.device(args.device)

    def decode(encoded):
        if args.device == "cpu":
            return [decode_jpeg(data, mode=ImageReadMode.GRAY)[0] for data in encoded]
        return [
            image[0] for image in decode_jpeg(encoded, mode=ImageReadMode.GRAY, device=device)
        ]

    def work():
        files = _peer.files(args.dataset)
        train = torch.zeros(256, dtype=torch.int64, device=device)
        splits = {}
        with ThreadPoolExecutor(args.threads) as pool:
            parts = [files[i : i + BATCH] for i in range(0, len(files), BATCH)]
            readers = [
                [pool.submit(read_file, os.path.join(args.dataset, path)) for path, _ in part]
                for part in parts
            ]
            for part, reading in zip(parts, readers):
                kept, letterboxes = [], []
                images = decode([reader.result() for reader in reading])
                reading.clear()  # encoded bytes of a part that is done
                for (path, split), image in zip(part, images):
                    counts = torch.bincount(image.reshape(-1), minlength=256)
                    dark = (counts * torch.arange(256, device=device)).sum() < 5 * image.numel()
                    if min(image.shape) < 50 or dark:
                        continue
                    if split == "train":
                        train += counts
                    kept.append((path, split))
                    letterboxes.append(_torch_flow.letterbox(image))
                if not kept:
                    continue
                done = _torch_flow.clahe(_torch_flow.median_3(torch.stack(letterboxes)))
                for (path, split), image in zip(kept, done):
                    splits.setdefault(split, []).append((path, image))
        mean, std = _peer.moments(train.cpu().numpy())
        return _peer.write_arrays(
            splits,
            lambda rows: _torch_flow.normalize(torch.stack(rows), mean, std).cpu().numpy(),
        )

    # A GPU's context is Python's start, too; in a job, the device is open before its time begins.
    torch.zeros(1, device=device).cpu()
    results, seconds, cpu = _peer.measure(work)
    _peer.report(len(results), seconds, cpu, _peer.compare(args.reference, results))


if __name__ == "__main__":
    main()
