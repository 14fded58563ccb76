#!/usr/bin/env python3
"""Asks a machine's CUDA driver, without Java and within seconds, all that device cuda will want of it:
what to read first where nothing works.

    probe_gpu.py [KERNELS.PTX [LIBCUDA]]

Every line names a call of the driver, what it returned and how long it took. Ends with exit code 1 if one
of them failed.
"""
import ctypes
import glob
import os
import re
import subprocess
import sys
import time

PTX = os.path.join(os.path.dirname(__file__), "../gpu-core/src/main/resources/dev/xraygpu/gpu/cuda/kernels.ptx")
# What JavaCPP's binding, made for CUDA 13.1, calls in the driver for this program.
CALLS = """cuInit cuDriverGetVersion cuGetErrorName cuDeviceGetCount cuDeviceGet cuDeviceGetName cuDeviceGetPCIBusId
cuDeviceGetAttribute cuDevicePrimaryCtxRetain cuDevicePrimaryCtxRelease_v2 cuCtxSetCurrent cuCtxPushCurrent_v2
cuCtxPopCurrent_v2 cuMemGetInfo_v2 cuModuleLoadData cuModuleLoadDataEx cuModuleUnload cuModuleGetFunction cuStreamCreate
cuStreamDestroy_v2 cuStreamSynchronize cuEventCreate cuEventDestroy_v2 cuEventRecord cuEventElapsedTime_v2
cuMemAllocAsync cuMemFreeAsync cuMemHostAlloc cuMemFreeHost cuMemcpyHtoDAsync_v2 cuMemcpyDtoHAsync_v2
cuMemcpyDtoDAsync_v2 cuMemsetD8Async cuLaunchKernel""".split()
LIBRARIES = """libnvidia-ptxjitcompiler.so.1 libnvidia-ml.so.1 libcudart.so.13 libnvjpeg.so.13 libcublas.so.13 libcufft.so.12
libnppc.so.13 libnppial.so.13 libnppicc.so.13 libnppidei.so.13 libnppif.so.13 libnppig.so.13 libnppim.so.13 libnppist.so.13
libnppitc.so.13""".split()
ATTRIBUTES = {75: "compute capability, major", 76: "minor", 16: "multiprocessors", 115: "memory in a stream's order",
              20: "compute mode"}
LOG_BYTES = 1 << 16
failures = 0


def told(text):
    print(text, flush=True)


def command(*words):
    told("$ " + " ".join(words))
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=15)
        told((done.stdout + done.stderr).strip()[:4000])
    except (OSError, subprocess.TimeoutExpired) as error:
        told(str(error))


def fail(text):
    global failures
    failures += 1
    told("FAILED " + text)


def library(name):
    for path in [name] + sorted(glob.glob("/usr/local/cuda*/lib64/" + name) + glob.glob("/usr/local/cuda*/targets/*/lib/" + name)):
        try:
            ctypes.CDLL(path)
            with open("/proc/self/maps") as maps:
                found = [line.split()[-1] for line in maps if os.path.basename(line.split()[-1]).startswith(name.split(".so")[0])]
            return found[0] if found else path
        except OSError as error:
            problem = str(error)
    return "-- " + problem


class Driver:
    def __init__(self, path):
        self.library = ctypes.CDLL(path)

    def __call__(self, name, *arguments):
        """Whether the call succeeded."""
        function = getattr(self.library, name, None)
        if function is None:
            fail(f"{name}: the driver has no such call")
            return False
        started = time.monotonic()
        code = function(*arguments)
        milliseconds = (time.monotonic() - started) * 1e3
        if code == 0:
            told(f"{name}: {milliseconds:.1f} ms")
            return True
        text = ctypes.c_char_p()
        self.library.cuGetErrorName(code, ctypes.byref(text))
        fail(f"{name}: {code} {(text.value or b'unknown').decode()} after {milliseconds:.1f} ms")
        return False


def compile_kernels(driver, ptx):
    module, log = ctypes.c_void_p(), ctypes.create_string_buffer(LOG_BYTES)
    errors = ctypes.create_string_buffer(LOG_BYTES)
    # CU_JIT_INFO_LOG_BUFFER, its size, CU_JIT_ERROR_LOG_BUFFER, its size, CU_JIT_LOG_VERBOSE.
    options = (ctypes.c_int * 5)(3, 4, 5, 6, 12)
    values = (ctypes.c_void_p * 5)(ctypes.addressof(log), LOG_BYTES, ctypes.addressof(errors), LOG_BYTES, 1)
    loaded = driver("cuModuleLoadDataEx", ctypes.byref(module), ctypes.c_char_p(ptx), 5, options, values)
    for name, text in ("errors", errors.value), ("log", log.value):
        told(f"the compiler's {name}: {text.decode(errors='replace').strip()[:6000] or 'none'}")
    if not loaded:
        return
    for kernel in re.findall(rb"\.visible \.entry (\w+)\(", ptx):
        function = ctypes.c_void_p()
        if driver.library.cuModuleGetFunction(ctypes.byref(function), module, kernel) != 0:
            fail(f"cuModuleGetFunction({kernel.decode()})")
    driver("cuModuleUnload", module)


