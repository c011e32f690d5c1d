package org.maplebridge.bench.rehearse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.maplebridge.bench.client.Door;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.rehearse.RehearsalReport.Paper;

/**
 * Minutes and agreement of a rehearsed mediation, as the pages make them: written, corrected, made
 * clear, signed by every party and the mediator, sealed; then the files are verified by the key the
 * server publishes.
 */
final class MediationPapers {
  private static final int DAYS_TO_PAY = 30;
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final Stage stage;
  private final Door mediator;
  private final Door anyone;
  private final Troupe troupe;
  private final String caseId;
  private final List<Party> parties = new ArrayList<>();

  MediationPapers(Stage stage, Staff staff, Troupe troupe) {
    this.stage = stage;
    this.mediator = staff.door();
    this.anyone = Door.of(mediator.base());
    this.troupe = troupe;
    this.caseId = stage.registered().path("id").asText();
    for (JsonNode party : stage.registered().path("parties")) {
      String join = stage.joinCode(parties.size());
      String code = anyone.post("/api/join/" + join + "/papers", Map.of()).path("code").asText();
      parties.add(new Party(party.path("id").asText(), "/api/papers/" + code));
    }
  }

  /** Both papers, signed and verified. */
  List<Paper> sign() {
    return List.of(minutes(), agreement());
  }

  private Paper minutes() {
    JsonNode begun = mediator.post("/api/sittings/" + stage.sittingId() + "/minutes", Map.of());
    String at = "/api/minutes/" + begun.path("id").asText();
    int version = save(at, begun.path("version").asInt(), "双方各自陈述了通道的来历。");
    mediator.post(at + "/sharing", Map.of("shared", true));
    Party first = parties.getFirst();
    String read = first.address() + at.substring("/api".length());
    anyone.post(read + "/corrections", Map.of("text", "请写上通道宽一米二。"));
    troupe.requireRefusal(
        "minutes.correction-open", () -> mediator.post(at + "/signing", Map.of()));
    JsonNode wish = minutesOf(stage.sittingId()).path("corrections").path(0);
    mediator.post(
        at + "/corrections/" + wish.path("id").asText(), Map.of("accepted", true, "answer", ""));
    save(at, version, "双方各自陈述了通道的来历，通道宽一米二。");
    mediator.post(at + "/signing", Map.of());
    troupe.requireRefusal("papers.not-proven", () -> signMinutes(first, at));
    for (Party party : parties) {
      see(party);
      signMinutes(party, at);
    }
    JsonNode pages = mediator.get(at + "/pages");
    String sha256 = minutesOf(stage.sittingId()).path("sha256").asText();
    JsonNode signed = mediator.post(at + "/signature", signature(sha256, hashes(pages)));
    return verified("minutes", signed.path("fileId").asText(), read + "/file");
  }

  private JsonNode minutesOf(String sittingId) {
    return mediator.get("/api/sittings/" + sittingId + "/minutes");
  }

  private int save(String at, int basedOn, String statements) {
    Map<String, String> text =
        Map.of(
            "attendance", "调解员、申请人、被申请人在线到场。",
            "notices", "已告知权利义务。",
            "statements", statements,
            "process", "先共同谈，再分别谈。",
            "consensus", "通道归双方共用。",
            "result", "达成协议。");
    return mediator
        .post(at + "/text", Map.of("basedOn", basedOn, "text", text))
        .path("version")
        .asInt();
  }

  private void signMinutes(Party party, String at) {
    JsonNode shown = anyone.get(party.address() + "/minutes").path(0);
    anyone.post(
        party.address() + at.substring("/api".length()) + "/signature",
        signature(shown.path("sha256").asText(), hashes(shown.path("pages"))));
  }

