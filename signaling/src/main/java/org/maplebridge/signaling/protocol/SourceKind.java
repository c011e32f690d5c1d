package org.maplebridge.signaling.protocol;

/** What a source shows or lets hear. */
public enum SourceKind {
  MICROPHONE,
  CAMERA,
  SCREEN
}
