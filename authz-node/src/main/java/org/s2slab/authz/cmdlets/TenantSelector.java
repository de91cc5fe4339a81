package org.s2slab.authz.cmdlets;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletTable;
import org.s2slab.refusal.Refusal;

/**
 * Selects the tenant of a cmdlet: the tenant that it names, else the choice of Connect-MsolService or Connect-MgGraph, else the only
 * tenant. The node has one administrator and therefore one choice. A restart ends the choice, like closing PowerShell.
 */
public final class TenantSelector {
    /** The declarations of the cmdlets of the authorization server. */
    public static final CmdletTable CMDLETS = CmdletTable.named("authz");

    private final TenantRegistry registry;
    private volatile @Nullable String selected;

    public TenantSelector(TenantRegistry registry) {
        this.registry = registry;
    }

    /** Selects the tenant for later cmdlets; Refusal NOT_FOUND if the tenant does not exist. */
    public void connect(CmdletArguments given) {
        selected = given.optionalText("TenantId")
                .map(word -> named(word).tenant().id())
                .orElseGet(() -> only().tenant().id());
    }

    /** The tenant of one cmdlet; Refusal if it does not exist, or if the cmdlet must choose between several tenants. */
    public TenantSnapshot of(CmdletArguments given) {
        Optional<String> word = given.optionalText("TenantId");
        if (word.isPresent()) {
            return named(word.get());
        }
        String connected = selected;
        return connected == null ? only() : registry.current(connected);
    }

    private TenantSnapshot named(String word) {
        return registry.named(word)
                .orElseThrow(() -> Refusal.notFound(
                        "TenantId: there is no tenant '" + word + "' here; there are " + names() + "."));
    }

    private TenantSnapshot only() {
        if (registry.tenants().size() != 1) {
            throw Refusal.invalid(
                    "You must call the Connect-MsolService cmdlet before calling any other cmdlets, with -TenantId, or give"
                            + " -TenantId here; there are " + names() + ".");
        }
        return registry.current(registry.tenants().get(0).id());
    }

    private String names() {
        return registry.tenants().stream()
                .map(tenant -> tenant.name() + " (" + tenant.id() + ")")
                .collect(Collectors.joining(", "));
    }
}
