package org.s2slab.lync.contacts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.refusal.Refusal;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/** Writes a user's contacts as XML. The element names are the lab's, because the product's are not documented. */
final class ContactExport {
    private static final XmlNamespace NONE = XmlNamespace.NONE;

    private ContactExport() {}

    /** The output file of a cmdlet: an absolute path in an existing folder. */
    static Path file(String parameter, String given) {
        try {
            Path file = Path.of(given);
            Path folder = file.getParent();
            if (file.isAbsolute() && folder != null && Files.isDirectory(folder) && !Files.isDirectory(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw refused(parameter, given);
        }
        throw refused(parameter, given);
    }

    private static Refusal refused(String parameter, String given) {
        return Refusal.invalid(
                parameter + ": \"" + given + "\" must be the whole path of a file in a folder that is there.");
    }

    /** Writes the file with owner-only access. Blocks the calling thread. */
    static void write(Path file, LyncUser user, ContactList list) {
        OwnerOnlyFiles.write(file, xml(user, list).getBytes(StandardCharsets.UTF_8));
    }

    private static String xml(LyncUser user, ContactList list) {
        XmlWriter xml = new XmlWriter().open(NONE, "ContactList").attribute("User", "sip:" + user.sip());
        list.groups()
                .forEach(group ->
                        xml.open(NONE, "Group").attribute("Name", group).close());
        for (Contact contact : list.contacts()) {
            xml.open(NONE, "Contact")
                    .attribute("Uri", contact.isTelephone() ? contact.address() : "sip:" + contact.address())
                    .attribute("Name", contact.name());
            contact.groups().forEach(group -> xml.element(NONE, "MemberOf", group));
            xml.close();
        }
        for (ContactDistributionGroup group : list.distributionGroups()) {
            xml.open(NONE, "DistributionGroup")
                    .attribute("Address", group.smtp())
                    .attribute("Name", group.name())
                    .close();
        }
        return xml.close().document();
    }
}
