package org.maplebridge.server.document;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.results.TestAssertion;

/** Asks veraPDF whether a file is the PDF/A it says it is. */
public final class PdfACheck {
  static {
    VeraGreenfieldFoundryProvider.initialise();
  }

  private PdfACheck() {}

  /** The rules it breaks; one of them is that it declares no PDF/A at all. */
  public static List<String> failures(byte[] pdf) throws Exception {
    try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf))) {
      if (!parser.getFlavour().toString().startsWith("2")) {
        return List.of("declares " + parser.getFlavour());
      }
      try (var validator =
          Foundries.defaultInstance().createValidator(parser.getFlavour(), false)) {
        return validator.validate(parser).getTestAssertions().stream()
            .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
            .map(assertion -> assertion.getRuleId() + " " + assertion.getMessage())
            .distinct()
            .toList();
      }
    }
  }
}
