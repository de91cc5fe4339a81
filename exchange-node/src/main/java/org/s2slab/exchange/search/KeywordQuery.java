package org.s2slab.exchange.search;

import java.util.List;
import java.util.stream.Stream;

/** A parsed keyword query on items, as a tree ([MS-KQL], the subset that Exchange's search supports). */
public sealed interface KeywordQuery {
    /** The empty query, which every item matches. */
    public KeywordQuery EVERYTHING = new And(List.of());

    /** Matches an item if every part matches the item. A query without parts matches all items. */
    record And(List<KeywordQuery> parts) implements KeywordQuery {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** Matches if at least one part matches. */
    record Or(List<KeywordQuery> parts) implements KeywordQuery {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** Matches if the part does not match. */
    record Not(KeywordQuery part) implements KeywordQuery {}

    /**
     * Consecutive words in a field, ignoring case and accents.
     *
     * @param words as typed, without quotation marks
     * @param prefix whether the last word is a prefix
     */
    public record Text(Field field, String words, boolean prefix) implements KeywordQuery {}

    /** A value in a half-open range; times in epoch seconds, sizes in bytes. */
    record Range(Measure measure, long from, long until) implements KeywordQuery {}

    /** Matches items with one of these item classes or its subclasses, except the excluded classes. */
    record ItemClass(List<String> classes, List<String> except) implements KeywordQuery {
        public ItemClass {
            classes = List.copyOf(classes);
            except = List.copyOf(except);
        }
    }

    /**
     * Matches items with a value of a property.
     *
     * @param value 0 or 1 for a boolean, otherwise a text in lower case
     */
    public record Having(Attribute attribute, Object value) implements KeywordQuery {}

    /** The searchable fields: columns of the full-text index, and two other fields (categories, attachment names). */
    public enum Field {
        ANY(""),
        SUBJECT("subject"),
        BODY("body"),
        FROM("sender"),
        TO("to_names"),
        CC("cc_names"),
        BCC("bcc_names"),
        PARTICIPANTS("sender to_names cc_names bcc_names"),
        CATEGORY(""),
        ATTACHMENT("");

        private final String columns;

        Field(String columns) {
            this.columns = columns;
        }

        boolean isIndexed() {
            return this != CATEGORY && this != ATTACHMENT;
        }

        /** The columns of the index, separated by spaces; empty for all columns. */
        String columns() {
            return columns;
        }
    }

    /** The properties that support range comparisons. */
    enum Measure {
        /** An item that was never sent counts as sent when it was received or created. */
        SENT("query:sent"),
        RECEIVED("item:DateTimeReceived"),
        SIZE("item:Size");

        private final String path;

        Measure(String path) {
            this.path = path;
        }

        String sql() {
            return SearchColumn.sql(path);
        }
    }

    /** The properties with a small fixed set of values. */
    public enum Attribute {
        /** Whether the item has an attachment that is not inline. */
        HASATTACHMENT("item:HasAttachments"),
        ISREAD("message:IsRead"),
        ISFLAGGED("query:flagged"),
        IMPORTANCE("query:importance");

        private final String path;

        Attribute(String path) {
            this.path = path;
        }

        String sql() {
            return SearchColumn.sql(path);
        }
    }

    /** The distinct search words of a query in their order, for keyword statistics. */
    public static List<Text> keywords(KeywordQuery query) {
        return texts(query).distinct().toList();
    }

    /** Whether two queries search the same property. The first query can be an Or of several conditions. */
    static boolean areOfOneProperty(KeywordQuery one, KeywordQuery other) {
        KeywordQuery first = one instanceof Or or ? or.parts().get(0) : one;
        if (first instanceof Text left && other instanceof Text right) {
            return left.field() != Field.ANY && left.field() == right.field();
        }
        return first instanceof ItemClass && other instanceof ItemClass;
    }

    /** Matches if one of two queries matches. Extends {@code one} if it is an Or. */
    static KeywordQuery any(KeywordQuery one, KeywordQuery other) {
        return new Or(Stream.concat(one instanceof Or or ? or.parts().stream() : Stream.of(one), Stream.of(other))
                .toList());
    }

    private static Stream<Text> texts(KeywordQuery query) {
        if (query instanceof And and) {
            return and.parts().stream().flatMap(KeywordQuery::texts);
        }
        if (query instanceof Or or) {
            return or.parts().stream().flatMap(KeywordQuery::texts);
        }
        return query instanceof Text text ? Stream.of(text) : Stream.empty();
    }
}
