package org.maplebridge.bench.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.maplebridge.bench.process.ServerProcess;
import picocli.CommandLine;

/** The whole way, from booking to an archive in which a changed byte is named. */
class RehearsalIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir(cleanup = CleanupMode.NEVER)
  private Path data;

  @Test
  void aMediationHoldsTogetherAndAChangedByteIsNamed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status =
        new CommandLine(new RehearseCommand(out))
            .execute("--json", "--seconds", "8", "--keep", data.toString());
    String printed = bytes.toString(StandardCharsets.UTF_8);
    assertEquals(0, status, printed);
    JsonNode report = JSON.readTree(printed);
    assertTrue(report.path("ok").asBoolean(), printed);
    assertEquals(3, report.path("participants").size());
    assertEquals(6, report.path("tracks").size());
    assertEquals(2, report.path("papers").size());
    for (JsonNode paper : report.path("papers")) {
      assertEquals(3, paper.path("signatures").asInt(), printed);
      assertTrue(paper.path("verified").asBoolean(), printed);
    }

    Path folder = Path.of(report.path("archive").asText());
    String file = report.path("tracks").path(0).path("file").asText();
    flipOneByte(folder.resolve(file));
    ServerProcess.Finished verified =
        ServerProcess.run(List.of("verify", folder.toString(), "--json"));
    assertNotEquals(0, verified.status());
    JsonNode verdict = JSON.readTree(verified.output());
    assertFalse(verdict.path("ok").asBoolean());
    assertTrue(verdict.path("problems").toString().contains(file), verified.output());
  }

  /** The same with a hundred viewers is a command. */
  @Test
  void aLectureHoldsTogetherAndNoViewerIsHeardWithoutTheFloor() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status =
        new CommandLine(new RehearseCommand(out))
            .execute("--kind", "LECTURE", "--viewers", "12", "--seconds", "3", "--json");
    String printed = bytes.toString(StandardCharsets.UTF_8);
    assertEquals(0, status, printed);
    JsonNode report = JSON.readTree(printed);
    assertEquals(12, report.path("viewers").path("attended").asInt());
    assertEquals(6, report.path("tracks").size());
  }

  private static void flipOneByte(Path file) throws IOException {
    assertTrue(file.toFile().setWritable(true), "the archived file is read-only");
    try (RandomAccessFile archived = new RandomAccessFile(file.toFile(), "rw")) {
      long middle = Files.size(file) / 2;
      archived.seek(middle);
      int value = archived.read();
      archived.seek(middle);
      archived.write(value ^ 1);
    }
  }
}
