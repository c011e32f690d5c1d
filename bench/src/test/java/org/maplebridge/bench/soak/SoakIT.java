package org.maplebridge.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bench.process.ServerSettings;

/** The short run of {@code bench soak}: one room for some seconds. */
class SoakIT {

  @TempDir(cleanup = CleanupMode.NEVER)
  private Path data;

  @Test
  void nothingIsLeftOfPeopleWhoCameAndWent() throws Exception {
    Soak.Plan plan =
        new Soak.Plan(1, 4, 1, Duration.ofSeconds(1), Duration.ofSeconds(6), 20_261_125);
    // Spread over the loops there are, so that its sums cover what goes through a pipe
    SoakResult result = new Soak(plan, ServerSettings.of("bridge.spread-permille=0")).run(data);
    assertEquals(List.of(), result.problems(), result.toString());
    assertTrue(result.joins() > 5, result.toString());
  }
}
