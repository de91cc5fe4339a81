package org.s2slab.engine.product;

/** Tasks for which several products have a cmdlet of their own; the values of a template are in brackets. */
enum Task {
    /** [1 name] */
    SHOW_PARTNERS,
    /** [1 name] */
    REMOVE_PARTNER,
    /** Sets the settings that are not null. [1 name, 2 enabled, 3 whether security identifiers name users] */
    DECIDE,
    /** [the values of a {@link PartnerSpec}] */
    REGISTER_BY_METADATA,
    REGISTER_BY_SERVER,
    REGISTER_BY_KEY,
    /** [1 name, 2 address of the document, or null, 3 certificate, or null] */
    REFRESH_KEYS,
    /** [1 name, 2 address of the document, 3 the organisation's own application, or null, 4 enabled, or null] */
    REGISTER_TOKEN_SERVER,
    SHOW_TOKEN_SERVERS,
    /** [1 name, 2 address of the document] */
    MOVE_TOKEN_SERVER,
    REFRESH_TOKEN_SERVER,
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
    SHOW_SIGNING
}
