package io.schedprobe.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.NativeLibrary;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({"Linux, amd64, LINUX_X86_64", "Linux, aarch64, LINUX_AARCH64"})
  void ourMachinesAreKnown(String system, String architecture, Platform platform) {
    assertEquals(Optional.of(platform), Platform.of(system, architecture));
  }

  /** JVMs of 32 bits, other byte orders, other systems. */
  @ParameterizedTest
  @CsvSource({
    "Linux, i386",
    "Linux, arm",
    "Linux, aarch64_be",
    "Linux, riscv64",
    "Linux, ppc64le",
    "Linux, s390x",
    "Linux, ''",
    "Mac OS X, aarch64",
    "Windows 11, amd64"
  })
  void othersAreNot(String system, String architecture) {
    assertEquals(Optional.empty(), Platform.of(system, architecture));
  }

  @Test
  void partsForThisMachineAreInTheBuild() {
    assertTrue(Platform.current().orElseThrow().isInJar());
  }

  @ParameterizedTest
  @EnumSource
  void jnaHasItsNativePartUnderTheSameName(Platform platform) {
    String part = "/com/sun/jna/" + platform.directory() + "/libjnidispatch.so";
    assertTrue(NativeLibrary.class.getResource(part) != null, part);
  }

  @Test
  void aPlatformHasADirectoryOfItsOwn() {
    assertEquals(
        "/META-INF/native/linux-aarch64/libbpf.so.1",
        Platform.LINUX_AARCH64.resource("libbpf.so.1"));
    assertEquals("x86-64 or arm64", Platform.allInWords());
  }
}
