package org.maplebridge.server.dossier.depot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.maplebridge.recording.store.S3Store;
import org.maplebridge.server.dossier.depot.DepotStore.Due;
import org.maplebridge.server.dossier.depot.DepotStore.Kind;
import org.maplebridge.server.dossier.retention.Shredder;
import org.maplebridge.server.org.District;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a second copy of every sealed recording and dossier to the store, again and again until it
 * was read back and found the same. The local folder stays what it is: it is never removed for the
 * sake of a copy. Blocking; one sweep at a time.
 */
public final class Depot {
  private static final Logger LOG = LoggerFactory.getLogger(Depot.class);
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 8;

  /** Locks of a store end somewhere; this is as good as for ever. */
  private static final int YEARS_OF_EVER = 100;

  private final S3Store store;
  private final DepotStore copies;
  private final Function<String, Path> recordings;
  private final Function<String, Path> dossiers;
  private final InstantSource clock;

  /**
   * @param store closed by its owner
   * @param recordings the folder of a recording
   * @param dossiers the folder of a dossier
   */
  public Depot(
      S3Store store,
      Jdbi jdbi,
      Function<String, Path> recordings,
      Function<String, Path> dossiers,
      InstantSource clock) {
    this.store = store;
    this.copies = new DepotStore(jdbi);
    this.recordings = recordings;
    this.dossiers = dossiers;
    this.clock = clock;
  }

  /** Copies what is due. One that fails does not keep the others. */
  public void sweep() {
    copies.note(now());
    copies.due(now()).forEach(this::copy);
  }

  /** Also removes the copies when a dossier is destroyed. */
  public Shredder shredding(Shredder local) {
    return holdings -> {
      store.removeFolder(prefix(Kind.DOSSIER, holdings.dossierId()));
      for (String id : holdings.recordings()) {
        store.removeFolder(prefix(Kind.RECORDING, id));
      }
      local.destroy(holdings);
    };
  }

  private void copy(Due due) {
    Path folder =
        switch (due.kind()) {
          case RECORDING -> recordings.apply(due.id());
          case DOSSIER -> dossiers.apply(due.id());
        };
    try {
      store.putFolder(prefix(due.kind(), due.id()), folder, lockedUntil(due));
      copies.verified(due, now());
      LOG.info("The copy of {} {} is in the store, verified", word(due.kind()), due.id());
    } catch (IOException failed) {
      Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(due.attempts(), MOST_DOUBLINGS));
      copies.failed(due, now().plus(wait), String.valueOf(failed.getMessage()));
      LOG.error("The copy of {} {} failed", word(due.kind()), due.id(), failed);
    }
  }

  /** A recording is locked with the dossier it ends in; until then nothing here removes it. */
  private Optional<Instant> lockedUntil(Due due) {
    if (due.kind() == Kind.RECORDING) {
      return Optional.empty();
    }
    return Optional.of(
        due.retainUntil()
            .map(day -> day.plusDays(1).atStartOfDay(District.ZONE).toInstant())
            .orElseGet(() -> now().plusYears(YEARS_OF_EVER).toInstant()));
  }

  private static String prefix(Kind kind, String id) {
    return word(kind) + "s/" + id + "/";
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
