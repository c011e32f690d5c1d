/** Cases, organisation, identity, dossiers, HTTP API, configuration, main. */
@NullMarked
package org.maplebridge.server;

import org.jspecify.annotations.NullMarked;
