package org.maplebridge.recording.compose.media;

import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.maplebridge.recording.compose.plan.Chapter;

/** Chapters as FFmpeg wants them. */
final class Chapters {

  private Chapters() {}

  /** Gives chapters to a file that has no header yet; it frees them with itself. */
  static void addAll(AVFormatContext format, List<Chapter> chapters) {
    if (chapters.isEmpty()) {
      return;
    }
    long pointerBytes = Pointer.sizeof(Pointer.class);
    PointerPointer<AVChapter> list =
        new PointerPointer<>(avutil.av_mallocz(pointerBytes * chapters.size()));
    for (int i = 0; i < chapters.size(); i++) {
      list.put(i, allocate(i, chapters.get(i)));
    }
    format.chapters(list);
    format.nb_chapters(chapters.size());
  }

  private static AVChapter allocate(int number, Chapter of) {
    AVChapter chapter = new AVChapter(avutil.av_mallocz(Pointer.sizeof(AVChapter.class)));
    chapter.id(number + 1L);
    chapter.time_base(avutil.av_make_q(1, 1000));
    chapter.start(of.fromMs());
    chapter.end(of.toMs());
    AVDictionary metadata = new AVDictionary(null);
    avutil.av_dict_set(metadata, "title", of.title(), 0);
    chapter.metadata(metadata);
    return chapter;
  }
}
