package org.maplebridge.recording.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
  private long wholeBytes;
  private Optional<String> signer;
  private boolean dirty;

  private Ledger(
      FileChannel channel,
      InstantSource clock,
      long nextNumber,
      String head,
      long wholeBytes,
      Optional<String> signer) {
    this.channel = channel;
    this.clock = clock;
    this.nextNumber = nextNumber;
    this.head = head;
    this.wholeBytes = wholeBytes;
    this.signer = signer;
  }

  /** Begins a ledger; there must be none. */
  public static Ledger create(Path file, InstantSource clock) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new Ledger(channel, clock, 0, LedgerLine.NO_LINE, 0, Optional.empty());
  }

  /** Goes on after the last whole line; a torn last line is cut off (see {@link LedgerFile}). */
  public static Ledger append(Path file, LedgerFile read, InstantSource clock) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.truncate(read.wholeBytes());
    channel.position(read.wholeBytes());
    return new Ledger(
        channel,
        clock,
        read.lines().size(),
        read.head(),
        read.wholeBytes(),
        LedgerSummary.of(read).signer());
  }

  public void append(LedgerEntry entry) throws IOException {
    append(entry, clock.instant());
  }

  /**
   * Takes over the lines of another ledger with the times they were written. Its signed heads stay
   * behind: they were of other lines.
   */
  public void copy(List<LedgerLine> lines) throws IOException {
    for (LedgerLine line : lines) {
      switch (line.entry()) {
        case LedgerEntry.Head head -> {}
        case LedgerEntry.Signer named -> {}
        default -> append(line.entry(), line.at());
      }
    }
  }

  private void append(LedgerEntry entry, Instant at) throws IOException {
    byte[] line = Json.LINE.writeValueAsBytes(new LedgerLine(nextNumber, at, head, entry));
    write(ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip());
    nextNumber++;
    head = Hashing.hex(line);
    dirty = true;
    if (entry instanceof LedgerEntry.Signer named) {
      signer = Optional.of(named.key());
    }
  }

  /** All of the line or nothing of it: a full disk must not leave half a line before the next. */
  private void write(ByteBuffer line) throws IOException {
    long length = line.remaining();
    try {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      wholeBytes += length;
    } catch (IOException e) {
      channel.truncate(wholeBytes);
      channel.position(wholeBytes);
      throw e;
    }
  }

  /** Signs all lines there are; names the key first where it is another than before. */
  public void sign(String recordingId, SealingKey key) throws IOException {
    String named = Base64.getEncoder().encodeToString(key.publicKey().getEncoded());
    if (!signer.equals(Optional.of(named))) {
      append(new LedgerEntry.Signer(named));
    }
    byte[] signature = key.sign(LedgerLine.headStatement(recordingId, nextNumber, head));
    append(new LedgerEntry.Head(Base64.getEncoder().encodeToString(signature)));
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
