package org.maplebridge.signaling.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.Place;
import org.maplebridge.signaling.protocol.SittingKind;
import org.maplebridge.signaling.sitting.Hindrance;
import org.maplebridge.signaling.sitting.SittingState;

/**
 * A sitting played at random: people come, go, consent, ask for steps they may take and for steps
 * they may not. What comes of it is what the live room would do with the same book of rules: the
 * same {@link Proceedings} and the same {@link MediaGraph}. After each event the {@link Laws} are
 * looked at.
 */
final class Play {
  private static final int EVENTS = 250;
  private static final int AFTER_THE_END = 15;

  private final Rulebook book;
  private final RandomGenerator random;
  private final RandomMoves moves;
  private final Laws laws = new Laws();

  /** In half of all sittings everybody has a device of their own. */
  private final boolean sharing;

  private Scene scene;
  private boolean recording;
  private MediaGraph graph;
  private Optional<String> broken = Optional.empty();
  private int events;

  Play(Rulebook book, SittingKind kind, RandomGenerator random) {
    this.book = book;
    this.random = random;
    this.moves = new RandomMoves(random);
    this.sharing = random.nextBoolean();
    SittingState state = random.nextInt(8) == 0 ? SittingState.LOBBY_OPEN : SittingState.IN_SESSION;
    this.scene = new Scene(kind, state, Cast.of(kind, random), beginning(kind));
    this.graph = MediaGraph.of(book, scene);
  }

  /** Some hearings begin with a gallery that is all but full. */
  private Procedure beginning(SittingKind kind) {
    Procedure fresh = Procedure.of(kind);
    if (kind != SittingKind.HEARING || random.nextInt(8) > 0) {
      return fresh;
    }
    Set<String> others =
        IntStream.range(0, 29).mapToObj(i -> "other" + i).collect(Collectors.toSet());
    return fresh.with(fresh.court().observers(others));
  }

  /** Plays until a law is broken, the sitting is long over, or it has been long enough. */
  Optional<String> run() {
    int left = EVENTS;
    while (left-- > 0 && broken.isEmpty()) {
      boolean over = !scene.state().isOpen();
      event();
      events++;
      if (over && left > AFTER_THE_END) {
        left = AFTER_THE_END;
      }
    }
    return broken;
  }

  int events() {
    return events;
  }

