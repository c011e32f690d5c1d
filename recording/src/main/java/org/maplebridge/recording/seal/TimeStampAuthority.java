package org.maplebridge.recording.seal;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** A time-stamp authority asked over HTTP (RFC 3161 section 3.4). Blocking, any thread. */
public final class TimeStampAuthority implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int NONCE_BITS = 64;

  private final URI address;
  private final byte[] certificates;
  private final SecureRandom random;
  private final Duration retry;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param certificates PEM of the authority's issuers, by which its answers are checked before
   *     they are kept; a copy of them lies in every sealed folder
   * @param retry how long one that is away is left alone
   */
  public TimeStampAuthority(URI address, byte[] certificates, SecureRandom random, Duration retry) {
    this.address = address;
    this.certificates = certificates.clone();
    this.random = random;
    this.retry = retry;
  }

  public Duration retry() {
    return retry;
  }

  public URI address() {
    return address;
  }

  public byte[] certificates() {
    return certificates.clone();
  }

  /**
   * Has bytes stamped.
   *
   * @return the authority's whole answer, a DER TimeStampResp
   * @throws IOException when it cannot be reached, refuses, or answers what does not hold
   */
  public byte[] stamp(byte[] message) throws IOException, InterruptedException {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    BigInteger nonce = new BigInteger(NONCE_BITS, random);
    TimeStampRequest question = generator.generate(TSPAlgorithms.SHA256, sha256(message), nonce);
    byte[] answer = ask(question.getEncoded());
    try {
      TimeStampResponse response = new TimeStampResponse(answer);
      // Status, imprint, nonce and policy fit the question (RFC 3161 section 2.4.2).
      response.validate(question);
    } catch (TSPException e) {
      throw new IOException("The time-stamp authority answered: " + e.getMessage(), e);
    }
    TimeStamp.check(answer, message, certificates);
    return answer;
  }

  private byte[] ask(byte[] question) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/timestamp-query")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question))
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("The time-stamp authority answered " + response.statusCode());
    }
    return response.body();
  }

  static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
