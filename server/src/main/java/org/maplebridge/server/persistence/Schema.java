package org.maplebridge.server.persistence;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The migrations of all modules as one history. Every module has a range of numbers of its own, so
 * they may arrive out of order. Looking through the history takes most of a second, so the database
 * remembers the fingerprint of the migrations it has, and the same ones are not looked through
 * again.
 */
final class Schema {
  private static final List<String> FOLDERS = List.of("db/signaling", "db/server");

  private final DataSource source;
  private final Jdbi jdbi;

  Schema(DataSource source, Jdbi jdbi) {
    this.source = source;
    this.jdbi = jdbi;
  }

  void bringUpToDate() throws IOException {
    String wanted = fingerprint();
    if (!remembered().equals(Optional.of(wanted))) {
      migrate();
      remember(wanted);
    }
  }

  private void migrate() {
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(source)
        .locations(FOLDERS.stream().map(folder -> "classpath:" + folder).toArray(String[]::new))
        .failOnMissingLocations(false)
        .outOfOrder(true)
        .validateMigrationNaming(true)
        .load()
        .migrate();
  }

  private Optional<String> remembered() {
    return jdbi.withHandle(
        handle ->
            handle
                    .select("select to_regclass('schema_fingerprint') is not null")
                    .mapTo(Boolean.class)
                    .one()
                ? handle
                    .select("select value from schema_fingerprint")
                    .mapTo(String.class)
                    .findOne()
                : Optional.empty());
  }

  private void remember(String fingerprint) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("create table if not exists schema_fingerprint (value text not null)");
          handle.execute("delete from schema_fingerprint");
          handle.execute("insert into schema_fingerprint (value) values (?)", fingerprint);
        });
  }

  /** SHA-256 over names and contents in the order of the names. */
  private static String fingerprint() throws IOException {
    var files = new TreeMap<String, byte[]>();
    for (String folder : FOLDERS) {
      for (URL url : Collections.list(Schema.class.getClassLoader().getResources(folder))) {
        for (String name : names(url, folder)) {
          try (var stream = Schema.class.getResourceAsStream("/" + folder + "/" + name)) {
            files.put(name, stream == null ? new byte[0] : stream.readAllBytes());
          }
        }
      }
    }
    MessageDigest digest = sha256();
    files.forEach(
        (name, content) -> {
          digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          digest.update(content);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<String> names(URL url, String folder) throws IOException {
    if (url.openConnection() instanceof JarURLConnection jar) {
      var names = new ArrayList<String>();
      jar.getJarFile().stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(folder + "/") && name.endsWith(".sql"))
          .forEach(name -> names.add(name.substring(folder.length() + 1)));
      return names;
    }
    try (Stream<Path> files = Files.list(Path.of(uri(url)))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".sql"))
          .toList();
    }
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException malformed) {
      throw new IOException(malformed);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
