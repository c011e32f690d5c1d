package org.maplebridge.bridge.transport.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;

/** Our side of a handshake we open ({@code a=setup:passive} on the peer's side). */
@SuppressWarnings({"rawtypes", "unchecked"}) // The library's own signatures
final class SrtpTlsClient extends DefaultTlsClient {

  private static final byte[] NO_MKI = {};

  private final Negotiation negotiation;

  SrtpTlsClient(Negotiation negotiation) {
    super(negotiation.identity().crypto());
    this.negotiation = negotiation;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return Negotiation.versions();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return Negotiation.cipherSuites();
  }

  @Override
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    TlsSRTPUtils.addUseSRTPExtension(
        extensions, new UseSRTPData(negotiation.profileCodes(), NO_MKI));
    return extensions;
  }

  @Override
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
    if (chosen == null || chosen.getProtectionProfiles().length != 1) {
      throw negotiation.noProfile();
    }
    negotiation.agree(chosen.getProtectionProfiles());
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
        negotiation.verify(server.getCertificate());
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) {
        return negotiation.identity().signer(context);
      }
    };
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    negotiation.complete(context);
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    super.notifyAlertReceived(level, description);
    negotiation.onAlert(level);
  }

  /** Exported keys are bound to this very handshake only with it (RFC 7627 section 5.4). */
  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return Negotiation.RESEND_MILLIS;
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return Negotiation.TIMEOUT_MILLIS;
  }
}
