package org.maplebridge.server.diagnosis;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Relation;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.audit.AuditLog.Outcome;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.signaling.gateway.SignalingService;
import org.maplebridge.signaling.room.RoomTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into live rooms for the district's administrator; every look is audited. Blocking. */
public final class DiagnosisDesk {
  private static final Logger log = LoggerFactory.getLogger(DiagnosisDesk.class);
  private static final int MOST_SECONDS = 30;

  private static final Relation NOBODYS = new Relation(false, false);

  private final SignalingService signaling;
  private final DiagnosisConfig config;
  private final AuditLog audit;
  private final InstantSource clock;

  public DiagnosisDesk(
      SignalingService signaling, DiagnosisConfig config, AuditLog audit, InstantSource clock) {
    this.signaling = signaling;
    this.config = config;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A live sitting down to its connections.
   *
   * @throws ProblemException {@code identity.forbidden}, {@code diagnosis.not-live}
   */
  RoomTree tree(Staff staff, String sittingId) {
    require(staff, "diagnosis.tree", sittingId);
    return signaling.tree(sittingId).orElseThrow(DiagnosisDesk::notLive);
  }

  /**
   * Captures the packet headers of one connection; returns after that time.
   *
   * @throws ProblemException {@code identity.forbidden}, {@code diagnosis.off}, {@code
   *     diagnosis.bad-time}, {@code diagnosis.not-live}
   */
  byte[] capture(Staff staff, String sittingId, CaptureOrder order) throws InterruptedException {
    require(staff, "diagnosis.capture", sittingId + " " + order.participantId());
    if (!config.capture()) {
      throw new ProblemException("diagnosis.off", 403);
    }
    if (order.seconds() < 1 || order.seconds() > MOST_SECONDS) {
      throw new ProblemException("diagnosis.bad-time", 422, MOST_SECONDS);
    }
    PcapFile file = new PcapFile(clock);
    if (!signaling.tap(sittingId, order.participantId(), order.sending(), Optional.of(file))) {
      throw notLive();
    }
    try {
      TimeUnit.SECONDS.sleep(order.seconds());
    } finally {
      signaling.tap(sittingId, order.participantId(), order.sending(), Optional.empty());
    }
    if (file.dropped() > 0) {
      log.warn("sitting {}: a capture lost {} packets", sittingId, file.dropped());
    }
    return file.bytes();
  }

  private void require(Staff staff, String action, String object) {
    boolean allowed = Permissions.allows(staff, Action.DIAGNOSE, NOBODYS);
    audit.record(staff.id(), action, object, "", allowed ? Outcome.ALLOWED : Outcome.REFUSED);
    if (!allowed) {
      throw new ProblemException("identity.forbidden", 403);
    }
  }

  private static ProblemException notLive() {
    return new ProblemException("diagnosis.not-live", 404);
  }

  /**
   * Which connection to capture.
   *
   * @param sending whether the one the participant sends on, else the one they receive on
   */
  record CaptureOrder(String participantId, boolean sending, int seconds) {}
}
