package org.s2slab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestClock;

class WireJournalTest {
    private static final WireJournal.Message SMALL = message("GET / HTTP/1.1");

    private final IdGenerator ids = IdGenerator.seeded(1);
    private final WireJournal journal = new WireJournal("lync", new TestClock());

    private static WireJournal.Message message(String line) {
        return new WireJournal.Message(line, List.of(), Buffer.buffer(), 0, true);
    }

    private TraceParent record(WireJournal.Message request) {
        TraceParent caller = TraceParent.start(ids);
        TraceParent own = caller.child(ids);
        journal.record(caller.header(), own.header(), journal.now(), request, SMALL);
        return own;
    }

    @Test
    void keepsTheNewestByNumberAndBySize() {
        TraceParent first = record(SMALL);
        for (int i = 1; i < WireJournal.MOST; i++) {
            record(SMALL);
        }
        assertThat(journal.of(first.traceId())).hasSize(1);
        record(SMALL);
        assertThat(journal.of(first.traceId())).isEmpty();
        assertThat(journal.of(null)).hasSize(WireJournal.MOST);

        WireJournal.Message large = message(" ".repeat(WireJournal.MOST_BYTES / 3));
        List.of(1, 2, 3, 4).forEach(each -> record(large));
        assertThat(journal.of(null)).hasSize(2);
    }

    @Test
    void joinsARequestWithTheHopsOfBothSides() {
        TraceParent caller = TraceParent.start(ids);
        TraceParent own = TraceParent.continueFrom(caller.header(), ids);
        journal.record(caller.header(), own.header(), journal.now(), SMALL, SMALL);
        journal.record("nonsense", own.header(), journal.now(), SMALL, SMALL);
        journal.record(caller.header(), null, journal.now(), SMALL, SMALL);

        List<WireRecord> records = journal.of(caller.traceId());
        assertThat(records).extracting(WireRecord::spanId).containsExactly(own.spanId(), own.spanId());
        assertThat(records).extracting(WireRecord::parentSpanId).containsExactly(caller.spanId(), null);
        assertThat(WireRecord.of(records.get(0).json(), Duration.ZERO)).isEqualTo(records.get(0));
    }
}
