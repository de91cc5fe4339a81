package org.s2slab.validation;

import static org.s2slab.validation.Spoiling.alone;
import static org.s2slab.validation.Spoiling.spoils;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** Spoilings of the text, the headers and the structure of a token: groups B, C and D. */
final class FormSpoilings {
    static final List<Spoiling> TEXT = List.of(
            spoils("B5", "two parts", (w, t) -> t.outer().text(s -> s.substring(0, s.length() - 1))),
            spoils("B5", "five parts", (w, t) -> t.outer().text(s -> s + ".x.y")),
            spoils("B5", "ten thousand dots", (w, t) -> t.outer().text(s -> ".".repeat(10_000))),
            spoils(
                    "B5",
                    "an actor token of two parts",
                    (w, t) -> t.actor().text(s -> s.substring(0, s.lastIndexOf('.')))),
            spoils(
                    "B5",
                    "a JSON serialization",
                    (w, t) -> t.outer().text(s -> "{\"payload\":\"e30\",\"signature\":\"\"}")),
            spoils("B1", "padding", (w, t) -> t.actor().text(s -> s + "=")),
            spoils("B1", "a blank after the token", (w, t) -> t.outer().text(s -> s + " ")),
            spoils(
                    "B1",
                    "a line break inside",
                    (w, t) -> t.outer().text(s -> s.substring(0, 9) + "\n" + s.substring(9))),
            spoils("B1", "the standard alphabet", (w, t) -> t.outer().text(s -> s.replaceFirst("^..", "e+"))),
            spoils("B1", "a letter outside ASCII", (w, t) -> t.outer().text(s -> s.replaceFirst("^.", "\u0435"))),
            spoils("B1", "unused bits set", (w, t) -> t.actor().text(FormSpoilings::otherSpelling)),
            spoils(
                    "B2",
                    "bytes that are not UTF-8",
                    (w, t) ->
                            t.outer().claim("msexchuid", "#").payloadBytes(bytes -> replaced(bytes, '#', (byte) 0xff))),
            spoils(
                    "B2",
                    "an overlong encoding",
                    (w, t) -> t.outer()
                            .claim("msexchuid", "##")
                            .payloadBytes(bytes -> replaced(replaced(bytes, '#', (byte) 0xc0), '#', (byte) 0x80))),
            spoils("B2", "a byte order mark", (w, t) -> t.outer().payloadJson(json -> "\ufeff" + json)),
            spoils("B2", "half a surrogate pair", edited("\"msexchuid\":\"\\ud800\"")),
            spoils("B2", "an escaped NUL", edited("\"msexchuid\":\"a\\u0000b\"")),
            spoils("B2", "a DEL character", edited("\"msexchuid\":\"a\u007fb\"")),
            spoils("B3", "a claim twice", edited("\"msexchuid\":\"a\",\"msexchuid\":\"b\"")),
            spoils("B3", "a claim twice, once escaped", edited("\"msexchuid\":\"a\",\"msexchu\\u0069d\":\"b\"")),
            spoils("B3", "a member twice in a nested object", edited("\"appctx\":{\"a\":1,\"a\":2}")),
            spoils("B3", "a claim of the actor token twice", (w, t) -> t.actor().payloadJson(FormSpoilings::twice)),
            spoils(
                    "B3",
                    "a header member twice",
                    (w, t) -> t.outer().headerJson(json -> json.replace("{", "{\"alg\":\"none\","))),
            spoils("B3", "nesting deeper than eight", edited("\"appctx\":" + "[".repeat(9) + "]".repeat(9))),
            spoils("B3", "more than 64 members", (w, t) -> manyClaims(t, 60)),
            spoils("B3", "a list for a payload", (w, t) -> t.outer().payloadJson(json -> "[" + json + "]")),
            spoils("B3", "no JSON", (w, t) -> t.outer().payloadJson(json -> json.replace(':', '='))),
            spoils("B6", "a signature on the outer layer", (w, t) -> t.outer().signature(s -> new byte[] {1})),
            spoils("B6", "no signature on the actor token", (w, t) -> t.actor().signature(s -> new byte[0])),
            spoils("B4", "a number for nameid", (w, t) -> t.actor().claim("nameid", 4)),
            spoils("B4", "null for upn", edited("\"msexchuid\":null")),
            spoils("B4", "a list for iss", (w, t) -> t.outer().claim("iss", List.of(TestTokens.LYNC.toString()))),
            spoils("B4", "true for trustedfordelegation", (w, t) -> t.actor().claim("trustedfordelegation", true)),
            spoils("B4", "an object for actortoken", (w, t) -> t.outer().claim("actortoken", Map.of("a", "b"))),
            spoils("B4", "true for nbf", (w, t) -> t.claimInBoth("nbf", true)),
            spoils("B4", "JSON true for the flag with a user at SharePoint's door", (w, t) -> {
                w.profile = ValidationProfile.SHAREPOINT_HIGH_TRUST;
                t.actor().claim("trustedfordelegation", true);
            }),
            alone("B4", "JSON false for the flag at SharePoint's door", (w, t) -> {
                w.profile = ValidationProfile.SHAREPOINT_HIGH_TRUST;
                t.actor().claim("trustedfordelegation", false);
            }),
            alone("B4", "JSON true for a time at SharePoint's door", (w, t) -> {
                w.profile = ValidationProfile.SHAREPOINT_HIGH_TRUST;
                t.actor().claim("nbf", true);
            }),
            spoils("G6", "a list for aud outside", (w, t) -> t.outer().payloadJson(json -> listed(json, "aud"))),
            spoils(
                    "G6",
                    "a list for aud, the good one in it",
                    (w, t) -> t.actor().payloadJson(json -> listed(json, "aud"))));

