package org.s2slab.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The script that checks the files of a release: it accepts right files, and names each fault. */
class ReleaseCheckTest {
    private static final Path SCRIPT =
            Path.of(System.getProperty("s2slab.root")).resolve("scenarios/release/check.py");
    private static final String POM = """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>org.test</groupId>
          <artifactId>thing</artifactId>
          <version>1.0.0</version>
          <name>Thing</name>
          <description>A thing.</description>
          <url>https://thing.test/</url>
          <licenses><license><name>Apache-2.0</name><url>https://license.test/</url></license></licenses>
          <developers><developer><name>The developers</name></developer></developers>
          <scm>
            <connection>scm:git:https://thing.test/</connection>
            <developerConnection>scm:git:https://thing.test/push</developerConnection>
            <url>https://thing.test/source</url>
          </scm>
        </project>
        """;
    private static final String SBOM = "{\"metadata\": {\"component\": {\"name\": \"thing\", \"version\": \"1.0.0\"}}}";
    private static final String LICENSE = "META-INF/LICENSE";
    private static final String NOTICE = "META-INF/NOTICE";
    private static final String LIST = "META-INF/sbom/bom.json";

    @TempDir
    Path folder;

    /** The files of one artifact before they are written: the text of the pom, and the entries of each jar. */
    private static final class Artifact {
        private String pom = POM;
        private final Map<String, Map<String, String>> jars = new TreeMap<>(Map.of(
                "", new TreeMap<>(Map.of(LICENSE, "license", NOTICE, "notice", LIST, SBOM)),
                "-sources", new TreeMap<>(Map.of(LICENSE, "license", NOTICE, "notice")),
                "-javadoc", new TreeMap<>(Map.of("index.html", "page", LICENSE, "license", NOTICE, "notice"))));
        private final List<String> deleted = new ArrayList<>();

        private void replace(String old, String with) {
            assertThat(pom).contains(old);
            pom = pom.replace(old, with);
        }

        private void write(Path folder) throws Exception {
            Path place = Files.createDirectories(folder.resolve("org/test/thing/1.0.0"));
            Files.writeString(place.resolve("thing-1.0.0.pom"), pom);
            for (Map.Entry<String, Map<String, String>> jar : jars.entrySet()) {
                writeJar(place.resolve("thing-1.0.0" + jar.getKey() + ".jar"), jar.getValue());
            }
            for (Path file : list(place)) {
                for (Map.Entry<String, String> sum :
                        Map.of("md5", "MD5", "sha1", "SHA-1").entrySet()) {
                    byte[] hash = MessageDigest.getInstance(sum.getValue()).digest(Files.readAllBytes(file));
                    Files.writeString(
                            Path.of(file + "." + sum.getKey()), HexFormat.of().formatHex(hash));
                }
            }
            for (String name : deleted) {
                Files.delete(place.resolve(name));
            }
        }

        private static void writeJar(Path file, Map<String, String> entries) throws IOException {
            try (OutputStream out = Files.newOutputStream(file);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, String> entry : entries.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey()));
                    zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        private static List<Path> list(Path place) throws IOException {
            try (Stream<Path> files = Files.list(place)) {
                return files.toList();
            }
        }
    }

    private static Arguments row(String problem, Consumer<Artifact> spoiling) {
        return arguments(problem, spoiling);
    }

