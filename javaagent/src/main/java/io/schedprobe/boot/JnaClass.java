package io.schedprobe.boot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts two ties of our copy of JNA to the host, in the constant pools of its classes:
 *
 * <ul>
 *   <li>{@code java.util.logging} becomes the silent {@code io.schedprobe.jnalog}. JNA asks for a
 *       logger when it is initialised; that early it would make the JVM choose a {@code LogManager}
 *       before an application server has installed its own.
 *   <li>system properties {@code jna.*} and {@code jnidispatch.*} become {@code schedprobe.jna.*}:
 *       a host's {@code jna.boot.library.path} names the native half of the host's JNA, not ours.
 * </ul>
 */
final class JnaClass {
  private static final String LOGGING = "java/util/logging/";
  private static final String SILENT = "io/schedprobe/jnalog/";
  private static final int MAGIC = 0xCAFEBABE;

  /** Directories in which JNA seeks libraries, as our copy of it calls the property. */
  private static final String SEARCH_PATH = "schedprobe.jna.platform.library.path";

  private JnaClass() {}

  /**
   * Tells our copy of JNA to seek nowhere: unless told so, it runs {@code /sbin/ldconfig -p} as a
   * child of the host when it is initialised (com.sun.jna.NativeLibrary). We load by path, or by a
   * name that the dynamic linker knows.
   */
  static void forgoSearch() {
    System.setProperty(SEARCH_PATH, "");
  }

  static boolean concerns(String name) {
    return name.startsWith("com/sun/jna/") && name.endsWith(".class");
  }

  static InputStream rewritten(InputStream original) throws IOException {
    try (original) {
      return new ByteArrayInputStream(rewrite(original.readAllBytes()));
    }
  }

  /** Copies a class file, its UTF-8 constants changed (JVM Specification §4.4). */
  static byte[] rewrite(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length + 256);
    DataOutputStream out = new DataOutputStream(bytes);
    int magic = in.readInt();
    if (magic != MAGIC) {
      throw new IOException("not a class file");
    }
    out.writeInt(magic);
    out.writeInt(in.readInt()); // minor and major version
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == 1) {
        byte[] text = in.readNBytes(in.readUnsignedShort());
        byte[] changed = change(text);
        out.writeShort(changed.length);
        out.write(changed);
      } else {
        out.write(in.readNBytes(size(tag)));
        if (tag == 5 || tag == 6) { // a long or a double takes two entries
          i++;
        }
      }
    }
    in.transferTo(out);
    return bytes.toByteArray();
  }

  private static byte[] change(byte[] text) {
    // Latin-1 keeps every byte as it is, whatever the encoding means.
    String constant = new String(text, StandardCharsets.ISO_8859_1);
    String changed = constant.replace(LOGGING, SILENT);
    if (constant.startsWith("jna.")) {
      changed = "schedprobe." + constant;
    } else if (constant.startsWith("jnidispatch.")) {
      changed = "schedprobe.jna." + constant;
    }
    return changed.equals(constant) ? text : changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int size(int tag) throws IOException {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      default -> throw new IOException("constant pool tag " + tag);
    };
  }
}
