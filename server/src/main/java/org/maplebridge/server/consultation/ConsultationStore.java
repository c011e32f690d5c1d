package org.maplebridge.server.consultation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** SQL of clients and their sessions. Within the caller's transaction. */
public final class ConsultationStore {
  private static final String CLIENT =
      """
      select id, number, counsellor_id, alias, age_band, phone, guardian, guardian_phone,
        guardian_signed_at
      from counselling.client
      """;

  private static final String SESSION =
      """
      select sitting_id, client_id, counsellor_id, client_seat, counsellor_seat, place, contact,
        contact_phone, counsellor_place, closed_at
      from counselling.session
      """;

  public Optional<Client> client(Handle handle, String id) {
    return clients(handle, "where id = :key", id);
  }

  public Optional<Client> byGuardian(Handle handle, byte[] codeHash) {
    return clients(handle, "where guardian_code_hash = :key", codeHash);
  }

  private static Optional<Client> clients(Handle handle, String where, Object key) {
    return handle
        .createQuery(CLIENT + where)
        .bind("key", key)
        .map(ConstructorMapper.of(Client.class))
        .findOne();
  }

  /** A counsellor's client of this phone. */
  public Optional<Client> ofPhone(Handle handle, String counsellorId, byte[] mark) {
    return handle
        .createQuery(CLIENT + "where counsellor_id = :counsellor and phone_mark = :mark")
        .bind("counsellor", counsellorId)
        .bind("mark", mark)
        .map(ConstructorMapper.of(Client.class))
        .findOne();
  }

  public void insert(Handle handle, Client client, byte[] mark, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            insert into counselling.client (id, number, counsellor_id, alias, age_band, phone,
              phone_mark, guardian, guardian_phone, made_at)
            values (:id, :number, :counsellorId, :alias, :ageBand, :phone, :mark, :guardian,
              :guardianPhone, :now)
            """)
        .bindMethods(client)
        .bind("mark", mark)
        .bind("now", now)
        .execute();
  }

  /** One wish of a phone becomes a client at a time, whoever races. */
  public void lockPhone(Handle handle, byte[] mark) {
    handle.execute("select pg_advisory_xact_lock(hashtextextended(encode(?, 'hex'), 401))", mark);
  }

  /** A client is a minor, whose guardian is asked anew. */
  public void minor(
      Handle handle,
      String clientId,
      AgeBand ageBand,
      Optional<String> guardian,
      Optional<String> guardianPhone) {
    handle
        .createUpdate(
            """
            update counselling.client set age_band = :ageBand, guardian = :guardian,
              guardian_phone = :guardianPhone, guardian_signed_at = null where id = :id
            """)
        .bind("ageBand", ageBand)
        .bind("guardian", guardian)
        .bind("guardianPhone", guardianPhone)
        .bind("id", clientId)
        .execute();
  }

  /** What a client wants to be called from now on. */
  public void rename(Handle handle, String clientId, String alias) {
    handle.execute("update counselling.client set alias = ? where id = ?", alias, clientId);
  }

  public void guardianAsked(Handle handle, String clientId, byte[] codeHash) {
    handle.execute(
        "update counselling.client set guardian_code_hash = ? where id = ?", codeHash, clientId);
  }

  public void guardianSigned(Handle handle, String clientId, OffsetDateTime now) {
    handle.execute(
        "update counselling.client set guardian_signed_at = ? where id = ?", now, clientId);
  }

  /** The next number of a year; numbers have no gaps, for the row's lock is held until commit. */
  public String nextNumber(Handle handle, int year) {
    int last =
        handle
            .createQuery(
                """
                insert into counselling.number_counter (year, last) values (:year, 1)
                on conflict (year) do update set last = number_counter.last + 1 returning last
                """)
            .bind("year", year)
            .mapTo(Integer.class)
            .one();
    return "XL-%d-%06d".formatted(year, last);
  }

  public void insert(Handle handle, Session session, List<String> messages) {
    handle
        .createUpdate(
            """
            insert into counselling.session (sitting_id, client_id, counsellor_id, client_seat,
              counsellor_seat, messages)
            values (:sittingId, :clientId, :counsellorId, :clientSeat, :counsellorSeat, :messages)
            """)
        .bindMethods(session)
        .bindArray("messages", String.class, messages.toArray())
        .execute();
  }

  public Optional<Session> session(Handle handle, String sittingId) {
    return handle
        .createQuery(SESSION + "where sitting_id = :id")
        .bind("id", sittingId)
        .map(ConstructorMapper.of(Session.class))
        .findOne();
  }

  /** Sessions of a client that are not over. */
  public List<Session> openOf(Handle handle, String clientId) {
    return handle
        .createQuery(
            SESSION
                + """
                where client_id = :client and exists (select 1 from sitting s
                  where s.id = sitting_id and s.state not in ('ENDED', 'CANCELLED'))
                """)
        .bind("client", clientId)
        .map(ConstructorMapper.of(Session.class))
        .list();
  }

  /** What the client said before it: sealed texts. */
  public void prepared(
      Handle handle, String sittingId, String place, String contact, String contactPhone) {
    handle.execute(
        """
        update counselling.session set place = ?, contact = ?, contact_phone = ?
        where sitting_id = ?
        """,
        place,
        contact,
        contactPhone,
        sittingId);
  }

  public void counsellorPlace(Handle handle, String sittingId, String place) {
    handle.execute(
        "update counselling.session set counsellor_place = ? where sitting_id = ?",
        place,
        sittingId);
  }

  public void close(Handle handle, String sittingId, OffsetDateTime now) {
    handle.execute(
        "update counselling.session set closed_at = ? where sitting_id = ?", now, sittingId);
  }
}
