package org.maplebridge.recording.api;

import java.io.Serial;

/** A request the recorder refuses, with a stable id such as {@code recording.disk-low}. */
public final class RecordingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String id;

  public RecordingException(String id, String sentence) {
    super(sentence);
    this.id = id;
  }

  public RecordingException(String id, String sentence, Throwable cause) {
    super(sentence, cause);
    this.id = id;
  }

  public String id() {
    return id;
  }
}
