package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The class path that the build writes, against the scopes of all poms. */
class RuntimeClassPathTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));

    private record Dependency(String group, String artifact, boolean runs) {
        /** As it stands in the path of a jar; an artifact that a property names may be any of its group. */
        String folder() {
            return "/" + group.replace('.', '/') + (artifact.contains("${") ? "/" : "/" + artifact + "/");
        }
    }

    @Test
    void nothingThatIsForTestsIsOnTheRuntimeClassPath() throws Exception {
        List<Dependency> declared = new ArrayList<>();
        for (Path pom : poms()) {
            declared.addAll(dependencies(pom));
        }
        Set<String> running = names(declared.stream().filter(Dependency::runs));
        Set<String> forbidden = names(declared.stream().filter(one -> !one.runs()));
        forbidden.removeAll(running);

        assertThat(forbidden).contains("/org/assertj/", "/org/junit/jupiter/", "/io/zonky/test/postgres/");
        assertThat(classPath())
                .hasSizeGreaterThan(50)
                .noneMatch(entry -> forbidden.stream().anyMatch(entry::contains))
                .noneMatch(entry -> entry.endsWith("test-classes") || entry.endsWith("-tests.jar"));
    }

    /** The artifacts, and the groups that these and no others have. */
    private static Set<String> names(Stream<Dependency> dependencies) {
        return dependencies
                .flatMap(one -> Stream.of(one.folder(), "/" + one.group().replace('.', '/') + "/"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> classPath() throws IOException {
        Path file = ROOT.resolve("scenarios/cli/target/runtime.classpath");
        return List.of(Files.readString(file).split(File.pathSeparator));
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(
                            file -> file.endsWith("pom.xml") && !file.toString().contains("target"))
                    .toList();
        }
    }

    private static List<Dependency> dependencies(Path pom) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        NodeList all = document.getElementsByTagName("dependency");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(one -> one.getParentNode().getParentNode().getNodeName().equals("project"))
                .map(one -> new Dependency(
                        text(one, "groupId"),
                        text(one, "artifactId"),
                        Set.of("", "compile", "runtime").contains(text(one, "scope"))))
                .toList();
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
