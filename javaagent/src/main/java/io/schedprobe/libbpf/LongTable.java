package io.schedprobe.libbpf;

import java.nio.ByteBuffer;

/** A table of structs by 64-bit keys that others may change at any time. */
public interface LongTable {

  /** Takes an entry; its value begins at {@code at}. Valid during the call. */
  interface Visitor {
    void visit(long key, ByteBuffer values, int at);
  }

  int maxEntries();

  /** Every entry; what is added meanwhile may be missing. */
  void forEach(Visitor visitor) throws BpfException;

  /** Removes an entry and hands out its last value; does nothing when it is gone already. */
  void remove(long key, Visitor last) throws BpfException;
}
