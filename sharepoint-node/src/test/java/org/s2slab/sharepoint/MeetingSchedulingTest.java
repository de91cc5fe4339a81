package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.sharepoint.Faults.Kind;
import org.s2slab.testing.TestCall.Answer;

/**
 * Booking, changing and calling off a meeting, with each step at Lync and at Exchange failing in each way. Whatever fails, the
 * meeting is afterwards what its organiser was told: whole or not there, and nowhere twice.
 */
class MeetingSchedulingTest {
    private static final String ANNA = "anna@contoso.com";
    private static final String FIRST = "Planning";
    private static final String MOVED = "Planning, moved";

    /** Longer than any of SharePoint's own waits, one after the other. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Without those that take as long as SharePoint is patient, and those that need to be asked to happen. */
    private static final List<Kind> AT_ONCE = Stream.of(Kind.values())
            .filter(kind -> kind != Kind.SILENT && kind != Kind.LATE && kind != Kind.CUT_OFF)
            .toList();

    @TempDir
    static Path folder;

    private static SharePointLab lab;
    private static FakeLync lync;
    private static FakeCalendars exchange;
    private static int sites;

    private String site = "";

    @BeforeAll
    static void start() {
        lab = new SharePointLab(folder);
        lync = new FakeLync(lab);
        exchange = new FakeCalendars(lab);
        lab.cmdlet("New-SPTrustedSecurityTokenIssuer", "Name", "Lync", "MetadataEndPoint", FakeLync.METADATA);
        lab.cmdlet("New-SPTrustedSecurityTokenIssuer", "Name", "Exchange", "MetadataEndPoint", FakeCalendars.METADATA);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @BeforeEach
    void newSite() {
        site = site();
    }

    private static String site() {
        String path = "/sites/site" + ++sites;
        lab.cmdlet("New-SPSite", "Url", SharePointLab.ROOT + path, "OwnerAlias", ANNA, "Name", "Site");
        return path;
    }

    @AfterEach
    void forget() {
        lync.faults.clear();
        exchange.faults.clear();
        lync.forgetAll();
        exchange.forgetAll();
    }

    // --- What Anna does

    private static Answer send(HttpMethod method, String path, String subject) {
        JsonObject meeting = new JsonObject()
                .put("subject", subject)
                .put("start", "2027-02-02T10:00:00Z")
                .put("end", "2027-02-02T11:00:00Z")
                .put("attendees", new JsonArray().add("bert@contoso.com"));
        return lab.as("anna")
                .header("Content-Type", "application/json")
                .send(method, path, HttpMethod.DELETE.equals(method) ? "" : meeting.encode());
    }

    private static Answer book(String site) {
        return send(HttpMethod.POST, site + "/meetings", FIRST);
    }

    private static Answer change(String site) {
        return send(HttpMethod.PUT, site + "/meetings/" + id(site), MOVED);
    }

    private static Answer cancel(String site) {
        return send(HttpMethod.DELETE, site + "/meetings/" + id(site), "");
    }

    private void booked() {
        Answer answer = book(site);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        isEverywhere(FIRST);
    }

    private static List<JsonObject> listed(String site) {
        return lab.as("anna").get(site + "/meetings").json().getJsonArray("meetings").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static String id(String site) {
        return listed(site).get(0).getString("id");
    }

    // --- What has become of it

    /** Lets the timer job do whatever is left. */
    private static void settle() {
        await().atMost(PATIENCE).until(() -> {
            lab.clock.advance(Duration.ofMinutes(10));
            runTimerJob();
            // The node itself may have tried meanwhile, and then nothing is due.
            return lab.count("SELECT COUNT(*) FROM meetings WHERE state <> 'BOOKED'") == 0;
        });
    }

    private static int runTimerJob() {
        return lab.cmdlet("Start-SPTimerJob", "Identity", "job-online-meetings")
                .getJsonObject(0)
                .getInteger("Meetings");
    }

    private void is(@Nullable String subject, @Nullable String atExchange) {
        List<String> expected = subject == null ? List.of() : List.of(subject);
        assertThat(listed(site)).extracting(one -> one.getString("subject")).isEqualTo(expected);
        assertThat(listed(site)).extracting(one -> one.getString("state")).allMatch("booked"::equals);
        assertThat(lab
                        .as("anna")
                        .get(site + "/_api/web/lists/getbytitle('Calendar')/items")
                        .json()
                        .getJsonObject("d")
                        .getJsonArray("results")
                        .stream()
                        .map(item -> ((JsonObject) item).getString("Title")))
                .as("the site's calendar")
                .isEqualTo(expected);
        assertThat(lync.subjects(ANNA)).as("conferences").isEqualTo(expected);
        assertThat(exchange.subjects(ANNA))
                .as("appointments")
                .isEqualTo(atExchange == null ? List.of() : List.of(atExchange));
    }

    private void isEverywhere(@Nullable String subject) {
        is(subject, subject);
    }

    private static void assertHappened() {
        assertThat(lync.faults.allHappened() && exchange.faults.allHappened())
                .as("the fault happened")
                .isTrue();
    }

    private static Stream<Arguments> each(Faults faults, String... steps) {
        // An answer to DELETE at Lync has a status and nothing to be read.
        return Stream.of(steps)
                .flatMap(step -> AT_ONCE.stream()
                        .filter(kind -> kind != Kind.MALFORMED || !step.equals(FakeLync.REMOVE))
                        .map(kind -> Arguments.of(step, kind, faults)));
    }

    static Stream<Arguments> lyncWhileBooking() {
        return each(lync.faults, FakeLync.APPLICATION, FakeLync.CREATE);
    }

    @ParameterizedTest
    @MethodSource("lyncWhileBooking")
    void withoutLyncThereIsNoMeeting(String step, Kind kind, Faults faults) {
        faults.plan(step, kind);
        Answer answer = book(site);

        assertHappened();
        assertThat(answer.status()).as(answer.body()).isBetween(500, 599);
        assertThat(answer.json().getBoolean("booked")).isFalse();
        assertThat(answer.json().getString("undone")).isEqualTo("now");
        settle();
        isEverywhere(null);
    }

    static Stream<Arguments> exchangeWhileBooking() {
        return each(exchange.faults, FakeCalendars.AUTODISCOVER, "CreateItem");
    }

    @ParameterizedTest
    @MethodSource("exchangeWhileBooking")
    void aMeetingStandsWithoutExchangeWhereThatSaysNoAndIsUndoneWhereThatIsAway(String step, Kind kind, Faults faults) {
        // Where the mailbox is, is asked again after Exchange was busy.
        faults.plan("CreateItem", Kind.BUSY);
        book(site);
        faults.plan(step, kind);
        Answer answer = book(site);

        assertHappened();
        if (kind == Kind.REFUSED) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.json().getJsonObject("exchange").getBoolean("done"))
                    .isFalse();
            assertThat(answer.json().getJsonObject("exchange").getString("error"))
                    .isEqualTo("PARTNER_REFUSED");
            settle();
            is(FIRST, null);
        } else {
            assertThat(answer.json().getBoolean("booked")).as(answer.body()).isFalse();
            assertThat(answer.json().getString("undone")).isEqualTo("now");
            settle();
            isEverywhere(null);
        }
    }

