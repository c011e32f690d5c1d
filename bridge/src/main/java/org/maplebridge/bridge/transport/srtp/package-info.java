/**
 * SRTP and SRTCP (RFC 3711, RFC 7714) in place: what comes in, and RTCP, with jitsi-srtp over byte
 * arrays; RTP that goes out, which is nearly all there is, by OpenSSL called directly where the
 * library is there. The only package that sees jitsi-srtp.
 */
@NullMarked
package org.maplebridge.bridge.transport.srtp;

import org.jspecify.annotations.NullMarked;
