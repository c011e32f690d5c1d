package org.maplebridge.server.http;

import io.vertx.core.http.HttpMethod;

/** Declares routes of one audience. Paths use {@code :name} for parameters. */
public final class Routes {
  private final Api api;
  private final boolean staffOnly;

  Routes(Api api, boolean staffOnly) {
    this.api = api;
    this.staffOnly = staffOnly;
  }

  public void get(String path, Handler handler) {
    api.declare(HttpMethod.GET, path, staffOnly, handler);
  }

  public void post(String path, Handler handler) {
    api.declare(HttpMethod.POST, path, staffOnly, handler);
  }

  /**
   * Takes a file of up to 20 MiB by POST, as it is.
   *
   * @param path below {@code /api/uploads}
   */
  public void upload(String path, Handler handler) {
    api.declare(HttpMethod.POST, Api.UPLOADS + path, true, handler);
  }

  public void delete(String path, Handler handler) {
    api.declare(HttpMethod.DELETE, path, staffOnly, handler);
  }
}
