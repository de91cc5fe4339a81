package org.s2slab.engine.checker.plain;

import java.util.ArrayList;
import java.util.List;
import org.s2slab.engine.checker.plain.CallMutator.Mutation;
import org.s2slab.engine.checker.plain.PlainForm.Field;

/** Creates a valid token request, and applies some mutations or none. */
public final class FormMutator {
    private static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
    private static final String SHAREPOINT = "00000003-0000-0ff1-ce00-000000000000";
    private static final List<String> HOSTS = List.of(
            "exchange.contoso.com",
            "autodiscover.contoso.com",
            "sharepoint.contoso.com",
            "deep.team.contoso.com",
            "contoso.com",
            "lync.contoso.com",
            "mail.fabrikam.com",
            "EXCHANGE.contoso.com",
            "xcontoso.com",
            "exchange.contoso.com.",
            "*.contoso.com",
            "-bad.contoso.com",
            "exchange.contoso.com:443",
            "127.0.0.1",
            "sharepoint contoso.com");

    private final MutationStock stock;
    private final TokenServiceFacts service;
    private final List<RightClient> clients;
    private final List<Mutation> mutations = new ArrayList<>();

    public FormMutator(MutationStock stock, TokenServiceFacts service, List<RightClient> clients) {
        this.stock = stock;
        this.service = service;
        this.clients = clients;
        mutations.addAll(ClaimMutations.all());
        mutations.addAll(TimeMutations.all());
        mutations.addAll(HeaderMutations.all());
        mutations.addAll(TextMutations.all());
    }

    /**
     * Creates the request for a random choice. {@code run} makes its assertions different from the assertions of other
     * runs.
     */
    public FormDraft form(SeededChoice choice, String run) {
        FormDraft form = right(choice, run);
        int ways = choice.any(0, 1, 1, 1, 1, 1, 1, 2, 2, 3);
        for (int i = 0; i < ways; i++) {
            form.assertion.spoiled.add(
                    choice.oneIn(2) ? choice.any(mutations).mutate(form.assertion, choice) : mutate(form, choice));
        }
        return form;
    }

    private FormDraft right(SeededChoice choice, String run) {
        RightClient client = choice.any(clients);
        boolean v2 = choice.oneIn(3);
        RightCaller caller = new RightCaller(
                "authz",
                client.id() + "@" + client.tenant(),
                client.id() + "@" + client.tenant(),
                client.tenant(),
                client.key());
        FormDraft form = new FormDraft(new CallDraft(stock, stock.services().get(0), caller), client);
        TokenDraft assertion = form.assertion.inner;
        long now = stock.now().getEpochSecond();
        form.host = choice.any(service.hosts());
        form.path = "/" + client.tenant() + (v2 ? "/oauth2/v2.0/token" : "/tokens/OAuth/2");
        assertion.head("typ", "JWT");
        assertion.head("alg", "RS256");
        assertion.head("x5t", client.key().x5t());
        assertion.key = client.key();
        assertion.claim("nbf", Long.toString(now - 10));
        assertion.claim("exp", Long.toString(now + 290));
        assertion.claim("jti", run);
        if (v2) {
            assertion.claim("aud", "https://" + form.host + form.path);
            assertion.claim("iss", client.id());
            assertion.claim("sub", client.id());
            form.set("client_id", client.id());
            form.set("scope", "https://" + choice.any(HOSTS.subList(0, 3)) + "/.default");
        } else {
            assertion.claim("aud", service.id() + "/" + choice.any(service.hosts()) + "@" + client.tenant());
            assertion.claim("iss", client.id() + "@" + client.tenant());
            String host = choice.any(HOSTS.subList(0, 3));
            form.set(
                    "resource",
                    (host.startsWith("sharepoint") ? SHAREPOINT : EXCHANGE) + "/" + host + "@" + client.tenant());
        }
        if (v2 || choice.oneIn(3)) {
            form.set("grant_type", "client_credentials");
            form.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
            form.assertionField = "client_assertion";
        } else {
            form.set(
                    "grant_type",
                    choice.any(
                            "http://oauth.net/grant_type/jwt/1.0/bearer",
                            "urn:ietf:params:oauth:grant-type:jwt-bearer"));
        }
        return form;
    }

    private String mutate(FormDraft form, SeededChoice choice) {
        return switch (choice.below(10)) {
            case 0 -> field(form, choice);
            case 1 -> twice(form, choice);
            case 2 -> tenant(form, choice);
            case 3, 4 -> resource(form, choice);
            case 5 -> secret(form, choice);
            case 6, 7 -> audience(form, choice);
            case 8 -> names(form, choice);
            default -> library(form, choice);
        };
    }

