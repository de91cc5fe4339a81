package org.s2slab.engine.product;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import org.s2slab.engine.text.YamlResource;

/**
 * Tasks for which several products have their own cmdlets. The comment of a constant lists the values of its template
 * in brackets. The resource {@code tasks.yaml} contains the templates.
 */
enum AdministratorTask {
    /** [1 name] */
    SHOW_PARTNERS,
    /** [1 name] */
    REMOVE_PARTNER,
    /** Sets the settings that are not null. [1 name, 2 enabled, 3 whether security identifiers identify users] */
    DECIDE,
    /** [the values from {@link PartnerSpec#values}] */
    REGISTER_BY_METADATA,
    REGISTER_BY_SERVER,
    REGISTER_BY_KEY,
    /** [1 name, 2 address of the document, or null, 3 certificate, or null] */
    REFRESH_KEYS,
    /** [1 name, 2 address of the document, 3 the organisation's own application, or null, 4 enabled, or null] */
    REGISTER_AUTHORIZATION_SERVER,
    SHOW_AUTHORIZATION_SERVERS,
    /** [1 name, 2 address of the document] */
    MOVE_AUTHORIZATION_SERVER,
    REFRESH_AUTHORIZATION_SERVER,
    /** [1 realm] */
    SET_REALM,
    /** [1 application id] */
    SET_SERVICE_NAME,
    /** [1 domains] */
    CREATE_CERTIFICATE,
    CREATE_NEXT_CERTIFICATE,
    /** [1 thumbprint, 2 date] */
    STAGE,
    /** [1 thumbprint] */
    ACTIVATE,
    ACTIVATE_STAGED,
    REMOVE_PREVIOUS,
    SHOW_SIGNING;

    /** The command lines of a product's tasks; {@code $1} stands for the first value. A product can lack some tasks. */
    static Map<AdministratorTask, String> templates(ProductRole role) {
        return Templates.ALL.getOrDefault(role, Map.of());
    }

    /** The content of the resource, in a separate class: it is read after roles and tasks are initialised. */
    private static final class Templates {
        static final Map<ProductRole, Map<AdministratorTask, String>> ALL =
                YamlResource.read(AdministratorTask.class, "tasks.yaml", new TypeReference<>() {});
    }
}
