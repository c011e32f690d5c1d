package org.maplebridge.server.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;

/**
 * How the server is reached.
 *
 * @param host address to listen on
 * @param port port for HTTP; browsers allow cameras over it on localhost or behind a TLS proxy only
 * @param publicUrl how people reach the server, without a slash at the end; used in join links.
 *     Empty for {@code http://localhost:PORT}, or the HTTPS address where that is on
 * @param behindProxy whether a trusted proxy sets X-Forwarded-For and X-Forwarded-Proto
 * @param https whether to listen for HTTPS too
 * @param httpsPort its port
 * @param certificate PEM file; empty for a self-signed certificate made in the data folder
 * @param privateKey PEM file (PKCS #8) of the certificate's key
 */
public record HttpConfig(
    String host,
    int port,
    Optional<String> publicUrl,
    boolean behindProxy,
    boolean https,
    int httpsPort,
    Optional<String> certificate,
    Optional<String> privateKey) {

  public static HttpConfig defaults() {
    return new HttpConfig(
        "0.0.0.0", 8080, Optional.empty(), false, false, 8443, Optional.empty(), Optional.empty());
  }

  /** The address that stands in links. */
  public URI linkBase() {
    return URI.create(
        publicUrl.orElseGet(
            () ->
                https
                    ? "https://" + localAddress() + ":" + httpsPort
                    : "http://localhost:" + port));
  }

  /** The address other machines of the local network reach this one by. */
  private static String localAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElse("localhost");
    } catch (SocketException noNetwork) {
      return "localhost";
    }
  }
}
