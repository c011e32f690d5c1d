package org.maplebridge.server.dossier.linkage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bag as one file: a ZIP with the bag's folder at its top (RFC 8493 §4.1). */
final class ZipFiles {

  private ZipFiles() {}

  /** Written beside and moved into place. Papers and media are compressed already. */
  static void write(Path folder, Path zip) throws IOException {
    Path draft = zip.resolveSibling(zip.getFileName() + ".part");
    try (OutputStream file = Files.newOutputStream(draft);
        ZipOutputStream out = new ZipOutputStream(file);
        Stream<Path> walk = Files.walk(folder)) {
      out.setLevel(Deflater.NO_COMPRESSION);
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      for (Path each : files) {
        String name = folder.relativize(each).toString().replace('\\', '/');
        out.putNextEntry(new ZipEntry("dossier/" + name));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    Files.move(draft, zip, StandardCopyOption.ATOMIC_MOVE);
  }
}
