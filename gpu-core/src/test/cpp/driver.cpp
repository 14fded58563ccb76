// The calls of CUDA's driver API that the device makes, answered by the emulator: the same names,
// parameters and error codes. Loaded by the tests directly, or in place of libcuda.so.1.
//
// Stricter than a driver where that finds mistakes: work on a stream is not started before somebody
// waits for it, copies must lie in memory that was allocated here, host memory of copies must be
// page-locked, calls need a current context that is not given back and handles of it, and fresh memory
// is filled with rubbish.
#include <dlfcn.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "emulator.h"

#define CALL extern "C" __attribute__((visibility("default"))) int

namespace {

enum Result {
  kSuccess = 0,
  kInvalidValue = 1,
  kOutOfMemory = 2,
  kNotInitialized = 3,
  kNoDevice = 100,
  kInvalidDevice = 101,
  kInvalidContext = 201,
  kInvalidImage = 200,
  kInvalidPtx = 218,
  kInvalidHandle = 400,
  kNotFound = 500,
  kNotReady = 600,
  kContextDestroyed = 709,
  kLaunchFailed = 719,
};

constexpr unsigned char kUndefined = 0xA5;
constexpr size_t kAlignment = 256;

struct Context {
  int users = 0;
};

// What a context owns: no other context's calls take it.
struct Object {
  explicit Object(Context *owner) : owner(owner) {}
  Context *owner;
};

struct Event : Object {
  using Object::Object;
  bool timed = true;
  bool recorded = false;
  bool done = true;
  std::chrono::steady_clock::time_point when{};
};

// A stream is used by one thread at a time, as a lane is.
struct Stream : Object {
  using Object::Object;
  std::deque<std::function<int()>> work;
  int error = kSuccess;

  int run_one() {
    std::function<int()> next = std::move(work.front());
    work.pop_front();
    int result = next();
    if (error == kSuccess) {
      error = result;
    }
    return error;
  }

  int drain() {
    while (!work.empty()) {
      run_one();
    }
    return error;
  }
};

struct Module : Object {
  using Object::Object;
  std::string ptx;
};

// Everything that is alive. `memory` and `pinned` map an address to its bytes.
struct World {
  std::mutex mutex;
  bool initialized = false;
  std::map<uintptr_t, size_t> memory;
  std::map<uintptr_t, size_t> pinned;
  size_t used = 0;
  long allocations = 0;
  std::set<Object *> objects;
  Context contexts[8];
};

World &world() {
  static World *one = new World;
  return *one;
}

thread_local Context *current = nullptr;
// One level is enough for a caller that pushes, asks and pops.
thread_local Context *pushed = nullptr;

long number(const char *variable, long otherwise) {
  const char *text = std::getenv(variable);
  return text == nullptr ? otherwise : std::atol(text);
}

int device_count() { return static_cast<int>(number("EMULATOR_GPUS", 1)); }

size_t memory_limit() { return static_cast<size_t>(number("EMULATOR_MIB", 6144)) << 20; }

bool inside(const std::map<uintptr_t, size_t> &blocks, uintptr_t address, size_t bytes) {
  std::lock_guard<std::mutex> lock(world().mutex);
  auto after = blocks.upper_bound(address);
  if (after == blocks.begin()) {
    return false;
  }
  --after;
  return address - after->first <= after->second && bytes <= after->second - (address - after->first);
}

int refuse(const char *call, const char *why) {
  std::fprintf(stderr, "emulator: %s: %s\n", call, why);
  return kInvalidValue;
}

void *take(std::map<uintptr_t, size_t> &blocks, size_t bytes) {
  void *address = nullptr;
  if (posix_memalign(&address, kAlignment, bytes) != 0) {
    return nullptr;
  }
  std::memset(address, kUndefined, bytes);
  std::lock_guard<std::mutex> lock(world().mutex);
  blocks[reinterpret_cast<uintptr_t>(address)] = bytes;
  world().allocations++;
  return address;
}

// The bytes that were given back, or -1 where there are none.
long give_back(std::map<uintptr_t, size_t> &blocks, uintptr_t address) {
  std::lock_guard<std::mutex> lock(world().mutex);
  auto found = blocks.find(address);
  if (found == blocks.end()) {
    return -1;
  }
  long bytes = static_cast<long>(found->second);
  blocks.erase(found);
  std::free(reinterpret_cast<void *>(address));
  return bytes;
}

void *own_library() {
  Dl_info info{};
  dladdr(reinterpret_cast<void *>(&own_library), &info);
  return dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
}

// What a driver says to a thread without a context, or with one that nobody holds any more.
int without_context() {
  std::lock_guard<std::mutex> lock(world().mutex);
  if (!world().initialized) {
    return kNotInitialized;
  }
  if (current == nullptr) {
    return kInvalidContext;
  }
  return current->users > 0 ? kSuccess : kContextDestroyed;
}

template <typename T>
int create(void **handle, T **made) {
  if (int problem = without_context()) {
    return problem;
  }
  *made = new T(current);
  std::lock_guard<std::mutex> lock(world().mutex);
  world().objects.insert(*made);
  *handle = static_cast<Object *>(*made);
  return kSuccess;
}

// Whether the current context has no such thing, or there is no current context.
template <typename T>
int unknown(void *handle, T **found) {
  if (int problem = without_context()) {
    return problem;
  }
  std::lock_guard<std::mutex> lock(world().mutex);
  auto object = world().objects.find(static_cast<Object *>(handle));
  if (object == world().objects.end() || (*object)->owner != current) {
    return kInvalidHandle;
  }
  *found = static_cast<T *>(*object);
  return kSuccess;
}

template <typename T>
int destroy(T *object) {
  std::lock_guard<std::mutex> lock(world().mutex);
  world().objects.erase(object);
  delete object;
  return kSuccess;
}

int enqueue(void *handle, std::function<int()> work) {
  Stream *stream = nullptr;
  if (int problem = unknown(handle, &stream)) {
    return problem;
  }
  stream->work.push_back(std::move(work));
  return kSuccess;
}

}  // namespace

