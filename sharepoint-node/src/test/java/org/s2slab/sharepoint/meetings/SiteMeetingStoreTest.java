package org.s2slab.sharepoint.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.node.RetrySchedule;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.meetings.SiteMeeting.State;
import org.s2slab.store.Database;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.TestClock;

/** When an unfinished meeting is taken up again: put off by a pause, on a clock that an administrator sets. */
class SiteMeetingStoreTest {
    private static final String ID = "meeting-1";

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private Database database;

    @BeforeEach
    void putOneOff(@TempDir Path folder) {
        database = TestDatabase.in(vertx, folder, "db/common", "db/sharepoint");
        database.open().await();
        database.change(tx -> {
                    SiteMeetingStore.begin(tx, meeting(), now());
                    SiteMeetingStore.begin(tx, ID, State.CANCELLING, null, now(), null);
                    SiteMeetingStore.failed(tx, ID, "Exchange is away", now() + RetrySchedule.LONGEST_PAUSE);
                })
                .await();
    }

    private SiteMeeting meeting() {
        MeetingDetails details = new MeetingDetails(
                "Review",
                clock.instant().plus(Duration.ofDays(1)),
                clock.instant().plus(Duration.ofDays(2)),
                "Online meeting",
                "",
                List.of("bert@contoso.com"),
                "Invited",
                null,
                null);
        return new SiteMeeting(
                ID,
                "site-1",
                "/sites/orchard",
                "anna@contoso.com",
                new SiteMeeting.Operation(State.BOOKING, null, 0, null, null),
                details,
                null,
                null,
                false);
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private List<SiteMeeting> due() {
        return database.read(rx -> SiteMeetingStore.due(rx, now(), RetrySchedule.LONGEST_PAUSE))
                .await();
    }

    @Test
    void aPauseIsKept() {
        assertThat(due()).isEmpty();
        clock.advance(Duration.ofSeconds(RetrySchedule.LONGEST_PAUSE).minusSeconds(1));
        assertThat(due()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(due()).extracting(SiteMeeting::id).containsExactly(ID);
    }

    @Test
    void aPauseThatBeganLaterThanItIsNowIsOver() {
        clock.advance(Duration.ofDays(-30));
        assertThat(due()).extracting(SiteMeeting::id).containsExactly(ID);
    }

    private void isIn(State state) {
        database.change(tx -> SiteMeetingStore.begin(tx, ID, state, null, now(), null))
                .await();
    }

    private Future<Void> settled() {
        return database.change(
                tx -> SiteMeetingStore.settled(tx, ID, State.BOOKING, meeting().details()));
    }

    private Optional<SiteMeeting> interrupted() {
        return database.write(tx -> SiteMeetingStore.interrupted(tx, ID)).await();
    }

    private Future<Void> calling() {
        return database.change(tx -> SiteMeetingStore.calling(tx, ID, "conference-1", "https://meet.contoso.com/1"));
    }

    /** Both servers work on the meeting after the database server was restarted, which frees their locks. */
    @Test
    void aBookingThatAnotherServerUndoesIsNotComplete() {
        isIn(State.BOOKING);
        assertThat(interrupted()).isPresent();
        assertThatThrownBy(() -> settled().await())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("another server of the farm has ended the operation");
        assertThat(due()).extracting(found -> found.operation().state()).containsExactly(State.UNDOING);
    }

    @Test
    void aBookingThatIsCompleteIsNotUndone() {
        isIn(State.BOOKING);
        settled().await();
        assertThat(interrupted()).isEmpty();
        assertThat(due()).isEmpty();
    }

    @Test
    void aBookingThatAnotherServerRemovedIsNotComplete() {
        database.change(tx -> SiteMeetingStore.remove(tx, ID)).await();
        assertThatThrownBy(() -> settled().await()).isInstanceOf(Refusal.class).hasMessageContaining(ID);
    }

    /** The server that undoes the booking has read the meeting before, when Exchange was not yet asked. */
    @Test
    void whoeverUndoesABookingKnowsWhatWasStoredMeanwhile() {
        isIn(State.BOOKING);
        calling().await();
        assertThat(interrupted()).get().satisfies(begun -> {
            assertThat(begun.atExchange()).isTrue();
            assertThat(begun.conference()).isEqualTo("conference-1");
        });
    }

    @Test
    void exchangeIsNotAskedForABookingThatAnotherServerUndoes() {
        isIn(State.BOOKING);
        assertThat(interrupted()).isPresent();
        assertThatThrownBy(() -> calling().await()).isInstanceOf(Refusal.class).hasMessageContaining(ID);
        assertThat(due()).extracting(SiteMeeting::atExchange).containsExactly(false);
    }

    @Test
    void exchangeIsNotAskedForABookingThatAnotherServerRemoved() {
        database.change(tx -> SiteMeetingStore.remove(tx, ID)).await();
        assertThatThrownBy(() -> calling().await()).isInstanceOf(Refusal.class).hasMessageContaining(ID);
    }
}
