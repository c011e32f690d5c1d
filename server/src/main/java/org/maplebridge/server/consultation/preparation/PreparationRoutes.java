package org.maplebridge.server.consultation.preparation;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of what comes before a consultation. */
public final class PreparationRoutes {
  private final PreparationDesk desk;
  private final GuardianDesk guardians;
  private final ConsultationDesk sessions;

  public PreparationRoutes(
      PreparationDesk desk, GuardianDesk guardians, ConsultationDesk sessions) {
    this.desk = desk;
    this.guardians = guardians;
    this.sessions = sessions;
  }

  public void declare(Api api) {
    client(api.open());
    guardian(api.open());
    Routes staff = api.staff();
    staff.get("/api/consultations/sessions", call -> Answer.json(sessions.list(call.staff())));
    staff.get(
        "/api/consultations/sessions/:id",
        call -> Answer.json(sessions.detail(call.staff(), call.path("id"))));
    staff.post("/api/consultations/sessions/:id/place", this::place);
    staff.post(
        "/api/consultations/sessions/:id/closing",
        call -> Answer.json(sessions.close(call.staff(), call.path("id"))));
  }

  private void client(Routes open) {
    open.get(
        "/api/join/:code/preparation",
        call -> Answer.json(desk.view(call.path("code"), call.remoteAddress())));
    open.post("/api/join/:code/preparation", this::prepare);
    open.post("/api/join/:code/sheet", this::signSheet);
    open.post("/api/join/:code/recording-consent", this::signRecording);
  }

  private void guardian(Routes open) {
    open.get(
        "/api/guardians/:code",
        call -> Answer.json(guardians.view(call.path("code"), call.remoteAddress())));
    open.post("/api/guardians/:code/phone-code", this::sendCode);
    open.post("/api/guardians/:code/proof", this::prove);
    open.post("/api/guardians/:code/consent", this::signGuardian);
  }

  private Answer prepare(Call call) {
    PreparationDesk.Whereabouts said = call.body(PreparationDesk.Whereabouts.class);
    return Answer.json(desk.prepare(call.path("code"), call.remoteAddress(), said));
  }

  private Answer signSheet(Call call) {
    Drawn drawn = call.body(Drawn.class);
    return Answer.json(desk.signSheet(call.path("code"), call.remoteAddress(), drawn));
  }

  private Answer signRecording(Call call) {
    Drawn drawn = call.body(Drawn.class);
    return Answer.json(desk.signRecording(call.path("code"), call.remoteAddress(), drawn));
  }

  private Answer sendCode(Call call) {
    guardians.sendCode(call.path("code"), call.remoteAddress());
    return Answer.none();
  }

  private Answer prove(Call call) {
    guardians.prove(call.path("code"), call.remoteAddress(), call.body(Digits.class).code());
    return Answer.none();
  }

  private Answer signGuardian(Call call) {
    Drawn drawn = call.body(Drawn.class);
    return Answer.json(guardians.sign(call.path("code"), call.remoteAddress(), drawn));
  }

  private Answer place(Call call) {
    String place = call.body(PlaceBody.class).place();
    return Answer.json(sessions.place(call.staff(), call.path("id"), place));
  }

  record Digits(String code) {}

  record PlaceBody(String place) {}
}
