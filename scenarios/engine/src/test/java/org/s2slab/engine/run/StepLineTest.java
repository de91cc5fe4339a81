package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.language.StepKind;

class StepLineTest {
    @Test
    void showsACmdletAsAnAdministratorTypesIt() {
        JsonObject step = new JsonObject()
                .put("on", "exchange")
                .put("run", "Set-PartnerApplication")
                .put("with", new JsonObject().put("Identity", "Lync Server").put("Enabled", false));
        assertThat(StepLine.of(StepKind.RUN, step))
                .isEqualTo(new StepLine("exchange", "Set-PartnerApplication -Identity 'Lync Server' -Enabled $false"));
    }

    @Test
    void showsNoSecret() {
        JsonObject step = new JsonObject()
                .put("on", "lync")
                .put("run", "Import-CsCertificate")
                .put("with", new JsonObject().put("Path", "a.pfx").put("Password", "hunter2"));
        assertThat(StepLine.of(StepKind.RUN, step))
                .isEqualTo(new StepLine("lync", "Import-CsCertificate -Path a.pfx -Password ***"));
    }

    @Test
    void shortensACertificateWhichIsPublic() {
        JsonObject step = new JsonObject()
                .put("on", "authz")
                .put("run", "New-MsolServicePrincipalCredential")
                .put("with", new JsonObject().put("Type", "Asymmetric").put("Value", "MIIC" + "a".repeat(900)));
        assertThat(StepLine.of(StepKind.RUN, step))
                .isEqualTo(
                        new StepLine("authz", "New-MsolServicePrincipalCredential -Type Asymmetric -Value MIICaaaa…"));
    }

    @Test
    void showsAnUnknownReferenceAsAVariable() {
        JsonObject step = new JsonObject()
                .put("on", "exchange")
                .put("run", "Set-PartnerApplication")
                .put("with", new JsonObject().put("Identity", "${partner.Name}"));
        assertThat(StepLine.of(StepKind.RUN, step))
                .isEqualTo(new StepLine("exchange", "Set-PartnerApplication -Identity $partner.Name"));
    }

    @Test
    void showsWhatAPersonDoesAndWhatTheLabDoes() {
        assertThat(StepLine.of(StepKind.SIGN_IN, new JsonObject().put("sign-in", "anna@contoso.com")))
                .isEqualTo(new StepLine("anna@contoso.com", "signs in to Lync"));
        assertThat(StepLine.of(
                        StepKind.GET_TOKEN,
                        new JsonObject()
                                .put("get-token", "anna@contoso.com")
                                .put("resource", "https://mail.contoso.com/")))
                .isEqualTo(new StepLine("anna@contoso.com", "gets a token for https://mail.contoso.com/"));
        assertThat(StepLine.of(StepKind.CLOCK, new JsonObject().put("clock", new JsonObject().put("advance", "PT8H"))))
                .isEqualTo(new StepLine("lab", "clock advance PT8H"));
        assertThat(StepLine.of(StepKind.LOOK, new JsonObject())).isNull();
    }
}
