package org.s2slab.authz.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.authz.Assertions;

/** The last value that a rule of tokens given takes, and the first that it refuses. */
class GrantEdgesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final long NOW = Assertions.NOW;

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @TestFactory
    Stream<DynamicTest> decidesToTheSecond() {
        return Stream.of(
                edge("begins ahead by the skew", "issued", lives(NOW + 300, NOW + 600)),
                edge("begins ahead by a second more", "H2", lives(NOW + 301, NOW + 600)),
                edge("ended a second less than the skew ago", "issued", lives(NOW - 900, NOW - 299)),
                edge("ended the skew ago", "H2", lives(NOW - 900, NOW - 300)),
                edge("was made ahead by a second more than the skew", "H2", w -> w.assertion.claim("iat", NOW + 301)),
                edge(
                        "was made ahead by the skew",
                        "issued",
                        w -> w.assertion.claim("iat", NOW + 300).claim("exp", Long.toString(NOW + 600))),
                edge("lives an hour", "issued", lives(NOW, NOW + 3600)),
                edge("lives an hour and a second", "K3", lives(NOW, NOW + 3601)),
                edge("lives a second", "issued", lives(NOW, NOW + 1)),
                edge("lives no time", "K3", lives(NOW, NOW)),
                edge(
                        "lives an hour since it was made",
                        "issued",
                        w -> lives(NOW - 100, NOW + 3600)
                                .andThen(world -> world.assertion.claim("iat", NOW))
                                .accept(w)),
                edge(
                        "says no beginning and lives an hour",
                        "issued",
                        w -> w.assertion.without("nbf").claim("exp", Long.toString(NOW + 3600))),
                edge(
                        "says no beginning and lives a second more",
                        "K3",
                        w -> w.assertion.without("nbf").claim("exp", Long.toString(NOW + 3601))),
                edge("of a credential in its last second", "issued", w -> {
                    w.clock.advance(Duration.ofDays(1));
                    w.bySecret();
                }),
                edge("of a credential a second later", "E5", w -> {
                    w.clock.advance(Duration.ofDays(1).plusSeconds(1));
                    w.bySecret();
                }),
                edge("of a credential in its first second", "issued", w -> {
                    w.clock.advance(Duration.ofDays(-1));
                    w.bySecret();
                }),
                edge("of a credential a second before", "E5", w -> {
                    w.clock.advance(Duration.ofDays(-1).minusSeconds(1));
                    w.bySecret();
                }));
    }

    private static Consumer<GrantWorld> lives(long from, long to) {
        return world -> world.assertion.claim("nbf", Long.toString(from)).claim("exp", Long.toString(to));
    }

    private DynamicTest edge(String title, String outcome, Consumer<GrantWorld> change) {
        return dynamicTest(title, () -> {
            try (GrantWorld world = world()) {
                change.accept(world);
                assertThat(world.outcome()).isEqualTo(outcome);
            }
        });
    }

    private GrantWorld world() throws IOException {
        return new GrantWorld(VERTX, Files.createTempDirectory(folder, "world"));
    }
}
