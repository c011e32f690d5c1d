package org.maplebridge.server.lecture;

import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of lectures: of their hosts, and of whoever has the open address. */
public final class LectureRoutes {
  private final LectureDesk lectures;

  public LectureRoutes(LectureDesk lectures) {
    this.lectures = lectures;
  }

  public void declare(Api api) {
    Routes open = api.open();
    open.get("/api/lectures/:code", this::view);
    open.post("/api/lectures/:code/listeners", this::listen);
    Routes staff = api.staff();
    staff.get("/api/sittings/:id/address", this::address);
    staff.post("/api/sittings/:id/address", this::open);
    staff.post("/api/sittings/:id/replay", this::replay);
    staff.get("/api/sittings/:id/attendance", this::attendance);
    staff.get("/api/sittings/:id/attendance.csv", this::attendanceCsv);
  }

  private Answer view(Call call) {
    return Answer.json(lectures.view(call.path("code"), call.remoteAddress(), call.locale()));
  }

  private Answer listen(Call call) {
    var who = call.body(LectureDesk.Introduction.class);
    return Answer.json(
        new SeatBody(lectures.listen(call.path("code"), call.remoteAddress(), who, call.locale())));
  }

  private Answer address(Call call) {
    return Answer.json(lectures.address(call.staff(), call.path("id")));
  }

  private Answer open(Call call) {
    boolean open = call.body(OpenBody.class).open();
    return Answer.json(lectures.open(call.staff(), call.path("id"), open));
  }

  private Answer replay(Call call) {
    boolean open = call.body(OpenBody.class).open();
    return Answer.json(lectures.replay(call.staff(), call.path("id"), open));
  }

  private Answer attendance(Call call) {
    return Answer.json(lectures.attendance(call.staff(), call.path("id")));
  }

  private Answer attendanceCsv(Call call) {
    return new Answer.Text(
        "text/csv; charset=utf-8",
        lectures.attendanceCsv(call.staff(), call.path("id"), call.locale()));
  }

  /**
   * @param code of the listener's own link
   */
  record SeatBody(String code) {}

  record OpenBody(boolean open) {}
}
