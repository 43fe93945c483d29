package io.schedprobe.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportOptionsTest {
  @Test
  void nothingIsExportedUnlessAskedFor() {
    ExportOptions options = AgentOptions.defaults().export();
    assertFalse(options.on());
    assertNull(options.prometheus());
    assertNull(options.atlas());
    assertEquals(20, options.neighbors());
  }

  @Test
  void aPortAloneIsOneOfTheLoopbackInterface() {
    ExportOptions options = AgentOptions.parse("prometheus=9404").export();
    assertTrue(options.on());
    assertTrue(options.prometheus().getAddress().isLoopbackAddress());
    assertEquals(9404, options.prometheus().getPort());
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0:9404, 0.0.0.0", "[::]:9404, ::", "shop-1:9404, shop-1"})
  void takesAddresses(String value, String host) {
    AgentOptions options = AgentOptions.parse("prometheus=" + value);
    assertEquals("", options.complaint());
    assertEquals(host, options.export().prometheus().getHostString());
    assertEquals(9404, options.export().prometheus().getPort());
  }

  @Test
  void takesAnAtlas() {
    AgentOptions options =
        AgentOptions.parse(
            "atlas=http://atlas:7101/api/v1/publish,atlas-step=5s,"
                + "atlas-tags=nf.app:shop; nf.stack:main,metrics-neighbors=0");
    assertEquals("", options.complaint());
    ExportOptions export = options.export();
    assertEquals(URI.create("http://atlas:7101/api/v1/publish"), export.atlas());
    assertEquals(5_000_000_000L, export.atlasStepNanos());
    assertEquals(Map.of("nf.app", "shop", "nf.stack", "main"), export.atlasTags());
    assertEquals(0, export.neighbors());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prometheus=",
        "prometheus=web",
        "prometheus=:9404",
        "prometheus=::1:9404",
        "prometheus=host:70000",
        "atlas=atlas:7101",
        "atlas=ftp://atlas/",
        "atlas=http://bad host/",
        "atlas-step=500ms",
        "atlas-step=1500ms",
        "atlas-step=1h",
        "atlas-tags=app",
        "atlas-tags=app:",
        "atlas-tags=app:a/b",
        "metrics-neighbors=1001",
        "metrics-neighbors=-1"
      })
  void whatIsNoneIsToldAndLeftAsItWas(String option) {
    AgentOptions options = AgentOptions.parse(option);
    String key = option.substring(0, option.indexOf('='));
    assertTrue(options.complaint().startsWith(key + "="), options::complaint);
    assertEquals(AgentOptions.defaults().export(), options.export());
  }
}
