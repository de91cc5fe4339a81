package org.s2slab.exchange.permissions;

import org.s2slab.exchange.accounts.FolderRights;

/**
 * An entry in the permissions of a folder.
 *
 * @param member the id of an account, {@link #DEFAULT} for all other users, or {@link #ANONYMOUS}
 */
record FolderPermission(String member, FolderRights rights) {
    static final String DEFAULT = "Default";
    static final String ANONYMOUS = "Anonymous";
}
