package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.GRANT_INSUFFICIENT;
import static org.s2slab.refusal.RefusalCode.TOKEN_DELEGATION;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.trace.HopDetail.Finding;

/** Group I, delegation: whether the issuer and this node's configuration permit the application's action. */
final class DelegationRules {
    static final List<Rule<VerifiedEvidence>> RULES = List.of(
            new Rule<>(
                    "I1",
                    TOKEN_DELEGATION,
                    "An actor that speaks for a user is trusted for delegation, by the exact text true in the actor token.",
                    DelegationRules::flag,
                    ComparedValues.after(e -> e.outer() == null
                            ? null
                            : new ComparedValues(
                                    e.actor().claims().shown(ClaimNames.TRUSTED_FOR_DELEGATION), "'true'"))),
            new Rule<>(
                    "I2",
                    GRANT_INSUFFICIENT,
                    "The configured trust level allows what the application does.",
                    DelegationRules::level,
                    ComparedValues.after(e -> new ComparedValues(
                            e.application().level().toString(),
                            e.outer() == null
                                    ? "FULL or APPLICATION"
                                    : e.issuer().broker()
                                            ? "any, where an authorization server vouches"
                                            : "FULL to speak for a user"))),
            new Rule<>(
                    "I3",
                    GRANT_INSUFFICIENT,
                    "The application has permissions here where they are needed.",
                    DelegationRules::permissions,
                    ComparedValues.after(e -> !e.profile().permissionsNeeded()
                            ? null
                            : new ComparedValues(
                                    e.application().linkedAccount()
                                                    || !e.roles().isEmpty()
                                            ? "a linked account or permissions"
                                            : "neither linked account nor permissions",
                                    "a linked account or permissions"))),
            new Rule<>(
                    "D8",
                    GRANT_INSUFFICIENT,
                    "A door for users takes only tokens with a user.",
                    e -> e.profile().usersOnly() && !e.namesUser()
                            ? Finding.of("an application calls for itself", "a token with a user")
                            : null));

    private DelegationRules() {}

    private static @Nullable Finding permissions(VerifiedEvidence evidence) {
        TrustedIssuer application = evidence.application();
        if (!evidence.profile().permissionsNeeded()
                || application.linkedAccount()
                || !evidence.roles().isEmpty()) {
            return null;
        }
        return application.unregistered()
                ? Finding.of("the token has no roles", "an application permission of the tenant")
                : Finding.of(
                                "partner application " + PrintableValue.value(application.name())
                                        + " has neither linked account nor permissions",
                                "a linked account or permissions")
                        .about(application.name());
    }

    private static @Nullable Finding flag(VerifiedEvidence evidence) {
        if (evidence.outer() == null
                || "true".equals(evidence.actor().claims().text(ClaimNames.TRUSTED_FOR_DELEGATION))) {
            return null;
        }
        return Finding.of(
                "trustedfordelegation of the actor token is "
                        + evidence.actor().claims().shown(ClaimNames.TRUSTED_FOR_DELEGATION),
                "'true'");
    }

    /** Checks the level. A broker's delegation claim is the consent that the levels Application and User need. */
    private static @Nullable Finding level(VerifiedEvidence evidence) {
        TrustLevel level = evidence.application().level();
        if (evidence.outer() == null) {
            return level.mayRepresentItself() ? null : Finding.of("the trust level is " + level, "FULL or APPLICATION");
        }
        return level.mayImpersonate() || evidence.actor().trusted().broker()
                ? null
                : Finding.of("the trust level is " + level, "FULL to speak for a user without an authorization server");
    }
}
