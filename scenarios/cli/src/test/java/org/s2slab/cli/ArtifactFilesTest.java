package org.s2slab.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.text.LabVersion;

/** What each artifact contains besides classes, in this build: the license, the notices, and the list of its libraries. */
class ArtifactFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>s2slab-([a-z-]+)</artifactId>");

    /** The class path of this test has the classes or the jar of each module, except for one that no other module uses. */
    @ParameterizedTest
    @CsvSource({"META-INF/LICENSE, LICENSE", "META-INF/NOTICE, docs/NOTICE"})
    void eachModuleHasTheLicenseAndTheNotices(String name, String source) throws IOException {
        Set<String> modules = new TreeSet<>();
        List<String> without = new ArrayList<>();
        for (Path entry : builtHere()) {
            modules.add(String.valueOf(moduleOf(entry).getFileName()));
            if (!new String(read(entry, name), StandardCharsets.UTF_8).equals(Files.readString(ROOT.resolve(source)))) {
                without.add(ROOT.relativize(entry).toString());
            }
        }
        assertThat(without).as("have no current " + name).isEmpty();
        Set<String> published = new TreeSet<>(artifacts(ROOT.resolve("scenarios/bom/pom.xml")));
        published.removeAll(Set.of("parent", "bom", "testcontainers"));
        assertThat(modules).containsExactlyElementsOf(published);
    }

    /** Maven takes the resources of a module in place of those of the parent, which have the license and the notices. */
    @Test
    void noModuleReplacesTheResourcesOfTheParent() throws IOException {
        List<Path> poms = SourceFiles.matching("glob:{*,scenarios/*}/pom.xml");
        assertThat(poms)
                .hasSizeGreaterThan(15)
                .allSatisfy(pom -> assertThat(pom).content().doesNotContain("<resources>", "<testResources>"));
        assertThat(ROOT.resolve("pom.xml"))
                .content()
                .containsOnlyOnce("<outputDirectory>${project.build.outputDirectory}/META-INF/sbom</outputDirectory>");
    }

    /** A build that makes the lists makes one for each module. */
    @Test
    void eitherAllModulesHaveTheListOfTheirLibrariesOrNone() throws IOException {
        List<Path> with = new ArrayList<>();
        List<Path> without = new ArrayList<>();
        for (Path entry : builtHere()) {
            if (entry.toString().endsWith(".jar") && !entry.toString().endsWith("-tests.jar")) {
                boolean listed = read(entry, "META-INF/sbom/bom.json").length > 0;
                (listed ? with : without).add(entry);
            }
        }
        assertThat(with.isEmpty() || without.isEmpty())
                .as("with: %s, without: %s", with, without)
                .isTrue();
    }

    @Test
    void theBillOfMaterialsHasEachModuleWithClasses() throws IOException {
        Set<String> modules = new TreeSet<>();
        for (Path pom : SourceFiles.matching("glob:{*,scenarios/*}/pom.xml")) {
            if (!Files.readString(pom).contains("<packaging>pom</packaging>")) {
                modules.add(artifacts(pom).get(1));
            }
        }
        Set<String> listed = new TreeSet<>(artifacts(ROOT.resolve("scenarios/bom/pom.xml")));
        listed.removeAll(Set.of("parent", "bom"));
        assertThat(listed).isEqualTo(modules);
    }

    /** The places that a release changes together: docs/RELEASE.md. */
    @Test
    void theVersionIsTheSameEverywhere() throws IOException {
        assertThat(ROOT.resolve("pom.xml")).content().contains("<revision>" + LabVersion.TEXT + "</revision>");
        Pattern version = Pattern.compile(
                "(?:s2slab:|s2slab-junit:|<version>|  version: )([0-9]+\\.[0-9]+\\.[0-9]+(?:-SNAPSHOT)?)\\b");
        List<String> found = new ArrayList<>();
        for (String file : List.of(
                ".github/actions/s2slab/action.yml",
                "scenarios/junit/src/probes/gradle/build.gradle.kts",
                "docs/CONTAINERS.md",
                "docs/generated/openapi/console.yaml",
                "docs/generated/openapi/control.yaml",
                "docs/generated/openapi/node.yaml",
                "docs/generated/openapi/serve.yaml",
                "docs/TESTING.md")) {
            String text = Files.readString(ROOT.resolve(file)).replaceAll("(?s)<plugin>.*?</plugin>", "");
            List<String> here =
                    version.matcher(text).results().map(match -> match.group(1)).toList();
            assertThat(here).as(file).isNotEmpty();
            found.addAll(here);
        }
        assertThat(found).containsOnly(LabVersion.TEXT);
    }

    /** The files in the container image have the time of the files in the jars. */
    @Test
    void theTimeOfAllFilesIsTheSame() throws IOException {
        Pattern time = Pattern.compile("<project.build.outputTimestamp>(.*)</|(?m)^time=(.*)$");
        String text =
                Files.readString(ROOT.resolve("pom.xml")) + Files.readString(ROOT.resolve("scenarios/image/image.sh"));
        List<String> times = time.matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .toList();
        assertThat(times).hasSize(2);
        assertThat(times.get(0)).isEqualTo(times.get(1));
    }

    private static List<String> artifacts(Path pom) throws IOException {
        return ARTIFACT.matcher(Files.readString(pom))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The classes and jars on the class path that this build made. */
    private static List<Path> builtHere() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> entry.startsWith(ROOT) && entry.toString().contains(File.separator + "target"))
                .toList();
    }

    private static Path moduleOf(Path entry) {
        Path folder = entry;
        while (!folder.endsWith("target")) {
            folder = requireNonNull(folder.getParent());
        }
        return requireNonNull(folder.getParent());
    }

    private static byte[] read(Path entry, String name) throws IOException {
        if (Files.isDirectory(entry)) {
            Path file = entry.resolve(name);
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            ZipEntry file = jar.getEntry(name);
            if (file == null) {
                return new byte[0];
            }
            try (InputStream content = jar.getInputStream(file)) {
                return content.readAllBytes();
            }
        }
    }
}
