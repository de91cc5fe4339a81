package org.s2slab.engine.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * Kills the process of SharePoint at each step of booking, changing and cancelling an online meeting. Afterwards, the
 * site's calendar, Lync and both mailboxes all have the complete meeting, or all have no meeting. The response to the
 * organiser is correct.
 */
class SharePointKilledTest {
    private static final Predicate<Message> ASK_LYNC = Message.to("lync", ".*");
    private static final Predicate<Message> MAKE_CONFERENCE = Message.to("lync", "POST .*/myOnlineMeetings");
    private static final Predicate<Message> CHANGE_CONFERENCE = Message.to("lync", "PUT .*/myOnlineMeetings/.*");
    private static final Predicate<Message> REMOVE_CONFERENCE = Message.to("lync", "DELETE .*/myOnlineMeetings/.*");
    private static final Predicate<Message> BOOK = Message.to("exchange", ".* CreateItem");
    private static final Predicate<Message> UPDATE = Message.to("exchange", ".* UpdateItem");
    private static final Predicate<Message> CALL_OFF = Message.to("exchange", ".* DeleteItem");

    private static final List<Point> POINTS = points();

    /** Every message once, each moment of booking, changing and cancelling, and what comes only once. */
    private static final List<Point> PLAYED = BuildShare.of(POINTS, Point::parts);

    private static Vertx vertx;
    private static Office office;

    @TempDir
    static Path folder;

    /** A moment of a kill in words, what it contains for the share of a build, and the meeting with which it happens. */
    private record Point(String when, Set<Object> parts, Consumer<Booking> story) {
        /** A moment like no other. */
        Point(String when, Consumer<Booking> story) {
            this(when, Set.of(when), story);
        }
    }

    private static Predicate<Message> client(String method) {
        return Message.to("sharepoint", method + " .*/meetings.*");
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        vertx = Vertx.vertx();
        List<UserAccount> people = new ArrayList<>();
        StringBuilder steps = new StringBuilder("after: on-premises-three-trust\nsteps:\n");
        for (int number = 0; number < PLAYED.size(); number++) {
            people.add(Office.person("anna" + number));
            people.add(Office.person("bert" + number));
            steps.append("""
                      - do: There is a site for meeting %1$d
                        on: sharepoint
                        run: New-SPSite
                        with: {Url: "${sharepoint.url}/sites/site%1$d", OwnerAlias: 'contoso\\anna%1$d', Name: Site %1$d}
                    """.formatted(number));
        }
        office = new Office(vertx, folder, "on-premises-three", people, steps.toString(), "sharepoint");
    }

    @AfterAll
    static void stop() {
        office.close();
        vertx.close().await();
    }

    @TestFactory
    Stream<DynamicTest> leavesNoHalfMeetingWhenItIsKilled() {
        return Stream.iterate(0, number -> number < PLAYED.size(), number -> number + 1)
                .map(number -> DynamicTest.dynamicTest(PLAYED.get(number).when(), () -> {
                    if (!office.topology().node("sharepoint").isUp()) {
                        office.topology().startNode("sharepoint");
                    }
                    Booking booking = new Booking(office, number);
                    PLAYED.get(number).story().accept(booking);
                    assertThat(booking.kills().done()).as("kills").isPositive();
                }));
    }

    private static List<Point> points() {
        List<Point> points = new ArrayList<>();
        // This booking comes first, because SharePoint searches again for an undone booking, with calls to Lync.
        points.add(booking("a meeting is noted and Lync has not heard of it", ASK_LYNC, Moment.ARRIVED));
        points.add(new Point("a meeting is asked for", booking -> {
            booking.killAt(client("POST"), Moment.SENT).kills().arm();
            assertThat(booking.book()).isEmpty();
            booking.kills().whenDone();
            booking.settles();
            booking.isWholeOrNone(null, Booking.FIRST);
        }));
        points.add(booking("Lync is about to make the conference", MAKE_CONFERENCE, Moment.ARRIVED));
        points.add(booking("Lync has made the conference and SharePoint does not know", MAKE_CONFERENCE, Moment.DONE));
        points.add(booking("the conference is noted and Exchange has not heard of it", BOOK, Moment.ARRIVED));
        points.add(booking("Exchange has booked and invited and SharePoint does not know", BOOK, Moment.DONE));
        Set<Object> undoing = Set.of(BOOK, REMOVE_CONFERENCE, CALL_OFF, "booking DONE", "undoing");
        points.add(new Point("it undoes what it had begun before it was killed", undoing, booking -> {
            booking.killAt(BOOK, Moment.DONE)
                    .killAt(REMOVE_CONFERENCE, Moment.DONE)
                    .killAt(CALL_OFF, Moment.DONE);
            booking.kills().arm();
            assertThat(booking.book()).isEmpty();
            booking.kills().whenDone();
            booking.settles();
            booking.is(null);
        }));
        points.add(new Point("everything is booked and nobody was told", booking -> {
            booking.killAt(client("POST"), Moment.DONE)
                    .provedBy("BOOKED")
                    .kills()
                    .arm();
            assertThat(booking.book()).isEmpty();
            booking.kills().whenDone();
            booking.is(Booking.FIRST);
        }));
        points.add(changing("Lync is about to change the conference", CHANGE_CONFERENCE, Moment.ARRIVED));
        points.add(changing(
                "Lync has changed the conference and SharePoint does not know", CHANGE_CONFERENCE, Moment.DONE));
        points.add(changing("Exchange is about to change the appointment", UPDATE, Moment.ARRIVED));
        points.add(changing(
                "Exchange has told everybody of the change and SharePoint does not know", UPDATE, Moment.DONE));
        points.add(cancelling("Exchange is about to call the meeting off", CALL_OFF, Moment.ARRIVED, "CANCELLING"));
        points.add(cancelling(
                "Exchange has called the meeting off and SharePoint does not know",
                CALL_OFF,
                Moment.DONE,
                "CANCELLING"));
        points.add(cancelling(
                "Lync has removed the conference and SharePoint does not know",
                REMOVE_CONFERENCE,
                Moment.DONE,
                "CANCELLING"));
        points.add(cancelling("everything is called off and nobody was told", client("DELETE"), Moment.DONE, null));
        return List.copyOf(points);
    }

    /** The organiser got no response, so no server has the meeting. */
    private static Point booking(String when, Predicate<Message> message, Moment moment) {
        return new Point(when, Set.of(message, "booking " + moment), booking -> {
            booking.killAt(message, moment).provedBy("BOOKING").kills().arm();
            assertThat(booking.book()).isEmpty();
            booking.kills().whenDone();
            booking.settles();
            booking.is(null);
        });
    }

    /** The change was stored, so SharePoint completes it. */
    private static Point changing(String when, Predicate<Message> message, Moment moment) {
        return new Point(when, Set.of(message, "changing " + moment), booking -> {
            booked(booking);
            booking.killAt(message, moment).provedBy("CHANGING").kills().arm();
            assertThat(booking.move()).isEmpty();
            booking.kills().whenDone();
            booking.settles();
            booking.is(Booking.MOVED);
        });
    }

    private static Point cancelling(String when, Predicate<Message> message, Moment moment, @Nullable String state) {
        return new Point(when, Set.of(message, state + " " + moment), booking -> {
            booked(booking);
            booking.killAt(message, moment).provedBy(state).kills().arm();
            assertThat(booking.cancel()).isEmpty();
            booking.kills().whenDone();
            booking.settles();
            booking.is(null);
        });
    }

    private static void booked(Booking booking) {
        assertThat(booking.book().orElseThrow().status()).isEqualTo(201);
        booking.is(Booking.FIRST);
    }
}
