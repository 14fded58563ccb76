// Blocks and threads. Blocks run one after the other. The threads of a kernel that never waits run
// one after the other as well; those of the others are fibers, each with a stack of its own, that
// change places at barriers and shuffles. Every second launch runs blocks and threads in reverse, so
// that results which depend on an order do not go unnoticed.
#include "emulator.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if !defined(__x86_64__)
#include <ucontext.h>
#endif

extern "C" {
// The linker's own names for the borders of the section.
extern const char __start_cooperative[] __attribute__((visibility("hidden")));
extern const char __stop_cooperative[] __attribute__((visibility("hidden")));
}

namespace emulator {

thread_local Here here;
__thread DeviceBlock recent_blocks[kRecentBlocks];

namespace {

constexpr int kWarp = 32;
constexpr size_t kStackBytes = 64 * 1024;
constexpr unsigned char kUndefined = 0xA5;

enum class State { kReady, kAtBarrier, kAtShuffle, kDone };

#if defined(__x86_64__)
// Keeps what a call must keep, and goes on where another fiber stopped.
extern "C" void emulator_switch(void **save, void *load);
asm(R"(
  .text
  .type emulator_switch, @function
emulator_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  .size emulator_switch, . - emulator_switch
)");
#endif

struct Fiber {
  std::unique_ptr<char[]> stack{new char[kStackBytes]};
#if defined(__x86_64__)
  void *pointer = nullptr;
#else
  ucontext_t context;
#endif
  State state = State::kDone;
  Index index{};
  int number = 0;
  int line = 0;
  int phase = 0;
  unsigned barriers = 0;
  unsigned warp_barriers = 0;
};

struct SharedPiece {
  std::unique_ptr<char[]> memory;
  size_t bytes = 0;
  uint64_t block = 0;
};

struct Warp {
  uint64_t values[2][kWarp];
};

// What one thread of the host needs to run blocks.
struct Scheduler {
  std::vector<Fiber> fibers;
  std::vector<Warp> warps;
  std::map<int, SharedPiece> shared;
  uint64_t launch = 0;
  uint64_t block = 0;
  bool faulty = false;
  unsigned other_blocks = 0;
  Fiber *current = nullptr;
  void (*kernel)(const void *) = nullptr;
  const void *tasks = nullptr;
#if defined(__x86_64__)
  void *pointer = nullptr;
#else
  ucontext_t context;
#endif
#if defined(__SANITIZE_ADDRESS__)
  void *fake_stack = nullptr;
  const void *stack_bottom = nullptr;
  size_t stack_size = 0;
#endif

