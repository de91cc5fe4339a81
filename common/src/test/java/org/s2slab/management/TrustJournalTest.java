package org.s2slab.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;
import org.s2slab.trace.TrustChangeDetail;
import org.s2slab.trace.TrustSubject;

/** A cmdlet is journalled if it changed the trust of its node, as it was typed and without secrets. */
class TrustJournalTest {
    private final List<TrustSubject> subjects = new ArrayList<>();
    private final HopJournal journal = new HopJournal("lync", Clock.systemUTC());
    private final TrustJournal trust = new TrustJournal(journal, () -> List.copyOf(subjects));
    private final CallContext context = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), null);

    @Test
    void journalsTheCommandLineWithoutSecrets() {
        JsonObject given = new JsonObject()
                .put("path", "C:\\new key.pfx")
                .put("Password", "open sesame")
                .put("Value", "MII" + "A".repeat(500))
                .put("Roll", true)
                .put("Enabled", false);

        run(cmdlet(true), given, () -> subjects.add(TrustSubject.key("AA", "CURRENT")));

        assertThat(journal.since(0, null)).singleElement().satisfies(hop -> {
            assertThat(hop.kind()).isEqualTo(HopKind.TRUST_CHANGED);
            assertThat(hop.detail())
                    .isInstanceOfSatisfying(
                            TrustChangeDetail.class,
                            detail -> assertThat(detail.text())
                                    .isEqualTo("Import-CsCertificate -Path 'C:\\new key.pfx' -Password '***'"
                                            + " -Value 'MIIAAAAA…' -Roll -Enabled $false"));
        });
    }

    @Test
    void journalsAFailedCmdletThatChangedSomething() {
        run(cmdlet(true), new JsonObject(), () -> {
            subjects.add(TrustSubject.key("AA", "CURRENT"));
            throw new IllegalStateException("the second half");
        });

        assertThat(journal.since(0, null)).extracting(Hop::kind).containsExactly(HopKind.TRUST_CHANGED);
    }

    @Test
    void journalsNothingWithoutAChange() {
        run(cmdlet(true), new JsonObject(), () -> {});

        assertThat(journal.since(0, null)).isEmpty();
    }

    private void run(Cmdlet cmdlet, JsonObject given, Runnable action) {
        Future<Object> done = trust.watched(
                cmdlet,
                given,
                context,
                () -> Future.succeededFuture().map(start -> {
                    action.run();
                    return "done";
                }));
        assertThat(done.isComplete()).isTrue();
    }

    private static Cmdlet cmdlet(boolean changes) {
        return CmdletTable.of("""
            # cmdlet\tparameter\ttype\tuse\tsets\tvalues\thelp
            Import-CsCertificate\t\t%s\t\t\t\tImports.
            Import-CsCertificate\tPath\tSTRING\trequired\t\t\tA file.
            Import-CsCertificate\tPassword\tCREDENTIAL\toptional\t\t\tIts password.
            Import-CsCertificate\tValue\tSTRING\toptional\t\t\tA certificate.
            Import-CsCertificate\tRoll\tSWITCH\toptional\t\t\tStages it.
            Import-CsCertificate\tEnabled\tBOOLEAN\toptional\t\t\tEnables it.
            """.formatted(changes ? "changes" : "reads"))
                .cmdlet("Import-CsCertificate", given -> Future.succeededFuture(CmdletOutput.NOTHING));
    }
}
