package org.maplebridge.bench.rehearse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.maplebridge.bench.client.Attendee;
import org.maplebridge.bench.client.DoorException;
import org.maplebridge.bench.client.JoinClock.Step;
import org.maplebridge.bench.client.Staff;
import org.maplebridge.bench.client.Stage;
import org.maplebridge.bench.content.Media;
import org.maplebridge.bench.content.TestCard;
import org.maplebridge.bench.rehearse.RehearsalReport.Person;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.Move;
import org.maplebridge.signaling.protocol.ServerMessage;

/**
 * The people of a rehearsal, the host first: each who sends sends a tone of its own and numbered
 * pictures, and everybody remembers what came of the others. Collects what did not hold.
 */
final class Troupe {
  static final int FRAMES_PER_SECOND = 15;
  private static final double[] TONES_HZ = {440, 700, 1_100, 1_700, 2_600, 3_900};
  private static final double ENOUGH_FRAMES = 0.95;
  private static final int FIRST_FRAME_SECONDS = 20;
  private static final int PATIENCE_SECONDS = 20;

  private final List<String> roles;
  private final int senders;
  private final List<TestCard> media = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private List<Attendee> people = List.of();
  private FrameCount frames = FrameCount.none();

  /**
   * @param roles the host's first, then the parties' in the order of the booking
   */
  Troupe(List<String> roles) {
    this(roles, roles.size());
  }

  /**
   * @param senders how many of them send, the first ones; the others look and listen
   */
  Troupe(List<String> roles, int senders) {
    this.roles = List.copyOf(roles);
    this.senders = senders;
    for (int i = 0; i < senders; i++) {
      media.add(card(i));
    }
    roles.forEach(role -> witnesses.add(new Witness(TONES_HZ)));
  }

  private static TestCard card(int number) {
    return new TestCard(TONES_HZ[number], FRAMES_PER_SECOND, 60 + 35 * number);
  }

  /** Brings everybody in, whether they see anybody or not. */
  void bringIn(Stage stage) {
    bringIn(stage, roles.size() - 1);
  }

  /** Brings in the host and so many parties; others come later. */
  void bringIn(Stage stage, int parties) {
    stage.host(media.getFirst(), witnesses.getFirst());
    for (int i = 1; i <= parties; i++) {
      stage.party(i - 1, media.get(i), witnesses.get(i));
    }
    people = stage.attendees();
  }

  /** Brings in a host and these colleagues, who all send. */
  void bringIn(Stage stage, List<Staff> colleagues) {
    bringIn(stage, 0);
    colleagues.forEach(colleague -> colleague(stage, colleague));
  }

  /** Brings in the next one, who has an account. */
  void colleague(Stage stage, Staff colleague) {
    int next = people.size();
    stage.colleague(colleague, media.get(next), witnesses.get(next));
    people = stage.attendees();
  }

  /** Brings in the next one, a party by a fresh link, who sends while senders are left. */
  void party(Stage stage, int number) {
    int next = people.size();
    Media own = next < senders ? media.get(next) : Media.none();
    stage.party(number, own, witnesses.get(next));
    people = stage.attendees();
  }

  /** Brings in the next one, who comes by a link of their own and only looks and listens. */
  void listener(Stage stage, String code, Consumer<ServerMessage> observer) {
    stage.listener("听众", code, witnesses.get(people.size()), observer);
    people = stage.attendees();
  }

  /** Has one who only looked and listened send a tone, and pictures, of their own. */
  void publish(int who, int tone) {
    people.get(who).publish(card(tone));
  }

  /** How much was heard so far of one by another, in pieces of 10 ms. */
  long soundHeard(int who, int from) {
    return witnesses.get(who).soundHeard(people.get(from).participantId());
  }

  /** Whether one has heard a tone of another so far. */
  boolean hears(int who, int from, int tone) {
    return witnesses.get(who).heardTone(people.get(from).participantId(), TONES_HZ[tone]);
  }

  /** How many pictures of another one has decoded so far, numbered or not. */
  long picturesSeen(int who, int from) {
    return witnesses.get(who).frames(people.get(from).participantId());
  }

