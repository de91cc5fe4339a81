package org.s2slab.exchange.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** Push subscriptions, with listeners of the JDK. */
class PushTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static EwsServer server;
    private static Subscriber subscriber;
    private static ExecutorService threads;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
        subscriber = new Subscriber(server);
        threads = Executors.newCachedThreadPool();
    }

    @AfterAll
    static void close() {
        server.close();
        threads.shutdownNow();
    }

    /** Answers each notification as it is told to, or with status 500 where that is empty. */
    private static final class Listener implements AutoCloseable {
        private final List<XmlElement> heard = new CopyOnWriteArrayList<>();
        private final HttpServer http;

        Listener(Supplier<String> status) {
            try {
                http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            http.setExecutor(threads);
            http.createContext("/", exchange -> {
                heard.add(XmlReader.read(exchange.getRequestBody().readAllBytes()));
                String told = status.get();
                byte[] answer = ("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
                                + "<SendNotificationResult xmlns='http://schemas.microsoft.com/exchange/services/2006/messages'>"
                                + "<SubscriptionStatus>" + told
                                + "</SubscriptionStatus></SendNotificationResult></s:Body></s:Envelope>")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(told.isEmpty() ? 500 : 200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            http.start();
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/events?of=anna";
        }

        List<String> events() {
            return heard.stream()
                    .flatMap(XmlElement::tree)
                    .map(XmlElement::name)
                    .filter(name -> name.endsWith("Event"))
                    .toList();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    private static XmlElement subscribe(String url) {
        return Subscriber.message(server.call("<Subscribe><PushSubscriptionRequest>" + Subscriber.INBOX
                + "<t:EventTypes><t:EventType>NewMailEvent</t:EventType></t:EventTypes><t:StatusFrequency>1</t:StatusFrequency>"
                + "<t:URL>" + url + "</t:URL></PushSubscriptionRequest></Subscribe>"));
    }

    @Test
    void tellsAListenerWhatHappensAndThatTheServerIsThere() {
        try (Listener listener = new Listener(() -> "OK")) {
            XmlElement made = subscribe(listener.url());
            String id = Subscriber.id(made);
            assertThat(made.childText("Watermark")).isPresent();
            await().atMost(SOON).until(() -> listener.events().equals(List.of("StatusEvent")));
            subscriber.mailToAnna("Pushed");
            await().atMost(SOON).until(() -> listener.events().contains("NewMailEvent"));
            XmlElement notification = listener.heard
                    .get(1)
                    .tree()
                    .filter(element -> element.name().equals("Notification"))
                    .findFirst()
                    .orElseThrow();
            assertThat(notification.childText("SubscriptionId")).hasValue(id);
            assertThat(notification.childText("PreviousWatermark")).isEqualTo(made.childText("Watermark"));
            assertThat(subscriber.unsubscribe(id)).isEqualTo("ErrorInvalidPullSubscriptionId");
            assertThat(Subscriber.code(
                            subscriber.fetch(id, made.childText("Watermark").orElseThrow())))
                    .isEqualTo("ErrorInvalidPullSubscriptionId");
        }
    }

    @Test
    void endsWhenTheListenerUnsubscribes() {
        try (Listener listener = new Listener(() -> "Unsubscribe")) {
            String id = Subscriber.id(subscribe(listener.url()));
            await().atMost(SOON).until(() -> subscriber.unsubscribe(id).equals("ErrorSubscriptionNotFound"));
            assertThat(listener.heard).hasSize(1);
        }
    }

    @Test
    void triesAgainAndGivesUpAfterTheStatusFrequency() {
        try (Listener listener = new Listener(() -> "")) {
            String id = Subscriber.id(subscribe(listener.url()));
            await().atMost(SOON).until(() -> listener.heard.size() == 1);
            server.clock.advance(Duration.ofSeconds(30));
            await().atMost(SOON).until(() -> listener.heard.size() == 2);
            server.clock.advance(Duration.ofSeconds(60));
            await().atMost(SOON).until(() -> subscriber.unsubscribe(id).equals("ErrorSubscriptionNotFound"));
        }
    }

    @Test
    void keepsNobodyWaitingForASlowListener() {
        CountDownLatch hangs = new CountDownLatch(1);
        try (Listener slow = new Listener(() -> {
                    try {
                        hangs.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "OK";
                });
                Listener quick = new Listener(() -> "OK")) {
            subscribe(slow.url());
            await().atMost(SOON).until(() -> slow.heard.size() == 1);
            subscribe(quick.url());
            subscriber.mailToAnna("Quick");
            await().atMost(SOON).until(() -> quick.events().contains("NewMailEvent"));
        } finally {
            hangs.countDown();
        }
    }

    @Test
    void callsNoOtherHost() {
        assertThat(Subscriber.code(subscribe("http://elsewhere.example/")))
                .isEqualTo("ErrorInvalidPushSubscriptionUrl");
        assertThat(Subscriber.code(subscribe("file:///etc/passwd"))).isEqualTo("ErrorInvalidPushSubscriptionUrl");
        assertThat(Subscriber.code(subscribe("http://localhost@elsewhere.example/")))
                .isEqualTo("ErrorInvalidPushSubscriptionUrl");
        assertThat(Subscriber.code(subscribe("https://allowed.example/"))).isEqualTo("NoError");
    }
}