def round_trip(driver):
    """A lane's calls: pinned memory, a stream, memory in its order, copies between events."""
    count = 1 << 20
    stream, start, end, host = (ctypes.c_void_p() for _ in range(4))
    device, elapsed = ctypes.c_uint64(), ctypes.c_float()
    size = ctypes.c_size_t(count)
    if not (driver("cuStreamCreate", ctypes.byref(stream), 1)
            and driver("cuEventCreate", ctypes.byref(start), 0)
            and driver("cuEventCreate", ctypes.byref(end), 0)
            and driver("cuMemHostAlloc", ctypes.byref(host), size, 0)
            and driver("cuMemAllocAsync", ctypes.byref(device), size, stream)):
        return
    ctypes.memset(host, 1, count)
    driver("cuEventRecord", start, stream)
    driver("cuMemcpyHtoDAsync_v2", device, host, size, stream)
    driver("cuMemsetD8Async", device, ctypes.c_ubyte(7), ctypes.c_size_t(count // 2), stream)
    driver("cuMemcpyDtoHAsync_v2", host, device, size, stream)
    driver("cuEventRecord", end, stream)
    driver("cuStreamSynchronize", stream)
    driver("cuEventElapsedTime_v2", ctypes.byref(elapsed), start, end)
    came = ctypes.string_at(host, count)
    same = came == b"\7" * (count // 2) + b"\1" * (count - count // 2)
    told(f"a mebibyte there and back in {elapsed.value:.3f} ms")
    if not same:
        fail("what came back is not what was sent")
    driver("cuMemFreeAsync", device, stream)
    driver("cuMemFreeHost", host)
    driver("cuEventDestroy_v2", start)
    driver("cuEventDestroy_v2", end)
    driver("cuStreamDestroy_v2", stream)


def ask(driver, ptx):
    missing = [name for name in CALLS if not hasattr(driver.library, name)]
    told(f"calls that the driver has: {len(CALLS) - len(missing)} of {len(CALLS)}")
    if missing:
        fail("the driver has not: " + " ".join(missing))
    version, count, device = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    if not driver("cuInit", 0):
        return
    driver("cuDriverGetVersion", ctypes.byref(version))
    driver("cuDeviceGetCount", ctypes.byref(count))
    told(f"driver for CUDA {version.value}, {count.value} GPUs")
    if not driver("cuDeviceGet", ctypes.byref(device), 0):
        return
    name, bus, value = ctypes.create_string_buffer(100), ctypes.create_string_buffer(32), ctypes.c_int()
    driver("cuDeviceGetName", name, 100, device)
    driver("cuDeviceGetPCIBusId", bus, 32, device)
    told(f"GPU 0: {name.value.decode()} at {bus.value.decode()}")
    for number, what in ATTRIBUTES.items():
        code = driver.library.cuDeviceGetAttribute(ctypes.byref(value), number, device)
        told(f"{what}: {value.value if code == 0 else f'not told, {code}'}")
    context, free, total = ctypes.c_void_p(), ctypes.c_size_t(), ctypes.c_size_t()
    if not driver("cuDevicePrimaryCtxRetain", ctypes.byref(context), device):
        return
    driver("cuCtxSetCurrent", context)
    driver("cuMemGetInfo_v2", ctypes.byref(free), ctypes.byref(total))
    told(f"{free.value >> 20} of {total.value >> 20} MiB free")
    compile_kernels(driver, ptx)
    round_trip(driver)
    driver("cuDevicePrimaryCtxRelease_v2", device)


def main(ptx=PTX, path="libcuda.so.1"):
    told(f"{' '.join(os.uname())}; {os.confstr('CS_GNU_LIBC_VERSION')}; Python {sys.version.split()[0]}")
    told("\n".join(f"{name}={os.environ[name]}" for name in sorted(os.environ)
                   if re.match("CUDA|NVIDIA_|LD_LIBRARY|LD_PRELOAD|HOME$|TMPDIR", name)))
    command("nvidia-smi", "--query-gpu=name,driver_version,compute_mode,mig.mode.current,persistence_mode,ecc.errors."
            "uncorrected.volatile.total,memory.used,memory.total,clocks.sm,clocks.max.sm,power.limit", "--format=csv")
    command("sh", "-c", "ls -d /usr/local/cuda* /usr/lib*/x86_64-linux-gnu/libcuda.so* /usr/lib64/libcuda.so* /usr/local/nvidia/lib64/libcuda.so* 2>/dev/null; ls /proc/driver/nvidia /dev/nvidia* | tr '\\n' ' '; df -h /tmp . | cut -c 1-80")
    for name in LIBRARIES:
        told(f"{name}: {library(name)}")
    with open(ptx, "rb") as file:
        text = file.read()
    told(", ".join(re.findall(r"^\.(?:version|target) .*", text.decode("ascii"), re.M)))
    try:
        driver = Driver(path)
    except OSError as error:
        fail(str(error))
    else:
        ask(driver, text)
    told(f"{failures} failures")
    return failures > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
