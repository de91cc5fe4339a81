package org.s2slab.diagnosis.doctor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.EwsPolicyState;
import org.s2slab.engine.product.ExchangeProduct;

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
        String resource = pair.resource().name();
        if (isInForce("ews-off")) {
            return Optional.of(TrustFault.now(
                    FaultCode.EWS_ENDED,
                    "EWS of " + resource + " has ended, without exceptions",
                    List.of(new CmdletFix(
                            resource,
                            "# no fix is known; for free/busy, photos and automatic replies, Exchange Server SE can use"
                                    + " Microsoft Graph, which the lab does not have"))));
        }
        if (!Objects.requireNonNullElse(ews.enabled(), !isInForce("ews-off-by-default"))) {
            return Optional.of(TrustFault.now(
                    FaultCode.EWS_DISABLED,
                    "EWS of " + resource + " is off: EwsEnabled of the organization is $" + ews.enabled(),
                    allowed()));
        }
        return isListed() && !ews.applications().contains(pair.application())
                ? Optional.of(TrustFault.now(
                        FaultCode.EWS_APPLICATION_NOT_LISTED,
                        "the application " + pair.application() + " of "
                                + pair.caller().name() + " is not in EwsAllowedAppIDs of " + resource,
                        allowed()))
                : Optional.empty();
    }

    /** Whether only listed applications may call. The list has no effect unless EwsEnabled is {@code $true}. */
    private boolean isListed() {
        return Boolean.TRUE.equals(ews.enabled()) && (!ews.applications().isEmpty() || isInForce("ews-list-required"));
    }

    private boolean isInForce(String change) {
        return pair.resource().settings().policies().contains(change);
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
