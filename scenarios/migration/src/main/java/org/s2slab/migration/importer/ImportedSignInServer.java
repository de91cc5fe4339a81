package org.s2slab.migration.importer;

import org.jspecify.annotations.Nullable;

/**
 * An authorization server of type AzureAD, which signs people in, as Exchange has registered it.
 *
 * @param host the host of its metadata document
 * @param tenant the tenant in its realm or issuer; null if the export does not name it
 * @param application the application as which Exchange calls Exchange Online (dedicated hybrid application)
 * @param graph the address of Microsoft Graph; null if there is none
 */
record ImportedSignInServer(
        String name,
        String host,
        @Nullable String tenant,
        String application,
        @Nullable String graph) {}
