package org.maplebridge.server.cases;

import java.util.Locale;
import java.util.Optional;
import org.maplebridge.server.cases.number.NumberFamily;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Routes;

/** The HTTP of cases and their numbers. */
public final class CaseRoutes {
  private final CaseDesk cases;
  private final NumberDesk numbers;

  public CaseRoutes(CaseDesk cases, NumberDesk numbers) {
    this.cases = cases;
    this.numbers = numbers;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/cases", this::list);
    staff.post("/api/cases", this::register);
    staff.get("/api/cases/:id", this::detail);
    staff.post("/api/cases/:id/events", this::event);
    staff.post("/api/cases/:id/numbers", this::number);
    staff.post("/api/case-numbers/parse", this::parse);
    staff.get("/api/categories", call -> Answer.json(cases.categories(call.locale())));
  }

  private Answer list(Call call) {
    return Answer.json(
        cases.list(
            call.staff(),
            call.query("query"),
            call.query("status").map(CaseRoutes::status),
            call.page(),
            call.size()));
  }

  private Answer register(Call call) {
    String id = cases.register(call.staff(), call.body(NewCase.class));
    return Answer.json(cases.detail(call.staff(), id, call.locale()));
  }

  private Answer detail(Call call) {
    return Answer.json(cases.detail(call.staff(), call.path("id"), call.locale()));
  }

  private Answer event(Call call) {
    EventBody body = call.body(EventBody.class);
    String id = call.path("id");
    cases.apply(call.staff(), id, body.event(), body.note().orElse(""));
    return Answer.json(cases.detail(call.staff(), id, call.locale()));
  }

  private Answer number(Call call) {
    NumberBody body = call.body(NumberBody.class);
    String id = call.path("id");
    if (body.raw().isPresent()) {
      return Answer.json(numbers.bind(call.staff(), id, body.raw().get(), body.role()));
    }
    if (body.family().filter(NumberFamily.MEDIATION::equals).isPresent()) {
      return Answer.json(numbers.assignMediation(call.staff(), id));
    }
    throw new ProblemException("http.bad-body", 400, "family");
  }

  private Answer parse(Call call) {
    return Answer.json(numbers.parse(call.body(RawBody.class).raw()));
  }

  private static CaseStatus status(String word) {
    try {
      return CaseStatus.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new ProblemException("http.bad-query", 400, "status");
    }
  }

  record EventBody(CaseEvent event, Optional<String> note) {}

  record NumberBody(
      Optional<NumberFamily> family, Optional<String> raw, Optional<NumberRole> role) {}

  record RawBody(String raw) {}
}
