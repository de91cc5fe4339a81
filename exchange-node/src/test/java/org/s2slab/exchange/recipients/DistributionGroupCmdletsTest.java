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

/** Making distribution groups, and changing who is in them. */
class DistributionGroupCmdletsTest {
    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void keepsGroupsAndMembersAcrossARestart() {
        exchange.run(
                "New-DistributionGroup",
                new JsonObject().put("Name", "Sales Team").put("Members", new JsonArray().add("Anna")));
        exchange.run("Add-DistributionGroupMember", member("bert@contoso.com"));
        exchange.run("Remove-DistributionGroupMember", member("anna"));
        exchange.restart();
        JsonObject group = exchange.get("Get-DistributionGroup").getJsonObject(0);
        assertThat(group.getString("PrimarySmtpAddress")).isEqualTo("SalesTeam@contoso.com");
        JsonArray members = exchange.run("Get-DistributionGroupMember", new JsonObject().put("Identity", "Sales Team"))
                .getJsonArray("output");
        assertThat(members).hasSize(1);
        assertThat(members.getJsonObject(0).getString("PrimarySmtpAddress")).isEqualTo("bert@contoso.com");
        exchange.run("Remove-DistributionGroup", new JsonObject().put("Identity", "SalesTeam@contoso.com"));
        assertThat(exchange.get("Get-DistributionGroup")).isEmpty();
    }

    @Test
    void refusesASecondGroupOfANameAndAMemberTwice() {
        JsonObject sales = new JsonObject().put("Name", "Sales Team");
        exchange.run("New-DistributionGroup", sales);
        assertThat(exchange.attempt("New-DistributionGroup", sales).status()).isEqualTo(409);
        exchange.run("Add-DistributionGroupMember", member("anna"));
        assertThat(exchange.attempt("Add-DistributionGroupMember", member("anna"))
                        .status())
                .isEqualTo(409);
        assertThat(exchange.attempt("Remove-DistributionGroupMember", member("bert"))
                        .status())
                .isEqualTo(404);
        assertThat(exchange.attempt("Add-DistributionGroupMember", member("nobody"))
                        .status())
                .isEqualTo(404);
    }

    private static JsonObject member(String who) {
        return new JsonObject().put("Identity", "Sales Team").put("Member", who);
    }
}
