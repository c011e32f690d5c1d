package org.maplebridge.server.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.maplebridge.recording.api.Verification;
import org.maplebridge.recording.bag.BagVerifier;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.verify.Trust;
import org.maplebridge.server.http.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify PATH}: checks dossiers and recordings offline; the exit status is the answer. */
@Command(
    name = "verify",
    description = "Checks dossiers and recordings at a path or below it, offline.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH")
  private Path path = Path.of(".");

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Option(
      names = "--key",
      paramLabel = "PEM",
      description =
          "public key or certificate of a server you trust; may be given again. Without one each"
              + " package's own key is believed, which shows changes but no forgery signed anew")
  private List<Path> keys = List.of();

  @Option(
      names = "--issuers",
      paramLabel = "PEM",
      description = "certificates of the issuers of the time-stamp authority you trust")
  private Optional<Path> issuers = Optional.empty();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    Verification result = BagVerifier.trusting(trust()).verify(path);
    Objects.requireNonNull(spec).commandLine().getOut().println(json ? json(result) : text(result));
    return result.ok() ? 0 : 1;
  }

  private Trust trust() throws IOException, GeneralSecurityException {
    Set<PublicKey> known = new HashSet<>();
    for (Path file : keys) {
      known.add(SealingKey.readTrusted(Files.readAllBytes(file)));
    }
    Optional<byte[]> authority =
        issuers.isPresent() ? Optional.of(Files.readAllBytes(issuers.get())) : Optional.empty();
    return new Trust(known, authority);
  }

  private static String json(Verification result) throws JsonProcessingException {
    return Json.mapper().writeValueAsString(result);
  }

  private static String text(Verification result) {
    var text = new StringBuilder();
    var checked = result.checked();
    text.append(result.ok() ? "OK" : "NOT OK")
        .append(
            ": %d files, %d segments, %d ledger lines"
                .formatted(checked.files(), checked.segments(), checked.ledgerLines()));
    for (var problem : result.problems()) {
      text.append(
          "%n%s: bytes %d to %d: %s"
              .formatted(
                  problem.file(),
                  problem.offset(),
                  problem.offset() + problem.length(),
                  problem.what()));
    }
    return text.toString();
  }
}
