package org.maplebridge.bridge.room;

import org.maplebridge.bridge.api.BridgeException;

/** What a room refuses, each with its stable id. */
final class Refusals {

  private Refusals() {}

  static BridgeException sourceUnknown(String sourceId) {
    return new BridgeException(
        "bridge.source-unknown",
        "Source " + sourceId + " is not published here; it may have ended. Ask for the sources.");
  }

  static BridgeException roomClosed(String roomId) {
    return new BridgeException(
        "bridge.room-closed", "Room " + roomId + " is closed; open it again first.");
  }

  static BridgeException endpointUnknown(String endpointId) {
    return new BridgeException(
        "bridge.endpoint-unknown", "Endpoint " + endpointId + " is gone; add a new one.");
  }

  static BridgeException endpointTaken(String endpointId) {
    return new BridgeException(
        "bridge.endpoint-taken", "Endpoint " + endpointId + " is in the room already.");
  }

  static BridgeException connected(String endpointId) {
    return new BridgeException(
        "bridge.endpoint-connected",
        "Endpoint " + endpointId + " knows its remote side already; add a new endpoint instead.");
  }

  static BridgeException publishesOnly() {
    return new BridgeException(
        "bridge.endpoint-direction",
        "A publishing connection receives no sources; subscribe on the receiving one.");
  }

  static BridgeException sourceTaken(String sourceId) {
    return new BridgeException(
        "bridge.source-taken", "Source " + sourceId + " is published in the room already.");
  }

  static BridgeException ssrcTaken(long ssrc) {
    return new BridgeException(
        "bridge.ssrc-taken",
        "SSRC " + ssrc + " carries another stream of this connection; choose a free one.");
  }

  static BridgeException busy() {
    return new BridgeException(
        "bridge.busy", "The media loop is overloaded or closed; try again in a moment.");
  }
}
