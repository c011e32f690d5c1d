package org.maplebridge.recording.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.maplebridge.recording.store.Digests;
import org.maplebridge.recording.store.Hasher;

/**
 * FFmpeg's output into a file channel of ours, hashed on its way. Not seekable, so that the muxer
 * never goes back to bytes already sealed. Owned by one thread.
 */
final class ChannelOutput implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  /** The native side can only be given a few callbacks per process, so one serves all outputs. */
  private static final Map<Long, ChannelOutput> OPEN = new ConcurrentHashMap<>();

  private static final AtomicLong NEXT_KEY = new AtomicLong(1);
  private static final WriteCallback CALLBACK = new WriteCallback();

  // Allocated by this.
  private final FileChannel channel;
  private final AVIOContext context;
  private final long key = NEXT_KEY.getAndIncrement();
  private final Handle handle = new Handle(key);
  private final Hasher hasher = new Hasher();

  // Others.
  private long written;
  private long segmentStart;
  private @Nullable IOException failure;

  ChannelOutput(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES)).capacity(BUFFER_BYTES);
    OPEN.put(key, this);
    context = avformat.avio_alloc_context(buffer, BUFFER_BYTES, 1, handle, null, CALLBACK, null);
    context.seekable(0);
  }

  AVIOContext context() {
    return context;
  }

  /** Bytes not yet part of a segment. */
  long pendingBytes() {
    return written - segmentStart;
  }

  long segmentStart() {
    return segmentStart;
  }

  /** Brings all bytes to the disk and gives the hashes of those since the last call. */
  Digests cut() throws IOException {
    avformat.avio_flush(context);
    throwFailure();
    channel.force(false);
    segmentStart = written;
    return hasher.digests();
  }

  /** Reports a write that failed inside a native call. */
  void throwFailure() throws IOException {
    if (failure != null) {
      throw new IOException("The track file cannot be written", failure);
    }
  }

  private int write(ByteBuffer bytes) {
    if (failure != null) {
      return avutil.AVERROR_EXTERNAL();
    }
    int count = bytes.remaining();
    try {
      hasher.update(bytes.duplicate());
      while (bytes.hasRemaining()) {
        written += channel.write(bytes);
      }
      return count;
    } catch (IOException e) {
      failure = e;
      return avutil.AVERROR_EXTERNAL();
    }
  }

  @Override
  public void close() throws IOException {
    OPEN.remove(key);
    avutil.av_free(context.buffer());
    avformat.avio_context_free(context);
    channel.close();
  }

  /** An opaque number for the native side, that looks like a pointer. */
  private static final class Handle extends Pointer {
    Handle(long key) {
      super((Pointer) null);
      address = key;
    }
  }

  /** Called on the thread that is inside the muxer. */
  private static final class WriteCallback extends Write_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer bytes, int size) {
      ChannelOutput output = OPEN.get(opaque.address());
      return output == null
          ? avutil.AVERROR_EXTERNAL()
          : output.write(bytes.capacity(size).asByteBuffer());
    }
  }
}
