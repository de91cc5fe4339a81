package org.s2slab.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision of Exchange Online, which the doctor shares. */
class EwsAccessTest {
    private static final String APPLICATION = "2b6f7a10-5c1d-4e8a-9a34-0f5d8c7b6a21";

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null,  '',   '',                                             -",
                "true,  '',   '',                                             -",
                "false, '',   '',                                             P2",
                "null,  '',   ews-off-by-default,                             P2",
                "true,  '',   ews-off-by-default,                             -",
                "true,  '',   ews-off-by-default ews-list-required,           P3",
                "true,  self, ews-off-by-default ews-list-required,           -",
                "true,  else, '',                                             P3",
                "null,  else, '',                                             -",
                "false, self, '',                                             P2",
                "true,  self, ews-off-by-default ews-list-required ews-off,   P1",
                "null,  '',   ews-off-by-default ews-list-required ews-off,   P1",
            })
    void refusesByTheFirstRuleThatApplies(@Nullable Boolean enabled, String list, String changes, String rule) {
        List<String> inForce = Arrays.asList(changes.split(" ", -1));
        List<String> listed = list.isEmpty() ? List.of() : List.of(list.equals("self") ? APPLICATION : "another");
        EwsAccess access = new EwsAccess(enabled, listed, change -> inForce.contains(change.id()));

        assertThat(access.refusal(APPLICATION).map(CallerPolicyRule::id).orElse("-"))
                .isEqualTo(rule);
    }
}
