package org.s2slab.cli.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which tests carry which requirements, read from the annotations in their sources. */
final class RequirementTests {
    private static final List<String> MODULES =
            List.of("common", "exchange-node", "lync-node", "sharepoint-node", "scenarios/engine", "scenarios/cli");
    private static final Pattern ANNOTATION = Pattern.compile("@Requirements\\(((?:[^\")]|\"[^\"]*\")*)\\)");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern METHOD = Pattern.compile("\\b(?:void|Stream<DynamicTest>) (\\w+)\\(");
    private static final Pattern TEST = Pattern.compile("@(Test|ParameterizedTest|TestFactory)\\b");

    private RequirementTests() {}

    /**
     * The tests by the names of the requirements that they prove. A method that JUnit does not run is an error.
     *
     * @param root of the project
     */
    static Map<String, SortedSet<String>> in(Path root) throws IOException {
        Map<String, SortedSet<String>> found = new TreeMap<>();
        for (String module : MODULES) {
            Path sources = root.resolve(module).resolve("src/test/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(one -> one.toString().endsWith("Test.java"))
                        .toList()) {
                    read(file, found);
                }
            }
        }
        return found;
    }

    private static void read(Path file, Map<String, SortedSet<String>> found) throws IOException {
        String text = Files.readString(file);
        Matcher annotation = ANNOTATION.matcher(text);
        while (annotation.find()) {
            Matcher method = METHOD.matcher(text).region(annotation.end(), text.length());
            int begins = Math.max(0, text.lastIndexOf("\n\n", annotation.start()));
            if (!method.find()
                    || !TEST.matcher(text.substring(begins, method.start())).find()
                    || text.substring(annotation.end(), method.start()).contains("\n\n")) {
                throw new IllegalStateException(file + ": @Requirements stands on no test: " + annotation.group());
            }
            String test = file.getFileName().toString().replace(".java", "." + method.group(1));
            names(annotation.group(1))
                    .forEach(name ->
                            found.computeIfAbsent(name, none -> new TreeSet<>()).add(test));
        }
    }

    private static List<String> names(String annotation) {
        String[] document = {""};
        return LITERAL.matcher(annotation)
                .results()
                .flatMap(literal -> Stream.of(literal.group(1).strip().split("\\s+")))
                .filter(word -> {
                    if (RequirementCatalog.DOCUMENTS.contains(word)) {
                        document[0] = word;
                    }
                    return !word.equals(document[0]);
                })
                .map(word -> document[0] + " " + word)
                .toList();
    }
}