  Attendee get(int who) {
    return people.get(who);
  }

  Attendee host() {
    return people.getFirst();
  }

  List<Attendee> guests() {
    return people.subList(1, people.size());
  }

  void awaitPictures() {
    people.forEach(Troupe::awaitPicture);
  }

  void awaitPictures(List<Integer> among) {
    among.forEach(who -> awaitPicture(people.get(who)));
  }

  private static void awaitPicture(Attendee attendee) {
    attendee.firstFrame().orTimeout(FIRST_FRAME_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Takes a step of procedure. */
  void proceed(int who, Move move) {
    people.get(who).say(ref -> new ClientMessage.Proceed(ref, move));
  }

  /** Lets time pass and counts the pictures in it. */
  void measure(Duration length) {
    FrameCount before = FrameCount.of(people, witnesses, senders);
    Patience.pass(length);
    frames = FrameCount.of(people, witnesses, senders).since(before);
  }

  /** Records and measures, with everybody's consent; answers how long it was, in seconds. */
  double record(Duration length) {
    startRecording();
    long started = System.nanoTime();
    measure(length);
    double seconds = (System.nanoTime() - started) / 1e9;
    host().say(ClientMessage.StopRecording::new);
    return seconds;
  }

  /** Begins a recording, with everybody's consent. */
  void startRecording() {
    host().say(ClientMessage.AskConsent::new);
    guests().forEach(Attendee::consentWhenAsked);
    host().say(ClientMessage.StartRecording::new);
  }

  /** The worst share of these people's pictures that one decoded in the time measured last. */
  double worstRatio(int who, List<Integer> from) {
    return from.stream().mapToDouble(f -> frames.ratio(who, f)).min().orElse(Double.NaN);
  }

  /** Whether one has heard another's own tone so far. */
  boolean hears(int who, int from) {
    return witnesses.get(who).heardTone(people.get(from).participantId(), TONES_HZ[from]);
  }

  /** How many different pictures of another one has decoded so far. */
  int framesSeen(int who, int from) {
    return witnesses.get(who).framesDecoded(people.get(from).participantId());
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
  }

  /** Waits until something comes true; a problem where it does not. */
  void await(BooleanSupplier condition, String otherwise) {
    require(Patience.await(Duration.ofSeconds(PATIENCE_SECONDS), condition), otherwise);
  }

  /** Attempts what a rule forbids. */
  void requireRefusal(String rule, Runnable attempt) {
    try {
      attempt.run();
      problems.add("not refused: " + rule);
    } catch (DoorException refusal) {
      require(rule.equals(refusal.id()), rule + " expected, refused by " + refusal.id());
    }
  }

  /** What everybody saw and heard of all others; whoever missed anybody is a problem. */
  List<Person> persons() {
    List<Integer> sending = IntStream.range(0, senders).boxed().toList();
    return IntStream.range(0, people.size())
        .mapToObj(at -> whole(at, frames.worstRatio(at), sending))
        .toList();
  }

  /**
   * What one saw and heard of others; whatever was missed is a problem.
   *
   * @param ratio of their pictures that were decoded
   */
  Person whole(int at, double ratio, List<Integer> others) {
    Person person = person(at, ratio, others);
    require(ratio >= ENOUGH_FRAMES, person.role() + " decoded too few frames: " + ratio);
    require(person.audioHeard(), person.role() + " did not hear each other person's own tone");
    return person;
  }

  private Person person(int at, double ratio, List<Integer> others) {
    Attendee attendee = people.get(at);
    boolean heard = others.stream().allMatch(from -> from == at || hears(at, from));
    double joined = attendee.clock().between(Step.CLICK, Step.FIRST_FRAME).orElse(Double.NaN);
    return new Person(attendee.name(), roles.get(at), joined, ratio, heard);
  }

  /** Each one's tone by participant id, as it should be found in the archive. */
  Map<String, Double> tones() {
    Map<String, Double> tones = new LinkedHashMap<>();
    for (int i = 0; i < senders; i++) {
      tones.put(people.get(i).participantId(), TONES_HZ[i]);
    }
    return tones;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
