package org.s2slab.exchange.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.s2slab.xml.XmlElement;

class DraftMimeTest {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private static XmlElement update(String mime) {
        String base64 = Base64.getEncoder().encodeToString(mime.getBytes(StandardCharsets.UTF_8));
        return t(
                "SetItemField",
                t("FieldURI").with("FieldURI", "item:MimeContent"),
                t("Message", t("MimeContent", base64)));
    }

    /** While the only worker thread is busy, nothing is read. The event loop would have read it at once. */
    @Test
    void isReadBesideTheEventLoop() {
        Promise<Boolean> atOnce = Promise.promise();
        Promise<Optional<DraftMime>> read = Promise.promise();
        CountDownLatch busy = new CountDownLatch(1);
        vertx.runOnContext(loop -> {
            vertx.executeBlocking(() -> busy.await(1, TimeUnit.MINUTES), false);
            Future<Optional<DraftMime>> reading =
                    DraftMime.read(List.of(update("Subject: first\r\n\r\n"), update("Subject: second\r\n\r\n")));
            atOnce.complete(reading.isComplete());
            reading.onComplete(read);
            busy.countDown();
        });
        assertThat(read.future().await().map(mime -> mime.given().content().subject()))
                .hasValue("second");
        assertThat(atOnce.future().await()).isFalse();
    }
}
