package io.schedprobe.libbpf;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.schedprobe.natives.Jna;

/**
 * libbpf's functions under their own names. Those that return {@code int} give {@code -errno},
 * those that return a pointer give null and set {@link Native#getLastError()} (libbpf 1.0 rules).
 *
 * <p>{@link #load()} has to succeed before anything else here is called.
 */
final class LibBpf {
  /** {@code libbpf_print_fn_t}; {@code args} is a {@code va_list}, passed by address. */
  interface Print extends Callback {
    int invoke(int level, Pointer format, Pointer args);
  }

  // The library is closed when JNA finds it unreachable.
  private static NativeLibrary library;
  private static String origin;

  private LibBpf() {}

  /**
   * Loads the bundled library or else the system's. Idempotent and thread-safe.
   *
   * @return which one it is, for a user
   * @throws UnsatisfiedLinkError when none can be loaded; its message says why for each
   */
  static synchronized String load() {
    Jna.load();
    LibC.load();
    if (library == null) {
      NativeLibraries.Loaded loaded = NativeLibraries.load();
      Native.register(LibBpf.class, loaded.library());
      library = loaded.library();
      origin = loaded.origin() + ", version " + libbpf_version_string();
    }
    return origin;
  }

  /** Unloads it, if it is loaded. Nothing of it may be in use; {@link #load()} loads it again. */
  static synchronized void unload() {
    if (library != null) {
      Native.unregister(LibBpf.class);
      library.close();
      NativeLibraries.unload();
      library = null;
      origin = null;
    }
    LibC.unload();
  }

  static native String libbpf_version_string();

  /** Null silences libbpf. Returns the function set before. */
  static native Pointer libbpf_set_print(Pointer print);

  static native int libbpf_num_possible_cpus();

  static native Pointer bpf_object__open_mem(Pointer elf, long size, Pointer options);

  static native int bpf_object__load(Pointer object);

  static native void bpf_object__close(Pointer object);

  static native Pointer bpf_object__btf(Pointer object);

  static native Pointer bpf_object__find_program_by_name(Pointer object, String name);

  static native Pointer bpf_object__find_map_by_name(Pointer object, String name);

  static native Pointer bpf_object__next_map(Pointer object, Pointer previous);

  static native int btf__find_by_name_kind(Pointer btf, String name, int kind);

  static native Pointer btf__type_by_id(Pointer btf, int id);

  static native String btf__name_by_offset(Pointer btf, int offset);

  static native int bpf_program__set_autoload(Pointer program, boolean load);

  static native int bpf_program__fd(Pointer program);

  static native Pointer bpf_program__attach(Pointer program);

  static native int bpf_link__destroy(Pointer link);

  static native int bpf_map__fd(Pointer map);

  static native int bpf_map__set_autocreate(Pointer map, boolean create);

  static native int bpf_map__value_size(Pointer map);

  static native int bpf_map__max_entries(Pointer map);

  static native int bpf_map__set_max_entries(Pointer map, int entries);

  static native Pointer bpf_map__initial_value(Pointer map, Pointer size);

  static native int bpf_map_update_elem(int fd, Pointer key, Pointer value, long flags);

  static native int bpf_map_lookup_elem(int fd, Pointer key, Pointer value);

  static native int bpf_map_lookup_and_delete_elem(int fd, Pointer key, Pointer value);

  static native int bpf_map_delete_elem(int fd, Pointer key);

  static native int bpf_map_lookup_batch(
      int fd,
      Pointer from,
      Pointer next,
      Pointer keys,
      Pointer values,
      Pointer count,
      Pointer opts);

  static native int bpf_prog_test_run_opts(int fd, Pointer options);

  static native int bpf_obj_get_info_by_fd(int fd, Pointer info, Pointer length);
}
