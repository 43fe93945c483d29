package io.schedprobe.alert;

import io.schedprobe.alert.Outlet.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Posts JSON to one URL. {@link HttpURLConnection}, for it needs no thread of its own and no module
 * but java.base; the connection is closed after each post, so that none of its keep-alive threads
 * stays in the host. The host's proxy settings and redirects are not followed.
 */
final class HttpPost {
  private static final int CONNECT_MILLIS = 2000;
  private static final int READ_MILLIS = 5000;
  private static final int TOO_LONG = 408;
  private static final int TOO_MANY = 429;

  private final URI uri;
  private volatile HttpURLConnection open;

  HttpPost(URI uri) {
    this.uri = uri;
  }

  void send(String json) throws IOException, RefusedException {
    if (!(uri.toURL().openConnection(Proxy.NO_PROXY) instanceof HttpURLConnection connection)) {
      throw new RefusedException("not an HTTP URL: " + uri);
    }
    open = connection;
    try {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setRequestProperty("User-Agent", "schedprobe");
      connection.setRequestProperty("Connection", "close");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      check(connection.getResponseCode());
    } finally {
      open = null;
      connection.disconnect();
    }
  }

  private static void check(int status) throws IOException, RefusedException {
    if (status >= 200 && status < 300) {
      return;
    }
    if (status >= 300 && status < 500 && status != TOO_LONG && status != TOO_MANY) {
      throw new RefusedException("HTTP status " + status);
    }
    throw new IOException("HTTP status " + status);
  }

  void abort() {
    HttpURLConnection connection = open;
    if (connection != null) {
      connection.disconnect();
    }
  }
}
