/**
 * SRTP and SRTCP (RFC 3711, RFC 7714) over byte arrays, in place, with jitsi-srtp, which runs on
 * OpenSSL where its native library loads. The only package that sees jitsi-srtp.
 */
@NullMarked
package org.maplebridge.bridge.transport.srtp;

import org.jspecify.annotations.NullMarked;
