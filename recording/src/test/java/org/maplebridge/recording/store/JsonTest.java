package org.maplebridge.recording.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maplebridge.recording.seal.LedgerLine;
import org.maplebridge.recording.seal.Manifest;

/** What somebody wrote into a ledger or manifest is read as it stands or refused, never guessed. */
class JsonTest {

  private static final String SEGMENT =
      """
      {"n":7,"at":"2026-04-16T01:30:00Z","prev":"00","entry":{"type":"segment",\
      "file":"tracks/001-camera.mkv","offset":0,"length":9,"sha256":"ab","sm3":"cd","fromMs":0,"toMs":1000,\
      "frames":25,"recovered":false}}""";

  @Test
  void anHonestLineIsRead() throws IOException {
    assertEquals(7, line(SEGMENT).n());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"n\":7|\"m\":7",
        "\"n\":7|\"n\":null",
        "\"offset\":0|\"offsat\":0",
        "\"offset\":0|\"offset\":-1",
        "\"length\":9|\"length\":-9",
        "\"length\":9|\"length\":99999999999999999999999",
        "\"toMs\":1000|\"toMs\":9223372036854775807",
        "\"sha256\":\"ab\"|\"sha257\":\"ab\"",
        "\"recovered\":false|\"recoverad\":false",
        "\"recovered\":false|\"recovered\":null",
        "\"at\":\"2026|\"at\":\"+999999999",
        "\"type\":\"segment\"|\"type\":\"sagment\"",
        "001-camera.mkv|../../etc/passwd",
        "tracks/001-camera.mkv|/etc/passwd",
        "001-camera.mkv|\\u0000.mkv",
        "\"entry\":{|\"entry\":null,\"x\":{",
        "false}}|false}}}",
      })
  void aChangedLineIsRefused(String change) {
    String[] pair = change.split("\\|", 2);
    String changed = SEGMENT.replace(pair[0], pair[1]);
    assertThrows(IOException.class, () -> line(changed), changed);
  }

  @Test
  void aListWithNothingInItIsRefused() {
    String manifest =
        """
        {"format":1,"order":null,"startedAt":"2026-04-16T01:30:00Z","files":[null]}""";
    assertThrows(IOException.class, () -> Json.read(bytes(manifest), Manifest.class));
  }

  private static LedgerLine line(String text) throws IOException {
    return Json.read(bytes(text), LedgerLine.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
