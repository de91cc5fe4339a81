package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsServer.Answer;
import org.s2slab.exchange.imlist.ImLimits;

/**
 * The order of the checks of a request to EWS. A request that one check must stop would be stopped by every check behind it as
 * well: its response is that of the first, and the operation has not run.
 */
class EwsChecksTest {
    private static final String CREATE = """
            <CreateItem MessageDisposition="%s"><SavedItemFolderId><t:DistinguishedFolderId Id="inbox"><t:Mailbox>\
            <t:EmailAddress>%s@contoso.com</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId></SavedItemFolderId>\
            <Items>%s</Items></CreateItem>""";
    private static final String ITEM = "<t:Message><t:Subject>Hello</t:Subject></t:Message>";
    private static final String OTHER_VERSION = "<t:RequestServerVersion Version=\"Exchange3000\"/>";
    private static final String ZONE = "<t:TimeZoneContext><t:TimeZoneDefinition Id=\"Nowhere\"/></t:TimeZoneContext>";
    private static final String OTHER_USER = "<t:ExchangeImpersonation><t:ConnectingSID>"
            + "<t:PrimarySmtpAddress>bert@contoso.com</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>";

    private EwsServer server;

    /** A request that one check stops. */
    private record Case(String check, String code, boolean overdrawn, String headers, String operation) {}

    /** In the order of the checks, each the request before it without one fault. */
    private static final List<Case> CASES = List.of(
            new Case("text", "ErrorSchemaValidation", true, OTHER_VERSION + ZONE + OTHER_USER, longList() + "<"),
            new Case("headers", "ErrorInvalidServerVersion", true, OTHER_VERSION + ZONE + OTHER_USER, unknown()),
            new Case("operation", "ErrorInvalidRequest", true, ZONE + OTHER_USER, unknown()),
            new Case("length of lists", "ErrorInvalidRequest", true, ZONE + OTHER_USER, longList()),
            new Case("schema", "ErrorSchemaValidation", true, ZONE + OTHER_USER, create("Never", "bert", ITEM)),
            new Case("time zone", "ErrorTimeZone", true, ZONE + OTHER_USER, create("SaveOnly", "bert", ITEM)),
            new Case("mailbox", "ErrorImpersonateUserDenied", true, OTHER_USER, create("SaveOnly", "bert", ITEM)),
            new Case("budget", "ErrorServerBusy", true, "", create("SaveOnly", "bert", ITEM)),
            new Case("rights", "ErrorFolderNotFound", false, "", create("SaveOnly", "bert", ITEM)),
            new Case("none", "NoError", false, "", create("SaveOnly", "anna.berg", ITEM)));

    private static String create(String disposition, String owner, String items) {
        return CREATE.formatted(disposition, owner, items);
    }

    private static String longList() {
        return create("Never", "bert", ITEM.repeat(EwsServer.LIST_ENTRIES + 1));
    }

    private static String unknown() {
        return longList().replace("CreateItem", "MakeItem");
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> stopsARequestWhereItMustStop() {
        return CASES.stream().map(given -> dynamicTest(given.check(), () -> check(given)));
    }

    private void check(Case given) {
        overdraw(given.overdrawn());
        Answer answer = server.call(given.operation(), given.headers());
        assertThat(answer.http().body()).containsPattern("[>:]" + given.code() + "<");
        assertThat(answer.http().body().contains("has no operation"))
                .isEqualTo(given.check().equals("operation"));
        assertThat(items()).isEqualTo(given.code().equals("NoError") ? 1 : 0);
    }

    /** Gives callers a budget, of which nothing is left; or none. */
    private void overdraw(boolean overdrawn) {
        server.mailboxes
                .database
                .write(tx -> {
                    tx.execute("DELETE FROM organization_settings");
                    return overdrawn
                            ? tx.execute("INSERT INTO organization_settings (name, value)"
                                    + " VALUES ('EwsMaxBurst', '0'), ('EwsCutoffBalance', '-1')")
                            : 0;
                })
                .await();
        server.policy.load().await();
    }

    private long items() {
        return server.mailboxes
                .database
                .read(rx -> rx.number("SELECT COUNT(*) AS number FROM items"))
                .await();
    }
}
