package org.maplebridge.server.courtpoint;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * A sitting as the host of its point knows it, who sees to the room: nothing of the case but its
 * number.
 *
 * @param broken needed devices that are out of order
 * @param unchecked needed devices nobody tried within the day before
 * @param seated whether the caller takes part in it
 */
public record PointSitting(
    String sittingId,
    String number,
    SittingKind kind,
    SittingState state,
    OffsetDateTime startsAt,
    OffsetDateTime endsAt,
    String pointId,
    String pointName,
    String address,
    Optional<String> hostName,
    Readiness readiness,
    List<DeviceKind> broken,
    List<DeviceKind> unchecked,
    CheckList checkList,
    Optional<OffsetDateTime> readyAt,
    Optional<String> readyBy,
    boolean seated) {

  public PointSitting {
    broken = List.copyOf(broken);
    unchecked = List.copyOf(unchecked);
  }

  /** How far a room is. */
  public enum Readiness {
    /** A needed device is out of order. */
    BROKEN,
    /** A needed device was not tried within the day before. */
    UNCHECKED,
    /** Everything needed was tried and works; the host has not reported yet. */
    CHECKED,
    /** The host reported the room ready. */
    READY;

    static Readiness of(boolean broken, boolean unchecked, boolean reported) {
      if (broken) {
        return BROKEN;
      }
      if (unchecked) {
        return UNCHECKED;
      }
      return reported ? READY : CHECKED;
    }
  }

  /**
   * What the host looks after beside the devices.
   *
   * @param documentsSeen identity documents of who sits at the point
   * @param peoplePresent who was to come there is there
   * @param evidenceScanned paper evidence
   */
  public record CheckList(boolean documentsSeen, boolean peoplePresent, boolean evidenceScanned) {}
}
