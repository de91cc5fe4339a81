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

    /** Thumbprints of the keys the authorization server publishes; empty where nothing tells. */
    final Set<String> published = new LinkedHashSet<>();

    final List<ImportedPrincipal> principals = new ArrayList<>();
    boolean principalsAreKnown;
    boolean credentialsAreKnown;

    /** Whether keys of the tenant's own servers prove none of Microsoft's applications; only a lab's export tells. */
    boolean dedicatedApplications;

    TenantDraft(String id) {
        this.id = id;
    }
}
