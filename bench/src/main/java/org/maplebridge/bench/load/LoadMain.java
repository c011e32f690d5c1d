package org.maplebridge.bench.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.maplebridge.bridge.transport.srtp.SrtpProfile;

/** The generator's process. {@code gcm}: offers AES-GCM before AES-CM. */
public final class LoadMain {
  private LoadMain() {}

  public static void main(String[] arguments) throws IOException {
    // jitsi-srtp tells what it loads; standard error is for what goes wrong
    Logger.getLogger("").setLevel(Level.WARNING);
    List<SrtpProfile> offered =
        Arrays.asList(arguments).contains("gcm")
            ? SrtpProfile.preferred()
            : List.of(SrtpProfile.AES128_CM_HMAC_SHA1_80);
    new LoadLoop(System.out, offered).run(System.in);
  }
}
