package org.maplebridge.server.boot;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.maplebridge.recording.bag.BagVerifier;
import org.maplebridge.server.audit.AuditLog;
import org.maplebridge.server.cases.number.CaseNumbers;
import org.maplebridge.server.cases.number.NumberReading;
import org.maplebridge.server.config.ConfigException;
import org.maplebridge.server.config.DataFolder;
import org.maplebridge.server.config.Secrets;
import org.maplebridge.server.persistence.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code export NUMBER TARGET}: copies the sealed dossier of a case out, or its sealed recordings
 * where it is not archived yet, and verifies the copies. Audited. With the embedded database the
 * server must be stopped.
 */
@Command(
    name = "export",
    description =
        "Copies the sealed dossier of a case, or its recordings, and verifies the copies.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "NUMBER", description = "any number of the case")
  private String number = "";

  @Parameters(index = "1", paramLabel = "TARGET", description = "a folder, made where missing")
  private Path target = Path.of(".");

  @Option(names = "--purpose", required = true, description = "why; goes into the audit log")
  private String purpose = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var config = common.config(List.of());
    try (var folder = DataFolder.open(common.data());
        var database =
            Database.open(
                config.database(),
                folder.resolve("postgres"),
                new Secrets(folder.resolve("secrets"), new SecureRandom())
                    .text("postgres.password"))) {
      List<Sealed> sealed = sealed(database.jdbi());
      boolean good = !sealed.isEmpty();
      for (Sealed each : sealed) {
        good &= export(database.jdbi(), folder.resolve(each.folder()).resolve(each.id()), each);
      }
      return good ? 0 : 1;
    }
  }

  /** The dossier, which holds the recordings, or the recordings. */
  private List<Sealed> sealed(Jdbi jdbi) {
    if (!(CaseNumbers.read(number) instanceof NumberReading.Accepted accepted)) {
      throw new ConfigException("\"%s\" is no case number.".formatted(number));
    }
    String key = accepted.number().key();
    List<Sealed> dossier =
        find(jdbi, "dossier", "select d.id from dossier d", "d.destroyed_at is null", key);
    return dossier.isEmpty()
        ? find(jdbi, "recording", "select d.id from recording d", "d.state = 'SEALED'", key)
        : dossier;
  }

  private static List<Sealed> find(
      Jdbi jdbi, String what, String select, String condition, String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    select
                        + " join case_number n on n.case_id = d.case_id where n.key = :key and "
                        + condition)
                .bind("key", key)
                .mapTo(String.class)
                .map(id -> new Sealed(what, id))
                .list());
  }

  private boolean export(Jdbi jdbi, Path from, Sealed sealed) throws IOException {
    Path to = target.resolve(sealed.id());
    copy(from, to);
    boolean good = BagVerifier.selfContained().verify(to).ok();
    new AuditLog(jdbi, InstantSource.system())
        .record(
            "system", sealed.what() + ".export", sealed.id(), purpose, AuditLog.Outcome.ALLOWED);
    out().printf("%s %s%n", good ? "OK" : "NOT OK", to);
    return good;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /**
   * @param what {@code dossier} or {@code recording}
   */
  private record Sealed(String what, String id) {
    String folder() {
      return what + "s";
    }
  }
}
