package org.s2slab.engine.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.kill.Relay.Message;
import org.s2slab.engine.kill.Relay.Moment;
import org.s2slab.testing.BuildShare;

/**
 * Kills the process of Lync at each step of archiving. Afterwards, each message that Lync accepted is exactly once and
 * complete in the mailboxes that the policy requires. Each message without a response from Lync is there completely or
 * not at all.
 */
class LyncKilledTest {
    private static final Predicate<Message> TO_EXCHANGE = Message.to("exchange", ".*");
    private static final Predicate<Message> CHALLENGE = TO_EXCHANGE.and(Message::challenge);
    private static final Predicate<Message> AUTODISCOVER =
            Message.to("exchange", ".* GetUserSettingsRequestMessage").and(message -> !message.challenge());
    private static final Predicate<Message> ITEM = Message.to("exchange", ".* CreateItem");
    private static final Predicate<Message> FILE = Message.to("exchange", ".* CreateAttachment");

    private static final Predicate<Message> BEGIN = client("/conversations");
    private static final Predicate<Message> SAY = client("/messages");
    private static final Predicate<Message> END = client("/end");
    private static final Predicate<Message> JOIN = client("/join");
    private static final Predicate<Message> UPLOAD = client("/files");
    private static final Predicate<Message> LEAVE = client("/leave");
    private static final Set<Predicate<Message>> TO_LYNC = Set.of(BEGIN, SAY, END, JOIN, UPLOAD, LEAVE);

    private static final List<Point> POINTS = points();

    /** Every message once, every moment of a message to Lync and to Exchange, and what comes only once. */
    private static final List<Point> PLAYED = BuildShare.of(POINTS, Point::parts);

    private static Vertx vertx;
    private static Office office;

    @TempDir
    static Path folder;

    /** A moment of a kill in words, what it contains for the share of a build, and the conversation in which it happens. */
    private record Point(String when, Set<Object> parts, Consumer<Talk> story) {
        /** A moment like no other. */
        Point(String when, Consumer<Talk> story) {
            this(when, Set.of(when), story);
        }

        static Set<Object> at(Predicate<Message> message, Moment moment) {
            return Set.of(message, (TO_LYNC.contains(message) ? "to Lync " : "to Exchange ") + moment);
        }
    }

    private static Predicate<Message> client(String what) {
        return Message.to("lync", "POST .*" + what);
    }

    /** Checks that after the kill the conversation is stored and has not ended. */
    private static void open(Talk talk) {
        assertThat(talk.ended()).isZero();
        assertThat(talk.queued()).isZero();
    }

    /** Checks that after the kill the transcript is stored, and that a delivery is not recorded as complete. */
    private static void queued(Talk talk) {
        assertThat(talk.queued()).isPositive();
    }

    /** Checks that after the kill no delivery is queued. */
    private static void delivered(Talk talk) {
        assertThat(talk.ended()).isOne();
        assertThat(talk.queued()).isZero();
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        vertx = Vertx.vertx();
        List<UserAccount> people = new ArrayList<>();
        StringBuilder steps = new StringBuilder("""
                after: on-premises-trust
                steps:
                  - do: Archiving is turned on
                    on: lync
                    run: Set-CsArchivingConfiguration
                    with: {EnableArchiving: ImAndWebConf, EnableExchangeArchiving: true}
                  - do: Whoever is not archived to Exchange is archived to Lync
                    on: lync
                    run: Set-CsArchivingPolicy
                    with: {Identity: Global, ArchiveInternal: true}
                """);
        for (int number = 0; number < PLAYED.size(); number++) {
            for (String name : List.of("anna", "bert", "carla")) {
                people.add(Office.person(name + number));
                steps.append(name.equals("carla") ? "" : """
                          - do: %1$s is archived to Exchange
                            on: lync
                            run: Set-CsUser
                            with: {Identity: %1$s@contoso.com, ExchangeArchivingPolicy: ArchivingToExchange}
                        """.formatted(name + number));
            }
        }
        office = new Office(vertx, folder, "on-premises", people, steps.toString(), "lync");
    }

    @AfterAll
    static void stop() {
        office.close();
        vertx.close().await();
    }

    @TestFactory
    Stream<DynamicTest> keepsEveryTranscriptOnceWhenItIsKilled() {
        assertThat(POINTS).hasSizeGreaterThan(20);
        return Stream.iterate(0, number -> number < PLAYED.size(), number -> number + 1)
                .map(number -> DynamicTest.dynamicTest(PLAYED.get(number).when(), () -> {
                    if (!office.topology().node("lync").isUp()) {
                        office.topology().startNode("lync");
                    }
                    Talk talk = new Talk(office, number);
                    PLAYED.get(number).story().accept(talk);
                    assertThat(talk.kills().done()).as("kills").isPositive();
                }));
    }

