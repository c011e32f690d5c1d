package org.maplebridge.server.dossier.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.Gap;
import org.maplebridge.recording.api.RecordedTrack;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.SealedRecording;
import org.maplebridge.server.document.Paper;
import org.maplebridge.server.document.Paper.Field;
import org.maplebridge.server.dossier.file.CaseRecord;

/** 录音录像目录及情况说明: what was recorded, with hashes, and what is missing in it and why. */
final class AvIndex {

  private AvIndex() {}

  static Paper write(CaseRecord record) {
    Paper.Builder paper = Paper.titled("录音录像目录及情况说明");
    paper.fields(
        new Field("案号", CasePapers.number(record.detail())),
        new Field("份数", record.recordings().size() + " 份"));
    record.recordings().forEach(recording -> append(paper, recording));
    return paper.signatures(List.of("操作人", "调解员")).build();
  }

  private static void append(Paper.Builder paper, SealedRecording recording) {
    Map<String, String> names =
        recording.order().people().stream()
            .collect(
                Collectors.toMap(
                    RecordingOrder.Person::participantId,
                    person -> person.name() + "（" + person.roleLabel() + "）"));
    paper
        .heading("录音录像　" + Words.time(recording.startedAt()))
        .fields(
            new Field("文件夹", "data/recordings/" + recording.order().recordingId()),
            new Field(
                "起止", Words.time(recording.startedAt()) + " 至 " + Words.time(recording.endedAt())),
            new Field("时长", Words.length(recording.seconds())),
            new Field("完整性校验值", recording.manifestSha256()),
            new Field("是否中断", recording.interrupted() ? "录制程序曾中断，见下" : "否"))
        .table(
            List.of("文件", "来源", "时长", "SHA-256"),
            recording.tracks().stream().map(track -> row(track, names)).toList());
    List<List<String>> gaps = gaps(recording, names);
    if (gaps.isEmpty()) {
      paper.text("全程没有缺失。");
    } else {
      paper.table(List.of("缺失自", "至", "何处", "原因"), gaps);
    }
  }

  private static List<String> row(RecordedTrack track, Map<String, String> names) {
    return List.of(
        track.file(), source(track, names), Words.length(track.seconds()), track.sha256());
  }

  private static List<List<String>> gaps(SealedRecording recording, Map<String, String> names) {
    List<List<String>> rows = new ArrayList<>();
    recording.gaps().forEach(gap -> rows.add(row(gap, "全部")));
    for (RecordedTrack track : recording.tracks()) {
      track.gaps().forEach(gap -> rows.add(row(gap, source(track, names))));
    }
    return rows;
  }

  private static List<String> row(Gap gap, String where) {
    return List.of(Words.time(gap.from()), Words.time(gap.to()), where, Words.cause(gap.cause()));
  }

  private static String source(RecordedTrack track, Map<String, String> names) {
    String name = names.getOrDefault(track.participantId(), track.participantId());
    return name + " " + word(track.kind());
  }

  private static String word(SourceKind kind) {
    return switch (kind) {
      case MICROPHONE -> "话筒";
      case CAMERA -> "摄像头";
      case SCREEN -> "屏幕";
    };
  }
}
