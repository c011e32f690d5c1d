package org.maplebridge.bench.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A refusal by the server: HTTP status (0 where none came), stable id, sentence. */
public final class DoorException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String id;

  public DoorException(int status, String id, @Nullable String sentence) {
    super(status + " " + id + ": " + sentence);
    this.status = status;
    this.id = id;
  }

  public int status() {
    return status;
  }

  public String id() {
    return id;
  }
}
