package org.maplebridge.recording.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;

/**
 * A ledger as read from disk.
 *
 * @param placed the whole lines, in order, with their places
 * @param breaks what is wrong with the chain; empty for an honest ledger
 * @param wholeBytes bytes up to the end of the last whole line
 * @param head hash of the last whole line
 * @param tail hex of a torn last line, left by a crash
 */
public record LedgerFile(
    List<PlacedLine> placed, List<Break> breaks, long wholeBytes, String head, String tail) {

  /** A readable line with its range in the file, line feed included. */
  public record PlacedLine(LedgerLine line, long offset, long length) {}

  /** A line that does not fit, with its range in the file. */
  public record Break(long offset, long length, String what) {}

  public static LedgerFile read(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  /** Any bytes give a ledger; what is wrong with them is in its breaks. */
  public static LedgerFile parse(byte[] bytes) {
    return new Reader(bytes).read();
  }

  public List<LedgerLine> lines() {
    return placed.stream().map(PlacedLine::line).toList();
  }

  /** One pass over the bytes. */
  private static final class Reader {
    private final byte[] bytes;
    private final List<PlacedLine> lines = new ArrayList<>();
    private final List<Break> breaks = new ArrayList<>();
    private String previousHash = LedgerLine.NO_LINE;
    private int previousStart;
    private int previousLength;
    private int number;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    LedgerFile read() {
      int start = 0;
      for (int end = nextLineFeed(start); end >= 0; end = nextLineFeed(start)) {
        line(start, end - start);
        start = end + 1;
      }
      String tail = HexFormat.of().formatHex(bytes, start, bytes.length);
      return new LedgerFile(List.copyOf(lines), List.copyOf(breaks), start, previousHash, tail);
    }

    private void line(int start, int length) {
      byte[] line = new byte[length];
      System.arraycopy(bytes, start, line, 0, length);
      try {
        LedgerLine parsed = Json.read(line, LedgerLine.class);
        check(parsed, start, length);
        lines.add(new PlacedLine(parsed, start, length + 1L));
      } catch (IOException e) {
        breaks.add(new Break(start, length + 1L, "ledger line " + number + " cannot be read"));
      }
      number++;
      previousHash = Hashing.hex(line);
      previousStart = start;
      previousLength = length;
    }

    /**
     * A wrong {@code prev} accuses two lines: the hashed bytes or the hash may have been changed.
     */
    private void check(LedgerLine line, int start, int length) {
      if (line.n() != number) {
        breaks.add(
            new Break(
                start,
                length + 1L,
                "ledger line %d says it is line %d".formatted(number, line.n())));
      }
      if (!line.prev().equals(previousHash)) {
        breaks.add(
            number == 0
                ? new Break(start, length + 1L, "the first ledger line names a line before it")
                : new Break(
                    previousStart,
                    previousLength + length + 2L,
                    "ledger lines %d and %d do not join: one was changed, or one between removed"
                        .formatted(number - 1, number)));
      }
    }

    private int nextLineFeed(int from) {
      for (int i = from; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          return i;
        }
      }
      return -1;
    }
  }
}
