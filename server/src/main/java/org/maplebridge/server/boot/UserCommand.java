package org.maplebridge.server.boot;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.config.DataFolder;
import org.maplebridge.server.config.Secrets;
import org.maplebridge.server.identity.Accounts;
import org.maplebridge.server.persistence.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code user add} and {@code user passwd}. The password is asked for, or read from the standard
 * input where that is no terminal; never taken from the command line, which others can see. With
 * the embedded database the server must be stopped.
 */
@Command(name = "user", description = "Accounts of staff.", mixinStandardHelpOptions = true)
final class UserCommand {
  @Mixin private CommonOptions common = new CommonOptions();

  @Command(name = "add", description = "Adds an account.", mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "USERNAME") String username,
      @Option(names = "--name", required = true, description = "the person's name") String name,
      @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}")
          StaffRole role,
      @Option(names = "--org", defaultValue = "510503", description = "code of the unit")
          String orgCode)
      throws IOException {
    String password = password();
    return withAccounts(accounts -> accounts.add(username, password, name, role, orgCode));
  }

  @Command(name = "passwd", description = "Sets a password.", mixinStandardHelpOptions = true)
  int passwd(@Parameters(paramLabel = "USERNAME") String username) throws IOException {
    String password = password();
    return withAccounts(accounts -> accounts.setPassword(username, password));
  }

  private int withAccounts(java.util.function.Consumer<Accounts> change) throws IOException {
    var random = new SecureRandom();
    var config = common.config(List.of());
    try (var folder = DataFolder.open(common.data());
        var database =
            Database.open(
                config.database(),
                folder.resolve("postgres"),
                new Secrets(folder.resolve("secrets"), random).text("postgres.password"))) {
      change.accept(new Accounts(database.jdbi(), random));
    }
    return 0;
  }

  /** Without a terminal there is no console on some systems and a useless one on others. */
  @SuppressWarnings("SystemConsoleNull") // null again since JDK 25 where nobody sits at it
  private static String password() throws IOException {
    Optional<Console> console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isPresent()) {
      return new String(
          Optional.ofNullable(console.get().readPassword("Password: ")).orElseThrow());
    }
    var input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return Optional.ofNullable(input.readLine()).orElse("");
  }
}
