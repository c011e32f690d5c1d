package org.maplebridge.server.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.maplebridge.server.access.Staff;
import org.maplebridge.server.access.StaffRole;
import org.maplebridge.server.cases.number.CaseNumbers;
import org.maplebridge.server.cases.number.NumberFamily;
import org.maplebridge.server.cases.number.NumberReading;
import org.maplebridge.server.http.ProblemException;

class CaseDeskIT {
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

  private static CaseSide side;
  private static Staff admin;
  private static Staff anfu;
  private static Staff huguo;

  @BeforeAll
  static void open() {
    side = new CaseSide();
    admin = side.staff("赵主任", StaffRole.DISTRICT_ADMIN, CaseSide.DISTRICT);
    anfu = side.staff("李调解", StaffRole.MEDIATOR, CaseSide.ANFU);
    huguo = side.staff("王调解", StaffRole.MEDIATOR, CaseSide.HUGUO);
  }

  @Test
  void registeredCaseTellsItsStoryAndShowsMaskedPhones() {
    String id = side.cases.register(anfu, CaseSide.dispute("卫生间漏水", CaseSide.ANFU));
    CaseDetail detail = side.cases.detail(anfu, id, ZH);
    assertEquals(CaseStatus.REGISTERED, detail.status());
    assertEquals("NJ-20261123-", detail.platformNumber().substring(0, 12));
    assertEquals(
        List.of("张三丰 199****0001", "李四 199****0002"),
        detail.parties().stream().map(p -> p.name() + " " + p.phone()).toList());
    assertEquals(List.of(PartyFlag.ELDERLY), detail.parties().getFirst().flags());
    assertEquals(1, detail.story().size());
    assertEquals("李调解登记案件，编号 " + detail.platformNumber(), detail.story().getFirst().text());
    assertEquals(
        NumberReading.Accepted.class, CaseNumbers.read(detail.platformNumber()).getClass());
  }

  @Test
  void otherPeoplesCasesDoNotExist() {
    String id = side.cases.register(anfu, CaseSide.dispute("院墙界址", CaseSide.ANFU + "001"));
    assertEquals("院墙界址", side.cases.detail(anfu, id, ZH).title());
    assertEquals("院墙界址", side.cases.detail(admin, id, ZH).title());
    refused("case.unknown", 404, () -> side.cases.detail(huguo, id, ZH));
    refused("case.unknown", 404, () -> side.numbers.assignMediation(huguo, id));
    refused("case.unknown", 404, () -> side.cases.apply(huguo, id, CaseEvent.ACCEPT, ""));
    assertEquals(0, side.cases.list(huguo, Optional.of("院墙"), Optional.empty(), 1, 20).total());
    Staff auditor = side.staff("钱审计", StaffRole.AUDITOR, CaseSide.DISTRICT);
    refused("case.unknown", 404, () -> side.cases.detail(auditor, id, ZH));
  }

  @Test
  void casesAreRegisteredForTheOwnUnitAndBelow() {
    refused(
        "case.not-your-unit",
        403,
        () -> side.cases.register(huguo, CaseSide.dispute("噪音", CaseSide.ANFU)));
    refused("case.bad-org", 422, () -> side.cases.register(huguo, CaseSide.dispute("噪音", "999")));
    NewCase wrong =
        new NewCase(
            "噪音",
            "02",
            "",
            "",
            Optional.empty(),
            CaseSide.HUGUO,
            List.of(CaseSide.party("张某", "123", PartySide.APPLICANT)));
    refused("case.bad-phone", 422, () -> side.cases.register(huguo, wrong));
  }

  @Test
  void searchFindsByTitlePartyAndNumberInAnySpelling() {
    String id = side.cases.register(anfu, CaseSide.dispute("百分之100%的茶叶收购", CaseSide.ANFU));
    side.numbers.bind(anfu, id, "（2024）川0503民初777号", Optional.empty());
    assertEquals(List.of(id), found("茶叶"));
    assertEquals(List.of(id), found("100%的"));
    assertEquals(List.of(), found("1_0%的"));
    assertEquals(List.of(id), found("(2024)川0503民初第777號"));
    CaseItem item =
        side.cases.list(anfu, Optional.of("茶叶"), Optional.empty(), 1, 20).items().getFirst();
    assertEquals(List.of("张某丰", "李某"), item.partyNames());
    assertEquals(
        0, side.cases.list(anfu, Optional.of("茶叶"), Optional.of(CaseStatus.CLOSED), 1, 20).total());
  }

