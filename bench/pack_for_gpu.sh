#!/usr/bin/env bash
# Packs what measure_on_gpu.sh needs on a Linux x86-64 machine that has an NVIDIA driver, and no JDK, no
# Maven and no network: a Java runtime, the program with the native libraries that it loads for JPEG and
# PNG, and the tests that run on a GPU.
#
#   ./mvnw -B -DskipTests package && bench/pack_for_gpu.sh OUT
#
# With -P opencv-cuda, that device is a second archive, opencv-cuda.tar.xz, which may follow later. COMPUTE=90 in the
# environment keeps of OpenCV's machine code that for compute capability 9.0 alone, a fifth.
#
# There:  source OUT/enter.sh; bench/measure_on_gpu.sh RESULTS DATASET cuda
set -euo pipefail
unset CDPATH
mkdir -p "${1:?pack_for_gpu.sh OUT}"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
dist=$PWD/cli/target/dist
[[ -f $dist/xray-gpu.jar ]] || { echo "pack_for_gpu.sh: build first: ./mvnw -B -DskipTests package" >&2; exit 1; }
[[ $(uname -sm) == 'Linux x86_64' ]] || { echo "pack_for_gpu.sh: only Linux x86-64 packs for it" >&2; exit 1; }
tools=${JAVA_HOME:+$JAVA_HOME/bin/}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
program=$work/program; mkdir -p "$program/lib" "$program/tests" "$work/later/program/lib"

# What selftest, preprocess and bench load on JPEG files; the rest of OpenCV, CUDA's bindings and FFmpeg is large.
wanted='/lib(jni)?(openblas|javacpp|gfortran|quadmath|gcc_s|cudart|nvjpeg|nvml)(_nolapack)?\.so|/lib(jni)?opencv_(core|imgproc|imgcodecs|photo|cudev|cuda(arithm|filters|imgproc|warping))\.so'
cp "$dist/xray-gpu.jar" "$program/"
for jar in "$dist"/lib/*.jar; do
  name=$(basename "$jar")
  case $name in
    *-linux-x86_64*.jar)
      rm -rf "$work/natives"; mkdir "$work/natives"
      mapfile -t files < <(unzip -Z1 "$jar" | grep -E "$wanted" || true)
      ((${#files[@]})) || continue
      unzip -q "$jar" "${files[@]}" -d "$work/natives"
      to=$program
      if [[ $name == opencv-*-gpu.jar ]]; then
        to=$work/later/program
        [[ -z ${COMPUTE:-} ]] || find "$work/natives" -name 'libopencv_*.so*' -exec python3 bench/keep_machine_code.py "$COMPUTE" {} +
      fi
      # Not compressed here, so that all is compressed at once.
      "${tools}jar" --create --no-compress --no-manifest --file "$to/lib/$name" -C "$work/natives" . ;;
    *) cp "$jar" "$program/lib/" ;;
  esac
done

junit=$(sed -n 's/.*<junit.version>\(.*\)<.*/\1/p' pom.xml)
./mvnw -B -ntp -q -pl gpu-core -am test-compile dependency:build-classpath -Dmdep.outputFile="$work/class-path" \
  -DincludeScope=test -Dspotless.check.skip=true -Djacoco.skip=true
./mvnw -B -ntp -q -N dependency:copy -Dartifact="org.junit.platform:junit-platform-console-standalone:${junit/#5/1}" \
  -DoutputDirectory="$program/tests"
for module in engine gpu-core; do
  "${tools}jar" --create --no-compress --file "$program/tests/$module-tests.jar" -C "$module/target/test-classes" .
done
tr ':' '\n' <"$work/class-path" | while read -r entry; do
  name=$(basename "$entry")
  # The console launcher brings JUnit; the module's classes and libraries are the program's.
  [[ -f $entry && ! -e $dist/lib/$name && $name != *-SNAPSHOT* && $name != junit-* && $name != archunit* && $name != *-linux-x86_64* ]] || continue
  cp "$entry" "$program/tests/"
done

"${tools}jlink" --add-modules java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.unsupported,jdk.zipfs,jdk.management \
  --strip-debug --no-header-files --no-man-pages --output "$work/java"
pack() { # name, what is in it
  tar -C "$2" -cf - "${@:3}" | xz -T2 --lzma2=preset=6,dict=128MiB >"$out/$1.tar.xz"
}
rm -f "$out"/*.tar.xz
pack xray-gpu "$work" program java
[[ -z $(ls "$work/later/program/lib") ]] || pack opencv-cuda "$work/later" program

cat >"$out/enter.sh" <<'ENTER'
# source enter.sh: unpacks each archive beside it once, into XRAY_GPU_HOME or a folder of its own, and names the program
# for measure_on_gpu.sh. Archives may come one after the other.
export XRAY_GPU_HOME=${XRAY_GPU_HOME:-${TMPDIR:-/tmp}/xray-gpu-home}
mkdir -p "$XRAY_GPU_HOME"
for _archive in "$(dirname "${BASH_SOURCE[0]}")"/*.tar.xz; do
  _unpacked=$XRAY_GPU_HOME/$(basename "$_archive").unpacked
  if [[ -e $_archive && ! -e $_unpacked ]]; then
    tar -C "$XRAY_GPU_HOME" -xJf "$_archive" && touch "$_unpacked"
  fi
done
_options='-XX:+UseSerialGC -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dorg.bytedeco.javacpp.nopointergc=true -Dorg.bytedeco.javacpp.maxphysicalbytes=0'
export LC_ALL=C.UTF-8 OPENCV_LOG_LEVEL=SILENT
export XRAY_GPU="$XRAY_GPU_HOME/java/bin/java $_options -jar $XRAY_GPU_HOME/program/xray-gpu.jar"
_class_path=$(printf '%s:' "$XRAY_GPU_HOME"/program/tests/*.jar "$XRAY_GPU_HOME"/program/lib/*.jar)
export XRAY_GPU_TESTS="$XRAY_GPU_HOME/java/bin/java $_options -cp $_class_path org.junit.platform.console.ConsoleLauncher execute"
ENTER
ls -l "$out"
