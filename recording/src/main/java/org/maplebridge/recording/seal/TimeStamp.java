package org.maplebridge.recording.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * A time stamp (RFC 3161) that was found to hold.
 *
 * @param at the time the authority vouches for
 */
public record TimeStamp(Instant at) {

  private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();

  /**
   * Checks an authority's answer against what was stamped: imprint, signature, the signer's purpose
   * (RFC 3161 section 2.3), and its path to one of the given issuers at the stamped time. Whether a
   * certificate was revoked since cannot be known offline.
   *
   * @param answer a DER TimeStampResp
   * @param issuers PEM certificates
   * @throws IOException saying what does not hold
   */
  public static TimeStamp check(byte[] answer, byte[] message, byte[] issuers) throws IOException {
    try {
      TimeStampResponse response = new TimeStampResponse(answer);
      TimeStampToken token = response.getTimeStampToken();
      if (token == null || !Arrays.equals(response.getEncoded(), answer)) {
        throw new IOException("this is not the answer of a time-stamp authority");
      }
      boolean fits =
          token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
              && Arrays.equals(
                  token.getTimeStampInfo().getMessageImprintDigest(),
                  TimeStampAuthority.sha256(message));
      if (!fits) {
        throw new IOException("the time stamp is of other bytes");
      }
      Instant at = token.getTimeStampInfo().getGenTime().toInstant();
      checkSigner(token, certificates(issuers), at);
      return new TimeStamp(at);
    } catch (TSPException | GeneralSecurityException | RuntimeException e) {
      throw new IOException("the time stamp does not hold: " + e.getMessage(), e);
    }
  }

  private static void checkSigner(TimeStampToken token, List<X509Certificate> issuers, Instant at)
      throws GeneralSecurityException, TSPException, IOException {
    List<X509Certificate> sent = new ArrayList<>();
    for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
      sent.add(new JcaX509CertificateConverter().getCertificate(holder));
    }
    @SuppressWarnings("unchecked") // Bouncy Castle's selector is raw
    Collection<X509CertificateHolder> signers = token.getCertificates().getMatches(token.getSID());
    if (signers.size() != 1) {
      throw new IOException("the time stamp brings no certificate of its signer");
    }
    X509CertificateHolder holder = signers.iterator().next();
    try {
      token.validate(
          new JcaSimpleSignerInfoVerifierBuilder().setProvider(BOUNCY_CASTLE).build(holder));
    } catch (org.bouncycastle.operator.OperatorCreationException e) {
      throw new IOException("the time stamp's signature cannot be checked", e);
    }
    checkPath(new JcaX509CertificateConverter().getCertificate(holder), sent, issuers, at);
  }

  /** RFC 5280 section 6, as of the stamped time. */
  private static void checkPath(
      X509Certificate signer, List<X509Certificate> sent, List<X509Certificate> issuers, Instant at)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    issuers.forEach(issuer -> anchors.add(new TrustAnchor(issuer, null)));
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(signer);
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(sent)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathBuilder.getInstance("PKIX").build(parameters);
  }

  private static List<X509Certificate> certificates(byte[] pem) throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (Certificate certificate : factory.generateCertificates(new ByteArrayInputStream(pem))) {
      if (certificate instanceof X509Certificate x509) {
        found.add(x509);
      }
    }
    return found;
  }
}
