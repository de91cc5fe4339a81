package org.s2slab.exchange.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.search.KeywordQuery.And;
import org.s2slab.exchange.search.KeywordQuery.Field;
import org.s2slab.exchange.search.KeywordQuery.Measure;
import org.s2slab.exchange.search.KeywordQuery.Not;
import org.s2slab.exchange.search.KeywordQuery.Or;
import org.s2slab.exchange.search.KeywordQuery.Range;
import org.s2slab.exchange.search.KeywordQuery.Text;

class QueryParserTest {
    private static final Instant NOW = Instant.parse("2013-03-13T15:00:00Z");

    private static KeywordQuery parse(String query) {
        return QueryParser.parse(query, NOW);
    }

    private static Text word(String word) {
        return new Text(Field.ANY, word, false);
    }

    private static Range during(String from, String until) {
        return new Range(
                Measure.SENT,
                Instant.parse(from).getEpochSecond(),
                Instant.parse(until).getEpochSecond());
    }

    @Test
    void takesAnEmptyQueryForEverything() {
        assertThat(parse("  ")).isEqualTo(KeywordQuery.EVERYTHING);
    }

    @Test
    void joinsWhatStandsSideBySideByAnd() {
        assertThat(parse("merger falcon")).isEqualTo(new And(List.of(word("merger"), word("falcon"))));
        assertThat(parse("merger AND falcon")).isEqualTo(parse("merger falcon"));
    }

    @Test
    void bindsNotCloserThanAndAndAndCloserThanOr() {
        assertThat(parse("a b OR NOT c d"))
                .isEqualTo(new Or(List.of(
                        new And(List.of(word("a"), word("b"))), new And(List.of(new Not(word("c")), word("d"))))));
    }

    @Test
    void letsParenthesesBindClosest() {
        assertThat(parse("a (b OR c)")).isEqualTo(new And(List.of(word("a"), new Or(List.of(word("b"), word("c"))))));
    }

    @Test
    void takesOperatorsOnlyInCapitals() {
        assertThat(parse("bread and butter")).isEqualTo(new And(List.of(word("bread"), word("and"), word("butter"))));
        assertThat(parse("\"OR\" ORANGE")).isEqualTo(new And(List.of(word("OR"), word("ORANGE"))));
    }

    @Test
    void readsPhrasesAndBeginningsOfWords() {
        assertThat(parse("\"project falcon\"")).isEqualTo(word("project falcon"));
        assertThat(parse("falc*")).isEqualTo(new Text(Field.ANY, "falc", true));
        assertThat(parse("\"project falc\"*")).isEqualTo(new Text(Field.ANY, "project falc", true));
    }

    @Test
    void readsSignsAsKqlDoes() {
        assertThat(parse("+a -b")).isEqualTo(new And(List.of(word("a"), new Not(word("b")))));
    }

    @Test
    void readsPropertiesInAnyCase() {
        assertThat(parse("From:anna@contoso.com")).isEqualTo(new Text(Field.FROM, "anna@contoso.com", false));
        assertThat(parse("subject:\"year end\"")).isEqualTo(new Text(Field.SUBJECT, "year end", false));
        assertThat(parse("subject:(merger OR takeover)"))
                .isEqualTo(new Or(
                        List.of(new Text(Field.SUBJECT, "merger", false), new Text(Field.SUBJECT, "takeover", false))));
    }

    @Test
    void readsOnePropertyNamedTwiceAsAnyOfItsValues() {
        assertThat(parse("to:anna to:bert subject:x"))
                .isEqualTo(new And(List.of(
                        new Or(List.of(new Text(Field.TO, "anna", false), new Text(Field.TO, "bert", false))),
                        new Text(Field.SUBJECT, "x", false))));
        assertThat(parse("to:anna AND to:bert"))
                .isEqualTo(new And(List.of(new Text(Field.TO, "anna", false), new Text(Field.TO, "bert", false))));
    }

    @Test
    void letsADayStandForAllOfIt() {
        assertThat(parse("sent:2013-03-12")).isEqualTo(during("2013-03-12T00:00:00Z", "2013-03-13T00:00:00Z"));
        assertThat(parse("sent:3/12/2013")).isEqualTo(parse("sent:2013-03-12"));
        assertThat(parse("sent:2013-03-01..2013-03-12"))
                .isEqualTo(during("2013-03-01T00:00:00Z", "2013-03-13T00:00:00Z"));
        long midnight = Instant.parse("2013-03-13T00:00:00Z").getEpochSecond();
        assertThat(parse("sent>2013-03-12")).isEqualTo(new Range(Measure.SENT, midnight, Long.MAX_VALUE));
        assertThat(parse("sent<=2013-03-12")).isEqualTo(new Range(Measure.SENT, Long.MIN_VALUE, midnight));
        assertThat(parse("sent<>2013-03-12")).isEqualTo(new Not(parse("sent:2013-03-12")));
    }

