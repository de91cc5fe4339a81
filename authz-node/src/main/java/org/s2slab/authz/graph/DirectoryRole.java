package org.s2slab.authz.graph;

import java.util.Map;

/** The directory roles of administrators by the ids of their templates, which are the same in every tenant. */
final class DirectoryRole {
    static final String GLOBAL = "62e90394-69f5-4237-9190-012177145e10";
    static final String APPLICATION = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    static final String CLOUD_APPLICATION = "158c047a-c907-4556-b7ef-446551a6b5f7";
    static final String PRIVILEGED_ROLE = "e8611ab8-c189-46e8-94e1-60213ab1f814";

    private static final Map<String, String> NAMES = Map.of(
            GLOBAL, "Global Administrator",
            APPLICATION, "Application Administrator",
            CLOUD_APPLICATION, "Cloud Application Administrator",
            PRIVILEGED_ROLE, "Privileged Role Administrator");

    private DirectoryRole() {}

    /** The name of a role, or its id if the lab does not know it. */
    static String name(String template) {
        return NAMES.getOrDefault(template, template);
    }
}
