package org.maplebridge.server.dossier.archive;

import java.util.List;
import java.util.Locale;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.server.dossier.file.DocumentDesk;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.server.http.Answer;
import org.maplebridge.server.http.Api;
import org.maplebridge.server.http.Call;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Routes;

/** The HTTP of a case's file: its list, the papers in it, and its sealing. */
public final class FileRoutes {
  private final FileDesk files;
  private final DocumentDesk documents;
  private final ArchiveDesk archive;

  public FileRoutes(FileDesk files, DocumentDesk documents, ArchiveDesk archive) {
    this.files = files;
    this.documents = documents;
    this.archive = archive;
  }

  public void declare(Api api) {
    Routes staff = api.staff();
    staff.get("/api/cases/:id/file", this::view);
    staff.get("/api/cases/:id/papers/:kind", this::paper);
    staff.get("/api/cases/:id/documents/:document", this::document);
    staff.delete("/api/cases/:id/documents/:document", this::withdraw);
    staff.upload("/cases/:id/documents", this::add);
    staff.post("/api/cases/:id/dossier", this::seal);
    staff.post("/api/cases/:id/dossier/verify", this::verify);
  }

  private Answer view(Call call) {
    return Answer.json(files.view(call.staff(), call.path("id"), call.locale()));
  }

  private Answer paper(Call call) {
    return Answer.bytes(
        "application/pdf", files.paper(call.staff(), call.path("id"), kind(call.path("kind"))));
  }

  private Answer document(Call call) {
    DocumentDesk.Contents contents =
        documents.contents(call.staff(), call.path("id"), call.path("document"));
    return new Answer.File(contents.file(), contents.mediaType());
  }

  private Answer withdraw(Call call) {
    documents.withdraw(call.staff(), call.path("id"), call.path("document"));
    return Answer.none();
  }

  private Answer add(Call call) {
    var wanted =
        new DocumentDesk.NewDocument(
            kind(call.query("kind").orElse("")),
            call.query("title").orElse(""),
            call.query("party"));
    documents.add(call.staff(), call.path("id"), wanted, call.bytes());
    return Answer.none();
  }

  private Answer seal(Call call) {
    archive.archive(call.staff(), call.path("id"), call.locale());
    return Answer.json(files.view(call.staff(), call.path("id"), call.locale()));
  }

  private Answer verify(Call call) {
    Verification result = archive.verify(call.staff(), call.path("id"));
    return Answer.json(new VerifyAnswer(result.ok(), result.problems()));
  }

  private static DocumentKind kind(String word) {
    try {
      return DocumentKind.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new ProblemException("http.bad-query", 400, "kind");
    }
  }

  record VerifyAnswer(boolean ok, List<Verification.Problem> problems) {}
}
