package org.maplebridge.server.consultation.booking;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.maplebridge.server.consultation.vault.Vault;
import org.maplebridge.server.invitation.OtherRoles;

/**
 * Whether a member of staff mediates and counsels the same person. People are compared by their
 * phones: a client needs no other name than an alias.
 */
public final class Counselled implements OtherRoles {
  private final Vault vault;

  public Counselled(Vault vault) {
    this.vault = vault;
  }

  @Override
  public boolean counsels(Handle handle, String staffId, List<String> personIds) {
    return handle
        .createQuery("select phone from person where id = any (:ids)")
        .bindArray("ids", String.class, personIds.toArray())
        .mapTo(String.class)
        .list()
        .stream()
        .anyMatch(phone -> counsels(handle, staffId, phone));
  }

  private boolean counsels(Handle handle, String staffId, String phone) {
    return handle
        .createQuery(
            """
            select exists (select 1 from counselling.client
              where counsellor_id = :staff and phone_mark = :mark)
            """)
        .bind("staff", staffId)
        .bind("mark", vault.mark(phone))
        .mapTo(Boolean.class)
        .one();
  }

  /** Whether a member of staff mediates a dispute of whoever has this phone, or has. */
  boolean mediates(Handle handle, String staffId, String phone) {
    return handle
        .createQuery(
            """
            select exists (
              select 1 from person p join party y on y.person_id = p.id
              join dispute d on d.id = y.case_id
              where p.phone = :phone and (d.registered_by = :staff or exists (
                select 1 from sitting s join sitting_participant m on m.sitting_id = s.id
                where s.case_id = d.id and m.host and m.person_id = :staff)))
            """)
        .bind("phone", phone)
        .bind("staff", staffId)
        .mapTo(Boolean.class)
        .one();
  }
}
