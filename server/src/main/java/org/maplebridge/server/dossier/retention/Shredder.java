package org.maplebridge.server.dossier.retention;

import java.io.IOException;
import java.util.List;

/**
 * Removes all that is kept of a case's dossier, here and in the store; implemented where the files
 * are known. Blocking.
 */
@FunctionalInterface
public interface Shredder {

  /**
   * Removing what is gone already is no error, so that a destruction cut short can be repeated.
   *
   * @throws IOException when something is still there afterwards
   */
  void destroy(Holdings holdings) throws IOException;

  /** What is to go: ids that name files and folders. */
  record Holdings(
      String dossierId, List<String> documents, List<String> recordings, List<String> handovers) {

    public Holdings {
      documents = List.copyOf(documents);
      recordings = List.copyOf(recordings);
      handovers = List.copyOf(handovers);
    }
  }
}
