package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;

/** How principals and audiences are written, to the character (checks F1, F8 and G1). */
class PrincipalNameParserTest {
    private static final String GUID = "00000004-0000-0ff1-ce00-000000000000";

    @Test
    void readsAPrincipalOfOneCharacterEach() {
        assertThat(PrincipalNameParser.principal("a@b")).isEqualTo(new PrincipalId("a", "b"));
        assertThat(PrincipalNameParser.principal(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a", "a@", "@b", "a@b@", "a@b@c", "a@@b", "@a@b", "a/b@c", "/a@b", "a@b/"})
    void f1ReadsNoPrincipalWithAnEmptyPartASecondAtOrASlash(String text) {
        assertThat(PrincipalNameParser.principal(text)).isNull();
    }

    @Test
    void readsAnAudienceOfOneCharacterEach() {
        assertThat(PrincipalNameParser.audience("a/b@c")).isEqualTo(new Audience("a", "b", "c"));
        assertThat(PrincipalNameParser.audience(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "@", "/@", "a", "a@c", "a/b", "/b@c", "a/@c", "a/b@", "a@b/c", "@b/c", "a//b@c", "a/b/@c",
                "a/b@c/", "a/b@@c", "a/b@c@", "/a/b@c"
            })
    void g1ReadsNoAudienceWithAnEmptyOrSecondPart(String text) {
        assertThat(PrincipalNameParser.audience(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000004-0000-0ff1-ce00-00000000000a@contoso.com",
                GUID + "@contoso.com",
                GUID + "/EXCHANGE.contoso.com@contoso.com",
                GUID + "/FACE.contoso.com@CAFE.contoso.com",
                "0000000A-0000-0ff1-ce00-00000000000@contoso.com",
                "0000000A-0000-0ff1-ce00-0000000000000@contoso.com",
                "0000000A+0000-0ff1-ce00-000000000000@contoso.com",
                "0000000A-0000+0ff1-ce00-000000000000@contoso.com",
                "0000000G-0000-0ff1-ce00-000000000000@contoso.com",
                "0000000@-0000-0ff1-ce00-000000000000",
                "~!@contoso.com",
                "FACE"
            })
    void f8TakesWhatComparesByteByByte(String text) {
        assertThat(PrincipalNameParser.spellingFault(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A0000004-0000-0ff1-ce00-000000000000@contoso.com",
                "F0000004-0000-0ff1-ce00-000000000000@contoso.com",
                "00000004-0000-0ff1-ce00-00000000000A@contoso.com",
                "00000004-0000-0ff1-ce00-00000000000F@contoso.com",
                "00000004-0000-0Ff1-ce00-000000000000/exchange.contoso.com@contoso.com",
                "00000004-0000-0ff1-ce00-00000000000C",
                "contoso@00000004-0000-0ff1-ce00-00000000000A",
                "a/b@F0000004-0000-0ff1-ce00-000000000000"
            })
    void f8RefusesAGuidWithACapitalWhereverItStands(String text) {
        assertThat(PrincipalNameParser.spellingFault(text)).isEqualTo("expected GUIDs in lower case");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "a b@c", "a\t@b", "{a}@b", "a{@b", "a}@b", "a\u007f@b", "a\u0080@b", "\u0430@b", "F\u0000"})
    void f8RefusesWhatIsNoPrintableAscii(String text) {
        assertThat(PrincipalNameParser.spellingFault(text)).startsWith("expected printable ASCII");
    }
}
