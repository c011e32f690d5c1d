package org.maplebridge.server.dossier;

import java.nio.file.Path;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Routes;

/** The HTTP of watching recordings. */
public final class PlaybackRoutes {
  private final PlaybackDesk playback;

  public PlaybackRoutes(PlaybackDesk playback) {
    this.playback = playback;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.post("/api/recordings/:id/viewing", this::view);
    staff.post("/api/recordings/:id/viewing/people/:participant", this::viewAlone);
    staff.post("/api/recordings/:id/viewing-copy", this::composeAgain);
    // A video element sends no token; the address itself is signed.
    Routes open = api.open();
    open.get("/api/viewing/:id/copy", this::copy);
    open.get("/api/viewing/:id/thumbnails", this::thumbnails);
    open.get("/api/viewing/:id/people/:participant", this::alone);
  }

  private Answer view(Call call) {
    return Answer.json(playback.view(call.staff(), call.path("id"), purpose(call)));
  }

  private Answer viewAlone(Call call) {
    return Answer.json(
        playback.viewAlone(call.staff(), call.path("id"), call.path("participant"), purpose(call)));
  }

  private static String purpose(Call call) {
    return call.body(PurposeBody.class).purpose();
  }

  private Answer composeAgain(Call call) {
    playback.composeAgain(call.staff(), call.path("id"));
    return Answer.none();
  }

  private Answer copy(Call call) {
    return new Answer.File(
        playback.copy(call.path("id"), expires(call), signature(call)), "video/mp4");
  }

  private Answer thumbnails(Call call) {
    return new Answer.File(
        playback.thumbnails(call.path("id"), expires(call), signature(call)), "image/jpeg");
  }

  private Answer alone(Call call) {
    Path file =
        playback.alone(call.path("id"), call.path("participant"), expires(call), signature(call));
    return new Answer.File(file, file.toString().endsWith(".mp4") ? "video/mp4" : "video/webm");
  }

  private static String signature(Call call) {
    return call.query("signature").orElse("");
  }

  private static long expires(Call call) {
    try {
      return Long.parseLong(call.query("expires").orElse(""));
    } catch (NumberFormatException malformed) {
      throw new ProblemException("http.bad-query", 400, "expires");
    }
  }

  record PurposeBody(String purpose) {}
}
