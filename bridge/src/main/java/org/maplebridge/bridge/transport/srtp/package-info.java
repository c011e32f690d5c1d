/**
 * SRTP and SRTCP (RFC 3711, RFC 7714) in place, by OpenSSL called directly, or by jitsi-srtp where
 * that library is missing. The only package that sees jitsi-srtp.
 */
@NullMarked
package org.maplebridge.bridge.transport.srtp;

import org.jspecify.annotations.NullMarked;
