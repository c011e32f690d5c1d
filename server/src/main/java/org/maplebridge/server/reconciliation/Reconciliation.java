package org.maplebridge.server.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.reconciliation.ReconciliationStore.Alarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once at the start and once a day: each difference between what should have been recorded and what
 * is stored becomes an alarm with its case, on the case's time line and in the list of alarms. An
 * alarm whose difference is gone settles itself; the others are settled by a person, with a remark.
 */
public final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final Duration EVERY = Duration.ofDays(1);

  /** A sitting that ended this long ago should be sealed. */
  private static final Duration SEALED_WITHIN = Duration.ofMinutes(10);

  /** Every file is hashed again after this time; one found wrong or of another size, every day. */
  private static final Duration VERIFIED_WITHIN = Duration.ofDays(30);

  private static final int SHORTEST_REMARK = 2;
  private static final int LONGEST_REMARK = 500;
  private static final String SYSTEM = "system";

  private final Jdbi jdbi;
  private final ReconciliationStore store;
  private final Recorder recorder;
  private final CaseStory story;
  private final AuditLog audit;
  private final Texts texts;
  private final InstantSource clock;
  private volatile Instant next = Instant.MIN;

  public Reconciliation(
      Jdbi jdbi,
      Recorder recorder,
      CaseStory story,
      AuditLog audit,
      Texts texts,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.store = new ReconciliationStore(ids);
    this.recorder = recorder;
    this.story = story;
    this.audit = audit;
    this.texts = texts;
    this.clock = clock;
  }

  /** To be called often; works when its day has passed. */
  public void tick() {
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      run();
    }
  }

  /** Compares everything. */
  public void run() {
    Instant now = clock.instant();
    List<Expected> expected =
        jdbi.withHandle(
            handle -> store.expected(handle, now.minus(SEALED_WITHIN), now.minus(VERIFIED_WITHIN)));
    // Reads and hashes files for a while; no transaction is open meanwhile.
    Comparison comparison = new Comparison(recorder);
    List<Difference> differences = comparison.differences(expected);
    jdbi.useTransaction(
        handle -> {
          comparison.verified().forEach(found -> store.verified(handle, found, now()));
          enter(handle, differences);
        });
    LOG.info(
        "{} recorded sittings compared with the folders, {} differences",
        expected.size(),
        differences.size());
  }

  private void enter(Handle handle, List<Difference> differences) {
    OffsetDateTime now = now();
    for (Alarm alarm : store.open(handle)) {
      if (differences.stream().noneMatch(alarm::isOf)) {
        store.settle(handle, alarm.id(), SYSTEM, "", now);
      }
    }
    for (Difference difference : differences) {
      if (store.raise(handle, difference, now)) {
        announce(handle, difference);
      }
    }
  }

  private void announce(Handle handle, Difference difference) {
    LOG.error("Recording alarm {} of {}", difference.kind(), difference.subject());
    audit.record(
        handle,
        SYSTEM,
        "recording.alarm",
        difference.subject(),
        difference.kind().name(),
        AuditLog.Outcome.ALLOWED);
    difference
        .caseId()
        .ifPresent(
            caseId ->
                story.add(
                    handle,
                    caseId,
                    difference.word(),
                    Optional.empty(),
                    difference.details().toArray(String[]::new)));
  }

  /** The open alarms of cases the caller may see. */
  List<AlarmView> alarms(Staff staff, Locale locale) {
    return jdbi.withHandle(handle -> store.open(handle, staff)).stream()
        .map(alarm -> view(alarm, locale))
        .toList();
  }

  /** What people have found out about the alarms the caller may see, latest first. */
  List<AlarmView> settled(Staff staff, Locale locale) {
    return jdbi.withHandle(handle -> store.settled(handle, staff)).stream()
        .map(alarm -> view(alarm, locale))
        .toList();
  }

  private AlarmView view(Alarm alarm, Locale locale) {
    return new AlarmView(
        alarm.id(),
        alarm.kind(),
        alarm.caseId(),
        alarm.caseTitle(),
        alarm.raisedAt(),
        texts.sentence(alarm.kind().sentence(), locale, alarm.details().toArray()),
        alarm.settledAt(),
        alarm.settler(),
        alarm.remark());
  }

  /**
   * A person has looked into it.
   *
   * @throws ProblemException {@code reconciliation.unknown}, {@code reconciliation.bad-remark}
   */
  void settle(Staff staff, String id, String remark) {
    String reason = remark.strip();
    if (reason.length() < SHORTEST_REMARK || reason.length() > LONGEST_REMARK) {
      throw new ProblemException("reconciliation.bad-remark", 422);
    }
    jdbi.useTransaction(
        handle -> {
          Alarm alarm =
              store.open(handle, staff).stream()
                  .filter(open -> open.id().equals(id))
                  .findFirst()
                  .orElseThrow(() -> new ProblemException("reconciliation.unknown", 404));
          store.settle(handle, id, staff.id(), reason, now());
          audit.record(
              handle,
              staff.id(),
              "recording.alarm-settle",
              alarm.subject(),
              reason,
              AuditLog.Outcome.ALLOWED);
        });
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** An alarm as staff see it; who settled it and what they found, once somebody has. */
  record AlarmView(
      String id,
      Difference.Kind kind,
      Optional<String> caseId,
      Optional<String> caseTitle,
      OffsetDateTime raisedAt,
      String sentence,
      Optional<OffsetDateTime> settledAt,
      Optional<String> settledBy,
      Optional<String> remark) {}
}
