package org.maplebridge.signaling.room;

import org.maplebridge.signaling.rules.MediaGraph;
import org.maplebridge.signaling.rules.Scene;
import org.maplebridge.signaling.rules.SittingRules;

/**
 * Brings the bridge in line with the rules after each change: what must end ends first and for
 * certain, then what may begin begins, then it is told. On the room's thread.
 */
record Enforcement(
    RoomState state,
    Publishing publishing,
    Receiving receiving,
    Watching watching,
    Recorder recorder,
    Welcome welcome) {

  void apply() {
    Scene scene = state.scene();
    MediaGraph graph = SittingRules.graph(scene);
    publishing.shut(graph);
    receiving.cut(graph);
    watching.cut(graph);
    recorder.follow(graph);
    publishing.reopen(graph);
    receiving.offerAll();
    watching.begin(graph);
    welcome.tellAll(scene, graph);
    // What was opened and shut here is told already.
    boolean unused = state.takeRosterChanged();
  }
}
