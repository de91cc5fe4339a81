package org.s2slab.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class CmdletLineParserTest {
    @Test
    void readsNamesValuesAndSwitches() {
        assertThat(CmdletLineParser.parse("New-CsPartnerApplication -Identity Exchange -ApplicationTrustLevel Full"
                        + " -MetadataUrl https://autodiscover.contoso.com/autodiscover/metadata/json/1"
                        + " -Enabled $true -Force"))
                .isEqualTo(new CmdletLineParser(
                        "New-CsPartnerApplication",
                        new JsonObject()
                                .put("Identity", "Exchange")
                                .put("ApplicationTrustLevel", "Full")
                                .put("MetadataUrl", "https://autodiscover.contoso.com/autodiscover/metadata/json/1")
                                .put("Enabled", true)
                                .put("Force", true)));
    }

    @Test
    void readsQuotedTexts() {
        assertThat(parameters("Set-Mailbox -Identity \"Ken Myer\" -Name 'it''s' -Other \"a`\"b\""))
                .isEqualTo(new JsonObject()
                        .put("Identity", "Ken Myer")
                        .put("Name", "it's")
                        .put("Other", "a\"b"));
    }

    @Test
    void readsListsNumbersAndNothing() {
        assertThat(parameters("Set-X -Names a, 'b c',d -Days 14 -Realm $null -Confirm:$false"))
                .isEqualTo(new JsonObject()
                        .put("Names", new JsonArray().add("a").add("b c").add("d"))
                        .put("Days", 14L)
                        .putNull("Realm")
                        .put("Confirm", false));
    }

    @Test
    void aThumbprintOfDigitsOnlyStaysAText() {
        assertThat(parameters("Set-X -Thumbprint 0123456789012345678901234567890123456789"))
                .isEqualTo(new JsonObject().put("Thumbprint", "0123456789012345678901234567890123456789"));
    }

    @Test
    void takesAScriptOfExchangeAsTheCmdletOfItsName() {
        assertThat(CmdletLineParser.parse(".\\Configure-EnterprisePartnerApplication.ps1 -ApplicationType Lync")
                        .name())
                .isEqualTo("Configure-EnterprisePartnerApplication");
    }

    @Test
    void refusesWhatIsNotOneCmdletWithItsValues() {
        assertThatThrownBy(() -> CmdletLineParser.parse("Get-X | Set-X")).hasMessageContaining("one cmdlet");
        assertThatThrownBy(() -> CmdletLineParser.parse("Get-X; Get-Y")).hasMessageContaining("one cmdlet");
        assertThatThrownBy(() -> CmdletLineParser.parse("Get-X Exchange")).hasMessageContaining("no parameter name");
        assertThatThrownBy(() -> CmdletLineParser.parse("Get-X -Identity $name"))
                .hasMessageContaining("write the value itself in the line");
        assertThatThrownBy(() -> CmdletLineParser.parse("Get-X -A 1 -A 2")).hasMessageContaining("more than once");
    }

    private static JsonObject parameters(String line) {
        return CmdletLineParser.parse(line).parameters();
    }
}
