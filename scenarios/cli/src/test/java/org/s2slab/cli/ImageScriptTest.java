package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what the script of the container image names with the code. The build does not make the image. */
class ImageScriptTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));

    @Test
    void theRuntimeHasTheModulesThatTheLibrariesUse() throws IOException {
        String script = Files.readString(ROOT.resolve("scenarios/image/image.sh"));
        Set<String> inImage = words(script, "modules=(.*)");
        Set<String> unused = words(script, "# not used: (.*)");
        String classPath = Files.readString(ROOT.resolve("scenarios/cli/target/runtime.classpath"))
                + File.pathSeparator
                + ROOT.resolve("scenarios/cli/target/classes");
        Set<String> used = new TreeSet<>(words(jdeps(classPath), "^(java.*)$"));

        assertThat(used).containsAll(unused);
        used.removeAll(unused);
        assertThat(inImage).containsExactlyInAnyOrderElementsOf(used);
        assertThat(inImage.stream().map(ModuleLayer.boot()::findModule)).allMatch(Optional::isPresent);
    }

    @Test
    void theClassesThatTheScriptAndThePageNameExist() throws Exception {
        String named = Files.readString(ROOT.resolve("scenarios/image/image.sh"))
                + Files.readString(ROOT.resolve("docs/CONTAINERS.md"));
        List<String> classes = Pattern.compile("org\\.s2slab\\.[a-z.]+[A-Z]\\w+")
                .matcher(named)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(classes).contains(LabCommand.class.getName());
        for (String name : classes) {
            assertThat(Class.forName(name, false, getClass().getClassLoader()).getMethod("main", String[].class))
                    .as(name)
                    .isNotNull();
        }
    }

    private static Set<String> words(String text, String line) {
        return Pattern.compile(line, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(",", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String jdeps(String classPath) {
        StringWriter printed = new StringWriter();
        PrintWriter out = new PrintWriter(printed);
        Stream<String> options = Stream.of(
                "--multi-release", "17", "--ignore-missing-deps", "--print-module-deps", "--class-path", classPath);
        String[] arguments = Stream.concat(options, Stream.of(classPath.split(File.pathSeparator, -1)))
                .toArray(String[]::new);
        ToolProvider.findFirst("jdeps").orElseThrow().run(out, out, arguments);
        return printed.toString();
    }
}
