// What the instructions of PTX do, for kernels that were translated from PTX to C++ by
// PtxTranslation: one function per instruction and type, named as the instruction is with '_' for
// '.'. Results are the first parameters, by reference. An instruction that is missing here does not
// compile. Source: NVIDIA's PTX ISA 9.0, chapter 9.7.
//
// Stricter than a GPU where that finds mistakes: an access outside what was allocated or declared is
// noticed to the byte, and dividing by zero is an error.
#pragma once

#include <cmath>
#include <limits>

#include "emulator.h"
#include "races.h"

namespace ptx {

using b16 = uint16_t;
using b32 = uint32_t;
using b64 = uint64_t;
using u8 = uint8_t;
using u16 = uint16_t;
using u32 = uint32_t;
using u64 = uint64_t;
using s16 = int16_t;
using s32 = int32_t;
using s64 = int64_t;
using pred = bool;

// What a register holds before anything was written to it.
constexpr u64 kRubbish = 0xA5A5A5A5A5A5A5A5u;

inline float f32_bits(u32 bits) {
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

inline double f64_bits(u64 bits) {
  double value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

inline u32 tid_x() { return emulator::here.thread.x; }
inline u32 tid_y() { return emulator::here.thread.y; }
inline u32 ntid_x() { return emulator::here.block_size.x; }
inline u32 ntid_y() { return emulator::here.block_size.y; }
inline u32 ctaid_x() { return emulator::here.block.x; }
inline u32 ctaid_y() { return emulator::here.block.y; }
inline u32 ctaid_z() { return emulator::here.block.z; }
inline u32 nctaid_x() { return emulator::here.grid_size.x; }
inline u32 nctaid_y() { return emulator::here.grid_size.y; }

// ---- Memory ----

// Variables in shared memory lie a mebibyte apart, so that an address says which one is meant. They
// are aligned as declared and no better: what needs more is found.
constexpr int kSharedShift = 20;
constexpr int kSharedVariables = 8;

struct SharedVariable {
  char *memory;
  u32 bytes;
  u32 base;
};
inline thread_local SharedVariable shared_variables[kSharedVariables];

// The address of the variable in the block that runs now.
inline u32 shared_variable(int declaration, u32 bytes, u32 alignment) {
  u32 base = (static_cast<u32>(declaration + 1) << kSharedShift) + alignment;
  shared_variables[declaration] = {
      static_cast<char *>(emulator::shared_memory(declaration, bytes)), bytes, base};
  return base;
}

struct Global {
  static constexpr bool kShared = false;
  using Address = u64;
  static char *at(Address address, u32 bytes) {
    return emulator::is_device_memory(address, bytes) ? reinterpret_cast<char *>(address) : nullptr;
  }
};

struct Shared {
  static constexpr bool kShared = true;
  using Address = u32;
  static char *at(Address address, u32 bytes) {
    u32 declaration = (address >> kSharedShift) - 1;
    if (declaration >= kSharedVariables) {
      return nullptr;
    }
    const SharedVariable &variable = shared_variables[declaration];
    u32 offset = address - variable.base;
    bool inside = bytes <= variable.bytes && offset <= variable.bytes - bytes;
    return inside ? variable.memory + offset : nullptr;
  }
};

// Where an access goes, or null after it was reported.
template <typename Space>
[[gnu::always_inline]] inline char *access(emulator::Touch touch, typename Space::Address address, u32 bytes, int line) {
  if (address % bytes != 0) {
    emulator::fault("an address that is not a multiple of the access's size", address, line);
    return nullptr;
  }
  char *memory = Space::at(address, bytes);
  if (memory == nullptr) {
    emulator::fault("an address outside of all memory", address, line);
  } else {
    emulator::touch(touch, memory, bytes, Space::kShared, line);
  }
  return memory;
}

template <typename Space, typename T, typename... D>
void load(typename Space::Address address, int line, D &...results) {
  const char *memory = access<Space>(emulator::Touch::kRead, address, sizeof(T) * sizeof...(D), line);
  if (memory == nullptr) {
    ((results = D{}), ...);
    return;
  }
  auto next = [&memory] {
    T value;
    std::memcpy(&value, memory, sizeof(T));
    memory += sizeof(T);
    return value;
  };
  // Into a wider register by the sign of the memory's type.
  ((results = static_cast<D>(next())), ...);
}

template <typename Space, typename T, typename... V>
void store(typename Space::Address address, int line, V... values) {
  char *memory = access<Space>(emulator::Touch::kWrite, address, sizeof(T) * sizeof...(V), line);
  if (memory == nullptr) {
    return;
  }
  auto put = [&memory](T value) {
    std::memcpy(memory, &value, sizeof(T));
    memory += sizeof(T);
  };
  (put(static_cast<T>(values)), ...);
}

#define LINE int line = __builtin_LINE()

#define PTX_ACCESS(space, type, Space, T)                                              \
  template <typename D>                                                                \
  void ld_##space##_##type(D &d, Space::Address a, LINE) { load<Space, T>(a, line, d); } \
  template <typename V>                                                                \
  void st_##space##_##type(Space::Address a, V v, LINE) { store<Space, T>(a, line, v); } \
  template <typename D>                                                                \
  void ld_##space##_v2_##type(D &d, D &e, Space::Address a, LINE) {                    \
    load<Space, T>(a, line, d, e);                                                     \
  }                                                                                    \
  template <typename D>                                                                \
  void ld_##space##_v4_##type(D &d, D &e, D &f, D &g, Space::Address a, LINE) {        \
    load<Space, T>(a, line, d, e, f, g);                                               \
  }                                                                                    \
  template <typename V>                                                                \
  void st_##space##_v2_##type(Space::Address a, V v, V w, LINE) {                      \
    store<Space, T>(a, line, v, w);                                                    \
  }                                                                                    \
  template <typename V>                                                                \
  void st_##space##_v4_##type(Space::Address a, V v, V w, V x, V y, LINE) {            \
    store<Space, T>(a, line, v, w, x, y);                                              \
  }
