package org.maplebridge.bridge.api;

import java.io.Serial;

/** A request the bridge refuses, with a stable id such as {@code bridge.source-unknown}. */
public final class BridgeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String id;

  public BridgeException(String id, String sentence) {
    super(sentence);
    this.id = id;
  }

  public String id() {
    return id;
  }
}
