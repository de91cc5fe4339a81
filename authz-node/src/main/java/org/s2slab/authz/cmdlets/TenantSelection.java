package org.s2slab.authz.cmdlets;

import static org.s2slab.management.Parameter.Type.STRING;
import static org.s2slab.management.Parameter.optional;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Registry;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * In which tenant a cmdlet works: the one it names, else the one Connect-MsolService chose, else the only one there is.
 * The node has one administrator, so there is one choice; a start forgets it, as closing PowerShell does.
 */
public final class TenantSelection {
    static final Parameter TENANT_ID = optional(
            "TenantId", STRING, "The tenant, by its id or one of its domains; otherwise the one connected to.");

    private final Registry registry;
    private volatile @Nullable String selected;

    public TenantSelection(Registry registry) {
        this.registry = registry;
    }

    /** Chooses for the cmdlets to come; Refusal NOT_FOUND when there is no such tenant. */
    void connect(Parameters given) {
        selected = given.optionalText("TenantId")
                .map(word -> named(word).tenant().id())
                .orElseGet(() -> only().tenant().id());
    }

    /** The tenant of one cmdlet; Refusal when it names none that is here, or none and there are several. */
    TenantRegistry of(Parameters given) {
        Optional<String> word = given.optionalText("TenantId");
        if (word.isPresent()) {
            return named(word.get());
        }
        String connected = selected;
        return connected == null ? only() : registry.current(connected);
    }

    private TenantRegistry named(String word) {
        return registry.named(word)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.NOT_FOUND,
                        "TenantId: there is no tenant '" + word + "' here; there are " + names() + "."));
    }

    private TenantRegistry only() {
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
