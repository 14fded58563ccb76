// The calls of NVML that the device makes, answered for emulated GPUs: in place of
// libnvidia-ml.so.1. A card uses EMULATOR_WATTS all the time; without the variable, 250.
// EMULATOR_NVML names a call that fails: init or energy.
#include <chrono>
#include <cstdlib>
#include <cstring>

#define CALL extern "C" __attribute__((visibility("default")))

namespace {

enum Result { kSuccess = 0, kInvalidArgument = 2, kNotSupported = 3, kDriverNotLoaded = 9 };

bool fails(const char *call) {
  const char *named = std::getenv("EMULATOR_NVML");
  return named != nullptr && std::strcmp(named, call) == 0;
}

int card;

}  // namespace

CALL int nvmlInit_v2() { return fails("init") ? kDriverNotLoaded : kSuccess; }

CALL int nvmlShutdown() { return kSuccess; }

CALL const char *nvmlErrorString(int code) {
  switch (code) {
    case kInvalidArgument: return "Invalid Argument";
    case kNotSupported: return "Not Supported";
    case kDriverNotLoaded: return "Driver Not Loaded";
    default: return "Unknown Error";
  }
}

CALL int nvmlDeviceGetHandleByPciBusId_v2(const char *id, void **device) {
  *device = &card;
  // As driver.cpp has them: bus 1 is GPU 0.
  return std::strncmp(id, "0000:0", 6) == 0 ? kSuccess : kInvalidArgument;
}

CALL int nvmlDeviceGetTotalEnergyConsumption(void *device, unsigned long long *millijoules) {
  if (device != &card) {
    return kInvalidArgument;
  }
  const char *watts = std::getenv("EMULATOR_WATTS");
  auto now = std::chrono::steady_clock::now().time_since_epoch();
  double seconds = std::chrono::duration<double>(now).count();
  *millijoules = static_cast<unsigned long long>(
      seconds * 1000 * (watts == nullptr ? 250 : std::atof(watts)));
  return fails("energy") ? kNotSupported : kSuccess;
}
