package org.s2slab.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One change of what an online service allows: one row of the calendar.
 *
 * @param id its name in the program
 * @param from the moment from which it is in force
 * @param until the first moment at which a temporary change is no longer in force; null for a permanent change
 * @param role the role whose servers it concerns: lync, exchange, sharepoint or authz
 * @param scope the tenants that it concerns
 * @param changes the change, one sentence
 * @param breaks what no longer works
 * @param cure what helps, with cmdlets, or "no cure is known"
 * @param source the public source
 * @param reliability how reliable the source is
 */
public record OnlineServiceChange(
        String id,
        Instant from,
        @Nullable Instant until,
        String role,
        TenantScope scope,
        String changes,
        String breaks,
        String cure,
        String source,
        Reliability reliability) {
    private static final int COLUMNS = 10;

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

    /** The tenants that a change concerns, with the word of the table. */
    public enum TenantScope {
        ALL("all"),
        /** It begins tenant by tenant: on the first day, or on the tenant's own day. */
        EACH("tenant by tenant"),
        /** It concerns only tenants that are created on the first day or later, from the day of their creation on. */
        NEW("new tenants");

        private final String word;

        TenantScope(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Reads a row of the table; IllegalArgumentException with the row and the column if it is wrong. */
    static OnlineServiceChange read(String[] row) {
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
        TenantScope scope = scope(row);
        if (until != null && scope != TenantScope.ALL) {
            throw wrong(row, "a change with an end begins for all tenants at once");
        }
        return new OnlineServiceChange(
                row[0], from, until, row[3], scope, row[5], row[6], row[7], row[8], Reliability.valueOf(row[9]));
    }

    private static TenantScope scope(String[] row) {
        return Arrays.stream(TenantScope.values())
                .filter(scope -> scope.word().equals(row[4]))
                .findFirst()
                .orElseThrow(() -> wrong(row, "column 5: '" + row[4] + "' is unknown"));
    }

    /** A copy that begins on another day, at 00:00 UTC. */
    OnlineServiceChange beginningOn(LocalDate day) {
        Instant other = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new OnlineServiceChange(id, other, until, role, scope, changes, breaks, cure, source, reliability);
    }

    /** The day on which it begins. */
    public LocalDate firstDay() {
        return from.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Whether it is in force at a moment. */
    public boolean isInForce(Instant moment) {
        return !moment.isBefore(from) && (until == null || moment.isBefore(until));
    }

    /** A date begins at 00:00 UTC. A moment has been published otherwise. */
    private static Instant moment(String text) {
        return text.contains("T")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static IllegalArgumentException wrong(String[] row, String problem) {
        return new IllegalArgumentException("calendar.tsv: row '" + row[0] + "': " + problem);
    }
}
