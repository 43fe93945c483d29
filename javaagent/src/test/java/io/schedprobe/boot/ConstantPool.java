package io.schedprobe.boot;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The constants of a class file, read apart from the code under test. */
final class ConstantPool {
  private final String[] texts;
  private final int[] first;
  private final int[] second;
  private final int[] tags;

  ConstantPool(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    in.readLong();
    int count = in.readUnsignedShort();
    texts = new String[count];
    first = new int[count];
    second = new int[count];
    tags = new int[count];
    for (int i = 1; i < count; i++) {
      tags[i] = in.readUnsignedByte();
      switch (tags[i]) {
        case 1 -> texts[i] = in.readUTF();
        case 3, 4 -> in.readInt();
        case 5, 6 -> {
          in.readLong();
          i++;
        }
        case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
        case 9, 10, 11, 12, 17, 18 -> {
          first[i] = in.readUnsignedShort();
          second[i] = in.readUnsignedShort();
        }
        case 15 -> {
          in.readUnsignedByte();
          in.readUnsignedShort();
        }
        default -> throw new IOException("tag " + tags[i]);
      }
    }
  }

  /** Every UTF-8 constant. */
  Set<String> texts() {
    Set<String> all = new HashSet<>();
    for (String text : texts) {
      if (text != null) {
        all.add(text);
      }
    }
    return all;
  }

  /** Fields and methods referred to, as {@code owner.name:descriptor}. */
  Set<String> members() {
    Set<String> members = new HashSet<>();
    for (int i = 1; i < tags.length; i++) {
      if (tags[i] >= 9 && tags[i] <= 11) {
        int nameAndType = second[i];
        members.add(
            texts[first[first[i]]]
                + "."
                + texts[first[nameAndType]]
                + ":"
                + texts[second[nameAndType]]);
      }
    }
    return members;
  }
}
