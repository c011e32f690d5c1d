package org.maplebridge.server.access;

/**
 * Who may do what: role × scope × relation. Whatever is not said here is refused. Pure.
 *
 * <p>The matrix is the district's; roles it gives nothing yet have accounts but no doors.
 */
public final class Permissions {

  private Permissions() {}

  /** Whether this member of staff may do this to a thing they stand so to. */
  public static boolean allows(Staff staff, Action action, Relation relation) {
    return switch (scope(staff.role(), action)) {
      case NONE -> false;
      case OWN -> relation.own();
      case LINKED -> relation.own() || relation.linked();
      case CLOSED -> relation.own() || relation.closed();
      case UNIT -> relation.own() || relation.withinUnit();
      case DISTRICT -> true;
    };
  }

  /** How far a role's permission for an action reaches. */
  public static Scope scope(StaffRole role, Action action) {
    return switch (action) {
      case REGISTER_CASE -> registering(role);
      case READ_CASE -> reading(role);
      case BIND_CASE_NUMBER -> bindingNumbers(role);
      case BOOK_MEDIATION, INVITE -> booking(role);
      case BOOK_HEARING -> bookingHearings(role);
      case HOST_MEDIATION, RECORD_MEDIATION -> only(StaffRole.MEDIATOR, role, Scope.OWN);
      case PLAY_RECORDING -> playing(role);
      case FILE_DOCUMENT -> filing(role);
      case ARCHIVE_CASE -> only(StaffRole.ARCHIVIST, role, Scope.CLOSED);
      case HAND_OVER -> handingOver(role);
      case HOLD_DOSSIER, DESTROY_DOSSIER -> disposing(role);
      case DRAFT_DOCUMENT -> only(StaffRole.MEDIATOR, role, Scope.OWN);
      case WRITE_TRANSCRIPT -> only(StaffRole.COURT_CLERK, role, Scope.LINKED);
      case READ_TRANSCRIPT -> readingTranscripts(role);
      case READ_DOCUMENT -> readingDocuments(role);
      case REVIEW_AGREEMENT -> reviewing(role);
      case SEAL_AGREEMENT -> sealing(role);
      case READ_OUTBOX -> readingOutbox(role);
      case READ_ROSTER -> readingRoster(role);
      case KEEP_ROSTER, ANSWER_ALARM -> keepingRoster(role);
      case READ_COURT_POINT -> readingCourtPoints(role);
      case SEE_TO_COURT_POINT -> seeingToCourtPoints(role);
      case MANAGE_STAFF, DIAGNOSE, KEEP_COURT_POINT ->
          only(StaffRole.DISTRICT_ADMIN, role, Scope.DISTRICT);
      case COUNSEL -> only(StaffRole.COUNSELLOR, role, Scope.OWN);
      case SUPERVISE_COUNSELLING -> supervising(role);
      case READ_AUDIT -> only(StaffRole.AUDITOR, role, Scope.DISTRICT);
    };
  }

  private static Scope registering(StaffRole role) {
    return switch (role) {
      case GRID_WORKER, TOWN_OFFICER, MEDIATOR, COURT_HOST -> Scope.UNIT;
      case TRIAGE_OFFICER, DUTY_CHIEF, WINDOW_CLERK, DISTRICT_ADMIN -> Scope.DISTRICT;
      case EXPERT, COUNSELLOR, JUDGE, COURT_CLERK, ARBITRATOR, ARCHIVIST, AUDITOR -> Scope.NONE;
    };
  }

  private static Scope reading(StaffRole role) {
    return switch (role) {
      case GRID_WORKER, TOWN_OFFICER -> Scope.UNIT;
      case TRIAGE_OFFICER, DUTY_CHIEF, DISTRICT_ADMIN -> Scope.DISTRICT;
      case WINDOW_CLERK, MEDIATOR, EXPERT, COURT_HOST, ARBITRATOR -> Scope.OWN;
      case JUDGE, COURT_CLERK -> Scope.LINKED;
      case ARCHIVIST -> Scope.CLOSED;
      case COUNSELLOR, AUDITOR -> Scope.NONE;
    };
  }

  private static Scope bookingHearings(StaffRole role) {
    return switch (role) {
      case JUDGE, COURT_CLERK -> Scope.LINKED;
      default -> Scope.NONE;
    };
  }

  /** Who books hearings, who answers for the house, and each host of the own points. */
  private static Scope readingCourtPoints(StaffRole role) {
    return switch (role) {
      case JUDGE, COURT_CLERK, DUTY_CHIEF -> Scope.DISTRICT;
      default -> seeingToCourtPoints(role);
    };
  }

