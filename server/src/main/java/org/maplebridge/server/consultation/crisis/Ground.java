package org.maplebridge.server.consultation.crisis;

/** Why confidentiality may be broken (ethics code 3.2). */
public enum Ground {
  /** 本人或他人的生命安全有严重危险 */
  DANGER,
  /** 未成年人受到侵害、虐待 (MPL 11) */
  MINOR_HARMED,
  /** 法律规定披露，有正式文书 */
  LAW
}
