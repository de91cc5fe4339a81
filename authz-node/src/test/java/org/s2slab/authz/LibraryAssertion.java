package org.s2slab.authz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.function.Consumer;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;

/** An assertion as MSAL for Java makes it from a certificate, any part of which a test spoils. */
final class LibraryAssertion {
    private static int made;

    private final SigningKey key;
    private final JsonObject header = new JsonObject();
    private final JsonObject claims = new JsonObject();
    private String signed = "PS256";

    LibraryAssertion(String client, SigningKey key) {
        this.key = key;
        byte[] hash = Base64.getUrlDecoder().decode(SigningKey.x5tS256(key.certificate()));
        header.put("x5t#S256", Base64.getEncoder().encodeToString(hash))
                .put("x5c", new JsonArray().add(CertificateEncoding.text(key.certificate())))
                .put("alg", "PS256");
        claims.put("aud", "https://" + RunningAuthz.LOGIN + "/" + RunningAuthz.CONTOSO + "/oauth2/v2.0/token")
                .put("sub", client)
                .put("nbf", Assertions.NOW)
                .put("iss", client)
                .put("exp", Assertions.NOW + 600)
                .put("jti", "library-" + ++made);
    }

    LibraryAssertion header(Consumer<JsonObject> change) {
        change.accept(header);
        return this;
    }

    LibraryAssertion claims(Consumer<JsonObject> change) {
        change.accept(claims);
        return this;
    }

    /** Signs by another algorithm than the header says, or by the same one. */
    LibraryAssertion signed(String algorithm) {
        signed = algorithm;
        return this;
    }

    LibraryAssertion rs256() {
        return header(members -> members.put("alg", "RS256")).signed("RS256");
    }

    String text() {
        String content = part(header.encode()) + "." + part(claims.encode());
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(content));
    }

    private byte[] signature(String content) {
        try {
            Signature signature = Signature.getInstance(signed.equals("RS256") ? "SHA256withRSA" : "RSASSA-PSS");
            if (!signed.equals("RS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(key.privateKey());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