  private static Scope seeingToCourtPoints(StaffRole role) {
    return switch (role) {
      case DISTRICT_ADMIN -> Scope.DISTRICT;
      case COURT_HOST -> Scope.OWN;
      default -> Scope.NONE;
    };
  }

  private static Scope filing(StaffRole role) {
    return role == StaffRole.ARCHIVIST ? Scope.CLOSED : booking(role);
  }

  private static Scope handingOver(StaffRole role) {
    return switch (role) {
      case MEDIATOR -> Scope.OWN;
      case DUTY_CHIEF -> Scope.DISTRICT;
      case ARCHIVIST -> Scope.CLOSED;
      default -> Scope.NONE;
    };
  }

  private static Scope disposing(StaffRole role) {
    return switch (role) {
      case DUTY_CHIEF -> Scope.DISTRICT;
      case ARCHIVIST -> Scope.CLOSED;
      default -> Scope.NONE;
    };
  }

  private static Scope bindingNumbers(StaffRole role) {
    return switch (role) {
      case MEDIATOR, ARBITRATOR -> Scope.OWN;
      case COURT_CLERK -> Scope.LINKED;
      case ARCHIVIST, DISTRICT_ADMIN -> Scope.DISTRICT;
      case GRID_WORKER,
          TOWN_OFFICER,
          TRIAGE_OFFICER,
          DUTY_CHIEF,
          WINDOW_CLERK,
          EXPERT,
          COUNSELLOR,
          JUDGE,
          COURT_HOST,
          AUDITOR ->
          Scope.NONE;
    };
  }

  private static Scope booking(StaffRole role) {
    return switch (role) {
      case GRID_WORKER, TOWN_OFFICER -> Scope.UNIT;
      case DUTY_CHIEF, DISTRICT_ADMIN -> Scope.DISTRICT;
      case WINDOW_CLERK, MEDIATOR -> Scope.OWN;
      case TRIAGE_OFFICER,
          EXPERT,
          COUNSELLOR,
          JUDGE,
          COURT_CLERK,
          COURT_HOST,
          ARBITRATOR,
          ARCHIVIST,
          AUDITOR ->
          Scope.NONE;
    };
  }

  private static Scope playing(StaffRole role) {
    return switch (role) {
      case MEDIATOR -> Scope.OWN;
      case DISTRICT_ADMIN -> Scope.DISTRICT;
      default -> Scope.NONE;
    };
  }

  private static Scope reviewing(StaffRole role) {
    return switch (role) {
      case MEDIATOR, EXPERT, JUDGE -> Scope.OWN;
      case DUTY_CHIEF -> Scope.DISTRICT;
      default -> Scope.NONE;
    };
  }

  private static Scope sealing(StaffRole role) {
    return switch (role) {
      case MEDIATOR -> Scope.OWN;
      case TOWN_OFFICER -> Scope.UNIT;
      case DISTRICT_ADMIN -> Scope.DISTRICT;
      default -> Scope.NONE;
    };
  }

  /** Mediation is confidential: who works on its papers, and who files them. */
  private static Scope readingDocuments(StaffRole role) {
    return switch (role) {
      case ARCHIVIST -> Scope.CLOSED;
      case DUTY_CHIEF -> reviewing(role);
      case TOWN_OFFICER, DISTRICT_ADMIN -> sealing(role);
      case MEDIATOR, EXPERT, JUDGE -> Scope.OWN;
      default -> Scope.NONE;
    };
  }

  /** A hearing is the court's: its people, and who files its papers. */
  private static Scope readingTranscripts(StaffRole role) {
    return switch (role) {
      case JUDGE, COURT_CLERK -> Scope.LINKED;
      case ARCHIVIST -> Scope.CLOSED;
      default -> Scope.NONE;
    };
  }

  private static Scope readingOutbox(StaffRole role) {
    return switch (role) {
      case DISTRICT_ADMIN, DUTY_CHIEF -> Scope.DISTRICT;
      case MEDIATOR -> Scope.OWN;
      default -> Scope.NONE;
    };
  }

  private static Scope supervising(StaffRole role) {
    return role == StaffRole.DUTY_CHIEF || role == StaffRole.COUNSELLOR
        ? Scope.DISTRICT
        : Scope.NONE;
  }

  /** For a sitting they lead. */
  private static Scope readingRoster(StaffRole role) {
    return role == StaffRole.MEDIATOR ? Scope.OWN : keepingRoster(role);
  }

  /** The duty chief and the district's centre. */
  private static Scope keepingRoster(StaffRole role) {
    return role == StaffRole.DUTY_CHIEF || role == StaffRole.DISTRICT_ADMIN
        ? Scope.DISTRICT
        : Scope.NONE;
  }

  private static Scope only(StaffRole allowed, StaffRole role, Scope scope) {
    return role == allowed ? scope : Scope.NONE;
  }
}
