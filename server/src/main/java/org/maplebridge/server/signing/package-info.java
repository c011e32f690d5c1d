/**
 * How a document is signed: links of parties to their papers, how their identity was shown, rounds
 * of signatures over one frozen version, the finished file and its public verification.
 */
@NullMarked
package org.maplebridge.server.signing;

import org.jspecify.annotations.NullMarked;
