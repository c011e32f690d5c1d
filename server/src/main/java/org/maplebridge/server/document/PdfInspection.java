package org.maplebridge.server.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** Whether a PDF from outside only shows something. */
public enum PdfInspection {
  PLAIN,
  /** It would run, launch, send or carry something. */
  ACTIVE,
  /** Nobody could read it later. */
  ENCRYPTED,
  DAMAGED;

  /** Keys of dictionaries that make a file do more than show pages (ISO 32000-2 §12.6, §7.11.4). */
  private static final Set<COSName> ACTIVE_KEYS =
      Set.of(
          COSName.getPDFName("JS"),
          COSName.getPDFName("JavaScript"),
          COSName.getPDFName("AA"),
          COSName.getPDFName("XFA"),
          COSName.getPDFName("EmbeddedFiles"),
          COSName.getPDFName("RichMediaContent"));

  /** Kinds of actions and annotations that do the same. */
  private static final Set<String> ACTIVE_TYPES =
      Set.of(
          "JavaScript",
          "Launch",
          "SubmitForm",
          "ImportData",
          "GoToE",
          "GoToR",
          "RichMedia",
          "FileAttachment",
          "Movie",
          "Rendition");

  /** Reads the whole file, following every reference once. */
  public static PdfInspection of(byte[] content) {
    try (PDDocument document = Loader.loadPDF(content)) {
      if (document.isEncrypted()) {
        return ENCRYPTED;
      }
      if (document.getNumberOfPages() == 0) {
        return DAMAGED;
      }
      return holdsAction(document) ? ACTIVE : PLAIN;
    } catch (InvalidPasswordException locked) {
      return ENCRYPTED;
    } catch (IOException | RuntimeException unreadable) {
      return DAMAGED;
    }
  }

  /** How many pages a PDF of ours has. */
  public static int pages(byte[] content) {
    try (PDDocument document = Loader.loadPDF(content)) {
      return document.getNumberOfPages();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean holdsAction(PDDocument document) {
    Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<COSBase> open = new ArrayDeque<>();
    open.push(document.getDocument().getTrailer());
    document
        .getDocument()
        .getXrefTable()
        .keySet()
        .forEach(key -> open.push(document.getDocument().getObjectFromPool(key)));
    while (!open.isEmpty()) {
      COSBase next = open.pop();
      COSBase value = next instanceof COSObject reference ? reference.getObject() : next;
      if (value == null || !seen.add(value)) {
        continue;
      }
      if (value instanceof COSDictionary dictionary) {
        if (isActive(dictionary)) {
          return true;
        }
        dictionary.getValues().forEach(open::push);
      } else if (value instanceof COSArray array) {
        array.forEach(open::push);
      }
    }
    return false;
  }

  private static boolean isActive(COSDictionary dictionary) {
    return dictionary.keySet().stream().anyMatch(ACTIVE_KEYS::contains)
        || ACTIVE_TYPES.contains(name(dictionary, COSName.S))
        || ACTIVE_TYPES.contains(name(dictionary, COSName.SUBTYPE));
  }

  private static String name(COSDictionary dictionary, COSName key) {
    String name = dictionary.getNameAsString(key);
    return name == null ? "" : name;
  }
}
