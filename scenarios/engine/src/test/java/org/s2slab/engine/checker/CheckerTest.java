package org.s2slab.engine.checker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.checker.plain.EightFacts;
import org.s2slab.testing.BuildShare;

/**
 * Tests random invalid tokens and token requests. Running nodes of every product decide about each of them, and so does
 * a second, independent implementation of the rules. Both decisions must agree. See docs/TESTS.md.
 */
class CheckerTest {
    private static final int TOKENS =
            Integer.getInteger("s2slab.checker.tokens", BuildShare.isWhole() ? 10_000 : 2_000);

    /**
     * The default seed creates the same tokens in every build, so that no build fails because of a newly found problem.
     */
    private static final long SEED = Long.getLong("s2slab.checker.seed", 1);

    /** The number of the only token to test, for the analysis of a failure. */
    private static final int NUMBER = Integer.getInteger("s2slab.checker.number", -1);

    /**
     * The moments at which the clocks stand, relative to the end of the setup: a token can be older than an hour and
     * still newer than the trust. Some moments are between two whole seconds.
     */
    private static final List<Duration> MOMENTS = List.of(
            Duration.ofHours(2),
            Duration.ofHours(2).plusSeconds(61).plusMillis(500),
            Duration.ofHours(3).plusNanos(1),
            Duration.ofHours(4).plusNanos(999_999_999));

    @TempDir
    static Path folder;

    private static CheckedDeployment deployment;

    @BeforeAll
    static void start() {
        deployment = new CheckedDeployment(folder);
    }

    @AfterAll
    static void stop() {
        if (deployment != null) {
            deployment.close();
        }
    }

    @Test
    void everyNodeDecidesAsTheFactsDo() throws Exception {
        CheckRun run = new CheckRun(deployment, SEED);
        Instant trusted = Instant.ofEpochSecond(deployment.trusted().getEpochSecond());
        for (int i = 0; i < MOMENTS.size(); i++) {
            run.at(trusted.plus(MOMENTS.get(i)), range(i), range(i + 1), NUMBER);
        }
        System.out.println("Checked tokens: " + run);
        assertThat(run.disagreements()).as(run.toString()).isEmpty();
        if (NUMBER < 0) {
            assertThat(run.tally().keySet())
                    .as("what every node did")
                    .contains("lync accepts", "lync refuses", "exchange accepts", "exchange refuses")
                    .contains("sharepoint accepts", "sharepoint refuses", "acs accepts", "acs refuses")
                    .contains("v2 accepts", "v2 refuses", "acs refuses again", "v2 refuses again");
        }
    }

    private static int range(int moment) {
        return (int) ((long) TOKENS * moment / MOMENTS.size());
    }

    /** The second implementation shares no code with the nodes, not even the JSON library. */
    @Test
    void theFactsAreWrittenDownApartFromTheProduct() {
        String apart = EightFacts.class.getPackageName();
        classes()
                .that()
                .resideInAPackage(apart)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(apart, "java..", "javax.crypto..", "org.jspecify..")
                .check(new ClassFileImporter().importPackages(apart));
    }
}
