package org.maplebridge.server.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.maplebridge.server.config.ConfigReader;
import org.maplebridge.server.config.ServerConfig;
import picocli.CommandLine.Option;

/** Options of every command that works on a data folder. */
final class CommonOptions {
  private static final String FILE_IN_FOLDER = "maple.yaml";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "the data folder (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("data");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "settings file (default: maple.yaml in the data folder, if there)")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one setting, such as http.port=80; may be repeated")
  private List<String> settings = new ArrayList<>();

  Path data() {
    return data;
  }

  /** The settings; the words of {@code --set} go over what other options mean. */
  ServerConfig config(List<String> ofOptions) {
    var words = new ArrayList<>(ofOptions);
    words.addAll(settings);
    return new ConfigReader().read(file(), System.getenv(), words);
  }

  private Optional<Path> file() {
    Path inFolder = data.resolve(FILE_IN_FOLDER);
    return Optional.ofNullable(file).or(() -> Optional.of(inFolder).filter(Files::exists));
  }
}
