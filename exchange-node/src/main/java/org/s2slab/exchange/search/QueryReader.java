package org.s2slab.exchange.search;

import java.time.Clock;

/**
 * Parses the queries of callers: resolves words such as {@code today} by the clock, and limits the number of terms.
 *
 * @param mostTerms words, phrases and properties of one query
 */
public record QueryReader(Clock clock, int mostTerms) {
    /** Reads a query in KQL. Throws {@link QuerySyntaxException}. */
    public KeywordQuery kql(String text) {
        return QueryParser.parse(text, clock.instant(), false, mostTerms);
    }

    /** Reads a query in AQS. Throws {@link QuerySyntaxException}. */
    public KeywordQuery aqs(String text) {
        return QueryParser.parse(text, clock.instant(), true, mostTerms);
    }
}
