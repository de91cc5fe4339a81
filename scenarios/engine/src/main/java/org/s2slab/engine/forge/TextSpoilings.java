package org.s2slab.engine.forge;

import static org.s2slab.engine.forge.TokenSpoiling.any;
import static org.s2slab.engine.forge.TokenSpoiling.ofUser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Spoilings of a token's text, its JSON and the types of its claims: rules A3, A6, A7, group B, and G6. */
final class TextSpoilings {
    /** Number of added characters, so that the token exceeds 6,144 (rule A6), but no header exceeds 8,192. */
    private static final int TOO_LONG = 3_600;

    static final List<TokenSpoiling> ALL = List.of(
            ofUser(
                    "A6",
                    "The token has more than 6144 characters.",
                    t -> t.outer().claims().put("msexchuid", "x".repeat(TOO_LONG))),
            any(
                    "A3",
                    "A blank stands inside the token.",
                    t -> t.presented().editText(text -> text.substring(0, 9) + " " + text.substring(9))),
            any("A7", "The token has two parts.", t -> t.presented().editText(TextSpoilings::withoutLastPart)),
            any("A7-five", "The token has five parts.", t -> t.presented().editText(text -> text + ".x.y")),
            ofUser("B5", "The actor token has two parts.", t -> t.actor().editText(TextSpoilings::withoutLastPart)),
            any("B1", "The signature is padded with '='.", t -> t.actor().editText(text -> text + "=")),
            any(
                    "B1-bits",
                    "The signature's last character has unused bits set.",
                    t -> t.actor().editText(TextSpoilings::otherSpelling)),
            ofUser(
                    "B1-alphabet",
                    "The actor token has a '+' of the other base64 alphabet.",
                    t -> t.actor().editText(text -> text.replaceFirst("^..", "e+"))),
            ofUser(
                    "B1-letter",
                    "The actor token has a Cyrillic letter.",
                    t -> t.actor().editText(text -> text.replaceFirst("^.", "\u0435"))),
            ofUser("B2", "The claims have bytes that are not UTF-8.", t -> {
                t.outer().claims().put("msexchuid", "#");
                t.outer().editPayloadBytes(TextSpoilings::withoutUtf8);
            }),
            ofUser(
                    "B2-bom",
                    "The claims begin with a byte order mark.",
                    t -> t.outer().editPayload(json -> "\ufeff" + json)),
            ofUser("B2-surrogate", "A claim has half a surrogate pair.", members("\"msexchuid\":\"\\ud800\"")),
            ofUser("B2-nul", "A claim has an escaped NUL character.", members("\"msexchuid\":\"a\\u0000b\"")),
            ofUser("B3", "A claim stands twice.", members("\"msexchuid\":\"a\",\"msexchuid\":\"b\"")),
            ofUser(
                    "B3-escaped",
                    "A claim stands twice, once with an escape in its name.",
                    members("\"msexchuid\":\"a\",\"msexchu\\u0069d\":\"b\"")),
            any(
                    "B3-actor",
                    "A claim of the actor token stands twice.",
                    t -> t.actor().editPayload(json -> json.substring(0, json.length() - 1) + ",\"nbf\":\"0\"}")),
            any(
                    "B3-header",
                    "A member of the header stands twice.",
                    t -> t.presented().editHeader(json -> json.replaceFirst("\\{", "{\"typ\":\"JWT\","))),
            ofUser(
                    "B3-deep",
                    "A claim is nested nine levels deep.",
                    members("\"appctx\":" + "[".repeat(9) + "]".repeat(9))),
            any(
                    "B3-list",
                    "The claims are a list with the object in it.",
                    t -> t.presented().editPayload(json -> "[" + json + "]")),
            any("B3-json", "The claims are no JSON.", t -> t.presented().editPayload(json -> json.replace(':', '='))),
            ofUser("B6", "The outer token has a signature.", t -> t.outer().editSignature(none -> new byte[] {1})),
            any("B6-actor", "The actor token has no signature.", t -> t.actor().editSignature(made -> new byte[0])),
            any("B4", "nameid is a number.", t -> t.actor().claims().put("nameid", 4)),
            ofUser("B4-null", "A claim of the user is null.", members("\"msexchuid\":null")),
            ofUser(
                    "B4-iss",
                    "The outer iss is a list.",
                    t -> t.outer()
                            .claims()
                            .put("iss", new JsonArray().add(t.outer().claims().getValue("iss")))),
            ofUser(
                    "B4-flag",
                    "trustedfordelegation is true, and not the text.",
                    t -> t.actor().claims().put("trustedfordelegation", true)),
            ofUser("B4-actor", "actortoken is an object.", t -> {
                t.embedNothing();
                t.outer().claims().put("actortoken", new JsonObject().put("a", "b"));
            }),
            any("B4-nbf", "nbf is true.", t -> t.claim("nbf", true)),
            any(
                    "G6",
                    "aud is a list, with the right one in it.",
                    t -> t.actor()
                            .claims()
                            .put("aud", new JsonArray().add(t.actor().claims().getValue("aud")))));

    private TextSpoilings() {}

    /** Adds members to the outer claims, as text. */
    private static Consumer<ForgedToken> members(String members) {
        return token -> token.outer().editPayload(json -> json.substring(0, json.length() - 1) + "," + members + "}");
    }

    private static String withoutLastPart(String text) {
        return text.substring(0, text.lastIndexOf('.'));
    }

    /** The same signature bytes in another Base64 text: the unused bits of the last character are different. */
    private static String otherSpelling(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = text.length() - 1;
        return text.substring(0, last) + alphabet.charAt(alphabet.indexOf(text.charAt(last)) + 1);
    }

    private static byte[] withoutUtf8(byte[] bytes) {
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('#')] = (byte) 0xff;
        return bytes;
    }
}
