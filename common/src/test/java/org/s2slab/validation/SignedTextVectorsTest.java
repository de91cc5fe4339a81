package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.pki.RsaEngine;
import org.s2slab.testing.SharedVectors;
import org.s2slab.trace.OperationCounters;

/**
 * The reader of signed texts against Project Wycheproof's JWS file and RFC 7520: a text counts when it is compact, spelt
 * canonically, RS256, without any header that changes how it is verified, and its signature holds.
 *
 * <p>Of Wycheproof's 401 cases, the six that are defective (346, 350, 367, 370, 372, 373) are of other algorithms, which are
 * all refused here, as is a key meant for another one (C2); four (353 to 356) are about what a JSON key says of its use, which certificates do not have.
 */
class SignedTextVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> REFUSED_MEMBERS =
            List.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "zip", "enc");

    private final RsaEngine engine = new RsaEngine(new OperationCounters());

    @TestFactory
    List<DynamicTest> takesSoundRs256TextsOfWycheproofOnly() throws IOException {
        Path file = SharedVectors.file("wycheproof/json_web_signature_test.json");
        List<DynamicTest> tests = new ArrayList<>();
        if (!Files.exists(file)) {
            return tests;
        }
        for (JsonNode group : JSON.readTree(file.toFile()).get("testGroups")) {
            JsonNode key = group.has("public") ? group.get("public") : group.get("private");
            if (!key.has("alg")) {
                continue;
            }
            boolean ours = key.get("alg").asText().equals("RS256");
            for (JsonNode vector : group.get("tests")) {
                String name = vector.get("tcId") + " " + vector.get("comment").asText();
                boolean expected = ours && vector.get("result").asText().equals("valid");
                String text = vector.get("jws").isTextual()
                        ? vector.get("jws").asText()
                        : vector.get("jws").toString();
                tests.add(dynamicTest(name, () -> assertThat(counts(text, key)).isEqualTo(expected)));
            }
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> takesTheSignatureOfRfc7520() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : SharedVectors.files("rfc7520-cookbook/jws", ".json")) {
            JsonNode example = JSON.readTree(file.toFile());
            JsonNode compact = example.path("output").path("compact");
            if (compact.isTextual()) {
                boolean expected = example.path("input").path("alg").asText().equals("RS256");
                JsonNode key = example.get("input").get("key");
                tests.add(dynamicTest(
                        String.valueOf(file.getFileName()),
                        () -> assertThat(counts(compact.asText(), key)).isEqualTo(expected)));
            }
        }
        return tests;
    }

    private boolean counts(String text, JsonNode key) throws GeneralSecurityException {
        CompactToken token = CompactToken.of(text);
        if (token.partsFault() != null || token.alphabetFault() != null || !hasHeader(token)) {
            return false;
        }
        boolean plain = REFUSED_MEMBERS.stream().noneMatch(token.header()::has);
        return plain
                && "RS256".equals(token.algorithm())
                && key.get("kty").asText().equals("RSA")
                && key.path("alg").asText("RS256").equals("RS256")
                && engine.verify(rsa(key), token.signedBytes(), token.signature());
    }

    private static boolean hasHeader(CompactToken token) {
        try {
            token.header();
            return true;
        } catch (IllegalStateException unreadable) {
            return false;
        }
    }

    private static PublicKey rsa(JsonNode key) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key.get("n")), number(key.get("e"))));
    }

    private static BigInteger number(JsonNode base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64.asText()));
    }
}
