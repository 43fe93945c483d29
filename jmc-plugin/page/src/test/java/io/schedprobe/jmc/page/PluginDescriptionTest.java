package io.schedprobe.jmc.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.openjdk.jmc.flightrecorder.ui.IDataPageFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What JMC reads of the bundle before any of its code runs. */
class PluginDescriptionTest {

  private static InputStream resource(String name) {
    return assertNotNull(PluginDescriptionTest.class.getResourceAsStream(name), name);
  }

  private static <T> T assertNotNull(T value, String message) {
    Assertions.assertNotNull(value, message);
    return value;
  }

  private static List<Element> elements(String file, String name) throws Exception {
    try (InputStream in = resource(file)) {
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      NodeList found = document.getElementsByTagName(name);
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        elements.add((Element) found.item(i));
      }
      return elements;
    }
  }

  private static Properties properties(String file) throws Exception {
    Properties properties = new Properties();
    try (InputStream in = resource(file)) {
      properties.load(in);
    }
    return properties;
  }

  @Test
  void theFactoryOfThePageIsThere() throws Exception {
    Element factory = elements("/plugin.xml", "factory").get(0);
    Object made = Class.forName(factory.getAttribute("class")).getConstructor().newInstance();
    assertTrue(made instanceof IDataPageFactory);
    Element page = elements("/pages.xml", "page").get(0);
    assertEquals(factory.getAttribute("id"), page.getAttribute("factory"));
    assertEquals("org.openjdk.jmc.flightrecorder.ui.javaapplication", page.getAttribute("parent"));
    assertNotNull(((IDataPageFactory) made).getImageDescriptor(null).getImageData(100), "icon");
    assertEquals(16, ((IDataPageFactory) made).getImageDescriptor(null).getImageData(100).width);
  }

  @Test
  void lanesOfTheThreadsPageAreNamed() throws Exception {
    Properties texts = properties("/plugin.properties");
    List<Element> lanes = elements("/pages.xml", "threadLane");
    assertEquals(3, lanes.size());
    for (Element lane : lanes) {
      assertNotNull(
          texts.getProperty(lane.getAttribute("name").substring(1)), lane.getAttribute("name"));
    }
    assertEquals(
        Set.of("schedprobe.RunQueueLatency", "schedprobe.Throttling"),
        new TreeSet<>(
            elements("/pages.xml", "filter").stream()
                .map(filter -> filter.getAttribute("type"))
                .filter(type -> type.startsWith("schedprobe."))
                .toList()));
  }

  @Test
  void eachPageHasHelp() throws Exception {
    Set<String> contexts = new TreeSet<>();
    elements("/help-contexts.xml", "context")
        .forEach(context -> contexts.add("io.schedprobe.jmc." + context.getAttribute("id")));
    Set<String> pages = new TreeSet<>();
    elements("/pages.xml", "page").forEach(page -> pages.add(page.getAttribute("id")));
    assertEquals(pages, contexts);
  }

  private static Set<String> texts() {
    Set<String> fields = new TreeSet<>();
    for (Field field : Messages.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        fields.add(field.getName());
      }
    }
    return fields;
  }

  @Test
  void eachTextIsThere() throws Exception {
    assertEquals(
        texts(),
        new TreeSet<>(
            properties("/io/schedprobe/jmc/page/messages.properties").stringPropertyNames()));
  }

  @Test
  void eachTextIsUsed() throws Exception {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        // Where the fields are declared they are not used.
        sources.append(source.replaceAll("(?m)^  public static String .*$", ""));
      }
    }
    Set<String> used = new TreeSet<>();
    Pattern.compile("\\b[A-Z]\\w+_[A-Z0-9_]+\\b")
        .matcher(sources)
        .results()
        .forEach(result -> used.add(result.group()));
    Set<String> unused = texts();
    unused.removeAll(used);
    assertEquals(Set.of(), unused);
  }

  @Test
  void noTextSpellsTheNeighborInAnotherWayThanThePagesName() throws Exception {
    for (String file :
        List.of("/io/schedprobe/jmc/page/messages.properties", "/plugin.properties")) {
      properties(file).forEach((key, text) -> assertSpelled(key + "=" + text));
    }
    assertSpelled(new String(resource("/help-contexts.xml").readAllBytes(), UTF_8));
    assertSpelled(new String(resource("/pages.xml").readAllBytes(), UTF_8));
  }

  private static void assertSpelled(String text) {
    assertFalse(text.split("=", 2)[text.indexOf('=') < 0 ? 0 : 1].contains("eighb" + "our"), text);
    assertFalse(text.contains("colour"), text);
  }
}