  void enter(Fiber &fiber);
  void leave();
  bool run_cooperative_block(int threads, bool reversed);
  bool release(int threads);
};

thread_local Scheduler scheduler;

void run_fiber() {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(nullptr, &scheduler.stack_bottom, &scheduler.stack_size);
#endif
  scheduler.kernel(scheduler.tasks);
  scheduler.current->state = State::kDone;
  scheduler.leave();
  std::abort();  // A fiber that is done is never entered again.
}

void prepare(Fiber &fiber) {
#if defined(__SANITIZE_ADDRESS__)
  // The frames of the last thread that used the stack never ended.
  __asan_unpoison_memory_region(fiber.stack.get(), kStackBytes);
#endif
#if defined(__x86_64__)
  uintptr_t top = (reinterpret_cast<uintptr_t>(fiber.stack.get()) + kStackBytes) & ~uintptr_t{15};
  void **words = reinterpret_cast<void **>(top);
  words[-1] = nullptr;
  words[-2] = reinterpret_cast<void *>(&run_fiber);
  for (int i = 3; i <= 8; i++) {
    words[-i] = nullptr;
  }
  fiber.pointer = words - 8;
#else
  getcontext(&fiber.context);
  fiber.context.uc_stack.ss_sp = fiber.stack.get();
  fiber.context.uc_stack.ss_size = kStackBytes;
  fiber.context.uc_link = nullptr;
  makecontext(&fiber.context, run_fiber, 0);
#endif
}

void Scheduler::enter(Fiber &fiber) {
  current = &fiber;
  here.thread = fiber.index;
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_start_switch_fiber(&fake_stack, fiber.stack.get(), kStackBytes);
#endif
#if defined(__x86_64__)
  emulator_switch(&pointer, fiber.pointer);
#else
  swapcontext(&context, &fiber.context);
#endif
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(fake_stack, nullptr, nullptr);
#endif
  current = nullptr;
}

void Scheduler::leave() {
  Fiber &fiber = *current;
#if defined(__SANITIZE_ADDRESS__)
  void *fake = nullptr;
  __sanitizer_start_switch_fiber(
      fiber.state == State::kDone ? nullptr : &fake, stack_bottom, stack_size);
#endif
#if defined(__x86_64__)
  emulator_switch(&fiber.pointer, pointer);
#else
  swapcontext(&fiber.context, &context);
#endif
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(fake, &stack_bottom, &stack_size);
#endif
}

bool complain(const char *what, const Fiber &fiber) {
  std::fprintf(
      stderr, "emulator: %s (block %u,%u,%u, thread %d, line %d)\n", what, here.block.x,
      here.block.y, here.block.z, fiber.number, fiber.line);
  return false;
}

// Lets threads go on whose partners have all arrived. False if nobody can.
bool Scheduler::release(int threads) {
  bool released = false;
  for (int first = 0; first < threads; first += kWarp) {
    int last = first + kWarp < threads ? first + kWarp : threads;
    bool together = true;
    for (int t = first; t < last; t++) {
      together &= fibers[t].state == State::kAtShuffle && fibers[t].line == fibers[first].line;
    }
    if (together) {
      for (int t = first; t < last; t++) {
        fibers[t].state = State::kReady;
      }
      released = true;
    }
  }
  if (released) {
    return true;
  }
  int line = -1;
  for (int t = 0; t < threads; t++) {
    if (fibers[t].state == State::kAtShuffle) {
      return complain("a shuffle that not all lanes of the warp take part in", fibers[t]);
    }
    if (fibers[t].state == State::kAtBarrier) {
      if (line >= 0 && line != fibers[t].line) {
        return complain("threads of a block wait at different barriers", fibers[t]);
      }
      line = fibers[t].line;
    }
  }
  for (int t = 0; t < threads; t++) {
    if (line >= 0 && fibers[t].state == State::kDone) {
      return complain("a thread ended while others wait at a barrier", fibers[t]);
    }
    fibers[t].state = State::kReady;
  }
  return true;
}

bool Scheduler::run_cooperative_block(int threads, bool reversed) {
  if (fibers.size() < static_cast<size_t>(threads)) {
    fibers = std::vector<Fiber>(threads);
    warps = std::vector<Warp>((threads + kWarp - 1) / kWarp);
  }
  const Index size = here.block_size;
  for (int t = 0; t < threads; t++) {
    Fiber &fiber = fibers[t];
    fiber.number = t;
    unsigned u = t;
    fiber.index = {u % size.x, u / size.x % size.y, u / size.x / size.y};
    fiber.state = State::kReady;
    fiber.phase = 0;
    fiber.barriers = 0;
    fiber.warp_barriers = 0;
    prepare(fiber);
  }
  for (;;) {
    bool ran = false;
    int done = 0;
    for (int i = 0; i < threads; i++) {
      Fiber &fiber = fibers[reversed ? threads - 1 - i : i];
      if (fiber.state == State::kReady) {
        enter(fiber);
        ran = true;
      }
      done += fiber.state == State::kDone;
    }
    if (done == threads) {
      return true;
    }
    if (!release(threads) || !ran) {
      return false;
    }
  }
}

bool is_cooperative(void (*kernel)(const void *)) {
  const char *address = reinterpret_cast<const char *>(kernel);
  return address >= __start_cooperative && address < __stop_cooperative;
}

void run_plain_block(void (*kernel)(const void *), const void *tasks, bool reversed) {
  const Index size = here.block_size;
  unsigned threads = size.x * size.y * size.z;
  for (unsigned i = 0; i < threads; i++) {
    unsigned t = reversed ? threads - 1 - i : i;
    here.thread = {t % size.x, t / size.x % size.y, t / size.x / size.y};
    kernel(tasks);
  }
}

Fiber &waiting_fiber(int line) {
  if (scheduler.current == nullptr) {
    std::fprintf(stderr, "emulator: line %d waits in a kernel that is not cooperative\n", line);
    std::abort();
  }
  scheduler.current->line = line;
  return *scheduler.current;
}

}  // namespace

void barrier(int line) {
  Fiber &fiber = waiting_fiber(line);
  fiber.state = State::kAtBarrier;
  scheduler.leave();
  fiber.barriers++;
}

int lane() { return waiting_fiber(0).number % kWarp; }

// The values of all lanes, once each lane has handed in its own.
static const uint64_t *values_of_warp(unsigned mask, uint64_t value, int line) {
  Fiber &fiber = waiting_fiber(line);
  if (mask != 0xffffffffu) {
    std::fprintf(stderr, "emulator: line %d: only whole warps exchange values\n", line);
    std::abort();
  }
  Warp &warp = scheduler.warps[fiber.number / kWarp];
  // Two sets of values in turn: nobody writes the next one before all have read this one.
  uint64_t *values = warp.values[fiber.phase];
  fiber.phase ^= 1;
  values[fiber.number % kWarp] = value;
  fiber.state = State::kAtShuffle;
  scheduler.leave();
  return values;
}

uint64_t exchange(unsigned mask, uint64_t value, int from, int line) {
  return values_of_warp(mask, value, line)[from & (kWarp - 1)];
}

bool all(unsigned mask, bool predicate, int line) {
  const uint64_t *values = values_of_warp(mask, predicate, line);
  for (int i = 0; i < kWarp; i++) {
    if (!values[i]) {
      return false;
    }
  }
  return true;
}

void warp_barrier(unsigned mask, int line) {
  values_of_warp(mask, 0, line);
  scheduler.current->warp_barriers++;
}

Progress progress() {
  const Fiber *fiber = scheduler.current;
  unsigned thread =
      here.thread.x + here.block_size.x * (here.thread.y + here.block_size.y * here.thread.z);
  return {
      scheduler.launch, scheduler.block, thread, fiber == nullptr ? 0 : fiber->barriers,
      fiber == nullptr ? 0 : fiber->warp_barriers};
}

void *shared_memory(int declaration, size_t bytes) {
  SharedPiece &piece = scheduler.shared[declaration];
  if (piece.bytes != bytes) {
    piece.memory.reset(new char[bytes]);
    piece.bytes = bytes;
    piece.block = 0;
  }
  if (piece.block != scheduler.block) {
    std::memset(piece.memory.get(), kUndefined, bytes);
    piece.block = scheduler.block;
  }
  return piece.memory.get();
}

bool is_other_device_memory(uintptr_t address, size_t bytes) {
  DeviceBlock block;
  if (!device_block(address, &block.first, &block.bytes)) {
    return false;
  }
  recent_blocks[scheduler.other_blocks++ % kRecentBlocks] = block;
  return bytes <= block.bytes - (address - block.first);
}

void fault(const char *what, uint64_t value, int line) {
  if (!scheduler.faulty) {
    std::fprintf(
        stderr, "emulator: line %d: %s: 0x%llx (block %u,%u,%u, thread %u,%u)\n", line, what,
        static_cast<unsigned long long>(value), here.block.x, here.block.y, here.block.z,
        here.thread.x, here.thread.y);
  }
  scheduler.faulty = true;
}

bool run_grid(void (*kernel)(const void *), const void *tasks, Index grid, Index block) {
  static std::atomic<unsigned> launches{0};
  bool reversed = launches++ % 2 == 1;
  bool cooperative = is_cooperative(kernel);
  int threads = static_cast<int>(block.x * block.y * block.z);
  here.block_size = block;
  here.grid_size = grid;
  scheduler.kernel = kernel;
  scheduler.tasks = tasks;
  scheduler.launch++;
  scheduler.faulty = false;
  std::memset(recent_blocks, 0, sizeof(recent_blocks));
  uint64_t blocks = static_cast<uint64_t>(grid.x) * grid.y * grid.z;
  for (uint64_t i = 0; i < blocks; i++) {
    uint64_t b = reversed ? blocks - 1 - i : i;
    here.block = {
        static_cast<unsigned>(b % grid.x), static_cast<unsigned>(b / grid.x % grid.y),
        static_cast<unsigned>(b / grid.x / grid.y)};
    scheduler.block++;
    if (!cooperative) {
      run_plain_block(kernel, tasks, reversed);
    } else if (!scheduler.run_cooperative_block(threads, reversed)) {
      return false;
    }
  }
  return !scheduler.faulty;
}

}  // namespace emulator
