/** Real media for the tests: encoded and packetised by FFmpeg, read back by JavaCV. */
package org.maplebridge.recording.media;
