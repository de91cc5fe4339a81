package org.s2slab.engine.checker.plain;

import java.util.Collections;
import java.util.List;
import org.s2slab.engine.checker.plain.CallMutator.Mutation;
import org.s2slab.engine.checker.plain.TokenDraft.Member;

/** Mutations of the claims of a token. */
final class ClaimMutations {
    private static final List<String> NAMES = List.of(
            "ver",
            "isloopback",
            "isuser",
            "appctx",
            "appid",
            "tid",
            "sid",
            "jti",
            "azp",
            "actor",
            "act",
            "prooftoken",
            "endpointurl",
            "identityprovider",
            "oid",
            "sub",
            "rh",
            "xms_spcu",
            "msexchuid",
            "iat",
            "upn",
            "smtp",
            "sip",
            "nii",
            "trustedfordelegation",
            "actort",
            "actortoken",
            "scp",
            "roles",
            "",
            "Aud",
            "AUD",
            "x",
            "nameid",
            "iss");

    private ClaimMutations() {}

    static List<Mutation> all() {
        return List.of(
                ClaimMutations::otherAudience,
                ClaimMutations::otherAudience,
                ClaimMutations::otherName,
                ClaimMutations::otherName,
                ClaimMutations::misspelled,
                ClaimMutations::misspelled,
                ClaimMutations::gone,
                ClaimMutations::added,
                ClaimMutations::retyped,
                ClaimMutations::twice,
                ClaimMutations::escaped,
                ClaimMutations::shuffled,
                ClaimMutations::delegation);
    }

    private static String otherAudience(CallDraft call, SeededChoice choice) {
        ServiceFacts other = choice.any(call.stock.services());
        String id = choice.oneIn(3) ? other.id() : call.service.id();
        String host = choice.oneIn(3) ? choice.any(other.hosts()) : call.hosts.isEmpty() ? "" : call.hosts.get(0);
        String realm = choice.oneIn(3) ? choice.any(call.stock.realms()) : call.caller.realm();
        String audience = choice.any(
                id + "/" + host + "@" + realm,
                id + "/" + host + "@" + realm,
                id + "/" + host + "@" + realm,
                id + "/" + host + ":443@" + realm,
                id + "/" + host + ".@" + realm,
                id + "//" + host + "@" + realm,
                id + "/" + host + "/@" + realm,
                id + "/" + host + "@" + realm + "@" + realm,
                id + "/" + host,
                id + "/@" + realm,
                id + "/" + host + "@",
                "/" + host + "@" + realm,
                id + "@" + realm,
                "https://" + host + "/",
                "https://" + host,
                id + "/" + host + "@*",
                id + "/*@" + realm,
                "");
        return inSome(call, choice, "aud", TokenDraft.quoted(audience));
    }

    private static String otherName(CallDraft call, SeededChoice choice) {
        RightCaller other = choice.any(call.stock.callers());
        String id = choice.any(other.issuer(), other.nameid(), call.service.id() + "@")
                .replaceAll("@.*", "");
        String realm = choice.oneIn(2)
                ? choice.any(call.stock.realms())
                : call.caller.issuer().substring(call.caller.issuer().indexOf('@') + 1);
        String name = choice.any(
                id + "@" + realm,
                id + "@" + realm,
                id + "@" + realm,
                id + "@" + realm,
                id,
                id + "@",
                "@" + realm,
                id + "@*",
                id + "@" + realm + "@" + realm,
                "/" + id + "@" + realm,
                id + "/@" + realm,
                "https://sts.windows.net/" + realm + "/",
                "");
        String json = TokenDraft.quoted(name);
        switch (choice.below(4)) {
            case 0 -> {
                TokenDraft.set(call.inner.claims, "iss", json);
                return "inner iss " + name;
            }
            case 1 -> {
                TokenDraft.set(call.inner.claims, "nameid", json);
                if (call.outer != null) {
                    TokenDraft.set(call.outer.claims, "iss", json);
                }
                return "nameid and outer iss " + name;
            }
            case 2 -> {
                TokenDraft.set(call.inner.claims, "nameid", json);
                TokenDraft.set(call.inner.claims, "iss", json);
                if (call.outer != null) {
                    TokenDraft.set(call.outer.claims, "iss", json);
                }
                return "all names " + name;
            }
            default -> {
                return inOne(call, choice, call.outer == null ? "nameid" : "iss", json);
            }
        }
    }

    private static String misspelled(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        Member member = choice.any(layer.claims);
        if (!member.json().startsWith("\"") || member.json().length() < 3) {
            return "nothing to misspell";
        }
        String text = member.json().substring(1, member.json().length() - 1);
        String spelled = Misspelling.of(text, choice);
        if (choice.oneIn(2)) {
            TokenDraft.set(layer.claims, member.name(), TokenDraft.quoted(spelled));
            return member.name() + " misspelled: " + spelled;
        }
        for (TokenDraft each : call.layers()) {
            each.claims.replaceAll(
                    one -> one.json().equals(member.json()) ? new Member(one.name(), TokenDraft.quoted(spelled)) : one);
        }
        return member.name() + " misspelled everywhere: " + spelled;
    }

