package org.maplebridge.server.consultation.crisis;

/** What can be disclosed of a client, one by one. Notes cannot. */
public enum Item {
  /** 所在地点 */
  PLACE,
  /** 紧急联系人 */
  CONTACT,
  /** 来访者手机号 */
  PHONE,
  /** 监护人 */
  GUARDIAN
}