    static Stream<Arguments> undoing() {
        return Stream.concat(
                each(lync.faults, FakeLync.APPLICATION, FakeLync.REMOVE),
                each(exchange.faults, "FindItem", "DeleteItem"));
    }

    @ParameterizedTest
    @MethodSource("undoing")
    void whatCannotBeUndoneAtOnceIsUndoneLater(String step, Kind kind, Faults faults) {
        // The applications of the booking itself and of taking it back are the same step.
        if (step.equals(FakeLync.APPLICATION)) {
            exchange.beforeAnswer("CreateItem", () -> faults.plan(step, kind));
        } else {
            faults.plan(step, kind);
        }
        exchange.faults.plan("CreateItem", Kind.RESET);
        Answer answer = book(site);

        assertHappened();
        assertThat(answer.json().getBoolean("booked")).as(answer.body()).isFalse();
        assertThat(answer.json().getString("undone")).as(answer.body()).isEqualTo("later");
        assertThat(listed(site)).isEmpty();
        settle();
        isEverywhere(null);
    }

    static Stream<Arguments> changing() {
        return Stream.concat(
                each(lync.faults, FakeLync.APPLICATION, FakeLync.READ, FakeLync.CHANGE),
                each(exchange.faults, "FindItem", "UpdateItem"));
    }

    @ParameterizedTest
    @MethodSource("changing")
    void aChangeThatIsRefusedIsTakenBackAndAnyOtherIsFinished(String step, Kind kind, Faults faults) {
        booked();
        faults.plan(step, kind);
        Answer answer = change(site);

        assertHappened();
        if (kind == Kind.REFUSED) {
            assertThat(answer.json().getBoolean("changed")).as(answer.body()).isFalse();
            assertThat(answer.json().getString("undone")).isEqualTo("now");
            isEverywhere(FIRST);
            settle();
            isEverywhere(FIRST);
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            settle();
            isEverywhere(MOVED);
        }
    }

