package org.maplebridge.recording.track;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.maplebridge.bridge.rtp.H264SequenceParameters;
import org.maplebridge.recording.container.StreamSpec;

/**
 * RFC 6184, packetization-mode 1: single NAL units, STAP-A and FU-A, put together to access units
 * of length-prefixed NAL units (ISO/IEC 14496-15). Parameter sets stay in the stream too, so that a
 * change of the picture's size needs no new file.
 */
final class H264Depacketizer implements Depacketizer {

  private static final int IDR = 5;
  private static final int SPS = 7;
  private static final int PPS = 8;
  private static final int STAP_A = 24;
  private static final int FU_A = 28;

  private final ByteArrayOutputStream unit = new ByteArrayOutputStream();
  private final ByteArrayOutputStream fragment = new ByteArrayOutputStream();
  private Optional<byte[]> sps = Optional.empty();
  private Optional<byte[]> pps = Optional.empty();
  private long timestamp = -1;
  private boolean whole = true;
  private boolean idr;
  private boolean lost;

  @Override
  public Optional<MediaFrame> add(RtpUnit packet) {
    if (packet.timestamp() != timestamp) {
      begin(packet);
    } else if (packet.afterGap()) {
      lost = true;
      whole = false;
    }
    if (!payload(packet.payload().duplicate())) {
      lost = true;
      whole = false;
    }
    return packet.marker() ? end(packet) : Optional.empty();
  }

  private void begin(RtpUnit packet) {
    // Without its marker the unit before has no end; a gap may have eaten our own beginning.
    lost |= unit.size() > 0 || packet.afterGap();
    reset();
    timestamp = packet.timestamp();
    whole = !packet.afterGap();
  }

  private void reset() {
    unit.reset();
    fragment.reset();
    idr = false;
    whole = true;
  }

  private Optional<MediaFrame> end(RtpUnit packet) {
    byte[] data = unit.toByteArray();
    boolean complete = whole && data.length > 0 && fragment.size() == 0;
    Optional<StreamSpec> spec = idr ? spec() : Optional.empty();
    reset();
    if (!complete) {
      lost = true;
      return Optional.empty();
    }
    return Optional.of(new MediaFrame(data, timestamp, 0, packet.arrivalNanos(), spec));
  }

  @Override
  public boolean lostFrame() {
    boolean answer = lost;
    lost = false;
    return answer;
  }

  /** False for what is malformed or of a type packetization-mode 1 does not have. */
  private boolean payload(ByteBuffer payload) {
    if (!payload.hasRemaining()) {
      return false;
    }
    int type = payload.get(payload.position()) & 0x1F;
    return switch (type) {
      case STAP_A -> aggregate(payload);
      case FU_A -> fragment(payload);
      default -> type >= 1 && type <= 23 && nal(rest(payload));
    };
  }

  /** RFC 6184 section 5.7.1: a header byte, then units with 16-bit sizes. */
  private boolean aggregate(ByteBuffer payload) {
    payload.get();
    while (payload.remaining() > 2) {
      int size = payload.getShort() & 0xFFFF;
      if (size == 0 || size > payload.remaining()) {
        return false;
      }
      byte[] nal = new byte[size];
      payload.get(nal);
      nal(nal);
    }
    return true;
  }

  /**
   * RFC 6184 section 5.8.
   *
   * <pre>
   * |F|NRI|  28     | S|E|R|  Type   |
   * </pre>
   */
  private boolean fragment(ByteBuffer payload) {
    if (payload.remaining() < 3) {
      return false;
    }
    int indicator = payload.get();
    int header = payload.get();
    if ((header & 0x80) != 0) {
      fragment.reset();
      fragment.write((indicator & 0xE0) | (header & 0x1F));
    } else if (fragment.size() == 0) {
      return false;
    }
    fragment.writeBytes(rest(payload));
    if ((header & 0x40) != 0) {
      byte[] nal = fragment.toByteArray();
      fragment.reset();
      return nal(nal);
    }
    return true;
  }

  private boolean nal(byte[] nal) {
    switch (nal[0] & 0x1F) {
      case SPS -> sps = Optional.of(nal);
      case PPS -> pps = Optional.of(nal);
      case IDR -> idr = true;
      default -> {}
    }
    unit.writeBytes(ByteBuffer.allocate(4).putInt(nal.length).array());
    unit.writeBytes(nal);
    return true;
  }

  private static byte[] rest(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    return bytes;
  }

  private Optional<StreamSpec> spec() {
    if (sps.isEmpty() || pps.isEmpty()) {
      return Optional.empty();
    }
    byte[] sequence = sps.get();
    return H264SequenceParameters.parse(sequence, 0, sequence.length)
        .map(size -> StreamSpec.h264(size.width(), size.height(), avcC(sequence, pps.get())));
  }

  /** AVCDecoderConfigurationRecord (ISO/IEC 14496-15 section 5.3.3.1), 4-byte lengths. */
  private static byte[] avcC(byte[] sps, byte[] pps) {
    return ByteBuffer.allocate(11 + sps.length + pps.length)
        .put((byte) 1)
        .put(sps, 1, 3)
        .put((byte) 0xFF)
        .put((byte) 0xE1)
        .putShort((short) sps.length)
        .put(sps)
        .put((byte) 1)
        .putShort((short) pps.length)
        .put(pps)
        .array();
  }
}
