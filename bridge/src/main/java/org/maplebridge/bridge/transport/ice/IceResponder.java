package org.maplebridge.bridge.transport.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.transport.ice.CheckResult.Accepted;
import org.maplebridge.bridge.transport.ice.CheckResult.Reason;
import org.maplebridge.bridge.transport.ice.CheckResult.Refused;

/**
 * Answers the connectivity checks of one connection. We are ICE-lite and so always controlled (RFC
 * 8445 section 6.1.1): the peer checks, we answer. Owned by one thread.
 */
public final class IceResponder {

  private final IceCredentials local;
  private final MessageIntegrity integrity;
  private Optional<String> expectedUsername = Optional.empty();

  public IceResponder(IceCredentials local) {
    this.local = local;
    integrity = new MessageIntegrity(local.password());
  }

  public IceCredentials local() {
    return local;
  }

  /**
   * Tells the peer's fragment. Checks that overtake it are answered too (RFC 8445 section 7.3):
   * they are signed with our password, which only the peer was told.
   */
  public void remoteUfrag(String ufrag) {
    expectedUsername = Optional.of(local.ufrag() + ":" + ufrag);
  }

  /** Whether the peer's fragment is not known yet. */
  public boolean awaitsRemote() {
    return expectedUsername.isEmpty();
  }

  /** Whether a check names us, be it signed or not. */
  public boolean isNamedBy(StunRequest request) {
    return request.localUfrag().equals(Optional.of(local.ufrag()));
  }

  /** Judges a check for this connection and makes the response for its source. */
  public CheckResult check(StunRequest request, InetSocketAddress source) {
    Optional<String> username = request.username();
    if (username.isEmpty() || !request.has(StunAttribute.MESSAGE_INTEGRITY)) {
      return refuse(request, Reason.MALFORMED, 400, "Bad Request");
    }
    if (!isExpected(username.get()) || !request.isSignedWith(integrity)) {
      return refuse(request, Reason.UNAUTHENTICATED, 401, "Unauthorized");
    }
    List<Integer> unknown = request.unknownRequired();
    if (!unknown.isEmpty()) {
      StunResponse error = StunResponse.error(request, 420, "Unknown Attribute");
      return new Refused(
          Reason.UNKNOWN_ATTRIBUTE, error.unknownAttributes(unknown).signedWith(integrity));
    }
    if (request.has(StunAttribute.ICE_CONTROLLED)) {
      StunResponse error = StunResponse.error(request, 487, "Role Conflict");
      return new Refused(Reason.ROLE_CONFLICT, error.signedWith(integrity));
    }
    return new Accepted(
        StunResponse.success(request).mappedAddress(source).signedWith(integrity),
        request.has(StunAttribute.USE_CANDIDATE));
  }

  private boolean isExpected(String username) {
    return expectedUsername
        .map(username::equals)
        .orElseGet(() -> username.startsWith(local.ufrag() + ":"));
  }

  /** A stranger gets no more bytes than he sent, whoever's address he sent from. */
  private static Refused refuse(StunRequest request, Reason reason, int code, String phrase) {
    ByteBuffer response = StunResponse.error(request, code, phrase).unsigned();
    boolean amplifies = response.remaining() > request.length();
    return new Refused(reason, amplifies ? ByteBuffer.allocate(0) : response);
  }
}
