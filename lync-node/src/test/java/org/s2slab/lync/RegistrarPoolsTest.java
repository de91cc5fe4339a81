package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;

/** The pools of a deployment with two of them, as a server of one pool sees them. */
class RegistrarPoolsTest {
    private static final String OWN = "lync.contoso.com";
    private static final String OTHER = "munich.contoso.com";

    @TempDir
    Path folder;

    private LyncLab lab;

    @BeforeEach
    void start() {
        Map<String, List<String>> pools = new LinkedHashMap<>();
        pools.put(OWN, List.of("fe1.contoso.com", "fe2.contoso.com"));
        pools.put(OTHER, List.of("fe3.contoso.com"));
        lab = LyncLab.withPools(folder, pools).connected();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void listsPoolsAndTheirServers() {
        assertThat(lab.cmdlet("Get-CsPool").body().getJsonArray("output").stream()
                        .map(pool -> ((JsonObject) pool).getString("Identity")))
                .containsExactly(OWN, OTHER);
        assertThat(lab.cmdlet("Get-CsPool", "Identity", "LYNC.contoso.com")
                        .object()
                        .getJsonArray("Computers"))
                .isEqualTo(new JsonArray(List.of("fe1.contoso.com", "fe2.contoso.com")));
        assertThat(lab.cmdlet("Get-CsComputer", "Pool", OTHER).object().getString("Fqdn"))
                .isEqualTo("fe3.contoso.com");
    }

    @Test
    void aUserIsInTheFirstPoolUntilTheUserIsMoved() {
        assertThat(poolOfAnna()).isEqualTo(OWN);

        lab.cmdlet("Move-CsUser", "Identity", "anna@contoso.com", "Target", OTHER, "WhatIf", true);
        assertThat(poolOfAnna()).isEqualTo(OWN);

        JsonObject moved = lab.cmdlet("Move-CsUser", "Identity", "anna@contoso.com", "Target", OTHER, "PassThru", true)
                .object();
        assertThat(moved.getString("RegistrarPool")).isEqualTo(OTHER);

        lab.stop();
        lab.start();
        assertThat(poolOfAnna()).isEqualTo(OTHER);
    }

    @Test
    void refusesAPoolThatTheDeploymentDoesNotHave() {
        assertThat(lab.tryCmdlet("Move-CsUser", "Identity", "anna@contoso.com", "Target", "rome.contoso.com")
                        .message())
                .isEqualTo("Target: cannot find the pool \"rome.contoso.com\"; the pools of this deployment are [" + OWN
                        + ", " + OTHER + "].");
        assertThat(lab.tryCmdlet("Enable-CsUser", "Identity", "anna@contoso.com", "RegistrarPool", "rome.contoso.com")
                        .message())
                .startsWith("RegistrarPool: cannot find the pool");
    }

    @Test
    void countsTheContactListsOfEachPool() {
        JsonObject before =
                lab.cmdlet("Debug-CsUnifiedContactStore", "PoolFqdn", OTHER).object();
        assertThat(before.getInteger("UcsAllowedCount")).isZero();

        lab.cmdlet("Move-CsUser", "Identity", "anna@contoso.com", "Target", OTHER);

        JsonObject after =
                lab.cmdlet("Debug-CsUnifiedContactStore", "PoolFqdn", OTHER).object();
        assertThat(after.getInteger("UcsAllowedCount")).isEqualTo(1);
        assertThat(after.getString("FrontEnd")).isEqualTo(OTHER);
    }

    @Test
    void autodiscoverSendsAUserToTheHomePool() {
        lab.keep(TestKeys.exchange());
        assertThat(links("anna@contoso.com").fieldNames()).containsExactly("self", "applications", "xframe");

        lab.cmdlet("Move-CsUser", "Identity", "anna@contoso.com", "Target", OTHER);

        JsonObject links = links("anna@contoso.com");
        assertThat(links.fieldNames()).containsExactly("self", "redirect");
        assertThat(links.getJsonObject("redirect").getString("href"))
                .isEqualTo("https://munich.contoso.com/Autodiscover/AutodiscoverService.svc/root");
        assertThat(links("bert@contoso.com").fieldNames()).contains("applications");
    }

    private JsonObject links(String upn) {
        TestCall.Answer found = UcwaCaller.exchangeFor(lab, upn).get(UcwaCaller.USER);
        assertThat(found.status()).isEqualTo(200);
        return found.json().getJsonObject("_links");
    }

    private String poolOfAnna() {
        return lab.cmdlet("Get-CsUser", "Identity", "anna@contoso.com").object().getString("RegistrarPool");
    }
}
