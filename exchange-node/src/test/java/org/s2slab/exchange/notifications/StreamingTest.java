package org.s2slab.exchange.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.notifications.Subscriber.code;
import static org.s2slab.exchange.notifications.Subscriber.events;
import static org.s2slab.exchange.notifications.Subscriber.getStreamingEvents;
import static org.s2slab.exchange.notifications.Subscriber.message;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.ews.OpenAnswer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.node.NodeTimers;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.xml.XmlElement;

/** A client that keeps a connection open and is told what happens while it happens. */
class StreamingTest {
    private EwsServer server;
    private Subscriber client;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
        client = new Subscriber(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static List<XmlElement> notifications(XmlElement message) {
        assertThat(code(message)).isEqualTo("NoError");
        assertThat(message.child("ConnectionStatus")).isEmpty();
        return message.child("Notifications").orElseThrow().children();
    }

    private static List<String> wrong(XmlElement message) {
        return message.child("ErrorSubscriptionIds").orElseThrow().children().stream()
                .map(XmlElement::text)
                .toList();
    }

    @Test
    void tellsOfNewMailWhenItComes() {
        OpenAnswer open = client.listen(client.stream("NewMailEvent", "CreatedEvent"));
        client.mailToAnna("Hello");
        XmlElement told = notifications(open.next()).get(0);
        assertThat(events(told)).containsExactly("CreatedEvent", "NewMailEvent");
        assertThat(told.child("NewMailEvent").orElseThrow().child("Watermark")).isEmpty();
        client.mailToAnna("Again");
        assertThat(events(notifications(open.next()).get(0))).containsExactly("CreatedEvent", "NewMailEvent");
    }

    @Test
    void tellsWhatHappenedBeforeTheConnectionWasOpened() {
        String id = client.stream("NewMailEvent");
        client.mailToAnna("early");
        assertThat(events(notifications(client.listen(id).next()).get(0))).containsExactly("NewMailEvent");
    }

    @Test
    void servesSeveralSubscriptionsOnOneConnection() {
        String created = client.stream("CreatedEvent");
        String mail = client.stream("NewMailEvent");
        OpenAnswer open = client.listen(created, mail);
        client.mailToAnna("Hello");
        List<XmlElement> told = notifications(open.next());
        assertThat(told.stream().map(one -> one.childText("SubscriptionId").orElseThrow()))
                .containsExactly(created, mail);
        assertThat(told.stream().map(Subscriber::events))
                .containsExactly(List.of("CreatedEvent"), List.of("NewMailEvent"));
    }

    /** A client comes back at once, while the node still stops; another is called by the server. */
    @Test
    void looksForEventsNoMoreWhenTheNodeStops() {
        OpenAnswer first = client.listen(client.stream("NewMailEvent"));
        message(server.call("<Subscribe><PushSubscriptionRequest>" + Subscriber.INBOX
                + "<t:EventTypes><t:EventType>NewMailEvent</t:EventType></t:EventTypes><t:StatusFrequency>1</t:StatusFrequency>"
                + "<t:URL>http://127.0.0.1:9/</t:URL></PushSubscriptionRequest></Subscribe>"));
        server.stopStreaming();
        assertThat(first.next().childText("ConnectionStatus")).hasValue("Closed");
        client.listen(client.stream("NewMailEvent"));
        assertThat(server.stop()).isEmpty();
    }

    @Test
    void showsThatItIsAliveAndEndsWhenItsTimeIsOver() {
        OpenAnswer open = client.listen(client.stream("NewMailEvent"));
        server.clock.advance(Duration.ofSeconds(45));
        assertThat(open.next().childText("ConnectionStatus")).hasValue("OK");
        server.clock.advance(Duration.ofSeconds(15));
        assertThat(open.next().childText("ConnectionStatus")).hasValue("Closed");
        open.awaitEnd();
        assertThat(open.waiting()).isZero();
    }

    @Test
    void callsTheOtherListenersWhereOneFails() throws TimeoutException {
        Vertx vertx = Vertx.vertx();
        var failures = new InternalFailures(new OperationCounters());
        var timers = new NodeTimers(vertx, server.clock, failures);
        var watch = new EventWatch(timers, server.events, server.clock);
        var broken = new BrokenListener();
        var second = new SecondLook();
        vertx.runOnContext(begun -> {
            watch.begin(broken);
            watch.begin(second);
        });
        second.come.future().await(30, TimeUnit.SECONDS);
        assertThat(failures.latest())
                .extracting(noted -> noted.failure().getMessage())
                .containsExactly("look", "release");
        timers.stop().eventually(vertx::close).await();
    }

    /** Fails when it is called first, and when it is then released. */
    private static final String NOBODYS = "01234567-89ab-cdef-0123-456789abcdef";

    private static final class BrokenListener implements EventWatch.EventListener {
        private boolean called;

        @Override
        public boolean isOver() {
            return called;
        }

        @Override
        public Future<Void> look(Instant now, long last) {
            called = true;
            throw new IllegalStateException("look");
        }

        @Override
        public void release(Instant now) {
            throw new IllegalStateException("release");
        }
    }

    /** Waits for the second call. */
    private static final class SecondLook implements EventWatch.EventListener {
        private final Promise<Void> come = Promise.promise();
        private int calls;

        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public Future<Void> look(Instant now, long last) {
            if (++calls == 2) {
                come.complete();
            }
            return Future.succeededFuture();
        }

        @Override
        public void release(Instant now) {}
    }

    @Test
    void keepsASubscriptionForHalfAnHourWithoutConnection() {
        String id = client.stream("NewMailEvent");
        OpenAnswer open = client.listen(id);
        server.clock.advance(Duration.ofMinutes(1));
        assertThat(open.next().childText("ConnectionStatus")).hasValue("Closed");
        server.clock.advance(Duration.ofMinutes(29));
        OpenAnswer again = client.listen(id);
        server.clock.advance(Duration.ofMinutes(1));
        again.awaitEnd();
        server.clock.advance(Duration.ofMinutes(30));
        XmlElement refused = message(server.call(getStreamingEvents(id)));
        assertThat(code(refused)).isEqualTo("ErrorExpiredSubscription");
    }

    @Test
    void refusesAsAWholeWhereOneSubscriptionIsNotRight() {
        String good = client.stream("NewMailEvent");
        String fetched = Subscriber.id(client.pullInbox("NewMailEvent"));
        XmlElement unknown = message(server.call(getStreamingEvents(good, NOBODYS)));
        assertThat(code(unknown)).isEqualTo("ErrorSubscriptionNotFound");
        assertThat(wrong(unknown)).containsExactly(NOBODYS);
        XmlElement malformed = message(server.call(getStreamingEvents(good, "nothing")));
        assertThat(code(malformed)).isEqualTo("ErrorInvalidSubscription");
        assertThat(wrong(malformed)).containsExactly("nothing");
        assertThat(unknown.childText("ConnectionStatus")).hasValue("Closed");
        assertThat(code(message(server.call(getStreamingEvents(fetched))))).isEqualTo("ErrorInvalidSubscription");
        server.asPerson("bert");
        assertThat(code(message(server.call(getStreamingEvents(good))))).isEqualTo("ErrorSubscriptionAccessDenied");
    }

    @Test
    void handsASubscriptionToTheConnectionThatWasOpenedLast() {
        String one = client.stream("NewMailEvent");
        String other = client.stream("NewMailEvent");
        OpenAnswer before = client.listen(one, other);
        OpenAnswer after = client.listen(one);
        XmlElement told = before.next();
        assertThat(code(told)).isEqualTo("ErrorNewEventStreamConnectionOpened");
        assertThat(wrong(told)).containsExactly(one);
        assertThat(told.childText("ConnectionStatus")).hasValue("OK");
        client.mailToAnna("Hello");
        assertThat(notifications(after.next()).get(0).childText("SubscriptionId"))
                .hasValue(one);
        assertThat(notifications(before.next()).get(0).childText("SubscriptionId"))
                .hasValue(other);
    }

    @Test
    void endsWithItsLastSubscription() {
        String id = client.stream("NewMailEvent");
        OpenAnswer open = client.listen(id);
        assertThat(client.unsubscribe(id)).isEqualTo("NoError");
        XmlElement told = open.next();
        assertThat(code(told)).isEqualTo("ErrorSubscriptionNotFound");
        assertThat(told.childText("ConnectionStatus")).hasValue("Closed");
        open.awaitEnd();
    }

    @Test
    void opensThreeConnectionsForOnePersonAndNoMore() {
        String id = client.stream("NewMailEvent");
        OpenAnswer first = client.listen(client.stream("NewMailEvent"));
        client.listen(client.stream("NewMailEvent"));
        client.listen(client.stream("NewMailEvent"));
        assertThat(code(message(server.call(getStreamingEvents(id))))).isEqualTo("ErrorExceededConnectionCount");
        server.asPerson("bert");
        client.listen(client.stream("NewMailEvent"));
        server.asPerson("anna");
        server.clock.advance(Duration.ofMinutes(1));
        first.awaitEnd();
        client.listen(id);
    }

    /** Whoever lost the right to listen must not go on listening. */
    @Test
    void endsWhenTheConfigurationChanges() {
        OpenAnswer open = client.listen(client.stream("NewMailEvent"));
        server.epoch.incrementAndGet();
        assertThat(open.next().childText("ConnectionStatus")).hasValue("Closed");
        open.awaitEnd();
    }

    @Test
    void endsWithTheServer() {
        OpenAnswer open = client.listen(client.stream("NewMailEvent"));
        server.stopStreaming();
        assertThat(open.next().childText("ConnectionStatus")).hasValue("Closed");
        open.awaitEnd();
    }

    @Test
    void wantsNoMoreSubscriptionsThanOneConnectionMayHave() {
        String[] ids = new String[201];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "id" + i;
        }
        assertThat(code(message(server.call(getStreamingEvents(ids))))).isEqualTo("ErrorInvalidRequest");
    }
}
