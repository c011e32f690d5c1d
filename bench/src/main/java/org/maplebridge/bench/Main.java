package org.maplebridge.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.maplebridge.bench.demo.DemoCommand;
import org.maplebridge.bench.forward.ForwardCommand;
import org.maplebridge.bench.join.JoinCommand;
import org.maplebridge.bench.network.NetworkCommand;
import org.maplebridge.bench.process.WithServerCommand;
import org.maplebridge.bench.recording.RecordingCommand;
import org.maplebridge.bench.rehearse.CrashCommand;
import org.maplebridge.bench.rehearse.RehearseCommand;
import org.maplebridge.bench.soak.SoakCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code ./maple} that play participants. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    CommandLine bench = new CommandLine(new Benches());
    bench.addSubcommand(new JoinCommand(System.out));
    bench.addSubcommand(new RecordingCommand(System.out));
    bench.addSubcommand(new ForwardCommand(System.out));
    bench.addSubcommand(new NetworkCommand(System.out));
    bench.addSubcommand(new CrashCommand(System.out));
    bench.addSubcommand(new SoakCommand(System.out));
    CommandLine line = new CommandLine(new Root());
    line.addSubcommand(new DemoCommand(System.out));
    line.addSubcommand(new RehearseCommand(System.out));
    line.addSubcommand(new WithServerCommand());
    line.addSubcommand(bench);
    int status = line.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
    silenceStandardOutput();
    // libwebrtc's threads are not daemons: end with the command.
    System.exit(status);
  }

  @Command(name = "maple", description = "Maplebridge, played by programs.")
  private record Root() {}

  /** libwebrtc prints when its threads meet a Java machine that ends; that is no result of ours. */
  private static void silenceStandardOutput() throws IOException {
    System.out.flush();
    new FileOutputStream(FileDescriptor.out).close();
  }

  @Command(name = "bench", description = "Measurements.")
  private record Benches() {}
}
