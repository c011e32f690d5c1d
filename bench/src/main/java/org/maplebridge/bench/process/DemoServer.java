package org.maplebridge.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.Staff;

/** A server with the demonstration's people, on which programs may play them. */
public final class DemoServer implements AutoCloseable {
  /** Password of the demonstration's accounts; the server creates them so. */
  public static final String PASSWORD = "maple-demo-2026";

  private static final String MEDIATOR = "mediator";
  private static final String FREE_MEDIATOR = "mediator3";

  /** One of each kind of work, the mediator first. */
  private static final List<String> SHOWN =
      List.of(
          MEDIATOR,
          "counsellor",
          "clerk",
          "judge",
          "courthost",
          "expert",
          "chief",
          "archivist",
          "admin");

  private final ServerProcess process;

  private DemoServer(ServerProcess process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param port HTTP port, 0 for a free one
   */
  public static DemoServer start(Path data, int port, List<String> options) {
    return start(data, port, options, List.of());
  }

  /**
   * Starts one.
   *
   * @param port HTTP port, 0 for a free one
   * @param machine options of the Java machine
   */
  public static DemoServer start(Path data, int port, List<String> options, List<String> machine) {
    List<String> arguments = new ArrayList<>(List.of("--demo"));
    arguments.addAll(options);
    return new DemoServer(ServerProcess.start(data, port, arguments, machine));
  }

  public ServerProcess process() {
    return process;
  }

  /** The mediator whose day the demonstration has filled, signed in. */
  public Staff mediator() {
    return staff(MEDIATOR);
  }

  /** A mediator with an empty calendar, signed in. */
  public Staff freeMediator() {
    return staff(FREE_MEDIATOR);
  }

  /** Anybody with an account of the demonstration, signed in. */
  public Staff staff(String username) {
    return new Staff(Door.of(process.address()).signIn(username, PASSWORD));
  }

  /** User names and passwords to try the demonstration with, the mediator's first. */
  public Map<String, String> accounts() {
    Map<String, String> accounts = new LinkedHashMap<>();
    SHOWN.forEach(user -> accounts.put(user, PASSWORD));
    return accounts;
  }

  @Override
  public void close() {
    process.close();
  }
}
