package org.maplebridge.signaling.room;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.signaling.sitting.SittingDirectory;

/** Everything rooms are given: the bridge, the ports upward, the journal, time and chance. */
public record RoomDoors(
    Bridge bridge,
    SittingDirectory directory,
    RoomListener listener,
    RecordingDoor recording,
    RoomJournal journal,
    RoomOptions options,
    InstantSource clock,
    SecureRandom random) {}
