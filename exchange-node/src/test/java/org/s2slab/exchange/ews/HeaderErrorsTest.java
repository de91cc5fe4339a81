package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.EwsServer.Answer;
import org.s2slab.exchange.imlist.ImLimits;

/** Faults about the SOAP headers of a request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeaderErrorsTest {
    private EwsServer server;

    @BeforeAll
    void open(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static String impersonation(String identities) {
        return "<t:ExchangeImpersonation><t:ConnectingSID>" + identities
                + "</t:ConnectingSID></t:ExchangeImpersonation>";
    }

    private void isFault(String headers, String code) {
        Answer answer = server.call("<GetImItemList/>", headers);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<t:RequestServerVersion Version=\"Exchange2013\"/>",
                "<t:MailboxCulture>en-US</t:MailboxCulture>",
                "<t:TimeZoneContext><t:TimeZoneDefinition Id=\"UTC\"/></t:TimeZoneContext>",
                "<t:ExchangeImpersonation><t:ConnectingSID><t:SmtpAddress>anna@contoso.com</t:SmtpAddress>"
                        + "</t:ConnectingSID></t:ExchangeImpersonation>"
            })
    void refuseTheSameHeaderTwice(String header) {
        assertThat(server.call("<GetImItemList/>", header).code()).isEqualTo("NoError");
        isFault(header + header, "ErrorDuplicateSOAPHeader");
    }

    @Test
    void needOneIdentityOfAnImpersonation() {
        String smtp = "<t:SmtpAddress>anna@contoso.com</t:SmtpAddress>";
        for (String identities :
                new String[] {"", smtp + smtp, smtp + "<t:PrincipalName>anna@contoso.com</t:PrincipalName>"}) {
            isFault(impersonation(identities), "ErrorInvalidExchangeImpersonationHeaderData");
        }
        isFault("<t:ExchangeImpersonation/>", "ErrorInvalidExchangeImpersonationHeaderData");
        isFault(impersonation("<t:Name>anna</t:Name>"), "ErrorSchemaValidation");
    }
}
