package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.containers.NodeRecords;
import io.schedprobe.model.CgroupName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupDirectoryTest {

  @TempDir Path mount;
  @TempDir Path node;

  private final AtomicInteger seeks = new AtomicInteger();
  private long now = 1_000_000_000_000L;

  private CgroupDirectory directory() {
    return new CgroupDirectory(
        () -> {
          seeks.incrementAndGet();
          now += 5_000_000;
          return new CgroupTree(mount, "");
        },
        new NodeRecords(node, () -> now),
        () -> now);
  }

  @Test
  void kernelsWordIsTaken() {
    CgroupDirectory directory = directory();
    directory.learn(new CgroupName(42, "/system.slice/nginx.service"));
    assertEquals(CgroupIdentity.of(42, "/system.slice/nginx.service"), directory.find(42));
    assertEquals(0, directory.seekMissing());
    assertEquals(0, seeks.get(), "nothing was missing");
  }

  @Test
  void unnamedCgroupIsCalledByItsIdUntilItIsFound() throws IOException {
    Path neighbor = Files.createDirectories(mount.resolve("docker").resolve("neighbor"));
    long id = id(neighbor);
    CgroupDirectory directory = directory();
    CgroupIdentity unnamed = directory.find(id);
    assertEquals("cgroup " + id, unnamed.shownPath());
    assertNull(unnamed.path());
    assertEquals(0, seeks.get(), "a look-up reads no directory");
    assertEquals(1, directory.seekMissing());
    assertEquals("/docker/neighbor", directory.find(id).path());
  }

  @Test
  void partOfAPathIsReplacedByTheWholeAndNotTheOtherWayRound() throws IOException {
    Path deep = Files.createDirectories(mount.resolve("a").resolve("b").resolve("c"));
    long id = id(deep);
    CgroupDirectory directory = directory();
    directory.learn(new CgroupName(id, "…/b/c"));
    assertEquals("…/b/c", directory.find(id).path());
    assertEquals(1, directory.seekMissing());
    assertEquals("/a/b/c", directory.find(id).path());
    directory.learn(new CgroupName(id, "…/b/c"));
    assertEquals("/a/b/c", directory.find(id).path());
    directory.learn(new CgroupName(id, "/a/b/renamed"));
    assertEquals("/a/b/renamed", directory.find(id).path());
  }

  @Test
  void whatIsNotThereIsNotSoughtAgainForAMinute() {
    CgroupDirectory directory = directory();
    for (int second = 0; second < 59; second++) {
      directory.find(999_999_999);
      directory.seekMissing();
      now += 1_000_000_000;
    }
    assertEquals(1, seeks.get());
    now += 2_000_000_000;
    directory.find(999_999_999);
    directory.seekMissing();
    assertEquals(2, seeks.get());
  }

  @Test
  void seekingStaysBelowItsAllowance() {
    CgroupDirectory directory = directory();
    long start = now;
    for (int i = 0; i < 10_000; i++) {
      directory.find(1_000_000_000L + i);
      directory.seekMissing();
      now += 1_000_000;
    }
    long most = (now - start) / 500 + 50_000_000 + 5_000_000;
    assertTrue(seeks.get() * 5_000_000L <= most, () -> seeks + " seeks");
    assertTrue(seeks.get() > 5, () -> seeks + " seeks");
  }

  @Test
  void nameUnusedForLongestGivesWay() {
    CgroupDirectory directory = directory();
    for (int id = 1; id <= 2 * CgroupDirectory.LIMIT; id++) {
      directory.learn(new CgroupName(id, "/c" + id));
      directory.find(1);
    }
    assertEquals("/c1", directory.find(1).path());
    assertNull(directory.find(2).path());
    int last = 2 * CgroupDirectory.LIMIT;
    assertEquals("/c" + last, directory.find(last).path());
    assertNull(directory.find(last - CgroupDirectory.LIMIT).path());
  }

  @Test
  void floodOfUnknownIdsIsBounded() {
    CgroupDirectory directory = directory();
    for (long id = 1_000_000_000; id < 1_000_100_000; id++) {
      assertEquals(id, directory.find(id).id());
    }
    assertEquals(0, directory.seekMissing());
    assertEquals(1, seeks.get());
  }

  @Test
  void hostWithoutCgroupMountsLeavesIdsUnnamed() {
    CgroupDirectory directory =
        new CgroupDirectory(() -> null, new NodeRecords(node, () -> now), () -> now);
    directory.find(7);
    assertEquals(0, directory.seekMissing());
    assertEquals("cgroup 7", directory.find(7).shownPath());
  }

  private static final String CONTAINER = "c0ffee12".repeat(8);
  private static final String POD = "2ca4a155-3599-498d-bb9d-4446693fa3ea";
  private static final String PATH = "/kubepods/burstable/pod" + POD + "/" + CONTAINER;

  private Path log() throws IOException {
    return Files.createDirectories(node.resolve("var/log/containers"))
        .resolve("web-1_shop_app-" + CONTAINER + ".log");
  }

  @Test
  void containerIsCalledByItsNameFromTheFirst() throws IOException {
    Files.createFile(log());
    CgroupDirectory directory = directory();
    directory.learn(new CgroupName(42, PATH));
    assertEquals("app", directory.find(42).labels().containerName());
    assertEquals("shop/web-1", directory.find(42).labels().pod());
  }

  @Test
  void nameThatIsWrittenLaterIsFoundLater() throws IOException {
    CgroupDirectory directory = directory();
    directory.learn(new CgroupName(42, PATH));
    assertNull(directory.find(42).labels().pod());
    Files.createFile(log());
    directory.seekMissing();
    assertNull(directory.find(42).labels().pod(), "not read again at once");
    now += 6_000_000_000L;
    directory.seekMissing();
    assertEquals("shop/web-1", directory.find(42).labels().pod());
    assertEquals(PATH, directory.find(42).path());
  }

  @Test
  void nameOutlivesItsFiles() throws IOException {
    Files.createFile(log());
    CgroupDirectory directory = directory();
    directory.learn(new CgroupName(42, PATH));
    Files.delete(log());
    for (int hour = 0; hour < 5; hour++) {
      now += 3_600_000_000_000L;
      directory.seekMissing();
      assertEquals("shop/web-1", directory.find(42).labels().pod());
      assertEquals("app", directory.find(42).labels().containerName());
    }
  }

  @Test
  void containerIsCalledByItsNewNameAfterAWhile() throws IOException {
    Path state =
        Files.createDirectories(node.resolve("var/lib/docker/containers/" + CONTAINER))
            .resolve("config.v2.json");
    Files.writeString(state, "{\"Name\":\"/web\"}");
    CgroupDirectory directory = directory();
    directory.learn(new CgroupName(42, "/docker/" + CONTAINER));
    assertEquals("web", directory.find(42).labels().containerName());
    Files.writeString(state, "{\"Name\":\"/shop\"}");
    now += 700_000_000_000L;
    directory.seekMissing();
    assertEquals("shop", directory.find(42).labels().containerName());
  }

  private static long id(Path path) throws IOException {
    return (long) Files.getAttribute(path, "unix:ino");
  }
}
