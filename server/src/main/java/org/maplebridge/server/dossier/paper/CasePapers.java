package org.maplebridge.server.dossier.paper;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maplebridge.server.cases.BoundNumber;
import org.maplebridge.server.cases.CaseDetail;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.NumberRole;
import org.maplebridge.server.cases.Party;
import org.maplebridge.server.document.Paper;
import org.maplebridge.server.document.Paper.Field;
import org.maplebridge.server.dossier.file.CaseRecord;
import org.maplebridge.server.dossier.file.DocumentKind;
import org.maplebridge.signaling.sitting.Participant;
import org.maplebridge.signaling.sitting.Sitting;

/**
 * Writes the papers a case gives grounds for. The forms follow the file templates of people's
 * mediation; what the server does not know is left for the pen. Pure.
 */
public final class CasePapers {
  private final CaseRecord record;
  private final CaseDetail detail;
  private final Filing filing;

  private CasePapers(CaseRecord record, Filing filing) {
    this.record = record;
    this.detail = record.detail();
    this.filing = filing;
  }

  /**
   * Who files the case and for how long.
   *
   * @param centre the house
   * @param filedBy who makes up the file
   * @param retention how long it is kept, in words
   */
  public record Filing(String centre, String filedBy, OffsetDateTime filedAt, String retention) {}

  /** A paper and what it is. */
  public record Written(DocumentKind kind, Paper paper) {}

  /**
   * The papers in the order of the file. The contents are not among them: they can be written only
   * when everything else lies there ({@link #contents}).
   */
  public static List<Written> write(CaseRecord record, Filing filing) {
    CasePapers papers = new CasePapers(record, filing);
    List<Written> written = new ArrayList<>();
    written.add(new Written(DocumentKind.COVER, papers.cover()));
    written.add(new Written(DocumentKind.ACCEPTANCE_REGISTER, papers.acceptance()));
    if (!record.onlineConsents().isEmpty()) {
      written.add(new Written(DocumentKind.ONLINE_CONSENT, papers.onlineConsents()));
    }
    if (!record.held().isEmpty()) {
      written.add(new Written(DocumentKind.SITTING_RECORD, papers.sittings()));
    }
    record
        .outcome()
        .filter(outcome -> outcome.status() != CaseStatus.AGREED)
        .ifPresent(o -> written.add(new Written(DocumentKind.FAILURE_NOTICE, papers.failure(o))));
    if (!record.recordings().isEmpty()) {
      written.add(new Written(DocumentKind.AV_INDEX, AvIndex.write(record)));
    }
    written.add(new Written(DocumentKind.MOVEMENT_SLIP, papers.movements()));
    written.add(new Written(DocumentKind.CLOSING_REPORT, papers.closing()));
    written.add(new Written(DocumentKind.FILE_NOTE, papers.note()));
    written.add(new Written(DocumentKind.BACK_COVER, papers.backCover()));
    return written;
  }

