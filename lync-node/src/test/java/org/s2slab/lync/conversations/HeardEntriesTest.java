package org.s2slab.lync.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.lync.archiving.Transcript.Entry;
import org.s2slab.lync.archiving.Transcript.Kind;
import org.s2slab.lync.conversations.Conversation.Member;
import org.s2slab.lync.conversations.Conversation.State;

class HeardEntriesTest {
    private static final String ANNA = "anna@contoso.com";
    private static final String BERT = "bert@contoso.com";

    private static Entry entry(int sequence, Kind kind, String sip) {
        return new Entry(sequence, Instant.EPOCH, kind, sip, "");
    }

    private static Member member(String sip, State state) {
        return new Member(sip, sip, sip, state);
    }

    private static List<Integer> numbers(List<Entry> heard) {
        return heard.stream().map(Entry::sequence).toList();
    }

    @Test
    void arePartsBetweenAJoinAndALeaveWithBothOfThem() {
        HeardEntries events = new HeardEntries(
                List.of(),
                List.of(
                        entry(1, Kind.MESSAGE, ANNA),
                        entry(2, Kind.JOIN, BERT),
                        entry(3, Kind.MESSAGE, ANNA),
                        entry(4, Kind.LEAVE, BERT),
                        entry(5, Kind.MESSAGE, ANNA)),
                List.of(entry(6, Kind.LEAVE, ANNA)));
        assertThat(numbers(events.of(member(BERT, State.LEFT)))).containsExactly(2, 3, 4);
        assertThat(numbers(events.of(member(ANNA, State.PRESENT)))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void beginWithThePartForWhoeverWasInTheConferenceBeforeIt() {
        List<Entry> earlier = List.of(entry(1, Kind.JOIN, BERT), entry(2, Kind.JOIN, ANNA), entry(3, Kind.LEAVE, ANNA));
        List<Entry> part = List.of(entry(4, Kind.MESSAGE, BERT), entry(5, Kind.LEAVE, BERT), entry(6, Kind.JOIN, ANNA));
        HeardEntries events = new HeardEntries(earlier, part, List.of());
        assertThat(numbers(events.of(member(BERT, State.LEFT)))).containsExactly(4, 5);
        assertThat(numbers(events.of(member(ANNA, State.PRESENT)))).containsExactly(6);
        // Its join was forgotten.
        HeardEntries forgotten = new HeardEntries(List.of(), part, List.of());
        assertThat(numbers(forgotten.of(member(BERT, State.LEFT)))).containsExactly(4, 5);
    }

    /** Otherwise a conference of 250 people with 10,000 messages needs a gigabyte. */
    @Test
    void areOneListForAllWhoHeardEverything() {
        HeardEntries events =
                new HeardEntries(List.of(), List.of(entry(1, Kind.MESSAGE, ANNA)), List.of(entry(2, Kind.LEAVE, ANNA)));
        assertThat(events.of(member(ANNA, State.PRESENT)))
                .hasSize(2)
                .isSameAs(events.of(member(BERT, State.PRESENT)))
                .isSameAs(events.all());
    }
}