    static Stream<Arguments> cancelling() {
        return Stream.concat(
                each(exchange.faults, "FindItem", "DeleteItem"),
                each(lync.faults, FakeLync.APPLICATION, FakeLync.REMOVE));
    }

    @ParameterizedTest
    @MethodSource("cancelling")
    void aCancellationIsFinishedWhateverFails(String step, Kind kind, Faults faults) {
        booked();
        faults.plan(step, kind);
        Answer answer = cancel(site);

        assertHappened();
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().getString("finished")).isEqualTo("later");
        settle();
        isEverywhere(null);
    }

    /** What is refused can be tried again at once: nothing is under way with the meeting. */
    @Test
    void aRefusedChangeLeavesTheMeetingToItsOrganiser() {
        booked();
        exchange.faults.plan("UpdateItem", Kind.REFUSED);
        change(site);

        assertThat(change(site).json().getJsonObject("exchange").getBoolean("done"))
                .isTrue();
        isEverywhere(MOVED);
    }

    @Test
    void aChangeBringsToExchangeWhatWasBookedWithoutIt() {
        exchange.faults.plan("CreateItem", Kind.REFUSED);
        book(site);
        is(FIRST, null);

        exchange.faults.plan("CreateItem", Kind.REFUSED);
        Answer refused = send(HttpMethod.PUT, site + "/meetings/" + id(site), FIRST);
        assertThat(refused.status()).as(refused.body()).isEqualTo(200);
        is(FIRST, null);

        exchange.faults.plan("CreateItem", Kind.RESET);
        assertThat(change(site).status()).isEqualTo(202);
        settle();
        isEverywhere(MOVED);
    }

    @Test
    void aCancellationLeavesExchangeAloneWhereThatHasNothing() {
        exchange.faults.plan("CreateItem", Kind.REFUSED);
        book(site);
        exchange.faults.plan("FindItem", Kind.REFUSED);
        Answer answer = cancel(site);

        assertThat(answer.json().getString("finished")).isEqualTo("now");
        assertThat(answer.json().getJsonObject("exchange").getBoolean("done")).isFalse();
        assertThat(exchange.faults.allHappened()).as("Exchange was asked").isFalse();
        isEverywhere(null);
    }

    @Test
    void aMeetingGoesOnWithoutTheMailboxItHad() {
        booked();
        exchange.removeMailboxes();
        Answer changed = change(site);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().getJsonObject("exchange").getString("reason")).contains("ErrorNonExistentMailbox");
        is(MOVED, null);

        assertThat(cancel(site).json().getString("finished")).isEqualTo("now");
        is(null, null);
        assertThat(book(site).json().getJsonObject("exchange"))
                .isEqualTo(new JsonObject()
                        .put("done", false)
                        .put("error", "NOT_FOUND")
                        .put(
                                "reason",
                                "Autodiscover knows no Exchange Web Services for anna@contoso.com: The email address"
                                        + " can't be found."));
        is(FIRST, null);
    }

    @Test
    void findsAMeetingBehindAnyNumberOfItems() {
        exchange.fill(ANNA, 2500);
        booked();
        assertThat(change(site).json().getJsonObject("exchange").getBoolean("done"))
                .isTrue();
        isEverywhere(MOVED);

        assertThat(cancel(site).json().getJsonObject("exchange").getBoolean("done"))
                .isTrue();
        isEverywhere(null);
    }

    @Test
    void aChangeMakesTheConferenceAnewThatLyncHasNoMore() {
        booked();
        String before = listed(site).get(0).getString("joinUrl");
        lync.forgetAll();
        Answer answer = change(site);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(lync.joinUrls(ANNA)).doesNotContain(before).hasSize(1);
        isJoinedAt(lync.joinUrls(ANNA).get(0), answer.json().getString("joinUrl"));
        isEverywhere(MOVED);
    }

    static Stream<Arguments> makingAnew() {
        // The first list is asked for what an earlier attempt made.
        return each(lync.faults, FakeLync.LIST, FakeLync.CREATE);
    }

    @ParameterizedTest
    @MethodSource("makingAnew")
    void aConferenceThatIsMadeAnewIsThereOnceOrNotAtAll(String step, Kind kind, Faults faults) {
        booked();
        lync.forgetAll();
        faults.plan(step, kind);
        Answer answer = change(site);

        assertHappened();
        if (kind == Kind.REFUSED) {
            assertThat(answer.json().getBoolean("changed")).as(answer.body()).isFalse();
            settle();
            assertThat(listed(site)).extracting(one -> one.getString("subject")).containsExactly(FIRST);
            assertThat(change(site).status()).isEqualTo(200);
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        }
        settle();
        isJoinedAt(lync.joinUrls(ANNA).get(0), listed(site).get(0).getString("joinUrl"));
        isEverywhere(MOVED);
    }

    /** Lync knows nothing of recurrence: it keeps the conference long enough. */
    @Test
    void booksASeriesAsOneConferenceAndOneAppointment() {
        JsonObject meeting = new JsonObject()
                .put("subject", FIRST)
                .put("start", "2027-02-01T10:00:00Z")
                .put("end", "2027-02-01T11:00:00Z")
                .put("timeZone", "W. Europe Standard Time")
                .put("recurrence", new JsonObject("""
                        {"pattern": {"type": "weekly", "daysOfWeek": ["monday"]},
                         "range": {"type": "endDate", "startDate": "2027-02-01", "endDate": "2027-03-01"}}"""));
        Answer answer = lab.as("anna")
                .header("Content-Type", "application/json")
                .send(HttpMethod.POST, site + "/meetings", meeting.encode());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        isEverywhere(FIRST);
        assertThat(lync.meeting(answer.json().getString("onlineMeetingId")).getString("expirationTime"))
                .isEqualTo("2027-03-10T01:00:00Z");
        assertThat(exchange.server.seen().stream()
                        .map(seen -> seen.body().toString())
                        .filter(body -> body.contains("CreateItem"))
                        .reduce((first, last) -> last))
                .hasValueSatisfying(
                        body -> assertThat(body).contains("WeeklyRecurrence", "2027-03-01", "W. Europe Standard Time"));
        meeting.getJsonObject("recurrence").getJsonObject("pattern").put("type", "hourly");
        Answer refused = lab.as("anna")
                .header("Content-Type", "application/json")
                .send(HttpMethod.POST, site + "/meetings", meeting.encode());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("error_description"))
                .startsWith("'recurrence.pattern.type' is 'hourly', expected one of daily, weekly, ");
    }

    @Test
    void aChangeIsTakenBackThoughTheConferenceGoesMeanwhile() {
        booked();
        exchange.beforeAnswer("UpdateItem", lync::forgetAll);
        exchange.faults.plan("UpdateItem", Kind.REFUSED);
        Answer answer = change(site);

        assertThat(answer.json().getBoolean("changed")).as(answer.body()).isFalse();
        assertThat(answer.json().getString("undone")).isEqualTo("later");
        settle();
        isJoinedAt(lync.joinUrls(ANNA).get(0), listed(site).get(0).getString("joinUrl"));
        isEverywhere(FIRST);
    }

    @Test
    void anInternalFailureIsNotToldToTheOrganiser() {
        lab.createTrigger("CREATE TRIGGER breaks AFTER UPDATE OF conference ON meetings BEGIN"
                + " UPDATE meetings SET details = NULL WHERE id = NEW.id; END;");
        Answer answer = book(site);
        lab.removeTrigger("breaks");

        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.json().getString("reason"))
                .isEqualTo("an internal failure, which the node's log has by its trace id");
        settle();
        isEverywhere(null);
    }

    /** The site and the appointment say where. */
    private static void isJoinedAt(String address, String told) {
        assertThat(told).isEqualTo(address);
        assertThat(exchange.bodies(ANNA)).singleElement().asString().contains(address);
    }

    @Test
    void reportsNoCancellationThatDidNotHappen() {
        booked();
        exchange.forgetAll();
        JsonObject answer = cancel(site).json();

        assertThat(answer.getBoolean("cancelled")).isTrue();
        assertThat(answer.getJsonObject("exchange").getBoolean("done")).isFalse();
        assertThat(answer.getJsonObject("exchange").getString("reason")).contains("no such appointment");
    }

    @Test
    void writesWhatXmlCannot() {
        Answer answer = send(HttpMethod.POST, site + "/meetings", "bell \u0007, none \uFFFE");

        assertThat(answer.json().getJsonObject("exchange").getBoolean("done"))
                .as(answer.body())
                .isTrue();
        assertThat(exchange.subjects(ANNA)).containsExactly("bell \uFFFD, none \uFFFD");
    }

    @Test
    void aPartnerThatDoesNotAnswerInTimeMayHaveDoneItOrMayStillDoIt() {
        List<String> changing = List.of(site(), site());
        changing.forEach(MeetingSchedulingTest::book);
        List<CompletableFuture<Answer>> booking = List.of(
                unanswered(lync.faults, FakeLync.CREATE, Kind.SILENT, () -> book(site())),
                unanswered(exchange.faults, "CreateItem", Kind.SILENT, () -> book(site())),
                unanswered(lync.faults, FakeLync.CREATE, Kind.LATE, () -> book(site())),
                unanswered(exchange.faults, "CreateItem", Kind.LATE, () -> book(site())));
        List<CompletableFuture<Answer>> moving = List.of(
                unanswered(lync.faults, FakeLync.CHANGE, Kind.SILENT, () -> change(changing.get(0))),
                unanswered(exchange.faults, "UpdateItem", Kind.SILENT, () -> change(changing.get(1))));

        assertThat(booking)
                .allSatisfy(answer ->
                        assertThat(answer.join().json().getBoolean("booked")).isFalse());
        assertThat(moving)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(202));
        lync.faults.doLate();
        exchange.faults.doLate();
        settle();
        assertThat(lync.subjects(ANNA)).containsExactly(MOVED, MOVED);
        assertThat(exchange.subjects(ANNA)).containsExactly(MOVED, MOVED);
        assertThat(changing)
                .allSatisfy(one -> assertThat(listed(one))
                        .extracting(meeting -> meeting.getString("subject"))
                        .containsExactly(MOVED));
    }

    static Stream<Arguments> cutOff() {
        return Stream.of("PT0S", "PT25H", "PT-25H")
                .flatMap(jump -> Stream.of(
                        Arguments.of(Duration.parse(jump), FakeLync.CREATE, lync.faults),
                        Arguments.of(Duration.parse(jump), "CreateItem", exchange.faults)));
    }

    @ParameterizedTest
    @MethodSource("cutOff")
    void whatAPartnerDoesAfterItWasLookedForIsUndoneThoughTheClockIsMoved(Duration jump, String step, Faults faults) {
        faults.plan(step, Kind.CUT_OFF);
        assertThat(book(site).json().getString("undone")).isEqualTo("now");

        lab.clock.advance(jump);
        await().atMost(PATIENCE).until(() -> runTimerJob() == 0);
        faults.doLate();
        settle();
        isEverywhere(null);
    }

    /** A full disk: the booking cannot be undone, and only the row of its beginning is left of it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBookingThatBrokeOffIsUndoneAndLookedForAgain(boolean restarts) {
        lab.createTrigger("CREATE TRIGGER fails AFTER UPDATE ON meetings BEGIN"
                + " UPDATE meetings SET details = NULL WHERE id = NEW.id; END;");
        lync.faults.plan(FakeLync.CREATE, Kind.CUT_OFF);
        Answer answer = book(site);
        lab.removeTrigger("fails");
        assertThat(answer.status()).as(answer.body()).isBetween(500, 599);

        if (restarts) {
            lab.stop();
            lab.start();
        }
        await().atMost(PATIENCE).until(() -> runTimerJob() == 0);
        lync.faults.doLate();
        settle();
        isEverywhere(null);
    }

    /** The other server has looked for the conference before Lync made it. */
    @Test
    void aConferenceThatIsMadeWhileAnotherServerUndoesTheBookingIsDeleted() {
        lab.createTrigger("CREATE TRIGGER undoes AFTER INSERT ON meetings BEGIN"
                + " UPDATE meetings SET state = 'UNDOING' WHERE id = NEW.id; END;");
        Answer answer = book(site);
        lab.removeTrigger("undoes");

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        settle();
        isEverywhere(null);
    }

    /** As another server of the farm does it after the database server was restarted, which frees the locks. */
    @ParameterizedTest
    @ValueSource(strings = {"FindItem", "DeleteItem", FakeLync.REMOVE})
    void aBookingWhoseRowIsRemovedMeanwhileIsUndoneUntilNothingIsLeft(String step) {
        exchange.beforeAnswer("CreateItem", () -> lab.execute("DELETE FROM meetings"));
        (step.equals(FakeLync.REMOVE) ? lync.faults : exchange.faults).plan(step, Kind.BUSY);
        Answer answer = book(site);

        assertHappened();
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().getString("reason")).contains("another server of the farm has ended the operation");
        assertThat(answer.json().getString("undone")).isEqualTo("later");
        settle();
        isEverywhere(null);
    }

    /** Begins something whose step is not answered in time; returns when the partner has been asked for that step. */
    private static CompletableFuture<Answer> unanswered(Faults faults, String step, Kind kind, Supplier<Answer> work) {
        faults.plan(step, kind);
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(work, task -> new Thread(task, "organiser").start());
        await().atMost(PATIENCE).until(faults::allHappened);
        return answer;
    }
}
