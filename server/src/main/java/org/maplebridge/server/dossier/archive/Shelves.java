package org.maplebridge.server.dossier.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.maplebridge.recording.api.Recorder;
import org.maplebridge.server.dossier.file.DocumentStore;
import org.maplebridge.server.dossier.retention.Shredder;

/** Where what is kept of a dossier lies in the data folder. */
public record Shelves(
    DossierStore dossiers, DocumentStore documents, Recorder recorder, Path handovers)
    implements Shredder {

  @Override
  public void destroy(Holdings holdings) throws IOException {
    Bagging.remove(dossiers.folder(holdings.dossierId()));
    for (String id : holdings.recordings()) {
      Bagging.remove(recorder.folder(id));
    }
    for (String id : holdings.documents()) {
      Files.deleteIfExists(documents.contents(id));
    }
    for (String id : holdings.handovers()) {
      Files.deleteIfExists(handovers.resolve(id + ".zip"));
    }
  }
}
