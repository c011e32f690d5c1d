package org.maplebridge.bridge.transport.srtp;

import java.util.Arrays;

/**
 * Master keys and salts of both directions, cut from DTLS keying material. Not a record: keys must
 * not appear in a {@code toString}.
 */
public final class SrtpKeys {

  private final SrtpProfile profile;
  private final byte[] localKey;
  private final byte[] localSalt;
  private final byte[] remoteKey;
  private final byte[] remoteSalt;

  /**
   * Cuts exported keying material: client key, server key, client salt, server salt (RFC 5764
   * section 4.2).
   *
   * @param material {@link #materialLength} bytes
   * @param localIsClient whether we were the DTLS client
   */
  public SrtpKeys(SrtpProfile profile, byte[] material, boolean localIsClient) {
    this.profile = profile;
    int key = profile.keyLength();
    int salt = profile.saltLength();
    byte[] clientKey = Arrays.copyOfRange(material, 0, key);
    byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
    byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
    byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * key + 2 * salt);
    localKey = localIsClient ? clientKey : serverKey;
    localSalt = localIsClient ? clientSalt : serverSalt;
    remoteKey = localIsClient ? serverKey : clientKey;
    remoteSalt = localIsClient ? serverSalt : clientSalt;
  }

  /** Bytes of keying material a profile needs. */
  public static int materialLength(SrtpProfile profile) {
    return 2 * (profile.keyLength() + profile.saltLength());
  }

  public SrtpProfile profile() {
    return profile;
  }

  byte[] localKey() {
    return localKey;
  }

  byte[] localSalt() {
    return localSalt;
  }

  byte[] remoteKey() {
    return remoteKey;
  }

  byte[] remoteSalt() {
    return remoteSalt;
  }
}
