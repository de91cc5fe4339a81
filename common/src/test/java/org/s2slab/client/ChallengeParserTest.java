package org.s2slab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeParserTest {
    /**
     * The collection calls these invalid. RFC 9110 (11.2) allows a token as value and spaces round the equals sign, and
     * which parameters a scheme must have is not this class's business.
     */
    private static final Set<String> ALLOWED_BY_THE_STANDARD = Set.of(
            "simple Basic auth, using token format for realm",
            "simple Basic auth, using token format for realm, including backslashes",
            "simple Basic auth, using single quotes (these are allowed in a token, but should not be treated as quote"
                    + " characters)",
            "simple Basic auth, realm parameter missing",
            "simple Basic auth, whitespace used in auth-param assignment");

    @Test
    void readsEscapesInQuotedValues() {
        assertThat(ChallengeParser.read("Basic realm=\"\\\"foo\\\"\""))
                .containsExactly(scheme("basic", Map.of("realm", "\"foo\"")));
    }

    @Test
    void readsBase64DataBehindAScheme() {
        assertThat(ChallengeParser.read("NTLM TlRMTVNTUAAC==, Bearer realm=x"))
                .containsExactly(scheme("ntlm", Map.of("", "TlRMTVNTUAAC==")), scheme("bearer", Map.of("realm", "x")));
    }

    @Test
    void readsABackslashAtTheEndOfAQuotedValueAsOne() {
        assertThat(ChallengeParser.read("Basic realm=\"a\\\\\""))
                .containsExactly(scheme("basic", Map.of("realm", "a\\")));
        assertThatThrownBy(() -> ChallengeParser.read("Basic realm=\"a\\")).hasMessageContaining("not closed");
        assertThatThrownBy(() -> ChallengeParser.read("Basic realm=\"a\\\"")).hasMessageContaining("not closed");
        assertThat(ChallengeParser.read("Basic realm=\"\"")).containsExactly(scheme("basic", Map.of("realm", "")));
    }

    @Test
    void readsBase64DataOfEveryCharacterItHas() {
        String data = "azAZ09-._~+/";
        assertThat(ChallengeParser.read("NTLM " + data)).containsExactly(scheme("ntlm", Map.of("", data)));
        assertThat(ChallengeParser.read("NTLM " + data + "== \t, Negotiate"))
                .containsExactly(scheme("ntlm", Map.of("", data + "==")), scheme("negotiate", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"`", "{", "@", "[", ":", "!", "#"})
    void takesACharacterThatBase64DoesNotHaveForAnotherScheme(String character) {
        assertThat(ChallengeParser.read("NTLM a" + character))
                .containsExactly(scheme("ntlm", Map.of()), scheme("a" + character, Map.of()));
    }

    @Test
    void takesNoParameterOfBase64Data() {
        assertThatThrownBy(() -> ChallengeParser.read("NTLM abc==, realm=x"))
                .hasMessageContaining("the parameter 'realm' belongs to no scheme");
    }

    @Test
    void passesOverBlanksAndCommasAroundEverything() {
        assertThat(ChallengeParser.read(" ,, Bearer \t realm \r\n = \t x , , client_id=y ,"))
                .containsExactly(scheme("bearer", Map.of("realm", "x", "client_id", "y")));
        assertThat(ChallengeParser.read("")).isEmpty();
        assertThat(ChallengeParser.read(" , ")).isEmpty();
    }

    @Test
    void takesASchemeBeforeACommaForOneWithoutParameters() {
        assertThat(ChallengeParser.read("Negotiate,NTLM"))
                .containsExactly(scheme("negotiate", Map.of()), scheme("ntlm", Map.of()));
        assertThat(ChallengeParser.read("Basic , realm=x")).containsExactly(scheme("basic", Map.of("realm", "x")));
    }

    @Test
    void readsASchemeBehindAQuotedValueWithoutComma() {
        assertThat(ChallengeParser.read("Bearer realm=\"a\"Basic realm=\"b\""))
                .containsExactly(scheme("bearer", Map.of("realm", "a")), scheme("basic", Map.of("realm", "b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "\"", "Bearer realm==x", "Bearer a=b, x=", "Bearer a=b, x=,y=z", "Bearer a=b, =x"})
    void refusesANameOrValueThatIsMissing(String field) {
        assertThatThrownBy(() -> ChallengeParser.read(field)).hasMessageContaining("a name or value is missing");
    }

    @Test
    void refusesAParameterThatOccursTwice() {
        assertThatThrownBy(() -> ChallengeParser.read("Bearer realm=\"a\", realm=\"b\""))
                .hasMessageContaining("'realm' occurs twice");
    }

    @Test
    void refusesAParameterWithoutAScheme() {
        assertThatThrownBy(() -> ChallengeParser.read("realm=\"a\"")).hasMessageContaining("belongs to no scheme");
        assertThatThrownBy(() -> ChallengeParser.read("Basic, realm=\"a\""))
                .hasMessageContaining("belongs to no scheme");
    }

    @Test
    void refusesAQuoteThatIsNotClosed() {
        assertThatThrownBy(() -> ChallengeParser.read("Basic realm=\"basic")).hasMessageContaining("not closed");
    }

    /** Julian Reschke's cases, where they lie beside the project. */
    @TestFactory
    Stream<DynamicTest> readsTheCollectedFields() throws IOException {
        Path file = Path.of(System.getProperty("s2slab.root"))
                .resolveSibling("shared")
                .resolve("vectors/http-auth/reschke-challenges.json");
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        JsonArray cases = new JsonObject(Files.readString(file)).getJsonArray("cases");
        return cases.stream()
                .map(JsonObject.class::cast)
                .map(one -> DynamicTest.dynamicTest(one.getString("description"), () -> check(one)));
    }

    private static void check(JsonObject one) {
        String header = one.getString("header");
        if (one.getBoolean("valid")) {
            assertThat(ChallengeParser.read(header)).isEqualTo(expected(one.getJsonArray("expected")));
        } else if (ALLOWED_BY_THE_STANDARD.contains(one.getString("description"))) {
            assertThat(ChallengeParser.read(header)).hasSize(1);
        } else {
            assertThatThrownBy(() -> ChallengeParser.read(header)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<ChallengeParser.Scheme> expected(JsonArray challenges) {
        return challenges.stream()
                .map(JsonObject.class::cast)
                .map(one -> scheme(one.getString("scheme"), parameters(one.getValue("params"))))
                .toList();
    }

    private static Map<String, String> parameters(Object params) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (params instanceof JsonArray token68) {
            parameters.put("", token68.getString(0));
        } else {
            ((JsonObject) params).forEach(entry -> parameters.put(entry.getKey(), (String) entry.getValue()));
        }
        return parameters;
    }

    private static ChallengeParser.Scheme scheme(String name, Map<String, String> parameters) {
        return new ChallengeParser.Scheme(name, parameters);
    }
}
