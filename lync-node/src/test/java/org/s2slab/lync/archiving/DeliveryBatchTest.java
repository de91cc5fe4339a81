package org.s2slab.lync.archiving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.lync.archiving.TranscriptQueue.Queued;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** What goes into one mailbox by one call. */
class DeliveryBatchTest {
    private static final Transcript EMPTY = new Transcript("conversation", 1, false, "", List.of(), List.of());
    private static final TraceParent CAUSE = TraceParent.start(IdGenerator.seeded(1));

    @Test
    void takesTwentyFiveTranscriptsAndNoMore() {
        List<Queued> due = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            due.add(queued(i, "anna", 1));
        }
        assertThat(DeliveryBatch.of(due))
                .extracting(one -> one.entries().size())
                .containsExactly(25, 1);
    }

    @Test
    void takesHalfAMillionCharactersAndNoMoreUnlessOneIsLonger() {
        assertThat(DeliveryBatch.of(List.of(queued(1, "anna", 400_000), queued(2, "anna", 100_000))))
                .hasSize(1);
        assertThat(DeliveryBatch.of(List.of(queued(1, "anna", 400_000), queued(2, "anna", 100_001))))
                .hasSize(2);
        assertThat(DeliveryBatch.of(List.of(queued(1, "anna", 900_000), queued(2, "anna", 1))))
                .extracting(one -> one.entries().size())
                .containsExactly(1, 1);
    }

    @Test
    void callsOnceForEachMailboxInTheOrderOfTheFirst() {
        Queued first = queued(1, "anna", 1);
        Queued second = queued(2, "bert", 1);
        Queued third = queued(3, "anna", 1);
        assertThat(DeliveryBatch.of(List.of(first, second, third)))
                .containsExactly(
                        new DeliveryBatch("anna", List.of(first, third)), new DeliveryBatch("bert", List.of(second)));
        assertThat(DeliveryBatch.of(List.of())).isEmpty();
    }

    @Test
    void knowsTheCausesOfWhatIsInItAndComesApart() {
        Queued known = queued(1, "anna", 1);
        Queued unknown = new Queued(2, EMPTY, "anna", 0, 1, null, "a", false);
        DeliveryBatch both = new DeliveryBatch("anna", List.of(known, unknown));
        assertThat(both.causes()).containsExactly(CAUSE, null);
        assertThat(both.apart())
                .containsExactly(
                        new DeliveryBatch("anna", List.of(known)), new DeliveryBatch("anna", List.of(unknown)));
    }

    private static Queued queued(long number, String user, int size) {
        return new Queued(number, EMPTY, user, 0, size, CAUSE, "a", false);
    }
}
