package io.schedprobe.libbpf;

import com.sun.jna.Pointer;
import java.util.HashMap;
import java.util.Map;

/**
 * Offsets of the global variables in one section of an object, from its BTF: the compiler orders
 * them as it likes.
 */
public final class GlobalVariables {
  /** linux/btf.h: BTF_KIND_DATASEC, a struct btf_type followed by structs btf_var_secinfo. */
  private static final int KIND_DATASEC = 15;

  private static final int TYPE_BYTES = 12;
  private static final int SECINFO_BYTES = 12;

  private final String section;
  private final Map<String, Integer> offsets = new HashMap<>();
  private final Map<String, Integer> sizes = new HashMap<>();

  private GlobalVariables(String section) {
    this.section = section;
  }

  static GlobalVariables of(Pointer btf, String section) throws BpfException {
    GlobalVariables variables = new GlobalVariables(section);
    int id =
        BpfObject.check(
            "finding the section " + section,
            LibBpf.btf__find_by_name_kind(btf, section, KIND_DATASEC));
    Pointer type = LibBpf.btf__type_by_id(btf, id);
    int count = type.getInt(4) & 0xffff;
    for (int i = 0; i < count; i++) {
      Pointer entry = type.share(TYPE_BYTES + (long) i * SECINFO_BYTES);
      Pointer variable = LibBpf.btf__type_by_id(btf, entry.getInt(0));
      String name = LibBpf.btf__name_by_offset(btf, variable.getInt(0));
      variables.offsets.put(name, entry.getInt(4));
      variables.sizes.put(name, entry.getInt(8));
    }
    return variables;
  }

  /**
   * Offset of a variable from the beginning of its section.
   *
   * @param bytes the size it must have
   * @throws BpfException when there is no such variable of that size
   */
  public int offset(String name, int bytes) throws BpfException {
    Integer size = sizes.get(name);
    if (size == null || size != bytes) {
      throw new BpfException(
          "finding the variable " + name + " of " + bytes + " bytes in " + section,
          size == null ? Errno.ENOENT : Errno.EINVAL);
    }
    return offsets.get(name);
  }
}