  /** 卷内目录 */
  public static Paper contents(CaseRecord record, List<ContentsLine> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (ContentsLine line : lines) {
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1), line.title(), Words.day(line.date()), line.pages()));
    }
    return Paper.titled("卷内目录")
        .fields(new Field("案号", number(record.detail())), new Field("卷名", record.detail().title()))
        .table(List.of("序号", "文件名称", "日期", "页数"), rows)
        .build();
  }

  /** A line of the contents. */
  public record ContentsLine(String title, OffsetDateTime date, String pages) {}

  private Paper cover() {
    return Paper.titled("人民调解卷宗")
        .fields(
            new Field("卷名", detail.title()),
            new Field("案号", number(detail)),
            new Field("平台编号", detail.platformNumber()),
            new Field("其他案号", Words.joined(otherNumbers())),
            new Field("纠纷类型", record.category()),
            new Field("当事人", parties()),
            new Field("调解组织", detail.orgName()),
            new Field("调解员", mediators()),
            new Field("受理日期", Words.day(detail.registeredAt())),
            new Field("结果", result()),
            new Field("立卷单位", filing.centre()),
            new Field("立卷人", filing.filedBy()),
            new Field("立卷日期", Words.day(filing.filedAt())),
            new Field("保管期限", filing.retention()))
        .build();
  }

  private Paper acceptance() {
    return Paper.titled("人民调解受理登记表")
        .fields(
            new Field("平台编号", detail.platformNumber()),
            new Field("受理时间", Words.time(detail.registeredAt())),
            new Field("受理单位", detail.orgName()),
            new Field("纠纷类型", record.category()),
            new Field("涉案金额", detail.amountYuan().map(a -> a.toPlainString() + " 元").orElse("无")))
        .heading("当事人")
        .table(
            List.of("姓名", "地位", "电话"),
            record.parties().stream()
                .map(party -> List.of(party.name(), Words.side(party.side()), party.phone()))
                .toList())
        .heading("简要事实")
        .text(detail.facts())
        .heading("诉求")
        .text(detail.demand())
        .build();
  }

  private Paper onlineConsents() {
    return Paper.titled("在线调解同意书")
        .text("下列参加人各自通过本人链接阅读在线参加告知书后，在页面上点选同意。告知书各版本原文由本中心保存。")
        .table(
            List.of("参加人", "告知书版本", "同意时间"),
            record.onlineConsents().stream()
                .map(c -> List.of(c.name(), c.textVersion(), Words.time(c.givenAt())))
                .toList())
        .build();
  }

  private Paper sittings() {
    Paper.Builder paper = Paper.titled("调解经过记录");
    paper.text("本记录由系统依据场次登记与进出记录写成，不代替经当事人核对签名的调解笔录。");
    for (Sitting sitting : record.held()) {
      paper
          .heading(Words.kind(sitting.kind()) + "　" + Words.time(sitting.startsAt()))
          .fields(
              new Field("案号", sitting.caseNumber()),
              new Field(
                  "约定时间", Words.time(sitting.startsAt()) + " 至 " + Words.time(sitting.endsAt())),
              new Field("方式", "在线视频"),
              new Field("参加人", participants(sitting)));
    }
    paper.heading("经过");
    paper.table(
        List.of("时间", "事项"),
        detail.story().stream()
            .map(entry -> List.of(Words.time(entry.at()), entry.text()))
            .toList());
    return paper.signatures(List.of("调解员", "记录人")).build();
  }

  /** 人民调解法 art. 26: other routes are told when mediation fails. */
  private Paper failure(CaseRecord.Outcome outcome) {
    return Paper.titled("人民调解" + (outcome.status() == CaseStatus.FAILED ? "不成" : "终止") + "告知书")
        .fields(
            new Field("案号", number(detail)),
            new Field("当事人", parties()),
            new Field("日期", Words.day(outcome.at())),
            new Field("理由", outcome.note().isBlank() ? "未记明" : outcome.note()))
        .text("依照《中华人民共和国人民调解法》第二十六条，现告知各方当事人：可以依法通过仲裁、行政、司法等途径维护自己的权利。请注意诉讼时效和仲裁时效。")
        .text("调解过程中为达成协议所作的让步和承认，不得在其后的诉讼中作为对其不利的依据。")
        .signatures(List.of("调解员", "申请人", "被申请人"))
        .build();
  }

  private Paper movements() {
    Paper.Builder paper = Paper.titled("案件流转单");
    paper.fields(new Field("案号", number(detail)), new Field("承办单位", detail.orgName()));
    paper.heading("流转");
    paper.table(
        List.of("时间", "事项"),
        detail.story().stream()
            .filter(
                entry -> entry.what().startsWith("status-") || entry.what().equals("registered"))
            .map(entry -> List.of(Words.time(entry.at()), entry.text()))
            .toList());
    if (!record.handovers().isEmpty()) {
      paper.heading("移送");
      paper.table(
          List.of("时间", "接收单位", "事项"),
          record.handovers().stream()
              .map(h -> List.of(Words.time(h.at()), h.recipient(), Handovers.word(h.what())))
              .toList());
    }
    return paper.build();
  }

  private Paper closing() {
    return Paper.titled("结案报告表")
        .fields(
            new Field("案号", number(detail)),
            new Field("卷名", detail.title()),
            new Field("当事人", parties()),
            new Field("纠纷类型", record.category()),
            new Field("调解员", mediators()),
            new Field("受理日期", Words.day(detail.registeredAt())),
            new Field("调解场次", record.held().size() + " 场"),
            new Field("录音录像", record.recordings().size() + " 份"),
            new Field("结果", result()),
            new Field(
                "结果说明",
                record
                    .outcome()
                    .map(CaseRecord.Outcome::note)
                    .filter(n -> !n.isBlank())
                    .orElse("未记明")))
        .signatures(List.of("承办人", "审批人"))
        .build();
  }

  private Paper note() {
    return Paper.titled("卷内备考表")
        .fields(
            new Field("本卷情况", situation()),
            new Field("立卷人", filing.filedBy()),
            new Field("立卷时间", Words.time(filing.filedAt())),
            new Field("检查人", ""),
            new Field("检查时间", ""))
        .text("立卷后如有增补、更正或移出，另行记载，原卷不动。")
        .build();
  }

  private Paper backCover() {
    return Paper.titled("卷宗封底")
        .fields(
            new Field("案号", number(detail)),
            new Field("保管期限", filing.retention()),
            new Field("立卷单位", filing.centre()))
        .build();
  }

  private String situation() {
    return "电子卷宗。收入文件 %d 份，录音录像 %d 份；各文件的校验值见卷宗清单 manifest-sha256.txt。"
        .formatted(record.documents().size(), record.recordings().size());
  }

  private String result() {
    return record
        .outcome()
        .map(o -> Words.outcome(o.status()) + "（" + Words.day(o.at()) + "）")
        .orElse("未记明");
  }

  private String parties() {
    return record.parties().stream()
        .collect(
            Collectors.groupingBy(
                Party::side,
                java.util.TreeMap::new,
                Collectors.mapping(Party::name, Collectors.joining("、"))))
        .entrySet()
        .stream()
        .map(side -> Words.side(side.getKey()) + "：" + side.getValue())
        .collect(Collectors.joining("　"));
  }

  private String mediators() {
    return Words.joined(
        record.sittings().stream()
            .flatMap(sitting -> sitting.participants().stream())
            .filter(Participant::host)
            .map(Participant::name)
            .distinct()
            .toList());
  }

  private static String participants(Sitting sitting) {
    return sitting.participants().stream()
        .map(p -> p.name() + "（" + Words.role(p.role()) + "）")
        .collect(Collectors.joining("、"));
  }

  private List<String> otherNumbers() {
    return detail.numbers().stream()
        .filter(number -> number.role() != NumberRole.PRIMARY)
        .map(BoundNumber::display)
        .filter(display -> !display.equals(detail.platformNumber()))
        .toList();
  }

  /** The number people quote. */
  public static String number(CaseDetail detail) {
    Optional<BoundNumber> primary =
        detail.numbers().stream().filter(n -> n.role() == NumberRole.PRIMARY).findFirst();
    return primary.map(BoundNumber::display).orElse(detail.platformNumber());
  }
}
