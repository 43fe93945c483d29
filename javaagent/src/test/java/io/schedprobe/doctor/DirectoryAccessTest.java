package io.schedprobe.doctor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryAccessTest {
  private final DirectoryAccess someone = new DirectoryAccess(1000, Set.of(100L, 27L), false);

  @Test
  void theOwnersRightsCountForTheOwnerAlone() {
    assertTrue(someone.mayWrite(0700, 1000, 0));
    assertFalse(someone.mayWrite(0077, 1000, 27));
    assertFalse(someone.mayWrite(0700, 0, 0));
  }

  @Test
  void theGroupsRightsCountForItsMembers() {
    assertTrue(someone.mayWrite(0770, 0, 27));
    assertFalse(someone.mayWrite(0707, 0, 27));
    assertFalse(someone.mayWrite(0770, 0, 28));
  }

  @Test
  void writingWithoutSearchingDoesNotSuffice() {
    assertTrue(someone.mayWrite(01777, 0, 0));
    assertFalse(someone.mayWrite(0666, 0, 0));
  }

  @Test
  void whoOverridesMayInAnyCase() {
    assertTrue(new DirectoryAccess(0, Set.of(0L), true).mayWrite(0, 1000, 1000));
  }

  @Test
  void asksTheDirectoryItself(@TempDir Path directory) throws Exception {
    assertTrue(DirectoryAccess.of(Path.of("/proc/self")).mayWrite(directory));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertFalse(someone(directory).mayWrite(directory));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xrwx"));
    assertTrue(someone(directory).mayWrite(directory));
    assertFalse(someone(directory).mayWrite(directory.resolve("missing")));
  }

  /** Neither owner nor member of the group. */
  private static DirectoryAccess someone(Path directory) throws Exception {
    long owner = (Integer) Files.getAttribute(directory, "unix:uid");
    long group = (Integer) Files.getAttribute(directory, "unix:gid");
    return new DirectoryAccess(owner + 1, Set.of(group + 1), false);
  }
}
