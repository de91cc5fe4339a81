package org.s2slab.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One change of what an online service allows: one row of the calendar.
 *
 * @param id its name in the program
 * @param from the moment from which it is in force
 * @param until the first moment at which a temporary change is no longer in force; null for a permanent change
 * @param role the role whose servers it concerns: lync, exchange, sharepoint or authz
 * @param changes the change, one sentence
 * @param breaks what no longer works
 * @param cure what helps, with cmdlets, or "no cure is known"
 * @param source the public source
 * @param reliability how reliable the source is
 */
public record PolicyChange(
        String id,
        Instant from,
        @Nullable Instant until,
        String role,
        String changes,
        String breaks,
        String cure,
        String source,
        Reliability reliability) {
    private static final int COLUMNS = 9;

    /** How reliable a source is, with its letter in the table. */
    public enum Reliability {
        P("published by the vendor"),
        E("an excerpt or copy of what the vendor published"),
        S("a secondary source"),
        G("a guess");

        private final String meaning;

        Reliability(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }
    }

    /** Reads a row of the table; IllegalArgumentException with the row and the column if it is wrong. */
    static PolicyChange read(String[] row) {
        if (row.length != COLUMNS) {
            throw wrong(row, row.length + " columns, expected " + COLUMNS);
        }
        for (int i = 0; i < COLUMNS; i++) {
            if (row[i].isBlank() && i != 2) {
                throw wrong(row, "column " + (i + 1) + " is empty; each change needs a date, its effect and a source");
            }
        }
        Instant until = row[2].isEmpty() ? null : moment(row[2]);
        Instant from = moment(row[1]);
        if (until != null && !until.isAfter(from)) {
            throw wrong(row, "its end is not behind its beginning");
        }
        return new PolicyChange(
                row[0], from, until, row[3], row[4], row[5], row[6], row[7], Reliability.valueOf(row[8]));
    }

    /** Whether it is in force at a moment. */
    public boolean isInForce(Instant moment) {
        return !moment.isBefore(from) && (until == null || moment.isBefore(until));
    }

    /** A date begins at 00:00 UTC; a moment has been published otherwise. */
    private static Instant moment(String text) {
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static IllegalArgumentException wrong(String[] row, String problem) {
        return new IllegalArgumentException("calendar.tsv: row '" + row[0] + "': " + problem);
    }
}