    private static String gone(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        if (layer.claims.isEmpty()) {
            return "nothing to remove";
        }
        return "without "
                + layer.claims.remove(choice.below(layer.claims.size())).name();
    }

    private static String added(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        String name = choice.any(NAMES);
        String value = choice.any(
                "true",
                "false",
                "windows",
                "forms",
                "hashedprooftoken",
                "app_asserted_user_v1",
                call.caller.nameid(),
                call.caller.issuer(),
                call.caller.nameid().replaceAll("@.*", ""),
                "anna@contoso.com",
                Long.toString(call.stock.now().getEpochSecond()),
                "gr\u00fcn \ud83d\ude00",
                "");
        layer.claims.add(choice.below(layer.claims.size() + 1), new Member(name, TokenDraft.quoted(value)));
        return layerName(call, layer) + " says " + name + "=" + value;
    }

    private static String retyped(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        if (layer.claims.isEmpty()) {
            return "nothing to retype";
        }
        Member member = choice.any(layer.claims);
        String bare = member.json().replace("\"", "");
        String json = choice.any(
                "[" + member.json() + "]",
                "null",
                "true",
                "1",
                "{\"a\":" + member.json() + "}",
                "[]",
                "{}",
                bare,
                bare.matches("[1-9][0-9]*") ? bare : "1e999",
                bare.matches("[1-9][0-9]*") ? bare + ".0" : "\"\"",
                bare.matches("[1-9][0-9]{9}")
                        ? bare.charAt(0) + "." + bare.substring(1) + "e9"
                        : "[[[[[[[[[[1]]]]]]]]]]");
        TokenDraft.set(layer.claims, member.name(), json);
        return layerName(call, layer) + " " + member.name() + " as " + json;
    }

    private static String twice(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        List<Member> members = choice.oneIn(4) ? layer.header : layer.claims;
        if (members.isEmpty()) {
            return "nothing to double";
        }
        Member member = choice.any(members);
        String name = choice.oneIn(3) && !member.name().isEmpty() ? unicode(member.name(), 0) : member.name();
        members.add(
                choice.oneIn(2) ? 0 : members.size(),
                new Member(name, choice.any(member.json(), "\"\"", "\"false\"", "null")));
        return layerName(call, layer) + " " + name + " twice";
    }

    /** Escapes a character of a name or value, which does not change the meaning. */
    private static String escaped(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        List<Member> members = choice.oneIn(4) ? layer.header : layer.claims;
        if (members.isEmpty()) {
            return "nothing to escape";
        }
        int which = choice.below(members.size());
        Member member = members.get(which);
        if (member.name().isEmpty() || member.name().contains("\\")) {
            return "nothing to escape";
        }
        boolean value = choice.oneIn(2) && member.json().matches("\"[^\"\\\\]+\"");
        members.set(
                which,
                value
                        ? new Member(member.name(), unicode(member.json(), 1))
                        : new Member(
                                unicode(
                                        member.name(),
                                        choice.below(member.name().length())),
                                member.json()));
        return layerName(call, layer) + " " + member.name() + " escaped";
    }

    private static String unicode(String text, int at) {
        return text.substring(0, at) + String.format("\\u%04x", (int) text.charAt(at)) + text.substring(at + 1);
    }

    /** Changes the order of members and the space between them. */
    private static String shuffled(CallDraft call, SeededChoice choice) {
        TokenDraft layer = choice.any(call.layers());
        Collections.rotate(layer.claims, choice.below(layer.claims.size() + 1));
        Collections.rotate(layer.header, choice.below(layer.header.size() + 1));
        layer.gap = choice.any("", " ", "\n", "\t", " \r\n ", "\u00a0", "\f", "/**/");
        return layerName(call, layer) + " in another order and spacing";
    }

    private static String delegation(CallDraft call, SeededChoice choice) {
        String says = choice.any("true", "false", "True", "TRUE", "1", "yes", "", " true", "true ", "true");
        TokenDraft layer = choice.oneIn(3) ? choice.any(call.layers()) : call.inner;
        TokenDraft.set(layer.claims, "trustedfordelegation", choice.oneIn(5) ? "true" : TokenDraft.quoted(says));
        return layerName(call, layer) + " trustedfordelegation " + says;
    }

    /** Sets a claim in one layer or in both layers. */
    static String inSome(CallDraft call, SeededChoice choice, String claim, String json) {
        if (choice.oneIn(2)) {
            return inOne(call, choice, claim, json);
        }
        call.layers().forEach(layer -> TokenDraft.set(layer.claims, claim, json));
        return claim + " everywhere " + json;
    }

    static String inOne(CallDraft call, SeededChoice choice, String claim, String json) {
        TokenDraft layer = choice.any(call.layers());
        TokenDraft.set(layer.claims, claim, json);
        return layerName(call, layer) + " " + claim + " " + json;
    }

    static String layerName(CallDraft call, TokenDraft layer) {
        return layer == call.inner ? "inner" : "outer";
    }
}
