package org.maplebridge.server.agreement;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.maplebridge.server.cases.PartySide;
import org.maplebridge.server.document.Paper;
import org.maplebridge.server.org.District;
import org.maplebridge.server.signing.Signature;
import org.maplebridge.server.signing.Signer;
import org.maplebridge.server.signing.SigningDesk.Verification;

/** An agreement on paper: to be printed and signed by hand, or with the signatures it has. Pure. */
final class AgreementPaper {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.SIMPLIFIED_CHINESE);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.SIMPLIFIED_CHINESE);
  private static final int SIGNATURE_MM = 38;
  private static final int CODE_MM = 28;

  private AgreementPaper() {}

  /** With lines to sign on by hand. */
  static Paper toPrint(AgreementDocument document, String sha256) {
    List<String> who = new ArrayList<>();
    document.parties().forEach(party -> who.add(side(party.side()) + " " + party.name()));
    who.add("调解员");
    return body(document)
        .signatures(who)
        .text("（" + document.committee() + " 印章）　　____年__月__日")
        .text("本文本校验值（SHA-256）：" + sha256)
        .build();
  }

  /** With the signatures, the seal and the code that leads to the verification page. */
  static Paper signed(
      AgreementDocument document,
      List<Signature> signatures,
      Optional<OffsetDateTime> sealedAt,
      OffsetDateTime effectiveAt,
      Verification verification) {
    List<Paper.Mark> marks = new ArrayList<>();
    signatures.stream().filter(Signature::isSigned).forEach(s -> marks.add(mark(document, s)));
    sealedAt.ifPresent(
        at ->
            marks.add(
                new Paper.Mark(
                    "人民调解委员会（印章）",
                    new Paper.Stamp(document.committee(), "电子印章"),
                    List.of(moment(at)))));
    Paper.Mark code =
        new Paper.Mark(
            "扫码核验", new Paper.Picture(verification.qrPng(), CODE_MM), List.of("扫码查看本协议的编号、日期和校验值"));
    return body(document)
        .text("本协议自 " + DAY.format(local(effectiveAt)) + " 起生效。")
        .marks(marks)
        .heading("核验")
        .marks(List.of(code))
        .text("核验网址：" + verification.url())
        .text("所签文本校验值（SHA-256）：" + verification.contentSha256())
        .build();
  }

  private static Paper.Builder body(AgreementDocument document) {
    Paper.Builder paper =
        Paper.titled("人民调解协议书")
            .fields(
                new Paper.Field("编号", document.number()),
                new Paper.Field("纠纷", document.title()),
                new Paper.Field("调解组织", document.committee()))
            .heading("一、当事人")
            .table(
                List.of("地位", "姓名或名称", "联系电话"),
                document.parties().stream()
                    .map(party -> List.of(side(party.side()), party.name(), party.phone()))
                    .toList())
            .heading("二、纠纷主要事实")
            .text(document.text().facts())
            .heading("三、争议事项及各方责任")
            .text(document.text().dispute())
            .heading("四、协议内容");
    int number = 1;
    for (Term term : document.text().terms()) {
      paper.text(number++ + ". " + AgreementWords.sentence(term, document.names()));
    }
    if (!document.text().otherTerms().isBlank()) {
      paper.text(number + ". " + document.text().otherTerms().strip());
    }
    if (!document.text().breach().isBlank()) {
      paper.heading("五、违约责任").text(document.text().breach());
    }
    return paper
        .heading("效力")
        .text(
            "本协议具有法律约束力，当事人应当按照约定履行（《人民调解法》第三十一条）。"
                + "双方认为有必要的，可以自本协议生效之日起三十日内共同向人民法院申请司法确认，申请不收费。"
                + "本协议当事人各执一份，调解委员会留存一份。");
  }

  private static Paper.Mark mark(AgreementDocument document, Signature signature) {
    return new Paper.Mark(
        label(document, signature),
        new Paper.Picture(signature.picture(), SIGNATURE_MM),
        List.of(
            signature.name() + "（" + proof(signature) + "）",
            moment(signature.at()),
            "签名绑定值 " + signature.binding().substring(0, 16)));
  }

  private static String label(AgreementDocument document, Signature signature) {
    return signature.signerKind() == Signer.Kind.MEDIATOR
        ? "调解员"
        : document.parties().stream()
            .filter(party -> party.id().equals(signature.signerId()))
            .map(party -> side(party.side()))
            .findFirst()
            .orElse("当事人");
  }

  private static String proof(Signature signature) {
    return switch (signature.proof()) {
      case LINK_AND_PHONE_CODE -> "手机验证码核验";
      case SEEN_BY_MEDIATOR -> "调解员当面核验";
      case ACCOUNT -> "账号登录";
    };
  }

  private static String side(PartySide side) {
    return switch (side) {
      case APPLICANT -> "申请人";
      case RESPONDENT -> "被申请人";
    };
  }

  private static String moment(OffsetDateTime at) {
    return MOMENT.format(local(at));
  }

  private static java.time.ZonedDateTime local(OffsetDateTime at) {
    return at.atZoneSameInstant(District.ZONE);
  }
}
