package org.s2slab.exchange.rbac;

/**
 * A set of recipients (New-ManagementScope).
 *
 * @param filter the text of the RecipientRestrictionFilter
 */
record ManagementScope(String name, String filter) {}
