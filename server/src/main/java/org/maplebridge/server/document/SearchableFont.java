package org.maplebridge.server.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A TrueType font whose glyphs stand for one character each. Chinese fonts draw 人 (U+4EBA) and the
 * radical ⼈ (U+2F08) with one glyph; a PDF then says the lower of the two, and nobody who searches
 * for the word finds it. So the character map loses its radicals. Pure.
 */
final class SearchableFont {
  /** CJK Radicals Supplement and Kangxi Radicals. */
  private static final int FIRST_RADICAL = 0x2E80;

  private static final int LAST_RADICAL = 0x2FDF;
  private static final int LAST_CHARACTER = 0x3FFFF;
  private static final int DIRECTORY = 12;
  private static final int ENTRY = 16;

  private SearchableFont() {}

  /** The font with another {@code cmap} table at its end. */
  static byte[] of(byte[] font) {
    byte[] map = characterMap(groups(font));
    int start = (font.length + 3) / 4 * 4;
    ByteBuffer changed = ByteBuffer.allocate(start + (map.length + 3) / 4 * 4);
    changed.put(font).position(start);
    changed.put(map);
    int entry = entry(changed, "cmap");
    changed.putInt(entry + 4, checksum(map));
    changed.putInt(entry + 8, start);
    changed.putInt(entry + 12, map.length);
    return changed.array();
  }

  /** Where a table's entry stands (ISO/IEC 14496-22 §4.3). */
  private static int entry(ByteBuffer font, String tag) {
    int wanted = ByteBuffer.wrap(tag.getBytes(StandardCharsets.US_ASCII)).getInt();
    int tables = font.getShort(4);
    for (int i = 0; i < tables; i++) {
      int entry = DIRECTORY + i * ENTRY;
      if (font.getInt(entry) == wanted) {
        return entry;
      }
    }
    throw new IllegalArgumentException("no " + tag + " table");
  }

  /** Runs of characters whose glyphs are a run too. */
  private static List<Group> groups(byte[] font) {
    List<Group> groups = new ArrayList<>();
    try (TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
      CmapLookup known = parsed.getUnicodeCmapLookup();
      for (int c = 0; c <= LAST_CHARACTER; c++) {
        int glyph = c >= FIRST_RADICAL && c <= LAST_RADICAL ? 0 : known.getGlyphId(c);
        if (glyph != 0) {
          add(groups, c, glyph);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return groups;
  }

  private static void add(List<Group> groups, int character, int glyph) {
    Group last = groups.isEmpty() ? null : groups.getLast();
    if (last != null
        && last.end() + 1 == character
        && last.glyph() + character - last.start() == glyph) {
      groups.set(groups.size() - 1, new Group(last.start(), character, last.glyph()));
    } else {
      groups.add(new Group(character, character, glyph));
    }
  }

  /** One subtable of format 12, segmented coverage (ISO/IEC 14496-22 §5.2.1.3). */
  private static byte[] characterMap(List<Group> groups) {
    int length = 16 + groups.size() * 12;
    ByteBuffer map = ByteBuffer.allocate(DIRECTORY + length);
    map.putShort((short) 0).putShort((short) 1);
    // Platform 3 (Windows), encoding 10 (all of Unicode).
    map.putShort((short) 3).putShort((short) 10).putInt(DIRECTORY);
    map.putShort((short) 12).putShort((short) 0).putInt(length).putInt(0).putInt(groups.size());
    groups.forEach(group -> map.putInt(group.start()).putInt(group.end()).putInt(group.glyph()));
    return map.array();
  }

  private static int checksum(byte[] table) {
    ByteBuffer words = ByteBuffer.allocate((table.length + 3) / 4 * 4).put(table).rewind();
    int sum = 0;
    while (words.hasRemaining()) {
      sum += words.getInt();
    }
    return sum;
  }

  private record Group(int start, int end, int glyph) {}
}
