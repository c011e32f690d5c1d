package org.maplebridge.server.org;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Answers questions about the organisation. Blocking. */
public final class OrgDirectory {
  private static final String UNIT = "select code, parent_code, level, name, centre from org_unit ";

  private static final String PLACE =
      """
      select id, name, org_code,
        exists (select 1 from court_point c where c.place_id = place.id) as court_point
      from place
      """;

  private final Jdbi jdbi;

  public OrgDirectory(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<OrgUnit> find(String code) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(UNIT + "where code = :code")
                .bind("code", code)
                .map(ConstructorMapper.of(OrgUnit.class))
                .findOne());
  }

  /** Whether {@code code} is {@code under} itself or lies below it. */
  public boolean isWithin(String code, String under) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select 1 from org_unit u, org_unit top
                    where u.code = :code and top.code = :under and u.path <@ top.path)
                    """)
                .bind("code", code)
                .bind("under", under)
                .mapTo(Boolean.class)
                .one());
  }

  /**
   * Units in the order of the tree.
   *
   * @param under the branch's top, which is part of the list; empty for the whole district down to
   *     villages
   */
  public List<OrgUnit> list(Optional<String> under) {
    return jdbi.withHandle(
        handle ->
            under.isPresent()
                ? handle
                    .createQuery(
                        UNIT
                            + """
                            where path <@ (select path from org_unit where code = :under)
                            order by path
                            """)
                    .bind("under", under.get())
                    .map(ConstructorMapper.of(OrgUnit.class))
                    .list()
                : handle
                    .createQuery(UNIT + "where nlevel(path) <= 3 order by path")
                    .map(ConstructorMapper.of(OrgUnit.class))
                    .list());
  }

  /** Bookable places, by unit and name. */
  public List<Place> places() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PLACE + "order by org_code, name")
                .map(ConstructorMapper.of(Place.class))
                .list());
  }

  public Optional<Place> place(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PLACE + "where id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Place.class))
                .findOne());
  }
}
