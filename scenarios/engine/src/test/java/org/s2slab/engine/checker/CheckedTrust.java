package org.s2slab.engine.checker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.checker.plain.ApplicationFacts;
import org.s2slab.engine.checker.plain.HeldKey;
import org.s2slab.engine.checker.plain.IssuerFacts;
import org.s2slab.engine.checker.plain.IssuerFacts.Vouches;
import org.s2slab.engine.checker.plain.MutationStock;
import org.s2slab.engine.checker.plain.PersonFacts;
import org.s2slab.engine.checker.plain.RightCaller;
import org.s2slab.engine.checker.plain.RightClient;
import org.s2slab.engine.checker.plain.ServiceFacts;
import org.s2slab.engine.checker.plain.TokenServiceFacts;
import org.s2slab.engine.checker.plain.TokenServiceFacts.Client;
import org.s2slab.engine.checker.plain.TokenServiceFacts.Resource;
import org.s2slab.engine.checker.plain.TokenServiceFacts.Tenant;
import org.s2slab.engine.run.DeploymentAttackerKnowledge;
import org.s2slab.pki.SigningKey;

/** The trust that {@code checked-trust.yaml} configures, as plain data for the checker. */
final class CheckedTrust {
    static final String TENANT = "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
    static final String OTHER_TENANT = "c04e8d21-6a7f-4d3b-9f15-70be13a2d846";
    static final String DOMAIN = "contoso.com";

    private static final String EVOSTS = "https://sts.windows.net/" + TENANT + "/";
    static final String AUTHORIZATION_SERVER = "00000001-0000-0000-c000-000000000000";
    static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
    static final String SHAREPOINT = "00000003-0000-0ff1-ce00-000000000000";
    static final String LYNC = "00000004-0000-0ff1-ce00-000000000000";
    static final String PAYROLL = "5a1e0000-0000-4000-8000-00000000f0f0";
    static final String ROOMS = "5a1e0000-0000-4000-8000-00000000f0f1";
    static final String RETIRED = "5a1e0000-0000-4000-8000-00000000f0f2";
    static final String EXPIRED = "5a1e0000-0000-4000-8000-00000000f0f3";
    static final String ADD_INS = "5a1e0000-0000-4000-8000-00000000f0f4";
    static final String CALENDAR = "5a1e0000-0000-4000-8000-00000000f0f5";
    static final String PANEL = "7d0c1f60-3b1a-4f0f-9a75-6de2d1b5a3c1";
    static final String KIOSK = "7d0c1f60-3b1a-4f0f-9a75-6de2d1b5a3c2";
    static final String SERVER = AUTHORIZATION_SERVER + "@" + TENANT;

    private final CheckedDeployment deployment;
    private final HeldKey server;

    CheckedTrust(CheckedDeployment deployment) {
        this.deployment = deployment;
        SigningKey made = new DeploymentAttackerKnowledge(deployment.topology()).keyOf("authz");
        this.server = new HeldKey("authz", made.privateKey(), made.certificate());
    }

    HeldKey key(String node, String name) {
        SigningKey key = deployment.topology().keys().certificate(node, name);
        return new HeldKey(node + "/" + name, key.privateKey(), key.certificate());
    }

    private IssuerFacts issuer(String id, String realm, Vouches vouches, HeldKey key) {
        return new IssuerFacts(id + "@" + realm, vouches, List.of(key.certificate()), deployment.begun());
    }

    MutationStock stock(Instant now) {
        List<HeldKey> keys = new ArrayList<>(
                List.of(server, key("lync", "oauth"), key("exchange", "oauth"), key("sharepoint", "oauth")));
        for (String name : List.of("payroll", "rooms", "retired", "expired", "addins", "panel", "kiosk")) {
            keys.add(key("lync", name));
        }
        SigningKey outsider = deployment.topology().keys().outsider();
        keys.add(new HeldKey("outsider", outsider.privateKey(), outsider.certificate()));
        return new MutationStock(
                now,
                deployment.begun(),
                List.of(lync(), exchange(), sharePoint()),
                callers(),
                keys,
                List.of(
                        DOMAIN,
                        TENANT,
                        OTHER_TENANT,
                        "fabrikam.com",
                        "contoso.onmicrosoft.com",
                        "*",
                        "exchange.contoso.com"));
    }