    private static String field(FormDraft form, SeededChoice choice) {
        String name = choice.any("grant_type", "resource", "scope", "client_id", "client_assertion_type", "x");
        String value = choice.any(
                "",
                "client_credentials",
                "password",
                "authorization_code",
                "refresh_token",
                "Client_Credentials",
                "x",
                form.client.id(),
                form.client.id() + "@" + form.client.tenant(),
                "urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.set(name, value);
        return "field " + name + "=" + value;
    }

    private static String twice(FormDraft form, SeededChoice choice) {
        if (form.fields.isEmpty()) {
            return "no field to double";
        }
        Field field = choice.any(form.fields);
        form.fields.add(choice.oneIn(2) ? field : new Field(field.name(), "x"));
        return "field " + field.name() + " twice";
    }

    private String tenant(FormDraft form, SeededChoice choice) {
        TokenServiceFacts.Tenant tenant = choice.any(service.tenants());
        String named = choice.any(
                tenant.id(),
                choice.any(tenant.domains()),
                "common",
                "nobody.example",
                "*",
                tenant.id().substring(1));
        if (choice.oneIn(3) && form.path.endsWith("/tokens/OAuth/2")) {
            form.path = "/tokens/OAuth/2";
        } else {
            form.path = "/" + named + (form.path.contains("v2.0") ? "/oauth2/v2.0/token" : "/tokens/OAuth/2");
        }
        return "path " + form.path;
    }

    private String resource(FormDraft form, SeededChoice choice) {
        String host = choice.any(HOSTS);
        String id = choice.any(EXCHANGE, EXCHANGE, SHAREPOINT, form.client.id(), service.id());
        String tenant = choice.oneIn(4) ? choice.any(service.tenants()).id() : form.client.tenant();
        if (form.path.contains("v2.0")) {
            form.set(
                    "scope",
                    choice.any(
                            "https://" + host + "/.default",
                            "openid https://" + host + "/.default profile offline_access",
                            "https://" + host + "/",
                            "https://" + host + "/.default https://" + host + "/.default",
                            host + "/.default",
                            "http://" + host + "/.default",
                            id + "/.default",
                            "openid",
                            "https://" + host + "//.default",
                            "https://" + host + "/.default/"));
            return "scope " + form.written().one("scope");
        }
        form.set(
                "resource",
                choice.any(
                        id + "/" + host + "@" + tenant,
                        id + "/" + host + "@" + tenant,
                        id + "/" + host,
                        id + "@" + tenant,
                        "https://" + host + "/",
                        id + "/" + host + "@" + tenant + "@" + tenant,
                        id + "//" + host + "@" + tenant,
                        id + "/" + host + "@contoso.com",
                        id + "/" + host + "@*",
                        id.toUpperCase(java.util.Locale.ROOT) + "/" + host + "@" + tenant));
        return "resource " + form.written().one("resource");
    }

    private static String secret(FormDraft form, SeededChoice choice) {
        String secret = choice.any(
                "kiosk-secret-of-42-letters-and-digits-00001", "guessed", "kiosk-secret-of-42-letters-and-digits-0000");
        form.set("client_secret", secret);
        if (choice.oneIn(2)) {
            return "a secret beside the assertion";
        }
        form.assertionField = "";
        form.set("client_assertion_type", "");
        form.set("grant_type", "client_credentials");
        form.set(
                "client_id",
                form.path.contains("v2.0")
                        ? form.client.id()
                        : form.client.id() + choice.any("@" + form.client.tenant(), "@" + form.client.tenant(), ""));
        return "the secret " + secret + " instead of an assertion";
    }

    private String audience(FormDraft form, SeededChoice choice) {
        String host = choice.any(form.host, form.host, choice.any(service.hosts()), "evil.example");
        String tenant = choice.oneIn(3) ? choice.any(service.tenants()).id() : form.client.tenant();
        String audience = choice.any(
                service.id() + "/" + host + "@" + tenant,
                service.id() + "/" + host + "@" + tenant,
                "https://" + host + "/" + tenant + "/v2.0",
                "https://" + host + "/" + tenant + "/v2.0",
                "https://" + host + "/" + tenant + "/oauth2/v2.0/token",
                "https://" + host + "/" + tenant + "/oauth2/v2.0/token",
                "https://" + host + "/" + tenant + "/tokens/OAuth/2",
                "https://" + host + "/" + tenant + "/v2.0/",
                "http://" + host + "/" + tenant + "/v2.0",
                "https://" + host,
                tenant);
        form.assertion.inner.claim("aud", audience);
        return "made out to " + audience;
    }

    private static String names(FormDraft form, SeededChoice choice) {
        String name = choice.any(
                form.client.id(),
                form.client.id() + "@" + form.client.tenant(),
                form.client.id() + "@contoso.com",
                EXCHANGE + "@" + form.client.tenant(),
                EXCHANGE,
                "7d0c1f60-3b1a-4f0f-9a75-6de2d1b5a3c9",
                "");
        for (String claim : List.of("iss", "sub", "nameid")) {
            if (choice.oneIn(2)) {
                form.assertion.inner.claim(claim, name);
            }
        }
        return "named " + name;
    }

    /** Signs and names the certificate as current client libraries do. */
    private static String library(FormDraft form, SeededChoice choice) {
        TokenDraft assertion = form.assertion.inner;
        HeldKey key = choice.oneIn(4) ? choice.any(form.assertion.stock.keys()) : form.client.key();
        if (choice.oneIn(2)) {
            assertion.header.removeIf(member -> member.name().equals("x5t"));
        }
        String named = choice.any("x5t#S256", "kid", "x5t", "nothing");
        switch (named) {
            case "x5t#S256" ->
                assertion.head(
                        named,
                        choice.any(
                                TokenServiceCheck.hash("SHA-256", key.certificate()),
                                TokenServiceCheck.plain(TokenServiceCheck.hash("SHA-256", key.certificate()))));
            case "kid" ->
                assertion.head(
                        named,
                        choice.any(
                                key.x5t(),
                                TokenServiceCheck.hex(key.x5t()),
                                TokenServiceCheck.hash("SHA-256", key.certificate()),
                                "own-1"));
            case "x5t" -> assertion.head(named, key.x5t() + choice.any("", "="));
            default -> assertion.header.removeIf(member -> member.name().equals("typ"));
        }
        if (choice.oneIn(2)) {
            assertion.head("alg", "PS256");
            assertion.how = "PS256";
        }
        if (choice.oneIn(4)) {
            TokenDraft.set(assertion.header, "x5c", "[\"" + HeaderMutations.certificate(key) + "\"]");
        }
        return "as a library would: " + named + ", " + assertion.how + ", the certificate of " + key;
    }
}