CALL cuInit(unsigned) {
  world().initialized = true;
  return device_count() > 0 ? kSuccess : kNoDevice;
}

CALL cuDriverGetVersion(int *version) {
  *version = static_cast<int>(number("EMULATOR_DRIVER", 13000));
  return kSuccess;
}

CALL cuGetErrorName(int error, const char **text) {
  switch (error) {
    case kInvalidValue: *text = "CUDA_ERROR_INVALID_VALUE"; break;
    case kOutOfMemory: *text = "CUDA_ERROR_OUT_OF_MEMORY"; break;
    case kNotInitialized: *text = "CUDA_ERROR_NOT_INITIALIZED"; break;
    case kNoDevice: *text = "CUDA_ERROR_NO_DEVICE"; break;
    case kInvalidDevice: *text = "CUDA_ERROR_INVALID_DEVICE"; break;
    case kInvalidContext: *text = "CUDA_ERROR_INVALID_CONTEXT"; break;
    case kInvalidImage: *text = "CUDA_ERROR_INVALID_IMAGE"; break;
    case kInvalidPtx: *text = "CUDA_ERROR_INVALID_PTX"; break;
    case kInvalidHandle: *text = "CUDA_ERROR_INVALID_HANDLE"; break;
    case kNotFound: *text = "CUDA_ERROR_NOT_FOUND"; break;
    case kNotReady: *text = "CUDA_ERROR_NOT_READY"; break;
    case kContextDestroyed: *text = "CUDA_ERROR_CONTEXT_IS_DESTROYED"; break;
    case kLaunchFailed: *text = "CUDA_ERROR_LAUNCH_FAILED"; break;
    default: *text = nullptr; return kInvalidValue;
  }
  return kSuccess;
}

CALL cuGetErrorString(int error, const char **text) { return cuGetErrorName(error, text); }

CALL cuDeviceGetCount(int *count) {
  *count = device_count();
  return world().initialized ? kSuccess : kNotInitialized;
}

CALL cuDeviceGet(int *device, int ordinal) {
  *device = ordinal;
  return ordinal >= 0 && ordinal < device_count() ? kSuccess : kInvalidDevice;
}

CALL cuDeviceGetName(char *name, int length, int device) {
  std::snprintf(name, length, "Emulated GPU %d", device);
  return kSuccess;
}

CALL cuDeviceGetPCIBusId(char *id, int length, int device) {
  std::snprintf(id, length, "0000:%02x:00.0", device + 1);
  return kSuccess;
}

CALL cuDeviceGetAttribute(int *value, int attribute, int) {
  switch (attribute) {
    case 75: *value = static_cast<int>(number("EMULATOR_COMPUTE", 75)) / 10; return kSuccess;
    case 76: *value = static_cast<int>(number("EMULATOR_COMPUTE", 75)) % 10; return kSuccess;
    case 115: *value = 1; return kSuccess;  // stream-ordered allocation
    default: return kInvalidValue;
  }
}

CALL cuDevicePrimaryCtxRetain(void **context, int device) {
  if (device < 0 || device >= device_count()) {
    return kInvalidDevice;
  }
  std::lock_guard<std::mutex> lock(world().mutex);
  world().contexts[device].users++;
  *context = &world().contexts[device];
  return kSuccess;
}

CALL cuDevicePrimaryCtxRelease_v2(int device) {
  std::lock_guard<std::mutex> lock(world().mutex);
  return world().contexts[device].users-- > 0 ? kSuccess : kInvalidContext;
}

