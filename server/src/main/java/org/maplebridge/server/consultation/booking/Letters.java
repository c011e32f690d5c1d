package org.maplebridge.server.consultation.booking;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.invitation.Centre;
import org.maplebridge.server.notify.Channel;
import org.maplebridge.server.notify.Outbox;
import org.maplebridge.server.org.District;

/**
 * Messages about an appointment. They name nobody and do not say what it is for: others read
 * people's phones, and the outbox.
 */
final class Letters {
  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("M月d日 HH:mm");
  private static final List<Duration> BEFORE = List.of(Duration.ofDays(1), Duration.ofMinutes(10));

  private final Outbox outbox;
  private final Texts texts;
  private final Centre centre;
  private final InstantSource clock;

  Letters(Outbox outbox, Texts texts, Centre centre, InstantSource clock) {
    this.outbox = outbox;
    this.texts = texts;
    this.centre = centre;
    this.clock = clock;
  }

  /**
   * Tells that it is booked, and reminds a day and ten minutes before.
   *
   * @return ids of the reminders
   */
  List<String> booked(Handle handle, String phone, OffsetDateTime startsAt, String url) {
    send(handle, phone, "consultation.sms.booked", startsAt, url);
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    return Stream.of(BEFORE)
        .flatMap(List::stream)
        .map(startsAt::minus)
        .filter(now::isBefore)
        .map(
            due ->
                outbox.queue(
                    handle,
                    Channel.SMS,
                    phone,
                    text("consultation.sms.reminder", startsAt, url),
                    due))
        .toList();
  }

  void cancelled(Handle handle, String phone, OffsetDateTime startsAt) {
    send(handle, phone, "consultation.sms.cancelled", startsAt, "");
  }

  void guardian(Handle handle, String phone, String code) {
    String url = centre.publicUrl().resolve("/g/" + code).toString();
    outbox.queue(
        handle,
        Channel.SMS,
        phone,
        texts.sentence(
            "consultation.sms.guardian",
            Locale.SIMPLIFIED_CHINESE,
            centre.name(),
            url,
            centre.helpPhone()));
  }

  private void send(Handle handle, String phone, String id, OffsetDateTime startsAt, String url) {
    outbox.queue(handle, Channel.SMS, phone, text(id, startsAt, url));
  }

  private String text(String id, OffsetDateTime startsAt, String url) {
    return texts.sentence(
        id,
        Locale.SIMPLIFIED_CHINESE,
        centre.name(),
        WHEN.format(startsAt.atZoneSameInstant(District.ZONE)),
        url,
        centre.helpPhone());
  }
}
