package org.s2slab.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The limits on what one caller may use of a node, so that enough is left for others. Times are in milliseconds. */
public enum RequestLimit {
    /** More connections than the people, partners and consoles of a lab use together. */
    CONNECTIONS("connections", Unit.COUNT, 1_000, 8, 100_000, "open connections of one port"),

    /** Half of all connections, because in a lab all callers have the same address. */
    CONNECTIONS_PER_ADDRESS(
            "connections-per-address", Unit.COUNT, 500, 4, 100_000, "open connections of one port from one address"),

    /** Time for data that a client sends without waiting, TLS included; enough for a very busy machine. */
    HEADER_TIME(
            "header-time",
            Unit.TIME,
            30_000,
            100,
            600_000,
            "time from the connection, or from the first byte of a later request, to the end of the header"),

    /** 32 MB in this time are 1 MB a second. */
    BODY_TIME("body-time", Unit.TIME, 30_000, 100, 600_000, "time from the first look at a body to its end"),

    /** A token request has some 3 KB, a request for a web ticket less than 10 KB. */
    ANONYMOUS_BODY(
            "anonymous-body",
            Unit.COUNT,
            65_536,
            4_096,
            16_777_216,
            "bytes of a body that an endpoint for anyone reads"),

    /** Four of the largest bodies; discarding them costs less than a second of processor time. */
    REFUSED_BODIES(
            "refused-bodies",
            Unit.COUNT,
            134_217_728,
            0,
            17_179_869_184L,
            "bytes in a minute, for one address, of bodies above 64 KiB that are read and thrown away behind a refusal"),

    /** One request is read or answered while the other waits for the database. */
    REQUESTS_PER_CALLER(
            "requests-per-caller",
            Unit.COUNT,
            2,
            1,
            10_000,
            "requests of one person or application that are worked on at the same time"),

    /** Together with the two requests in progress, EwsMaxConcurrency of Exchange 2013, which is 27. */
    WAITING_PER_CALLER(
            "waiting-per-caller",
            Unit.COUNT,
            25,
            0,
            10_000,
            "further requests of one person or application that wait for their turn"),

    /** The size of the largest batches of known clients. */
    LIST_ENTRIES("list-entries", Unit.COUNT, 1_000, 10, 100_000, "entries of one list in a request"),

    /** The default of DiscoveryMaxKeywords of Exchange 2013. */
    QUERY_TERMS("query-terms", Unit.COUNT, 500, 1, 100_000, "words, phrases and properties of one search query"),

    /** Many more than an organisation of a lab has, and few enough for memory. */
    DIRECTORY_OBJECTS(
            "directory-objects",
            Unit.COUNT,
            1_000,
            10,
            100_000,
            "applications of one tenant at the authorization server, each with or without its service principal");

    /** The form of a value in a configuration. */
    private enum Unit {
        COUNT,
        TIME
    }

    private final String key;
    private final Unit unit;
    private final long usual;
    private final long least;
    private final long most;
    private final String sentence;

    RequestLimit(String key, Unit unit, long usual, long least, long most, String sentence) {
        this.key = key;
        this.unit = unit;
        this.usual = usual;
        this.least = least;
        this.most = most;
        this.sentence = sentence;
    }

    /** Returns the limit with this name. Throws IllegalArgumentException with all known names if the name is unknown. */
    static RequestLimit named(String key) {
        return Arrays.stream(values())
                .filter(limit -> limit.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown limit '" + key + "'; known are " + keys()));
    }

    /** The names of all limits. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(RequestLimit::key).toList();
    }

    /** The name in configurations. */
    public String key() {
        return key;
    }

    /** The description of the limit. */
    public String sentence() {
        return sentence;
    }

    /** The default value. */
    public long usual() {
        return usual;
    }

    /** Parses a value of a configuration. Throws IllegalArgumentException that names key, value and range. */
    long read(Object written) {
        long value = unit == Unit.TIME ? time(written) : number(written);
        if (value < least || value > most) {
            throw refused(written);
        }
        return value;
    }

    /** Formats a value for a configuration. */
    public Object written(long value) {
        return unit == Unit.TIME ? Duration.ofMillis(value).toString() : (Object) value;
    }

    /** The range of values, formatted for a configuration. */
    public String range() {
        return written(least) + " to " + written(most);
    }

    private long number(Object written) {
        if (written instanceof Integer || written instanceof Long) {
            return ((Number) written).longValue();
        }
        throw refused(written);
    }

    private long time(Object written) {
        try {
            return Duration.parse(String.valueOf(written)).toMillis();
        } catch (DateTimeException | ArithmeticException e) {
            throw refused(written);
        }
    }

    private IllegalArgumentException refused(Object written) {
        return new IllegalArgumentException(key + ": found '" + written + "', expected "
                + (unit == Unit.TIME ? "a time" : "a whole number") + " from " + range());
    }
}
