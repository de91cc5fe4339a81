package org.s2slab.junit.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.forge.SpoilingCatalog;
import org.s2slab.junit.OnNode;
import org.s2slab.junit.S2SLab;
import org.s2slab.junit.TokenBuilder;
import org.s2slab.junit.Tokens;

/** The resource of docs/TESTING.md and all spoiled tokens, as {@code ./lab token --all} presents them. */
@S2SLab(scenario = "on-premises-trust")
class PayrollSpoilingsTest {
    private static final String AUDIENCE = "6b0a3a5e-8f5c-4c53-9a9b-3b3a1f0d2c11/payroll.contoso.com@contoso.com";

    @Test
    void takesNoSpoiledTokenAtAll(Tokens tokens, HttpClient http, @OnNode("lync") URI lync)
            throws IOException, InterruptedException, ParseException {
        HttpRequest request =
                HttpRequest.newBuilder(lync.resolve("/metadata/json/1")).build();
        String document = http.send(request, BodyHandlers.ofString()).body();
        TokenBuilder right = tokens.from("lync").to(AUDIENCE).forUser("anna@contoso.com");
        try (var payroll = new PayrollTest.Payroll(PayrollTest.keyIn(document))) {
            assertThat(payroll.userOf(right.text())).contains("anna@contoso.com");
            List<String> accepted = new ArrayList<>();
            int presented = 0;
            for (SpoilingCatalog.Entry way : SpoilingCatalog.fitting(true)) {
                String token = spoiled(right, way);
                presented += token.isEmpty() ? 0 : 1;
                if (payroll.userOf(token).isPresent()) {
                    accepted.add(way.name() + ": " + way.sentence());
                }
            }
            assertThat(accepted).isEmpty();
            assertThat(presented).as("ways that fit the token").isGreaterThan(120);
        }
    }

    /** A spoiled token; empty where the token cannot be spoiled in this way. */
    private static String spoiled(TokenBuilder right, SpoilingCatalog.Entry way) {
        try {
            return right.spoiled(way.name()).text();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
