package org.s2slab.authz.cmdlets;

import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.optional;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletParameter;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * In which tenant a cmdlet works: the one it names, else the one Connect-MsolService chose, else the only one there is.
 * The node has one administrator, so there is one choice; a start forgets it, as closing PowerShell does.
 */
public final class TenantSelector {
    static final CmdletParameter TENANT_ID = optional(
            "TenantId", STRING, "The tenant, by its id or one of its domains; otherwise the one connected to.");

    private final TenantRegistry registry;
    private volatile @Nullable String selected;

    public TenantSelector(TenantRegistry registry) {
        this.registry = registry;
    }

    /** Chooses for the cmdlets to come; Refusal NOT_FOUND when there is no such tenant. */
    void connect(CmdletArguments given) {
        selected = given.optionalText("TenantId")
                .map(word -> named(word).tenant().id())
                .orElseGet(() -> only().tenant().id());
    }

    /** The tenant of one cmdlet; Refusal when it names none that is here, or none and there are several. */
    TenantSnapshot of(CmdletArguments given) {
        Optional<String> word = given.optionalText("TenantId");
        if (word.isPresent()) {
            return named(word.get());
        }
        String connected = selected;
        return connected == null ? only() : registry.current(connected);
    }

    private TenantSnapshot named(String word) {
        return registry.named(word)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.NOT_FOUND,
                        "TenantId: there is no tenant '" + word + "' here; there are " + names() + "."));
    }

    private TenantSnapshot only() {
        if (registry.tenants().size() != 1) {
            throw new Refusal(
                    RefusalCode.PARAMETER_INVALID,
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
