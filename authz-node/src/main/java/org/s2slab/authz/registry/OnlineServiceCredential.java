package org.s2slab.authz.registry;

import java.nio.file.Path;

/**
 * A key from the configuration with which one of Microsoft's online services authenticates.
 *
 * @param application the service's principal id, the same in every tenant
 * @param certificate PEM file of its certificate; a private key in the file is not read
 */
public record OnlineServiceCredential(String application, Path certificate) {}
