package org.maplebridge.server.diagnosis;

import org.maplebridge.server.diagnosis.DiagnosisDesk.CaptureOrder;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.Routes;

/** The HTTP of diagnosis. */
public final class DiagnosisRoutes {
  private static final String PCAP = "application/vnd.tcpdump.pcap";

  private final DiagnosisDesk desk;

  public DiagnosisRoutes(DiagnosisDesk desk) {
    this.desk = desk;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/diagnosis/rooms/:id", this::tree);
    staff.post("/api/diagnosis/rooms/:id/capture", this::capture);
  }

  private Answer tree(Call call) {
    return Answer.json(desk.tree(call.staff(), call.path("id")));
  }

  private Answer capture(Call call) throws InterruptedException {
    CaptureOrder order = call.body(CaptureOrder.class);
    byte[] file = desk.capture(call.staff(), call.path("id"), order);
    return Answer.bytes(PCAP, file);
  }
}
