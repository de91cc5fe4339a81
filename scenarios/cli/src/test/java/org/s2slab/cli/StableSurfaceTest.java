package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nothing that docs/RELEASE.md calls stable disappears. A release writes the list anew: {@code -Ds2slab.stable=write}. */
class StableSurfaceTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    private static final Path LIST = ROOT.resolve("scenarios/release/stable.txt");

    @Test
    void everythingStableOfTheLastReleaseIsThere() throws IOException {
        Set<String> now = StableSurface.of(ROOT);
        if ("write".equals(System.getProperty("s2slab.stable"))) {
            Files.writeString(LIST, String.join("\n", now) + "\n");
        }
        assertThat(StableSurface.broken(new TreeSet<>(Files.readAllLines(LIST)), now))
                .as("docs/RELEASE.md promises these; keep the old name beside a new one")
                .isEmpty();
    }

    @Test
    void theListHasEachKindOfPromise() throws IOException {
        assertThat(StableSurface.of(ROOT))
                .contains(
                        "scenario/steps",
                        "needs scenario/scenario",
                        "topology/nodes/*/servers",
                        "control post /nodes/{node}/stop",
                        "lync> Set-CsUser -Identity",
                        "exchange> New-PartnerApplication")
                .anyMatch(line -> line.startsWith("hop/"))
                .anyMatch(line -> line.contains("org.s2slab.junit.RunningLab.realm("));
    }

    @Test
    void aMissingNameAndANewDemandAreBreaksAndAnAdditionIsNone() {
        Set<String> before = Set.of("scenario/steps", "scenario/at", "node get /hops", "needs scenario/steps");
        Set<String> now = Set.of(
                "scenario/steps",
                "scenario/at",
                "scenario/new",
                "needs scenario/steps",
                "needs scenario/at",
                "needs node post /new ?x");
        assertThat(StableSurface.broken(before, now))
                .containsExactly("gone: node get /hops", "new demand: scenario/at");
    }
}
