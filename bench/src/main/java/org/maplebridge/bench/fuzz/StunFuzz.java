package org.maplebridge.bench.fuzz;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.maplebridge.bridge.transport.ice.CheckResult;
import org.maplebridge.bridge.transport.ice.CheckResult.Accepted;
import org.maplebridge.bridge.transport.ice.CheckResult.Reason;
import org.maplebridge.bridge.transport.ice.CheckResult.Refused;
import org.maplebridge.bridge.transport.ice.IceCredentials;
import org.maplebridge.bridge.transport.ice.IceResponder;
import org.maplebridge.bridge.transport.ice.StunRequest;

/** Connectivity checks. Who cannot authenticate must never get more bytes than were sent. */
final class StunFuzz {
  /** The corpus's checks are signed with this password, or none could be accepted. */
  private static final IceCredentials CREDENTIALS =
      new IceCredentials("abcdefgh", "abcdefghijklmnopqrstuvwx");

  private static final InetSocketAddress SOURCE =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 4000);

  private StunFuzz() {}

  static void take(byte[] data) {
    StunRequest.parse(data, data.length).ifPresent(request -> judge(request, data.length));
  }

  private static void judge(StunRequest request, int length) {
    request.localUfrag();
    CheckResult result = new IceResponder(CREDENTIALS).check(request, SOURCE);
    switch (result) {
      case Accepted accepted ->
          FuzzTarget.require(accepted.response().hasRemaining(), "accepted without an answer");
      case Refused refused -> {
        boolean stranger =
            refused.reason() == Reason.MALFORMED || refused.reason() == Reason.UNAUTHENTICATED;
        FuzzTarget.require(
            !stranger || refused.response().remaining() <= length, "amplifies for a stranger");
      }
    }
  }
}
