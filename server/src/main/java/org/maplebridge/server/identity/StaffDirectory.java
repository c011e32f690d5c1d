package org.maplebridge.server.identity;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.access.StaffRole;

/** Finds members of staff. Blocking. */
public final class StaffDirectory {
  private static final String ENTRY =
      """
      select s.id, s.name, s.role, s.org_code, u.name as org_name
      from staff s join org_unit u on u.code = s.org_code
      """;

  private final Jdbi jdbi;

  public StaffDirectory(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<StaffEntry> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ENTRY + "where s.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(StaffEntry.class))
                .findOne());
  }

  /** Active staff of a role, or of every role, by name. */
  public List<StaffEntry> list(Optional<StaffRole> role) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ENTRY
                        + """
                        where s.active and (cast(:role as text) is null or s.role = :role)
                        order by s.org_code, s.name
                        """)
                .bind("role", role.map(StaffRole::name))
                .map(ConstructorMapper.of(StaffEntry.class))
                .list());
  }
}
