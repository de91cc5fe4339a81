package org.s2slab.migration.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.Doctor;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.doctor.TrustFault;
import org.s2slab.engine.run.DeploymentRequest;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.TemporaryDeployment;
import org.s2slab.migration.exporter.DeploymentExporter;

/** The doctor says the same of a deployment and of the copy that is made of its export. */
class RoundTripTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:30:00Z");

    /** What is drawn anew: thumbprints in hex and as x5t; and of times all but the hour. */
    private static final Pattern THUMBPRINT = Pattern.compile("\\b[0-9A-F]{40}\\b|\\b[A-Za-z0-9_-]{27}(?=[],. ])");

    private static final Pattern MINUTES = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d):[0-9:.]+Z");

    /** So that the comparison is one of faults, too, and not of healthy edges only. */
    private static final Set<String> BROKEN =
            Set.of("trust-level-user", "key-not-uploaded", "wrong-tenant", "principal-disabled");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on-premises-trust",
                "on-premises-three-trust",
                "cross-lync-on-premises-trust",
                "cross-exchange-trust",
                "dedicated-hybrid-application",
                "cross-sharepoint-on-premises-trust",
                "online-trust",
                "partner-disabled",
                "trust-level-user",
                "rollover-not-uploaded",
                "key-not-uploaded",
                "name-missing-at-authorization-server",
                "rollover-not-announced",
                "wrong-tenant",
                "principal-disabled",
                "rollover-forgotten"
            })
    void theCopyOfAnExportIsFoundAsTheDeploymentIs(String scenario) throws IOException {
        Path export = folder.resolve("export");
        Diagnosis before;
        try (TemporaryDeployment deployment = DeploymentRequest.of(new ScenarioLibrary(), null, scenario)
                .at(AT)
                .start(Clock.systemUTC())) {
            DeploymentExporter.write(DeploymentExporter.of(deployment.nodes()), export);
            before = Doctor.examine(deployment.nodes());
        }
        Diagnosis after;
        try (RunningCopy copy = RunningCopy.of(export, before.at())) {
            after = copy.diagnosis();
        }

        assertThat(told(after)).isEqualTo(told(before));
        if (BROKEN.contains(scenario)) {
            assertThat(after.isBroken()).isTrue();
        }
    }

    /** Each edge with its verdict, and each of its faults with its cause; in an order of their own. */
    static List<String> told(Diagnosis diagnosis) {
        TreeSet<String> lines = new TreeSet<>();
        for (TrustEdge edge : diagnosis.edges()) {
            String from = edge.caller() + " to " + edge.resource() + ": ";
            lines.add(from + edge.kind() + " " + edge.verdict().words());
            for (TrustFault fault : edge.faults()) {
                String sentence = THUMBPRINT.matcher(fault.sentence()).replaceAll("KEY");
                lines.add(from + fault.code() + " " + MINUTES.matcher(sentence).replaceAll("$1"));
            }
        }
        return new ArrayList<>(lines);
    }
}
