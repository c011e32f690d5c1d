package org.maplebridge.server.courtpoint;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A court point.
 *
 * @param host who sees to it 庭务主任
 * @param changeOverMinutes how long it stays taken when a sitting there is over
 * @param position where it stands, for finding the nearest
 * @param open whether a hearing could be held there now: not closed, every needed device working
 */
public record CourtPoint(
    String id,
    String name,
    String townCode,
    String townName,
    String address,
    Optional<Host> host,
    int changeOverMinutes,
    Optional<Position> position,
    boolean open,
    List<Device> devices) {

  public CourtPoint {
    devices = List.copyOf(devices);
  }

  /** A member of staff. */
  public record Host(String id, String name) {}

  /** Degrees, WGS 84. */
  public record Position(double longitude, double latitude) {}

  /** What was found when somebody tried a device. */
  public record Check(
      String deviceId,
      DeviceKind kind,
      OffsetDateTime checkedAt,
      String checkedBy,
      boolean working,
      String finding) {}
}
