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

class RoleGroupCmdletsTest {
    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    private static JsonObject membership(String member) {
        return new JsonObject().put("Identity", "Discovery Management").put("Member", member);
    }

    private List<String> members() {
        JsonArray members = exchange.run(
                        "Get-RoleGroupMember", new JsonObject().put("Identity", "discovery management"))
                .getJsonArray("output");
        return members.stream()
                .map(member -> ((JsonObject) member).getString("Name"))
                .toList();
    }

    @Test
    void hasNobodyInDiscoveryManagementFromTheStart() {
        assertThat(members()).isEmpty();
        JsonObject group = exchange.get("Get-RoleGroup").getJsonObject(0);
        assertThat(group.getJsonArray("Roles")).containsExactly("Legal Hold", "Mailbox Search");
    }

    @Test
    void takesMembersInAndOut() {
        exchange.run("Add-RoleGroupMember", membership("anna"));
        exchange.restart();
        assertThat(members()).containsExactly("anna");

        exchange.run("Remove-RoleGroupMember", membership("anna"));
        assertThat(members()).isEmpty();
    }

    @Test
    void saysWhenAMembershipIsAsItWasAskedToBe() {
        exchange.run("Add-RoleGroupMember", membership("anna"));
        assertThat(exchange.attempt("Add-RoleGroupMember", membership("anna")).body())
                .contains("already a member");
        assertThat(exchange.attempt("Remove-RoleGroupMember", membership("bert"))
                        .body())
                .contains("isn't a member");
        assertThat(exchange.attempt("Add-RoleGroupMember", membership("nobody")).status())
                .isEqualTo(404);
    }

    @Test
    void showsWhatAGroupMayDo() {
        JsonArray assignments = exchange.run(
                        "Get-ManagementRoleAssignment", new JsonObject().put("RoleAssignee", "Discovery Management"))
                .getJsonArray("output");
        assertThat(assignments.stream().map(one -> ((JsonObject) one).getString("Name")))
                .containsExactly("Legal Hold-Discovery Management", "Mailbox Search-Discovery Management");
    }
}
