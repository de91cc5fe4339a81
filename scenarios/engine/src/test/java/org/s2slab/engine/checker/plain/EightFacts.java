package org.s2slab.engine.checker.plain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the facts of a call with a token. This second implementation is independent of the servers' validation and as
 * simple as possible. Its sources are [MS-XOAUTH] 2.2 and 3.2.5.6, [MS-SPS2SAUTH] 3.1.5, RFC 6750, 7515, 7519 and 8725,
 * and otherwise the decisions of this project. It checks all facts and has no state.
 */
public final class EightFacts {
    private static final String ACTIVE_DIRECTORY = "urn:office:idp:activedirectory";

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) ([A-Za-z0-9._~+/-]+=*)");

    private final ServiceFacts service;
    private final Instant now;
    private final PlainVerdict<FactGroup> verdict = new PlainVerdict<>();
    private String port = "";

    private EightFacts(ServiceFacts service, Instant now) {
        this.service = service;
        // Times in these protocols are whole seconds, so the current time is also a whole second.
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The verdict of a service on a call at a moment. */
    public static PlainVerdict<FactGroup> of(PlainCall call, ServiceFacts service, Instant now) {
        EightFacts facts = new EightFacts(service, now);
        facts.look(call);
        return facts.verdict;
    }

    private void look(PlainCall call) {
        String host = call.hosts().size() == 1 ? hostOf(call.hosts().get(0)) : "";
        port = call.hosts().isEmpty() ? "" : portOf(call.hosts().get(0));
        verdict.unless(isOurs(host), FactGroup.REQUEST, "Host names nobody here: " + call.hosts());
        verdict.unless(!call.query().contains("access_token"), FactGroup.REQUEST, "a token in the query");
        if (call.authorizations().size() != 1) {
            verdict.broken(FactGroup.REQUEST, call.authorizations().size() + " Authorization fields");
            return;
        }
        // RFC 6750 has no limit. Servers refuse a field of more than 6 KiB before they parse it (check A6).
        verdict.unless(call.authorizations().get(0).length() <= 6144, FactGroup.REQUEST, "more than 6144 characters");
        Matcher bearer = BEARER.matcher(call.authorizations().get(0));
        if (!bearer.matches()) {
            verdict.broken(FactGroup.REQUEST, "no bearer token of one word");
            return;
        }
        try {
            token(PlainToken.of(bearer.group(1)), host);
        } catch (BrokenException e) {
            verdict.broken(FactGroup.FORM, e.getMessage());
        }
    }

    private static String portOf(String field) {
        Matcher port = Pattern.compile(".*:([0-9]{1,5})").matcher(field);
        return port.matches() ? port.group(1) : "443";
    }

    private static String hostOf(String field) {
        String host = field.replaceFirst(":[0-9]{1,5}$", "");
        return PlainCase.lower(host);
    }

    private boolean isOurs(String host) {
        return service.hosts().contains(host);
    }

    private void token(PlainToken token, String host) throws BrokenException {
        if (AccessFacts.concern(token, service)) {
            new AccessFacts(service, verdict).look(Layer.of(token), host, new ActorFacts(service, now, port, verdict));
            return;
        }
        // The claim is actort in [MS-XOAUTH] 2.2, and actortoken in observed tokens. A token with both claims would be
        // ambiguous.
        Object actor = token.claims().getOrDefault("actortoken", token.claims().get("actort"));
        verdict.unless(
                !token.claims().keySet().containsAll(List.of("actort", "actortoken")),
                FactGroup.FORM,
                "two actor tokens");
        if (actor == null) {
            Layer alone = Layer.of(token);
            new ActorFacts(service, now, port, verdict).look(alone, host, false);
            return;
        }
        verdict.unless(token.signature().length == 0, FactGroup.FORM, "a signature round an actor token");
        verdict.unless(Layer.saysUnsigned(token.header()), FactGroup.FORM, "header of the outer token");
        if (!(actor instanceof String text)) {
            throw new BrokenException("the actor token is no text");
        }
        Layer inner = Layer.of(PlainToken.of(text));
        Layer outer = Layer.of(token);
        ActorFacts actorFacts = new ActorFacts(service, now, port, verdict);
        ApplicationFacts application = actorFacts.look(inner, host, true);
        outer(outer, inner, host, actorFacts);
        user(outer, application);
    }

    private void outer(Layer outer, Layer inner, String host, ActorFacts facts) {
        outer.knowsOnly(
                verdict,
                "",
                "aud",
                "iss",
                "nbf",
                "exp",
                "iat",
                "nameid",
                "identityprovider",
                "nii",
                "upn",
                "smtp",
                "sip",
                "msexchuid",
                "actortoken",
                "actort");
        facts.audience(outer, inner, host);
        facts.spelling(outer.text("iss"));
        verdict.unless(
                outer.text("iss").equals(inner.text("nameid")),
                FactGroup.APPLICATION,
                "the outer issuer is not the actor");
        Instant nbf = facts.window(outer);
        Instant from = inner.moment("nbf");
        Instant until = inner.moment("exp");
        Instant exp = outer.moment("exp");
        if (nbf != null && exp != null && from != null && until != null) {
            verdict.unless(
                    !nbf.isBefore(from) && !exp.isAfter(until),
                    FactGroup.LIFETIME,
                    "the outer token outlives its proof");
            verdict.unless(
                    Duration.between(nbf, exp).toSeconds() <= service.outerLife(),
                    FactGroup.LIFETIME,
                    "the outer token lives too long");
        }
    }

    private void user(Layer outer, @Nullable ApplicationFacts application) {
        boolean sids = application != null && application.namesBySid();
        UserFact user = new UserFact(service.people(), sids);
        for (Map.Entry<String, Object> claim : outer.claims().entrySet()) {
            if (List.of("nameid", "upn", "smtp", "sip").contains(claim.getKey())) {
                verdict.unless(claim.getValue() instanceof String, FactGroup.FORM, claim.getKey() + " is no text");
            }
        }
        String nii = outer.claims().containsKey("nii") ? outer.text("nii") : ACTIVE_DIRECTORY;
        // [MS-XOAUTH] 2.2: windows, forms or trusted. The deployment has only the Windows provider.
        String provider = outer.claims().containsKey("identityprovider") ? outer.text("identityprovider") : "windows";
        verdict.unless(
                provider.equals("windows") || provider.equals(ACTIVE_DIRECTORY),
                FactGroup.USER,
                "another identityprovider");
        verdict.unless(PlainCase.same(nii, ACTIVE_DIRECTORY), FactGroup.USER, "nii of another directory");
        user.look(outer, verdict);
    }
}
