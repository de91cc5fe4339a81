package org.s2slab.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of a deployment.
 *
 * @param upn user principal name, with which the user signs in
 * @param mailAddresses the mail addresses, the primary address first; empty for a user without mail
 * @param sip SIP address without {@code sip:}, or null if the user is not enabled for Lync
 * @param sid Windows security identifier in lower case
 */
public record LabPerson(
        String name,
        String upn,
        String password,
        List<String> mailAddresses,
        @Nullable String sip,
        @Nullable String sid) {}
