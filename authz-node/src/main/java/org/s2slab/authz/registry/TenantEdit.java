package org.s2slab.authz.registry;

import io.vertx.core.json.JsonObject;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.WriteTransaction;

/** A change of one tenant inside a transaction: writes to the database, and has the content that results. */
public final class TenantEdit {
    /** What Graph says when a tenant has as many objects as it may have. */
    public static final String QUOTA_EXCEEDED = "The directory object quota limit for the Tenant has been exceeded."
            + " Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.";

    private final WriteTransaction tx;
    private final int most;
    private TenantSnapshot content;

    /** @param most the maximum number of applications and principals; both of an application count once */
    TenantEdit(WriteTransaction tx, TenantSnapshot content, int most) {
        this.tx = tx;
        this.most = most;
        this.content = content;
    }

    /** The content of the tenant with the changes so far. */
    public TenantSnapshot content() {
        return content;
    }

    /** Adds or replaces a principal. Refusal CONFLICT if another principal has one of its names. */
    public void save(ServicePrincipal principal) {
        if (content.principal(principal.appId()) == null && content.principals().size() >= most) {
            throw new Refusal(RefusalCode.TENANT_POLICY, QUOTA_EXCEEDED);
        }
        for (String name : principal.names()) {
            content.holderOf(name, principal.appId()).ifPresent(holder -> {
                throw Refusal.conflict("ServicePrincipalNames: '" + name + "' is a name of " + holder.displayName()
                        + " (" + holder.appId() + ") already; take it away there first.");
            });
        }
        RegistryTables.save(tx, content.tenant().id(), principal);
        content = content.with(principal);
    }

    /** Adds an application and the entry with its name and its certificates. */
    public void register(ServicePrincipal principal, Application application) {
        save(principal);
        ApplicationTables.save(tx, content.tenant().id(), application);
        content = content.with(application);
    }

    /** Replaces the members of an application or a principal that no rule reads. */
    public void saveMembers(String objectId, JsonObject members) {
        ApplicationTables.saveMembers(tx, content.tenant().id(), objectId, members.encode());
        content = content.with(objectId, members.encode());
    }

    /** Removes an application and its principal with everything that belongs to them. */
    public void remove(String appId) {
        ApplicationTables.delete(tx, content.tenant().id(), appId);
        RegistryTables.delete(tx, content.tenant().id(), appId);
        content = content.without(appId);
    }

    void requireDedicatedApplications(boolean required) {
        RegistryTables.saveDedicated(tx, content.tenant().id(), required);
        content = content.dedicated(required);
    }
}
