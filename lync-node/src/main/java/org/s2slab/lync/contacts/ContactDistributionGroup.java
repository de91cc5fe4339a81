package org.s2slab.lync.contacts;

import java.util.Locale;
import java.util.regex.Pattern;
import org.s2slab.refusal.Refusal;

/**
 * A distribution group in a contact list.
 *
 * @param smtp its mail address in lower case, unique in the list
 * @param name the displayed name
 */
public record ContactDistributionGroup(String smtp, String name) {
    private static final Pattern SMTP = Pattern.compile("[^\\s@:<>\"]{1,128}@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*");

    /** A distribution group from a person's input. */
    static ContactDistributionGroup of(String smtp, String name) {
        String address = smtp.strip().toLowerCase(Locale.ROOT);
        if (!SMTP.matcher(address).matches()) {
            throw Refusal.invalid("smtp: '" + smtp + "' is not a mail address (expected name@domain)");
        }
        return new ContactDistributionGroup(address, Contact.checkedName("name", name));
    }
}
