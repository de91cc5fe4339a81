package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_APPLICATION;
import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;
import static org.s2slab.refusal.RefusalCode.TOKEN_TENANT;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.trace.HopDetail.Finding;

/** Group F after the signature: the token's issuer, its realm, and whether the application is accepted. */
final class IssuerRules {
    /** The rules for the actor token. */
    static final List<Rule<VerifiedEvidence>> REALMS = List.of(
            new Rule<>(
                    "F3",
                    TOKEN_TENANT,
                    "An issuer registered for any realm counts for the realms served here and for no other.",
                    IssuerRules::anyRealm,
                    ComparedValues.after(
                            e -> new ComparedValues(e.actor().issuer().realm(), ComparedValues.served(e)))),
            new Rule<>(
                    "F7",
                    TOKEN_TENANT,
                    "The realms of the issuer and of the application are served here, with F6, G4 and G5 all five realms;"
                            + " an authorization server's token has that server's tenant for all of them;"
                            + " a registered SharePoint farm that speaks for itself has its own.",
                    IssuerRules::realms,
                    ComparedValues.after(
                            e -> new ComparedValues(e.actor().issuer().realm(), ComparedValues.served(e)))));

    /** The rules for the outer token against the actor. */
    static final List<Rule<VerifiedEvidence>> OUTER = List.of(new Rule<>(
            "F6",
            TOKEN_FORM,
            "The outer token is issued by the application the actor token names, whole name, with case.",
            IssuerRules::outerIssuer,
            ComparedValues.outer(
                    outer -> outer.shown(ClaimNames.ISS),
                    e -> e.actor().claims().shown(ClaimNames.NAMEID))));

    /** The rules for the application, once both tokens match. */
    static final List<Rule<VerifiedEvidence>> APPLICATION = List.of(
            new Rule<>(
                    "F9",
                    TOKEN_APPLICATION,
                    "The caller is never this service itself, unless an authorization server vouches for another part of it"
                            + " that is registered here; this part acts for a user, or is a SharePoint farm.",
                    IssuerRules::ownName,
                    ComparedValues.application(
                            e -> "another than " + e.self().principal().id())),
            new Rule<>(
                    "F4",
                    TOKEN_APPLICATION,
                    "nameid of the actor token is an application registered here under exactly this name; at a farm also one whose"
                            + " service principal is registered by the object id that an authorization server says.",
                    e -> e.registration() != null
                            ? null
                            : Finding.of(
                                    "nameid of the actor token is "
                                            + e.actor().claims().shown(ClaimNames.NAMEID),
                                    "a registered application"),
                    ComparedValues.application(e -> "a registered application")),
            new Rule<>(
                    "F5",
                    TOKEN_APPLICATION,
                    "An issuer that is no broker names only itself.",
                    IssuerRules::broker,
                    ComparedValues.application(e -> e.actor().trusted().broker()
                            ? "any that this authorization server may name"
                            : e.actor().issuer().toString())),
            new Rule<>(
                    "F10",
                    TOKEN_APPLICATION,
                    "An application that is registered with keys of its own is named by no other issuer.",
                    IssuerRules::origin),
            new Rule<>(
                    "I4",
                    TOKEN_APPLICATION,
                    "The partner application is enabled now.",
                    IssuerRules::enabled,
                    ComparedValues.after(e -> new ComparedValues(
                            e.application().name() + " is "
                                    + (e.application().enabled() && e.issuer().enabled() ? "enabled" : "disabled"),
                            "enabled"))));

    private IssuerRules() {}

    private static @Nullable Finding anyRealm(VerifiedEvidence evidence) {
        PrincipalId registered = evidence.actor().trusted().issuer();
        String realm = evidence.actor().issuer().realm();
        boolean good = !realm.equals("*")
                && (!registered.realm().equals("*") || evidence.self().serves(realm));
        return good ? null : foreign(ClaimNames.ISS, realm, evidence);
    }

    private static @Nullable Finding realms(VerifiedEvidence evidence) {
        boolean itsOwn = evidence.profile().farm() || isFarm(evidence.actor());
        if (itsOwn && !evidence.issuer().isAuthorizationServer()) {
            return null;
        }
        String issuer = evidence.actor().issuer().realm();
        if (!evidence.realms().contains(issuer)) {
            return foreign(ClaimNames.ISS, issuer, evidence);
        }
        PrincipalId application = evidence.actor().application();
        return application == null || evidence.realms().contains(application.realm())
                ? null
                : foreign(ClaimNames.NAMEID, application.realm(), evidence);
    }

    /** Each farm creates its own realm and uses it for every trust, so its registered name contains this realm. */
    private static boolean isFarm(VerifiedActor actor) {
        return actor.issuer().id().equals(WellKnownPrincipals.SHAREPOINT)
                && actor.issuer().equals(actor.application())
                && !actor.trusted().broker();
    }

    private static Finding foreign(String claim, String realm, VerifiedEvidence evidence) {
        return Finding.of(
                "the realm of " + claim + " in the actor token is " + PrintableValue.value(realm),
                "one of " + new TreeSet<>(evidence.realms()));
    }

    private static @Nullable Finding outerIssuer(VerifiedEvidence evidence) {
        ClaimSet outer = evidence.outer();
        if (outer == null) {
            return null;
        }
        String found = outer.issuer();
        String expected = evidence.actor().claims().nameId();
        return found != null && found.equals(expected)
                ? null
                : Finding.of(
                        "iss is " + PrintableValue.value(found),
                        "the actor's nameid " + PrintableValue.value(expected));
    }

    private static @Nullable Finding ownName(VerifiedEvidence evidence) {
        PrincipalId application = evidence.actor().application();
        if (application == null
                || !application.id().equals(evidence.self().principal().id())
                || !evidence.self().serves(application.realm())
                || (evidence.issuer().isAuthorizationServer()
                        && (evidence.namesUser() || evidence.profile().farm()))) {
            return null;
        }
        return Finding.of(evidence.actor().applicationText() + ", this service itself", "another");
    }

    private static @Nullable Finding broker(VerifiedEvidence evidence) {
        PrincipalId issuer = evidence.actor().issuer();
        return issuer.equals(evidence.actor().application())
                        || evidence.actor().trusted().broker()
                ? null
                : Finding.of(
                        evidence.actor().applicationText(),
                        "the issuer's own " + PrintableValue.value(issuer.toString())
                                + (evidence.actor().trusted().hasNameOfAuthorizationServer()
                                        ? ", for '" + evidence.actor().trusted().name()
                                                + "' was registered without -IsTrustBroker"
                                        : ""));
    }

    /** Refuses an application with its own key if another issuer vouches for it: the two may have different owners. */
    private static @Nullable Finding origin(VerifiedEvidence evidence) {
        TrustedIssuer application = evidence.application();
        return !application.ownKeys() || application.equals(evidence.issuer())
                ? null
                : Finding.of(
                        evidence.actor().applicationText()
                                + ", registered with keys of its own as "
                                + PrintableValue.value(application.name()),
                        "an application for which "
                                + PrintableValue.value(evidence.issuer().name()) + " may vouch");
    }

    private static @Nullable Finding enabled(VerifiedEvidence evidence) {
        TrustedIssuer issuer = evidence.actor().trusted();
        TrustedIssuer disabled = issuer.enabled() ? evidence.application() : issuer;
        return disabled.enabled()
                ? null
                : Finding.of(
                                "partner application " + PrintableValue.value(disabled.name()) + " is disabled",
                                "an enabled one")
                        .about(disabled.name());
    }
}
