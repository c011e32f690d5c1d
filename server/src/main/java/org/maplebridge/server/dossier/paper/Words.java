package org.maplebridge.server.dossier.paper;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.server.cases.CaseStatus;
import org.maplebridge.server.cases.PartySide;
import org.maplebridge.server.http.Texts;
import org.maplebridge.server.org.District;
import org.maplebridge.signaling.protocol.Role;
import org.maplebridge.signaling.protocol.SittingKind;

/** How things are said on paper. Pure. */
final class Words {
  private static final Texts TEXTS = new Texts();
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.SIMPLIFIED_CHINESE);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm:ss", Locale.SIMPLIFIED_CHINESE);

  private Words() {}

  static String day(OffsetDateTime at) {
    return DAY.format(at.atZoneSameInstant(District.ZONE));
  }

  static String time(OffsetDateTime at) {
    return TIME.format(at.atZoneSameInstant(District.ZONE));
  }

  static String time(Instant at) {
    return TIME.format(at.atZone(District.ZONE));
  }

  static String length(double seconds) {
    Duration length = Duration.ofMillis(Math.round(seconds * 1000));
    return "%d小时%02d分%02d秒"
        .formatted(length.toHours(), length.toMinutesPart(), length.toSecondsPart());
  }

  static String joined(List<String> names) {
    return names.isEmpty() ? "无" : String.join("、", names);
  }

  static String side(PartySide side) {
    return switch (side) {
      case APPLICANT -> "申请人";
      case RESPONDENT -> "被申请人";
    };
  }

  static String outcome(CaseStatus status) {
    return switch (status) {
      case AGREED -> "达成协议";
      case FAILED -> "调解不成";
      case TERMINATED -> "终止调解";
      default -> "未记明";
    };
  }

  static String kind(SittingKind kind) {
    return switch (kind) {
      case MEDIATION -> "网络调解";
      case CONSULTATION -> "线上心理咨询";
      case HEARING -> "共享法庭庭审";
      case EXPERT_CALL -> "线上赋能";
      case LECTURE -> "法治大讲堂";
    };
  }

  static String role(Role role) {
    return TEXTS.sentence("role." + role.name(), Locale.SIMPLIFIED_CHINESE);
  }

  static String cause(Gap.Cause cause) {
    return switch (cause) {
      case LOSS -> "网络丢包";
      case MUTED -> "参加人关闭话筒或摄像头";
      case INTERRUPTED -> "录制程序中断";
      case STOPPED -> "由人停止后重新开始";
      case PAUSED -> "依法暂停";
      case DAMAGED -> "存储损坏";
      case QUEUE -> "录制来不及写入";
    };
  }
}
