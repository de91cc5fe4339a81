package org.s2slab.authz.cmdlets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.authz.registry.Credential;
import org.s2slab.testing.TestTables;

/** The table of cmdlets has the types and uses of credentials of the code. */
class CredentialTypesTest {
    @ParameterizedTest
    @ValueSource(strings = {"New-MsolServicePrincipal", "New-MsolServicePrincipalCredential"})
    void declaresEachTypeAndUse(String cmdlet) {
        assertThat(TestTables.values(TenantSelector.CMDLETS, cmdlet, "Type"))
                .isEqualTo(Arrays.stream(Credential.Kind.values())
                        .map(Credential.Kind::word)
                        .toList());
        assertThat(TestTables.values(TenantSelector.CMDLETS, cmdlet, "Usage"))
                .isEqualTo(Arrays.stream(Credential.Usage.values())
                        .map(Credential.Usage::word)
                        .toList());
    }
}