    static final List<Spoiling> HEADERS = List.of(
            spoils(
                    "C1",
                    "none inside",
                    (w, t) -> t.actor().header("alg", "none").signature(s -> new byte[0])),
            spoils("C1", "HS256 inside", (w, t) -> t.actor().header("alg", "HS256")),
            spoils("C1", "rs256 inside", (w, t) -> t.actor().header("alg", "rs256")),
            spoils("C1", "PS256 inside", (w, t) -> t.actor().header("alg", "PS256")),
            spoils("C1", "no alg inside", (w, t) -> t.actor().withoutHeader("alg")),
            spoils("C1", "None outside", (w, t) -> t.outer().header("alg", "None")),
            alone("C1", "NONE alone", (w, t) -> t.actor().header("alg", "NONE").signature(s -> new byte[0])),
            alone("C1", "ES256 alone", (w, t) -> t.actor().header("alg", "ES256")),
            spoils("C3", "another kind of token inside", (w, t) -> t.actor().header("typ", "at+jwt")),
            spoils("C3", "another kind of token outside", (w, t) -> t.outer().header("typ", "logout+jwt")),
            spoils("C3", "a number for typ", (w, t) -> t.outer().header("typ", 1)),
            spoils("C4", "an unknown extension", (w, t) -> t.actor().header("crit", List.of("exp"))),
            spoils("C4", "an empty crit", (w, t) -> t.actor().header("crit", List.of())),
            spoils("C4", "crit outside", (w, t) -> t.outer().headerJson(json -> json.replace("{", "{\"crit\":null,"))),
            spoils("C5", "b64 false", (w, t) -> t.actor().header("b64", false)),
            spoils("C5", "b64 true outside", (w, t) -> t.outer().header("b64", true)),
            spoils("C6", "a key of its own", (w, t) -> t.actor().header("jwk", Map.of("kty", "RSA"))),
            spoils("C6", "an address of keys", (w, t) -> t.actor().header("jku", "https://localhost/keys")),
            spoils("C6", "an address of a certificate", (w, t) -> t.actor().header("x5u", "https://localhost/cer")),
            spoils("C6", "a certificate of its own", (w, t) -> t.actor().header("x5c", List.of("MII"))),
            spoils(
                    "C7",
                    "kid names another key",
                    (w, t) -> t.actor().header("kid", TestKeys.outsider().x5t())),
            spoils("C7", "kid is a path", (w, t) -> t.actor().header("kid", "../../etc/passwd")),
            spoils(
                    "C7",
                    "kid is the first member",
                    (w, t) -> t.actor()
                            .withoutHeader("kid")
                            .headerJson(json -> json.replaceFirst("\\{", "{\"kid\":\"other\","))),
            spoils("C7", "kid is no text", (w, t) -> t.actor().header("kid", 7)),
            spoils("C7", "kid is very long", (w, t) -> t.actor().header("kid", "k".repeat(129))),
            spoils(
                    "C7",
                    "kid and x5t are the same and very long",
                    (w, t) -> t.actor().header("kid", "k".repeat(129)).header("x5t", "k".repeat(129))),
            spoils(
                    "C8",
                    "kid and x5t are the same and long",
                    (w, t) -> t.actor().header("kid", "k".repeat(128)).header("x5t", "k".repeat(128))),
            spoils("C8", "x5t of 21 bytes", (w, t) -> t.actor().header("x5t", "A".repeat(28))),
            spoils("C8", "no x5t", (w, t) -> t.actor().withoutHeader("x5t")),
            spoils("C8", "a short x5t", (w, t) -> t.actor().header("x5t", "AAAA")),
            spoils("C8", "x5t with unused bits set", (w, t) -> t.actor().header("x5t", "A".repeat(26) + "B")),
            spoils("C9", "compressed", (w, t) -> t.actor().header("zip", "DEF")),
            spoils("C9", "encrypted", (w, t) -> t.actor().header("enc", "A128GCM")),
            spoils(
                    "C10",
                    "a thumbprint outside",
                    (w, t) -> t.outer().header("x5t", TestKeys.lync().x5t())),
            spoils("C10", "an unknown member inside", (w, t) -> t.actor().header("foo", "bar")));