CALL cuCtxSetCurrent(void *context) {
  current = static_cast<Context *>(context);
  return kSuccess;
}

CALL cuCtxPushCurrent_v2(void *context) {
  pushed = current;
  return cuCtxSetCurrent(context);
}

CALL cuCtxPopCurrent_v2(void **context) {
  *context = current;
  return cuCtxSetCurrent(pushed);
}

// Knows every kernel by name; the image only has to have it as well.
CALL cuModuleLoadData(void **module, const void *image) {
  std::string ptx = static_cast<const char *>(image);
  if (int problem = without_context()) {
    return problem;
  }
  if (ptx.find(".version 9.0\n.target sm_75\n") == std::string::npos) {
    return kInvalidPtx;
  }
  Module *made = nullptr;
  int code = create(module, &made);
  if (code == kSuccess) {
    made->ptx = std::move(ptx);
  }
  return code;
}

CALL cuModuleLoadDataEx(void **module, const void *image, unsigned, void *, void *) {
  return cuModuleLoadData(module, image);
}

CALL cuModuleUnload(void *handle) {
  Module *module = nullptr;
  int problem = unknown(handle, &module);
  return problem != kSuccess ? problem : destroy(module);
}

CALL cuModuleGetFunction(void **function, void *handle, const char *name) {
  Module *module = nullptr;
  if (int problem = unknown(handle, &module)) {
    return problem;
  }
  std::string entry = std::string(".entry ") + name + "(";
  if (module->ptx.find(entry) == std::string::npos) {
    return kNotFound;
  }
  *function = dlsym(own_library(), name);
  return *function == nullptr ? kNotFound : kSuccess;
}

CALL cuStreamCreate(void **handle, unsigned flags) {
  Stream *stream = nullptr;
  if (flags != 1) {
    return refuse("cuStreamCreate", "waits for the default stream");
  }
  return create(handle, &stream);
}

CALL cuStreamDestroy_v2(void *handle) {
  Stream *stream = nullptr;
  if (int problem = unknown(handle, &stream)) {
    return problem;
  }
  stream->drain();
  return destroy(stream);
}

CALL cuStreamSynchronize(void *handle) {
  Stream *stream = nullptr;
  int problem = unknown(handle, &stream);
  return problem != kSuccess ? problem : stream->drain();
}

CALL cuEventCreate(void **handle, unsigned flags) {
  Event *event = nullptr;
  int problem = create(handle, &event);
  if (problem == kSuccess) {
    event->timed = (flags & 2) == 0;
  }
  return problem;
}

CALL cuEventDestroy_v2(void *handle) {
  Event *event = nullptr;
  int problem = unknown(handle, &event);
  return problem != kSuccess ? problem : destroy(event);
}

CALL cuEventRecord(void *handle, void *stream) {
  Event *event = nullptr;
  if (int problem = unknown(handle, &event)) {
    return problem;
  }
  int problem = enqueue(stream, [event] {
    event->done = true;
    event->when = std::chrono::steady_clock::now();
    return kSuccess;
  });
  if (problem == kSuccess) {
    event->recorded = true;
    event->done = false;
  }
  return problem;
}

CALL cuEventElapsedTime_v2(float *milliseconds, void *start, void *end) {
  Event *s = nullptr;
  Event *e = nullptr;
  int problem = unknown(start, &s);
  if (problem == kSuccess) {
    problem = unknown(end, &e);
  }
  if (problem != kSuccess) {
    return problem;
  }
  if (!s->timed || !e->timed || !s->recorded || !e->recorded) {
    return kInvalidHandle;
  }
  if (!s->done || !e->done) {
    return kNotReady;
  }
  *milliseconds = std::chrono::duration<float, std::milli>(e->when - s->when).count();
  return kSuccess;
}

CALL cuMemGetInfo_v2(size_t *free, size_t *total) {
  if (int problem = without_context()) {
    return problem;
  }
  std::lock_guard<std::mutex> lock(world().mutex);
  *total = memory_limit();
  *free = *total - world().used;
  return kSuccess;
}

CALL cuMemAllocAsync(uint64_t *address, size_t bytes, void *handle) {
  Stream *stream = nullptr;
  if (int problem = unknown(handle, &stream)) {
    return problem;
  }
  if (bytes == 0) {
    return kInvalidValue;
  }
  {
    std::lock_guard<std::mutex> lock(world().mutex);
    if (bytes > memory_limit() - world().used) {
      return kOutOfMemory;
    }
    world().used += bytes;
  }
  void *memory = take(world().memory, bytes);
  *address = reinterpret_cast<uint64_t>(memory);
  return memory == nullptr ? kOutOfMemory : kSuccess;
}

