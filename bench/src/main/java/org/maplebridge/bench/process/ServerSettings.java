package org.maplebridge.bench.process;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How the server that is measured is set. */
public final class ServerSettings {

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the server, such as bridge.spread-permille=0.")
  private List<String> settings = new ArrayList<>();

  /** These settings and no others. */
  public static ServerSettings of(String... settings) {
    ServerSettings made = new ServerSettings();
    made.settings = List.of(settings);
    return made;
  }

  /** Options of its command line, so that it listens where load generators send. */
  public List<String> onLoopback() {
    List<String> options = new ArrayList<>(List.of("--set", "bridge.bind-addresses=[127.0.0.1]"));
    options.addAll(options());
    return options;
  }

  /** Options of its command line. */
  public List<String> options() {
    List<String> options = new ArrayList<>();
    for (String setting : settings) {
      options.add("--set");
      options.add(setting);
    }
    return options;
  }
}
