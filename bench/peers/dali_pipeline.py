"""NVIDIA DALI: nvJPEG decode, resize, median, CLAHE in one pipeline on the GPU.

DALI resizes and rounds in its own way; the distance is printed. A file that it cannot decode ends it.
Install: pip install nvidia-dali-cuda130 (2.0 or newer, which has clahe), on a machine with an NVIDIA GPU.
"""

import os

import _peer

BATCH = 64


def install():
    """pip install nvidia-dali-cuda130 (2.0 or newer), on a machine with an NVIDIA GPU"""
    import nvidia.dali.backend
    from nvidia.dali import fn

    if not hasattr(fn, "clahe"):
        raise ImportError("this DALI has no clahe")
    if nvidia.dali.backend.GetCUDADeviceCount() == 0:
        raise ImportError("DALI finds no GPU")


def make_pipeline(paths, threads):
    from nvidia.dali import fn, pipeline_def, types

    @pipeline_def(batch_size=BATCH, num_threads=threads, device_id=0)
    def flow():
        encoded, index = fn.readers.file(
            files=paths, labels=list(range(len(paths))), pad_last_batch=True, name="files"
        )
        image = fn.decoders.image(encoded, device="mixed", output_type=types.GRAY)
        mean = fn.reductions.mean(image)
        square = fn.reductions.mean_square(image)
        small = fn.resize(
            image,
            size=(224, 224),
            mode="not_larger",
            interp_type=types.INTERP_LINEAR,
            antialias=False,
        )
        boxed = fn.crop(small, crop=(224, 224), out_of_bounds_policy="pad", fill_values=0)
        smooth = fn.experimental.median_blur(boxed, window_size=[3, 3])
        done = fn.clahe(smooth, tiles_x=8, tiles_y=8, clip_limit=2.0)
        return done, index, mean, square, image.shape()

    return flow()


def main():
    args = _peer.arguments(install)
    import numpy as np

    import _cv2_flow

    files = _peer.files(args.dataset)
    pipeline = make_pipeline([os.path.join(args.dataset, p) for p, _ in files], args.threads)
    # Opens the GPU; in a job, the device is open before its time begins.
    pipeline.build()

    def work():
        splits, seen = {}, set()
        total = squares = pixels = 0.0
        for _ in range((len(files) + BATCH - 1) // BATCH):
            images, indices, means, mean_squares, shapes = (
                output.as_cpu() if hasattr(output, "as_cpu") else output for output in pipeline.run()
            )
            for i in range(len(indices)):
                index = int(np.asarray(indices.at(i)).ravel()[0])
                height, width = (int(x) for x in np.asarray(shapes.at(i))[:2])
                mean = float(np.asarray(means.at(i)).ravel()[0])
                if index in seen or min(height, width) < 50 or mean < 5:
                    continue
                seen.add(index)
                path, split = files[index]
                if split == "train":
                    area = height * width
                    total += mean * area
                    squares += float(np.asarray(mean_squares.at(i)).ravel()[0]) * area
                    pixels += area
                splits.setdefault(split, []).append((path, np.asarray(images.at(i))[:, :, 0]))
        mean = total / pixels
        std = (squares / pixels - mean * mean) ** 0.5
        return _peer.write_arrays(
            splits, lambda rows: _cv2_flow.normalize(np.stack(rows), mean / 255, std / 255)
        )

    results, seconds, cpu = _peer.measure(work)
    _peer.report(len(results), seconds, cpu, _peer.compare(args.reference, results))


if __name__ == "__main__":
    main()
