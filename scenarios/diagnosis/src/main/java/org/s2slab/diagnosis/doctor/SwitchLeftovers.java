package org.s2slab.diagnosis.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.HybridState;
import org.s2slab.engine.product.HybridState.HybridTrait;
import org.s2slab.engine.product.TenantState;

/**
 * Warns of what the switch of Exchange to an application of its own leaves: a setting override that does not enable it,
 * and keys of the organisation at Microsoft's principal.
 */
record SwitchLeftovers(ServerPair pair, TenantState tenant) {
    /** @param found the faults that were found before; one that asks for the switch makes it complete */
    static List<TrustFault> of(ServerPair pair, TenantState tenant, List<TrustFault> found) {
        boolean isHybrid = pair.caller().is("exchange")
                && !pair.caller().address().online()
                && pair.resource().is("exchange");
        boolean isAsked = found.stream().anyMatch(fault -> fault.code() == FaultCode.DEDICATED_APPLICATION_REQUIRED);
        if (!isHybrid || isAsked) {
            return List.of();
        }
        SwitchLeftovers left = new SwitchLeftovers(pair, tenant);
        List<TrustFault> warnings = new ArrayList<>();
        left.override().ifPresent(warnings::add);
        left.keys().ifPresent(warnings::add);
        return warnings;
    }

    /** The script of Microsoft stops at any override of the section, also at one that does not enable the feature. */
    private Optional<TrustFault> override() {
        HybridState hybrid = pair.caller().settings().hybrid();
        String name = hybrid.override();
        ExchangeProduct exchange = (ExchangeProduct) pair.caller().product();
        return name == null || hybrid.traits().has(HybridTrait.OVERRIDE_ENABLED)
                ? Optional.empty()
                : Optional.of(TrustFault.now(
                        FaultCode.OVERRIDE_DISABLED,
                        "the setting override '" + name + "' of "
                                + pair.caller().label()
                                + " does not enable the dedicated application, and no second one can be made",
                        hybrid.traits().has(HybridTrait.NAMES_APPLICATION)
                                ? exchange.enableOverride(name)
                                : exchange.removeOverride(name),
                        exchange.refreshOverrides()));
    }

    /** With a key that is left, somebody who takes it from the server can still call as Exchange Online. */
    private Optional<TrustFault> keys() {
        return tenant.principal(pair.caller().application())
                .filter(shared -> !shared.credentials().isEmpty() && !isShared())
                .map(shared -> TrustFault.now(
                        FaultCode.SHARED_KEYS_LEFT,
                        "the service principal '" + shared.name() + "' still has "
                                + shared.credentials().size() + " keys of the organization, which "
                                + pair.caller().label() + " does not use any more",
                        List.of(pair.authz().removeKeys(tenant.id(), shared.objectId()))));
    }

    /** Whether a server of the organisation still calls an online service as Microsoft's application. */
    private boolean isShared() {
        return pair.world().services().stream()
                .filter(caller -> !caller.address().online()
                        && caller.application().equals(pair.caller().application()))
                .flatMap(caller -> pair.world().services().stream()
                        .filter(resource -> resource.address().online())
                        .map(resource -> new ServerPair(caller, resource, pair.world())))
                .anyMatch(call -> call.kind() == TrustEdge.Kind.AUTHORIZATION_SERVER
                        && call.application().equals(pair.caller().application()));
    }
}
