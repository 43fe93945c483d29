package io.schedprobe.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.schedprobe.source.SureClosing;
import java.util.ArrayList;
import java.util.List;

/** A BPF object file: opened, configured, loaded into the kernel, closed. */
public final class BpfObject implements AutoCloseable {
  private Pointer object;

  private BpfObject(Pointer object) {
    this.object = object;
  }

  /** How an object is set up between opening and loading. */
  public interface Configuration {
    void apply(BpfObject object) throws BpfException;
  }

  /**
   * Loads libbpf if need be.
   *
   * @return which libbpf is in use, for a user
   * @throws UnsatisfiedLinkError when there is none; its message says what was tried
   */
  public static String loadLibrary() {
    return LibBpf.load();
  }

  /** Unloads it again. No object may be open. */
  public static void unloadLibrary() {
    LibBpf.unload();
  }

  /** CPUs this kernel may ever have (the row count of per-CPU arrays). */
  public static int possibleCpus() throws BpfException {
    return check("counting the CPUs", LibBpf.libbpf_num_possible_cpus());
  }

  /**
   * Opens, configures and loads an object.
   *
   * @param name what its maps of globals are named after
   * @throws BpfException whose log tells what libbpf and the verifier said
   */
  public static BpfObject load(byte[] elf, String name, Configuration configuration)
      throws BpfException {
    BpfObject[] opened = new BpfObject[1];
    LibBpfLog.Call<BpfObject> attempt =
        () -> {
          BpfObject object = open(elf, name);
          opened[0] = object;
          try {
            configuration.apply(object);
            check("loading the BPF object", LibBpf.bpf_object__load(object.object));
            return object;
          } catch (Throwable e) {
            object.closeQuietly();
            throw e;
          }
        };
    try {
      try {
        return LibBpfLog.silently(attempt);
      } catch (BpfException e) {
        return LibBpfLog.captured(attempt);
      }
    } catch (OutOfMemoryError e) {
      // The heap can be used up when it is loaded already, and then nobody else knows of it.
      if (opened[0] != null) {
        SureClosing.close(opened[0]);
      }
      throw e;
    }
  }

  private static BpfObject open(byte[] elf, String name) throws BpfException {
    byte[] nameBytes = Native.toByteArray(name);
    try (Memory image = new Memory(elf.length);
        Memory cName = new Memory(nameBytes.length);
        Memory options = new Memory(16)) { // struct bpf_object_open_opts up to object_name
      image.write(0, elf, 0, elf.length);
      cName.write(0, nameBytes, 0, nameBytes.length);
      options.setLong(0, options.size());
      options.setPointer(8, cName);
      Pointer object = LibBpf.bpf_object__open_mem(image, elf.length, options);
      return new BpfObject(check("opening the BPF object", object));
    }
  }

  /** The map of that name; ".data", ".rodata" and ".bss" are the maps of globals. */
  public BpfMap map(String name) throws BpfException {
    Pointer map = LibBpf.bpf_object__find_map_by_name(object, name);
    return new BpfMap(name, check("finding the map " + name, map));
  }

  public BpfProgram program(String name) throws BpfException {
    Pointer program = LibBpf.bpf_object__find_program_by_name(object, name);
    return new BpfProgram(name, check("finding the program " + name, program));
  }

  /** Where the globals of a section lie, by name. */
  public GlobalVariables globals(String section) throws BpfException {
    return GlobalVariables.of(
        check("finding the type information", LibBpf.bpf_object__btf(object)), section);
  }

  /** File descriptors of all maps that were created, after loading. */
  public List<Integer> mapFds() {
    List<Integer> fds = new ArrayList<>();
    for (Pointer map = LibBpf.bpf_object__next_map(object, null);
        map != null;
        map = LibBpf.bpf_object__next_map(object, map)) {
      int fd = LibBpf.bpf_map__fd(map);
      if (fd >= 0) {
        fds.add(fd);
      }
    }
    return fds;
  }

  /** Releases programs and maps; links must have been closed. Idempotent. */
  @Override
  public void close() {
    if (object != null) {
      try {
        LibBpfLog.silently(
            () -> {
              closeQuietly();
              return null;
            });
      } catch (BpfException e) {
        throw new IllegalStateException(e); // cannot be: nothing in there throws it
      }
    }
  }

  private void closeQuietly() {
    LibBpf.bpf_object__close(object);
    object = null;
  }

  static Pointer check(String what, Pointer result) throws BpfException {
    if (result == null) {
      throw new BpfException(what, Native.getLastError());
    }
    return result;
  }

  static int check(String what, int result) throws BpfException {
    if (result < 0) {
      throw new BpfException(what, -result);
    }
    return result;
  }
}
