package dev.xraygpu.gpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine that is made up: what it has, what it lacks, what fails. */
public final class FakeCudaQueries implements CudaQueries {
  private final List<CudaCard> cards = new ArrayList<>();
  private final Set<String> missing = new HashSet<>();
  private final Map<String, CudaException> failures = new HashMap<>();
  private final Map<Integer, CudaMemory> memory = new HashMap<>();
  private final List<String> loaded = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private @Nullable LinkageError bindingsFailure;
  private int driver = 13_010;

  /** A machine with these GPUs, 80 GiB each, all free. */
  public static FakeCudaQueries with(CudaCard... cards) {
    FakeCudaQueries queries = new FakeCudaQueries();
    queries.cards.addAll(List.of(cards));
    return queries;
  }

  /** Such a GPU. */
  public static CudaCard card(int index, String name, int major, int minor) {
    return new CudaCard(index, name, new ComputeCapability(major, minor));
  }

  /** Lacks these libraries. */
  public FakeCudaQueries without(String... files) {
    missing.addAll(List.of(files));
    return this;
  }

  /** Has a driver for that version of CUDA. */
  public FakeCudaQueries withDriver(int version) {
    driver = version;
    return this;
  }

  /** Has that much memory free. */
  public FakeCudaQueries withFree(int index, long bytes) {
    memory.put(index, new CudaMemory(bytes, 80L << 30));
    return this;
  }

  /** Fails in that method, with CUDA's number. */
  public FakeCudaQueries failing(String method, int code, String name) {
    failures.put(method, new CudaException(method, code, name));
    return this;
  }

  /** Holds no bindings. */
  public FakeCudaQueries withoutBindings(LinkageError failure) {
    bindingsFailure = failure;
    return this;
  }

  /** What was loaded, in order. */
  public List<String> loaded() {
    return loaded;
  }

  /** Which GPUs' memory was asked for, in order: each time takes a context. */
  public List<Integer> asked() {
    return asked;
  }

  @Override
  public boolean loadLibrary(String file) {
    if (missing.contains(file)) {
      return false;
    }
    loaded.add(file);
    return true;
  }

  @Override
  public void loadBindings() {
    if (bindingsFailure != null) {
      throw bindingsFailure;
    }
  }

  @Override
  public int driverVersion() throws CudaException {
    fail("driverVersion");
    return driver;
  }

  @Override
  public int deviceCount() throws CudaException {
    fail("deviceCount");
    return cards.size();
  }

  @Override
  public CudaCard card(int index) throws CudaException {
    fail("card" + index);
    return cards.get(index);
  }

  @Override
  public CudaMemory memory(int index) throws CudaException {
    asked.add(index);
    fail("memory" + index);
    return memory.getOrDefault(index, new CudaMemory(80L << 30, 80L << 30));
  }

  private void fail(String method) throws CudaException {
    CudaException failure = failures.get(method);
    if (failure != null) {
      throw failure;
    }
  }
}
