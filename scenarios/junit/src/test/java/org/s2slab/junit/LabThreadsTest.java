package org.s2slab.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A lab that is stopped leaves no thread behind: each thread that it begins is in the group of the thread that started it. */
class LabThreadsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** One thread for each JVM, a daemon, of Amazon's cryptography provider. */
    private static final String OF_THE_PROVIDER = "Native reference cleanup thread";

    private final ThreadGroup group = new ThreadGroup("lab");

    @Test
    void noThreadStaysWhenTheLabIsStopped() throws Exception {
        FutureTask<List<String>> work = new FutureTask<>(this::threadsOfARunningLab);
        new Thread(group, work, "starter").start();

        assertThat(work.get())
                .anyMatch(name -> name.startsWith("vert.x-eventloop"))
                .anyMatch(name -> name.startsWith("HttpClient"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            // The JDK ends the thread of an HttpClient when nobody refers to the client any more.
            System.gc();
            assertThat(threads()).isEmpty();
        });
    }

    private List<String> threadsOfARunningLab() throws Exception {
        try (RunningLab lab = RunningLab.start("lync-alone", "")) {
            HttpRequest request = HttpRequest.newBuilder(lab.url("lync").resolve("/users/me/contacts"))
                    .build();
            assertThat(lab.httpClient().send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
            return threads();
        }
    }

    private List<String> threads() {
        Thread[] alive = new Thread[10_000];
        group.enumerate(alive);
        return Arrays.stream(alive)
                .filter(Objects::nonNull)
                .map(Thread::getName)
                .filter(name -> !name.equals(OF_THE_PROVIDER))
                .toList();
    }
}
