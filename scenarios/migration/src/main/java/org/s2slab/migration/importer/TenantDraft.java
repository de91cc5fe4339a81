package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The draft of a tenant: the exported data, completed by inference. */
final class TenantDraft {
    final String id;
    String name = "";
    final Set<String> domains = new LinkedHashSet<>();

    /** The thumbprints of the keys that the authorization server publishes; empty if unknown. */
    final Set<String> published = new LinkedHashSet<>();

    final List<ImportedPrincipal> principals = new ArrayList<>();
    boolean principalsAreKnown;
    boolean credentialsAreKnown;

    /** Whether the tenant requires dedicated applications. Only an export of the lab contains this setting. */
    boolean dedicatedApplications;

    TenantDraft(String id) {
        this.id = id;
    }
}
