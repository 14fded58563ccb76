#!/usr/bin/env bash
# Records on a machine with an NVIDIA GPU what cannot be shown without one.
#
#   bench/measure_on_gpu.sh RESULTS DATASET [DEVICE...]      RESULTS: a folder for the record
#
# DATASET has a training split; it is repeated until there are 10,000 images, by hard links where the
# file system allows. Without a DEVICE: cuda and opencv-cuda. IMAGES=N takes another number of images,
# to rehearse on an emulated GPU (gpu-core/emulate-cuda).
set -euo pipefail
mkdir -p "${1:?measure_on_gpu.sh RESULTS DATASET}"
results=$(cd "$1" && pwd)
data=$(cd "${2:?measure_on_gpu.sh RESULTS DATASET}" && pwd)
shift 2; devices=("$@"); (($#)) || devices=(cuda opencv-cuda)
cd "$(dirname "$0")/.."
record=$results/$(date -u +%F)-gpu.txt
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
exec > >(tee "$record") 2>&1
step() { echo; echo "== $*"; }

step machine
uname -srm; grep -m 1 'model name' /proc/cpuinfo || true; nproc; nvidia-smi || true
git log -1 --format='commit %H' 2>/dev/null || true
step devices
./xray-gpu devices || true

images=$(find "$data" -type f | wc -l) copies=$((${IMAGES:-10000} / (images > 0 ? images : 1) + 1))
step "a dataset of $((images * copies)) images"
for split in "$data"/*/; do
  for label in "$split"*/; do
    [[ -d $label ]] || continue
    to=$work/many/$(basename "$split")/$(basename "$label"); mkdir -p "$to"
    for file in "$label"*; do
      # Not symbolic links: those that leave the dataset are refused.
      for ((i = 0; i < copies; i++)); do
        ln "$file" "$to/$i-$(basename "$file")" 2>/dev/null || cp "$file" "$to/$i-$(basename "$file")"
      done
    done
  done
done
find "$work/many" -type f | wc -l

failed=0
for device in "${devices[@]}"; do
  step "$device: selftest"
  ./xray-gpu selftest --device "$device" || failed=1
  step "$device: memory in use while $((images * copies)) images go through, MiB, once a second"
  nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits -l 1 >"$work/memory" 2>&1 & sampler=$!
  ./xray-gpu preprocess "$work/many" --out "$work/$device" --device "$device" --normalize none --dtype uint8 || failed=1
  kill $sampler 2>/dev/null || true
  paste -sd ' ' "$work/memory"
  step "$device: bench, and cpu in the same run"
  ./xray-gpu bench "$data" --devices "cpu,$device" --peers bench/peers || failed=1
done
step "cuda gives the files of cpu"
./xray-gpu preprocess "$data" --out "$work/a" --device cpu --normalize none --dtype uint8
if ./xray-gpu preprocess "$data" --out "$work/b" --device cuda --normalize none --dtype uint8; then
  for split in "$work"/a/*/; do diff -r "$split" "$work/b/$(basename "$split")" && echo "the same: $(basename "$split")" || failed=1; done
fi
step "tests on the GPU"
# One process each: the CPU device, which cuda is compared with, takes OpenCV's build without CUDA.
for tests in 'CudaDevice*Test' OpenCvCudaGpuContractTest; do
  ./mvnw -B -ntp -P opencv-cuda -pl gpu-core -am test -Dtest="$tests" -Dsurefire.failIfNoSpecifiedTests=false | grep -E 'Tests run|skipped|ERROR' || failed=1
done
step "done, $failed failures; the record is $record"
exit $failed
