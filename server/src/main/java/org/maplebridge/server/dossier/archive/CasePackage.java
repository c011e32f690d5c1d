package org.maplebridge.server.dossier.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.maplebridge.recording.bag.BagFolder;
import org.maplebridge.recording.bag.BagWriter;
import org.maplebridge.recording.store.Json;
import org.maplebridge.server.document.PdfInspection;
import org.maplebridge.server.document.PdfWriter;
import org.maplebridge.server.dossier.file.CaseRecord;
import org.maplebridge.server.dossier.file.Document;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.server.dossier.file.DocumentStore;
import org.maplebridge.server.dossier.file.FileItem;
import org.maplebridge.server.dossier.paper.CasePapers;
import org.maplebridge.server.dossier.paper.CasePapers.ContentsLine;
import org.maplebridge.server.dossier.paper.CasePapers.Filing;

/**
 * The papers of a case in the order of its file, those the server writes and those brought in, with
 * the names they have in a package. Made for one package, by one thread.
 */
public final class CasePackage {
  /** Names, kinds and dates of the papers, for programs. */
  private static final String LIST = "documents.json";

  private static final Comparator<Piece> ORDER =
      Comparator.comparing((Piece piece) -> piece.kind().item())
          .thenComparing(Piece::kind)
          .thenComparing(Piece::date);

  private final List<Piece> pieces;

  private CasePackage(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /**
   * @param wanted which kinds go into the package
   */
  public static CasePackage of(
      CaseRecord record,
      Filing filing,
      PdfWriter pdf,
      DocumentStore documents,
      Predicate<DocumentKind> wanted) {
    List<Piece> pieces = new ArrayList<>();
    for (CasePapers.Written written : CasePapers.write(record, filing)) {
      if (wanted.test(written.kind())) {
        String title = written.paper().title();
        pieces.add(pdf(written.kind(), title, filing.filedAt(), pdf.write(written.paper())));
      }
    }
    record.documents().stream()
        .filter(document -> wanted.test(document.kind()))
        .map(document -> piece(document, documents))
        .forEach(pieces::add);
    pieces.sort(ORDER);
    List<ContentsLine> lines =
        pieces.stream()
            .filter(piece -> piece.kind() != DocumentKind.COVER)
            .map(piece -> new ContentsLine(piece.title(), piece.date(), piece.pages()))
            .toList();
    byte[] contents = pdf.write(CasePapers.contents(record, lines));
    pieces.add(pdf(DocumentKind.CONTENTS, "卷内目录", filing.filedAt(), contents));
    pieces.sort(ORDER);
    return new CasePackage(named(pieces));
  }

  /**
   * Some papers of a sealed dossier, byte for byte as they were sealed.
   *
   * @param bag the sealed dossier
   */
  public static CasePackage ofSealed(Path bag, Predicate<DocumentKind> wanted) throws IOException {
    Path payload = bag.resolve(BagFolder.PAYLOAD);
    Listed[] listed = Json.LINE.readValue(payload.resolve(LIST).toFile(), Listed[].class);
    return new CasePackage(
        Stream.of(listed)
            .filter(paper -> wanted.test(paper.kind()))
            .map(
                paper ->
                    new Piece(
                        paper.kind(),
                        paper.title(),
                        paper.date(),
                        paper.pages(),
                        paper.file(),
                        () -> read(payload.resolve(paper.file()))))
            .toList());
  }

  /** Lays the papers into a bag's payload, with a list of them for programs. */
  public void layInto(Path bag) throws IOException {
    for (Piece piece : pieces) {
      BagWriter.add(bag, piece.path(), piece.content());
    }
    List<Listed> list =
        pieces.stream()
            .map(p -> new Listed(p.path(), p.kind(), p.title(), p.date(), p.pages()))
            .toList();
    BagWriter.add(bag, LIST, Json.PAGE.writeValueAsBytes(list));
  }

  List<BagIndex.Entry> entries() {
    return pieces.stream()
        .map(p -> new BagIndex.Entry(p.kind().item().number(), p.title(), p.path()))
        .toList();
  }

  /** The first file of a place has its name, the others a number after it. */
  private static List<Piece> named(List<Piece> pieces) {
    Map<FileItem, Integer> count = new EnumMap<>(FileItem.class);
    return pieces.stream()
        .map(
            piece -> {
              FileItem item = piece.kind().item();
              int nth = count.merge(item, 1, Integer::sum);
              String name = item.fileName() + (nth == 1 ? "" : "-" + nth);
              return piece.at("documents/" + name + "." + piece.path());
            })
        .toList();
  }

  private static Piece pdf(DocumentKind kind, String title, OffsetDateTime date, byte[] content) {
    String pages = String.valueOf(PdfInspection.pages(content));
    return new Piece(kind, title, date, pages, "pdf", () -> content);
  }

  private static Piece piece(Document document, DocumentStore documents) {
    boolean pdf = document.mediaType().equals("application/pdf");
    Source source = () -> read(documents.contents(document.id()));
    return new Piece(
        document.kind(),
        document.title(),
        document.addedAt(),
        pdf ? String.valueOf(PdfInspection.pages(source.read())) : "1",
        document.extension(),
        source);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * A paper on its way into a package.
   *
   * @param path its place in the payload; before it is named, the end of its name
   */
  private record Piece(
      DocumentKind kind,
      String title,
      OffsetDateTime date,
      String pages,
      String path,
      Source source) {

    Piece at(String place) {
      return new Piece(kind, title, date, pages, place, source);
    }

    byte[] content() {
      return source.read();
    }
  }

  /** A line of the list for programs. */
  record Listed(String file, DocumentKind kind, String title, OffsetDateTime date, String pages) {}

  /** Gives a paper's bytes when they are needed, so that not all of them are in memory at once. */
  @FunctionalInterface
  private interface Source {
    byte[] read();
  }
}
