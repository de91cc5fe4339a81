package org.s2slab.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of a deployment.
 *
 * @param upn user principal name, the name for signing in
 * @param mailAddresses primary first; empty for a user without mail
 * @param sip SIP address without {@code sip:}, or null for a user not enabled for Lync
 * @param sid Windows security identifier in lower case
 */
public record LabPerson(
        String name,
        String upn,
        String password,
        List<String> mailAddresses,
        @Nullable String sip,
        @Nullable String sid) {}