CALL cuMemFreeAsync(uint64_t address, void *stream) {
  return enqueue(stream, [address] {
    long bytes = give_back(world().memory, address);
    if (bytes < 0) {
      return refuse("cuMemFreeAsync", "no such memory");
    }
    std::lock_guard<std::mutex> lock(world().mutex);
    world().used -= bytes;
    return static_cast<int>(kSuccess);
  });
}

CALL cuMemHostAlloc(void **address, size_t bytes, unsigned) {
  if (int problem = without_context()) {
    return problem;
  }
  if (bytes == 0) {
    return kInvalidValue;
  }
  *address = take(world().pinned, bytes);
  return *address == nullptr ? kOutOfMemory : kSuccess;
}

CALL cuMemFreeHost(void *address) {
  if (int problem = without_context()) {
    return problem;
  }
  return give_back(world().pinned, reinterpret_cast<uintptr_t>(address)) < 0
             ? refuse("cuMemFreeHost", "no such memory")
             : kSuccess;
}

CALL cuMemcpyHtoDAsync_v2(uint64_t target, const void *source, size_t bytes, void *stream) {
  return enqueue(stream, [=] {
    if (!inside(world().memory, target, bytes)
        || !inside(world().pinned, reinterpret_cast<uintptr_t>(source), bytes)) {
      return refuse("cuMemcpyHtoDAsync", "leaves the memory");
    }
    std::memcpy(reinterpret_cast<void *>(target), source, bytes);
    return static_cast<int>(kSuccess);
  });
}

CALL cuMemcpyDtoHAsync_v2(void *target, uint64_t source, size_t bytes, void *stream) {
  return enqueue(stream, [=] {
    if (!inside(world().memory, source, bytes)
        || !inside(world().pinned, reinterpret_cast<uintptr_t>(target), bytes)) {
      return refuse("cuMemcpyDtoHAsync", "leaves the memory");
    }
    std::memcpy(target, reinterpret_cast<const void *>(source), bytes);
    return static_cast<int>(kSuccess);
  });
}

CALL cuMemcpyDtoDAsync_v2(uint64_t target, uint64_t source, size_t bytes, void *stream) {
  return enqueue(stream, [=] {
    if (!inside(world().memory, target, bytes) || !inside(world().memory, source, bytes)) {
      return refuse("cuMemcpyDtoDAsync", "leaves the memory");
    }
    std::memmove(reinterpret_cast<void *>(target), reinterpret_cast<const void *>(source), bytes);
    return static_cast<int>(kSuccess);
  });
}

CALL cuMemsetD8Async(uint64_t target, unsigned char value, size_t bytes, void *stream) {
  return enqueue(stream, [=] {
    if (!inside(world().memory, target, bytes)) {
      return refuse("cuMemsetD8Async", "leaves the memory");
    }
    std::memset(reinterpret_cast<void *>(target), value, bytes);
    return static_cast<int>(kSuccess);
  });
}

CALL cuLaunchKernel(
    void *function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x,
    unsigned block_y, unsigned block_z, unsigned shared_bytes, void *stream, void **parameters,
    void **packed) {
  if (grid_x == 0 || grid_y == 0 || grid_z == 0 || grid_x > 0x7fffffffu || grid_y > 65535
      || grid_z > 65535 || block_x * block_y * block_z == 0 || block_x * block_y * block_z > 1024
      || block_z > 64 || shared_bytes != 0) {
    return refuse("cuLaunchKernel", "a grid or block that no GPU takes");
  }
  if (parameters == nullptr || packed != nullptr) {
    return refuse("cuLaunchKernel", "parameters in both ways, or in none");
  }
  const void *tasks = *static_cast<void **>(parameters[0]);
  auto kernel = reinterpret_cast<void (*)(const void *)>(function);
  return enqueue(stream, [=] {
    bool done;
    {
      emulator::CountedLaunch counted(function);
      done = emulator::run_grid(
          kernel, tasks, {grid_x, grid_y, grid_z}, {block_x, block_y, block_z});
    }
    return done ? kSuccess : kLaunchFailed;
  });
}

bool emulator::device_block(uintptr_t address, uintptr_t *first, size_t *bytes) {
  std::lock_guard<std::mutex> lock(world().mutex);
  auto after = world().memory.upper_bound(address);
  if (after == world().memory.begin()) {
    return false;
  }
  --after;
  *first = after->first;
  *bytes = after->second;
  return address - after->first < after->second;
}

// For tests: how much is still there, and how often memory was taken.
CALL emulator_objects() {
  std::lock_guard<std::mutex> lock(world().mutex);
  long users = 0;
  for (const Context &context : world().contexts) {
    users += context.users;
  }
  return static_cast<int>(
      world().objects.size() + users + world().memory.size() + world().pinned.size());
}

CALL emulator_allocations() {
  std::lock_guard<std::mutex> lock(world().mutex);
  return static_cast<int>(world().allocations);
}
