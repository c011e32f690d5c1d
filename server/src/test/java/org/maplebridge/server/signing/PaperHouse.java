package org.maplebridge.server.signing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.server.agreement.AgreementSide;
import org.maplebridge.server.cases.CaseSide;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.RecordingValues;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.dossier.file.DocumentStore;
import org.maplebridge.server.http.Json;
import org.maplebridge.server.invitation.GuessLimiter;
import org.maplebridge.server.minutes.MinutesSide;

/** The desks of documents over the case side and a database of their own. */
public final class PaperHouse {
  public static final PaperDesk.Address PHONE = new PaperDesk.Address("203.0.113.7");
  public static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

  public final CaseSide side = new CaseSide();
  public final SigningDesk.ServerSeal seal;
  public final SigningDesk signing;
  public final PaperDesk papers;
  public final MinutesSide minutes;
  public final AgreementSide agreements;
  public final VerificationDesk verifications;
  private int drawings;

  /** A house in which nothing is recorded. */
  public PaperHouse(Path folder) throws java.io.IOException {
    this(folder, id -> Optional.empty());
  }

  /**
   * @param seals what the seal of a recording says
   */
  public PaperHouse(Path folder, Function<String, Optional<SealedRecording>> seals)
      throws java.io.IOException {
    var json = Json.mapper();
    SealingKey key = SealingKey.loadOrCreate(folder.resolve("secrets"), "sealing");
    seal =
        new SigningDesk.ServerSeal(
            key::sign, new String(key.publicPem(), StandardCharsets.US_ASCII));
    signing =
        new SigningDesk(seal, side.centre.publicUrl(), json, side.audit, side.ids, side.clock);
    papers =
        new PaperDesk(
            side.jdbi,
            side.cases,
            side.store,
            side.story,
            side.joins,
            new org.maplebridge.server.notify.Outbox(side.jdbi, side.ids, side.clock),
            side.audit,
            side.texts,
            side.centre,
            side.ids,
            new SecureRandom(),
            side.clock);
    var documents =
        new DocumentDesk(
            side.jdbi,
            side.cases,
            side.store,
            new DocumentStore(folder.resolve("documents")),
            side.story,
            side.audit,
            side.ids,
            side.clock);
    var pdf = new PdfWriter();
    minutes =
        MinutesSide.build(
            new MinutesSide.Parts(
                side.jdbi,
                side.sittings,
                side.cases,
                side.store,
                side.story,
                signing,
                papers,
                documents,
                pdf,
                new RecordingValues(side.recordings, seals),
                side.audit,
                side.texts,
                json,
                side.ids,
                side.clock));
    agreements =
        AgreementSide.build(
            new AgreementSide.Parts(
                side.jdbi,
                side.cases,
                side.store,
                side.story,
                signing,
                papers,
                documents,
                pdf,
                side.audit,
                side.texts,
                json,
                side.ids,
                side.clock));
    verifications =
        new VerificationDesk(
            side.jdbi, seal, new GuessLimiter(side.clock), MinutesSide.published(json));
  }

  /** What a finger writes; never twice the same. */
  public DrawnSignature drawn() {
    return drawn(++drawings);
  }

  static DrawnSignature drawn(int height) {
    return new DrawnSignature(
        List.of(
            new DrawnSignature.Stroke(
                IntStream.range(0, 30)
                    .mapToObj(
                        i ->
                            new DrawnSignature.Point(
                                100 + i * 20,
                                200 + (int) ((100 + height) * Math.sin(i / 3.0)),
                                i * 15))
                    .toList()),
            new DrawnSignature.Stroke(
                List.of(
                    new DrawnSignature.Point(150, 80, 600),
                    new DrawnSignature.Point(700, 90, 700)))));
  }

  /** The code of the newest link sent to a phone. */
  public String linkTo(String phone) {
    String body = newest(phone, "%/s/%").orElseThrow();
    return body.replaceFirst("(?s).*/s/([A-Za-z0-9_-]+).*", "$1");
  }

  /** The newest six digits sent to a phone. */
  public String digitsTo(String phone) {
    return newest(phone, "%验证码%").orElseThrow().replaceFirst("(?s).*验证码是 (\\d{6}).*", "$1");
  }

  public String single(String sql) {
    return side.jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  private Optional<String> newest(String phone, String like) {
    return side.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select body from outbox where recipient = :phone and body like :like
                    order by created_at desc, ctid desc limit 1
                    """)
                .bind("phone", phone)
                .bind("like", like)
                .mapTo(String.class)
                .findOne());
  }
}