  @Test
  void numbersOfOthersAreBoundOnceAndPrimaryIsOne() {
    String id = side.cases.register(anfu, CaseSide.dispute("欠薪", CaseSide.ANFU));
    String other = side.cases.register(anfu, CaseSide.dispute("欠薪二", CaseSide.ANFU));
    NumberAnswer bound =
        side.numbers.bind(anfu, id, "(2026)川0503民初第8號", Optional.of(NumberRole.PRIMARY));
    assertEquals("（2026）川0503民初8号", bound.display());
    assertEquals(List.of("case-number.warning-ordinal"), bound.warnings());
    side.numbers.bind(anfu, id, "（2026）川0503民初8号", Optional.empty());
    refused(
        "case-number.taken",
        409,
        () -> side.numbers.bind(anfu, other, "（2026）川0503民初8号", Optional.empty()));
    refused(
        "case-number.court-code",
        422,
        () -> side.numbers.bind(anfu, id, "（2026）蜀0503民初8号", Optional.empty()));
    refused(
        "case-number.family",
        422,
        () -> side.numbers.bind(anfu, id, "（2026）纳安人调字第1号", Optional.empty()));
    List<BoundNumber> numbers = side.cases.detail(anfu, id, ZH).numbers();
    assertEquals(
        List.of(NumberFamily.COURT),
        numbers.stream()
            .filter(n -> n.role() == NumberRole.PRIMARY)
            .map(BoundNumber::family)
            .toList());
    assertEquals(2, numbers.size());
  }

  @Test
  void mediationNumbersHaveNoGapsWhoeverRacesOrFails() throws Exception {
    List<String> ids =
        IntStream.range(0, 24)
            .mapToObj(
                i -> side.cases.register(huguo, CaseSide.dispute("第" + i, CaseSide.HUGUO + "002")))
            .toList();
    List<Future<String>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < ids.size(); i++) {
        String id = ids.get(i);
        boolean fails = i % 4 == 3;
        answers.add(threads.submit(() -> fails ? failAfterNumbering() : assigned(id)));
      }
    }
    List<String> given = new ArrayList<>();
    int failed = 0;
    for (Future<String> answer : answers) {
      try {
        given.add(answer.get());
      } catch (ExecutionException rolledBack) {
        failed++;
      }
    }
    assertEquals(6, failed);
    List<String> expected =
        IntStream.rangeClosed(1, 18).mapToObj(n -> "（2026）纳护人调字第" + n + "号").toList();
    assertEquals(expected.stream().sorted().toList(), given.stream().sorted().toList());
    assertEquals(given.getFirst(), assigned(ids.getFirst()));
  }

  @Test
  void caseMovesOnlyAsItsTableSays() {
    String id = side.cases.register(anfu, CaseSide.dispute("通行", CaseSide.ANFU));
    refused("case.wrong-status", 409, () -> side.cases.apply(anfu, id, CaseEvent.CLOSE, ""));
    for (CaseEvent event :
        List.of(
            CaseEvent.ACCEPT,
            CaseEvent.INVITE,
            CaseEvent.CONSENT,
            CaseEvent.AGREE,
            CaseEvent.CLOSE)) {
      side.cases.apply(anfu, id, event, "");
    }
    CaseDetail detail = side.cases.detail(anfu, id, ZH);
    assertEquals(CaseStatus.CLOSED, detail.status());
    assertEquals(List.of(), detail.events());
    assertEquals(6, detail.story().size());
    assertEquals(Optional.empty(), side.audit.firstBreak());
  }

  @Test
  void oneNaturalPersonIsOnePersonAcrossCases() {
    String one = side.cases.register(anfu, CaseSide.dispute("甲", CaseSide.ANFU));
    String two = side.cases.register(anfu, CaseSide.dispute("乙", CaseSide.ANFU));
    assertEquals(personIds(one), personIds(two));
  }

  private static List<String> personIds(String caseId) {
    return side.jdbi.withHandle(
        handle -> side.store.parties(handle, caseId).stream().map(Party::personId).toList());
  }

  private static String assigned(String caseId) {
    return side.numbers.assignMediation(huguo, caseId).display();
  }

  /** Takes a number in a transaction that then fails, as a crash between the two would. */
  private static String failAfterNumbering() {
    NumberStore numbers = new NumberStore();
    return side.jdbi.inTransaction(
        handle -> {
          var committee = numbers.committeeOf(handle, CaseSide.HUGUO).orElseThrow();
          String taken = numbers.next(handle, committee, 2026).display();
          throw new IllegalStateException("rolled back after " + taken);
        });
  }

  private static List<String> found(String words) {
    return side.cases.list(anfu, Optional.of(words), Optional.empty(), 1, 20).items().stream()
        .map(CaseItem::id)
        .toList();
  }

  private static void refused(String id, int status, Executable call) {
    ProblemException problem = assertThrows(ProblemException.class, call);
    assertEquals(id, problem.id());
    assertEquals(status, problem.status());
  }
}
