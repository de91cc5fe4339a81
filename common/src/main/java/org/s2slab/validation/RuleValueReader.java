package org.s2slab.validation;

import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;

/** The found and the expected value of the rules that compare two values, whether the rule passes or not. */
final class RuleValueReader {
    /** The found and the expected value of a rule. */
    private record Values(String found, String wanted) {}

    /** The values of the rules for text and form, by id. */
    private static final Map<String, Function<TokenFacts, @Nullable Values>> OF_FORM = Map.ofEntries(
            Map.entry("C1", RuleValueReader::algorithms),
            Map.entry("C3", known -> header(known, "typ", "'JWT'")),
            Map.entry("C8", known -> header(known, "x5t", "the base64url of a 20-byte thumbprint")),
            Map.entry("F1", known -> signed(known, ClaimNames.ISS, "principal@realm")),
            Map.entry("F2", known -> signed(known, ClaimNames.ISS, "a registered issuer")),
            Map.entry("E4", known -> header(known, "x5t", "a key of the issuer")));

    /** The values of the rules after the signature is verified, by id. */
    private static final Map<String, Function<VerifiedEvidence, @Nullable Values>> OF_EVIDENCE = Map.ofEntries(
            Map.entry(
                    "E3",
                    e -> new Values(
                            "a key of " + e.actor().trusted().issuer(),
                            "a key of " + e.actor().issuer())),
            Map.entry("C2", e -> new Values(e.actor().certificate().rsaBits() + " bits", "2048 bits or more")),
            Map.entry("E5", RuleValueReader::validity),
            Map.entry(
                    "E7",
                    e -> new Values(
                            "made " + time(e.actor().claims().made()),
                            "from " + time(e.actor().certificate().from()) + " on")),
            Map.entry("F3", e -> new Values(e.actor().issuer().realm(), served(e))),
            Map.entry("F7", e -> new Values(e.actor().issuer().realm(), served(e))),
            Map.entry("G1", e -> new Values(e.actor().claims().shown(ClaimNames.AUD), "principal/host@realm")),
            Map.entry("G2", e -> audience(e, Audience::id, e.self().principal().id())),
            Map.entry("G4", e -> audience(e, Audience::realm, served(e))),
            Map.entry("G3", e -> audience(e, Audience::host, e.host())),
            Map.entry(
                    "G5",
                    e -> ofOuter(
                            e,
                            outer -> outer.shown(ClaimNames.AUD),
                            e.actor().claims().shown(ClaimNames.AUD))),
            Map.entry("H1", e -> each(e, c -> c.shown(ClaimNames.NBF) + ", " + c.shown(ClaimNames.EXP), "ten digits")),
            Map.entry(
                    "H2",
                    e -> each(
                            e,
                            RuleValueReader::window,
                            "now, " + time(e.now()) + ", give or take "
                                    + e.profile().skew() + " s")),
            Map.entry(
                    "H3",
                    e -> each(
                            e,
                            c -> (c.expires() - c.notBefore()) + " s",
                            "at most " + LifetimeRules.longestActor(e) + " s for an actor token and "
                                    + e.profile().outerLifetime() + " s for an outer one")),
            Map.entry(
                    "H5",
                    e -> each(
                            e,
                            c -> c.issuedAt() < 0 ? "absent" : time(c.issuedAt()),
                            "not after now, " + time(e.now()) + ", by more than "
                                    + e.profile().skew() + " s")),
            Map.entry(
                    "H6",
                    e -> new Values(
                            time(e.actor().claims().made()),
                            "not before " + time(e.actor().trusted().trustedSince()))),
            Map.entry(
                    "H4",
                    e -> ofOuter(
                            e,
                            RuleValueReader::window,
                            "within " + window(e.actor().claims()))),
            Map.entry(
                    "F6",
                    e -> ofOuter(
                            e,
                            outer -> outer.shown(ClaimNames.ISS),
                            e.actor().claims().shown(ClaimNames.NAMEID))),
            Map.entry(
                    "F9",
                    e -> application(e, "another than " + e.self().principal().id())),
            Map.entry("F4", e -> application(e, "a registered application")),
            Map.entry(
                    "F5",
                    e -> application(
                            e,
                            e.actor().trusted().broker()
                                    ? "any that this authorization server may name"
                                    : e.actor().issuer().toString())),
            Map.entry(
                    "I4",
                    e -> new Values(
                            e.application().name() + " is "
                                    + (e.application().enabled() && e.issuer().enabled() ? "enabled" : "disabled"),
                            "enabled")),
            Map.entry(
                    "I1",
                    e -> ofOuter(e, outer -> e.actor().claims().shown(ClaimNames.TRUSTED_FOR_DELEGATION), "'true'")),
            Map.entry(
                    "I2",
                    e -> new Values(
                            e.application().level().toString(),
                            e.outer() == null
                                    ? "FULL or APPLICATION"
                                    : e.issuer().broker()
                                            ? "any, where an authorization server vouches"
                                            : "FULL to speak for a user")),
            Map.entry(
                    "I3",
                    e -> !e.profile().permissionsNeeded()
                            ? null
                            : new Values(
                                    e.application().linkedAccount()
                                                    || !e.roles().isEmpty()
                                            ? "a linked account or permissions"
                                            : "neither linked account nor permissions",
                                    "a linked account or permissions")));

