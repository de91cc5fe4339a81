package org.s2slab.sharepoint.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.sharepoint.trust.FarmCmdlets.CMDLETS;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestTables;

/** The table of cmdlets has the rights, levels and scopes of the code. */
class RightsInCmdletsTest {
    @Test
    void declaresEachRightAndScope() {
        assertThat(TestTables.values(CMDLETS, "New-SPUser", "PermissionLevel"))
                .isEqualTo(Arrays.stream(SiteRight.values())
                        .map(right -> right.level)
                        .toList());
        assertThat(TestTables.values(CMDLETS, "Set-SPAppPrincipalPermission", "Right"))
                .isEqualTo(Arrays.stream(SiteRight.values())
                        .map(right -> right.word)
                        .toList());
        for (String cmdlet : new String[] {"Set-SPAppPrincipalPermission", "Remove-SPAppPrincipalPermission"}) {
            assertThat(TestTables.values(CMDLETS, cmdlet, "Scope").stream().map(AppPermissions.Scope::named))
                    .containsExactlyInAnyOrder(AppPermissions.Scope.values());
        }
    }
}
