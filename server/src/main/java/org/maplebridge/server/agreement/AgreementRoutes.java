package org.maplebridge.server.agreement;

import java.time.OffsetDateTime;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Routes;
import org.maplebridge.server.signing.DrawnSignature;
import org.maplebridge.server.signing.PaperRoutes;

/** The HTTP of agreements, for staff and for parties by their link. */
public final class AgreementRoutes {
  private static final String PDF = "application/pdf";

  private final AgreementSide side;

  public AgreementRoutes(AgreementSide side) {
    this.side = side;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/cases/:id/agreements", this::ofCase);
    staff.post("/api/cases/:id/agreements", this::begin);
    staff.post("/api/cases/:id/oral-agreements", this::recordOral);
    staff.post("/api/agreements/:id/versions", this::save);
    staff.get("/api/agreements/:id/comparison", this::compare);
    staff.post("/api/agreements/:id/review", this::review);
    staff.post("/api/agreements/:id/signing", this::open);
    staff.delete("/api/agreements/:id/signing", this::takeBack);
    staff.post("/api/agreements/:id/signature", this::sign);
    staff.post("/api/agreements/:id/seal", this::seal);
    staff.post("/api/agreements/:id/successor", this::change);
    staff.get("/api/agreements/:id/print", this::print);
    staff.get("/api/agreements/:id/file", this::file);
    staff.upload("/agreements/:id/scan", this::scan);
    Routes open = api.open();
    open.get("/api/papers/:code/agreements", this::ofParty);
    open.post("/api/papers/:code/agreements/:id/signature", this::signAsParty);
    open.post("/api/papers/:code/agreements/:id/refusal", this::refuse);
    open.get("/api/papers/:code/agreements/:id/file", this::partyFile);
  }

  private Answer ofCase(Call call) {
    return Answer.json(side.desk().ofCase(call.staff(), call.path("id"), call.locale()));
  }

  private Answer begin(Call call) {
    Channel channel = call.body(BeginBody.class).channel();
    return Answer.json(side.desk().begin(call.staff(), call.path("id"), channel, call.locale()));
  }

  private Answer recordOral(Call call) {
    var oral = call.body(AgreementDesk.OralAgreement.class);
    return Answer.json(side.desk().recordOral(call.staff(), call.path("id"), oral, call.locale()));
  }

  private Answer save(Call call) {
    SaveBody body = call.body(SaveBody.class);
    return Answer.json(
        side.desk()
            .save(call.staff(), call.path("id"), body.basedOn(), body.text(), call.locale()));
  }

  private Answer compare(Call call) {
    int from = call.number("from", 1);
    int to = call.number("to", 1);
    return Answer.json(side.desk().compare(call.staff(), call.path("id"), from, to));
  }

  private Answer review(Call call) {
    String note = call.body(NoteBody.class).note();
    return Answer.json(side.desk().review(call.staff(), call.path("id"), note, call.locale()));
  }

  private Answer open(Call call) {
    SigningWay way = call.body(WayBody.class).way();
    return Answer.json(side.signing().open(call.staff(), call.path("id"), way, call.locale()));
  }

  private Answer takeBack(Call call) {
    return Answer.json(side.signing().takeBack(call.staff(), call.path("id"), call.locale()));
  }

  private Answer sign(Call call) {
    SignBody body = call.body(SignBody.class);
    return Answer.json(
        side.signing()
            .signAsMediator(
                call.staff(), call.path("id"), body.drawn(), body.sha256(), call.locale()));
  }

  private Answer seal(Call call) {
    return Answer.json(side.signing().seal(call.staff(), call.path("id"), call.locale()));
  }

  private Answer change(Call call) {
    return Answer.json(side.desk().change(call.staff(), call.path("id"), call.locale()));
  }

  private Answer print(Call call) {
    return Answer.bytes(PDF, side.files().toPrint(call.staff(), call.path("id")));
  }

  private Answer file(Call call) {
    return file(side.files().finished(call.staff(), call.path("id")));
  }

  private Answer scan(Call call) {
    OffsetDateTime signedAt =
        call.time("signedAt")
            .orElseThrow(() -> new ProblemException("http.bad-query", 400, "signedAt"));
    return Answer.json(
        side.signing()
            .scanned(call.staff(), call.path("id"), signedAt, call.bytes(), call.locale()));
  }

  private Answer ofParty(Call call) {
    return Answer.json(side.parties().of(call.path("code"), PaperRoutes.from(call), call.locale()));
  }

  private Answer signAsParty(Call call) {
    SignBody body = call.body(SignBody.class);
    side.signing()
        .signAsParty(
            call.path("code"),
            PaperRoutes.from(call),
            call.path("id"),
            body.drawn(),
            body.sha256());
    return ofParty(call);
  }

  private Answer refuse(Call call) {
    String reason = call.body(ReasonBody.class).reason();
    side.signing().refuse(call.path("code"), PaperRoutes.from(call), call.path("id"), reason);
    return ofParty(call);
  }

  private Answer partyFile(Call call) {
    return file(side.files().finished(call.path("code"), PaperRoutes.from(call), call.path("id")));
  }

  /** A scan may be a picture; PNG and JPEG are known by their first byte. */
  private static Answer file(byte[] content) {
    String type =
        switch (content[0]) {
          case (byte) 0x89 -> "image/png";
          case (byte) 0xff -> "image/jpeg";
          default -> PDF;
        };
    return Answer.bytes(type, content);
  }

  record BeginBody(Channel channel) {}

  record SaveBody(int basedOn, AgreementText text) {}

  record NoteBody(String note) {}

  record WayBody(SigningWay way) {}

  /** A drawn signature and the hash of what the signer saw. */
  record SignBody(DrawnSignature drawn, String sha256) {}

  record ReasonBody(String reason) {}
}
