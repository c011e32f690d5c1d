package org.maplebridge.recording.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.maplebridge.recording.store.Hashing;
import org.maplebridge.recording.store.Json;

/**
 * Appends to a ledger. Each line carries the hash of the line before, so that nobody can change,
 * drop, insert or move one unseen. Owned by one thread at a time.
 */
public final class Ledger implements AutoCloseable {

  // Passed by argument.
  private final InstantSource clock;

  // Allocated by this.
  private final FileChannel channel;

  // Others.
  private long nextNumber;
  private String head;
  private boolean dirty;

  private Ledger(FileChannel channel, InstantSource clock, long nextNumber, String head) {
    this.channel = channel;
    this.clock = clock;
    this.nextNumber = nextNumber;
    this.head = head;
  }

  /** Begins a ledger; there must be none. */
  public static Ledger create(Path file, InstantSource clock) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new Ledger(channel, clock, 0, LedgerLine.NO_LINE);
  }

  /** Goes on after the last whole line; a torn last line is cut off (see {@link LedgerFile}). */
  public static Ledger append(Path file, LedgerFile read, InstantSource clock) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.truncate(read.wholeBytes());
    channel.position(read.wholeBytes());
    return new Ledger(channel, clock, read.lines().size(), read.head());
  }

  public void append(LedgerEntry entry) throws IOException {
    byte[] line =
        Json.LINE.writeValueAsBytes(new LedgerLine(nextNumber, clock.instant(), head, entry));
    ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    nextNumber++;
    head = Hashing.hex(line);
    dirty = true;
  }

  /** Brings every line to the disk. */
  public void force() throws IOException {
    if (dirty) {
      channel.force(false);
      dirty = false;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      force();
    }
  }
}
