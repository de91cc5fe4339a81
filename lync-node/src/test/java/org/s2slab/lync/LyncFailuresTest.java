package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.CapturedLog;
import org.s2slab.testing.TestCall;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;

/** A database that lost a table is a failure of Lync's own, and neither Exchange's nor the caller's. */
class LyncFailuresTest extends ConnectedFixture {
    @Test
    void areAServiceFailureToUcwa() throws SQLException {
        UcwaCaller anna = UcwaCaller.exchangeFor(lab, "anna@contoso.com");
        String meetings = anna.meetings();
        lab.drop("meetings");
        try (CapturedLog log = CapturedLog.of(InternalFailures.class)) {
            TestCall.Answer answer = anna.get(meetings);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.json().getString("code")).isEqualTo("ServiceFailure");
            assertThat(answer.body()).doesNotContain("no such table").doesNotContain("relation");
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .startsWith("GET " + meetings + " failed, trace ")
                    .containsPattern("no such table: meetings|relation .meetings. does not exist");
        }
        assertThat(counted()).isEqualTo(1);
    }

    @Test
    void areNotTheOutcomeOfATestCmdlet() throws SQLException {
        lab.drop("ucs_users");
        LyncLab.Answer answer = lab.tryCmdlet(
                "Test-CsUnifiedContactStore",
                "UserSipAddress",
                "sip:anna@contoso.com",
                "TargetFqdn",
                "lync.contoso.com");

        assertThat(answer.status()).as(answer.body().encode()).isEqualTo(500);
        assertThat(answer.body().getJsonObject("error").getString("code")).isEqualTo("INTERNAL_ERROR");
        assertThat(counted()).isEqualTo(1);
    }

    /** What Exchange refuses is. */
    @Test
    void areNotWhatExchangeRefuses() {
        LyncLab.Answer answer = lab.tryCmdlet(
                "Test-CsUnifiedContactStore",
                "UserSipAddress",
                "sip:anna@contoso.com",
                "TargetFqdn",
                "lync.contoso.com");

        assertThat(answer.object().getString("Result")).isEqualTo("Failure");
        assertThat(counted()).isZero();
    }

    private long counted() {
        return lab.manage("/counters").getLong(OperationCounters.INTERNAL_FAILURES, 0L);
    }
}
