package org.s2slab.exchange.search;

import java.time.Clock;

/**
 * Parses the queries of callers with the current time and a limit of terms.
 *
 * @param mostTerms the maximum number of words, phrases and properties in a query
 */
public record QueryReader(Clock clock, int mostTerms) {
    /** Parses a KQL query. Throws {@link QuerySyntaxException}. */
    public KeywordQuery kql(String text) {
        return QueryParser.parse(text, clock.instant(), false, mostTerms);
    }

    /** Parses an AQS query. Throws {@link QuerySyntaxException}. */
    public KeywordQuery aqs(String text) {
        return QueryParser.parse(text, clock.instant(), true, mostTerms);
    }
}