    private static List<Point> points() {
        List<Point> points = new ArrayList<>();
        whilePeopleTalk(points);
        whileTheyConfer(points);
        whileLyncDelivers(points);
        whileItDeliversFiles(points);
        aroundIt(points);
        return List.copyOf(points);
    }

    private static void whilePeopleTalk(List<Point> points) {
        points.add(inIm("a conversation is asked for", BEGIN, Moment.SENT, LyncKilledTest::open));
        points.add(inIm("a conversation has begun and nobody knows", BEGIN, Moment.DONE, LyncKilledTest::open));
        points.add(inIm("something is being said", SAY, Moment.SENT, LyncKilledTest::open));
        points.add(inIm("something is stored and its speaker does not know", SAY, Moment.DONE, LyncKilledTest::open));
        points.add(new Point("everything is said and nothing has ended", talk -> {
            talk.provedBy(LyncKilledTest::open).begin("im");
            talk.say("bert");
            talk.kills().now();
            talk.end();
            talk.isArchivedOnce(false, 1);
        }));
        points.add(inIm("the end is asked for", END, Moment.SENT, talk -> {}));
        points.add(new Point(
                "the end is stored, nobody knows, and nothing has left Lync",
                Set.of(END, "nothing left"),
                talk -> im(talk.hold(TO_EXCHANGE).killAt(END, Moment.DONE).provedBy(LyncKilledTest::queued))));
    }

    private static void whileTheyConfer(List<Point> points) {
        points.add(inConference("somebody joins", JOIN, Moment.SENT, LyncKilledTest::open));
        points.add(inConference("somebody has joined and does not know", JOIN, Moment.DONE, LyncKilledTest::open));
        points.add(inConference("a file is being uploaded", UPLOAD, Moment.SENT, LyncKilledTest::open));
        points.add(inConference(
                "a file is stored and its owner does not know", UPLOAD, Moment.DONE, LyncKilledTest::open));
        points.add(inConference("somebody leaves", LEAVE, Moment.SENT, LyncKilledTest::open));
        points.add(inConference("somebody has left and does not know", LEAVE, Moment.DONE, LyncKilledTest::open));
        points.add(new Point(
                "the last one has left, which is the end, and does not know", Set.of(LEAVE, "last"), talk -> {
                    talk.begin("conference");
                    talk.join("bert");
                    talk.join("carla");
                    talk.upload("anna");
                    talk.leave("bert");
                    talk.leave("carla");
                    talk.hold(TO_EXCHANGE)
                            .killAt(LEAVE, Moment.DONE)
                            .provedBy(LyncKilledTest::queued)
                            .kills()
                            .arm();
                    talk.leave("anna");
                    talk.kills().whenDone();
                    talk.isArchivedOnce(true, 1);
                }));
    }

    private static void whileLyncDelivers(List<Point> points) {
        points.add(new Point(
                "the transcript is in the database and nothing has left Lync", Set.of("nothing left"), talk -> {
                    im(talk.hold(TO_EXCHANGE).provedBy(LyncKilledTest::queued), waiting -> {
                        Office.until("it is queued", () -> waiting.queued() == 2);
                        waiting.kills().now();
                    });
                }));
        points.add(cold("it asks Exchange for its challenge", CHALLENGE, Moment.ARRIVED));
        points.add(cold("Exchange has given its challenge and it has not come", CHALLENGE, Moment.DONE));
        points.add(inIm("it asks where a mailbox is", AUTODISCOVER, Moment.ARRIVED, LyncKilledTest::queued));
        points.add(inIm(
                "half of where a mailbox is has come", AUTODISCOVER, Moment.HALF_ANSWERED, LyncKilledTest::queued));
        points.add(inIm("an item is about to reach Exchange", ITEM, Moment.ARRIVED, LyncKilledTest::queued));
        points.add(inIm("Exchange is making an item", ITEM, Moment.SENT, LyncKilledTest::queued));
        points.add(inIm("Exchange has an item and Lync does not know", ITEM, Moment.DONE, LyncKilledTest::queued));
        points.add(inIm(
                "half of Exchange's answer about an item has come",
                ITEM,
                Moment.HALF_ANSWERED,
                LyncKilledTest::queued));
        points.add(inIm("Exchange's answer about an item has just come", ITEM, Moment.ANSWERED, talk -> {}));
        points.add(new Point("one mailbox has the transcript and the other has not", talk -> {
            List<Message> seen = new ArrayList<>();
            Predicate<Message> second = ITEM.and(message -> {
                synchronized (seen) {
                    seen.add(message);
                    return seen.size() > 1;
                }
            });
            im(talk.hold(second).provedBy(done -> assertThat(done.queued()).isOne()), waiting -> {
                Office.until("one is delivered", () -> waiting.queued() == 1 && waiting.ended() == 1);
                waiting.kills().now();
            });
        }));
        points.add(new Point(
                "everything is delivered",
                Set.of("delivered"),
                talk -> im(talk.provedBy(LyncKilledTest::delivered), waiting -> {
                    Office.until("all is delivered", () -> waiting.queued() == 0);
                    waiting.kills().now();
                })));
    }

