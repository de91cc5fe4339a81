package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.AnswerSchemas;

/** Empties each element of a valid request of each operation: where the schema permits that, the response is valid all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmptyListsTest {
    private static final Pattern FULL = Pattern.compile("<([mt]:\\w+)(?: [^>]*[^/>])?>(?=<[mt])");

    private RunningExchange exchange;
    private int accepted;

    @BeforeAll
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterAll
    void close() {
        exchange.close();
        assertThat(accepted).as("responses to requests that the schema permits").isGreaterThan(20);
    }

    @TestFactory
    Stream<DynamicTest> answersByTheSchema() {
        return EveryOperationTest.requests().stream()
                .flatMap(row -> emptied(row[2]).stream()
                        .map(request -> DynamicTest.dynamicTest(row[0], () -> {
                            String answer = exchange.soap(
                                            "anna", "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/>", request)
                                    .body();
                            AnswerSchemas.check(answer);
                            assertThat(answer).as(request).doesNotContain("ErrorInternalServerError");
                            accepted += answer.contains("ErrorSchemaValidation") ? 0 : 1;
                        })));
    }

    private static List<String> emptied(String request) {
        List<String> all = new ArrayList<>();
        Matcher element = FULL.matcher(request);
        while (element.find()) {
            int end = request.indexOf("</" + element.group(1) + ">", element.end());
            all.add(request.substring(0, element.end()) + request.substring(end));
        }
        return all;
    }
}
