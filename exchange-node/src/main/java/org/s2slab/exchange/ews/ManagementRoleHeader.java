package org.s2slab.exchange.ews;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * The {@code ManagementRole} header (t:ManagementRoleType): the user's and the application's roles that the caller
 * wants to use. Role names are written without spaces.
 */
record ManagementRoleHeader(List<String> user, List<String> application) {
    private static final Set<String> KNOWN = Set.of(
            "applicationimpersonation",
            "archiveapplication",
            "legalhold",
            "legalholdapplication",
            "mailboxsearch",
            "mailboxsearchapplication",
            "meetinggraphapplication",
            "officeextensionapplication",
            "teammailboxlifecycleapplication",
            "userapplication");

    ManagementRoleHeader {
        user = List.copyOf(user);
        application = List.copyOf(application);
    }

    /**
     * Reads the header.
     *
     * @throws EwsFault ErrorInvalidManagementRoleHeader if it names no role, or an unknown role
     */
    static ManagementRoleHeader read(XmlElement header) {
        for (XmlElement list : header.children()) {
            if (!Set.of("UserRoles", "ApplicationRoles").contains(list.name())
                    || list.children().isEmpty()) {
                throw invalid("'" + list.name() + "' is no list of roles.");
            }
        }
        if (header.children().isEmpty()) {
            throw invalid("it names no role.");
        }
        return new ManagementRoleHeader(roles(header, "UserRoles"), roles(header, "ApplicationRoles"));
    }

    private static List<String> roles(XmlElement header, String list) {
        return header.childrenOf(list).stream()
                .map(role -> checked(role.text().strip()))
                .toList();
    }

    private static String checked(String role) {
        if (!KNOWN.contains(role.toLowerCase(Locale.ROOT))) {
            throw invalid("there is no role '" + role + "'.");
        }
        return role;
    }

    /** Whether a list of the header contains a role of the product. */
    static boolean name(List<String> roles, String role) {
        return roles.stream().anyMatch(role.replace(" ", "")::equalsIgnoreCase);
    }

    private static EwsFault invalid(String why) {
        return new EwsFault(
                ResponseCode.ErrorInvalidManagementRoleHeader,
                ResponseCode.ErrorInvalidManagementRoleHeader.sentence() + " " + why);
    }
}
