package org.s2slab.diagnosis.doctor;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.s2slab.calendar.OnlineServiceChange;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.SigningKeyState;
import org.s2slab.engine.product.TenantState;
import org.s2slab.engine.product.TenantState.Credential;
import org.s2slab.engine.product.TenantState.Principal;
import org.s2slab.pki.SigningKey;

/** Checks a tenant's data about two servers: service principals, the caller's key with its dates, resource names. */
final class TenantCheck {
    private final ServerPair pair;
    private final TenantState tenant;
    private final AuthorizationServerProduct authz;
    private final Instant now;
    private final List<TrustFault> faults = new ArrayList<>();

    TenantCheck(ServerPair pair, TenantState tenant) {
        this.pair = pair;
        this.tenant = tenant;
        this.authz = pair.authz();
        this.now = Objects.requireNonNull(pair.world().authzNow());
    }

    List<TrustFault> faults() {
        Optional<Principal> caller = tenant.principal(pair.application());
        Optional<Principal> resource = tenant.principal(pair.resource().application());
        caller.ifPresent(this::enabled);
        if (!resource.equals(caller)) {
            resource.ifPresent(this::enabled);
        }
        if (!pair.caller().address().online()) {
            caller.ifPresent(this::proven);
        }
        if (!pair.application().equals(pair.caller().application())) {
            caller.ifPresentOrElse(this::consented, this::missing);
        }
        resource.ifPresent(this::named);
        faults.addAll(SwitchLeftovers.of(pair, tenant, faults));
        return faults;
    }

    /** The script of Microsoft that deletes the application leaves the settings of Exchange that name it. */
    private void missing() {
        X509Certificate current = pair.caller().keys().current();
        if (current != null) {
            faults.add(TrustFault.now(
                    FaultCode.DEDICATED_APPLICATION_MISSING,
                    pair.caller().label() + " calls as the application " + pair.application() + ", which the tenant '"
                            + tenant.id() + "' does not have",
                    CmdletFix.of(dedicated(current))));
        }
    }

    private void consented(Principal application) {
        if (!application.roles().contains(AuthorizationServerProduct.FULL_ACCESS_ROLE)) {
            faults.add(TrustFault.now(
                    FaultCode.CONSENT_MISSING,
                    "the application '" + application.name() + "' of "
                            + pair.caller().label()
                            + " does not have the permission full_access_as_app of Exchange Online",
                    CmdletFix.of(List.of(
                            authz.exchangePrincipal(tenant.id()),
                            authz.grantFullAccess(tenant.id(), application.objectId(), "$exchange.Id")))));
        }
    }

    private void enabled(Principal principal) {
        if (!principal.enabled()) {
            faults.add(TrustFault.now(
                    FaultCode.PRINCIPAL_DISABLED,
                    "the service principal '" + principal.name() + "' in the tenant '" + tenant.id() + "' is disabled",
                    List.of(authz.enable(tenant.id(), principal.objectId()))));
        }
    }

    private void proven(Principal principal) {
        X509Certificate current = pair.caller().keys().current();
        if (current == null) {
            return;
        }
        List<Credential> ours = of(principal, current);
        boolean isShared = principal.application().equals(pair.caller().application());
        if (isShared && (tenant.dedicated() || isBlocked(pair))) {
            faults.add(shared(principal, current));
        }
        if (ours.isEmpty()) {
            faults.add(TrustFault.now(
                    FaultCode.CREDENTIAL_MISSING,
                    "the service principal '" + principal.name() + "' does not have the signing certificate "
                            + SigningKeyState.hex(current) + " of "
                            + pair.caller().label(),
                    pair.upload(SigningKeyState.raw(current))));
            return;
        }
        dated(principal, ours, current);
        next(principal);
    }

    /** Whether Exchange Online refuses the application of Microsoft as which the caller calls, by the calendar. */
    static boolean isBlocked(ServerPair pair) {
        return pair.application().equals(pair.caller().application())
                && ServiceChangeCalendar.published()
                        .blocksOf(pair.caller().address().role())
                        .stream()
                        .map(OnlineServiceChange::id)
                        .anyMatch(pair.resource().settings().policies()::contains);
    }

