// Stands in for CUDA where a C++ compiler compiles the kernels: the names that they use, and a
// block's threads, shared memory and barriers. See emulator.cpp for how blocks run, and driver.cpp
// for the driver's calls.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

namespace emulator {

struct Index {
  unsigned x, y, z;
};

// The thread that runs now.
struct Here {
  Index thread, block, block_size, grid_size;
};
extern thread_local Here here;

// Waits until all living threads of the block are at this line.
void barrier(int line);

// How far the thread that runs now has come: what it did before its last barrier happened before all
// that other threads of the block do after theirs; the same holds for the warp's own barriers.
struct Progress {
  uint64_t launch;
  uint64_t block;
  unsigned thread;
  unsigned barriers;
  unsigned warp_barriers;
};
Progress progress();

// Hands a value to the other lanes of the warp and takes that of lane `from`.
uint64_t exchange(unsigned mask, uint64_t value, int from, int line);
int lane();

// Lanes of a warp wait for each other, and see what each wrote before.
void warp_barrier(unsigned mask, int line);

// Whether a predicate holds for all lanes of the warp.
bool all(unsigned mask, bool predicate, int line);

// Memory of the block that runs now: one piece per declaration, undefined at first.
void *shared_memory(int declaration, size_t bytes);

template <typename T>
T shuffle(unsigned mask, T value, int from, int line) {
  uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof(T));
  bits = exchange(mask, bits, from, line);
  std::memcpy(&value, &bits, sizeof(T));
  return value;
}

template <typename T>
T *shared(int declaration, size_t count) {
  return static_cast<T *>(shared_memory(declaration, count * sizeof(T)));
}

// Runs all blocks of a grid. Returns false, with the reason on standard error, where a kernel
// breaks a rule that a GPU would answer with a hang.
bool run_grid(void (*kernel)(const void *), const void *tasks, Index grid, Index block);

// The block of device memory that an address lies in, if it lies in one.
bool device_block(uintptr_t address, uintptr_t *first, size_t *bytes);

struct DeviceBlock {
  uintptr_t first;
  size_t bytes;
};

// Blocks of device memory that this launch has met last. The address of a thread_local would take a
// call each time.
constexpr int kRecentBlocks = 4;
extern __thread DeviceBlock recent_blocks[kRecentBlocks];

bool is_other_device_memory(uintptr_t address, size_t bytes);

// Whether all of these bytes lie in one block of device memory.
inline bool is_device_memory(uintptr_t address, size_t bytes) {
  for (const DeviceBlock &block : recent_blocks) {
    uintptr_t offset = address - block.first;
    if (offset < block.bytes) {
      return bytes <= block.bytes - offset;
    }
  }
  return is_other_device_memory(address, bytes);
}

// Reports what a GPU would answer with an error: the launch that runs now fails when it ends.
void fault(const char *what, uint64_t value, int line);

// While it lives, what the kernel reads and writes of device memory is counted: traffic.cpp. Counts
// nothing where kernels.cpp was compiled without -fsanitize=thread.
class CountedLaunch {
 public:
  explicit CountedLaunch(const void *function);
  ~CountedLaunch();
};

}  // namespace emulator

#define KERNEL extern "C" __attribute__((visibility("default")))
// In a section of their own: that is how a launch knows which kernels need a stack per thread.
#define COOPERATIVE_KERNEL \
  extern "C" __attribute__((visibility("default"), noinline, section("cooperative")))
#define SHARED(type, name, count) type *name = emulator::shared<type>(__COUNTER__, count)

#define __global__
#define __device__
#define __forceinline__ inline
#define threadIdx (emulator::here.thread)
#define blockIdx (emulator::here.block)
#define blockDim (emulator::here.block_size)
#define gridDim (emulator::here.grid_size)

#define __syncthreads() emulator::barrier(__LINE__)
#define __syncwarp() emulator::warp_barrier(0xffffffffu, __LINE__)
#define __all_sync(mask, predicate) emulator::all(mask, predicate, __LINE__)
#define __shfl_sync(mask, value, from) emulator::shuffle(mask, value, from, __LINE__)
#define __shfl_xor_sync(mask, value, with) \
  emulator::shuffle(mask, value, emulator::lane() ^ (int)(with), __LINE__)
// Lanes without a lane that far below keep their own value.
#define __shfl_up_sync(mask, value, by)                                                      \
  emulator::shuffle(                                                                         \
      mask, value,                                                                           \
      emulator::lane() < (int)(by) ? emulator::lane() : emulator::lane() - (int)(by), __LINE__)

static inline int min(int a, int b) { return a < b ? a : b; }
static inline int max(int a, int b) { return a > b ? a : b; }
static inline unsigned min(unsigned a, unsigned b) { return a < b ? a : b; }
static inline unsigned max(unsigned a, unsigned b) { return a > b ? a : b; }
static inline float __fdiv_rn(float a, float b) { return a / b; }
static inline float __fmaf_rn(float a, float b, float c) { return std::fma(a, b, c); }

// Blocks of one launch run one after the other, but lanes of the device run on several threads.
template <typename T>
static inline T atomicAdd(T *address, T value) {
  return __atomic_fetch_add(address, value, __ATOMIC_RELAXED);
}
static inline unsigned atomicMin(unsigned *address, unsigned value) {
  unsigned old = *address;
  *address = min(old, value);
  return old;
}
static inline unsigned atomicMax(unsigned *address, unsigned value) {
  unsigned old = *address;
  *address = max(old, value);
  return old;
}
