package org.s2slab.exchange.mailbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.xml.XmlElement;

/**
 * An occurrence of a series that is not as the pattern makes it.
 *
 * @param original the start by the pattern
 * @param starts the start of an exception, null for a deleted occurrence
 * @param ends its end, null for a deleted occurrence
 * @param updates what is different from the series, {@code SetItemField} and the like
 */
public record SeriesChange(
        Instant original,
        @Nullable Instant starts,
        @Nullable Instant ends,
        List<XmlElement> updates) {
    /** A deleted occurrence. */
    public static SeriesChange deleted(Instant original) {
        return new SeriesChange(original, null, null, List.of());
    }

    public boolean isDeleted() {
        return starts == null;
    }
}
