package org.s2slab.lync.contacts;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NameKey;

/**
 * One entry of a contact list: a person by SIP address, or a telephone number.
 *
 * @param address {@code bert@contoso.com}, or {@code tel:+14255550100}; in lower case, unique in the list
 * @param name the displayed name; of a telephone number the number as it was written
 * @param groups names of the contact's groups, at least one
 * @param phone a person's telephone number, which only Exchange has, or null
 */
public record Contact(
        String address,
        String name,
        List<String> groups,
        @Nullable String phone) {
    /** Maximum number of characters of a name in a list. The product's own limit is not documented. */
    static final int MAXIMUM_NAME = 256;

    private static final String TEL = "tel:";
    private static final Pattern SIP = Pattern.compile("[^\\s@:<>\"]{1,128}@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*");
    private static final Pattern PHONE_USER = Pattern.compile("(\\+?[0-9]{2,20})(@[^;]*;user=phone)?");
    private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9]{2,20}");

    public Contact {
        groups = List.copyOf(groups);
    }

    public Contact(String address, String name, List<String> groups) {
        this(address, name, groups, null);
    }

    /** A contact by SIP address, with or without {@code sip:}. */
    static Contact person(String sip, String name, List<String> groups) {
        String address = NameKey.ofSip(sip);
        if (!SIP.matcher(address).matches()) {
            throw Refusal.invalid("sip: '" + sip + "' is not a SIP address (expected user@domain)");
        }
        return new Contact(address, checkedName("name", name), groups);
    }

    /** A contact by a telephone number as people write it: {@code +1 (425) 555-0100}. */
    static Contact telephone(String number, List<String> groups) {
        String digits = (number.regionMatches(true, 0, TEL, 0, TEL.length()) ? number.substring(TEL.length()) : number)
                .replaceAll("[\\s().-]", "");
        if (!TELEPHONE.matcher(digits).matches()) {
            throw Refusal.invalid("tel: '" + number + "' is not a telephone number (expected +<country><number>)");
        }
        String shown = number.regionMatches(true, 0, TEL, 0, TEL.length()) ? digits : number.trim();
        return new Contact(TEL + digits, shown, groups);
    }

    /** The address of a contact from any form: with or without scheme, or a telephone URI of either kind. */
    static String addressOf(String written) {
        String text = NameKey.ofSip(written.trim());
        if (text.startsWith(TEL)) {
            return TEL + text.substring(TEL.length()).replaceAll("[\\s().-]", "");
        }
        var phone = PHONE_USER.matcher(text);
        return phone.matches() ? TEL + phone.group(1) : text;
    }

    /** Checks a name: it has visible characters, no control characters, and not too many characters. */
    static String checkedName(String field, String name) {
        String text = name.strip();
        boolean broken = text.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || c == 0xFFFE
                        || c == 0xFFFF);
        if (text.isEmpty() || text.length() > MAXIMUM_NAME || broken) {
            throw Refusal.invalid(
                    field + ": a name has 1 to " + MAXIMUM_NAME + " characters and no control characters");
        }
        return text;
    }

    boolean isTelephone() {
        return address.startsWith(TEL);
    }

    /** The telephone number without scheme. */
    String number() {
        return address.substring(TEL.length());
    }

    Contact inGroups(List<String> others) {
        return new Contact(address, name, others, phone);
    }

    Contact named(String other) {
        return new Contact(address, checkedName("name", other), groups, phone);
    }
}
