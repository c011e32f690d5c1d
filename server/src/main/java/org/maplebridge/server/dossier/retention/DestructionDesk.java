package org.maplebridge.server.dossier.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.RecordingFolder;
import org.maplebridge.server.access.Action;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.CaseScope;
import org.maplebridge.server.cases.CaseStory;
import org.maplebridge.server.document.Paper;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.retention.DestructionStore.Item;
import org.maplebridge.server.dossier.retention.DestructionStore.ListRow;
import org.maplebridge.server.dossier.retention.DestructionStore.State;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.org.District;
import org.maplebridge.server.persistence.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys dossiers past their period: one person proposes a list, another decides, and a signed
 * certificate of what went is kept for ever. Blocking.
 */
public final class DestructionDesk {
  private static final Logger LOG = LoggerFactory.getLogger(DestructionDesk.class);

  private final Jdbi jdbi;
  private final CaseStory story;
  private final AuditLog audit;
  private final PdfWriter pdf;
  private final SealingKey key;
  private final Shredder shredder;
  private final Path certificates;
  private final String centre;
  private final Ids ids;
  private final InstantSource clock;
  private final DestructionStore store = new DestructionStore();

  /**
   * @param key signs certificates
   * @param certificates where they are kept
   */
  public DestructionDesk(
      Jdbi jdbi,
      CaseStory story,
      AuditLog audit,
      PdfWriter pdf,
      SealingKey key,
      Shredder shredder,
      Path certificates,
      String centre,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.story = story;
    this.audit = audit;
    this.pdf = pdf;
    this.key = key;
    this.shredder = shredder;
    this.certificates = certificates;
    this.centre = centre;
    this.ids = ids;
    this.clock = clock;
  }

  /** What is due and on no list yet, and the lists with their items, newest first. */
  public Overview overview(Staff staff) {
    CaseScope.require(staff, Action.DESTROY_DOSSIER);
    return jdbi.withHandle(
        handle ->
            new Overview(
                store.due(handle, today()),
                store.all(handle).stream()
                    .map(
                        list ->
                            new ListView(
                                list.id(),
                                list.state(),
                                list.proposedAt(),
                                list.proposedBy(),
                                list.decidedAt(),
                                list.decidedBy(),
                                list.certificateSha256(),
                                !list.proposerId().equals(staff.id()),
                                store.of(handle, list.id())))
                    .toList()));
  }

  /**
   * Puts everything that is due on a list.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code destruction.nothing-due}
   */
  public void propose(Staff staff) {
    CaseScope.require(staff, Action.DESTROY_DOSSIER);
    jdbi.useTransaction(
        handle -> {
          List<Item> due = store.due(handle, today());
          if (due.isEmpty()) {
            throw new ProblemException("destruction.nothing-due", 409);
          }
          String id = ids.next();
          store.propose(handle, id, now(), staff.id(), due);
          audit.record(handle, staff.id(), "destruction.propose", id, "", AuditLog.Outcome.ALLOWED);
        });
  }

  /**
   * Decides a list somebody else proposed; when it is approved, it is carried out at once.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code destruction.unknown}, {@code
   *     destruction.decided}, {@code destruction.same-person}
   */
  public void decide(Staff staff, String listId, boolean approved) {
    CaseScope.require(staff, Action.DESTROY_DOSSIER);
    jdbi.useTransaction(
        handle -> {
          ListRow list =
              store
                  .lock(handle, listId)
                  .orElseThrow(() -> new ProblemException("destruction.unknown", 404));
          if (list.state() != State.PROPOSED) {
            throw new ProblemException("destruction.decided", 409);
          }
          if (list.proposedBy().equals(staff.id())) {
            throw new ProblemException("destruction.same-person", 403);
          }
          if (approved) {
            execute(handle, staff, listId);
          } else {
            store.decide(handle, listId, State.REFUSED, now(), staff.id(), Optional.empty());
          }
          String action = approved ? "destruction.approve" : "destruction.refuse";
          audit.record(handle, staff.id(), action, listId, "", AuditLog.Outcome.ALLOWED);
        });
  }

