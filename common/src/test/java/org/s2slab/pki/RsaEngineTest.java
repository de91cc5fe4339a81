package org.s2slab.pki;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jca.JCAContext;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.OperationCounters;

class RsaEngineTest {
    private static final byte[] CONTENT = "header.payload".getBytes(StandardCharsets.US_ASCII);

    private final OperationCounters counters = new OperationCounters();
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
    void verifiesPs256OfItsKeyAndNothingElse() throws GeneralSecurityException {
        byte[] good = pss("SHA-256", MGF1ParameterSpec.SHA256, 32);

        for (int i = 0; i < 3; i++) {
            assertThat(verifyPss(TestKeys.lync(), good)).isTrue();
            assertThat(verifyPss(TestKeys.outsider(), good)).isFalse();
        }
        assertThat(verify(TestKeys.lync(), good)).as("as RS256").isFalse();
        assertThat(verifyPss(TestKeys.lync(), signature)).as("RS256 as PS256").isFalse();
        assertThat(verifyPss(TestKeys.lync(), pss("SHA-256", MGF1ParameterSpec.SHA256, 20)))
                .as("a shorter salt")
                .isFalse();
        assertThat(verifyPss(TestKeys.lync(), pss("SHA-1", MGF1ParameterSpec.SHA1, 20)))
                .as("another hash")
                .isFalse();
        assertThat(verifyPss(TestKeys.lync(), Arrays.copyOf(good, 255))).isFalse();
        good[17] ^= 1;
        assertThat(verifyPss(TestKeys.lync(), good)).isFalse();
    }

    @Test
    void verifiesRs256OfALibraryAsStrictlyAsATokens() {
        assertThat(verifyJws(JWSAlgorithm.RS256, signature)).isTrue();
        assertThat(verifyJws(JWSAlgorithm.RS256, Arrays.copyOf(signature, 257))).isFalse();
        assertThat(verifyJws(JWSAlgorithm.RS256, Arrays.copyOf(signature, 255))).isFalse();
        assertThat(verifyJws(JWSAlgorithm.RS512, signature)).as("another hash").isFalse();
        assertThat(verifyJws(JWSAlgorithm.HS256, signature))
                .as("not for RSA keys")
                .isFalse();
        assertThat(verifyJws(JWSAlgorithm.ES256, signature))
                .as("not for RSA keys")
                .isFalse();
        assertThat(counters.snapshot()).containsEntry(OperationCounters.VERIFICATIONS, 6L);
    }

    @Test
    void usesTheProviderThatItNamesForEverything() throws GeneralSecurityException {
        Provider signing = CryptoProvider.sha256WithRsa().getProvider();
        boolean amazon = signing instanceof AmazonCorrettoCryptoProvider;
        JCAContext nimbus = new JCAContext();
        CryptoProvider.use(nimbus);

        assertThat(RsaEngine.name())
                .isEqualTo(
                        amazon
                                ? "Amazon Corretto Crypto Provider " + signing.getVersionStr()
                                : "JDK " + Runtime.version().feature());
        assertThat(nimbus.getProvider()).isEqualTo(amazon ? signing : null);
        assertThat(CryptoProvider.keyFactory("RSA").getProvider()).isEqualTo(signing);
        assertThat(CryptoProvider.keyFactory("EC").getProvider())
                .isEqualTo(KeyFactory.getInstance("EC").getProvider());
    }

    @Test
    void generatesShortKeysToo() {
        assertThat(((RSAPublicKey) RsaEngine.generate(1024).getPublic())
                        .getModulus()
                        .bitLength())
                .isEqualTo(1024);
    }

    @Test
    void aKeyThatNoProviderReadsVerifiesNothing() {
        assertThat(engine.verify(new UnreadableKey(), CONTENT, signature)).isFalse();
        assertThat(engine.verify(new UnreadableKey(), CONTENT, signature)).isFalse();
    }

    /** As long as Lync's, but with the exponent 1 and without an encoding. */
    private static final class UnreadableKey implements RSAPublicKey {
        private static final long serialVersionUID = 1L;

        @Override
        public BigInteger getModulus() {
            return ((RSAPublicKey) TestKeys.lync().certificate().getPublicKey()).getModulus();
        }

        @Override
        public BigInteger getPublicExponent() {
            return BigInteger.ONE;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }

    private boolean verifyJws(JWSAlgorithm algorithm, byte[] bytes) {
        return engine.verify(algorithm, TestKeys.lync().certificate().getPublicKey(), CONTENT, bytes);
    }

    private static byte[] pss(String hash, MGF1ParameterSpec mask, int salt) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec(hash, "MGF1", mask, salt, 1));
        signer.initSign(TestKeys.lync().privateKey());
        signer.update(CONTENT);
        return signer.sign();
    }

    @Test
    void countsWhatItDoes() {
        verify(TestKeys.lync(), signature);
        assertThat(counters.snapshot())
                .containsEntry(OperationCounters.SIGNATURES, 1L)
                .containsEntry(OperationCounters.VERIFICATIONS, 1L);
    }

    private boolean verifyPss(SigningKey key, byte[] bytes) {
        return engine.verify(JWSAlgorithm.PS256, key.certificate().getPublicKey(), CONTENT, bytes);
    }

    private boolean verify(SigningKey key, byte[] bytes) {
        return engine.verify(key.certificate().getPublicKey(), CONTENT, bytes);
    }
}
