package org.maplebridge.recording.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectLockConfigurationArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.SetObjectRetentionArgs;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps copies of sealed folders in an S3-compatible store. A copy counts only when it was read
 * back and has the hash of the local file; an upload cut short goes on where it stopped. Blocking;
 * any thread.
 */
public final class S3Store implements AutoCloseable {
  private final MinioAsyncClient client;
  private final String bucket;
  private final int partBytes;

  /** Asked of the bucket once it was reached, and known from then on. */
  private volatile Optional<Boolean> locking = Optional.empty();

  private S3Store(MinioAsyncClient client, String bucket, int partBytes) {
    this.client = client;
    this.bucket = bucket;
    this.partBytes = partBytes;
  }

  /** The configured store, if there is one. It need not be there yet. */
  public static Optional<S3Store> of(S3Config config) {
    if (config.endpoint().isEmpty()) {
      return Optional.empty();
    }
    MinioAsyncClient.Builder builder =
        MinioAsyncClient.builder()
            .endpoint(config.endpoint().get())
            .credentials(config.accessKey(), config.secretKey());
    config.region().ifPresent(builder::region);
    return Optional.of(new S3Store(builder.build(), config.bucket(), config.partMegabytes() << 20));
  }

  /**
   * Whether the bucket holds objects against removal.
   *
   * @throws IOException when the store cannot be reached or has no such bucket
   */
  public boolean locking() throws IOException {
    if (locking.isEmpty()) {
      if (!Calls.await(client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()))) {
        throw new IOException("the store has no bucket " + bucket);
      }
      locking = Optional.of(locks());
    }
    return locking.get();
  }

  private boolean locks() throws IOException {
    var question = GetObjectLockConfigurationArgs.builder().bucket(bucket).build();
    try {
      Calls.await(client.getObjectLockConfiguration(question));
      return true;
    } catch (IOException refused) {
      if (refused.getCause() instanceof ErrorResponseException) {
        return false;
      }
      throw refused;
    }
  }

  /**
   * Copies every file of a folder and verifies each copy; what is there already is only verified.
   *
   * @param prefix of the keys, with {@code /} at its end
   * @param retainUntil until when the store shall not let the copies go, where it can
   * @throws IOException when a copy is not there or not the same; calling again goes on
   */
  public void putFolder(String prefix, Path folder, Optional<Instant> retainUntil)
      throws IOException {
    Optional<Instant> lockedUntil = locking() ? retainUntil : Optional.empty();
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      put(prefix + name, file, lockedUntil);
    }
  }

  private void put(String key, Path file, Optional<Instant> lockedUntil) throws IOException {
    String hash = Hashing.hex(file);
    if (!holds(key, Files.size(file), hash)) {
      if (Files.size(file) > partBytes) {
        new PartedUpload(client, bucket, key, file, partBytes).run();
      } else {
        byte[] content = Files.readAllBytes(file);
        Calls.await(
            client.putObject(
                PutObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .data(content, content.length)
                    .build()));
      }
      if (!holds(key, Files.size(file), hash)) {
        throw new IOException("the copy of " + key + " is not what was sent");
      }
    }
    if (lockedUntil.isPresent()) {
      lock(key, lockedUntil.get());
    }
  }

  private void lock(String key, Instant until) throws IOException {
    Retention retention = new Retention(RetentionMode.COMPLIANCE, until.atZone(ZoneOffset.UTC));
    Calls.await(
        client.setObjectRetention(
            SetObjectRetentionArgs.builder().bucket(bucket).object(key).config(retention).build()));
  }

  /** Whether an object is there with these bytes: it is read back whole. */
  private boolean holds(String key, long bytes, String sha256) throws IOException {
    try {
      var stat =
          Calls.await(
              client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()));
      return stat.size() == bytes && hash(key).equals(sha256);
    } catch (IOException missing) {
      if (missing.getCause() instanceof ErrorResponseException) {
        return false;
      }
      throw missing;
    }
  }

  private String hash(String key) throws IOException {
    try (InputStream in = open(key)) {
      return Hashing.digests(in, Long.MAX_VALUE).sha256();
    }
  }

  private InputStream open(String key) throws IOException {
    return Calls.await(
        client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build()));
  }

  /** Brings a folder back: every object under a prefix becomes a file. */
  public void fetchFolder(String prefix, Path folder) throws IOException {
    for (String key : keys(prefix)) {
      Path file = folder.resolve(key.substring(prefix.length())).normalize();
      if (!file.startsWith(folder)) {
        throw new IOException("the key " + key + " leads out of the folder");
      }
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      try (InputStream in = open(key)) {
        Files.copy(in, file);
      }
    }
  }

  /** Removes every object under a prefix, with all its versions. */
  public void removeFolder(String prefix) throws IOException {
    for (Item item : items(prefix, locking())) {
      RemoveObjectArgs.Builder args =
          RemoveObjectArgs.builder().bucket(bucket).object(item.objectName());
      if (item.versionId() != null) {
        args.versionId(item.versionId());
      }
      Calls.await(client.removeObject(args.build()));
    }
  }

  /** The keys under a prefix. */
  public List<String> keys(String prefix) throws IOException {
    return items(prefix, false).stream().map(Item::objectName).toList();
  }

  private List<Item> items(String prefix, boolean versions) throws IOException {
    List<Item> items = new ArrayList<>();
    ListObjectsArgs args =
        ListObjectsArgs.builder()
            .bucket(bucket)
            .prefix(prefix)
            .recursive(true)
            .includeVersions(versions)
            .build();
    for (Result<Item> result : client.listObjects(args)) {
      try {
        items.add(result.get());
      } catch (MinioException failed) {
        throw new IOException(failed);
      }
    }
    return items;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      client.close();
    } catch (Exception failed) {
      throw new IOException("the store's client did not close", failed);
    }
  }
}
