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
import org.maplebridge.recording.verify.Verifier;
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
 * {@code export NUMBER TARGET}: copies the sealed recordings of a case out, each in its folder, and
 * verifies the copies. Audited. With the embedded database the server must be stopped.
 */
@Command(
    name = "export",
    description = "Copies the sealed recordings of a case to a folder and verifies the copies.",
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
      List<String> recordings = recordings(database.jdbi());
      boolean good = !recordings.isEmpty();
      for (String id : recordings) {
        good &= export(database.jdbi(), folder.resolve("recordings").resolve(id), id);
      }
      return good ? 0 : 1;
    }
  }

  private List<String> recordings(Jdbi jdbi) {
    if (!(CaseNumbers.read(number) instanceof NumberReading.Accepted accepted)) {
      throw new ConfigException("\"%s\" is no case number.".formatted(number));
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select r.id from recording r join case_number n on n.case_id = r.case_id
                    where n.key = :key and r.state = 'SEALED' order by r.started_at
                    """)
                .bind("key", accepted.number().key())
                .mapTo(String.class)
                .list());
  }

  private boolean export(Jdbi jdbi, Path from, String id) throws IOException {
    Path to = target.resolve(id);
    copy(from, to);
    boolean good = Verifier.selfContained().verify(to).ok();
    new AuditLog(jdbi, InstantSource.system())
        .record("system", "recording.export", id, purpose, AuditLog.Outcome.ALLOWED);
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
}
