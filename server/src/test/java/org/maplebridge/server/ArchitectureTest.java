package org.maplebridge.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between modules and packages, and who may see which library. */
class ArchitectureTest {
  private static final String ROOT = "org.maplebridge.";

  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.maplebridge");

  @TestFactory
  Stream<DynamicTest> modulesKeepTheirArrows() {
    return Stream.of(
        rule(
            "the bridge knows packets, not people",
            noClasses()
                .that(resideInAPackage(ROOT + "bridge.."))
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage(
                        ROOT + "signaling..", ROOT + "recording..", ROOT + "server.."))),
        rule(
            "signaling uses only the bridge's door",
            noClasses()
                .that(resideInAPackage(ROOT + "signaling.."))
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage(ROOT + "recording..", ROOT + "server..")
                        .or(
                            resideInAPackage(ROOT + "bridge..")
                                .and(not(resideInAPackage(ROOT + "bridge.api..")))))),
        rule(
            "recording uses only the bridge's door and its packet views",
            noClasses()
                .that(resideInAPackage(ROOT + "recording.."))
                .should()
                .dependOnClassesThat(
                    resideInAnyPackage(ROOT + "signaling..", ROOT + "server..")
                        .or(
                            resideInAPackage(ROOT + "bridge..")
                                .and(
                                    not(
                                        resideInAnyPackage(
                                            ROOT + "bridge.api..", ROOT + "bridge.rtp..")))))),
        rule(
            "only boot sees what lies behind the doors of bridge and recording",
            noClasses()
                .that(resideInAPackage(ROOT + "server.."))
                .and(not(resideInAPackage(ROOT + "server.boot..")))
                .should()
                .dependOnClassesThat(
                    resideInAPackage(ROOT + "bridge..")
                        .and(not(resideInAPackage(ROOT + "bridge.api.."))))));
  }

  @TestFactory
  Stream<DynamicTest> packagesFormNoCycleAtAnyDepth() {
    return Stream.of(
            "org.maplebridge.(*)..",
            "org.maplebridge.*.(*)..",
            "org.maplebridge.*.*.(*)..",
            "org.maplebridge.(**)")
        .map(
            slices ->
                rule(
                    slices,
                    slices().matching(slices).should().beFreeOfCycles().allowEmptyShould(true)));
  }

  @TestFactory
  Stream<DynamicTest> oneLibraryIsSeenByOnePackage() {
    return Stream.of(
        seenOnlyBy("org.jitsi.srtp..", "bridge.transport.srtp.."),
        seenOnlyBy("io.jsonwebtoken..", "signaling.ticket.."),
        seenOnlyBy("io.lettuce..", "signaling.cluster.."),
        seenOnlyBy(
            "org.bytedeco..", "recording.compose..", "recording.container..", "server.camera.."),
        seenOnlyBy(
            "org.bouncycastle..",
            "bridge.transport.dtls..",
            "recording.seal..",
            "recording.store..",
            "server.identity..",
            "server.consultation.vault.."),
        seenOnlyBy("com.zaxxer..", "server.persistence.."),
        seenOnlyBy("org.flywaydb..", "server.persistence.."),
        seenOnlyBy("io.zonky..", "server.persistence.."),
        seenOnlyBy("io.minio..", "recording.store.."),
        seenOnlyBy("com.openhtmltopdf..", "server.document.."),
        seenOnlyBy("org.apache.pdfbox..", "server.document.."),
        seenOnlyBy("picocli..", "server.boot..", "bench.."),
        seenOnlyBy("com.fasterxml.jackson.dataformat..", "server.config.."));
  }

  @Test
  void noPublicStaticFieldCanChange() {
    fields()
        .that()
        .areStatic()
        .and()
        .arePublic()
        .should()
        .beFinal()
        .allowEmptyShould(true)
        .check(PROJECT);
  }

  @Test
  void statesAreHeldByObjectsNotClasses() {
    fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .allowEmptyShould(true)
        .check(PROJECT);
  }

  @Test
  void onlyCommandsWriteToTheConsole() {
    noClasses()
        .that(not(resideInAnyPackage(ROOT + "server.boot..", ROOT + "bench..")))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(PROJECT);
  }

  @Test
  void theBridgeIsGivenTimeAndChance() {
    noClasses()
        .that(resideInAPackage(ROOT + "bridge.."))
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .check(PROJECT);
  }

  @Test
  void noPackageIsNamedAfterNothing() {
    noClasses()
        .should()
        .resideInAnyPackage("..service..", "..util..", "..common..", "..manager..", "..impl..")
        .check(PROJECT);
  }

  private static DynamicTest seenOnlyBy(String library, String... packages) {
    String[] allowed = Stream.of(packages).map(ROOT::concat).toArray(String[]::new);
    return rule(
        library + " is seen only by " + String.join(" and ", packages),
        noClasses()
            .that(not(resideInAnyPackage(allowed)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  private static DynamicTest rule(String name, ArchRule rule) {
    return DynamicTest.dynamicTest(name, () -> rule.check(PROJECT));
  }
}
