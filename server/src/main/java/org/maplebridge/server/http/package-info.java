/**
 * How the server speaks HTTP: routes on virtual threads, strict JSON, problems, security headers.
 */
@NullMarked
package org.maplebridge.server.http;

import org.jspecify.annotations.NullMarked;
