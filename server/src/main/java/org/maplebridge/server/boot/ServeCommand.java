package org.maplebridge.server.boot;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.maplebridge.server.config.DataFolder;
import org.maplebridge.server.config.ServerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: runs the server until it is told to end. */
@Command(name = "serve", description = "Runs the server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--port", description = "port for HTTP; 0 for any free one")
  private @Nullable Integer port;

  @Option(names = "--https", description = "listen for HTTPS too, so that phones may send video")
  private boolean https;

  @Option(names = "--demo", description = "fill an empty server with demo people and cases")
  private boolean demo;

  @Option(names = "--until-ready", hidden = true, description = "end as soon as it is ready")
  private boolean untilReady;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ServerConfig config = common.config(settings());
    var ended = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    try (var folder = DataFolder.open(common.data());
        var server = Server.start(config, folder, demo)) {
      // SIGTERM runs the hook; the process ends when it returns, so it waits for the closing.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(told, ended)));
      announce(server, config);
      if (untilReady) {
        told.countDown();
      }
      told.await();
      LOG.info("Ending");
    } finally {
      ended.countDown();
    }
    return 0;
  }

  private List<String> settings() {
    var settings = new ArrayList<String>();
    if (demo) {
      // A demonstration may run beside another server; nobody opens a firewall for it.
      settings.add("bridge.first-udp-port=0");
    }
    if (port != null) {
      settings.add("http.port=" + port);
    }
    if (https) {
      settings.add("http.https=true");
    }
    return settings;
  }

  /** One line that says it is ready and where, for people and for scripts. */
  private void announce(Server server, ServerConfig config) {
    long millis =
        System.currentTimeMillis()
            - java.lang.management.ManagementFactory.getRuntimeMXBean().getStartTime();
    out().printf("READY http://localhost:%d in %d ms%n", server.port(), millis);
    if (config.http().https()) {
      out().printf("      %s%n", config.http().linkBase());
    }
    if (demo) {
      DemoPeople.ALL.forEach(
          person ->
              out()
                  .printf(
                      "      %-10s %s  %s %s%n",
                      person.username(), DemoPeople.PASSWORD, person.role(), person.name()));
    }
    out().flush();
  }

  private PrintWriter out() {
    return java.util.Objects.requireNonNull(spec).commandLine().getOut();
  }

  private static void endAndWait(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      ended.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