  private Paper agreement() {
    JsonNode begun =
        mediator.post("/api/cases/" + caseId + "/agreements", Map.of("channel", "PEOPLE"));
    String at = "/api/agreements/" + begun.path("id").asText();
    Map<String, String> electronic = Map.of("way", "ELECTRONIC");
    troupe.requireRefusal("agreement.unclear", () -> mediator.post(at + "/signing", electronic));
    mediator.post(
        at + "/versions", Map.of("basedOn", begun.path("version").asInt(), "text", clearText()));
    mediator.post(at + "/signing", electronic);
    for (Party party : parties) {
      JsonNode shown = anyone.get(party.address() + "/agreements").path(0);
      anyone.post(
          party.address() + at.substring("/api".length()) + "/signature",
          Map.of("drawn", drawn(), "sha256", shown.path("sha256").asText()));
    }
    troupe.requireRefusal("agreement.seal-early", () -> mediator.post(at + "/seal", Map.of()));
    JsonNode before = mediator.get("/api/cases/" + caseId + "/agreements").path(0);
    mediator.post(
        at + "/signature", Map.of("drawn", drawn(), "sha256", before.path("sha256").asText()));
    // PML 29: it takes effect when all have signed and the committee's seal is on it.
    JsonNode signed = mediator.get("/api/cases/" + caseId + "/agreements").path(0);
    troupe.require(!signed.hasNonNull("effectiveAt"), "an agreement took effect without its seal");
    JsonNode sealed = mediator.post(at + "/seal", Map.of());
    troupe.require(
        sealed.hasNonNull("effectiveAt"), "a signed and sealed agreement did not take effect");
    return verified(
        "agreement",
        sealed.path("fileId").asText(),
        parties.getFirst().address() + at.substring("/api".length()) + "/file");
  }

  private Map<String, Object> clearText() {
    Map<String, Object> term =
        Map.of(
            "kind",
            "PAY",
            "debtor",
            parties.getLast().id(),
            "creditor",
            parties.getFirst().id(),
            "amountYuan",
            1_200,
            "what",
            "修复通道的费用",
            "manner",
            "银行转账",
            "place",
            "",
            "dueOn",
            LocalDate.now(SHANGHAI).plusDays(DAYS_TO_PAY).toString());
    return Map.of(
        "subject", "ORDINARY",
        "facts", "屋后通道被堆放的石料占用。",
        "dispute", "通道由谁修复、费用由谁承担。",
        "terms", List.of(term),
        "otherTerms", "",
        "breach", "逾期按日计算利息。");
  }

  /** The mediator has seen the party and an identity document. */
  private void see(Party party) {
    mediator.post("/api/cases/" + caseId + "/parties/" + party.id() + "/identity", Map.of());
  }

  private static List<String> hashes(JsonNode pages) {
    List<String> hashes = new ArrayList<>();
    pages.forEach(page -> hashes.add(page.path("sha256").asText()));
    return hashes;
  }

  private static Map<String, Object> signature(String sha256, List<String> pages) {
    return Map.of("drawn", drawn(), "sha256", sha256, "pages", pages);
  }

  /** A wave from left to right, 20 ms a point. */
  private static Map<String, Object> drawn() {
    List<Map<String, Integer>> points =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    Map.of(
                        "x", 200 + 15 * i, "y", 200 + (int) (90 * Math.sin(i / 3.0)), "t", 20 * i))
            .toList();
    return Map.of("strokes", List.of(Map.of("points", points)));
  }

  /** Holds a file against what anyone may ask the server about it. */
  private Paper verified(String kind, String fileId, String address) {
    byte[] file = anyone.bytes(address);
    JsonNode known = anyone.get("/api/verify/" + fileId);
    byte[] signature = anyone.bytes("/api/verify/" + fileId + "/signature");
    boolean verified =
        known.path("intact").asBoolean()
            && known.path("sha256").asText().equals(sha256(file))
            && isSigned(file, signature);
    troupe.require(verified, "the signed " + kind + " does not verify");
    file[file.length / 2] = (byte) ~file[file.length / 2];
    troupe.require(!isSigned(file, signature), "a changed byte of the " + kind + " verifies");
    return new Paper(kind, fileId, known.path("signatures").asInt(), verified);
  }

  private boolean isSigned(byte[] file, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key());
      verifier.update(file);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private PublicKey key() throws GeneralSecurityException {
    String pem = new String(anyone.bytes("/api/verification-key"), StandardCharsets.US_ASCII);
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A party of the case.
   *
   * @param address of their papers in the API
   */
  private record Party(String id, String address) {}
}
