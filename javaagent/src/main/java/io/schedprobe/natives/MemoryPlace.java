package io.schedprobe.natives;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that have no directory, by memfd_create(2). No mount forbids to execute them, and nobody
 * else can reach them.
 *
 * <p>Needs JDK 22: the call is made through {@code java.lang.foreign} (JEP 454), since this is how
 * JNA itself is loaded. Used by reflection, for these classes run on JDK 17.
 */
final class MemoryPlace implements Place {
  static final int JDK = 22;

  // memfd.h
  private static final int MFD_CLOEXEC = 1;
  private static final int MFD_EXEC = 0x10;

  @Override
  public Place.Put put(Map<String, byte[]> contents) throws IOException {
    if (Runtime.version().feature() < JDK) {
      throw new IOException("needs JDK " + JDK);
    }
    // dlopen(3) takes a name it has seen for the library it saw; a thread's id makes it new.
    Path directory = Path.of("/proc/thread-self").toRealPath().resolve("fd");
    Written written = new Written(directory, new LibC(), new HashMap<>());
    try {
      for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
        written.add(entry.getKey(), entry.getValue());
      }
      return written;
    } catch (IOException | RuntimeException e) {
      try {
        written.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  @Override
  public String toString() {
    return "memory";
  }

  private record Written(Path directory, LibC libc, Map<String, Integer> descriptors)
      implements Place.Put {

    void add(String name, byte[] content) throws IOException {
      // Linux 6.3 wants to be told, and warns else; older ones do not know the flag.
      int fd = libc.memfd(name, MFD_CLOEXEC | MFD_EXEC);
      if (fd < 0) {
        fd = libc.memfd(name, MFD_CLOEXEC);
      }
      if (fd < 0) {
        throw new IOException("memfd_create is refused");
      }
      descriptors.put(name, fd);
      Files.write(path(name), content);
      if (!Files.isExecutable(path(name))) {
        throw new IOException("not executable (vm.memfd_noexec)");
      }
    }

    @Override
    public Path path(String name) {
      return directory.resolve(Integer.toString(descriptors.get(name)));
    }

    @Override
    public void close() throws IOException {
      for (int fd : descriptors.values()) {
        libc.close(fd);
      }
      descriptors.clear();
    }
  }

  /** Two functions of the C library. */
  private static final class LibC {
    private final Object arena;
    private final MethodHandle create;
    private final MethodHandle close;

    LibC() throws IOException {
      try {
        arena = type("Arena").getMethod("ofAuto").invoke(null);
        create = function("memfd_create", "ADDRESS", "JAVA_INT");
        close = function("close", "JAVA_INT");
      } catch (ReflectiveOperationException e) {
        throw new IOException("java.lang.foreign: " + e, e);
      }
    }

    int memfd(String name, int flags) throws IOException {
      try {
        Object text =
            type("SegmentAllocator").getMethod("allocateFrom", String.class).invoke(arena, name);
        return (int) create.invokeWithArguments(text, flags);
      } catch (Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IOException("memfd_create: " + e, e);
      }
    }

    void close(int fd) throws IOException {
      try {
        close.invokeWithArguments(fd);
      } catch (Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IOException("close: " + e, e);
      }
    }

    /** One that returns an int. The layouts are fields of {@code ValueLayout}. */
    private static MethodHandle function(String name, String... arguments)
        throws ReflectiveOperationException {
      Class<?> layout = type("MemoryLayout");
      Object layouts = Array.newInstance(layout, arguments.length);
      for (int i = 0; i < arguments.length; i++) {
        Array.set(layouts, i, type("ValueLayout").getField(arguments[i]).get(null));
      }
      Object descriptor =
          type("FunctionDescriptor")
              .getMethod("of", layout, layouts.getClass())
              .invoke(null, type("ValueLayout").getField("JAVA_INT").get(null), layouts);
      Object linker = type("Linker").getMethod("nativeLinker").invoke(null);
      Object lookup = type("Linker").getMethod("defaultLookup").invoke(linker);
      Object address =
          ((Optional<?>) type("SymbolLookup").getMethod("find", String.class).invoke(lookup, name))
              .orElseThrow(() -> new NoSuchMethodException(name));
      Class<?> option = type("Linker$Option");
      return (MethodHandle)
          type("Linker")
              .getMethod(
                  "downcallHandle",
                  type("MemorySegment"),
                  type("FunctionDescriptor"),
                  option.arrayType())
              .invoke(linker, address, descriptor, Array.newInstance(option, 0));
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
      return Class.forName("java.lang.foreign." + name);
    }
  }
}
