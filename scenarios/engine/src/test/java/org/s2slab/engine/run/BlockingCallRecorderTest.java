package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockingCallRecorderTest {
    @TempDir
    Path folder;

    @Test
    void findsAFileReadOnAnEventLoop() throws Exception {
        assertThat(recorded(true, this::readAFile).keySet())
                .anyMatch(
                        call -> call.startsWith("jdk.FileRead") && call.contains("BlockingCallRecorderTest.readAFile"));
    }

    @Test
    void findsAWaitForAFutureOnAnEventLoop() throws Exception {
        assertThat(recorded(true, BlockingCallRecorderTest::waitForAFuture).keySet())
                .anyMatch(call -> call.startsWith("jdk.ThreadPark") && call.contains("waitForAFuture"));
    }

    @Test
    void findsNothingOnAWorker() throws Exception {
        assertThat(recorded(false, () -> readAFile() + waitForAFuture())).isEmpty();
    }

    private String readAFile() throws Exception {
        return Files.readString(Files.writeString(folder.resolve("file"), "text"));
    }

    private static String waitForAFuture() throws Exception {
        try {
            return new CompletableFuture<String>().get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return "late";
        }
    }

    private Map<String, Integer> recorded(boolean onLoop, Callable<String> work) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (BlockingCallRecorder recorder = new BlockingCallRecorder()) {
            (onLoop ? onLoop(vertx, work) : vertx.executeBlocking(work)).await();
            return recorder.found(folder);
        } finally {
            vertx.close().await();
        }
    }

    private static Future<String> onLoop(Vertx vertx, Callable<String> work) {
        Promise<String> done = Promise.promise();
        vertx.runOnContext(turn -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.fail(e);
            }
        });
        return done.future();
    }
}