#define PTX_SPACE(space, Space)           \
  PTX_ACCESS(space, u8, Space, u8)        \
  PTX_ACCESS(space, u16, Space, u16)      \
  PTX_ACCESS(space, s16, Space, s16)      \
  PTX_ACCESS(space, u32, Space, u32)      \
  PTX_ACCESS(space, s32, Space, s32)      \
  PTX_ACCESS(space, u64, Space, u64)      \
  PTX_ACCESS(space, f32, Space, float)    \
  PTX_ACCESS(space, f64, Space, double)
PTX_SPACE(global, Global)
PTX_SPACE(shared, Shared)

#define PTX_ATOMIC(space, operation, type, Space, result)                                   \
  inline void atom_##space##_##operation##_##type(type &d, Space::Address a, type b, LINE) { \
    char *at = access<Space>(emulator::Touch::kAtomic, a, sizeof(type), line);               \
    type *memory = reinterpret_cast<type *>(at);                                             \
    d = at == nullptr ? 0 : result;                                                          \
  }
PTX_ATOMIC(shared, add, u32, Shared, atomicAdd(memory, b))
PTX_ATOMIC(global, add, u32, Global, atomicAdd(memory, b))
PTX_ATOMIC(global, add, u64, Global, atomicAdd(memory, b))
PTX_ATOMIC(global, min, u32, Global, atomicMin(memory, b))
PTX_ATOMIC(global, max, u32, Global, atomicMax(memory, b))

inline void ld_param_u64(u64 &d, u64 parameter) { d = parameter; }
// Addresses of device memory are the same in the generic space.
inline void cvta_to_global_u64(u64 &d, u64 a) { d = a; }
inline void cvta_global_u64(u64 &d, u64 a) { d = a; }

// ---- Moving and choosing ----

#define PTX_MOVE(type) \
  inline void mov_##type(type &d, type a) { d = a; }
PTX_MOVE(u16)
PTX_MOVE(u32)
PTX_MOVE(u64)
PTX_MOVE(pred)
inline void mov_f32(float &d, float a) { d = a; }
inline void mov_f64(double &d, double a) { d = a; }

