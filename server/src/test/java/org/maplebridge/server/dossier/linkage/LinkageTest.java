package org.maplebridge.server.dossier.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maplebridge.server.dossier.file.DocumentKind;

/** What was said in a mediation stays in it. */
class LinkageTest {
  private static final Set<DocumentKind> OF_THE_MEDIATION =
      Set.of(DocumentKind.MINUTES, DocumentKind.SITTING_RECORD, DocumentKind.AV_INDEX);

  @ParameterizedTest
  @EnumSource
  void nothingOfTheMediationTravelsWithoutConsent(Linkage linkage) {
    OF_THE_MEDIATION.forEach(kind -> assertFalse(linkage.takes(kind, false), kind.name()));
    OF_THE_MEDIATION.forEach(
        kind -> assertEquals(linkage.recordsPossible(), linkage.takes(kind, true), kind.name()));
  }

  @ParameterizedTest
  @EnumSource
  void noPackageCarriesTheInnerPapersOfTheArchive(Linkage linkage) {
    assertFalse(linkage.takes(DocumentKind.FILE_NOTE, true));
    assertFalse(linkage.takes(DocumentKind.INVESTIGATION_RECORD, true));
  }

  @Test
  void onlyTheFactsBothConfirmedGoToCourt() {
    assertTrue(Linkage.LITIGATION.takes(DocumentKind.UNDISPUTED_FACTS, false));
    assertFalse(Linkage.LITIGATION.takes(DocumentKind.MINUTES, false));
  }

  @Test
  void aCounsellorGetsNothingButTheSlip() {
    assertEquals(
        Set.of(DocumentKind.SLIP),
        Stream.of(DocumentKind.values())
            .filter(kind -> Linkage.COUNSELLING.takes(kind, true))
            .collect(Collectors.toSet()));
  }
}