    /** The values of the rules for the result of the directory, by id. */
    private static final Map<String, Function<UserMatches, @Nullable Values>> OF_USERS = Map.of(
            "J2", found -> new Values(found.people(), "somebody by each identifier"),
            "J3", found -> new Values(found.people(), "one by each identifier"),
            "J1", found -> new Values(found.people(), "one and the same"),
            "J9",
                    found -> new Values(
                            found.first().realm(),
                            "one of " + new TreeSet<>(found.self().servedRealms())),
            "J4", found -> new Values(found.first().enabled() ? "enabled" : "disabled", "enabled"));

    private RuleValueReader() {}

    static CheckedRule held(Rule<?> rule, @Nullable TokenFacts known) {
        Values values = values(rule.id(), known);
        return values == null
                ? CheckedRule.held(rule.id(), rule.sentence())
                : new CheckedRule(rule.id(), rule.sentence(), true, values.found(), values.wanted());
    }

    static CheckedRule refused(Rule<?> rule, Finding finding, @Nullable TokenFacts known) {
        CheckedRule said = CheckedRule.refused(rule.id(), rule.sentence(), finding);
        Values values = said.wanted() == null ? values(rule.id(), known) : null;
        return values == null
                ? said
                : new CheckedRule(rule.id(), rule.sentence(), false, values.found(), values.wanted());
    }

    /** The values of a rule; null if it compares nothing, or its input is not known. */
    private static @Nullable Values values(String rule, @Nullable TokenFacts known) {
        if (known == null) {
            return null;
        }
        try {
            Values values = values(OF_FORM.get(rule), known);
            values = values == null ? values(OF_EVIDENCE.get(rule), known.evidence()) : values;
            return values == null ? values(OF_USERS.get(rule), known.users()) : values;
        } catch (IllegalStateException e) {
            return null;
        }
    }

    private static <K> @Nullable Values values(@Nullable Function<K, @Nullable Values> comparison, @Nullable K known) {
        return comparison == null || known == null ? null : comparison.apply(known);
    }

    private static @Nullable Values algorithms(TokenFacts known) {
        if (known.signedHeader() == null) {
            return null;
        }
        String signed = PrintableValue.value(known.signedHeader().string("alg"));
        return known.outerHeader() == null
                ? new Values(signed, "'RS256'")
                : new Values(
                        signed + " around "
                                + PrintableValue.value(known.outerHeader().string("alg")),
                        "'RS256' around 'none'");
    }

    private static @Nullable Values header(TokenFacts known, String name, String wanted) {
        return known.signedHeader() == null
                ? null
                : new Values(PrintableValue.value(known.signedHeader().string(name)), wanted);
    }

    private static @Nullable Values signed(TokenFacts known, String name, String wanted) {
        return known.signed() == null ? null : new Values(known.signed().shown(name), wanted);
    }

    private static @Nullable Values audience(
            VerifiedEvidence evidence, Function<Audience, String> part, String wanted) {
        Audience audience = evidence.audience();
        return audience == null ? null : new Values(part.apply(audience), wanted);
    }

    private static @Nullable Values ofOuter(
            VerifiedEvidence evidence, Function<ClaimSet, String> found, String wanted) {
        ClaimSet outer = evidence.outer();
        return outer == null ? null : new Values(found.apply(outer), wanted);
    }

    private static Values each(VerifiedEvidence evidence, Function<ClaimSet, String> found, String wanted) {
        ClaimSet outer = evidence.outer();
        String actor = "actor token " + found.apply(evidence.actor().claims());
        return new Values(outer == null ? actor : actor + "; outer token " + found.apply(outer), wanted);
    }

    private static Values application(VerifiedEvidence evidence, String wanted) {
        return new Values(evidence.actor().claims().shown(ClaimNames.NAMEID), wanted);
    }

    private static Values validity(VerifiedEvidence evidence) {
        CertificateFacts certificate = evidence.actor().certificate();
        return new Values(
                time(certificate.from()) + " to " + time(certificate.to()),
                "now, " + time(evidence.now()) + ", inside");
    }

    private static String window(ClaimSet claims) {
        return time(claims.notBefore()) + " to " + time(claims.expires());
    }

    private static String served(VerifiedEvidence evidence) {
        return "one of " + new TreeSet<>(evidence.realms());
    }

    private static String time(long seconds) {
        return seconds < 0 ? "no time" : Instant.ofEpochSecond(seconds).toString();
    }
}