    @Test
    void readsTimesToTheSecond() {
        assertThat(parse("sent:2013-03-12T10:00:00+02:00"))
                .isEqualTo(during("2013-03-12T08:00:00Z", "2013-03-12T08:00:01Z"));
        assertThat(parse("sent:2013-03-12T08:00:00")).isEqualTo(parse("sent:2013-03-12T10:00:00+02:00"));
    }

    /** The 13th of March 2013 was a Wednesday. */
    @Test
    void knowsTheWordsForDays() {
        assertThat(parse("sent:today")).isEqualTo(during("2013-03-13T00:00:00Z", "2013-03-14T00:00:00Z"));
        assertThat(parse("sent:yesterday")).isEqualTo(parse("sent:2013-03-12"));
        assertThat(parse("sent:\"this week\"")).isEqualTo(parse("sent:2013-03-11..2013-03-17"));
        assertThat(parse("sent:\"last month\"")).isEqualTo(parse("sent:2013-02-01..2013-02-28"));
        assertThat(parse("sent:\"this year\"")).isEqualTo(parse("sent:2013-01-01..2013-12-31"));
    }

    @Test
    void readsSizesAndKinds() {
        assertThat(parse("size>=1024")).isEqualTo(new Range(Measure.SIZE, 1024, Long.MAX_VALUE));
        assertThat(parse("size:1..2")).isEqualTo(new Range(Measure.SIZE, 1, 3));
        assertThat(parse("kind:im"))
                .isEqualTo(new KeywordQuery.ItemClass(List.of("IPM.Note.Microsoft.Conversation"), List.of()));
        assertThat(parse("kind:im kind:email")).isInstanceOf(Or.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            colour:red          | 1  | there is no property 'colour'
            a http://x          | 3  | there is no property 'http'
            a AND               | 6  | the query ends
            OR a                | 1  | before the operator
            a AND OR b          | 7  | before the operator
            (a OR b             | 1  | '(' is not closed
            a)                  | 2  | ')' closes nothing
            ()                  | 2  | before ')'
            say "hello          | 5  | quotation mark is not closed
            sent:soon           | 6  | 'soon' is no value of 'sent'
            sent:2013-02-30     | 6  | '2013-02-30' is no value of 'sent'
            size:big            | 6  | a number of bytes
            kind:letter         | 6  | one of contacts, docs, email
            kind>im             | 6  | with ':'
            from>anna           | 1  | takes ':' and no '>'
            *con                | 1  | only at the end of a word
            a !!                | 3  | no letter or digit
            from: anna          | 6  | a value was expected
            a NEAR(3) b         | 3  | the operator NEAR is not supported
            """)
    void saysWhereAndWhatItDoesNotUnderstand(String query, int position, String reason) {
        QuerySyntaxException malformed = catchThrowableOfType(QuerySyntaxException.class, () -> parse(query));
        assertThat(malformed.detail()).contains(reason).contains("at position " + position + ":");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        QuerySyntaxException malformed = catchThrowableOfType(
                QuerySyntaxException.class, () -> parse("(".repeat(5000) + "a" + ")".repeat(5000)));
        assertThat(malformed.detail()).contains("levels of parentheses");
        QuerySyntaxException denied =
                catchThrowableOfType(QuerySyntaxException.class, () -> parse("NOT ".repeat(50_000) + "a"));
        assertThat(denied.detail()).contains("levels");
    }

    @Test
    void countsWordsPhrasesAndPropertiesAndTakesNoMoreThanItIsTold() {
        String five = "from:anna OR \"b c\" OR NOT (d kind:im) OR -e";
        assertThat(QueryParser.parse(five, NOW, false, 5)).isEqualTo(parse(five));
        QuerySyntaxException malformed = catchThrowableOfType(
                QuerySyntaxException.class, () -> QueryParser.parse(five + " OR f", NOW, false, 5));
        assertThat(malformed.isTooLong()).isTrue();
        assertThat(malformed.detail()).contains("position 48").contains("more than 5 words, phrases and properties");
    }
}