    private static void whileItDeliversFiles(List<Point> points) {
        points.add(inConference(
                "an item is there and its first file is not", FILE, Moment.ARRIVED, LyncKilledTest::queued));
        points.add(
                inConference("Exchange has a file and Lync does not know", FILE, Moment.DONE, LyncKilledTest::queued));
        points.add(inConference(
                "half of Exchange's answer about a file has come", FILE, Moment.HALF_ANSWERED, LyncKilledTest::queued));
        points.add(new Point(
                "it is killed while it makes good for the kill before: first file, then challenge, item, file",
                Set.of(FILE, CHALLENGE, ITEM, "to Exchange ARRIVED", "to Exchange DONE", "again"),
                talk -> conference(talk.killAt(FILE, Moment.ARRIVED)
                        .killAt(CHALLENGE, Moment.DONE)
                        .killAt(ITEM, Moment.DONE)
                        .killAt(FILE, Moment.DONE)
                        .provedBy(LyncKilledTest::queued))));
    }

    private static void aroundIt(List<Point> points) {
        points.add(new Point("an hour is over and its part is on the way, while people go on talking", talk -> {
            talk.begin("im");
            talk.say("bert");
            talk.killAt(ITEM, Moment.DONE).provedBy(LyncKilledTest::queued);
            talk.kills().arm();
            office.topology().advance(null, Duration.ofHours(2));
            talk.kills().whenDone();
            talk.say("anna");
            talk.end();
            talk.isArchivedOnce(false, 2);
        }));
        points.add(new Point("Exchange reads Lync's new certificate", talk -> {
            office.topology().advance(null, Duration.ofMinutes(2));
            String renewed =
                    office.topology().keys().certificate("lync", "renewed").thumbprint();
            office.run(
                    "lync",
                    "Set-CsCertificate",
                    new JsonObject()
                            .put("Identity", "global")
                            .put("Type", "OAuthTokenIssuer")
                            .put("Thumbprint", renewed));
            talk.killAt(Message.to("lync", "GET /metadata/json/1"), Moment.ARRIVED)
                    .provedBy(LyncKilledTest::queued);
            im(talk, waiting -> {
                waiting.kills().whenDone();
                office.topology().advance(null, Duration.ofMinutes(2));
            });
        }));
        points.add(new Point(
                "its cache is purged of what is delivered",
                Set.of("delivered", "purged"),
                talk -> im(talk.provedBy(purged -> assertThat(purged.known()).isZero()), waiting -> {
                    Office.until("all is delivered", () -> waiting.queued() == 0);
                    office.topology().advance(null, Duration.ofDays(2));
                    Office.until("it is forgotten", () -> waiting.known() == 0);
                    waiting.kills().now();
                })));
    }

    private static Point inIm(String when, Predicate<Message> message, Moment moment, Consumer<Talk> proof) {
        return new Point(
                when,
                Point.at(message, moment),
                talk -> im(talk.killAt(message, moment).provedBy(proof)));
    }

    private static Point inConference(String when, Predicate<Message> message, Moment moment, Consumer<Talk> proof) {
        return new Point(
                when,
                Point.at(message, moment),
                talk -> conference(talk.killAt(message, moment).provedBy(proof)));
    }

    /** A kill of a Lync that has not called any server since its start. */
    private static Point cold(String when, Predicate<Message> message, Moment moment) {
        return new Point(when, Point.at(message, moment), talk -> {
            office.kill();
            office.restart();
            im(talk.killAt(message, moment).provedBy(LyncKilledTest::queued));
        });
    }

    private static void im(Talk talk) {
        im(talk, waiting -> waiting.kills().whenDone());
    }

    private static void im(Talk talk, Consumer<Talk> afterwards) {
        talk.kills().arm();
        talk.begin("im");
        talk.say("anna");
        talk.say("bert");
        talk.end();
        afterwards.accept(talk);
        talk.isArchivedOnce(false, 1);
    }

    private static void conference(Talk talk) {
        talk.kills().arm();
        talk.begin("conference");
        talk.join("bert");
        talk.join("carla");
        talk.upload("anna");
        talk.say("carla");
        talk.upload("bert");
        talk.leave("bert");
        talk.end();
        talk.kills().whenDone();
        talk.isArchivedOnce(true, 1);
    }
}
