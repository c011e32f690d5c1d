package org.maplebridge.recording.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The independent check with {@code sha256sum} and {@code openssl}. */
public final class Script {

  private static final Path PATH =
      Path.of("..", "deploy", "verify.sh").toAbsolutePath().normalize();

  private Script() {}

  /** What the script thinks of a folder; a script that could not do its work is an error. */
  public static boolean saysOk(Path folder) throws IOException, InterruptedException {
    if (!Files.isExecutable(PATH)) {
      throw new IOException(PATH + " is not there");
    }
    Process script =
        new ProcessBuilder("bash", PATH.toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = script.waitFor();
    if (status == 0 && said.strip().equals("OK")) {
      return true;
    }
    if (status == 1 && said.contains("NOT OK: ")) {
      return false;
    }
    throw new IOException("the script ended with " + status + ": " + said);
  }
}
