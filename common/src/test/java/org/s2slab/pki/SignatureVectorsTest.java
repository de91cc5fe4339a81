package org.s2slab.pki;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.trace.OperationCounters;

/** Project Wycheproof's RSA signatures, most of them malformed in one way each (check E2); none where the file is absent. */
class SignatureVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    private final RsaEngine engine = new RsaEngine(new OperationCounters());

    @TestFactory
    Stream<DynamicTest> e2TakesSoundSignaturesOnly() throws IOException {
        Path file = Path.of(System.getProperty("s2slab.root", "."))
                .resolveSibling("shared/vectors/wycheproof/rsa_signature_2048_sha256_test.json");
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        return elements(new ObjectMapper().readTree(file.toFile()).get("testGroups"))
                .flatMap(group -> elements(group.get("tests"))
                        .filter(SignatureVectorsTest::isDecided)
                        .map(vector -> test(group, vector)));
    }

    /** RFC 8017 (appendix B.1) leaves a digest info without NULL to the verifier, and providers differ. */
    private static boolean isDecided(JsonNode vector) {
        return !vector.get("result").asText().equals("acceptable");
    }

    private DynamicTest test(JsonNode group, JsonNode vector) {
        String name = vector.get("tcId").asText() + " " + vector.get("comment").asText();
        boolean sound = vector.get("result").asText().equals("valid");
        return DynamicTest.dynamicTest(
                name,
                () -> assertThat(engine.verify(
                                key(group),
                                HEX.parseHex(vector.get("msg").asText()),
                                HEX.parseHex(vector.get("sig").asText())))
                        .isEqualTo(sound));
    }

    private static PublicKey key(JsonNode group) throws GeneralSecurityException {
        byte[] encoded = HEX.parseHex(group.get("publicKeyDer").asText());
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
