package org.maplebridge.signaling.protocol;

import java.util.Arrays;
import java.util.Optional;

/** How far the procedure is. All kinds but a hearing have the one stage {@link #OPEN}. */
public enum Stage {
  /** 进行 */
  OPEN,
  /** 庭前准备 */
  PREPARATION,
  /** 宣布法庭纪律 */
  DISCIPLINE,
  /** 宣布开庭、核对身份 */
  OPENING,
  /** 告知权利义务、回避 */
  RIGHTS,
  /** 法庭调查·陈述答辩 */
  STATEMENTS,
  /** 举证质证 */
  EVIDENCE,
  /** 证人作证 */
  TESTIMONY,
  /** 鉴定意见、勘验笔录 */
  APPRAISAL,
  /** 法庭辩论 */
  DEBATE,
  /** 最后意见 */
  FINAL_OPINIONS,
  /** 法庭调解 */
  COURT_MEDIATION,
  /** 休庭评议、当庭宣判 */
  JUDGMENT,
  /** 闭庭 */
  CLOSING,
  /** 核对笔录、签名 */
  RECORD_CHECK,
  /** 回避处理 */
  CHALLENGE;

  /** The stage that follows in the order of a hearing; that of a challenge follows none. */
  public Optional<Stage> next() {
    return Arrays.stream(values())
        .filter(stage -> stage != CHALLENGE && stage.compareTo(this) > 0)
        .findFirst();
  }

  /** The stage a sitting begins with. */
  public static Stage first(SittingKind kind) {
    return kind == SittingKind.HEARING ? PREPARATION : OPEN;
  }
}