template <typename To, typename From>
void bits(To &to, From from) {
  static_assert(sizeof(To) == sizeof(From));
  std::memcpy(&to, &from, sizeof(to));
}
template <typename D, typename A>
void mov_b32(D &d, A a) { bits(d, a); }
template <typename D, typename A>
void mov_b64(D &d, A a) { bits(d, a); }
inline void mov_b32(u32 &d, u16 low, u16 high) { d = low | static_cast<u32>(high) << 16; }
inline void mov_b32(u16 &low, u16 &high, u32 a) {
  low = static_cast<u16>(a);
  high = static_cast<u16>(a >> 16);
}
template <typename D>
void mov_b64(D &d, u32 low, u32 high) { bits(d, low | static_cast<u64>(high) << 32); }
template <typename A>
void mov_b64(u32 &low, u32 &high, A a) {
  u64 all;
  bits(all, a);
  low = static_cast<u32>(all);
  high = static_cast<u32>(all >> 32);
}

#define PTX_SELECT(name, type) \
  inline void selp_##name(type &d, type a, type b, bool c) { d = c ? a : b; }
PTX_SELECT(b16, u16)
PTX_SELECT(b32, u32)
PTX_SELECT(u32, u32)
PTX_SELECT(b64, u64)
PTX_SELECT(u64, u64)
PTX_SELECT(f32, float)
PTX_SELECT(f64, double)

#define PTX_COMPARE(name, type, expression) \
  inline void setp_##name(bool &d, type a, type b) { d = expression; }
