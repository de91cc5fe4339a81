package org.s2slab.engine.forge;

import static org.s2slab.engine.forge.TokenSpoiling.any;
import static org.s2slab.engine.forge.TokenSpoiling.ofUser;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Spoilings of a token's headers: group C. */
final class HeaderSpoilings {
    static final List<TokenSpoiling> ALL = List.of(
            any("C1", "The actor token says HS256.", signed("alg", "HS256")),
            ofUser("C1-none", "The actor token says none, and has no signature.", t -> {
                t.actor().header().put("alg", "none");
                t.actor().editSignature(made -> new byte[0]);
            }),
            any("C1-case", "The actor token says rs256 in lower case.", signed("alg", "rs256")),
            any("C1-es256", "The actor token says ES256.", signed("alg", "ES256")),
            any("C1-absent", "The actor token does not say its algorithm.", withoutSigned("alg")),
            ofUser("C1-outer", "The outer token says None with a capital.", outer("alg", "None")),
            any("C3", "The actor token says that it is another kind of token.", signed("typ", "at+jwt")),
            ofUser("C3-outer", "The outer token says that it is another kind of token.", outer("typ", "logout+jwt")),
            any("C4", "The header demands an extension (crit).", signed("crit", new JsonArray().add("exp"))),
            any("C4-empty", "The header demands no extension, with an empty crit.", signed("crit", new JsonArray())),
            any("C5", "The header says that the payload is not encoded (b64).", signed("b64", false)),
            ofUser("C5-outer", "The outer header has b64.", outer("b64", true)),
            any("C6", "The header brings a key of its own (jwk).", own("jwk", HeaderSpoilings::key)),
            any("C6-jku", "The header says where keys are (jku).", signed("jku", "https://localhost/keys")),
            any("C6-x5u", "The header says where a certificate is (x5u).", signed("x5u", "https://localhost/cer")),
            any("C6-x5c", "The header brings a certificate (x5c).", own("x5c", HeaderSpoilings::chain)),
            any(
                    "C7",
                    "kid names another certificate than x5t.",
                    t -> t.actor().header().put("kid", t.holdings().own().x5t())),
            any("C7-path", "kid is a path.", signed("kid", "../../etc/passwd")),
            any("C7-long", "kid has 129 characters.", signed("kid", "k".repeat(129))),
            any("C8", "There is no x5t.", withoutSigned("x5t")),
            any("C8-short", "x5t has three bytes.", signed("x5t", "AAAA")),
            any("C9", "The header says that the payload is compressed (zip).", signed("zip", "DEF")),
            any("C9-enc", "The header says that the token is encrypted (enc).", signed("enc", "A128GCM")),
            any("C10", "The header has an unknown member.", signed("foo", "bar")),
            ofUser(
                    "C10-outer",
                    "The outer header has a thumbprint.",
                    t -> t.outer().header().put("x5t", t.actor().header().getValue("x5t"))));

    private HeaderSpoilings() {}

    private static Consumer<ForgedToken> signed(String member, Object value) {
        return token -> token.actor().header().put(member, value);
    }

    /** Sets a header member from the attacker's own key. */
    private static Consumer<ForgedToken> own(String member, Function<RSAKey, Object> content) {
        return token -> {
            try {
                RSAKey key = RSAKey.parse(token.holdings().own().certificate());
                token.actor().header().put(member, content.apply(key));
            } catch (JOSEException e) {
                throw new IllegalStateException("the forger's own key is an RSA key", e);
            }
        };
    }

    private static JsonObject key(RSAKey own) {
        return new JsonObject(new RSAKey.Builder(own.getModulus(), own.getPublicExponent())
                .build()
                .toJSONObject());
    }

    private static JsonArray chain(RSAKey own) {
        return new JsonArray(
                own.getX509CertChain().stream().map(Base64::toString).toList());
    }

    private static Consumer<ForgedToken> withoutSigned(String member) {
        return token -> token.actor().header().remove(member);
    }

    private static Consumer<ForgedToken> outer(String member, Object value) {
        return token -> token.outer().header().put(member, value);
    }
}
