package org.maplebridge.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.maplebridge.bridge.api.Codec;
import org.maplebridge.bridge.api.SourceInfo;
import org.maplebridge.bridge.api.SourceKind;
import org.maplebridge.recording.api.RecordingListener;
import org.maplebridge.recording.api.RecordingOrder;
import org.maplebridge.recording.api.RecordingOrder.Person;
import org.maplebridge.recording.media.FedRoom;
import org.maplebridge.recording.seal.Scheme;
import org.maplebridge.recording.seal.SealingKey;
import org.maplebridge.recording.seal.TimeStampAuthority;

/** A sitting to record in tests. */
public final class Sittings {

  public static final SourceInfo MEDIATOR_VOICE =
      new SourceInfo("s1", "p-mediator", SourceKind.MICROPHONE, Codec.OPUS);
  public static final SourceInfo MEDIATOR_FACE =
      new SourceInfo("s2", "p-mediator", SourceKind.CAMERA, Codec.VP8);
  public static final SourceInfo PARTY_VOICE =
      new SourceInfo("s3", "p-party", SourceKind.MICROPHONE, Codec.OPUS);
  public static final SourceInfo PARTY_FACE =
      new SourceInfo("s4", "p-party", SourceKind.CAMERA, Codec.H264);

  private Sittings() {}

  public static RecordingOrder order(String id) {
    return new RecordingOrder(
        id,
        "sitting-1",
        "NJ-20240416-000123-4",
        "(2024)枫桥民调字第0123号",
        "邻里排水纠纷",
        "MEDIATION",
        List.of(
            new Person("p-mediator", "陈秀珍", "MEDIATOR", "调解员"),
            new Person("p-party", "李建国", "APPLICANT", "申请人"),
            new Person("p-silent", "王小明", "RESPONDENT", "被申请人")));
  }

  public static RecordingService service(Path root, FedRoom room)
      throws IOException, GeneralSecurityException {
    return service(root, room, key(), Optional.empty());
  }

  public static RecordingService service(
      Path root, FedRoom room, SealingKey key, Optional<TimeStampAuthority> authority)
      throws IOException {
    return new RecordingService(root, 1 << 20, key, authority, room.clock(), room.nanoTime(), 1);
  }

  public static SealingKey key() throws GeneralSecurityException {
    return SealingKey.generate(Scheme.ED25519);
  }

  /** The same key at every call. */
  public static SealingKey key(Path folder) throws IOException {
    return SealingKey.loadOrCreate(folder.resolve("secrets"), "sealing", Scheme.ED25519);
  }

  /** Remembers the faults told. */
  public static final class Faults implements RecordingListener {
    private final List<String> sentences = new CopyOnWriteArrayList<>();
    private final AtomicInteger recoveries = new AtomicInteger();

    @Override
    public void onFault(String sentence) {
      sentences.add(sentence);
    }

    @Override
    public void onRecovered() {
      recoveries.incrementAndGet();
    }

    public List<String> sentences() {
      return sentences;
    }

    public int recoveries() {
      return recoveries.get();
    }
  }
}
