package org.maplebridge.server.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A document before it is a file: a title and what follows it.
 *
 * @param title stands on the page and in the file's metadata
 */
public record Paper(String title, List<Block> blocks) {

  public Paper {
    blocks = List.copyOf(blocks);
  }

  public static Builder titled(String title) {
    return new Builder(title);
  }

  /** A part of a document. */
  public sealed interface Block {}

  /** A heading within the document. */
  public record Heading(String text) implements Block {}

  /** A paragraph; line breaks are kept. */
  public record Text(String text) implements Block {}

  /** Names with their values, one a line. */
  public record Fields(List<Field> fields) implements Block {
    public Fields {
      fields = List.copyOf(fields);
    }
  }

  /** A name and its value. */
  public record Field(String name, String value) {}

  /** A table; every row has as many cells as there are columns. */
  public record Table(List<String> columns, List<List<String>> rows) implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** Marks side by side: signatures, a seal, a code that leads somewhere. */
  public record Marks(List<Mark> marks) implements Block {
    public Marks {
      marks = List.copyOf(marks);
    }
  }

  /** A mark with what stands above and below it. */
  public record Mark(String label, Art art, List<String> lines) {
    public Mark {
      lines = List.copyOf(lines);
    }
  }

  /** How a mark looks. */
  public sealed interface Art {}

  /** A picture, a PNG in base64. */
  public record Picture(String png, int widthMm) implements Art {}

  /** A round seal with a name in it. */
  public record Stamp(String name, String foot) implements Art {}

  /** Nothing: the lines speak for themselves. */
  public record Blank() implements Art {}

  /** What follows stands on a new page. */
  public record NewPage() implements Block {}

  /** Lines to sign on. */
  public record Signatures(List<String> who) implements Block {
    public Signatures {
      who = List.copyOf(who);
    }
  }

  /** Collects blocks in their order. */
  public static final class Builder {
    private final String title;
    private final List<Block> blocks = new ArrayList<>();

    Builder(String title) {
      this.title = title;
    }

    public Builder heading(String text) {
      blocks.add(new Heading(text));
      return this;
    }

    public Builder text(String text) {
      blocks.add(new Text(text));
      return this;
    }

    public Builder fields(Field... fields) {
      blocks.add(new Fields(List.of(fields)));
      return this;
    }

    public Builder table(List<String> columns, List<List<String>> rows) {
      blocks.add(new Table(columns, rows));
      return this;
    }

    public Builder marks(List<Mark> marks) {
      blocks.add(new Marks(marks));
      return this;
    }

    public Builder newPage() {
      blocks.add(new NewPage());
      return this;
    }

    public Builder signatures(List<String> who) {
      blocks.add(new Signatures(who));
      return this;
    }

    public Paper build() {
      return new Paper(title, blocks);
    }
  }
}
