package org.s2slab.exchange.ediscovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.accounts.RoleGroup;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.testing.Requirements;

/** Who may search: Anna asks, the application's linked account is Bert's. */
class DiscoveryRolesTest {
    private static final String ASK = "<GetSearchableMailboxes/>";
    private static final String HOLD = "<GetHoldOnMailboxes><HoldId>case</HoldId></GetHoldOnMailboxes>";

    private EwsServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void makeInvestigator(String person) {
        server.roles
                .load()
                .compose(loaded -> server.roles.join(
                        RoleGroup.DISCOVERY_MANAGEMENT,
                        server.mailboxes.of(person).id()))
                .await();
    }

    private String answerTo(String operation, String userRoles, String applicationRoles) {
        return server.call(
                        operation,
                        "<t:RequestServerVersion Version=\"Exchange2013\"/><t:ManagementRole>"
                                + roles("UserRoles", userRoles) + roles("ApplicationRoles", applicationRoles)
                                + "</t:ManagementRole>")
                .code();
    }

    private static String roles(String list, String role) {
        return role.isEmpty() ? "" : "<t:" + list + "><t:Role>" + role + "</t:Role></t:" + list + ">";
    }

    @Test
    void refusesAPersonWhoIsNotInDiscoveryManagement() {
        EwsServer.Answer answer = server.call(ASK);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("ErrorAccessDenied");
        assertThat(answer.text("faultstring")).contains("has not assigned any of the RBAC roles");
    }

    @Test
    void letsAMemberOfDiscoveryManagementSearchAndHold() {
        makeInvestigator("anna");
        assertThat(server.call(ASK).code()).isEqualTo("NoError");
        assertThat(server.call(HOLD).code()).isEqualTo("ErrorMailboxHoldNotFound");
    }

    @Test
    void letsARoleGivenAloneDoOnlyWhatItIsFor() {
        server.give("anna", "Mailbox Search");
        assertThat(server.call(ASK).code()).isEqualTo("NoError");
        assertThat(server.call(HOLD).code()).isEqualTo("ErrorAccessDenied");
    }

    @Test
    @Requirements("CORE R1063 R1070 R1699 R1258")
    void narrowsACallerToTheRolesOfItsHeader() {
        makeInvestigator("anna");
        assertThat(answerTo(ASK, "MailboxSearch", "")).isEqualTo("NoError");
        assertThat(answerTo(ASK, "LegalHold", "")).isEqualTo("ErrorAccessDenied");
    }

    @Test
    void doesNotLetAnApplicationLendItsUserARight() {
        server.give("bert", "Mailbox Search");
        server.asLyncFor("anna");
        assertThat(server.call(ASK).code()).isEqualTo("ErrorAccessDenied");
    }

    @Test
    void doesNotLetAUserLendAnApplicationARight() {
        makeInvestigator("anna");
        server.asLyncFor("anna");
        assertThat(server.call(ASK).code()).isEqualTo("ErrorAccessDenied");

        server.give("bert", "MailboxSearchApplication");
        assertThat(server.call(ASK).code()).isEqualTo("NoError");
    }

    @Test
    @Requirements("CORE R1064")
    void letsAnApplicationActInARoleOfItsOwn() {
        server.asLync();
        assertThat(answerTo(ASK, "", "MailboxSearchApplication")).isEqualTo("ErrorAccessDenied");

        server.give("bert", "MailboxSearchApplication");
        assertThat(answerTo(ASK, "", "MailboxSearchApplication")).isEqualTo("NoError");
        assertThat(answerTo(ASK, "MailboxSearch", "")).isEqualTo("ErrorAccessDenied");
        assertThat(answerTo("<GetImItemList/>", "", "MailboxSearchApplication")).isEqualTo("ErrorAccessDenied");
    }

    /** Configure-EnterprisePartnerApplication makes linked accounts without mailboxes; Carla's has none. */
    @Test
    void letsAnApplicationSearchWhoseLinkedAccountHasNoMailbox() {
        server.link("Carla");
        server.give("carla", "MailboxSearchApplication");
        server.asLync();
        assertThat(answerTo(ASK, "", "MailboxSearchApplication")).isEqualTo("NoError");

        server.give("carla", "LegalHoldApplication");
        assertThat(answerTo(HOLD, "", "LegalHoldApplication")).isEqualTo("ErrorMailboxHoldNotFound");
    }

    @Test
    void refusesAHeaderThatNamesNothingItKnows() {
        makeInvestigator("anna");
        assertThat(answerTo(ASK, "Everything", "")).isEqualTo("ErrorInvalidManagementRoleHeader");
        assertThat(answerTo(ASK, "", "")).isEqualTo("ErrorInvalidManagementRoleHeader");
    }

    @Test
    void refusesTheHeaderBesideImpersonation() {
        makeInvestigator("anna");
        String headers = "<t:RequestServerVersion Version=\"Exchange2013\"/><t:ExchangeImpersonation><t:ConnectingSID>"
                + "<t:SmtpAddress>anna@contoso.com</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>"
                + "<t:ManagementRole><t:UserRoles><t:Role>MailboxSearch</t:Role></t:UserRoles></t:ManagementRole>";
        assertThat(server.call(ASK, headers).code()).isEqualTo("ErrorInvalidManagementRoleHeader");
    }
}
