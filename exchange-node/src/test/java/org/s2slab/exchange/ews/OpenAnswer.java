package org.s2slab.exchange.ews;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** An answer that stays open, as a client reads it: one envelope after the other, each checked against the schemas. */
public final class OpenAnswer implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final InputStream body;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Void> over;
    private int taken;

    private OpenAnswer(InputStream body) {
        this.body = body;
        this.over = CompletableFuture.runAsync(this::read, command -> {
            Thread reader = new Thread(command, "open-answer");
            reader.setDaemon(true);
            reader.start();
        });
    }

    static OpenAnswer of(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new AssertionError("HTTP status " + response.statusCode());
            }
            return new OpenAnswer(response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void read() {
        byte[] some = new byte[8192];
        try {
            for (int length = body.read(some); length >= 0; length = body.read(some)) {
                synchronized (text) {
                    text.append(new String(some, 0, length, UTF_8));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> envelopes() {
        synchronized (text) {
            List<String> found = new ArrayList<>();
            int from = 0;
            for (int end = end(from); end > 0; end = end(from)) {
                found.add(text.substring(from, end));
                from = end;
            }
            return found;
        }
    }

    private int end(int from) {
        String tag = "</Envelope>";
        int at = text.indexOf(tag, from);
        return at < 0 ? -1 : at + tag.length();
    }

    /** The response message of the next envelope, as soon as it comes. */
    public XmlElement next() {
        await().atMost(LONG_ENOUGH).until(() -> envelopes().size() > taken);
        String envelope = envelopes().get(taken++);
        AnswerSchemas.check(envelope);
        return XmlReader.read(envelope.getBytes(UTF_8))
                .at("Body", "GetStreamingEventsResponse", "ResponseMessages", "GetStreamingEventsResponseMessage")
                .orElseThrow();
    }

    /** How many envelopes have come that nobody has looked at. */
    public int waiting() {
        return envelopes().size() - taken;
    }

    /** Waits until the server has ended it. */
    public void awaitEnd() {
        await().atMost(LONG_ENOUGH).until(over::isDone);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
