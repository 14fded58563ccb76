// Counts the device memory that kernels read and write. Compiled with -fsanitize=thread, kernels.cpp
// calls the functions below before each access to memory that other threads could see; the compiler
// puts the calls there, so the count does not depend on what the kernels' comments claim.
//
// Memory moves in sectors of 32 bytes. A sector that a launch reads, however often, counts once, and
// so does one that it writes: what is left for a cache that holds everything.
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "emulator.h"

namespace {

constexpr size_t kSector = 32;

struct Touched {
  size_t bytes = 0;
  std::vector<bool> read;
  std::vector<bool> written;
};

struct Total {
  uint64_t in = 0;
  uint64_t out = 0;
};

std::mutex mutex;

std::map<const void *, Total> &totals() {
  static auto *all = new std::map<const void *, Total>;
  return *all;
}

// The launch that this thread runs now.
thread_local const void *running = nullptr;
thread_local std::map<uintptr_t, Touched> touched;

void touch(const void *pointer, size_t length, bool write) {
  if (running == nullptr) {
    return;
  }
  uintptr_t address = reinterpret_cast<uintptr_t>(pointer);
  // The block that this address lies in, if this launch has met it before.
  auto found = touched.upper_bound(address);
  bool known = found != touched.begin();
  if (known) {
    --found;
    known = address - found->first < found->second.bytes;
  }
  if (!known) {
    uintptr_t first = 0;
    size_t bytes = 0;
    if (!emulator::device_block(address, &first, &bytes)) {
      return;  // The stack, or shared memory.
    }
    size_t sectors = (bytes + kSector - 1) / kSector;
    found = touched.emplace(first, Touched{bytes, {}, {}}).first;
    found->second.read.resize(sectors);
    found->second.written.resize(sectors);
  }
  std::vector<bool> &sectors = write ? found->second.written : found->second.read;
  size_t offset = address - found->first;
  for (size_t s = offset / kSector; s <= (offset + length - 1) / kSector; s++) {
    sectors[s] = true;
  }
}

uint64_t count(const std::vector<bool> &sectors) {
  uint64_t set = 0;
  for (bool sector : sectors) {
    set += sector;
  }
  return set * kSector;
}

}  // namespace

emulator::CountedLaunch::CountedLaunch(const void *function) {
  touched.clear();
  running = function;
}

emulator::CountedLaunch::~CountedLaunch() {
  std::lock_guard<std::mutex> lock(mutex);
  Total &total = totals()[running];
  for (const auto &block : touched) {
    total.in += count(block.second.read);
    total.out += count(block.second.written);
  }
  running = nullptr;
}

// For tests: bytes that all launches of a kernel read and wrote since the last call for it.
extern "C" __attribute__((visibility("default"))) void emulator_traffic(
    const void *function, uint64_t *in, uint64_t *out) {
  std::lock_guard<std::mutex> lock(mutex);
  *in = totals()[function].in;
  *out = totals()[function].out;
  totals().erase(function);
}

// What the compiler calls, by the names that it gives them.
#define SEEN(bytes)                                                              \
  extern "C" void __tsan_read##bytes(void *a) { touch(a, bytes, false); }           \
  extern "C" void __tsan_write##bytes(void *a) { touch(a, bytes, true); }           \
  extern "C" void __tsan_unaligned_read##bytes(void *a) { touch(a, bytes, false); } \
  extern "C" void __tsan_unaligned_write##bytes(void *a) { touch(a, bytes, true); }
SEEN(1)
SEEN(2)
SEEN(4)
SEEN(8)
SEEN(16)

extern "C" void __tsan_read_range(void *a, size_t bytes) { touch(a, bytes, false); }
extern "C" void __tsan_write_range(void *a, size_t bytes) { touch(a, bytes, true); }
extern "C" void __tsan_init() {}
extern "C" void __tsan_func_entry(void *) {}
extern "C" void __tsan_func_exit() {}

// An addition in memory is done where the memory is: it counts as written.
extern "C" uint32_t __tsan_atomic32_fetch_add(uint32_t *a, uint32_t value, int) {
  touch(a, sizeof(value), true);
  return __atomic_fetch_add(a, value, __ATOMIC_RELAXED);
}
extern "C" uint64_t __tsan_atomic64_fetch_add(uint64_t *a, uint64_t value, int) {
  touch(a, sizeof(value), true);
  return __atomic_fetch_add(a, value, __ATOMIC_RELAXED);
}
