package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.s2slab.exchange.ews.ApplicationPermissions.Wish;
import org.s2slab.refusal.Refusal;
import org.s2slab.validation.Rule;

/** I6: what an application may do for a user is never more than it was given. */
class ApplicationPermissionsTest {
    private static final Map<String, Wish> SPOILINGS =
            Map.of("I6", new Wish(true, "AddImGroup", List.of(ApplicationPermissions.CONTACTS_READ), false));

    @Test
    void refusesEachSpoilingByItsRuleAndNeedsTheRule() {
        assertThat(ApplicationPermissions.RULES).extracting(Rule::id).containsExactlyElementsOf(SPOILINGS.keySet());
        SPOILINGS.forEach((id, wish) -> {
            assertThatThrownBy(() -> Rule.refuseByFirst(ApplicationPermissions.RULES, wish))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo(id));
            List<Rule<Wish>> others = new ArrayList<>(ApplicationPermissions.RULES);
            others.removeIf(rule -> rule.id().equals(id));
            assertThatCode(() -> Rule.refuseByFirst(others, wish)).doesNotThrowAnyException();
        });
    }

    @Test
    void refusesOtherMailAndCalendarToAnApplicationForContacts() {
        assertThatThrownBy(() -> ask("FindItem", ApplicationPermissions.CONTACTS_WRITE))
                .hasMessageContaining("FindItem");
    }

    @Test
    void letsAnApplicationDoWhatItWasGiven() {
        ask("AddImGroup");
        ask("FindItem", ApplicationPermissions.EVERYTHING);
        ask("GetImItemList", ApplicationPermissions.CONTACTS_READ);
        ask("SetImListMigrationCompleted", ApplicationPermissions.CONTACTS_WRITE);
    }

    private static void ask(String operation, String... given) {
        Rule.refuseByFirst(ApplicationPermissions.RULES, new Wish(true, operation, List.of(given), false));
    }
}
