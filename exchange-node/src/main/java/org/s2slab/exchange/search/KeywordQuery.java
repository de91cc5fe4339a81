package org.s2slab.exchange.search;

import java.util.List;
import java.util.stream.Stream;

/** What a keyword query asks of an item: a small tree ([MS-KQL], the part that Exchange's search knows). */
public sealed interface KeywordQuery {
    /** The empty query, which every item answers. */
    KeywordQuery EVERYTHING = new And(List.of());

    /** Every part holds; all items when there is none. */
    record And(List<KeywordQuery> parts) implements KeywordQuery {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds. */
    record Or(List<KeywordQuery> parts) implements KeywordQuery {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** The part does not hold. */
    record Not(KeywordQuery part) implements KeywordQuery {}

    /**
     * Words that stand one after the other in a field, without case and accents.
     *
     * @param words as typed, without quotation marks
     * @param prefix whether the last word may go on
     */
    record Text(Field field, String words, boolean prefix) implements KeywordQuery {}

    /** A value in a half-open range; times in epoch seconds, sizes in bytes. */
    record Range(Measure measure, long from, long until) implements KeywordQuery {}

    /** One of these item classes or a more special one, and none of the others. */
    record ItemClass(List<String> classes, List<String> except) implements KeywordQuery {
        public ItemClass {
            classes = List.copyOf(classes);
            except = List.copyOf(except);
        }
    }

    /** Where words are looked for: the columns of the index. */
    enum Field {
        ANY(""),
        SUBJECT("subject"),
        BODY("body"),
        FROM("sender"),
        TO("to_names"),
        CC("cc_names"),
        BCC("bcc_names"),
        PARTICIPANTS("sender to_names cc_names bcc_names");

        private final String columns;

        Field(String columns) {
            this.columns = columns;
        }

        /** The index's columns, separated by spaces; empty for all of them. */
        String columns() {
            return columns;
        }
    }

    /** What has an order. */
    enum Measure {
        SENT,
        RECEIVED,
        SIZE
    }

    /** The words asked for, each once and in their order: what keyword statistics count. */
    static List<Text> keywords(KeywordQuery query) {
        return texts(query).distinct().toList();
    }

    /** Whether two queries name the same property, the first perhaps several times already. */
    static boolean areOfOneProperty(KeywordQuery one, KeywordQuery other) {
        KeywordQuery first = one instanceof Or or ? or.parts().get(0) : one;
        if (first instanceof Text left && other instanceof Text right) {
            return left.field() != Field.ANY && left.field() == right.field();
        }
        return first instanceof ItemClass && other instanceof ItemClass;
    }

    /** One or the other, in one list. */
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
