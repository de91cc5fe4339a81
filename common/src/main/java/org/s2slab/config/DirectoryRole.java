package org.s2slab.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/**
 * A directory role of administrators of a tenant. The ids of the templates are the same in every tenant (<a
 * href="https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference">roles</a>).
 */
public enum DirectoryRole {
    GLOBAL_ADMINISTRATOR("Global Administrator", "62e90394-69f5-4237-9190-012177145e10"),
    PRIVILEGED_ROLE_ADMINISTRATOR("Privileged Role Administrator", "e8611ab8-c189-46e8-94e1-60213ab1f814"),
    APPLICATION_ADMINISTRATOR("Application Administrator", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"),
    CLOUD_APPLICATION_ADMINISTRATOR("Cloud Application Administrator", "158c047a-c907-4556-b7ef-446551a6b5f7"),
    EXCHANGE_ADMINISTRATOR("Exchange Administrator", "29232cdf-9323-42fd-ade2-1d097af3e4de"),
    HELPDESK_ADMINISTRATOR("Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8");

    private final String title;
    private final String template;

    DirectoryRole(String title, String template) {
        this.title = title;
        this.template = template;
    }

    /** The role with this name. IllegalArgumentException with the known names for any other text. */
    @JsonCreator
    public static DirectoryRole of(String title) {
        return Arrays.stream(values())
                .filter(role -> role.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "roles: '" + title + "' is not a directory role of the lab; known are " + titles()));
    }

    /** The names of all roles. */
    public static List<String> titles() {
        return Arrays.stream(values()).map(DirectoryRole::title).toList();
    }

    /** The name of the role with this template; the id itself if the lab does not know the role. */
    public static String titleOf(String template) {
        return Arrays.stream(values())
                .filter(role -> role.template.equals(template))
                .map(DirectoryRole::title)
                .findFirst()
                .orElse(template);
    }

    /** The name of the role, in English. */
    @JsonValue
    public String title() {
        return title;
    }

    /** The id of the role's template. */
    public String template() {
        return template;
    }
}
