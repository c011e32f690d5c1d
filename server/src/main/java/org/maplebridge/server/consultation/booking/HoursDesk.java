package org.maplebridge.server.consultation.booking;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Permissions;
import org.maplebridge.server.access.Relation;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.invitation.QrSvg;
import org.maplebridge.server.persistence.Violation;

/** The hours a counsellor publishes, and the address where clients find them. Blocking. */
public final class HoursDesk {
  private static final int MOST = 28;

  private final Jdbi jdbi;
  private final HoursStore store = new HoursStore();
  private final Centre centre;
  private final AuditLog audit;

  public HoursDesk(Jdbi jdbi, Centre centre, AuditLog audit) {
    this.jdbi = jdbi;
    this.centre = centre;
    this.audit = audit;
  }

  /**
   * @throws ProblemException {@code consultation.not-permitted}
   */
  public Published published(Staff staff) {
    requireCounsellor(staff);
    String url = centre.publicUrl().resolve("/c").toString();
    List<WorkingHours> hours = jdbi.withHandle(handle -> store.of(handle, staff.id()));
    return new Published(hours, url, QrSvg.of(url));
  }

  /**
   * Replaces them; what is booked stays booked.
   *
   * @throws ProblemException {@code consultation.not-permitted}, {@code consultation.bad-hours}
   */
  public Published publish(Staff staff, List<WorkingHours> hours) {
    requireCounsellor(staff);
    if (hours.size() > MOST || !hours.stream().allMatch(WorkingHours::isSensible)) {
      throw new ProblemException("consultation.bad-hours", 422);
    }
    try {
      jdbi.useTransaction(
          handle -> {
            store.publish(handle, staff.id(), hours);
            audit.record(
                handle,
                staff.id(),
                "consultation.publish-hours",
                staff.id(),
                "",
                AuditLog.Outcome.ALLOWED);
          });
    } catch (UnableToExecuteStatementException failure) {
      throw Violation.of(failure).isPresent()
          ? new ProblemException("consultation.bad-hours", 422)
          : failure;
    }
    return published(staff);
  }

  private static void requireCounsellor(Staff staff) {
    if (!Permissions.allows(staff, Action.COUNSEL, new Relation(true, true))) {
      throw new ProblemException("consultation.not-permitted", 403);
    }
  }

  /** What is published, and where. */
  public record Published(List<WorkingHours> hours, String url, String qrSvg) {

    public Published {
      hours = List.copyOf(hours);
    }
  }
}