    /** The token service of a stricter tenant (K8), or EWS by the calendar, refuses what the caller calls as. */
    private TrustFault shared(Principal principal, X509Certificate current) {
        List<CmdletCall> calls = dedicated(current);
        return new TrustFault(
                FaultCode.DEDICATED_APPLICATION_REQUIRED,
                (tenant.dedicated()
                                ? "the tenant '" + tenant.id() + "' requires dedicated applications, but "
                                : pair.resource().label() + " refuses applications that servers of tenants share, but ")
                        + pair.caller().label() + " calls as Microsoft's application '" + principal.name()
                        + "' with its own key" + (calls.isEmpty() ? "; no fix is known for this pair of servers" : ""),
                null,
                CmdletFix.of(calls));
    }

    /** An application of the organization for Exchange or Lync at Exchange Online. No other pair of servers has one. */
    private List<CmdletCall> dedicated(X509Certificate current) {
        if (!pair.resource().is("exchange") || pair.caller().is("sharepoint")) {
            return List.of();
        }
        String name = pair.caller().product().role().title() + "ServerApp";
        String variable = pair.variable();
        String application = AuthorizationServerProduct.ownApplication(variable);
        List<CmdletCall> calls =
                new ArrayList<>(authz.createOwnApplication(tenant.id(), variable, name, SigningKeyState.raw(current)));
        if (pair.caller().product() instanceof LyncProduct lync) {
            calls.add(lync.useOwnApplication(application));
            return calls;
        }
        String host =
                authz.signInHost(Objects.requireNonNull(pair.world().authz()).hosts());
        calls.addAll(((ExchangeProduct) pair.caller().product())
                .useDedicatedApplication(
                        tenant.id(), host, application, pair.caller().settings().hybrid()));
        return calls;
    }

    private static List<Credential> of(Principal principal, X509Certificate certificate) {
        String x5t = SigningKey.x5t(certificate);
        return principal.credentials().stream()
                .filter(credential -> credential.x5t().equals(x5t))
                .toList();
    }

    /**
     * Checks the end date of the caller's credentials. The authorization server uses the first credential with the
     * certificate, so an expired credential causes a refusal.
     */
    private void dated(Principal principal, List<Credential> ours, X509Certificate current) {
        Instant end = ours.stream()
                .map(Credential::end)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        if (end.isAfter(now.plus(CertificateCheck.NOTICE))
                || !current.getNotAfter().toInstant().isAfter(end)) {
            return;
        }
        boolean over = !now.isBefore(end);
        CmdletFix replaced = authz.addKey(
                tenant.id(),
                principal.objectId(),
                ours.stream().map(Credential::keyId).toList(),
                SigningKeyState.raw(current));
        faults.add(new TrustFault(
                over ? FaultCode.CREDENTIAL_EXPIRED : FaultCode.CREDENTIAL_DUE,
                "the credential of " + pair.caller().label() + " in the service principal '" + principal.name() + "' "
                        + (over ? "expired on " : "expires on ") + end,
                over ? null : end,
                List.of(replaced)));
    }

    private void next(Principal principal) {
        SigningKeyState.Next next = pair.caller().keys().next();
        if (next != null && of(principal, next.certificate()).isEmpty()) {
            faults.add(new TrustFault(
                    FaultCode.NEXT_KEY_NOT_UPLOADED,
                    "the service principal '" + principal.name() + "' does not have the next signing certificate "
                            + SigningKeyState.hex(next.certificate()) + " of "
                            + pair.caller().label()
                            + ", which is effective from " + next.effective(),
                    next.effective(),
                    pair.upload(SigningKeyState.raw(next.certificate()))));
        }
    }

    private void named(Principal principal) {
        List<String> missing =
                called().stream().filter(host -> !principal.isNamedFor(host)).toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> names = missing.stream()
                .map(host ->
                        pair.resource().is("exchange") ? "https://" + host + "/" : principal.application() + "/" + host)
                .toList();
        faults.add(TrustFault.now(
                FaultCode.NAME_NOT_REGISTERED,
                "the service principal '" + principal.name() + "' has no name for " + String.join(" and ", missing),
                List.of(authz.addNames(tenant.id(), principal.objectId(), names))));
    }

    /** The resource's hosts to which the caller sends tokens. A farm also calls the Autodiscover host of the domain. */
    private Set<String> called() {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(pair.resource().address().host());
        pair.addresses().stream()
                .filter(pair.resource()::serves)
                .map(URI::getHost)
                .forEach(hosts::add);
        if (pair.caller().is("sharepoint")
                && !pair.caller().address().online()
                && pair.resource().is("exchange")) {
            pair.resource().address().hosts().stream()
                    .filter(host -> host.startsWith("autodiscover."))
                    .forEach(hosts::add);
        }
        return hosts;
    }
}
