package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.testing.CapturedLog;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;

/** A database that lost a table is a failure of this server's own, and no fault of the request. */
class EwsFailuresTest {
    private EwsServer server;

    @BeforeEach
    void open(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void areLoggedAndCountedAndAnsweredAsExchangeDoes() {
        server.mailboxes
                .database
                .change(tx -> {
                    tx.execute("DROP TABLE im_members");
                    tx.execute("DROP TABLE im_groups");
                })
                .await();
        try (CapturedLog log = CapturedLog.of(InternalFailures.class)) {
            EwsServer.Answer answer = server.call("<GetImItemList/>");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo("ErrorInternalServerError");
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .startsWith("POST /EWS/Exchange.asmx failed, trace ")
                    .contains("no such table");
        }
        assertThat(server.counters.snapshot()).containsEntry(OperationCounters.INTERNAL_FAILURES, 1L);
    }

    @Test
    void areNotWhatExchangeRefuses() {
        assertThat(server.call("<GetNothing/>").code()).isEqualTo("ErrorInvalidRequest");
        assertThat(server.call("<RemoveImGroup><GroupId Id=\"x\"/></RemoveImGroup>")
                        .code())
                .isNotEqualTo("ErrorInternalServerError");

        assertThat(server.counters.snapshot()).isEmpty();
    }
}
