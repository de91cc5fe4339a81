package org.s2slab.exchange.rbac;

import org.s2slab.exchange.addressbook.DistributionGroup;

/**
 * A policy that narrows what the consents of the tenant permit an application (New-ApplicationAccessPolicy).
 *
 * @param identity a text that the server makes
 * @param appId the application
 * @param accessRight {@code RestrictAccess} or {@code DenyAccess}
 * @param groupId the group of the mailboxes
 */
record AccessPolicy(String identity, String appId, String accessRight, String groupId, String description) {
    static final String RESTRICTS = "RestrictAccess";

    boolean restricts() {
        return accessRight.equals(RESTRICTS);
    }

    static String identity(String appId, DistributionGroup group) {
        return appId + "\\" + group.id();
    }
}
