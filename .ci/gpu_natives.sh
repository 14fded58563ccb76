#!/usr/bin/env bash
# Shows on a machine without a GPU that OpenCV's build with CUDA modules loads, that all of OpenCV
# is then taken from it with the CPU device's very bytes, and what `devices` says of each machine.
# CUDA's libraries are made up (stub_cuda.sh): no result of a GPU comes out of this.
#
#   gpu_natives.sh DIST DATASET     DIST: the program's folder of jars; DATASET: a small one
set -euo pipefail
dist=$1 data=$2
here=$(cd "$(dirname "$0")" && pwd)
maven=${MAVEN_REPOSITORY:-$HOME/.m2/repository}/org/bytedeco
one() { find "$maven/$1" -name "$2" 2>/dev/null | sort | tail -n 1; }
gpu=$(one opencv 'opencv-*-linux-x86_64-gpu.jar') bindings=$(one cuda 'cuda-*-linux-x86_64.jar')
if [[ -z $gpu ]]; then
  echo "skip  OpenCV's build with CUDA modules is not here; ./mvnw -P opencv-cuda -DskipTests package brings it"; exit 0
fi
if ! command -v g++ nm unzip >/dev/null; then echo "skip  g++, nm or unzip is missing"; exit 0; fi
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
modules=(core cudaarithm cudafilters cudaimgproc cudawarping)
for m in "${modules[@]}"; do unzip -q -j "$gpu" "org/bytedeco/opencv/linux-x86_64-gpu/libopencv_$m.so.*" -d "$work"; done
unzip -q -j "$bindings" 'org/bytedeco/cuda/linux-x86_64/libjnicudart.so' -d "$work"
stand_in=$here/../bench/npp-stand-in/build
on_host="g++ -x c++ -fPIC -I$here/cuda-on-host"
replaced=(libnpp{c,ial,itc,ig,ist,idei,icc,if,im}.so.13 libcublas{,Lt}.so.13 libcufft.so.12)
COMPILER=$on_host "$stand_in" "$work/on-host" "$gpu" libnppist.so.13
# Without nvcc as C++: what is asked is whether all symbols are there.
COMPILER=$(command -v nvcc >/dev/null || ls /usr/local/cuda*/bin/nvcc >/dev/null 2>&1 || echo "$on_host") \
  "$stand_in" "$work/stand-in" "$gpu" "${replaced[@]}"
"$here/stub_cuda.sh" "$work/stubs" "$work"/lib*.so* "$work"/stand-in/libnppist.so.13
keep() { /usr/bin/python3 "$here/../bench/keep_machine_code.py" "$1" "$work"/libopencv_core.so.* 2>&1 || true; }
kept=$(keep 90; keep 61)
rm -f "$work"/lib*.so*

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes=${CLASS_PATH:-$dist/xray-gpu.jar}
program() { # extra class path, arguments; the stubs are found first
  local extra=$1; shift
  LD_LIBRARY_PATH=$work/stubs:${OTHER_LIBRARIES:-} OPENCV_LOG_LEVEL=SILENT "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
    -Dorg.bytedeco.javacpp.nopointergc=true -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED ${PROPERTIES:-} \
    -cp "$classes${extra:+:$extra}" dev.xraygpu.cli.XrayGpu "$@"
}
failed=0
says() { # what, pattern, then the environment and a library to hide
  local what=$1 pattern=$2 hidden=${4:-}
  [[ -z $hidden ]] || mv "$work/stubs/$hidden" "$work/"
  if env_of "$3" | grep -qE "^opencv-cuda +$pattern"; then echo "ok    devices: $what"; else
    echo "FAIL  devices: $what"; env_of "$3" || true; failed=1; fi
  [[ -z $hidden ]] || mv "$work/$hidden" "$work/stubs/"
}
env_of() { (for e in $1; do export "${e?}"; done; program "${EXTRA-$gpu}" devices 2>&1); }

says "OpenCV's build with CUDA modules loads" 'available +Stub GPU.*OpenCV 4\.13\.0 with CUDA' ""
says "driver too old" 'unavailable +the NVIDIA driver is too old: it knows CUDA 12\.4' STUB_DRIVER=12040
says "no driver running" 'unavailable +no NVIDIA driver is running' STUB_DRIVER=0
says "no device" 'unavailable +the NVIDIA driver is there, but no GPU' STUB_GPUS=0
says "no machine code" 'unavailable +Stub GPU: compute capability 6\.1 without machine code' STUB_CAPABILITY=61
says "out of memory" 'unavailable +Stub GPU: out of memory: 100 of 80000 MiB are free' STUB_FREE_MB=100
says "NPP missing" 'unavailable +.*missing: libnppif\.so\.13' "" libnppif.so.13
EXTRA='' says "OpenCV for the CPU only" 'unavailable +this build of xray-gpu holds OpenCV for the CPU only' ""
says "no driver" 'unavailable +no NVIDIA driver: libcuda\.so\.1 is missing' "" libcuda.so.1
mkdir "$work/toolkit"; for l in "${replaced[@]}"; do mv "$work/stubs/$l" "$work/toolkit/"; done; cp "$work"/stand-in/* "$work/stubs/"
says "the stand-in for NPP has every symbol" 'available +Stub GPU.*OpenCV 4\.13\.0 with CUDA' LD_BIND_NOW=1
mv "$work"/toolkit/* "$work/stubs/"
if counted=$(/usr/bin/python3 "$here/check_npp_stand_in.py" "$work/on-host/libnppist.so.13" 2>&1); then
  echo "ok    the stand-in for NPP counts right"
else
  echo "FAIL  the stand-in for NPP: $counted"; failed=1
fi
if [[ $kept == *': 1 of 6 MB'*'no machine code for compute capability 61'* ]]; then
  echo "ok    a pack keeps the machine code of one GPU"
else
  echo "FAIL  keep_machine_code.py: $kept"; failed=1
fi

program "$gpu" preprocess "$data" --out "$work/plain" --normalize none --dtype uint8 --device cpu >/dev/null
PROPERTIES=-Dorg.bytedeco.javacpp.platform.extension=-gpu \
  program "$gpu" preprocess "$data" --out "$work/gpu" --normalize none --dtype uint8 --device cpu >/dev/null
if diff -r "$work/plain" "$work/gpu"; then echo "ok    the CPU device computes the same bytes with either build"; else failed=1; fi
if program "$gpu" preprocess "$data" --out "$work/none" --device opencv-cuda >"$work/log" 2>&1; then
  echo "FAIL  a GPU that answers nothing made results"; failed=1
elif grep -q '^xray-gpu: device opencv-cuda:0[: ]' "$work/log" && [[ ! -e $work/none/train ]]; then
  echo "ok    a GPU that fails ends the run in one line: $(tail -n 1 "$work/log")"
else
  echo "FAIL  a GPU that fails:"; cat "$work/log"; failed=1
fi
exit $failed
