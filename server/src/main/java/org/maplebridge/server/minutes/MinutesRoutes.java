package org.maplebridge.server.minutes;

import java.util.List;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Routes;
import org.maplebridge.server.signing.DrawnSignature;
import org.maplebridge.server.signing.PaperRoutes;

/** The HTTP of minutes, for staff and for parties by their link. */
public final class MinutesRoutes {
  private static final String PDF = "application/pdf";

  private final MinutesSide side;

  public MinutesRoutes(MinutesSide side) {
    this.side = side;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/sittings/:id/minutes", this::ofSitting);
    staff.post("/api/sittings/:id/minutes", this::begin);
    staff.post("/api/minutes/:id/text", this::save);
    staff.post("/api/minutes/:id/sharing", this::share);
    staff.post("/api/minutes/:id/corrections/:cid", this::answer);
    staff.post("/api/minutes/:id/signing", this::open);
    staff.delete("/api/minutes/:id/signing", this::takeBack);
    staff.post("/api/minutes/:id/signature", this::sign);
    staff.post("/api/minutes/:id/refusals", this::noteRefusal);
    staff.get("/api/minutes/:id/pages", this::pages);
    staff.get("/api/minutes/:id/file", this::file);
    Routes open = api.open();
    open.get("/api/papers/:code/minutes", this::ofParty);
    open.post("/api/papers/:code/minutes/:id/corrections", this::ask);
    open.post("/api/papers/:code/minutes/:id/signature", this::signAsParty);
    open.post("/api/papers/:code/minutes/:id/refusal", this::refuse);
    open.get("/api/papers/:code/minutes/:id/file", this::partyFile);
  }

  private Answer ofSitting(Call call) {
    return Answer.json(
        side.desk()
            .ofSitting(call.staff(), call.path("id"))
            .orElseThrow(() -> new ProblemException("minutes.none", 404)));
  }

  private Answer begin(Call call) {
    return Answer.json(side.desk().begin(call.staff(), call.path("id")));
  }

  private Answer save(Call call) {
    SaveBody body = call.body(SaveBody.class);
    int version = side.desk().save(call.staff(), call.path("id"), body.basedOn(), body.text());
    return Answer.json(new VersionAnswer(version));
  }

  private Answer share(Call call) {
    boolean shared = call.body(ShareBody.class).shared();
    return Answer.json(side.desk().share(call.staff(), call.path("id"), shared));
  }

  private Answer answer(Call call) {
    AnswerBody body = call.body(AnswerBody.class);
    return Answer.json(
        side.desk()
            .answer(
                call.staff(), call.path("id"), call.path("cid"), body.accepted(), body.answer()));
  }

  private Answer open(Call call) {
    return Answer.json(side.signing().open(call.staff(), call.path("id")));
  }

  private Answer takeBack(Call call) {
    return Answer.json(side.signing().takeBack(call.staff(), call.path("id")));
  }

  private Answer sign(Call call) {
    SignBody body = call.body(SignBody.class);
    return Answer.json(
        side.signing()
            .signAsStaff(call.staff(), call.path("id"), body.drawn(), body.sha256(), body.pages()));
  }

  private Answer noteRefusal(Call call) {
    RefusalBody body = call.body(RefusalBody.class);
    return Answer.json(
        side.signing().noteRefusal(call.staff(), call.path("id"), body.partyId(), body.reason()));
  }

  private Answer pages(Call call) {
    return Answer.json(side.files().pages(call.staff(), call.path("id")));
  }

  private Answer file(Call call) {
    return Answer.bytes(PDF, side.files().finished(call.staff(), call.path("id")));
  }

  private Answer ofParty(Call call) {
    List<String> known = call.query("known").map(k -> List.of(k.split(","))).orElse(List.of());
    return Answer.json(side.parties().of(call.path("code"), PaperRoutes.from(call), known));
  }

  private Answer ask(Call call) {
    String wish = call.body(WishBody.class).text();
    side.desk().ask(call.path("code"), PaperRoutes.from(call), call.path("id"), wish);
    return ofParty(call);
  }

  private Answer signAsParty(Call call) {
    SignBody body = call.body(SignBody.class);
    side.signing()
        .signAsParty(
            call.path("code"),
            PaperRoutes.from(call),
            call.path("id"),
            body.drawn(),
            body.sha256(),
            body.pages());
    return ofParty(call);
  }

  private Answer refuse(Call call) {
    String reason = call.body(ReasonBody.class).reason();
    side.signing().refuse(call.path("code"), PaperRoutes.from(call), call.path("id"), reason);
    return ofParty(call);
  }

  private Answer partyFile(Call call) {
    return Answer.bytes(
        PDF, side.files().finished(call.path("code"), PaperRoutes.from(call), call.path("id")));
  }

  record SaveBody(int basedOn, MinutesText text) {}

  record VersionAnswer(int version) {}

  record ShareBody(boolean shared) {}

  record AnswerBody(boolean accepted, String answer) {}

  /** A drawn signature, the hash of what the signer saw, and of each page they confirmed. */
  record SignBody(DrawnSignature drawn, String sha256, List<String> pages) {}

  /** A party who does not sign, and why. */
  record RefusalBody(String partyId, String reason) {}

  record WishBody(String text) {}

  record ReasonBody(String reason) {}
}
