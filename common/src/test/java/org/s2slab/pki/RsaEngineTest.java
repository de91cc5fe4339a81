package org.s2slab.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.Counters;

class RsaEngineTest {
    private static final byte[] CONTENT = "header.payload".getBytes(StandardCharsets.US_ASCII);

    private final Counters counters = new Counters();
    private final RsaEngine engine = new RsaEngine(counters);
    private final byte[] signature = engine.sign(TestKeys.lync().privateKey(), CONTENT);

    @Test
    void verifiesWhatItSignedAgainAndAgain() {
        for (int i = 0; i < 3; i++) {
            assertThat(verify(TestKeys.lync(), engine.sign(TestKeys.lync().privateKey(), CONTENT)))
                    .isTrue();
        }
    }

    @Test
    void refusesASignatureOfAnotherKeyAndGoesOnWorking() {
        assertThat(verify(TestKeys.outsider(), signature)).isFalse();
        assertThat(verify(TestKeys.lync(), signature)).isTrue();
    }

    @Test
    void e2RefusesASignatureThatIsNotAsLongAsTheModulus() {
        assertThat(verify(TestKeys.lync(), Arrays.copyOf(signature, 257))).isFalse();
        assertThat(verify(TestKeys.lync(), Arrays.copyOf(signature, 255))).isFalse();
        assertThat(verify(TestKeys.lync(), new byte[0])).isFalse();
    }

    @Test
    void refusesAnAlteredSignature() {
        for (int position = 0; position < signature.length; position += 51) {
            byte[] altered = signature.clone();
            altered[position] ^= 1;
            assertThat(verify(TestKeys.lync(), altered)).isFalse();
        }
        byte[] ones = new byte[256];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(verify(TestKeys.lync(), ones)).isFalse();
        assertThat(verify(TestKeys.lync(), signature)).isTrue();
    }

    @Test
    void countsWhatItDoes() {
        verify(TestKeys.lync(), signature);
        assertThat(counters.snapshot())
                .containsEntry(Counters.SIGNATURES, 1L)
                .containsEntry(Counters.VERIFICATIONS, 1L);
    }

    private boolean verify(SigningKey key, byte[] bytes) {
        return engine.verify(key.certificate().getPublicKey(), CONTENT, bytes);
    }
}
