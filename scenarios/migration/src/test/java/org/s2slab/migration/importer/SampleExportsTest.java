package org.s2slab.migration.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.migration.exporter.DeploymentExporter;

/** What lies in docs/samples is what the lab writes; {@code -Ds2slab.docs=write} writes it anew. */
class SampleExportsTest {
    private static final Path SAMPLES = Path.of(System.getProperty("s2slab.root"), "docs", "samples");
    private static final boolean WRITE = "write".equals(System.getProperty("s2slab.docs"));

    /** In the middle of an hour: what is made some minutes before or seconds after bears the same one. */
    private static final Instant AT = Instant.parse("2026-03-01T08:30:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"on-premises, on-premises-trust", "cross-lync-on-premises, cross-lync-on-premises-trust"})
    void areCurrentButForWhatIsDrawnAnewInEachRun(String name, String scenario) throws IOException {
        Path made = folder.resolve(name);
        try (TemporaryDeployment deployment = DeploymentRequest.of(new ScenarioLibrary(), null, scenario)
                .at(AT)
                .start(Clock.systemUTC())) {
            DeploymentExporter.write(DeploymentExporter.of(deployment.nodes()), made);
        }
        Path sample = SAMPLES.resolve(name);
        if (WRITE) {
            remove(sample);
            copy(made, sample);
        }
        assertThat(Masked.of(files(sample)))
                .as("docs/samples/%s is stale, see docs/CONTRIBUTING.md", name)
                .isEqualTo(Masked.of(files(made)));
    }

    private static Map<String, String> files(Path place) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(place.relativize(file).toString(), Files.readString(file));
            }
        }
        return found;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Map.Entry<String, String> file : files(from).entrySet()) {
            Path place = to.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
        }
    }

    private static void remove(Path place) throws IOException {
        if (Files.exists(place)) {
            try (Stream<Path> files = Files.walk(place)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.delete(file);
                }
            }
        }
    }
}
