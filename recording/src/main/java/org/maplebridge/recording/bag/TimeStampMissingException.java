package org.maplebridge.recording.bag;

import java.io.IOException;

/** The time-stamp authority did not stamp a bag's seal. */
public final class TimeStampMissingException extends IOException {
  private static final long serialVersionUID = 1;

  TimeStampMissingException(Exception cause) {
    super("The time-stamp authority did not answer", cause);
  }
}
