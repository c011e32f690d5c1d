package org.maplebridge.server.courtpoint;

/** What stands at a court point: 一屏一线一终端 and what goes with it. */
public enum DeviceKind {
  SCREEN,
  CAMERA,
  MICROPHONE,
  LOUDSPEAKER,
  NETWORK_LINE,
  ID_READER,
  SCANNER,
  SIGN_PAD,
  PRINTER
}
