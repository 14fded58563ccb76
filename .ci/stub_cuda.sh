#!/usr/bin/env bash
# Makes libraries that stand in for NVIDIA's on a machine without a GPU: every function that the
# given libraries import is there, and fails, but for those that say what a machine has. They read
# their answers from the environment:
#
#   STUB_DRIVER (13010)   STUB_GPUS (1)   STUB_CAPABILITY (90)   STUB_FREE_MB (80000)   STUB_INIT (0)
#
#   stub_cuda.sh OUT LIBRARIES...
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1; shift
mkdir -p "$out"
imports=$out/imports
for library in "$@"; do nm -D --undefined-only "$library"; done | awk '{print $2}' | sort -u >"$imports"

answers='
#include <stdlib.h>
#include <string.h>
static long answer(const char *name, long otherwise) { const char *v = getenv(name); return v ? atol(v) : otherwise; }
'
runtime='
int cudaDriverGetVersion(int *v) { *v = (int) answer("STUB_DRIVER", 13010); return 0; }
int cudaGetDeviceCount(int *n) { *n = (int) answer("STUB_GPUS", 1); return *n ? 0 : 100; }
int cudaDeviceGetAttribute(int *v, int a, int d) { long c = answer("STUB_CAPABILITY", 90); *v = (int) (a == 75 ? c / 10 : c % 10); return 0; }
const char *cudaGetErrorName(int e) { return e == 0 ? "cudaSuccess" : e == 2 ? "cudaErrorMemoryAllocation" : "cudaErrorUnknown"; }
const char *cudaGetErrorString(int e) { return e == 2 ? "out of memory" : "unknown error"; }
static void *fatbin; void **__cudaRegisterFatBinary(void *p) { return &fatbin; }
'
driver='
int cuInit(unsigned f) { return (int) answer("STUB_INIT", 0); }
int cuDeviceGet(int *d, int i) { *d = i; return 0; }
int cuDeviceGetName(char *n, int l, int d) { strncpy(n, "Stub GPU", l); return 0; }
int cuDevicePrimaryCtxRetain(void **c, int d) { static int context; *c = &context; return 0; }
#define MEMORY(name) int name(size_t *f, size_t *t) { *t = 80000ul << 20; *f = (size_t) answer("STUB_FREE_MB", 80000) << 20; return 0; }
MEMORY(cuMemGetInfo) MEMORY(cuMemGetInfo_v2)
#define DONE(name) int name(void *x) { return 0; }
DONE(cuDevicePrimaryCtxRelease) DONE(cuDevicePrimaryCtxRelease_v2) DONE(cuCtxPushCurrent) DONE(cuCtxPushCurrent_v2) DONE(cuCtxPopCurrent) DONE(cuCtxPopCurrent_v2)
'
stub() { # soname, version or nothing, code, symbols on standard input
  local code=$out/$1.answers.c
  echo "$answers$3" >"$code"
  "$here/stub_library.sh" "$out" "$1" "$2" 999 "$code"
  rm "$code"
}
for soname in $(sed -n 's/.*@\(lib.*\.so\..*\)/\1/p' "$imports" | grep -E '^lib(cudart|npp|cublas|cufft)' | sort -u); do
  code=; [[ $soname == libcudart* ]] && code=$runtime
  grep "@$soname\$" "$imports" | sed 's/@.*//' | stub "$soname" "$soname" "$code"
done
grep -E '^cu[A-Z][A-Za-z0-9_]*$' "$imports" | stub libcuda.so.1 "" "$driver"
# Named by the program although no symbol of theirs is imported directly.
for soname in libnppc.so.13 libcublasLt.so.13; do [[ -e $out/$soname ]] || stub $soname "" "" </dev/null; done
