package org.maplebridge.bridge.transport.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The local addresses a port listens on. */
public final class LocalAddresses {

  private LocalAddresses() {}

  /**
   * Resolves what the configuration says.
   *
   * @param literals literal addresses, of which a wildcard stands for every usable one of its
   *     family; empty for every usable one
   * @return IPv4 first; loopback only where named or where there is nothing else
   * @throws IOException when a literal is none, or the machine has no address at all
   */
  public static List<InetAddress> resolve(List<String> literals) throws IOException {
    if (literals.isEmpty()) {
      return usable();
    }
    Set<InetAddress> resolved = new LinkedHashSet<>();
    for (String literal : literals) {
      InetAddress address = parse(literal);
      if (address.isAnyLocalAddress()) {
        usable().stream().filter(found -> sameFamily(found, address)).forEach(resolved::add);
      } else {
        resolved.add(address);
      }
    }
    return List.copyOf(resolved);
  }

  /** Parses a literal without ever asking a name server. */
  public static InetAddress parse(String literal) throws IOException {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException e) {
      throw new IOException("Not a literal IP address: " + literal, e);
    }
  }

  private static boolean sameFamily(InetAddress a, InetAddress b) {
    return a.getClass() == b.getClass();
  }

  private static List<InetAddress> usable() throws IOException {
    List<InetAddress> reachable = new ArrayList<>();
    List<InetAddress> loopback = new ArrayList<>();
    for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
      if (device.isUp()) {
        device
            .inetAddresses()
            .filter(LocalAddresses::isUnicast)
            .forEach(a -> (a.isLoopbackAddress() ? loopback : reachable).add(a));
      }
    }
    // IPv4 first: where both work, old access networks do better with it.
    Comparator<InetAddress> shortestFirst = Comparator.comparingInt(a -> a.getAddress().length);
    reachable.sort(shortestFirst);
    loopback.sort(shortestFirst);
    return reachable.isEmpty() ? loopback : reachable;
  }

  /** Link-local addresses need a zone that a candidate cannot carry (RFC 8839 section 5.1). */
  private static boolean isUnicast(InetAddress address) {
    return !address.isLinkLocalAddress()
        && !address.isMulticastAddress()
        && !address.isAnyLocalAddress();
  }
}
