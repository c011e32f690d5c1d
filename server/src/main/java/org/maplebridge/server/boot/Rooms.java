package org.maplebridge.server.boot;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.maplebridge.bridge.api.Bridge;
import org.maplebridge.recording.RecordingService;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStampAuthority;
import org.maplebridge.server.absence.AbsenceLog;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.dossier.CaseChronicle;
import org.maplebridge.server.dossier.CaseRecorder;
import org.maplebridge.server.dossier.DossierKeeper;
import org.maplebridge.server.dossier.RecordingStore;
import org.maplebridge.server.invitation.JoinGate;
import org.maplebridge.server.reconciliation.Reconciliation;
import org.maplebridge.signaling.gateway.SignalingService;
import org.maplebridge.signaling.ice.TurnServers;
import org.maplebridge.signaling.room.RoomDoors;
import org.maplebridge.signaling.room.RoomJournal;
import org.maplebridge.signaling.room.RoomListener;
import org.maplebridge.signaling.room.RoomOptions;
import org.maplebridge.signaling.sitting.SittingStore;
import org.maplebridge.signaling.ticket.JwtTicketDesk;
import org.maplebridge.signaling.ticket.TicketDesk;

/** The live side: the bridge, the recorder, and the rooms between them. */
record Rooms(
    Bridge bridge,
    Recorder recorder,
    SealingKey sealingKey,
    Optional<TimeStampAuthority> timeStamps,
    CaseRecorder caseRecorder,
    RecordingStore recordings,
    SittingStore sittings,
    CaseStory story,
    Reconciliation reconciliation,
    TicketDesk tickets,
    AbsenceLog absences,
    SignalingService signaling) {
  private static final long MEGABYTE = 1_000_000;

  /**
   * Makes rooms possible. At closing the rooms end first, then the recorder completes its files.
   *
   * @param bridge outlives the rooms
   * @param besides told of everything after the chronicle
   */
  static Rooms open(Basics basics, Bridge bridge, RoomListener besides, Closing closing)
      throws IOException {
    var config = basics.config();
    var sealing = new Sealing(config.recording().seal(), basics.folder(), basics.random());
    SealingKey key = sealing.key();
    Optional<TimeStampAuthority> timeStamps = sealing.authority();
    Recorder recorder =
        closing.add(
            "recorder",
            new RecordingService(
                basics.folder().resolve("recordings"),
                config.recording().leastFreeMegabytes() * MEGABYTE,
                key,
                timeStamps,
                basics.clock(),
                System::nanoTime,
                config.recording().composers()));
    var sittings = new SittingStore(basics.jdbi());
    var recordings = new RecordingStore(basics.jdbi());
    var story = new CaseStory(basics.texts(), basics.clock());
    var caseRecorder =
        new CaseRecorder(
            basics.jdbi(),
            recorder,
            recordings,
            story,
            basics.audit(),
            basics.texts(),
            basics.ids(),
            basics.clock(),
            basics.virtualThreads());
    var keeper =
        new DossierKeeper(
            basics.jdbi(), recorder, caseRecorder, recordings, sittings, story, basics.clock());
    keeper.recover();
    closing.add("keeper", new EveryMinute("keeper", keeper::sweep));
    var reconciliation =
        new Reconciliation(
            basics.jdbi(),
            recorder,
            story,
            basics.audit(),
            basics.texts(),
            basics.ids(),
            basics.clock());
    closing.add("reconciliation", new EveryMinute("reconciliation", reconciliation::tick));
    var tickets = new JwtTicketDesk(basics.secrets().bytes("ticket.key"), basics.clock());
    var chronicle = new CaseChronicle(basics.jdbi(), sittings, story, basics.audit());
    var absences = new AbsenceLog(basics.jdbi(), basics.audit(), basics.clock());
    var doors =
        new RoomDoors(
            bridge,
            sittings,
            event -> {
              chronicle.onEvent(event);
              absences.onEvent(event);
              besides.onEvent(event);
            },
            caseRecorder,
            new RoomJournal(basics.jdbi()),
            RoomOptions.with(TurnServers.of(config.turn(), basics.clock())),
            basics.clock(),
            basics.random());
    var gate = new JoinGate(basics.jdbi(), sittings, basics.texts(), basics.clock());
    var signaling =
        closing.add(
            "signaling",
            new SignalingService(
                basics.vertx(),
                doors,
                gate,
                tickets,
                Set.of(config.http().linkBase().toString()),
                System::nanoTime));
    return new Rooms(
        bridge,
        recorder,
        key,
        timeStamps,
        caseRecorder,
        recordings,
        sittings,
        story,
        reconciliation,
        tickets,
        absences,
        signaling);
  }
}
