package org.maplebridge.server.courtpoint;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A court point somebody must see to.
 *
 * @param broken needed devices that are out of order
 * @param unchecked needed devices nobody tried within the day before the next sitting
 * @param startsAt when the next sitting there begins, within a day
 */
public record PointTask(
    String pointId,
    String pointName,
    List<DeviceKind> broken,
    List<DeviceKind> unchecked,
    Optional<OffsetDateTime> startsAt) {

  public PointTask {
    broken = List.copyOf(broken);
    unchecked = List.copyOf(unchecked);
  }
}
