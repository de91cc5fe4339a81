package org.s2slab.exchange.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.ews.EwsNames.t;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.ItemKind;

class RoomAttendantTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private static Item entry(String uid, int from, int to, String status) {
        ItemContent content = ItemContent.empty(ItemKind.CALENDAR_ITEM)
                .withSpan(START.plus(Duration.ofMinutes(from)), START.plus(Duration.ofMinutes(to)))
                .with(t("UID", uid))
                .with(t("LegacyFreeBusyStatus", status));
        return new Item(
                1,
                "i1",
                "2",
                "calendar",
                content,
                null,
                new Item.History(START, START, 1, 1),
                1,
                ChangedOccurrence.Attached.NONE,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        // an entry of another meeting beside the expected one from 60 to 120
        "0, 60, Busy, true",
        "120, 180, Busy, true",
        "0, 61, Busy, false",
        "119, 180, Busy, false",
        "70, 80, Busy, false",
        "0, 500, Busy, false",
        "0, 500, Free, true"
    })
    void isFreeWhereNoOtherMeetingMeetsTheWantedOne(int from, int to, String status, boolean free) {
        List<Item> found = List.of(entry("other", from, to, status), entry("wanted", 60, 120, "Tentative"));
        assertThat(RoomAttendant.isFree(found, "wanted")).isEqualTo(free);
    }

    @Test
    void isNotInTheWayOfItself() {
        List<Item> found = List.of(
                entry("wanted", 0, 60, "Tentative"), entry("wanted", 30, 90, "Busy"), entry("other", 90, 95, "Busy"));
        assertThat(RoomAttendant.isFree(found, "wanted")).isTrue();
    }

    /** Each entry is looked at once, whatever their number. */
    @Test
    void looksAtEachEntryOnce() {
        List<Item> entries = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            entries.add(entry(i % 2 == 0 ? "other" : "wanted", i, i + 1, "Busy"));
        }
        int[] reads = {0};
        List<Item> counting = new AbstractList<>() {
            @Override
            public Item get(int index) {
                reads[0]++;
                return entries.get(index);
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
        assertThat(RoomAttendant.isFree(counting, "wanted")).isTrue();
        assertThat(reads[0]).isEqualTo(1000);
    }
}
