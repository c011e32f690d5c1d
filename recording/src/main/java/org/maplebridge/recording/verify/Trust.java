package org.maplebridge.recording.verify;

import java.security.PublicKey;
import java.util.Optional;

/**
 * What the person who verifies knows from elsewhere. Where it is empty the folder's own word is
 * taken, which shows any change but not a forgery signed anew.
 *
 * @param key the server's public key
 * @param issuers PEM certificates of the time-stamp authority's issuers
 */
record Trust(Optional<PublicKey> key, Optional<byte[]> issuers) {}