    /** A caller with an access token of evoSTS, which only Exchange trusts. */
    private RightCaller by(String id) {
        return new RightCaller("exchange", EVOSTS, id + "@" + TENANT, TENANT, server);
    }

    private List<RightCaller> callers() {
        HeldKey lync = key("lync", "oauth");
        HeldKey exchange = key("exchange", "oauth");
        HeldKey sharePoint = key("sharepoint", "oauth");
        HeldKey rooms = key("lync", "rooms");
        HeldKey addIns = key("lync", "addins");
        return List.of(
                itself("lync", EXCHANGE, DOMAIN, DOMAIN, exchange),
                itself("lync", EXCHANGE, DOMAIN, DOMAIN, exchange),
                itself("lync", SHAREPOINT, TENANT, DOMAIN, sharePoint),
                itself("lync", ROOMS, DOMAIN, DOMAIN, rooms),
                itself("lync", ROOMS, DOMAIN, DOMAIN, rooms),
                itself("lync", PAYROLL, DOMAIN, DOMAIN, key("lync", "payroll")),
                itself("lync", RETIRED, DOMAIN, DOMAIN, key("lync", "retired")),
                itself("lync", EXPIRED, DOMAIN, DOMAIN, key("lync", "expired")),
                through("lync", PANEL),
                through("lync", KIOSK),
                itself("exchange", LYNC, DOMAIN, DOMAIN, lync),
                itself("exchange", LYNC, DOMAIN, DOMAIN, lync),
                itself("exchange", LYNC, DOMAIN, DOMAIN, lync),
                itself("exchange", SHAREPOINT, TENANT, DOMAIN, sharePoint),
                through("exchange", PANEL),
                through("exchange", PANEL),
                through("exchange", KIOSK),
                by(EXCHANGE),
                by(PANEL),
                by(PANEL),
                by(PANEL),
                by(KIOSK),
                through("exchange", EXCHANGE),
                itself("sharepoint", EXCHANGE, DOMAIN, TENANT, exchange),
                itself("sharepoint", EXCHANGE, DOMAIN, TENANT, exchange),
                itself("sharepoint", LYNC, DOMAIN, TENANT, lync),
                itself("sharepoint", ROOMS, TENANT, TENANT, rooms),
                new RightCaller("sharepoint", ADD_INS + "@" + TENANT, CALENDAR + "@" + TENANT, TENANT, addIns),
                new RightCaller("sharepoint", ADD_INS + "@" + TENANT, ADD_INS + "@" + TENANT, TENANT, addIns),
                through("sharepoint", PANEL),
                through("sharepoint", PANEL));
    }

    TokenServiceFacts tokenService() {
        Client lync = new Client(LYNC, true, true, List.of(key("lync", "oauth").certificate()), List.of());
        Client panel =
                new Client(PANEL, true, true, List.of(key("lync", "panel").certificate()), List.of());
        Client kiosk = new Client(
                KIOSK,
                true,
                false,
                List.of(key("lync", "kiosk").certificate()),
                List.of("kiosk-secret-of-42-letters-and-digits-00001"));
        Client retired =
                new Client(RETIRED, false, false, List.of(key("lync", "retired").certificate()), List.of());
        Client rooms = new Client(ROOMS, true, false, List.of(), List.of());
        Client exchange = new Client(EXCHANGE, true, true, List.of(), List.of());
        Client sharePoint = new Client(SHAREPOINT, true, true, List.of(), List.of());
        Client elsewhere =
                new Client(PANEL, true, true, List.of(key("lync", "payroll").certificate()), List.of());
        return new TokenServiceFacts(
                AUTHORIZATION_SERVER,
                List.of("accounts.accesscontrol.windows.net", "login.microsoftonline.com", "login.windows.net"),
                List.of(
                        new Tenant(
                                TENANT,
                                List.of("contoso.com", "contoso.onmicrosoft.com"),
                                List.of(lync, panel, kiosk, retired, rooms, exchange, sharePoint),
                                List.of(
                                        new Resource(
                                                EXCHANGE,
                                                List.of(
                                                        "https://exchange.contoso.com/",
                                                        EXCHANGE + "/autodiscover.contoso.com")),
                                        new Resource(SHAREPOINT, List.of(SHAREPOINT + "/*.contoso.com")))),
                        new Tenant(
                                OTHER_TENANT,
                                List.of("fabrikam.com"),
                                List.of(
                                        elsewhere,
                                        new Client(LYNC, true, true, List.of(), List.of()),
                                        exchange,
                                        sharePoint),
                                List.of(new Resource(EXCHANGE, List.of("https://mail.fabrikam.com/"))))));
    }

