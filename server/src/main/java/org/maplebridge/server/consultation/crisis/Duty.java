package org.maplebridge.server.consultation.crisis;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.maplebridge.signaling.protocol.CrisisLevel;

/** What a level of the ladder asks for, and within what time. */
public enum Duty {
  /** 与来访者商定安全计划 */
  SAFETY_PLAN(CrisisLevel.L1, Duration.ofMinutes(30), false),
  /** 督导知情 */
  SUPERVISOR_KNOWS(CrisisLevel.L1, Duration.ofHours(24), true),
  /** 值班长响应 */
  CHIEF_ANSWERS(CrisisLevel.L2, Duration.ofMinutes(5), true),
  /** 联系紧急联系人 */
  CONTACT_CALLED(CrisisLevel.L2, Duration.ofMinutes(10), false),
  /** 拨打 110、120 */
  EMERGENCY_CALLED(CrisisLevel.L3, Duration.ofMinutes(2), false),
  /** 告知救援人员所在地点 */
  PLACE_TOLD(CrisisLevel.L3, Duration.ofMinutes(5), false),
  /** 与救援人员交接，此前不挂断 */
  HANDED_OVER(CrisisLevel.L3, Duration.ofMinutes(60), false);

  private final CrisisLevel level;
  private final Duration within;

  /** Whether only another person than the counsellor can say it is done. */
  private final boolean another;

  Duty(CrisisLevel level, Duration within, boolean another) {
    this.level = level;
    this.within = within;
    this.another = another;
  }

  Duration within() {
    return within;
  }

  boolean isForAnother() {
    return another;
  }

  /** Everything asked for at a level: what the levels below ask for too. */
  static List<Duty> at(CrisisLevel level) {
    return Arrays.stream(values()).filter(duty -> duty.level.compareTo(level) <= 0).toList();
  }
}
