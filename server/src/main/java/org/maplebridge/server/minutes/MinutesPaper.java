package org.maplebridge.server.minutes;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.maplebridge.server.document.Paper;
import org.maplebridge.server.org.District;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.SigningDesk.Verification;

/** Signed minutes on paper: every page carries the signatures of all who sign it. Pure. */
final class MinutesPaper {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.SIMPLIFIED_CHINESE);
  private static final int SIGNATURE_MM = 30;
  private static final int CODE_MM = 28;

  private MinutesPaper() {}

  static Paper signed(
      MinutesDocument document, List<Signature> signatures, Verification verification) {
    Paper.Builder paper =
        Paper.titled(document.isTranscript() ? "庭审笔录" : "调解笔录")
            .fields(
                new Paper.Field("案号", document.number()),
                new Paper.Field("案件", document.title()),
                new Paper.Field("时间", document.time()),
                new Paper.Field("地点", document.place()),
                new Paper.Field(document.isTranscript() ? "组织机构" : "调解机构", document.centre()),
                new Paper.Field("校验值", verification.contentSha256()));
    for (MinutesDocument.Page page : document.pages()) {
      paper.newPage();
      paper.text(String.join("\n", page.lines()));
      paper.marks(
          signatures.stream()
              .filter(signature -> signer(document, signature).signs(page))
              .map(signature -> mark(document, signature))
              .toList());
    }
    return paper
        .newPage()
        .heading("核验")
        .marks(
            List.of(
                new Paper.Mark(
                    "扫码核验", new Paper.Picture(verification.qrPng(), CODE_MM), List.of())))
        .text("核验网址：" + verification.url())
        .build();
  }

  private static Paper.Mark mark(MinutesDocument document, Signature signature) {
    List<String> lines = new ArrayList<>();
    lines.add(signature.name() + "（" + proof(document, signature) + "）");
    lines.add(MOMENT.format(signature.at().atZoneSameInstant(District.ZONE)));
    if (signature.isSigned()) {
      return new Paper.Mark(
          signer(document, signature).role(),
          new Paper.Picture(signature.picture(), SIGNATURE_MM),
          lines);
    }
    lines.add("拒绝签名" + (signature.reason().isEmpty() ? "" : "：" + signature.reason()));
    return new Paper.Mark(signer(document, signature).role(), new Paper.Blank(), lines);
  }

  /** Only who is asked to sign can have signed. */
  private static MinutesDocument.Person signer(MinutesDocument document, Signature signature) {
    return document.people().stream()
        .filter(person -> MinutesReader.given(List.of(signature), person).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static String proof(MinutesDocument document, Signature signature) {
    return switch (signature.proof()) {
      case LINK_AND_PHONE_CODE -> "手机验证码核验";
      case SEEN_BY_MEDIATOR -> document.isTranscript() ? "书记员核验" : "调解员当面核验";
      case ACCOUNT ->
          switch (signature.signerKind()) {
            case PARTY, PARTICIPANT -> "书记员记明";
            default -> "账号登录";
          };
    };
  }
}
