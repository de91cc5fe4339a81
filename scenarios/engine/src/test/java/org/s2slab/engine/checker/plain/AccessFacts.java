package org.s2slab.engine.checker.plain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the facts of an access token of evoSTS in the form of v1.0. Its sources are Microsoft's reference of access
 * token claims, RFC 7515, 7519 and 8725, and otherwise decision 95 of this project.
 */
final class AccessFacts {
    private static final String GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern ISSUER = Pattern.compile("https://sts\\.windows\\.net/(" + GUID + ")/");
    private static final List<String> TIMES = List.of("iat", "nbf", "exp");
    private static final List<String> LISTS = List.of("roles", "amr", "wids", "xms_cc");
    private static final List<String> TEXTS = List.of(
            "aud",
            "iss",
            "appid",
            "appidacr",
            "idp",
            "idtyp",
            "oid",
            "sub",
            "tid",
            "uti",
            "ver",
            "xms_spcu",
            "aio",
            "rh",
            "app_displayname",
            "tenant_region_scope");
    private static final List<String> OF_PEOPLE = List.of(
            "scp",
            "upn",
            "onprem_sid",
            "puid",
            "unique_name",
            "name",
            "amr",
            "acr",
            "family_name",
            "given_name",
            "ipaddr",
            "in_corp",
            "deviceid",
            "sid",
            "pwd_exp",
            "pwd_url",
            "wids");

    private final ServiceFacts service;
    private final PlainVerdict<FactGroup> verdict;

    AccessFacts(ServiceFacts service, PlainVerdict<FactGroup> verdict) {
        this.service = service;
        this.verdict = verdict;
    }

    /** Whether a service checks a token as an access token. Only the form of the issuer decides. */
    static boolean concern(PlainToken token, ServiceFacts service) {
        return !service.addIns() && token.claims().get("iss") instanceof String iss && iss.startsWith("https://");
    }

    void look(Layer token, String host, ActorFacts facts) {
        types(token);
        Map<String, Object> header = token.token().header();
        verdict.unless(header.containsKey("typ") && header.containsKey("kid"), FactGroup.FORM, "no typ or kid");
        verdict.unless(token.text("ver").equals("1.0"), FactGroup.FORM, "another version");
        var issuer = ISSUER.matcher(token.text("iss"));
        verdict.unless(issuer.matches(), FactGroup.FORM, "no issuer of evoSTS");
        if (issuer.matches()) {
            verdict.unless(token.text("tid").equals(issuer.group(1)), FactGroup.TENANT, "another tenant in tid");
            verdict.unless(
                    !token.claims().containsKey("idp") || token.text("idp").equals(token.text("iss")),
                    FactGroup.TENANT,
                    "another identity provider");
        }
        verdict.unless(token.text("appid").matches(GUID), FactGroup.FORM, "no GUID in appid");
        boolean person = token.claims().containsKey("scp");
        kind(token, person);
        verdict.unless(token.text("appidacr").matches(person ? "[012]" : "[12]"), FactGroup.FORM, "an unproven client");
        IssuerFacts server = facts.proven(token);
        audience(token.text("aud"), host);
        if (person) {
            verdict.unless(
                    List.of(token.text("scp").split(" ")).stream()
                            .anyMatch(List.of("EWS.AccessAsUser.All", "user_impersonation")::contains),
                    FactGroup.GRANT,
                    "no permission in scp");
            user(token);
        } else {
            application(token, server);
        }
    }

    private void types(Layer token) {
        token.claims().forEach((name, value) -> {
            boolean right = TIMES.contains(name)
                    ? value instanceof PlainJson.Spelled
                    : LISTS.contains(name)
                            ? value instanceof List
                            : (TEXTS.contains(name) || OF_PEOPLE.contains(name)) && value instanceof String;
            verdict.unless(right, FactGroup.FORM, "an unknown claim, or one of another type: " + name);
        });
    }

    private void kind(Layer token, boolean person) {
        Map<String, Object> claims = token.claims();
        String type = claims.containsKey("idtyp") ? token.text("idtyp") : person ? "user" : "app";
        verdict.unless(type.equals(person ? "user" : "app"), FactGroup.FORM, "idtyp contradicts");
        if (person) {
            verdict.unless(!claims.containsKey("roles"), FactGroup.FORM, "roles of a person");
            boolean sid = token.text("onprem_sid").matches("[sS]-1(-[0-9]{1,15}){2,16}");
            verdict.unless(
                    claims.containsKey("onprem_sid") ? sid : claims.containsKey("upn"),
                    FactGroup.FORM,
                    "a person without a name");
        } else {
            verdict.unless(OF_PEOPLE.stream().noneMatch(claims::containsKey), FactGroup.FORM, "a claim of a person");
            verdict.unless(
                    claims.get("oid") instanceof String oid && oid.equals(claims.get("sub")),
                    FactGroup.FORM,
                    "the subject is not the object");
        }
    }

    private void audience(String audience, String host) {
        boolean address = service.hosts().stream()
                .anyMatch(own -> audience.equals("https://" + own) || audience.equals("https://" + own + "/"));
        verdict.unless(address || audience.equals(service.id()), FactGroup.AUDIENCE, "for another service");
        verdict.unless(service.hosts().contains(host), FactGroup.AUDIENCE, "sent to a host of another service");
        verdict.unless(
                !address || audience.equals("https://" + host) || audience.equals("https://" + host + "/"),
                FactGroup.AUDIENCE,
                "for another host");
    }

    private void application(Layer token, @Nullable IssuerFacts server) {
        ApplicationFacts known = server == null
                ? null
                : service.applications().stream()
                        .filter(one ->
                                one.issuer().equals(server.name()) && one.id().equals(token.text("appid")))
                        .findFirst()
                        .orElse(null);
        verdict.unless(known != null && known.enabled(), FactGroup.APPLICATION, "no application that counts");
        verdict.unless(known == null || known.alone(), FactGroup.GRANT, "it may not call for itself");
    }

    private void user(Layer token) {
        Map<String, Object> named = new HashMap<>();
        if (token.claims().get("onprem_sid") instanceof String sid) {
            named.put("nameid", sid);
        }
        if (token.claims().get("upn") instanceof String upn) {
            named.put("upn", upn);
        }
        new UserFact(service.people(), false).look(new Layer(token.token(), named), verdict);
    }
}
