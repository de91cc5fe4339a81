package org.s2slab.exchange.responsecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each response code that this server has is expected by name in a test of this module. */
class ResponseCodeTest {
    private static final Path TESTS = Path.of("src", "test");
    private static final Pattern COMMENT = Pattern.compile("//[^\n\"]*\n|/\\*.*?\\*/", Pattern.DOTALL);

    /** A code behind an angle bracket may be one that another server of a test answers. */
    private static final Pattern CODE = Pattern.compile("(?<![>\\w])Error[A-Z]\\w+");

    @Test
    void isExpectedByATest() throws IOException {
        Set<String> untested =
                Arrays.stream(ResponseCode.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.filter(file -> file.toString().endsWith("Test.java") || file.endsWith("requests.tsv"))
                    .forEach(file -> untested.removeAll(codes(file)));
        }
        assertThat(untested).isEmpty();
    }

    private static Set<String> codes(Path file) {
        try {
            String text = COMMENT.matcher(Files.readString(file)).replaceAll("\n");
            return CODE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
