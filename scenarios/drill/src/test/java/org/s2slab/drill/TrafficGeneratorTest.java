package org.s2slab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.s2slab.drill.TrafficGenerator.UserGroup;

class TrafficGeneratorTest {
    private static final int AT_ONCE = 2;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void usesAFeatureWhileTheUsersOfAnotherOneWait() {
        CountDownLatch answer = new CountDownLatch(1);
        TrafficGenerator<FeatureUse> traffic = generator(feature -> {
            if (feature == FeatureUse.CONTACTS) {
                answer.await();
            }
            return feature == FeatureUse.MEETINGS ? "refused" : null;
        });
        traffic.begin();
        traffic.breathe(40);
        CallStatistics.Counts<FeatureUse> counts = traffic.statistics().counts();
        answer.countDown();
        traffic.end();

        assertThat(counts.calls(FeatureUse.CONTACTS)).isZero();
        assertThat(counts.calls(FeatureUse.ARCHIVING)).isGreaterThan(10);
        assertThat(counts.noticed(FeatureUse.ARCHIVING)).isZero();
        assertThat(counts.noticed(FeatureUse.MEETINGS))
                .isEqualTo(counts.calls(FeatureUse.MEETINGS))
                .isPositive();
        assertThat(traffic.statistics().counts().calls(FeatureUse.CONTACTS))
                .as("what was due while both users waited is left out")
                .isBetween(AT_ONCE, AT_ONCE + 10);
    }

    @Test
    void countsAUseThatThrowsAsNotServed() {
        TrafficGenerator<FeatureUse> traffic = generator(feature -> {
            throw new IllegalStateException("no response");
        });

        assertThat(traffic.use(FeatureUse.CONTACTS)).contains("no response");
        assertThat(traffic.statistics().counts().noticed(FeatureUse.CONTACTS)).isEqualTo(1);
    }

    /** Contacts have their own users; the other features share some. */
    private TrafficGenerator<FeatureUse> generator(Waiting use) {
        List<UserGroup<FeatureUse>> users = List.of(
                new UserGroup<>(List.of(FeatureUse.CONTACTS), AT_ONCE),
                new UserGroup<>(List.of(FeatureUse.ARCHIVING, FeatureUse.MEETINGS), AT_ONCE));
        return new TrafficGenerator<>(FeatureUse.class, vertx, Clock.systemUTC(), 400, users, feature -> {
            try {
                return use.once(feature);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private interface Waiting {
        @Nullable
        String once(FeatureUse feature) throws InterruptedException;
    }
}