  /**
   * The certificate of a list that was carried out.
   *
   * @throws ProblemException {@code case.not-permitted}, {@code destruction.unknown}
   */
  public Path certificate(Staff staff, String listId) {
    CaseScope.require(staff, Action.DESTROY_DOSSIER);
    return jdbi.withHandle(handle -> store.lock(handle, listId))
        .filter(list -> list.state() == State.EXECUTED)
        .map(list -> certificates.resolve(list.id() + ".pdf"))
        .orElseThrow(() -> new ProblemException("destruction.unknown", 404));
  }

  /**
   * The certificate is written before the first file goes, so that nothing ever goes without one;
   * when the process dies in between, the list is still open and is decided again.
   */
  private void execute(Handle handle, Staff staff, String listId) {
    List<Item> going = new ArrayList<>();
    for (Item item : store.of(handle, listId)) {
      if (HoldDesk.standing(handle, item.caseId()).isEmpty()) {
        going.add(item);
      } else {
        store.kept(handle, listId, item.caseId(), "HELD");
      }
    }
    OffsetDateTime now = now();
    try {
      String hash = certify(handle, staff, listId, going, now);
      for (Item item : going) {
        shredder.destroy(
            new Shredder.Holdings(
                item.dossierId(),
                store.documents(handle, item.caseId()),
                store.recordings(handle, item.caseId()),
                store.handovers(handle, item.caseId())));
        store.destroyed(handle, item.caseId(), now);
        story.add(handle, item.caseId(), "dossier-destroyed", Optional.of(staff.name()), hash);
        LOG.info("Dossier {} of case {} destroyed", item.dossierId(), item.caseId());
      }
      store.decide(handle, listId, State.EXECUTED, now, staff.id(), Optional.of(hash));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String certify(
      Handle handle, Staff staff, String listId, List<Item> going, OffsetDateTime now)
      throws IOException {
    String proposer =
        store.all(handle).stream()
            .filter(list -> list.id().equals(listId))
            .map(DestructionStore.Listed::proposedBy)
            .findFirst()
            .orElseThrow();
    Paper paper =
        Paper.titled("档案销毁证明")
            .fields(
                new Paper.Field("单位", centre),
                new Paper.Field("清册编号", listId),
                new Paper.Field("提出人", proposer),
                new Paper.Field("批准人", staff.name()),
                new Paper.Field("销毁时间", now.toString()),
                new Paper.Field("卷数", String.valueOf(going.size())))
            .table(
                List.of("平台编号", "卷名", "归档日期", "保管期满", "卷宗校验值"),
                going.stream()
                    .map(
                        item ->
                            List.of(
                                item.platformNumber(),
                                item.title(),
                                item.archivedAt().toLocalDate().toString(),
                                item.retainUntil().toString(),
                                item.tagManifestSha256()))
                    .toList())
            .text("以上卷宗保管期限已满，无暂缓销毁事项，经两人办理销毁。本证明永久保存。")
            .build();
    byte[] content = pdf.write(paper);
    Files.createDirectories(certificates);
    RecordingFolder.writeWhole(certificates.resolve(listId + ".pdf"), content);
    RecordingFolder.writeWhole(certificates.resolve(listId + ".pdf.sig"), key.sign(content));
    return Hashing.hex(content);
  }

  private LocalDate today() {
    return clock.instant().atZone(District.ZONE).toLocalDate();
  }

  private OffsetDateTime now() {
    return clock.instant().atZone(District.ZONE).toOffsetDateTime();
  }

  /** What is due and what was listed. */
  public record Overview(List<Item> due, List<ListView> lists) {}

  /**
   * A list as the page shows it.
   *
   * @param decidable whether the reader may be its second person
   */
  public record ListView(
      String id,
      State state,
      OffsetDateTime proposedAt,
      String proposedBy,
      Optional<OffsetDateTime> decidedAt,
      Optional<String> decidedBy,
      Optional<String> certificateSha256,
      boolean decidable,
      List<Item> items) {}
}
