package org.maplebridge.server.config;

import java.io.Serial;

/** Settings the server cannot start with; the message says which and what to do. */
public final class ConfigException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public ConfigException(String sentence) {
    super(sentence);
  }

  public ConfigException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
