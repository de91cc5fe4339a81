package org.s2slab.migration.importer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user in the export of one server.
 *
 * @param sip SIP address without {@code sip:}, or null
 * @param mail mail addresses, the primary address first; empty if the server has no mailbox of the user
 */
record ImportedPerson(String name, String upn, @Nullable String sip, List<String> mail, boolean enabled) {
    ImportedPerson {
        mail = List.copyOf(mail);
    }
}
