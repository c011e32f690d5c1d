package org.maplebridge.server.expert;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.dossier.file.Document;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.invitation.SittingDesk;
import org.maplebridge.server.notify.Channel;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.org.District;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.persistence.Violation;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.schedule.Schedule;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;
import org.maplebridge.signaling.sitting.SittingStore;

/**
 * Calls an expert into a sitting: rings who is on duty, one after the other, the least recently
 * served first, each for a while; who accepts takes part as a third party and sees what is shared
 * for this call. Blocking.
 */
public final class ExpertDesk {
  private static final int LONGEST_QUESTION = 2_000;
  private static final int LONGEST_SUMMARY = 4_000;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final Jdbi jdbi;
  private final Duration ring;
  private final CallStore calls = new CallStore();
  private final SittingDesk planning;
  private final SittingStore sittings;
  private final Schedule schedule;
  private final DocumentDesk documents;
  private final Outbox outbox;
  private final CaseStory story;
  private final AuditLog audit;
  private final Texts texts;
  private final Centre centre;
  private final Ids ids;
  private final InstantSource clock;

  public ExpertDesk(
      Jdbi jdbi,
      ExpertConfig config,
      SittingDesk planning,
      SittingStore sittings,
      Schedule schedule,
      DocumentDesk documents,
      Outbox outbox,
      CaseStory story,
      AuditLog audit,
      Texts texts,
      Centre centre,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.ring = config.ring();
    this.planning = planning;
    this.sittings = sittings;
    this.schedule = schedule;
    this.documents = documents;
    this.outbox = outbox;
    this.story = story;
    this.audit = audit;
    this.texts = texts;
    this.centre = centre;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Asks for an expert and rings the first.
   *
   * @param asked what is shared for this call, and nothing else is
   * @return the call's id
   * @throws ProblemException {@code sitting.*}, {@code expert.bad-question}, {@code
   *     expert.bad-document}, {@code expert.rings-already}
   */
  public String ask(Staff staff, String sittingId, Asked asked) {
    Sitting sitting = planning.hosted(staff, sittingId);
    requireOpen(sitting);
    String question = asked.question().strip();
    String summary = asked.summary().strip();
    if (question.isEmpty()
        || question.length() > LONGEST_QUESTION
        || summary.length() > LONGEST_SUMMARY) {
      throw new ProblemException("expert.bad-question", 422);
    }
    CallRow call =
        new CallRow(
            ids.next(),
            sitting.id(),
            sitting.caseId(),
            asked.specialty(),
            question,
            summary,
            staff.id(),
            now(),
            CallState.RINGING,
            Optional.empty(),
            Optional.empty());
    try {
      jdbi.useTransaction(
          handle -> {
            asked.documents().forEach(id -> document(handle, sitting.caseId(), id));
            calls.insert(handle, call, asked.documents());
            told(handle, staff.id(), "expert.ask", call.id());
            story.add(handle, call.caseId(), "expert-asked", Optional.of(staff.name()));
            ringNext(handle, call, sitting);
          });
    } catch (UnableToExecuteStatementException failure) {
      throw translated(failure);
    }
    return call.id();
  }

  /** Calls of a sitting the caller leads, the newest first, as they stand at this moment. */
  public List<CallView> ofSitting(Staff staff, String sittingId) {
    planning.hosted(staff, sittingId);
    tick();
    return jdbi.withHandle(
        handle ->
            calls.ofSitting(handle, sittingId).stream()
                .map(
                    call ->
                        new CallView(
                            call.id(),
                            call.specialty(),
                            call.question(),
                            call.state(),
                            call.askedAt(),
                            calls.rings(handle, call.id())))
                .toList());
  }

  /**
   * Takes a call back while it rings.
   *
   * @throws ProblemException {@code expert.unknown-call}, {@code expert.not-ringing}
   */
  public void withdraw(Staff staff, String callId) {
    CallRow known =
        jdbi.withHandle(handle -> calls.find(handle, callId)).orElseThrow(ExpertDesk::unknown);
    planning.hosted(staff, known.sittingId());
    jdbi.useTransaction(
        handle -> {
          ringing(handle, callId);
          calls.withdraw(handle, callId, now());
          calls.setState(handle, callId, CallState.WITHDRAWN);
          told(handle, staff.id(), "expert.withdraw", callId);
        });
  }

  /** What rings for the caller, and what they take part in. */
  public Bell bell(Staff staff) {
    return jdbi.withHandle(
        handle ->
            new Bell(
                calls.ringing(handle, staff.id(), now()),
                calls.accepted(handle, staff.id()).stream()
                    .map(call -> new Bell.Taken(call.id(), call.sittingId(), call.question()))
                    .toList()));
  }

  /**
   * Accepts a call that rings for the caller: of all who may be accepting at this moment one wins,
   * by the database.
   *
   * @throws ProblemException {@code expert.not-ringing}, {@code expert.busy}
   */
  public void accept(Staff staff, String callId) {
    try {
      jdbi.useTransaction(
          handle -> {
            CallRow call = ringing(handle, callId);
            if (!calls.answer(handle, callId, staff.id(), RingOutcome.ACCEPTED, now())) {
              throw new ProblemException("expert.not-ringing", 409);
            }
            Sitting sitting = sittings.find(handle, call.sittingId()).orElseThrow();
            requireOpen(sitting);
            Participant seat =
                new Participant(ids.next(), staff.id(), staff.name(), Role.EXPERT, false);
            schedule.join(handle, sitting, seat, now());
            calls.accepted(handle, callId, staff.id(), now());
            told(handle, staff.id(), "expert.accept", callId);
            story.add(handle, call.caseId(), "expert-accepted", Optional.of(staff.name()));
          });
    } catch (UnableToExecuteStatementException failure) {
      throw translated(failure);
    }
  }

  /**
   * Declines a call that rings for the caller; the next is rung at once.
   *
   * @throws ProblemException {@code expert.not-ringing}
   */
  public void decline(Staff staff, String callId) {
    jdbi.useTransaction(
        handle -> {
          CallRow call = ringing(handle, callId);
          if (!calls.answer(handle, callId, staff.id(), RingOutcome.DECLINED, now())) {
            throw new ProblemException("expert.not-ringing", 409);
          }
          told(handle, staff.id(), "expert.decline", callId);
          ringNext(handle, call, sittings.find(handle, call.sittingId()).orElseThrow());
        });
  }

  /** Rings the next where somebody did not answer in time; to be called every minute. */
  public void tick() {
    jdbi.withHandle(handle -> calls.overdue(handle, now()))
        .forEach(id -> jdbi.useTransaction(handle -> missed(handle, id)));
  }

  private void missed(Handle handle, String callId) {
    CallRow call = calls.lock(handle, callId).orElseThrow();
    // Another server, or an acceptance at the last moment, may have been first.
    if (calls.miss(handle, callId, now())) {
      told(handle, "system", "expert.miss", callId);
      ringNext(handle, call, sittings.find(handle, call.sittingId()).orElseThrow());
    }
  }

  /**
   * What is shared with the caller for a call they accepted, while its sitting is open.
   *
   * @throws ProblemException {@code expert.unknown-call}, {@code expert.over}
   */
  public Shared shared(Staff staff, String callId) {
    return jdbi.inTransaction(
        handle -> {
          CallRow call = taken(handle, staff, callId);
          Sitting sitting = sittings.find(handle, call.sittingId()).orElseThrow();
          told(handle, staff.id(), "expert.read-shared", callId);
          return new Shared(
              callId,
              sitting.id(),
              sitting.kind(),
              call.specialty(),
              call.question(),
              call.summary(),
              sitting.startsAt(),
              sitting.endsAt(),
              sitting.participants().stream()
                  .map(p -> new Shared.Person(p.name(), p.role()))
                  .toList(),
              calls.documents(handle, callId).stream()
                  .map(id -> document(handle, call.caseId(), id))
                  .map(d -> new Shared.Paper(d.id(), d.title(), d.mediaType()))
                  .toList());
        });
  }

  /**
   * A paper shared for a call. Audited.
   *
   * @throws ProblemException as {@link #shared}, and {@code document.unknown}
   */
  public DocumentDesk.Contents paper(Staff staff, String callId, String documentId) {
    return jdbi.inTransaction(
        handle -> {
          CallRow call = taken(handle, staff, callId);
          if (!calls.documents(handle, callId).contains(documentId)) {
            throw new ProblemException("document.unknown", 404);
          }
          return documents.shared(handle, staff, call.caseId(), documentId);
        });
  }

  private CallRow taken(Handle handle, Staff staff, String callId) {
    CallRow call =
        calls
            .find(handle, callId)
            .filter(c -> c.expertId().equals(Optional.of(staff.id())))
            .orElseThrow(ExpertDesk::unknown);
    boolean open =
        sittings.find(handle, call.sittingId()).filter(s -> s.state().isOpen()).isPresent();
    if (!open) {
      throw new ProblemException("expert.over", 410);
    }
    return call;
  }

  private CallRow ringing(Handle handle, String callId) {
    CallRow call = calls.lock(handle, callId).orElseThrow(ExpertDesk::unknown);
    if (call.state() != CallState.RINGING) {
      throw new ProblemException("expert.not-ringing", 409);
    }
    return call;
  }

  private void ringNext(Handle handle, CallRow call, Sitting sitting) {
    OffsetDateTime now = now();
    if (!sitting.state().isOpen()) {
      calls.setState(handle, call.id(), CallState.WITHDRAWN);
      return;
    }
    OffsetDateTime until = sitting.endsAt().isAfter(now) ? sitting.endsAt() : now.plus(ring);
    Optional<CallStore.Candidate> next = calls.next(handle, call, now, until);
    if (next.isEmpty()) {
      calls.setState(handle, call.id(), CallState.UNANSWERED);
      return;
    }
    CallStore.Candidate candidate = next.get();
    OffsetDateTime expiresAt = now.plus(ring);
    calls.ring(handle, call.id(), candidate.expertId(), now, expiresAt);
    outbox.queue(handle, Channel.SMS, candidate.phone(), sms(candidate, expiresAt));
    told(handle, candidate.expertId(), "expert.ring", call.id());
  }

  private String sms(CallStore.Candidate candidate, OffsetDateTime expiresAt) {
    return texts.sentence(
        "expert.sms",
        Locale.SIMPLIFIED_CHINESE,
        centre.name(),
        candidate.name(),
        CLOCK.format(expiresAt.atZoneSameInstant(District.ZONE)),
        centre.publicUrl().resolve("/"));
  }

  private Document document(Handle handle, String caseId, String id) {
    return documents
        .find(handle, caseId, id)
        .orElseThrow(() -> new ProblemException("expert.bad-document", 422));
  }

  private void told(Handle handle, String actor, String action, String callId) {
    audit.record(handle, actor, action, callId, "", AuditLog.Outcome.ALLOWED);
  }

  private static void requireOpen(Sitting sitting) {
    boolean calls =
        sitting.kind() == SittingKind.MEDIATION || sitting.kind() == SittingKind.EXPERT_CALL;
    if (!calls || !sitting.state().isOpen()) {
      throw new ProblemException("expert.bad-sitting", 409);
    }
  }

  private static RuntimeException translated(UnableToExecuteStatementException failure) {
    return Violation.of(failure)
        .<RuntimeException>map(
            broken ->
                switch (broken) {
                  case UNIQUE -> new ProblemException("expert.rings-already", 409);
                  case FOREIGN_KEY -> new ProblemException("expert.bad-question", 422);
                  case EXCLUSION -> new ProblemException("expert.busy", 409);
                  case CHECK -> failure;
                })
        .orElse(failure);
  }

  private static ProblemException unknown() {
    return new ProblemException("expert.unknown-call", 404);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /**
   * What is asked of an expert.
   *
   * @param specialty code of a category of disputes
   * @param question what it is about and what is to be known, in words the mediator chose to share
   * @param summary of the case, likewise; may be empty
   * @param documents ids of the papers shared
   */
  public record Asked(String specialty, String question, String summary, List<String> documents) {

    public Asked {
      documents = List.copyOf(documents);
    }
  }

  /** A call as who asked sees it. */
  public record CallView(
      String id,
      String specialty,
      String question,
      CallState state,
      OffsetDateTime askedAt,
      List<CallStore.Ring> rings) {

    public CallView {
      rings = List.copyOf(rings);
    }
  }

  /** What an expert's page rings with. */
  public record Bell(List<CallStore.RungCall> ringing, List<Taken> taken) {

    public Bell {
      ringing = List.copyOf(ringing);
      taken = List.copyOf(taken);
    }

    /** A call they accepted, whose sitting is open. */
    public record Taken(String callId, String sittingId, String question) {}
  }

  /** What an expert sees of a case, for one call. */
  public record Shared(
      String callId,
      String sittingId,
      SittingKind kind,
      String specialty,
      String question,
      String summary,
      OffsetDateTime startsAt,
      OffsetDateTime endsAt,
      List<Person> people,
      List<Paper> papers) {

    public Shared {
      people = List.copyOf(people);
      papers = List.copyOf(papers);
    }

    /** Somebody in the sitting: an expert must know whether they know them. */
    public record Person(String name, Role role) {}

    /** A paper shared. */
    public record Paper(String id, String title, String mediaType) {}
  }
}
