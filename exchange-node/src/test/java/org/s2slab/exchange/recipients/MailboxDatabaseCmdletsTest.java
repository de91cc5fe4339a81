package org.s2slab.exchange.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.RunningExchange;

/** The mailbox database of the only server. */
class MailboxDatabaseCmdletsTest {
    private RunningExchange exchange;
    private String database;

    @BeforeEach
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        database = exchange.get("Get-MailboxDatabase").getJsonObject(0).getString("Name");
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private JsonArray mailboxes(String parameter, String value) {
        return exchange.run("Get-Mailbox", new JsonObject().put(parameter, value))
                .getJsonArray("output");
    }

    @Test
    void containsAllMailboxes() {
        assertThat(database).matches("Mailbox Database [0-9]{10}");
        assertThat(mailboxes("Database", database)).hasSameSizeAs(exchange.get("Get-Mailbox"));
        assertThat(mailboxes("Server", "exchange")).hasSameSizeAs(exchange.get("Get-Mailbox"));
        assertThat(mailboxes("Server", "another")).isEmpty();
        assertThat(exchange.get("Get-Mailbox").getJsonObject(0).getString("Database"))
                .isEqualTo(database);
    }

    @Test
    void refusesAMoveToAnUnknownDatabaseOrToItself() {
        assertThat(moved("elsewhere")).contains("Couldn't find mailbox database \\\"elsewhere\\\"", database);
        assertThat(moved(database)).contains("is already in '" + database);
    }

    private String moved(String target) {
        return exchange.attempt(
                        "New-MoveRequest",
                        new JsonObject().put("Identity", "anna").put("TargetDatabase", target))
                .json()
                .encode();
    }
}
