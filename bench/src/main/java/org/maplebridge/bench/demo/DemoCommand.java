package org.maplebridge.bench.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.maplebridge.bench.client.Audience;
import org.maplebridge.bench.client.Engine;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.process.Carrier;
import org.maplebridge.bench.process.DemoServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: a server with a live mediation of simulated people that anybody can join. */
@Command(
    name = "demo",
    description = "A live mediation with simulated people, for a newcomer to join.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /** Parties played by programs; the others of the sitting are for people to join as. */
  private static final int SIMULATED_PARTIES = 2;

  private final PrintStream out;

  @Option(names = "--data", defaultValue = "data/demo", description = "Data folder.")
  private Path data = Path.of("data/demo");

  @Option(names = "--port", defaultValue = "8443", description = "Port of the web page.")
  private int port = 8443;

  public DemoCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Carrier carrier = Carrier.open(this::show);
        DemoServer server = DemoServer.start(data, port, carrier.options());
        Engine engine = new Engine()) {
      Staff mediator = server.mediator();
      try (Stage stage = Stage.of(engine, mediator, mediator.sittingNow())) {
        play(stage);
        print(server, stage);
        new CountDownLatch(1).await();
      }
    }
    return 0;
  }

  private static void play(Stage stage) {
    Turn turn = new Turn(InstantSource.system(), SIMULATED_PARTIES + 1);
    stage.host(Cast.person(0, turn), Audience.absent());
    for (int i = 0; i < SIMULATED_PARTIES; i++) {
      stage.party(i, Cast.person(i + 1, turn), Audience.absent());
    }
  }

  /** In one piece: messages may arrive meanwhile. */
  private synchronized void print(DemoServer server, Stage stage) {
    out.println();
    out.println("A mediation is running. Open one of these in a browser:");
    out.println();
    for (int i = SIMULATED_PARTIES; i < stage.parties(); i++) {
      row("join as " + stage.partyName(i), stage.joinAddress(i), "");
    }
    server
        .accounts()
        .forEach(
            (user, password) ->
                row(
                    "sign in at the desk",
                    server.process().address().toString(),
                    "user " + user + ", password " + password));
    row("book counselling", server.process().address().resolve("/c").toString(), "");
    out.println();
    out.println("Text messages, the codes in them too, are shown here. Press Ctrl-C to end.");
    out.flush();
  }

  private synchronized void show(Carrier.Sms sms) {
    out.println("SMS to " + sms.to() + ": " + sms.text());
    out.flush();
  }

  private void row(String what, String address, String with) {
    out.printf("  %-22s %s  %s%n", what, address, with);
  }
}
