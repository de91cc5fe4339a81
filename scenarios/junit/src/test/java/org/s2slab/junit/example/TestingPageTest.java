package org.s2slab.junit.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of docs/TESTING.md are these tests; {@code -Ds2slab.docs=write} copies them there anew. */
class TestingPageTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    private static final Path FOLDER = ROOT.resolve("scenarios/junit/src/test/java/org/s2slab/junit/example");
    private static final Path PAGE = ROOT.resolve("docs/TESTING.md");

    @TestFactory
    List<DynamicTest> showsTheExampleAsItIsCompiledAndRun() {
        return List.of(example("InboxCounterTest"), example("PayrollTest"));
    }

    /** The one that the README shows, as it stands in its class. */
    @Test
    void theReadmeShowsOneOfTheTests() throws IOException {
        String source = Files.readString(FOLDER.resolve("InboxCounterTest.java"));
        int name = source.indexOf("    void countsForAnnaWithATokenOfLync(");
        int begin = source.lastIndexOf("    @Test\n", name);
        String test = source.substring(begin, source.indexOf("\n    }\n", name) + 7);
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("```java\n@S2SLab(scenario = \"on-premises-trust\")\nclass InboxCounterTest {\n" + test
                        + "}\n```\n");
    }

    private static DynamicTest example(String name) {
        return DynamicTest.dynamicTest(name, () -> {
            String source = Files.readString(FOLDER.resolve(name + ".java"));
            String shown = source.substring(source.indexOf("import "));
            if ("write".equals(System.getProperty("s2slab.docs"))) {
                write(name, shown);
            }
            assertThat(Files.readString(PAGE)).contains("<!-- " + name + " -->\n```java\n" + shown + "```\n");
        });
    }

    private static void write(String name, String shown) throws IOException {
        String page = Files.readString(PAGE);
        String mark = "<!-- " + name + " -->\n";
        int begin = page.indexOf(mark) + mark.length();
        int end = page.startsWith("```java\n", begin) ? page.indexOf("\n```\n", begin) + 5 : begin;
        Files.writeString(PAGE, page.substring(0, begin) + "```java\n" + shown + "```\n" + page.substring(end));
    }
}