    private static Arguments without(String element, String problem) {
        return row("thing-1.0.0.pom: has no " + problem, artifact -> artifact.replace(element, ""));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                without("<name>Thing</name>", "name"),
                without("<description>A thing.</description>", "description"),
                without("<url>https://thing.test/</url>", "url"),
                without("<name>Apache-2.0</name>", "licenses/license/name"),
                without("<url>https://license.test/</url>", "licenses/license/url"),
                without("<name>The developers</name>", "developers/developer/name"),
                without("<connection>scm:git:https://thing.test/</connection>", "scm/connection"),
                without(
                        "<developerConnection>scm:git:https://thing.test/push</developerConnection>",
                        "scm/developerConnection"),
                without("<url>https://thing.test/source</url>", "scm/url"),
                row(
                        "thing-1.0.0.pom: url is the placeholder https://thing.example/",
                        artifact -> artifact.replace("<url>https://thing.test/<", "<url>https://thing.example/<")),
                row(
                        "thing-1.0.0.pom: the version 1.0.0-SNAPSHOT is no release",
                        artifact -> artifact.replace(">1.0.0<", ">1.0.0-SNAPSHOT<")),
                row(
                        "thing-1.0.0.pom: has the coordinates org.test:other:1.0.0, which are those of another folder",
                        artifact -> artifact.replace(">thing<", ">other<")),
                row(
                        "thing-1.0.0.pom: needs the snapshot young",
                        artifact -> artifact.replace(
                                "</project>",
                                "<dependencies><dependency><artifactId>young</artifactId>"
                                        + "<version>2-SNAPSHOT</version></dependency></dependencies></project>")),
                row(
                        "thing-1.0.0.pom: names the folder /home/builder of the machine that built it",
                        artifact -> artifact.replace(
                                "</project>", "<properties><place>/home/builder</place></properties></project>")),
                row("thing-1.0.0.jar: is missing", artifact -> artifact.jars.remove("")),
                row("thing-1.0.0-sources.jar: is missing", artifact -> artifact.jars.remove("-sources")),
                row("thing-1.0.0-javadoc.jar: is missing", artifact -> artifact.jars.remove("-javadoc")),
                entry("", LICENSE),
                entry("", NOTICE),
                entry("", LIST),
                entry("-sources", LICENSE),
                entry("-sources", NOTICE),
                entry("-javadoc", "index.html"),
                entry("-javadoc", LICENSE),
                row(
                        "thing-1.0.0.jar: " + LIST + " describes other 1.0.0",
                        artifact -> requireNonNull(artifact.jars.get("")).put(LIST, SBOM.replace("thing", "other"))),
                row("thing-1.0.0.pom: has no checksum .md5", artifact -> artifact.deleted.add("thing-1.0.0.pom.md5")),
                row(
                        "thing-1.0.0.jar: has no checksum .sha1",
                        artifact -> artifact.deleted.add("thing-1.0.0.jar.sha1")));
    }

    private static Arguments entry(String kind, String name) {
        return row(
                "thing-1.0.0" + kind + ".jar: has no " + name,
                artifact -> requireNonNull(artifact.jars.get(kind)).remove(name));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesEachFault(String problem, Consumer<Artifact> spoiling) throws Exception {
        Artifact artifact = new Artifact();
        spoiling.accept(artifact);
        artifact.write(folder);

        assertThat(check(1, "--unsigned")).contains(problem + "\n");
    }

    @Test
    void acceptsRightFilesAndMissesOnlyTheSignatures() throws Exception {
        new Artifact().write(folder);

        assertThat(check(0, "--unsigned")).isEqualTo("Artifacts: 1. Problems: 0.\n");
        assertThat(check(1)).contains("thing-1.0.0.pom: has no signature .asc", "Artifacts: 1. Problems: 4.");
    }

    @Test
    void comparesTheChecksumWithTheContent() throws Exception {
        new Artifact().write(folder);
        Files.writeString(folder.resolve("org/test/thing/1.0.0/thing-1.0.0.jar.sha1"), "0".repeat(40));

        assertThat(check(1, "--unsigned")).contains("thing-1.0.0.jar: the checksum .sha1 is that of another content");
    }

    @Test
    void acceptsPlaceholdersInADryRunAndFindsAnEmptyFolder() throws Exception {
        assertThat(check(1, "--unsigned")).contains("has no pom");
        Artifact artifact = new Artifact();
        artifact.replace("<url>https://thing.test/<", "<url>https://thing.example/<");
        artifact.write(folder);

        assertThat(check(0, "--unsigned", "--placeholders")).contains("Problems: 0.");
    }

    private String check(int code, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", SCRIPT.toString(), folder.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}
