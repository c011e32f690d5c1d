package org.maplebridge.recording.store;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An S3-compatible store that keeps a second copy of what is sealed.
 *
 * @param endpoint its address, such as {@code https://s3.example:9000}; empty for no store
 * @param bucket must exist; with object lock where what is stored must not be removable
 * @param region empty where the store has none
 * @param partMegabytes size of the parts large files go in, from 5
 */
public record S3Config(
    Optional<String> endpoint,
    String bucket,
    Optional<String> region,
    String accessKey,
    String secretKey,
    int partMegabytes) {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  public S3Config {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException("S3 knows no bucket named \"" + bucket + "\"");
    }
    if (partMegabytes < 5) {
      throw new IllegalArgumentException("parts of S3 have at least 5 megabytes");
    }
  }

  public static S3Config defaults() {
    return new S3Config(Optional.empty(), "maplebridge", Optional.empty(), "", "", 16);
  }

  @Override
  public String toString() {
    return "S3Config[" + endpoint.orElse("none") + ", " + bucket + "]";
  }
}
