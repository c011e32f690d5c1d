package org.maplebridge.server.consultation.notes;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of a counsellor's notes. */
public final class NoteRoutes {
  private final NoteDesk desk;

  public NoteRoutes(NoteDesk desk) {
    this.desk = desk;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get(
        "/api/consultations/sessions/:id/notes",
        call -> Answer.json(desk.read(call.staff(), call.path("id"))));
    staff.post("/api/consultations/sessions/:id/notes", this::write);
    staff.post(
        "/api/consultations/key", call -> Answer.json(new Key(desk.rotateKey(call.staff()))));
  }

  private Answer write(Call call) {
    Text body = call.body(Text.class);
    return Answer.json(desk.write(call.staff(), call.path("id"), body.basedOn(), body.text()));
  }

  record Text(int basedOn, String text) {}

  record Key(int version) {}
}
