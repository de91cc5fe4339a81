package org.s2slab.diagnosis.doctor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.calendar.CallerPolicyRule;
import org.s2slab.calendar.EwsAccess;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.EwsPolicyState;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.TenantState.Principal;

/**
 * Checks the policies of Exchange Online for EWS calls of an on-premises server: the switch EwsEnabled, the list of
 * applications, and the end of EWS. {@link TenantCheck} checks the application as which the server calls.
 */
record PolicyCheck(ServerPair pair, EwsPolicyState ews) {
    /** The fault, if EWS of the resource refuses the caller's application. */
    static Optional<TrustFault> of(ServerPair pair) {
        EwsPolicyState ews = pair.resource().settings().ews();
        return ews == null || pair.caller().address().online() ? Optional.empty() : new PolicyCheck(pair, ews).fault();
    }

    private Optional<TrustFault> fault() {
        var access = new EwsAccess(
                ews.enabled(),
                ews.applications(),
                change -> pair.resource().settings().policies().contains(change.id()));
        return access.refusal(pair.application()).map(this::fault);
    }

    private TrustFault fault(CallerPolicyRule rule) {
        String resource = pair.resource().label();
        return switch (rule) {
            case EWS_ENDED ->
                TrustFault.now(FaultCode.EWS_ENDED, "EWS of " + resource + " has ended, without exceptions", byGraph());
            case EWS_ENABLED ->
                TrustFault.now(
                        FaultCode.EWS_DISABLED,
                        "EWS of " + resource + " is off: EwsEnabled of the organization is $" + ews.enabled(),
                        allowed());
            default ->
                TrustFault.now(
                        FaultCode.EWS_APPLICATION_NOT_LISTED,
                        "the application " + pair.application() + " of "
                                + pair.caller().label() + " is not in EwsAllowedAppIDs of " + resource,
                        allowed());
        };
    }

    /** Microsoft Graph for free/busy, photos and automatic replies of Exchange. No fix is known for other calls. */
    private List<CmdletFix> byGraph() {
        Optional<Principal> principal = pair.principal();
        boolean isPossible = pair.caller().product() instanceof ExchangeProduct
                && principal.isPresent()
                && !pair.caller().settings().hybrid().usesGraph();
        if (!isPossible) {
            return List.of(new CmdletFix(pair.resource().name(), "# no fix is known"));
        }
        String tenant = pair.tenant().orElseThrow();
        ExchangeProduct caller = (ExchangeProduct) pair.caller().product();
        return Stream.concat(
                        CmdletFix.of(
                                pair.authz().grantGraph(tenant, principal.get().objectId()))
                                .stream(),
                        CmdletFix.of(caller.routeThroughGraph(
                                        tenant, pair.caller().settings().hybrid()))
                                .stream())
                .toList();
    }

    /**
     * Allows EWS to all on-premises servers that call, because a list replaces the one before. A server whose application
     * has to be created first is on the list of its own fix, and of those behind it.
     */
    private List<CmdletFix> allowed() {
        Set<String> ids = new LinkedHashSet<>(ews.applications());
        List<ServerPair> calls = callers().toList();
        int own = calls.indexOf(pair);
        calls.stream()
                .filter(call -> calls.indexOf(call) <= own || !TenantCheck.isBlocked(call))
                .map(call -> TenantCheck.isBlocked(call)
                        ? "$(" + AuthorizationServerProduct.ownApplication(call.variable()) + ")"
                        : call.application())
                .forEach(ids::add);
        return List.of(((ExchangeProduct) pair.resource().product()).allowEwsTo(ids));
    }

    private Stream<ServerPair> callers() {
        return pair.world().services().stream()
                .filter(caller -> !caller.address().online())
                .map(caller -> new ServerPair(caller, pair.resource(), pair.world()))
                .filter(call -> call.kind() != TrustEdge.Kind.NONE);
    }
}