    List<RightClient> clients() {
        return List.of(
                new RightClient(LYNC, TENANT, key("lync", "oauth")),
                new RightClient(LYNC, TENANT, key("lync", "oauth")),
                new RightClient(PANEL, TENANT, key("lync", "panel")),
                new RightClient(PANEL, TENANT, key("lync", "panel")),
                new RightClient(KIOSK, TENANT, key("lync", "kiosk")),
                new RightClient(RETIRED, TENANT, key("lync", "retired")),
                new RightClient(ROOMS, TENANT, key("lync", "rooms")),
                new RightClient(PANEL, OTHER_TENANT, key("lync", "payroll")));
    }

    private static RightCaller itself(String service, String id, String realm, String audienceRealm, HeldKey key) {
        return new RightCaller(service, id + "@" + realm, id + "@" + realm, audienceRealm, key);
    }

    private RightCaller through(String service, String id) {
        return new RightCaller(service, SERVER, id + "@" + TENANT, TENANT, server);
    }

    private ServiceFacts lync() {
        return new ServiceFacts(
                "lync",
                LYNC,
                List.of(
                        "lync.contoso.com",
                        "lyncdiscover.contoso.com",
                        "lyncdiscoverinternal.contoso.com",
                        "meet.contoso.com"),
                Set.of(DOMAIN),
                false,
                28_800,
                List.of(
                        issuer(EXCHANGE, DOMAIN, Vouches.ITSELF, key("exchange", "oauth")),
                        issuer(SHAREPOINT, TENANT, Vouches.ITSELF, key("sharepoint", "oauth")),
                        issuer(PAYROLL, DOMAIN, Vouches.ITSELF, key("lync", "payroll")),
                        issuer(ROOMS, DOMAIN, Vouches.ITSELF, key("lync", "rooms")),
                        issuer(RETIRED, DOMAIN, Vouches.ITSELF, key("lync", "retired")),
                        issuer(EXPIRED, DOMAIN, Vouches.ITSELF, key("lync", "expired")),
                        issuer(AUTHORIZATION_SERVER, TENANT, Vouches.TENANT, server)),
                List.of(
                        new ApplicationFacts(EXCHANGE, EXCHANGE + "@" + DOMAIN, true, true, true, false),
                        new ApplicationFacts(SHAREPOINT, SHAREPOINT + "@" + TENANT, true, false, true, false),
                        new ApplicationFacts(PAYROLL, PAYROLL + "@" + DOMAIN, true, false, false, false),
                        new ApplicationFacts(ROOMS, ROOMS + "@" + DOMAIN, true, true, true, true),
                        new ApplicationFacts(RETIRED, RETIRED + "@" + DOMAIN, false, true, true, false),
                        new ApplicationFacts(EXPIRED, EXPIRED + "@" + DOMAIN, true, true, true, false),
                        new ApplicationFacts(PANEL, SERVER, true, true, false, false),
                        new ApplicationFacts(KIOSK, SERVER, true, true, true, false)),
                people());
    }

