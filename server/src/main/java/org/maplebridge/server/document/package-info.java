/** Documents as PDF/A with an embedded Chinese font, and what may not lie in a PDF from outside. */
@NullMarked
package org.maplebridge.server.document;

import org.jspecify.annotations.NullMarked;
