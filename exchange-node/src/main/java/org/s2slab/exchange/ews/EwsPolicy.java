package org.s2slab.exchange.ews;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.CallerPolicyRule;
import org.s2slab.calendar.EwsAccess;
import org.s2slab.calendar.OnlineServiceChange;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.organization.EwsSettings;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.Rule;

/**
 * Decides whether Exchange Online lets an authenticated caller use EWS (group P of the check-list). The application is the
 * one of the verified token. Only the policy for clients reads the User-Agent, because the product's does so.
 */
public final class EwsPolicy {
    /** The field of a response that says why EWS refused, with one of two texts. */
    private static final String REASON = "X-EWS-Policy-Reason";

    private static final Map<String, String> REASONS = Map.of(
            CallerPolicyRule.EWS_ENDED.id(), "EWS is disabled for this user or tenant",
            CallerPolicyRule.EWS_ENABLED.id(), "EWS is disabled for this user or tenant",
            CallerPolicyRule.EWS_SCREAM_TEST.id(), "EWS is disabled for this user or tenant",
            CallerPolicyRule.EWS_APPLICATION.id(), "EWS is blocked by policy for this user or tenant",
            CallerPolicyRule.EWS_CLIENT.id(), "EWS is blocked by policy for this user or tenant");

    private static final Set<String> MICROSOFT =
            Set.of(WellKnownPrincipals.EXCHANGE, WellKnownPrincipals.SHAREPOINT, WellKnownPrincipals.LYNC);

    private static final OnlineServiceChange BOTH_LEVELS =
            ServiceChangeCalendar.published().change("ews-both-levels");

    private final List<Rule<Call>> rules = List.of(
            rule(CallerPolicyRule.SHARED_PRINCIPAL, this::shared),
            rule(CallerPolicyRule.EWS_ENDED, this::ended),
            rule(CallerPolicyRule.EWS_ENABLED, this::enabled),
            rule(CallerPolicyRule.EWS_APPLICATION, this::listed),
            rule(CallerPolicyRule.EWS_CLIENT, this::client),
            rule(CallerPolicyRule.EWS_SCREAM_TEST, this::screaming));

    private final @Nullable EwsSettings settings;
    private final MailboxDirectory mailboxes;
    private final PolicyClock clock;

    /** @param settings null for a server on-premises, which has none of these policies */
    public EwsPolicy(@Nullable EwsSettings settings, MailboxDirectory mailboxes, PolicyClock clock) {
        this.settings = settings;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    /** The facts of a call. */
    private record Call(
            Caller caller,
            @Nullable Mailbox mailbox,
            @Nullable String agent,
            EwsSettings settings,
            EwsAccess access) {
        /** The application, or the application with which a person signed in; empty for a person with a password. */
        String applicationId() {
            PrincipalId application = caller.application();
            return application == null ? Objects.requireNonNullElse(caller.client(), "") : application.id();
        }
    }

    /** The refusal of a caller, in the mailbox of the caller's user if the call has a user. */
    public Optional<Refusal> check(RoutingContext request) {
        ActingUser user = RequestIdentity.caller(request).user();
        return settings == null
                ? Optional.empty()
                : check(request, user == null ? null : mailboxes.of(user).orElse(null));
    }

    /** @throws Refusal if the caller may not use EWS in a mailbox that is not the one of the caller's user */
    void requireIn(RoutingContext request, Mailbox mailbox) {
        ActingUser user = RequestIdentity.caller(request).user();
        if (user == null || !user.id().equals(mailbox.id())) {
            check(request, mailbox).ifPresent(refusal -> {
                throw refusal;
            });
        }
    }

    private Optional<Refusal> check(RoutingContext request, @Nullable Mailbox mailbox) {
        Caller caller = RequestIdentity.caller(request);
        if (settings == null || isOfMicrosoft(caller)) {
            return Optional.empty();
        }
        String agent = request.request().getHeader("User-Agent");
        try {
            var access = new EwsAccess(settings.enabled().orElse(null), settings.applications(), clock::isInForce);
            Rule.refuseByFirst(rules, new Call(caller, mailbox, agent, settings, access));
            return Optional.empty();
        } catch (Refusal refusal) {
            String reason = REASONS.get(String.valueOf(refusal.rule()));
            if (reason != null) {
                request.response().putHeader(REASON, reason);
            }
            return Optional.of(refusal);
        }
    }

    /** Microsoft's own services are exempt, which is a guess. As documented, a token does not show whose key was used. */
    private boolean isOfMicrosoft(Caller caller) {
        PrincipalId application = caller.application();
        return clock.isDated() && application != null && MICROSOFT.contains(application.id()) && !caller.tenantKey();
    }

    private @Nullable Finding shared(Call call) {
        String role = WellKnownPrincipals.productOf(call.applicationId());
        boolean blocked = call.caller().tenantKey()
                && ServiceChangeCalendar.published().blocksOf(role).stream().anyMatch(clock::isInForce);
        return blocked
                ? Finding.of(
                        "the application is " + call.caller().application() + " by a key of the tenant's own servers",
                        "the application of the organization")
                : null;
    }

    private @Nullable Finding ended(Call call) {
        return call.access().hasEnded() ? Finding.of("EWS of Exchange Online has ended", "Microsoft Graph") : null;
    }

    private @Nullable Finding enabled(Call call) {
        boolean byOrganization = call.access().isEnabled();
        Optional<Boolean> byMailbox = Optional.ofNullable(call.mailbox()).flatMap(call.settings()::enabled);
        boolean isEither = clock.isOutOfForce(BOTH_LEVELS);
        boolean enabled = isEither ? byMailbox.orElse(byOrganization) : byOrganization && byMailbox.orElse(true);
        return enabled
                ? null
                : Finding.of(
                        "EwsEnabled of the organization is "
                                + shown(call.settings().enabled()) + ", of the mailbox " + shown(byMailbox),
                        "$true for the organization, and $true or $null for the mailbox");
    }

    private static String shown(Optional<Boolean> flag) {
        return "$" + flag.map(String::valueOf).orElse("null");
    }

    private @Nullable Finding listed(Call call) {
        if (call.access().isListed(call.applicationId())) {
            return null;
        }
        String id = call.applicationId();
        String found = id.isEmpty() ? "a person without an application" : id;
        return Finding.of(
                "the caller is " + found,
                "one of EwsAllowedAppIDs " + call.access().applications());
    }

    private @Nullable Finding client(Call call) {
        return call.settings().allowsClient(call.agent())
                ? null
                : Finding.of("the User-Agent is not allowed by EwsApplicationAccessPolicy", "one that the lists allow");
    }

    private @Nullable Finding screaming(Call call) {
        Mailbox mailbox = call.mailbox();
        boolean isTested = mailbox != null
                && !call.settings().enabled().orElse(false)
                && call.settings().isScreaming(mailbox);
        return isTested
                ? Finding.of("a scream test concerns the mailbox", "EwsEnabled $true for the organization")
                : null;
    }

    private static Rule<Call> rule(CallerPolicyRule rule, Rule.Check<Call> check) {
        return new Rule<>(rule.id(), RefusalCode.TENANT_POLICY, rule.sentence(), check);
    }
}
