package org.s2slab.config;

import java.util.Arrays;
import java.util.List;

/** What a node bounds, so that one caller leaves enough of it to the others. */
public enum RequestLimit {
    /** The largest batches of known clients. */
    LIST_ENTRIES("list-entries", 1_000, 10, 100_000, "entries of one list in a request"),

    /** DiscoveryMaxKeywords of Exchange 2013. */
    QUERY_TERMS("query-terms", 500, 1, 100_000, "words, phrases and properties of one search query");

    private final String key;
    private final long usual;
    private final long least;
    private final long most;
    private final String sentence;

    RequestLimit(String key, long usual, long least, long most, String sentence) {
        this.key = key;
        this.usual = usual;
        this.least = least;
        this.most = most;
        this.sentence = sentence;
    }

    /** The limit of this name. IllegalArgumentException that names all of them where there is none. */
    static RequestLimit named(String key) {
        return Arrays.stream(values())
                .filter(limit -> limit.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown limit '" + key + "'; known are " + keys()));
    }

    private static List<String> keys() {
        return Arrays.stream(values()).map(RequestLimit::key).toList();
    }

    /** Its name in configurations. */
    public String key() {
        return key;
    }

    /** What it bounds. */
    public String sentence() {
        return sentence;
    }

    /** The value where a configuration says none. */
    public long usual() {
        return usual;
    }

    /** Reads a value as a configuration writes it. IllegalArgumentException that names key, value and range. */
    long read(Object written) {
        long value = number(written);
        if (value < least || value > most) {
            throw refused(written);
        }
        return value;
    }

    /** The smallest and the largest value, as a configuration writes them. */
    public String range() {
        return least + " to " + most;
    }

    private long number(Object written) {
        if (written instanceof Integer || written instanceof Long) {
            return ((Number) written).longValue();
        }
        throw refused(written);
    }

    private IllegalArgumentException refused(Object written) {
        return new IllegalArgumentException(key + ": found '" + written + "', expected a whole number from " + range());
    }
}
