package org.s2slab.engine.checker.plain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.s2slab.engine.checker.plain.CallMutator.Mutation;

/** Mutations of the encoded text of a token. */
final class TextMutations {
    private TextMutations() {}

    static List<Mutation> all() {
        return List.of(
                TextMutations::text,
                TextMutations::text,
                TextMutations::bytes,
                TextMutations::structure,
                TextMutations::structure);
    }

    private static String text(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        int kind = choice.below(14);
        int part = choice.below(3);
        layer.text = whole -> rewritten(whole, kind, part);
        return ClaimMutations.layerName(call, layer) + " text spoiled, kind " + kind + " in part " + part;
    }

    private static String rewritten(String whole, int kind, int which) {
        String[] parts = whole.split("\\.", -1);
        if (parts.length != 3) {
            return whole;
        }
        String part = parts[which];
        switch (kind) {
            case 0 -> parts[which] = part + "=";
            case 1 -> parts[which] = part + "==";
            case 2 -> parts[which] = part.replace('-', '+').replace('_', '/');
            case 3 -> parts[which] = part.isEmpty() ? "A" : unusedBits(part);
            case 4 -> parts[which] = part + "A";
            case 5 -> parts[which] = "";
            case 6 -> parts[which] = part + "~";
            case 7 -> {
                return whole + ".";
            }
            case 8 -> {
                return "." + whole;
            }
            case 9 -> {
                return parts[0] + "." + parts[1];
            }
            case 10 -> {
                return whole + ".e30.e30";
            }
            case 11 -> parts[which] = part.isEmpty() ? "" : part.substring(0, part.length() - 1);
            case 12 -> {
                return whole.replace(".", "..");
            }
            default -> parts[which] = part + "AAAA";
        }
        return String.join(".", parts);
    }

    /** Changes an unused bit of the last character, if the length of the part leaves unused bits. */
    private static String unusedBits(String part) {
        if (part.length() % 4 == 0 || part.length() % 4 == 1) {
            return part;
        }
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int value = alphabet.indexOf(part.charAt(part.length() - 1));
        return value < 0 ? part : part.substring(0, part.length() - 1) + alphabet.charAt(value ^ 1);
    }

    private static String bytes(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        int kind = choice.below(12);
        UnaryOperator<byte[]> mutation = bytes -> {
            String json = new String(bytes, StandardCharsets.UTF_8);
            return switch (kind) {
                case 0 -> (json + " ").getBytes(StandardCharsets.UTF_8);
                case 1 -> (json + "x").getBytes(StandardCharsets.UTF_8);
                case 2 -> ("\ufeff" + json).getBytes(StandardCharsets.UTF_8);
                case 3 -> json.getBytes(StandardCharsets.UTF_16);
                case 4 -> ("[" + json + "]").getBytes(StandardCharsets.UTF_8);
                case 5 -> (json + json).getBytes(StandardCharsets.UTF_8);
                case 6 -> json.replace("}", ",}").getBytes(StandardCharsets.UTF_8);
                case 7 -> json.replace('"', '\'').getBytes(StandardCharsets.UTF_8);
                case 8 -> json.replaceFirst("contoso", "cont\u00ffoso").getBytes(StandardCharsets.ISO_8859_1);
                case 9 -> json.replaceFirst("\\{", "{\"sub\":\"\\\\ud800\",").getBytes(StandardCharsets.UTF_8);
                case 10 -> json.replaceFirst("\\{", "{\"sub\":\"\\\\u0000\",").getBytes(StandardCharsets.UTF_8);
                default -> (json + "\u0000").getBytes(StandardCharsets.UTF_8);
            };
        };
        boolean header = choice.oneIn(3);
        if (header) {
            layer.headerBytes = mutation;
        } else {
            layer.claimBytes = mutation;
        }
        return ClaimMutations.layerName(call, layer) + (header ? " header" : " claims") + " bytes spoiled, kind "
                + kind;
    }

    private static String structure(CallDraft call, SeededChoice choice) {
        TokenDraft outer = call.outer;
        return switch (outer == null ? choice.below(3) : choice.below(7)) {
            case 0 -> {
                call.inner.claims.add(new TokenDraft.Member(
                        choice.any("actortoken", "actort"),
                        TokenDraft.quoted(TokenDraft.copy(call.inner).written())));
                yield "an actor in the actor";
            }
            case 1 -> {
                call.inner.key = null;
                call.inner.head("alg", "none");
                yield "the actor token is unsigned";
            }
            case 2 -> {
                call.outer = null;
                yield "the actor token alone";
            }
            case 3 -> {
                call.actorClaim = "";
                yield "no actor token";
            }
            case 4 -> {
                call.actorClaim = choice.any("actort", "ActorToken", "actor", "act");
                yield "the actor token as " + call.actorClaim;
            }
            case 5 -> {
                outer.claims.add(new TokenDraft.Member(
                        "actort", TokenDraft.quoted(TokenDraft.copy(call.inner).written())));
                yield "two actor tokens";
            }
            default -> {
                outer.claims.removeIf(
                        member -> List.of("nameid", "upn", "smtp", "sip", "nii").contains(member.name()));
                yield "an outer token without a user";
            }
        };
    }
}
