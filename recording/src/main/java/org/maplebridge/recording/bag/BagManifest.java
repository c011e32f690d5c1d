package org.maplebridge.recording.bag;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.maplebridge.recording.store.Hashing;

/** A manifest's lines, {@code HASH NAME} (RFC 8493 §2.1.3), the form {@code sha256sum -c} reads. */
final class BagManifest {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) {2}(\\S.*)");

  private BagManifest() {}

  /** The lines of files that lie in a bag. */
  static String of(BagFolder bag, List<String> names) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      if (!BagFolder.isName(name)) {
        throw new IOException("the name " + name + " cannot stand in a manifest");
      }
      Path file = bag.file(name);
      lines.append(Hashing.hex(file)).append("  ").append(name).append('\n');
    }
    return lines.toString();
  }

  /** Reads a manifest back. */
  static Parsed parse(String text) {
    Map<String, String> hashes = new LinkedHashMap<>();
    List<Broken> broken = new ArrayList<>();
    int offset = 0;
    for (String line : text.split("(?<=\n)", -1)) {
      Matcher matcher =
          LINE.matcher(line.endsWith("\n") ? line.substring(0, line.length() - 1) : "");
      boolean fresh =
          matcher.matches()
              && BagFolder.isName(matcher.group(2))
              && hashes.putIfAbsent(matcher.group(2), matcher.group(1)) == null;
      if (!fresh && !line.isEmpty()) {
        broken.add(new Broken(offset, line.length()));
      }
      offset += line.length();
    }
    return new Parsed(hashes, broken);
  }

  /**
   * @param hashes by name, in the order of the lines
   * @param broken lines that are none, or that name a file twice or outside the bag
   */
  record Parsed(Map<String, String> hashes, List<Broken> broken) {}

  /** Where a line that is none stands. */
  record Broken(int offset, int length) {}
}
