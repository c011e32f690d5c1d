package org.maplebridge.bridge.transport.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;

/** Our side of a handshake the peer opens ({@code a=setup:active} on its side). */
@SuppressWarnings({"rawtypes", "unchecked"}) // The library's own signatures
final class SrtpTlsServer extends DefaultTlsServer {

  private static final byte[] NO_MKI = {};

  private final Negotiation negotiation;
  private int profileCode;

  SrtpTlsServer(Negotiation negotiation) {
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
  protected TlsCredentialedSigner getECDSASignerCredentials() {
    return negotiation.identity().signer(context);
  }

  /** The peer must show a certificate, whoever signed it (RFC 8827 section 6.5). */
  @Override
  public CertificateRequest getCertificateRequest() {
    return new CertificateRequest(
        new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
        Negotiation.signatureAlgorithms(),
        null);
  }

  @Override
  public void notifyClientCertificate(Certificate chain) throws IOException {
    negotiation.verify(chain);
  }

  @Override
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
    if (offered == null) {
      throw negotiation.noProfile();
    }
    profileCode = negotiation.agree(offered.getProtectionProfiles()).code();
  }

  @Override
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    Hashtable answered = extensions == null ? new Hashtable() : extensions;
    TlsSRTPUtils.addUseSRTPExtension(answered, new UseSRTPData(new int[] {profileCode}, NO_MKI));
    return answered;
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
