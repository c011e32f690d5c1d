package org.maplebridge.bridge.api;

/** What a source shows or lets hear. */
public enum SourceKind {
  MICROPHONE,
  CAMERA,
  SCREEN;

  public boolean isAudio() {
    return this == MICROPHONE;
  }
}
