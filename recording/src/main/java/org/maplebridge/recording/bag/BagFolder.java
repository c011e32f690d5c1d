package org.maplebridge.recording.bag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The layout of a bag.
 *
 * <pre>
 * bagit.txt                        version and encoding (RFC 8493 §2.1.1)
 * bag-info.txt                     whose it is, and the payload's size (§2.2.2)
 * index.html                       the contents for people
 * manifest-sha256.txt              hash of every payload file (§2.1.3)
 * tagmanifest-sha256.txt           hash of every file above, and of the key (§2.2.1)
 * tagmanifest-sha256.txt.sig       signature over tagmanifest-sha256.txt
 * signer.pem                       the public key
 * authority.pem                    issuers of the time-stamp authority, where one is used
 * tagmanifest-sha256.txt.sig.tsr   time stamp of the signature, and .sig: ours over that
 * data/                            the payload (§2.1.2): documents, recording folders as they are
 * </pre>
 */
public record BagFolder(Path path) {
  public static final String DECLARATION = "bagit.txt";
  public static final String INFO = "bag-info.txt";
  public static final String INDEX = "index.html";
  public static final String MANIFEST = "manifest-sha256.txt";
  public static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
  public static final String SIGNATURE = TAG_MANIFEST + ".sig";
  public static final String SIGNER = "signer.pem";

  /** Issuers of the time-stamp authority, where one is used. */
  public static final String AUTHORITY = "authority.pem";

  /** The authority's answer, an RFC 3161 TimeStampResp of the signature's bytes. */
  public static final String TIME_STAMP = SIGNATURE + ".tsr";

  /** Our signature over that answer, of which the authority signs only a part. */
  public static final String TIME_STAMP_SIGNATURE = TIME_STAMP + ".sig";

  public static final String PAYLOAD = "data";

  /** Exactly these bytes: RFC 8493 §2.1.1. */
  static final String DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

  /**
   * Names that need no escape in a manifest (§2.1.3), on no file system a second spelling, and that
   * cannot climb out of the bag.
   */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._/-]*");

  /** Whether a folder calls itself a bag. */
  public static boolean looksLikeBag(Path folder) {
    return Files.exists(folder.resolve(DECLARATION)) || Files.exists(folder.resolve(TAG_MANIFEST));
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches()
        && Stream.of(name.split("/", -1)).noneMatch(part -> part.isEmpty() || part.equals(".."));
  }

  Path payload() {
    return path.resolve(PAYLOAD);
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Every file and link of the payload, as {@code data/…}, in the order of its name. */
  List<String> payloadNames() throws IOException {
    return names(name -> name.startsWith(PAYLOAD + "/"));
  }

  /** Every file and link that is not payload. */
  List<String> tagNames() throws IOException {
    return names(name -> !name.startsWith(PAYLOAD + "/"));
  }

  private List<String> names(Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> path.relativize(file).toString().replace('\\', '/'))
          .filter(wanted)
          .sorted()
          .toList();
    }
  }
}
