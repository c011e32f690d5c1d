package org.maplebridge.server.boot;

import java.util.Locale;
import org.maplebridge.server.config.ConfigException;
import org.maplebridge.server.http.ProblemException;
import org.maplebridge.server.http.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The jar's commands. */
@Command(
    name = "maplebridge",
    description = "Video mediation on a media bridge of its own.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ServeCommand.class,
      VerifyCommand.class,
      ExportCommand.class,
      CameraCommand.class,
      MigrateCommand.class,
      UserCommand.class
    })
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  public static void main(String[] arguments) {
    int status =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new Sentences())
            .execute(arguments);
    System.exit(status);
  }

  /** Refusals are told in a sentence; only faults show where they happened. */
  private static final class Sentences implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
        throws Exception {
      switch (failure) {
        case ConfigException refusal -> command.getErr().println(refusal.getMessage());
        case ProblemException refusal ->
            command
                .getErr()
                .println(new Texts().sentence(refusal.id(), Locale.ENGLISH, refusal.arguments()));
        default -> throw failure;
      }
      return FAILED;
    }
  }
}
