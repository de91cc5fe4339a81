package org.s2slab.migration.importer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses dates in PowerShell's JSON: {@code /Date(1772323200000)/} (version 5.1) and ISO 8601 (version 7). */
final class PowerShellDateParser {
    private static final Pattern DATE = Pattern.compile("\\\\?/Date\\((-?[0-9]{1,15})(?:[+-][0-9]{4})?\\)\\\\?/");

    /** The upper limit for a date that means "no value". .NET uses DateTime.MinValue for this. */
    private static final Instant NONE = Instant.parse("0001-01-02T00:00:00Z");

    private PowerShellDateParser() {}

    /** The time, in UTC if the text has no offset; empty if the text is not a date. */
    static Optional<Instant> read(String text) {
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(date.group(1))));
        }
        try {
            return Optional.of(
                    text.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether the date has a value. */
    static boolean isSet(Instant moment) {
        return moment.isAfter(NONE);
    }
}