    static final List<Spoiling> STRUCTURE = List.of(
            spoils(
                    "D3",
                    "actortoken and actort",
                    (w, t) -> t.outer().claim("actort", t.actor().text())),
            spoils("D1", "no actor", (w, t) -> t.actorClaim("")),
            spoils(
                    "D2",
                    "a signed token around an actor",
                    (w, t) -> t.outer().header("alg", "RS256").signedBy(TestKeys.lync())),
            spoils(
                    "D2",
                    "an unsigned token that says RS256",
                    (w, t) -> t.outer().header("alg", "RS256").signature(s -> new byte[256])),
            spoils(
                    "D4",
                    "an actor inside the actor",
                    (w, t) -> t.actor().claim("actortoken", t.actor().text())),
            spoils(
                    "D4",
                    "nonsense as an actor inside the actor",
                    (w, t) -> t.actor().claim("actort", "....")),
            spoils("D5", "the delegation flag outside", (w, t) -> t.outer().claim("trustedfordelegation", "true")),
            spoils("D6", "a lighter kind of token", (w, t) -> t.outer().claim("ver", "hashedprooftoken")),
            spoils("D6", "a loopback token", (w, t) -> t.outer().claim("isloopback", "true")),
            spoils("D6", "an unknown claim inside", (w, t) -> t.actor().claim("appctx", "{}")),
            spoils("D6", "a claim in another case", (w, t) -> t.outer().claim("NameId", TestTokens.ANNA)),
            alone(
                    "D7",
                    "a user in a token for the application itself",
                    (w, t) -> t.actor().claim("upn", TestTokens.ANNA)),
            spoils(
                    "D7",
                    "no user",
                    (w, t) -> t.outer()
                            .withoutClaim("nameid")
                            .withoutClaim("upn")
                            .withoutClaim("smtp")
                            .withoutClaim("sip")),
            alone(
                    "D8",
                    "no user at a door for users",
                    (w, t) -> w.profile = ValidationProfile.EXCHANGE.forUsersOnly()));

    private FormSpoilings() {}

    /** Adds members to the outer payload, as text. */
    private static Spoiling.Spoil edited(String members) {
        UnaryOperator<String> edit = json -> json.substring(0, json.length() - 1) + "," + members + "}";
        return (world, token) -> token.outer().payloadJson(edit);
    }

    private static String twice(String json) {
        return json.substring(0, json.length() - 1) + ",\"nbf\":\"0\"}";
    }

    private static String listed(String json, String claim) {
        return json.replaceFirst("\"" + claim + "\":(\"[^\"]*\")", "\"" + claim + "\":[$1]");
    }

    /** The same signature bytes, spelt with other unused bits in the last character. */
    private static String otherSpelling(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = text.length() - 1;
        return text.substring(0, last) + alphabet.charAt(alphabet.indexOf(text.charAt(last)) + 1);
    }

    private static byte[] replaced(byte[] bytes, char what, byte with) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(what);
        bytes[at] = with;
        return bytes;
    }

    private static void manyClaims(TestTokens token, int many) {
        for (int i = 0; i < many; i++) {
            token.outer().claim("claim" + i, "x");
        }
    }
}
