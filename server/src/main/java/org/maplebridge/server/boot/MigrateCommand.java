package org.maplebridge.server.boot;

import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import org.maplebridge.server.config.DataFolder;
import org.maplebridge.server.config.Secrets;
import org.maplebridge.server.persistence.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate}: brings the database up to date and ends. */
@Command(
    name = "migrate",
    description = "Brings the database up to date.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws Exception {
    var config = common.config(List.of());
    try (var folder = DataFolder.open(common.data())) {
      var secrets = new Secrets(folder.resolve("secrets"), new SecureRandom());
      Database.open(
              config.database(), folder.resolve("postgres"), secrets.text("postgres.password"))
          .close();
    }
    return 0;
  }
}
