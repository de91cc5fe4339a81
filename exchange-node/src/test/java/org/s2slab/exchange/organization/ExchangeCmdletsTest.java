package org.s2slab.exchange.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.ews.ApplicationPermissions;
import org.s2slab.exchange.rbac.ApplicationAssignment;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletParameter;

class ExchangeCmdletsTest {
    private static CmdletParameter parameter(String cmdlet, String name) {
        return cmdlet(cmdlet).parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Cmdlet cmdlet(String name) {
        return CMDLETS.cmdlet(name, given -> Future.succeededFuture(CmdletOutput.NOTHING));
    }

    @Test
    void offersTheRolesAndPermissionsThatThereAre() {
        List<String> roles = Arrays.stream(ApplicationRole.values())
                .flatMap(role -> Stream.concat(Stream.of(role.roleName()), role.userRole().stream()))
                .sorted()
                .toList();
        assertThat(parameter("New-ManagementRoleAssignment", "Role").values())
                .filteredOn(role -> !role.startsWith(ApplicationAssignment.PREFIX))
                .isEqualTo(roles);
        for (String cmdlet : List.of("New-PartnerApplication", "Set-PartnerApplication")) {
            assertThat(parameter(cmdlet, "ActAsPermissions").help())
                    .contains(String.join(", ", ApplicationPermissions.ACT_AS) + ".");
            assertThat(parameter(cmdlet, "AppOnlyPermissions").help()).contains(ApplicationPermissions.EVERY_MAILBOX);
        }
    }

    @Test
    void readsEveryCellOfADeclaration() {
        Cmdlet set = cmdlet("Set-AuthServer");

        assertThat(set.changes()).isTrue();
        assertThat(cmdlet("Get-AuthServer").changes()).isFalse();
        assertThat(set.parameters().get(2))
                .isEqualTo(new CmdletParameter(
                        "RefreshAuthMetadata",
                        CmdletParameter.Type.SWITCH,
                        true,
                        List.of("RefreshAuthMetadataParameterSet"),
                        List.of(),
                        "Reads the document again and accepts its keys, even if all of them are new."));
        assertThat(parameter("New-AuthServer", "AuthMetadataUrl").sets())
                .containsExactly("AuthMetadataUrlParameterSet", "NativeClientAuthServerParameterSet");
    }

    @Test
    void refusesACmdletThatIsNotDeclared() {
        assertThatThrownBy(() -> cmdlet("Get-Nothing")).hasMessageContaining("Get-Nothing");
    }
}
