package org.maplebridge.bridge.transport.srtp;

import org.jitsi.utils.ByteArrayBuffer;

/** The part of an array that holds a packet; moved from packet to packet, never allocated anew. */
final class PacketWindow implements ByteArrayBuffer {

  private byte[] buffer = new byte[0];
  private int offset;
  private int length;

  void set(byte[] packetBuffer, int packetOffset, int packetLength) {
    buffer = packetBuffer;
    offset = packetOffset;
    length = packetLength;
  }

  @Override
  public byte[] getBuffer() {
    return buffer;
  }

  @Override
  public int getOffset() {
    return offset;
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public void setLength(int newLength) {
    length = newLength;
  }

  @Override
  public void setOffset(int newOffset) {
    offset = newOffset;
  }

  @Override
  public boolean isInvalid() {
    return offset < 0 || length < 0 || offset + length > buffer.length;
  }

  @Override
  public void readRegionToBuff(int from, int count, byte[] target) {
    if (from < 0 || count < 0 || from + count > length || count > target.length) {
      throw new IndexOutOfBoundsException("region " + from + "+" + count + " of " + length);
    }
    System.arraycopy(buffer, offset + from, target, 0, count);
  }

  /** The array is never replaced: the caller promised the room. */
  @Override
  public void grow(int count) {
    if (offset + length + count > buffer.length) {
      throw new IndexOutOfBoundsException("no room for " + count + " more bytes");
    }
  }

  @Override
  public void append(byte[] data, int count) {
    grow(count);
    System.arraycopy(data, 0, buffer, offset + length, count);
    length += count;
  }

  @Override
  public void shrink(int count) {
    if (count < 0 || count > length) {
      throw new IndexOutOfBoundsException("cannot shrink " + length + " by " + count);
    }
    length -= count;
  }
}