#define PTX_ORDER(suffix, type)               \
  PTX_COMPARE(eq_##suffix, type, a == b)      \
  PTX_COMPARE(ne_##suffix, type, a != b)      \
  PTX_COMPARE(lt_##suffix, type, a < b)       \
  PTX_COMPARE(le_##suffix, type, a <= b)      \
  PTX_COMPARE(gt_##suffix, type, a > b)       \
  PTX_COMPARE(ge_##suffix, type, a >= b)
PTX_ORDER(s16, s16)
PTX_ORDER(u16, u16)
PTX_ORDER(s32, s32)
PTX_ORDER(u32, u32)
PTX_ORDER(s64, s64)
PTX_ORDER(u64, u64)
PTX_COMPARE(lt_f32, float, a < b)
PTX_COMPARE(lt_f64, double, a < b)
// True as well where one of the two is no number.
PTX_COMPARE(geu_f32, float, !(a < b))
PTX_COMPARE(geu_f64, double, !(a < b))

// ---- Whole numbers: they wrap around ----

#define PTX_BINARY(name, type, expression) \
  inline void name(type &d, type a, type b) { d = static_cast<type>(expression); }
// Through the register's unsigned type, for which C++ defines wrapping around as well.
#define PTX_SIGNED(name, bits, s, expression)                        \
  inline void name(bits &d, s a, s b) { d = static_cast<bits>(expression); }

#define PTX_LOGIC(bits, type)               \
  PTX_BINARY(and_##bits, type, a & b)       \
  PTX_BINARY(or_##bits, type, a | b)        \
  PTX_BINARY(xor_##bits, type, a ^ b)       \
  inline void not_##bits(type &d, type a) { d = static_cast<type>(~a); }
PTX_LOGIC(b16, u16)
PTX_LOGIC(b32, u32)
PTX_LOGIC(b64, u64)
PTX_BINARY(and_pred, bool, a && b)
PTX_BINARY(or_pred, bool, a || b)
PTX_BINARY(xor_pred, bool, a != b)
inline void not_pred(bool &d, bool a) { d = !a; }

PTX_BINARY(add_s16, u16, a + b)
PTX_BINARY(add_s32, u32, a + b)
PTX_BINARY(add_s64, u64, a + b)
PTX_BINARY(sub_s16, u16, a - b)
PTX_BINARY(sub_s32, u32, a - b)
PTX_BINARY(sub_s64, u64, a - b)
PTX_BINARY(mul_lo_s32, u32, a *b)
PTX_BINARY(mul_lo_s64, u64, a *b)
inline void mad_lo_s32(u32 &d, u32 a, u32 b, u32 c) { d = a * b + c; }
inline void mul_wide_u16(u32 &d, u16 a, u16 b) { d = static_cast<u32>(a) * b; }
inline void mul_wide_s32(u64 &d, s32 a, s32 b) { d = static_cast<u64>(static_cast<s64>(a) * b); }
inline void mul_wide_u32(u64 &d, u32 a, u32 b) { d = static_cast<u64>(a) * b; }
inline void neg_s32(u32 &d, u32 a) { d = 0u - a; }
inline void neg_s64(u64 &d, u64 a) { d = 0u - a; }

PTX_BINARY(min_u32, u32, a < b ? a : b)
PTX_BINARY(max_u32, u32, a > b ? a : b)
PTX_SIGNED(min_s32, u32, s32, a < b ? a : b)
PTX_SIGNED(max_s32, u32, s32, a > b ? a : b)

// Shifts by the type's width or more give nothing, or the sign.
inline void shl_b32(u32 &d, u32 a, u32 by) { d = by > 31 ? 0 : a << by; }
inline void shl_b64(u64 &d, u64 a, u32 by) { d = by > 63 ? 0 : a << by; }
inline void shr_u32(u32 &d, u32 a, u32 by) { d = by > 31 ? 0 : a >> by; }
inline void shr_u64(u64 &d, u64 a, u32 by) { d = by > 63 ? 0 : a >> by; }
inline void shr_s32(u32 &d, s32 a, u32 by) { d = static_cast<u32>(a >> (by > 31 ? 31 : by)); }

template <typename T>
bool divides(T a, T b, int line) {
  bool overflows =
      std::numeric_limits<T>::is_signed && a == std::numeric_limits<T>::min() && b == T(-1);
  if (b == 0 || overflows) {
    emulator::fault("a division without a result", 0, line);
    return false;
  }
  return true;
}
#define PTX_DIVIDE(type, register)                                       \
  inline void div_##type(register &d, type a, type b, LINE) {            \
    d = divides(a, b, line) ? static_cast<register>(a / b) : 0;          \
  }                                                                      \
  inline void rem_##type(register &d, type a, type b, LINE) {            \
    d = divides(a, b, line) ? static_cast<register>(a % b) : 0;          \
  }
PTX_DIVIDE(u16, u16)
PTX_DIVIDE(u32, u32)
PTX_DIVIDE(u64, u64)
PTX_DIVIDE(s32, u32)

// Four bytes out of the eight of b and a, chosen by a digit each; the digit's top bit asks for the
// byte's sign instead.
inline void prmt_b32(u32 &d, u32 a, u32 b, u32 choice) {
  u64 bytes = a | static_cast<u64>(b) << 32;
  u32 result = 0;
  for (int i = 0; i < 4; i++) {
    u32 digit = choice >> 4 * i & 15;
    u32 byte = static_cast<u32>(bytes >> 8 * (digit & 7)) & 255;
    if (digit & 8) {
      byte = byte & 128 ? 255 : 0;
    }
    result |= byte << 8 * i;
  }
  d = result;
}

// Puts the lowest bits of a into b.
inline void bfi_b64(u64 &d, u64 a, u64 b, u32 position, u32 length) {
  position &= 255;
  length &= 255;
  u64 mask = length > 63 ? ~u64{0} : (u64{1} << length) - 1;
  mask = position > 63 ? 0 : mask << position;
  d = (b & ~mask) | ((position > 63 ? 0 : a << position) & mask);
}

// Two 16-bit factors by the two lower bytes, and a sum.
inline void dp2a_lo_s32_u32(u32 &d, u32 a, u32 b, u32 c) {
  s32 first = static_cast<s16>(a);
  s32 second = static_cast<s16>(a >> 16);
  d = c + static_cast<u32>(first * static_cast<s32>(b & 255))
      + static_cast<u32>(second * static_cast<s32>(b >> 8 & 255));
}

// ---- Numbers with a fraction: nothing is fused or flushed but where the instruction says so ----

PTX_BINARY(add_rn_f32, float, a + b)
PTX_BINARY(sub_rn_f32, float, a - b)
PTX_BINARY(mul_rn_f32, float, a *b)
PTX_BINARY(div_rn_f32, float, a / b)
PTX_BINARY(add_rn_f64, double, a + b)
PTX_BINARY(sub_rn_f64, double, a - b)
PTX_BINARY(mul_rn_f64, double, a *b)
PTX_BINARY(div_rn_f64, double, a / b)
inline void fma_rn_f32(float &d, float a, float b, float c) { d = std::fma(a, b, c); }
inline void fma_rn_f64(double &d, double a, double b, double c) { d = std::fma(a, b, c); }
inline void abs_f32(float &d, float a) { d = std::fabs(a); }
inline void neg_f32(float &d, float a) { d = -a; }

// The number of the two if only one is a number; -0 is less than +0.
inline void min_f32(float &d, float a, float b) {
  d = std::isnan(a) ? b : std::isnan(b) ? a : a == b ? (std::signbit(a) ? a : b) : a < b ? a : b;
}
inline void max_f32(float &d, float a, float b) {
  d = std::isnan(a) ? b : std::isnan(b) ? a : a == b ? (std::signbit(a) ? b : a) : a > b ? a : b;
}

// ---- Conversions ----

#define PTX_CONVERT(name, to, from) \
  inline void cvt_##name(to &d, from a) { d = static_cast<to>(a); }
// By way of the signed type, whose sign fills the wider register.
#define PTX_EXTEND(name, to, wide, narrow) \
  inline void cvt_##name(to &d, narrow a) { d = static_cast<to>(static_cast<wide>(a)); }
PTX_EXTEND(s64_s32, u64, s64, s32)
PTX_EXTEND(s32_s16, u32, s32, s16)
PTX_CONVERT(u64_u32, u64, u32)
PTX_CONVERT(u32_u64, u32, u64)
PTX_CONVERT(u32_u16, u32, u16)
PTX_CONVERT(u16_u32, u16, u32)
PTX_CONVERT(rn_f32_u16, float, u16)
PTX_CONVERT(rn_f32_u32, float, u32)
PTX_CONVERT(rn_f32_s32, float, s32)
PTX_CONVERT(rn_f64_s32, double, s32)
PTX_CONVERT(rn_f64_u64, double, u64)
PTX_CONVERT(rn_f32_f64, float, double)
PTX_CONVERT(f64_f32, double, float)

// The nearest whole number that the type holds; nothing for what is no number.
template <typename T>
T whole(double a) {
  if (std::isnan(a)) {
    return 0;
  }
  double rounded = std::trunc(a);
  double lowest = std::numeric_limits<T>::min();
  double highest = std::numeric_limits<T>::max();
  return static_cast<T>(rounded < lowest ? lowest : rounded > highest ? highest : rounded);
}
inline void cvt_rzi_s32_f32(u32 &d, float a) { d = static_cast<u32>(whole<s32>(a)); }
inline void cvt_rzi_u32_f32(u32 &d, float a) { d = whole<u32>(a); }
inline void cvt_rni_f32_f32(float &d, float a) { d = std::nearbyint(a); }
inline void cvt_rmi_f32_f32(float &d, float a) { d = std::floor(a); }

// ---- Threads that wait for each other ----

inline void bar_sync(int, LINE) { emulator::barrier(line); }
inline void bar_warp_sync(u32 mask, LINE) { emulator::warp_barrier(mask, line); }
inline void vote_sync_all_pred(bool &d, bool a, u32 mask, LINE) {
  d = emulator::all(mask, a, line);
}

// Only of whole warps: c holds the lanes' borders.
inline void whole_warp(u32 c, u32 expected, int line) {
  if (c != expected) {
    emulator::fault("a shuffle within a part of a warp", c, line);
  }
}
inline void shfl_sync_bfly_b32(u32 &d, bool &p, u32 a, u32 b, u32 c, u32 mask, LINE) {
  whole_warp(c, 31, line);
  d = static_cast<u32>(emulator::exchange(mask, a, emulator::lane() ^ static_cast<int>(b), line));
  p = true;
}
inline void shfl_sync_idx_b32(u32 &d, bool &p, u32 a, u32 b, u32 c, u32 mask, LINE) {
  whole_warp(c, 31, line);
  d = static_cast<u32>(emulator::exchange(mask, a, static_cast<int>(b & 31), line));
  p = true;
}
// Lanes without a lane that far below keep their own value.
inline void shfl_sync_up_b32(u32 &d, bool &p, u32 a, u32 b, u32 c, u32 mask, LINE) {
  whole_warp(c, 0, line);
  int from = emulator::lane() - static_cast<int>(b);
  p = from >= 0;
  d = static_cast<u32>(emulator::exchange(mask, a, p ? from : emulator::lane(), line));
}

#undef LINE

}  // namespace ptx
