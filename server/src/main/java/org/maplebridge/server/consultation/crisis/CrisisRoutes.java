package org.maplebridge.server.consultation.crisis;

import java.util.Optional;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Routes;

/** The HTTP of crises and disclosures. */
public final class CrisisRoutes {
  private final CrisisDesk crises;
  private final DisclosureDesk disclosures;

  public CrisisRoutes(CrisisDesk crises, DisclosureDesk disclosures) {
    this.crises = crises;
    this.disclosures = disclosures;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/consultations/crises", call -> Answer.json(crises.list(call.staff())));
    staff.post("/api/consultations/crises/:id/steps/:duty", this::done);
    staff.post("/api/consultations/crises/:id/review", this::review);
    staff.get("/api/consultations/sessions/:id/crisis", this::own);
    staff.post("/api/consultations/sessions/:id/crisis/end", this::end);
    staff.get(
        "/api/consultations/disclosures", call -> Answer.json(disclosures.waiting(call.staff())));
    staff.post("/api/consultations/sessions/:id/disclosures", this::ask);
    staff.post("/api/consultations/sessions/:id/break-glass", this::breakGlass);
    staff.post("/api/consultations/disclosures/:id/decision", this::decide);
    staff.post("/api/consultations/disclosures/:id/review", this::reviewDisclosure);
  }

  private Answer own(Call call) {
    return Answer.json(new Own(crises.of(call.staff(), call.path("id"))));
  }

  private Answer done(Call call) {
    return Answer.json(crises.done(call.staff(), call.path("id"), duty(call.path("duty"))));
  }

  private Answer end(Call call) {
    crises.end(call.staff(), call.path("id"), call.body(Text.class).text());
    return Answer.none();
  }

  private Answer review(Call call) {
    crises.review(call.staff(), call.path("id"), call.body(Text.class).text());
    return Answer.none();
  }

  private Answer ask(Call call) {
    disclosures.ask(call.staff(), call.path("id"), call.body(DisclosureDesk.Wish.class));
    return Answer.none();
  }

  private Answer breakGlass(Call call) {
    DisclosureDesk.Wish wish = call.body(DisclosureDesk.Wish.class);
    return Answer.json(disclosures.breakGlass(call.staff(), call.path("id"), wish));
  }

  private Answer decide(Call call) {
    boolean approved = call.body(Decision.class).approved();
    return disclosures
        .decide(call.staff(), call.path("id"), approved)
        .<Answer>map(Answer::json)
        .orElseGet(Answer::none);
  }

  private Answer reviewDisclosure(Call call) {
    Review review = call.body(Review.class);
    disclosures.review(call.staff(), call.path("id"), review.justified(), review.text());
    return Answer.none();
  }

  private static Duty duty(String name) {
    try {
      return Duty.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw new ProblemException("crisis.unknown", 404);
    }
  }

  record Own(Optional<CrisisDesk.Crisis> crisis) {}

  record Text(String text) {}

  record Decision(boolean approved) {}

  record Review(boolean justified, String text) {}
}
