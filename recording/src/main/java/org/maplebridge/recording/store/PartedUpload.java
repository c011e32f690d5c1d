package org.maplebridge.recording.store;

import io.minio.CompleteMultipartUploadArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListPartsArgs;
import io.minio.MinioAsyncClient;
import io.minio.UploadPartArgs;
import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.ListPartsResult;
import io.minio.messages.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A large file sent in parts. Parts the store already has from a try that was cut short are known
 * by their MD5, which is the part's tag in S3, and are not sent again. Used once, by one thread.
 */
final class PartedUpload {
  private final MinioAsyncClient client;
  private final String bucket;
  private final String key;
  private final Path file;
  private final int partBytes;

  PartedUpload(MinioAsyncClient client, String bucket, String key, Path file, int partBytes) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.file = file;
    this.partBytes = partBytes;
  }

  void run() throws IOException {
    Optional<String> begun = begun();
    String upload = begun.isPresent() ? begun.get() : begin();
    Map<Integer, String> known = begun.isPresent() ? parts(upload) : Map.of();
    List<Part> parts = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (byte[] part = in.readNBytes(partBytes);
          part.length > 0;
          part = in.readNBytes(partBytes)) {
        int number = parts.size() + 1;
        String tag = md5(part);
        parts.add(
            tag.equals(known.get(number)) ? new Part(number, tag) : send(upload, number, part));
      }
    }
    Calls.await(
        client.completeMultipartUpload(
            CompleteMultipartUploadArgs.builder()
                .bucket(bucket)
                .object(key)
                .uploadId(upload)
                .parts(parts.toArray(Part[]::new))
                .build()));
  }

  private Part send(String upload, int number, byte[] part) throws IOException {
    return Calls.await(
            client.uploadPart(
                UploadPartArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .data(part, part.length)
                    .build()))
        .part();
  }

  private String begin() throws IOException {
    return Calls.await(
            client.createMultipartUpload(
                CreateMultipartUploadArgs.builder().bucket(bucket).object(key).build()))
        .result()
        .uploadId();
  }

  /** The upload of this key that was begun and never completed, if any. */
  private Optional<String> begun() throws IOException {
    return Calls.await(
            client.listMultipartUploads(
                ListMultipartUploadsArgs.builder().bucket(bucket).prefix(key).build()))
        .result()
        .uploads()
        .stream()
        .filter(upload -> key.equals(upload.objectName()))
        .map(ListMultipartUploadsResult.Upload::uploadId)
        .reduce((first, second) -> second);
  }

  private Map<Integer, String> parts(String upload) throws IOException {
    Map<Integer, String> tags = new HashMap<>();
    boolean more = true;
    for (int after = 0; more; ) {
      ListPartsArgs.Builder args =
          ListPartsArgs.builder().bucket(bucket).object(key).uploadId(upload);
      if (after > 0) {
        args.partNumberMarker(after);
      }
      ListPartsResult page = Calls.await(client.listParts(args.build())).result();
      for (Part part : page.parts()) {
        tags.put(part.partNumber(), part.etag().replace("\"", ""));
        after = part.partNumber();
      }
      more = page.isTruncated() && !page.parts().isEmpty();
    }
    return tags;
  }

  /** Names a part as the store does; what vouches for the copy is the SHA-256 of the whole. */
  private static String md5(byte[] part) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(part));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has MD5", impossible);
    }
  }
}
