package io.schedprobe.atlas;

import com.netflix.spectator.api.NoopRegistry;
import com.netflix.spectator.ipc.IpcLogger;
import com.netflix.spectator.ipc.http.HttpRequestBuilder;
import com.netflix.spectator.ipc.http.HttpResponse;
import java.io.IOException;
import java.net.URI;

/**
 * A request that fails with any status by which an Atlas does not tell how many measurements it
 * took. Spectator takes a batch for sent if the answer is JSON that names no errors, even with
 * status 404.
 */
final class StrictRequest extends HttpRequestBuilder {
  private static final int REFUSED_SOME_OR_ALL = 400;

  StrictRequest(URI uri) {
    super(new IpcLogger(new NoopRegistry()), uri);
  }

  @Override
  protected HttpResponse sendImpl() throws IOException {
    HttpResponse response = super.sendImpl();
    int status = response.status();
    if ((status < 200 || status >= 300) && status != REFUSED_SOME_OR_ALL) {
      throw new IOException("HTTP status " + status);
    }
    return response;
  }
}
