package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How users are written, to the character (checks J7 and J8). */
class UserNameSyntaxTest {
    @ParameterizedTest
    @ValueSource(strings = {"a@b", "z@Z", "A.Z!#$%&'*+-=?^_{}~09@a-z.AZ.09", "a@-", "a@."})
    void takesPlainAddresses(String text) {
        assertThat(UserNameSyntax.isAddress(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a",
                "a@",
                "@b",
                "a@@b",
                "a@b@c",
                "a b@c",
                "a@b c",
                "a|b@c",
                "a:b@c",
                "\"a\"@b",
                "a`@b",
                "a/b@c",
                "a@b_c",
                "a@b!",
                "a@b+c",
                "\u00e4@b",
                "a@\u00e4",
                "a@b,c",
                "a@b/",
                "[@b",
                "`@b",
                "{|@b",
                "a@[",
                "a@`",
                "a@{",
                "a@/",
                "a@:"
            })
    void takesNothingElseForAnAddress(String text) {
        assertThat(UserNameSyntax.isAddress(text)).isFalse();
    }

    @Test
    void takesAnAddressOf320CharactersAndNoLongerOne() {
        assertThat(UserNameSyntax.isAddress("a".repeat(160) + "@" + "b".repeat(159)))
                .isTrue();
        assertThat(UserNameSyntax.isAddress("a".repeat(160) + "@" + "b".repeat(160)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s-1-5-18",
                "s-1-0-0",
                "s-1-5-21-1-2-3-1104",
                "s-1-999999999999999-9",
                "s-1-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16"
            })
    void takesSecurityIdentifiers(String text) {
        assertThat(UserNameSyntax.isSid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s-1-",
                "s-1-5",
                "s-1-5-",
                "s-1--5",
                "s-1-5--18",
                "s-1-5-1a",
                "s-1-5-:",
                "s-1-5-/",
                "s-1-/-1",
                "s-1-1000000000000000-9",
                "s-1-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16-17",
                "s-1- -1"
            })
    void takesNothingElseForASecurityIdentifier(String text) {
        assertThat(UserNameSyntax.isSid(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s-1-5-21-1-2-3-1000", "s-1-5-21-1-2-3-9999", "s-1-5-21-1-2-3-10000"})
    void takesAccountsThatSomebodyMade(String sid) {
        assertThat(UserNameSyntax.isBuiltIn(sid)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s-1-5-18",
                "s-1-5-32-544",
                "s-1-5-21-1-2-3-999",
                "s-1-5-21-1-2-3-500",
                "s-1-5-21-1-2-1104",
                "s-1-5-21-1-2-3-4-1104",
                "s-1-5-22-1-2-3-1104"
            })
    void takesNoOtherForAPerson(String sid) {
        assertThat(UserNameSyntax.isBuiltIn(sid)).isTrue();
    }
}
