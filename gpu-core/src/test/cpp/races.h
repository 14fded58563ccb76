// Finds threads that touch the same byte in an order that nothing decides: two accesses of a launch,
// one of them a write that is not atomic, without a barrier between them that both threads wait at.
// Also finds shared memory that is read before its block wrote it. Only where CHECK_RACES is defined;
// it costs a few dozen bytes for each byte that a launch touches.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <unordered_map>

#include "emulator.h"

namespace emulator {

enum class Touch { kRead, kWrite, kAtomic };

#if !defined(CHECK_RACES)

inline void touch(Touch, const char *, unsigned, bool, int) {}

#else

// Some accesses to a byte, as far as later ones may still be unordered with them.
struct Accesses {
  static constexpr unsigned kWarp = 32;

  uint64_t block = 0;  // 0: none.
  unsigned barriers = 0;
  unsigned warp_barriers = 0;
  unsigned thread = 0;
  bool other_blocks = false;
  bool other_warps = false;
  bool other_threads = false;

  // Whether nothing orders one of them before what the thread does now.
  bool unordered(const Progress &now) const {
    if (block == 0) {
      return false;
    }
    if (other_blocks || block != now.block) {
      return true;
    }
    if (barriers != now.barriers) {
      return false;
    }
    if (other_warps || thread / kWarp != now.thread / kWarp) {
      return true;
    }
    return warp_barriers == now.warp_barriers && (other_threads || thread != now.thread);
  }

  void add(const Progress &now) {
    bool same_block = block == now.block;
    bool same_interval = same_block && barriers == now.barriers;
    bool same_warp = thread / kWarp == now.thread / kWarp;
    other_blocks |= block != 0 && !same_block;
    other_warps = same_interval && (other_warps || !same_warp);
    other_threads = same_interval && warp_barriers == now.warp_barriers
                    && (other_threads || thread != now.thread);
    block = now.block;
    barriers = now.barriers;
    warp_barriers = now.warp_barriers;
    thread = now.thread;
  }
};

struct TouchedByte {
  uint64_t block = 0;
  Accesses reads;
  Accesses writes;
  Accesses atomics;
};

struct TouchedPage {
  static constexpr uintptr_t kBytes = 4096;
  TouchedByte bytes[kBytes];
};

// What the launch that this thread of the host runs now has touched.
struct TouchedMemory {
  uint64_t launch = 0;
  std::unordered_map<uintptr_t, std::unique_ptr<TouchedPage>> pages;

  TouchedByte &at(uintptr_t address) {
    std::unique_ptr<TouchedPage> &page = pages[address / TouchedPage::kBytes];
    if (page == nullptr) {
      page.reset(new TouchedPage);
    }
    return page->bytes[address % TouchedPage::kBytes];
  }
};
inline thread_local TouchedMemory touched_memory;

// Notes an access to device memory, or to memory that the block shares.
inline void touch(Touch touch, const char *memory, unsigned bytes, bool shared, int line) {
  Progress now = progress();
  if (touched_memory.launch != now.launch) {
    touched_memory.launch = now.launch;
    touched_memory.pages.clear();
  }
  uintptr_t address = reinterpret_cast<uintptr_t>(memory);
  for (uintptr_t a = address; a < address + bytes; a++) {
    TouchedByte &byte = touched_memory.at(a);
    if (shared && byte.block != now.block) {
      byte = {};  // Another block had memory of its own.
    }
    byte.block = now.block;
    if (shared && touch != Touch::kWrite && byte.writes.block == 0) {
      fault("shared memory is read that its block has not written", a, line);
    }
    if (byte.writes.unordered(now)) {
      fault("another thread wrote this byte, at any time", a, line);
    }
    if (touch != Touch::kRead && byte.reads.unordered(now)) {
      fault("another thread reads this byte, at any time", a, line);
    }
    if (touch != Touch::kAtomic && byte.atomics.unordered(now)) {
      fault("another thread counts in this byte, at any time", a, line);
    }
    (touch == Touch::kRead ? byte.reads : touch == Touch::kWrite ? byte.writes : byte.atomics)
        .add(now);
  }
}

#endif

}  // namespace emulator
