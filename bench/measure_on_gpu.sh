#!/usr/bin/env bash
# Records on a machine with an NVIDIA GPU what cannot be shown without one.
#
#   bench/measure_on_gpu.sh RESULTS DATASET [DEVICE...]      RESULTS: a folder for the record
#
# DATASET has a training split; for the part "memory" it is repeated until there are 10,000 images, by
# hard links where the file system allows. Without a DEVICE: cuda and opencv-cuda. A part that fails or
# takes too long leaves the others running, and the exit code says that there was one. In the environment:
#
#   PARTS="selftest bench"   these parts alone, in the order of the script; the record is appended to
#   LIMIT=300                seconds that one command may take
#   IMAGES=20                images of the part "memory", to rehearse on an emulated GPU
#   XRAY_GPU="COMMAND"       starts the program, where ./xray-gpu cannot: without a JDK, say
#   XRAY_GPU_TESTS="COMMAND" starts JUnit's console launcher with the tests of gpu-core on its class
#                            path, where Maven cannot be asked
set -uo pipefail
unset CDPATH
mkdir -p "${1:?measure_on_gpu.sh RESULTS DATASET}"
results=$(cd "$1" && pwd)
data=$(cd "${2:?measure_on_gpu.sh RESULTS DATASET}" && pwd)
shift 2; devices=("$@"); (($#)) || devices=(cuda opencv-cuda)
cd "$(dirname "$0")/.." || exit 1
record=$results/$(date -u +%F)-gpu.txt
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
# A skipped class says so once for each of its tests.
exec > >(stdbuf -oL uniq | tee -a "$record") 2>&1
writer=$!
parts=${PARTS:-probe devices selftest same tests sanitizer memory bench peers}
limit=${LIMIT:-300}
failed=0

part() { [[ " $parts " == *" $1 "* ]]; }
step() { echo; echo "== $* (after $SECONDS s)"; }
# Not through a pipe: the exit code is the program's. A shell's function may be the command, too.
within() { timeout -k 20 "$limit" bash -c "$1 \"\$@\"" "$@"; }
try() {
  local started=$SECONDS code=0
  within "$@" || code=$?
  ((code == 0)) || { failed=$((failed + 1)); echo "FAILED, exit code $code$( ((code == 124 || code == 137)) && echo ": stopped after $limit s"): ${*:2}"; }
  echo "took $((SECONDS - started)) s"
  return $code
}
xray=${XRAY_GPU:-./xray-gpu}
maven_test() (
  set -o pipefail
  ./mvnw -B -ntp -P opencv-cuda -pl gpu-core -am test "-Dtest=$1" -Dsurefire.failIfNoSpecifiedTests=false | grep -E 'Tests run|skipped|ERROR'
)
export -f maven_test
has() { [[ " ${devices[*]} " == *" $1 "* ]]; }

# Where the driver's libraries are mounted into a container, and the system's loader was not told.
also_from() { export LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$1; }
for folder in /usr/local/nvidia/lib64 /usr/lib/wsl/lib; do
  [[ ! -e $folder/libcuda.so.1 ]] || PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q 'libcuda\.so\.1' || also_from "$folder"
done

step machine
uname -srm; grep -m 1 'model name' /proc/cpuinfo; nproc; timeout 20 nvidia-smi
git log -1 --format='commit %H' 2>/dev/null
echo "parts: $parts; devices: ${devices[*]}"

# First, because it says why, in seconds and without Java, where nothing else works.
if part probe; then
  step probe
  limit=60 try python3 bench/probe_gpu.py
  unloadable=$(shopt -s globstar; ldd "${XRAY_GPU_HOME:-/nowhere}"/java/{bin/java,lib/**/*.so} 2>&1 | grep -E 'version .* not found|lib(z|m|c|stdc\+\+|gcc_s)\.so.* not found' | sort -u)
  [[ -z $unloadable ]] || { echo "the packed Java does not start here: $unloadable"; failed=$((failed + 1)); }
fi

# opencv-cuda needs more of CUDA 13 than cuda does. Python's wheels may have all of it but NPP. Where that is missing, what is
# nowhere is replaced for this run by functions that fail, but for the one that the device comes to.
missing() {
  limit=60 within "$xray" devices 2>/dev/null | sed -n 's/.*CUDA 13 toolkit that are missing: //p' | grep -oE 'lib[A-Za-z]+\.so\.[0-9]+'
}
replaced=()
if has opencv-cuda; then
  wheels=$(python3 -c 'import glob, nvidia; print(":".join(f for p in nvidia.__path__ for f in glob.glob(p + "/*/lib")))' 2>/dev/null)
  [[ -z $wheels ]] || also_from "$wheels"
  mapfile -t replaced < <(missing)
  [[ " ${replaced[*]} " == *" libnpp"* ]] || replaced=()
fi
if ((${#replaced[@]})); then
  natives=$(ls "${XRAY_GPU_HOME:-cli/target/dist}"/{program/,}lib/opencv-*-gpu.jar 2>/dev/null | head -n 1)
  if bench/npp-stand-in/build "$work/npp-stand-in" "$natives" "${replaced[@]}"; then
    also_from "$work/npp-stand-in"
  else
    failed=$((failed + 1)) replaced=()
  fi
fi

((${#replaced[@]} == 0)) || echo "NPP is not on this machine. opencv-cuda ran with bench/npp-stand-in in place of ${replaced[*]}:" \
  "what it says of histograms of 16-bit images, and of the memory that they take, is not said of NPP."

if part devices; then
  step devices
  try "$xray" devices >"$work/devices" 2>&1
  cat "$work/devices"
  # What JavaCPP looked for and where, if the first device is not there.
  grep -qE "^${devices[0]} +available" "$work/devices" ||
    JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.logger.debug=true limit=60 within "$xray" devices 2>&1 | grep -iE 'cuda|failed|error|exception' | head -n 40
fi

if part selftest; then
  # One process each: with opencv-cuda, the CPU device takes OpenCV's build with CUDA as well.
  for device in "${devices[@]}"; do
    step "selftest, $device"
    try "$xray" selftest --device "$device"
  done
fi

if part same; then
  step "the files of preprocess: cuda against cpu"
  has cuda && try "$xray" preprocess "$data" --out "$work/a" --device cpu --normalize none --dtype uint8 &&
    try "$xray" preprocess "$data" --out "$work/b" --device cuda --normalize none --dtype uint8 &&
    for split in "$work"/a/*/; do
      name=$(basename "$split")
      if diff -r "$split" "$work/b/$name"; then echo "the same: $name"; else failed=$((failed + 1)); fi
    done
fi

if part tests; then
  # One process each, as for selftest.
  for tests in dev.xraygpu.gpu.cuda.CudaDeviceContractTest dev.xraygpu.gpu.cuda.CudaDeviceExactnessTest \
    dev.xraygpu.gpu.opencv.OpenCvCudaGpuContractTest; do
    [[ $tests == *OpenCv* ]] && { has opencv-cuda || continue; }
    [[ $tests == *CudaDevice* ]] && { has cuda || continue; }
    step "tests on the GPU, ${tests##*.}"
    if [[ -n ${XRAY_GPU_TESTS:-} ]]; then
      try "$XRAY_GPU_TESTS" --select-class "$tests" --details=summary --disable-banner --disable-ansi-colors
    else
      try maven_test "${tests##*.}"
    fi
  done
fi

if part sanitizer && has cuda; then
  sanitizer=$(command -v compute-sanitizer || ls /usr/local/cuda*/bin/compute-sanitizer 2>/dev/null | head -n 1)
  for tool in memcheck racecheck synccheck initcheck; do
    step "compute-sanitizer, $tool"
    if [[ -z $sanitizer ]]; then
      echo "there is no compute-sanitizer on this machine"; failed=$((failed + 1)); break
    fi
    try "$sanitizer --target-processes all --error-exitcode 9 --print-limit 20 --tool $tool bash -c '$xray \"\$@\"' xray-gpu" \
      selftest --device cuda
  done
fi

if part memory; then
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
  for device in "${devices[@]}"; do
    step "memory in use on $device while $(find "$work/many" -type f | wc -l) images go through"
    nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits -i 0 -lms 200 >"$work/memory" 2>&1 & sampler=$!
    # Copies of copies are no part of this: they would be most of the work.
    try "$xray" preprocess "$work/many" --out "$work/$device" --device "$device" --normalize none --dtype uint8 --checks files
    kill $sampler 2>/dev/null; wait $sampler 2>/dev/null
    rm -rf "${work:?}/$device"
    echo "MiB on GPU 0, five times a second:"; paste -sd ' ' "$work/memory"
    # The run's last moments, when all is given back, are no growth.
    grep -E '^ *[0-9]+ *$' "$work/memory" | awk '{ v[NR] = $1 }
      function most(a, b,  i, m) { for (i = a; i <= b; i++) if (v[i] > m) m = v[i]; return m + 0 }
      END { if (NR < 9) print "too few samples to compare"; else printf "most in the second third %d MiB, in the last third %d MiB\n",
        most(int(NR / 3) + 1, int(2 * NR / 3)), most(int(2 * NR / 3) + 1, NR) }'
  done
fi

if part bench; then
  joined=$(IFS=,; echo "${devices[*]}")
  step "bench: cpu and $joined in the same run"
  try "$xray" bench "$data" --devices "cpu,$joined" --warm-up 3
fi

if part peers; then
  step "bench: ${devices[0]} and peers in the same run"
  try "$xray" bench "$data" --devices "${devices[0]}" --peers bench/peers --warm-up 1 --repetitions 5
fi

step "done, $failed failures; the record is $record"
exec >&- 2>&-
wait "$writer"
exit $((failed > 0))
