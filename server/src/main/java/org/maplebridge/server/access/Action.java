package org.maplebridge.server.access;

/** What staff may want to do; the rows of the permission matrix. */
public enum Action {
  /** 登记纠纷 */
  REGISTER_CASE,
  /** 查看纠纷详情 */
  READ_CASE,
  /** 绑定案号 */
  BIND_CASE_NUMBER,
  /** 预约调解 */
  BOOK_MEDIATION,
  /** 预约庭审 */
  BOOK_HEARING,
  /** 发送、撤销参会链接 */
  INVITE,
  /** 准入、静音、移出 */
  HOST_MEDIATION,
  /** 开始录制 */
  RECORD_MEDIATION,
  /** 回放调解录像 */
  PLAY_RECORDING,
  /** 收入卷宗材料 */
  FILE_DOCUMENT,
  /** 立卷归档 */
  ARCHIVE_CASE,
  /** 移送材料 */
  HAND_OVER,
  /** 暂缓销毁 */
  HOLD_DOSSIER,
  /** 鉴定销毁, two persons */
  DESTROY_DOSSIER,
  /** 起草笔录、协议书，送当事人签名 */
  DRAFT_DOCUMENT,
  /** 查看笔录、协议书 */
  READ_DOCUMENT,
  /** 记录庭审笔录，送签 */
  WRITE_TRANSCRIPT,
  /** 查看、签署庭审笔录 */
  READ_TRANSCRIPT,
  /** 审核协议书 */
  REVIEW_AGREEMENT,
  /** 在协议书上加盖调委会印章 */
  SEAL_AGREEMENT,
  /** 查看短信发送记录 */
  READ_OUTBOX,
  /** 查看专家名册、请专家 */
  READ_ROSTER,
  /** 维护专家名册和值班表 */
  KEEP_ROSTER,
  /** 管理账号 */
  MANAGE_STAFF,
  /** 查看房间连接状况、抓取数据包头 */
  DIAGNOSE,
  /** 心理咨询：公布时段、接待、写记录 */
  COUNSEL,
  /** 心理咨询危机的响应、披露的批准和复核 */
  SUPERVISE_COUNSELLING,
  /** 响应静默报警 */
  ANSWER_ALARM,
  /** 查看共享法庭点及其日程 */
  READ_COURT_POINT,
  /** 检查设备、报告法庭就绪、停用共享法庭点 */
  SEE_TO_COURT_POINT,
  /** 维护共享法庭点：地址、庭务主任、设备 */
  KEEP_COURT_POINT,
  /** 查看审计日志 */
  READ_AUDIT
}
