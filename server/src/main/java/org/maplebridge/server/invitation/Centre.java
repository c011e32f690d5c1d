package org.maplebridge.server.invitation;

import java.net.URI;

/**
 * Who invites.
 *
 * @param name the centre's name
 * @param helpPhone where people call when they are lost
 * @param publicUrl scheme, host and port under which people reach us, without a path
 */
public record Centre(String name, String helpPhone, URI publicUrl) {

  String linkUrl(String code) {
    return publicUrl.resolve("/j/" + code).toString();
  }
}
