package org.maplebridge.server.expert;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Somebody on the panel, as staff see them.
 *
 * @param specialties codes of the categories of disputes they know
 * @param served how many calls they took
 */
public record Expert(
    String staffId,
    String name,
    ExpertCategory category,
    List<String> specialties,
    String introduction,
    int served,
    Optional<OffsetDateTime> lastServedAt,
    boolean onDuty,
    List<Shift> shifts) {

  public Expert {
    specialties = List.copyOf(specialties);
    shifts = List.copyOf(shifts);
  }

  /** When they may be rung. */
  public record Shift(String id, OffsetDateTime from, OffsetDateTime to) {}
}
