package org.maplebridge.signaling.sitting;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.Side;
import org.maplebridge.signaling.protocol.SittingKind;

/** Rows of the sitting tables as records. */
final class SittingRows {

  static final RowMapper<Participant> PARTICIPANT =
      (row, context) -> {
        Role role = Role.valueOf(row.getString("role"));
        return new Participant(
            row.getString("id"),
            row.getString("person_id"),
            row.getString("name"),
            role,
            row.getBoolean("host"),
            Optional.ofNullable(row.getString("side")).map(Side::valueOf).or(role::side),
            hindrances((String[]) row.getArray("hindrances").getArray()),
            Optional.ofNullable(row.getString("device")));
      };

  private SittingRows() {}

  private static Set<Hindrance> hindrances(String[] names) {
    return Arrays.stream(names).map(Hindrance::valueOf).collect(Collectors.toUnmodifiableSet());
  }

  static RowMapper<Sitting> sitting(List<Participant> participants) {
    return (row, context) ->
        new Sitting(
            row.getString("id"),
            row.getString("case_id"),
            row.getString("platform_number"),
            row.getString("case_number"),
            row.getString("case_title"),
            row.getString("centre"),
            SittingKind.valueOf(row.getString("kind")),
            SittingState.valueOf(row.getString("state")),
            row.getObject("starts_at", OffsetDateTime.class),
            row.getObject("ends_at", OffsetDateTime.class),
            Optional.ofNullable(row.getString("place_id")),
            participants);
  }
}
