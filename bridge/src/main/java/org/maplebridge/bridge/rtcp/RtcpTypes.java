package org.maplebridge.bridge.rtcp;

/** Packet types and feedback formats. */
final class RtcpTypes {

  // RFC 3550 section 12.1
  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int BYE = 203;
  // RFC 4585 section 6.1
  static final int TRANSPORT_FEEDBACK = 205;
  static final int PAYLOAD_FEEDBACK = 206;

  // RFC 4585 section 6.2
  static final int NACK = 1;
  // draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1
  static final int TRANSPORT_WIDE = 15;

  // RFC 4585 section 6.3.1
  static final int PICTURE_LOSS = 1;
  // RFC 5104 section 4.3.1
  static final int FULL_INTRA = 4;
  // RFC 4585 section 6.4; REMB is one of these
  static final int APPLICATION_LAYER = 15;
  // "REMB"
  static final int REMB_IDENTIFIER = 0x52454D42;

  static final int CNAME_ITEM = 1;

  static final int HEADER_LENGTH = 4;
  static final int FEEDBACK_LENGTH = 12;
  static final int REPORT_BLOCK_LENGTH = 24;
  static final int SENDER_INFO_LENGTH = 20;

  private RtcpTypes() {}
}