    private ServiceFacts exchange() {
        List<PersonFacts> people = new ArrayList<>();
        for (PersonFacts person : people()) {
            people.add(
                    person.upn().equals("frida@contoso.com")
                            ? new PersonFacts(
                                    person.upn(),
                                    List.of("frida@contoso.com", "fritz@contoso.com"),
                                    person.sip(),
                                    person.sid(),
                                    true,
                                    true)
                            : person);
        }
        return new ServiceFacts(
                "exchange",
                EXCHANGE,
                List.of("exchange.contoso.com", "autodiscover.contoso.com"),
                Set.of(DOMAIN),
                false,
                28_800,
                List.of(
                        issuer(LYNC, DOMAIN, Vouches.ITSELF, key("lync", "oauth")),
                        issuer(SHAREPOINT, TENANT, Vouches.ITSELF, key("sharepoint", "oauth")),
                        issuer(AUTHORIZATION_SERVER, TENANT, Vouches.TENANT, server),
                        new IssuerFacts(EVOSTS, Vouches.TENANT, List.of(server.certificate()), deployment.begun())),
                List.of(
                        new ApplicationFacts(EXCHANGE, EVOSTS, true, true, true, false),
                        new ApplicationFacts(PANEL, EVOSTS, true, true, true, false),
                        new ApplicationFacts(KIOSK, EVOSTS, true, false, false, false),
                        new ApplicationFacts(LYNC, LYNC + "@" + DOMAIN, true, true, true, false),
                        new ApplicationFacts(SHAREPOINT, SHAREPOINT + "@" + TENANT, true, false, false, true),
                        new ApplicationFacts(EXCHANGE, SERVER, true, true, true, false),
                        new ApplicationFacts(PANEL, SERVER, true, true, true, false),
                        new ApplicationFacts(KIOSK, SERVER, true, false, false, false)),
                people);
    }

    private ServiceFacts sharePoint() {
        return new ServiceFacts(
                "sharepoint",
                SHAREPOINT,
                List.of("sharepoint.contoso.com"),
                Set.of(TENANT),
                true,
                43_200,
                List.of(
                        issuer(EXCHANGE, DOMAIN, Vouches.ITSELF, key("exchange", "oauth")),
                        issuer(LYNC, DOMAIN, Vouches.ITSELF, key("lync", "oauth")),
                        issuer(ROOMS, TENANT, Vouches.ITSELF, key("lync", "rooms")),
                        issuer(ADD_INS, TENANT, Vouches.OTHERS, key("lync", "addins")),
                        issuer(AUTHORIZATION_SERVER, TENANT, Vouches.TENANT, server)),
                List.of(
                        new ApplicationFacts(EXCHANGE, EXCHANGE + "@" + DOMAIN, true, true, true, true),
                        new ApplicationFacts(LYNC, LYNC + "@" + DOMAIN, true, true, false, true),
                        new ApplicationFacts(ROOMS, ROOMS + "@" + TENANT, true, false, false, true),
                        new ApplicationFacts(ADD_INS, ADD_INS + "@" + TENANT, true, false, false, true),
                        new ApplicationFacts(CALENDAR, ADD_INS + "@" + TENANT, true, true, false, true),
                        // A SharePoint app principal is not registered for one broker, so every broker can issue tokens
                        // for it.
                        new ApplicationFacts(PANEL, ADD_INS + "@" + TENANT, true, true, true, true),
                        new ApplicationFacts(CALENDAR, SERVER, true, true, false, true),
                        new ApplicationFacts(PANEL, SERVER, true, true, true, true)),
                people().stream()
                        .map(person -> person.upn().equals("carla@contoso.com")
                                ? new PersonFacts(person.upn(), person.smtp(), person.sip(), person.sid(), true, false)
                                : person)
                        .toList());
    }

    /** The people in the directory, which is the same for all nodes. */
    private List<PersonFacts> people() {
        return deployment.topology().plan().people().stream()
                .map(person -> new PersonFacts(
                        person.upn(), person.mailAddresses(), person.sip(), lower(person), person.isEnabled(), true))
                .toList();
    }

    private static String lower(UserAccount person) {
        return person.sid() == null ? null : person.sid().toLowerCase(Locale.ROOT);
    }
}
