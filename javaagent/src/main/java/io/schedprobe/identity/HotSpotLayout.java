package io.schedprobe.identity;

import java.io.IOException;

/**
 * Where HotSpot keeps the OS thread id of a thread, as the JVM itself declares it in {@code
 * gHotSpotVMStructs}, the table that it exports for the serviceability agent (vmStructs.hpp).
 *
 * @param osThread offset of {@code OSThread* _osthread} in a {@code JavaThread}; declared by class
 *     JavaThread up to JDK 24, by its superclass Thread (at offset 0) in JDK 25
 * @param threadId offset of {@code pid_t _thread_id}, the result of gettid(2), in an OSThread
 */
record HotSpotLayout(int osThread, int threadId) {

  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_OFFSET = 1 << 16;

  static HotSpotLayout read(MemoryPages memory, LoadedLibrary jvm) throws IOException {
    long entry = memory.i64(jvm.address("gHotSpotVMStructs"));
    long stride = memory.i64(jvm.address("gHotSpotVMStructEntryArrayStride"));
    long type = memory.i64(jvm.address("gHotSpotVMStructEntryTypeNameOffset"));
    long field = memory.i64(jvm.address("gHotSpotVMStructEntryFieldNameOffset"));
    long isStatic = memory.i64(jvm.address("gHotSpotVMStructEntryIsStaticOffset"));
    long offset = memory.i64(jvm.address("gHotSpotVMStructEntryOffsetOffset"));
    long osThread = -1;
    long threadId = -1;
    for (int i = 0;
        i < MAX_ENTRIES && stride > 0 && (osThread < 0 || threadId < 0);
        i++, entry += stride) {
      long typeName = memory.i64(entry + type);
      if (typeName == 0) {
        break;
      }
      boolean thread = memory.isText(typeName, "Thread") || memory.isText(typeName, "JavaThread");
      if (!thread && !memory.isText(typeName, "OSThread")) {
        continue;
      }
      if (memory.i32(entry + isStatic) != 0) {
        continue;
      }
      long fieldName = memory.i64(entry + field);
      if (thread && memory.isText(fieldName, "_osthread")) {
        osThread = memory.i64(entry + offset);
      } else if (!thread && memory.isText(fieldName, "_thread_id")) {
        threadId = memory.i64(entry + offset);
      }
    }
    if (osThread < 0 || osThread > MAX_OFFSET || threadId < 0 || threadId > MAX_OFFSET) {
      throw new IOException("this JVM does not say where it keeps a thread's OS thread id");
    }
    return new HotSpotLayout((int) osThread, (int) threadId);
  }
}
