package org.maplebridge.recording.track;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.maplebridge.recording.container.StreamSpec;

/** RFC 7741: a frame is the packets of one time stamp, from the start of its first partition. */
final class Vp8Depacketizer implements Depacketizer {

  private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
  private long timestamp = -1;
  private boolean whole;
  private boolean lost;

  @Override
  public Optional<MediaFrame> add(RtpUnit packet) {
    ByteBuffer payload = packet.payload().duplicate();
    Optional<Boolean> start = skipDescriptor(payload);
    if (start.isEmpty()) {
      lost = true;
      whole = false;
      return Optional.empty();
    }
    lost |= packet.afterGap();
    if (packet.timestamp() != timestamp || start.get()) {
      begin(packet, start.get());
    } else if (packet.afterGap()) {
      whole = false;
    }
    byte[] part = new byte[payload.remaining()];
    payload.get(part);
    frame.writeBytes(part);
    return packet.marker() ? end(packet) : Optional.empty();
  }

  private void begin(RtpUnit packet, boolean start) {
    lost |= frame.size() > 0; // the frame before has no end
    frame.reset();
    timestamp = packet.timestamp();
    whole = start;
  }

  private Optional<MediaFrame> end(RtpUnit packet) {
    byte[] data = frame.toByteArray();
    frame.reset();
    if (!whole || data.length == 0) {
      lost = true;
      return Optional.empty();
    }
    whole = false;
    return Optional.of(new MediaFrame(data, timestamp, 0, packet.arrivalNanos(), spec(data)));
  }

  @Override
  public boolean lostFrame() {
    boolean answer = lost;
    lost = false;
    return answer;
  }

  /**
   * Moves past the payload descriptor (RFC 7741 section 4.2).
   *
   * <pre>
   *       0 1 2 3 4 5 6 7
   *      +-+-+-+-+-+-+-+-+
   *      |X|R|N|S|R| PID |
   *      +-+-+-+-+-+-+-+-+
   * X:   |I|L|T|K| RSV   |
   *      +-+-+-+-+-+-+-+-+
   * I:   |M| PictureID   |  one byte more when M is set
   * L:   |   TL0PICIDX   |
   * T/K: |TID|Y| KEYIDX  |
   *      +-+-+-+-+-+-+-+-+
   * </pre>
   *
   * @return whether the packet begins a frame; empty when it is malformed
   */
  private static Optional<Boolean> skipDescriptor(ByteBuffer payload) {
    int length = descriptorLength(payload);
    if (length < 0 || payload.remaining() <= length) {
      return Optional.empty();
    }
    int first = payload.get(payload.position());
    payload.position(payload.position() + length);
    return Optional.of((first & 0x10) != 0 && (first & 0x07) == 0);
  }

  private static int descriptorLength(ByteBuffer payload) {
    if (payload.remaining() < 4) {
      return payload.remaining() >= 2 && (payload.get(payload.position()) & 0x80) == 0 ? 1 : -1;
    }
    int at = payload.position();
    if ((payload.get(at) & 0x80) == 0) {
      return 1;
    }
    int extensions = payload.get(at + 1);
    int length = 2;
    if ((extensions & 0x80) != 0) {
      length += (payload.get(at + 2) & 0x80) != 0 ? 2 : 1;
    }
    if ((extensions & 0x40) != 0) {
      length++;
    }
    if ((extensions & 0x30) != 0) {
      length++;
    }
    return length;
  }

  /** Size of the picture from a key frame's header (RFC 6386 section 9.1). */
  private static Optional<StreamSpec> spec(byte[] frame) {
    boolean key = (frame[0] & 1) == 0;
    if (!key || frame.length < 10) {
      return Optional.empty();
    }
    int width = (frame[6] & 0xFF) | (frame[7] & 0x3F) << 8;
    int height = (frame[8] & 0xFF) | (frame[9] & 0x3F) << 8;
    return width > 0 && height > 0 ? Optional.of(StreamSpec.vp8(width, height)) : Optional.empty();
  }
}
