package org.maplebridge.server.consultation;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.notify.Channel;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.signing.PhoneCode;
import org.maplebridge.server.signing.Sha256;

/** Shows that a phone is theirs who say so, by six digits sent there. Blocking. */
public final class PhoneCodes {
  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Texts texts;
  private final Centre centre;
  private final SecureRandom random;
  private final InstantSource clock;

  public PhoneCodes(
      Jdbi jdbi,
      Outbox outbox,
      Texts texts,
      Centre centre,
      SecureRandom random,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.texts = texts;
    this.centre = centre;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Sends a code.
   *
   * @param subject the secret of whoever came: a link's or a request's
   * @throws ProblemException {@code papers.code-soon}, {@code papers.code-often}
   */
  public void send(Handle handle, String subject, String phone) {
    Optional<PhoneCode> before = find(handle, subject);
    before.ifPresent(code -> code.requirePace(now()));
    String digits = PhoneCode.digits(random);
    handle
        .createUpdate(
            """
            insert into counselling.phone_code
              (subject_hash, code_hash, sent_at, expires_at, sends, tries)
            values (:subject, :code, :now, :expiresAt, 1, 0)
            on conflict (subject_hash) do update set code_hash = :code, sent_at = :now,
              expires_at = :expiresAt, sends = phone_code.sends + 1, tries = 0
            """)
        .bind("subject", Sha256.raw(subject))
        .bind("code", PhoneCode.hash(digits, subject))
        .bind("now", now())
        .bind("expiresAt", now().plus(PhoneCode.LIFE))
        .execute();
    outbox.queue(
        handle,
        Channel.SMS,
        phone,
        texts.sentence("papers.code-sms", Locale.SIMPLIFIED_CHINESE, centre.name(), digits));
  }

  /**
   * Takes the code from the phone. A wrong one is counted whatever comes after it.
   *
   * @throws ProblemException {@code papers.code-wrong}, {@code papers.code-over}
   */
  public void prove(String subject, String digits) {
    boolean right =
        jdbi.inTransaction(
            handle -> {
              PhoneCode sent =
                  find(handle, subject)
                      .filter(code -> code.isOpen(now()))
                      .orElseThrow(() -> new ProblemException("papers.code-over", 410));
              boolean fits = sent.fits(digits, subject);
              handle
                  .createUpdate(
                      """
                      update counselling.phone_code set tries = tries + 1,
                        proven_at = case when :fits then :now else proven_at end,
                        expires_at = case when :fits then :now else expires_at end
                      where subject_hash = :subject
                      """)
                  .bind("fits", fits)
                  .bind("now", now())
                  .bind("subject", Sha256.raw(subject))
                  .execute();
              return fits;
            });
    if (!right) {
      throw new ProblemException("papers.code-wrong", 422);
    }
  }

  public boolean isProven(Handle handle, String subject) {
    return handle
        .createQuery(
            """
            select exists (select 1 from counselling.phone_code
              where subject_hash = :subject and proven_at is not null)
            """)
        .bind("subject", Sha256.raw(subject))
        .mapTo(Boolean.class)
        .one();
  }

  private static Optional<PhoneCode> find(Handle handle, String subject) {
    return handle
        .createQuery(
            """
            select code_hash, sent_at, expires_at, sends, tries from counselling.phone_code
            where subject_hash = :subject for update
            """)
        .bind("subject", Sha256.raw(subject))
        .map((row, context) -> PhoneCode.of(row))
        .findOne();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
