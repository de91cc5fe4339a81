package org.s2slab.exchange.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.Mailbox.MailboxTrait;
import org.s2slab.exchange.scheduling.ConferenceStore.Entry;
import org.s2slab.node.RetrySchedule;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.DeferredWork;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** When Lync is told again of what it could not be told: put off by a pause, on a clock that an administrator sets. */
class ConferenceStoreTest {
    private static final String UID = "meeting-1";

    private static final TraceParent CAUSE = TraceParent.start(IdGenerator.seeded(1));

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private TestMailboxes mailboxes;
    private ConferenceStore conferences;

    @BeforeEach
    void putOneOff(@TempDir Path folder) {
        mailboxes = TestMailboxes.open(vertx, folder);
        conferences = new ConferenceStore(mailboxes.database, clock);
        conferences.begin(UID, mailboxes.of("anna"), CAUSE).await();
        conferences.undo(UID, mailboxes.of("anna"), null, CAUSE).await();
        clock.advance(Duration.ofSeconds(2));
        Entry entry = due().get(0);
        conferences
                .failed(entry, "Lync is away", clock.instant().getEpochSecond() + RetrySchedule.LONGEST_PAUSE)
                .await();
    }

    @AfterEach
    void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    private List<Entry> due() {
        return conferences
                .due(clock.instant().getEpochSecond(), RetrySchedule.LONGEST_PAUSE)
                .await();
    }

    @Test
    void aPauseIsKept() {
        assertThat(due()).isEmpty();
        clock.advance(Duration.ofSeconds(RetrySchedule.LONGEST_PAUSE).minusSeconds(1));
        assertThat(due()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(due()).extracting(Entry::uid).containsExactly(UID);
    }

    @Test
    void theCallerThatChangesAMeetingIsTheFirstToTellLync() {
        conferences.begin("meeting-2", mailboxes.of("anna"), CAUSE).await();
        conferences.undo("meeting-2", mailboxes.of("anna"), "M2", CAUSE).await();
        assertThat(due()).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(due()).extracting(Entry::uid).containsExactly("meeting-2");
    }

    /** Both instances work on the meeting after the database server was restarted, which frees their locks. */
    @Test
    void aMeetingWhoseConferenceAnotherInstanceDeletesIsNotBooked() {
        conferences.begin("meeting-2", mailboxes.of("anna"), CAUSE).await();
        conferences.undoUnfinished().await();
        assertThatThrownBy(() -> mailboxes
                        .database
                        .change(tx -> ConferenceStore.booked(tx, "meeting-2", "M2"))
                        .await())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("another server of the organization has ended the booking");
        assertThat(due()).extracting(Entry::uid).containsExactly("meeting-2");
    }

    /** The other instance looked for the conference before Lync made it. */
    @Test
    void aConferenceThatAnotherInstanceDidNotFindIsDeleted() {
        conferences.begin("meeting-2", mailboxes.of("anna"), CAUSE).await();
        conferences.forget("meeting-2").await();
        conferences.undo("meeting-2", mailboxes.of("anna"), "M2", CAUSE).await();
        clock.advance(Duration.ofSeconds(2));
        assertThat(due()).extracting(Entry::uid, Entry::conference).containsExactly(tuple("meeting-2", "M2"));
    }

    @Test
    void aBookingThatEndedWithoutAMeetingIsUndoneAndOneUnderWayStays() {
        conferences.begin("ended", mailboxes.of("anna"), CAUSE).await();
        Promise<Void> booked = Promise.promise();
        conferences.whileBooking("under way", booked::future);
        conferences.begin("under way", mailboxes.of("anna"), CAUSE).await();
        conferences.undoUnfinished().await();
        assertThat(due()).extracting(Entry::uid).containsExactly("ended");
    }

    @Test
    void theLyncOfAUserIsThatOfTheSipAddress() {
        Mailbox anna = mailboxes.of("anna");
        assertThat(ConferenceUpdateWorker.domain(named(anna, "anna@sip.contoso.com")))
                .isEqualTo("sip.contoso.com");
        assertThat(ConferenceUpdateWorker.domain(named(anna, null))).isEqualTo("contoso.com");
    }

    private static Mailbox named(Mailbox anna, @Nullable String sip) {
        return new Mailbox(
                anna.id(),
                anna.name(),
                "anna@contoso.com",
                null,
                sip,
                List.of(),
                Switches.of(MailboxTrait.ENABLED, MailboxTrait.PRESENT));
    }

    @Test
    void aPauseThatBeganLaterThanItIsNowIsOver() {
        clock.advance(Duration.ofDays(-30));
        assertThat(due()).extracting(Entry::uid).containsExactly(UID);
    }

    @Test
    void whatWaitsIsToldWithItsCauseAndRestsUntilItsNextAttempt() {
        assertThat(deferred())
                .containsExactly(
                        new DeferredWork("conferences that Lync has to follow", CAUSE.traceId(), 0, 1, "Lync is away"));

        clock.advance(Duration.ofSeconds(RetrySchedule.LONGEST_PAUSE));
        assertThat(deferred()).extracting(DeferredWork::due).containsExactly(1);
        assertThat(due()).extracting(Entry::cause).containsExactly(CAUSE.header());
    }

    @Test
    void itsAgeCountsFromTheRequestAndNotFromTheLatestAttempt() {
        long since = mailboxes
                .database
                .read(rx -> rx.number("SELECT since AS number FROM conferences"))
                .await();

        assertThat(since).isEqualTo(clock.instant().getEpochSecond() - 2);
    }

    private List<DeferredWork> deferred() {
        return conferences.queue(RetrySchedule.LONGEST_PAUSE).byCause().await();
    }
}