  private void event() {
    Standing who = anyone();
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> comeIn(who);
      case 4 -> leave(who);
      case 5 -> remove(who, anyone());
      case 6, 7 -> consent(who);
      case 8 -> record(who);
      case 9 -> close(who);
      case 10 -> goMissing();
      case 11 -> ask(who);
      case 12 -> share(deviceOwner(who), anyone());
      default -> {
        Move move = moves.next(scene);
        step(random.nextBoolean() ? moves.likely(scene, move) : who, move);
      }
    }
    follow();
    graph = MediaGraph.of(book, scene);
    note(laws.ofMedia(scene, graph, recording));
  }

  /** Mostly anybody; of those who are apart, often one. */
  private Standing deviceOwner(Standing who) {
    Set<String> apart = scene.procedure().apart().rooms().keySet();
    return random.nextBoolean()
        ? who
        : apart.stream().sorted().findFirst().flatMap(scene::person).orElse(who);
  }

  /** Somebody who is not here sits down at another's device, or a companion goes away. */
  private void share(Standing owner, Standing somebody) {
    if (!sharing) {
      return;
    }
    if (somebody.isCompanion()) {
      swap(somebody, at(somebody, Optional.empty(), Place.DOOR, Set.of()));
      return;
    }
    boolean free =
        somebody.place() == Place.DOOR
            && !somebody.removed()
            && !somebody.equals(scene.people().getFirst())
            && scene.at(somebody).size() == 1;
    if (free && !somebody.equals(owner)) {
      Set<Hindrance> unconfirmed =
          random.nextBoolean() ? Set.of(Hindrance.COMPANION_UNCONFIRMED) : Set.of();
      Standing seated =
          at(somebody, Optional.of(owner.participantId()), owner.place(), unconfirmed);
      Decision decision = book.may(scene.with(seated), owner, Act.SHARE_DEVICE);
      note(new DeviceLaws().ofSharing(scene, graph, owner, seated, decision));
      scene = decision.allowed() ? scene.with(seated) : scene;
    }
  }

  private void comeIn(Standing who) {
    if (who.isCompanion()) {
      note(laws.ofDirectEntry(scene, who, book.may(scene, who, Act.ENTER)));
      return;
    }
    Standing desk = anyone();
    if (who.host() && allowed(who, Act.ENTER_WITHOUT_KNOCK)) {
      put(who, Place.ROOM);
    } else if (random.nextBoolean()) {
      note(laws.ofDirectEntry(scene, who, book.may(scene, who, Act.ENTER_WITHOUT_KNOCK)));
      put(who, who.isInside() || who.removed() ? who.place() : Place.LOBBY);
    } else if (allowed(desk, Act.ADMIT) && !who.removed()) {
      put(who, Place.ROOM);
    }
  }

  private void leave(Standing who) {
    if (random.nextInt(3) == 0 && !who.isCompanion()) {
      put(who, Place.DOOR);
      scene = Proceedings.departed(scene, who.participantId());
    }
  }

  private void remove(Standing who, Standing target) {
    Decision decision = book.may(scene, who, Act.REMOVE, target);
    note(laws.ofAct(scene, who, Act.REMOVE, decision));
    note(laws.ofTarget(who, target, decision));
    if (decision.allowed() && random.nextInt(6) == 0) {
      put(target, Place.DOOR);
      swap(
          target,
          at(
              with(target, Place.DOOR, target.consent(), true),
              Optional.empty(),
              Place.DOOR,
              target.hindrances()));
      scene = Proceedings.departed(scene, target.participantId());
    }
  }

  private void consent(Standing who) {
    if (allowed(who, Act.GIVE_CONSENT)) {
      swap(who, with(who, who.place(), Optional.of(random.nextInt(8) > 0), who.removed()));
    }
  }

  private void record(Standing who) {
    if (allowed(who, Act.START_RECORDING)) {
      note(laws.ofRecording(scene));
      recording = true;
    }
    Decision stop = book.may(scene, who, Act.STOP_RECORDING);
    note(laws.ofAct(scene, who, Act.STOP_RECORDING, stop));
    note(laws.ofStopping(scene, stop));
    if (stop.allowed() && random.nextInt(4) == 0) {
      recording = false;
    }
  }

  /** As the live recorder does: it stops where it no longer may be. */
  private void follow() {
    Standing host = scene.people().getFirst();
    Standing here = with(host, Place.ROOM, host.consent(), host.removed());
    if (recording && !book.may(scene, here, Act.START_RECORDING).allowed()) {
      recording = false;
    }
  }

  private void close(Standing who) {
    Decision decision = book.may(scene, who, Act.CLOSE);
    note(laws.ofAct(scene, who, Act.CLOSE, decision));
    note(laws.ofClosing(scene, decision));
    if (decision.allowed() && random.nextInt(12) == 0) {
      scene = scene.with(random.nextBoolean() ? SittingState.ENDED : SittingState.CANCELLED);
    } else if (scene.state() == SittingState.LOBBY_OPEN) {
      scene = scene.with(SittingState.IN_SESSION);
    }
  }

  private void goMissing() {
    Set<String> gone =
        random.nextBoolean()
            ? Set.of()
            : scene.people().stream()
                .map(Standing::participantId)
                .filter(id -> random.nextInt(4) == 0)
                .collect(Collectors.toSet());
    scene = Proceedings.missing(scene, gone);
  }

  /** Questions that change nothing. */
  private void ask(Standing who) {
    Standing target = anyone();
    for (Act act :
        List.of(Act.MUTE, Act.ASK_CONSENT, Act.CONFIRM_COMPANION, Act.CHAT, Act.OFFER_SOURCE)) {
      note(laws.ofAct(scene, who, act, book.may(scene, who, act)));
    }
    for (Act act : List.of(Act.RAISE_ALARM, Act.END_MEDIATION)) {
      Decision decision = book.may(scene, who, act);
      note(laws.ofAct(scene, who, act, decision));
      note(laws.ofSafety(scene, who, act, decision));
    }
    note(laws.ofWriting(scene, who, graph, book.may(scene, who, Act.CHAT)));
    note(laws.ofOffering(scene, who, book.may(scene, who, Act.OFFER_SOURCE)));
    note(laws.ofHistory(scene, who, graph, book.may(scene, who, Act.READ_HISTORY)));
    note(laws.ofName(scene, who, target, graph, book.may(scene, who, Act.SEE_NAME, target)));
    note(laws.ofDirectEntry(scene, who, book.may(scene, who, Act.ENTER_WITHOUT_KNOCK)));
    note(laws.ofAnything(scene, who, book.may(scene, who, Act.ENTER)));
    note(laws.ofAnything(scene, who, book.may(scene, who, Act.ASK_FOR_HELP)));
    note(laws.ofPairs(book, scene));
  }

  private void step(Standing who, Move move) {
    Scene before = scene;
    Proceedings.Outcome outcome = new Proceedings(book).proceed(before, who, move);
    note(laws.ofAct(before, who, Act.of(move), outcome.decision()));
    note(laws.ofMove(before, graph, who, move, outcome));
    scene = outcome.scene();
  }

  private boolean allowed(Standing who, Act act) {
    Decision decision = book.may(scene, who, act);
    note(laws.ofAct(scene, who, act, decision));
    return decision.allowed();
  }

  private void note(Optional<String> violation) {
    broken = broken.or(() -> violation);
  }

  private Standing anyone() {
    // The first ones lead: they act more often, so that the procedure gets on.
    List<Standing> people = scene.people();
    return random.nextInt(3) == 0 ? people.getFirst() : people.get(random.nextInt(people.size()));
  }

  /** Companions go where the device goes. */
  private void put(Standing who, Place place) {
    for (Standing person : who.isCompanion() ? List.<Standing>of() : scene.at(who)) {
      swap(person, with(person, place, person.consent(), person.removed()));
    }
  }

  private static Standing at(
      Standing p, Optional<String> device, Place place, Set<Hindrance> hindrances) {
    return new Standing(
        p.participantId(),
        p.name(),
        p.role(),
        p.side(),
        p.host(),
        place,
        p.consent(),
        p.removed(),
        hindrances,
        device);
  }

  private void swap(Standing old, Standing now) {
    List<Standing> people =
        scene.people().stream()
            .map(p -> p.participantId().equals(old.participantId()) ? now : p)
            .toList();
    scene = new Scene(scene.kind(), scene.state(), people, scene.procedure());
  }

  private static Standing with(
      Standing p, Place place, Optional<Boolean> consent, boolean removed) {
    return new Standing(
        p.participantId(),
        p.name(),
        p.role(),
        p.side(),
        p.host(),
        place,
        consent,
        removed,
        p.hindrances(),
        p.device());
  }
}
