package org.maplebridge.server.consultation.booking;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.maplebridge.server.consultation.AgeBand;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.signing.Sha256;

/** SQL of wishes to book. Within the caller's transaction. */
final class RequestStore {
  private final Vault vault;

  RequestStore(Vault vault) {
    this.vault = vault;
  }

  /** A wish; phones and names are ids of sealed texts. */
  record Request(
      String alias,
      AgeBand ageBand,
      String phone,
      Optional<String> guardian,
      Optional<String> guardianPhone) {

    Stream<String> sealed() {
      return Stream.of(Stream.of(phone), guardian.stream(), guardianPhone.stream())
          .flatMap(ids -> ids);
    }
  }

  void insert(Handle handle, String code, NewRequest wanted, OffsetDateTime now) {
    handle
        .createUpdate(
            """
            insert into counselling.request
              (code_hash, alias, age_band, phone, phone_mark, guardian, guardian_phone, made_at)
            values (:code, :alias, :ageBand, :phone, :mark, :guardian, :guardianPhone, :now)
            """)
        .bind("code", Sha256.raw(code))
        .bind("alias", wanted.alias().strip())
        .bind("ageBand", wanted.ageBand())
        .bind("phone", vault.seal(handle, Vault.DESK, wanted.phone()))
        .bind("mark", vault.mark(wanted.phone()))
        .bind("guardian", wanted.guardian().map(g -> vault.seal(handle, Vault.DESK, g.name())))
        .bind(
            "guardianPhone", wanted.guardian().map(g -> vault.seal(handle, Vault.DESK, g.phone())))
        .bind("now", now)
        .execute();
  }

  /** How many wishes of a phone are still open. */
  int open(Handle handle, String phone) {
    return handle
        .createQuery("select count(*) from counselling.request where phone_mark = :mark")
        .bind("mark", vault.mark(phone))
        .mapTo(Integer.class)
        .one();
  }

  Optional<Request> find(Handle handle, String code) {
    return handle
        .createQuery(
            """
            select alias, age_band, phone, guardian, guardian_phone from counselling.request
            where code_hash = :code for update
            """)
        .bind("code", Sha256.raw(code))
        .map(ConstructorMapper.of(Request.class))
        .findOne();
  }

  void remove(Handle handle, String code, Request request) {
    handle.execute("delete from counselling.request where code_hash = ?", Sha256.raw(code));
    request.sealed().forEach(id -> vault.drop(handle, id));
  }

  /** Nobody's number is kept because they once thought of booking. */
  void sweep(Handle handle, OffsetDateTime before) {
    List<Request> old =
        handle
            .createQuery(
                """
                delete from counselling.request where made_at < :before
                returning alias, age_band, phone, guardian, guardian_phone
                """)
            .bind("before", before)
            .map(ConstructorMapper.of(Request.class))
            .list();
    old.stream().flatMap(Request::sealed).forEach(id -> vault.drop(handle, id));
  }
}
